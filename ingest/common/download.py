"""Rows → a file that a spreadsheet opens right: CSV with its mark, XLSX with titles.

No cell of a donor's text is ever run: in a CSV what begins as a formula gets an apostrophe
before it, as spreadsheets themselves write text; in an XLSX it is a text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter

from ingest.common.language import translate
from ingest.common.sentences import format_date

BOM = b"\xef\xbb\xbf"
"""Without it Excel takes UTF-8 for the encoding of its system."""

MOST_ROWS = 200_000
_FORMULA = re.compile(rb'(^|(?<=[,\n\r]))("?)(?=[=@\t]|[+-](?![\d.,]*["\r\n,]))')
_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_WIDEST, _NARROWEST, _ROWS_MEASURED = 60, 9, 200
_MOST_IN_CELL = 32_767
_CODE = " (код)"

Cell = str | int | float | None


def defuse(line: bytes) -> bytes:
    """Return a line of a CSV with an apostrophe before what a spreadsheet would run.

    >>> defuse(b'1,=2+2,-5,"@x"').decode()
    "1,'=2+2,-5,\\"'@x\\""
    """
    return _FORMULA.sub(rb"\1\2'", line)


def titles_of_labels(names: Sequence[str], titles: Sequence[str]) -> list[str]:
    """Return titles that tell a code from its label, which Datasette calls «project_code_label»."""
    labelled = {name.removesuffix("_label") for name in names if name.endswith("_label")}
    told = dict(zip(names, titles, strict=True))
    return [
        told.get(name.removesuffix("_label"), title)
        if name.endswith("_label")
        else title + (translate(_CODE) if name in labelled else "")
        for name, title in told.items()
    ]


def write_xlsx(
    name: str,
    titles: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    about: Sequence[tuple[str, str]],
) -> bytes:
    """Return a workbook: the rows under their titles, and a sheet that tells what they are.

    `about` is what that sheet says, in pairs; an address in it becomes a link.
    """
    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(content, options) as workbook:
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = workbook.add_worksheet(_sheet_name(name))
        sheet.write_row(0, 0, list(_unique(titles)), head)
        widths = [len(title) for title in titles]
        count = 0
        for count, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, str) and _DAY.fullmatch(cell):
                    sheet.write_datetime(count, column, date.fromisoformat(cell), day)
                else:
                    sheet.write(
                        count, column, cell[:_MOST_IN_CELL] if isinstance(cell, str) else cell
                    )
                if count <= _ROWS_MEASURED:
                    widths[column] = max(widths[column], len(str(cell)))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(max(width + 2, _NARROWEST), _WIDEST))
        sheet.freeze_panes(1, 0)
        if count and titles:
            sheet.autofilter(0, 0, count, len(titles) - 1)
        _write_about(workbook, about)
    return content.getvalue()


def _write_about(workbook: xlsxwriter.Workbook, about: Sequence[tuple[str, str]]) -> None:
    sheet = workbook.add_worksheet(translate("Про файл"))
    wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
    bold = workbook.add_format({"bold": True, "valign": "top"})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    for row, (term, text) in enumerate(about):
        sheet.write_string(row, 0, term, bold)
        if text.startswith("http"):
            sheet.write_url(row, 1, text, string=text)
        else:
            sheet.write_string(row, 1, text, wrap)


def _unique(titles: Iterable[str]) -> Iterable[str]:
    seen: dict[str, int] = {}
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        yield title if seen[title] == 1 else f"{title} {seen[title]}"


def _sheet_name(name: str) -> str:
    """Return a name that Excel takes: 31 characters, none of []:*?/\\."""
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:31] or translate("Дані")


def about_download(title: str, reads: str, address: str, data_as_of: str) -> list[tuple[str, str]]:
    """Return what the second sheet says of the first."""
    told = [
        ("Що це", title),
        *([("Як читати", reads)] if reads else []),
        ("Дані на", format_date(data_as_of)),
        ("Адреса", address),
        ("Ліцензія", translate("CC BY 4.0 — вільне використання з посиланням на джерело")),
    ]
    return [(translate(term), text) for term, text in told]
