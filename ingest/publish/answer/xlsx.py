"""A donor's answer → an XLSX copy of their file with the cells to mend marked and explained.

Nothing in it is live: no formula, no outside link, whatever the donor's cells begin with.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import islice
from pathlib import Path, PurePosixPath

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ingest.check.personal_data import REMOVED, remove_personal_data
from ingest.common.messages import Language, load_phrases
from ingest.problems import Severity
from ingest.publish.answer.model import Answer, Place, hides_personal_data, show
from ingest.publish.answer.xlsx_summary import (
    COLOURS,
    INK,
    MOST,
    QUIET,
    SOFT,
    SummarySheet,
    height_of,
)
from ingest.read.sheets import Cell, Sheet

_CREATED = datetime(2020, 10, 1)
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_SECONDS = {True: "dd.mm.yyyy hh:mm", False: "dd.mm.yyyy"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_ROWS_MEASURED = 50
_MOST_FROZEN = 10  # a header deeper than that would leave no room to scroll

Found = list[tuple[Severity, Place]]
Marks = dict[tuple[int, int], Found]


def write_xlsx(answer: Answer, out: Path) -> None:
    """Write the summary and a copy of every sheet of the donor's file to `out`."""
    phrases = load_phrases(answer.language)
    names = _name_sheets(answer, phrases["summary"])
    marks: dict[str | None, Marks] = defaultdict(lambda: defaultdict(list))
    for severity, place in answer.places():
        if place.position:
            name, row, column = place.position
            marks[name][row, column].append((severity, place))
    with xlsxwriter.Workbook(str(out), _OPTIONS) as workbook:
        workbook.set_properties({"title": phrases["answer"], "created": _CREATED})
        SummarySheet(workbook, answer, names).write(_remarks(answer, names, marks))
        for sheet in answer.sheets:
            _write_sheet(workbook, names[sheet.name], sheet, answer, marks[sheet.name])


def _name_sheets(answer: Answer, summary: str) -> dict[str | None, str]:
    """Give every sheet a name that Excel takes, its own where it can be."""
    stem, taken = PurePosixPath(answer.received.file).stem, {summary.lower()}
    names = {}
    for sheet in answer.sheets:
        own = _FORBIDDEN.sub("_", sheet.name or stem)
        name, number = _cut(own, _LONGEST_NAME).strip("'") or "_", 1
        while name.lower() in taken:
            number += 1
            name = f"{_cut(own, 20).strip(chr(39))} ({number})"
        taken.add(name.lower())
        names[sheet.name] = name
    return names


def _cut(text: str, most: int) -> str:
    """Cut a text to what Excel counts as `most` characters: units of UTF-16."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _remarks(
    answer: Answer, names: dict[str | None, str], marks: dict[str | None, Marks]
) -> list[str]:
    """Say of each sheet that has more marks than comments how many."""
    text = load_phrases(answer.language)["uncommented"]
    return [
        text.format(sheet=title, count=len(marks[name]) - MOST)
        for name, title in names.items()
        if len(marks[name]) > MOST
    ]


def _write_sheet(
    workbook: Workbook, name: str, source: Sheet, answer: Answer, marks: Marks
) -> None:
    """Copy a sheet, every cell at its place, and mark what is to be mended."""
    sheet = workbook.add_worksheet(name)
    header = answer.header_rows.get(source.name)
    widths = _widths(source.rows[header or 0 :])
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    if header is not None and header < _MOST_FROZEN:
        sheet.freeze_panes(header + 1, 0)

    style = _styles(workbook)
    commented = set(islice(marks, MOST))
    furthest: dict[int, int] = defaultdict(int)
    for row, column in marks:
        furthest[row] = max(furthest[row], column + 1)
    for row, cells in enumerate(source.rows):
        if row == header:
            sheet.set_row(row, height_of(zip(map(show, cells), widths, strict=False)))
        for column in range(max(len(cells), furthest.get(row, 0))):
            cell = cells[column] if column < len(cells) else None
            severity = marks[row, column][0][0] if (row, column) in marks else None
            is_secret = (source.name, row, column) in answer.secret
            value, number = _to_write(REMOVED if is_secret else cell)
            _write_cell(sheet, row, column, value, style(severity, number, row == header))
            if (row, column) in commented:
                _write_comment(sheet, row, column, marks[row, column], answer.language)


def _styles(workbook: Workbook) -> Callable[[Severity | None, str, bool], Format | None]:
    """Return what makes the look of a cell: by its mark, its number format, its being a header."""

    @cache
    def style(severity: Severity | None, number: str, is_header: bool) -> Format | None:
        look: dict[str, object] = {"num_format": number} if number else {}
        if is_header:
            look.update(bold=True, text_wrap=True, valign="top", bottom=1, bg_color=SOFT)
        if severity:
            look.update(bg_color=COLOURS[severity], font_color=INK, border=1, border_color=QUIET)
        return workbook.add_format(look) if look else None

    return style


def _to_write(cell: Cell) -> tuple[Cell, str]:
    """Return the cell as it may be written, cleaned of personal data, and its number format."""
    if cell is None or cell == "":
        return None, ""
    if hides_personal_data(cell):
        return remove_personal_data(cell if isinstance(cell, str) else show(cell)), ""
    if isinstance(cell, date):
        moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
        has_time = moment.time() != time()
        return (moment, _SECONDS[has_time]) if moment.year >= 1900 else (cell.isoformat(), "")
    if isinstance(cell, time):
        return cell, "hh:mm"
    if isinstance(cell, timedelta):
        return cell, "[h]:mm"
    if isinstance(cell, float) and not math.isfinite(cell):
        return str(cell), ""
    return cell, ""


def _write_cell(sheet: Worksheet, row: int, column: int, value: Cell, style: Format | None) -> None:
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST_TEXT // 2 else _cut(value, _LONGEST_TEXT)
        sheet.write_string(row, column, text, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value, style)
    elif value is not None:
        sheet.write_datetime(row, column, value, style)
    elif style:
        sheet.write_blank(row, column, None, style)


def _write_comment(
    sheet: Worksheet, row: int, column: int, found: Found, language: Language
) -> None:
    """Explain a marked cell. While the rows stream out, only its own row takes a comment."""
    phrases = load_phrases(language)
    lines = [f"{phrases[severity]}: {place.text} {place.fix}" for severity, place in found]
    height = 18 * sum(2 + len(line) // 48 for line in lines)
    look = {"width": 320, "height": min(height, 600), "font_size": 9, "color": "#FFFFFF"}
    sheet.write_comment(row, column, _cut("\n".join(lines), _LONGEST_TEXT), look)


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return each column's width by the first rows: neither a slit nor a street."""
    widths: dict[int, int] = defaultdict(int)
    for cells in rows[:_ROWS_MEASURED]:
        for column, cell in enumerate(cells):
            widths[column] = max(widths[column], len(show(cell)))
    return [min(max(width + 2, 10), 44) for _, width in sorted(widths.items())]
