"""The first sheet of the marked copy: how many rows are fine, then every problem with a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.workbook import Workbook

from ingest.common.messages import load_phrases
from ingest.problems import Severity
from ingest.publish.answer.model import FATES, Answer, Place

MOST = 5_000
"""How many comments a sheet may have, and rows the list of problems: Excel slows with more."""

COLOURS = {"error": "#F6B3B0", "warning": "#FFE08A", "note": "#BBD9F2"}
INK, QUIET, SOFT, _ACCENT = "#16202B", "#52606E", "#E8EDF3", "#0B57A4"
_COLUMNS = {
    "level": 24, "sheet": 16, "row": 8, "column": 10,
    "header": 22, "what": 52, "fix": 52, "suggestion": 30,
}  # fmt: skip
_LINE = 15.5  # points


class SummarySheet:
    """Writes the sheet; `names` are those of the copied sheets, by their own."""

    def __init__(self, workbook: Workbook, answer: Answer, names: Mapping[str | None, str]) -> None:
        self.answer, self.names, self.phrases = answer, names, load_phrases(answer.language)
        self.sheet = workbook.add_worksheet(self.phrases["summary"])
        look = {"font_color": INK, "valign": "top", "align": "left"}
        link = {**look, "font_color": _ACCENT, "underline": 1}
        self.title = workbook.add_format({**look, "bold": True, "font_size": 16})
        self.lead = workbook.add_format({"bold": True, "font_size": 13, "font_color": _ACCENT})
        self.header = workbook.add_format({**look, "bold": True, "bg_color": SOFT, "bottom": 1})
        self.plain, self.link = workbook.add_format(look), workbook.add_format(link)
        self.wrapped = workbook.add_format({**look, "text_wrap": True})
        self.severities = {
            severity: workbook.add_format({**look, "text_wrap": True, "bg_color": colour})
            for severity, colour in COLOURS.items()
        }

    def write(self, remarks: Iterable[str]) -> None:
        """Write it all; `remarks` say what is left out elsewhere."""
        for column, width in enumerate(_COLUMNS.values()):
            self.sheet.set_column(column, column, width)
        top = self._write_head(remarks)
        for column, name in enumerate(_COLUMNS):
            self.sheet.write_string(top, column, _capital(self.phrases[name]), self.header)
        for row, (severity, place) in enumerate(islice(self.answer.places(), MOST), start=top + 1):
            self._write_place(row, severity, place)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)

    def _write_head(self, remarks: Iterable[str]) -> int:
        """Write what stands above the list; return the row of its header."""
        answer, counts, quarter = self.answer, self.answer.counts, self.answer.received.quarter
        when = quarter and (quarter.name if answer.language == "uk" else quarter.name_en)
        self.sheet.set_row(0, 2 * _LINE)
        self.sheet.write_string(0, 0, self.phrases["answer"], self.title)
        self.sheet.write_string(1, 0, answer.received.file, self.plain)
        self.sheet.write_string(2, 0, when or "", self.plain)
        told = counts.total - counts.blank
        fine = self.phrases["fine"].format(accepted=counts.accepted, rows=told)
        is_refused = answer.received.is_refused
        self.sheet.write_string(
            4, 0, self.phrases["file_refused"] if is_refused else fine, self.lead
        )
        row = 5
        for fate in () if is_refused else FATES:
            self.sheet.write_string(row, 0, self.phrases[fate], self.plain)
            self.sheet.write_number(row, 1, getattr(counts, fate), self.plain)
            row += 1
        unlisted = sum(len(kind.places) for kind in answer.kinds) - MOST
        lines = [self.phrases["unlisted"].format(count=unlisted)] if unlisted > 0 else []
        lines += remarks if answer.kinds else [self.phrases["all_fine"]]
        for line in lines:
            self.sheet.write_string(row, 0, line, self.plain)
            row += 1
        return row + 1

    def _write_place(self, row: int, severity: Severity, place: Place) -> None:
        texts = (place.header, place.text, place.fix, place.suggestion)
        widths = list(_COLUMNS.values())[4:]
        self.sheet.set_row(row, height_of(zip(texts, widths, strict=True)))
        self.sheet.write_string(row, 0, self.phrases[severity], self.severities[severity])
        name = self.names.get(place.sheet)
        if name:
            cell = f"{place.column or 'A'}{place.row or 1}"
            target = f"internal:{quote_sheetname(name)}!{cell}"
            for column, text in enumerate((name, str(place.row or ""), place.column or ""), 1):
                if text:
                    self.sheet.write_url(row, column, target, self.link, text)
            if place.row:  # over the text of the link, so that rows sort as numbers
                self.sheet.write_number(row, 2, place.row, self.link)
        for column, text in enumerate(texts, start=4):
            self.sheet.write_string(row, column, text, self.wrapped)


def height_of(cells: Iterable[tuple[str, int]]) -> float:
    """Return the height of a row of wrapped texts, each with its column's width.

    Excel would find it by itself, LibreOffice does not.
    """
    lines = max((-(-len(text) * 11 // (10 * width)) for text, width in cells), default=1)
    return _LINE * max(lines, 1)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
