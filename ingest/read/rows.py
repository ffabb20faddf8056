"""A sheet under its header → raw rows, with blank and total lines told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.common.ukrainian import fold
from ingest.problems import column_letter
from ingest.read.headers import Header
from ingest.read.sheets import Cell, Sheet

_TOTAL = re.compile(r"(всього|усього|разом|загалом|итого|всего|total)( \w+){0,2}[ :.]*")


@dataclass(frozen=True)
class RawRow:
    """One row below the header, as it stands.

    `number` is the row's number in the sheet, from 1. `blank_reason` is `empty` or `total`
    for a row that tells of no event, else None.
    """

    file: str
    sheet: str | None
    number: int
    cells: tuple[Cell, ...]
    header: Header
    blank_reason: str | None

    def __getitem__(self, field: str) -> Cell:
        """Return the cell of `field`; None where the file has no such column."""
        column = self.header.fields.get(field)
        if column is None or column >= len(self.cells):
            return None
        return self.cells[column]

    def letter(self, field: str) -> str | None:
        """Return the letter of the column that holds `field`."""
        column = self.header.fields.get(field)
        return None if column is None else column_letter(column)


def read_rows(sheet: Sheet, header: Header) -> Iterator[RawRow]:
    """Yield every row of the sheet below its header."""
    for index in range(header.index + 1, len(sheet.rows)):
        cells = sheet.rows[index]
        yield RawRow(
            sheet.file, sheet.name, index + 1, cells, header, _blank_reason(cells, header.fields)
        )


def _blank_reason(cells: tuple[Cell, ...], fields: Mapping[str, int]) -> str | None:
    first = next((cell for cell in cells if cell is not None and str(cell).strip()), None)
    if first is None:
        return "empty"
    if isinstance(first, str) and _TOTAL.fullmatch(fold(first)):
        title, date = (_text_in(cells, fields.get(name)) for name in ("title", "start_date"))
        if not date and title in ("", first.strip()):
            return "total"
    return None


def _text_in(cells: tuple[Cell, ...], column: int | None) -> str:
    if column is None or column >= len(cells) or cells[column] is None:
        return ""
    return str(cells[column]).strip()
