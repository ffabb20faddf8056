"""The XML of a sheet → how far it reaches, before a parser makes room for all of it.

python-calamine makes a rectangle of every sheet: two cells at A1 and XFD1048576 would be
17,000 million. And it tells nothing of a formula whose value was not saved, nor of merged
cells in an OpenDocument: both are read here on the way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from ingest.problems import FileRefused, Finding
from ingest.read.guard import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_MERGES,
    MOST_ROWS,
    MOST_TEXT,
    refuse_big,
)
from ingest.read.sheet import Merge

_MOST_FORMULAS = 1_000
"""Formulas without a value that are told of: enough to see that the whole file lacks them."""


@dataclass
class Budget:
    """What the sheets of one file may still hold together."""

    cells: int = 0
    text: int = 0

    def has_room(self, cells: int, text: int) -> bool:
        """Tell whether so much more may come."""
        return self.cells + cells <= MOST_CELLS and self.text + text <= MOST_TEXT

    def add_sheet(self, rows: int, columns: int) -> None:
        """Count a sheet's rectangle; raises FileRefused where it is too large."""
        refuse_big(columns, MOST_COLUMNS, "columns")
        refuse_big(rows, MOST_ROWS, "rows")
        self.add_cells(rows * columns)

    def add_cells(self, cells: int) -> None:
        """Count cells."""
        self.cells += cells
        refuse_big(self.cells, MOST_CELLS, "cells")

    def add_text(self, length: int) -> None:
        """Count the characters of a cell."""
        self.text += length
        refuse_big(self.text, MOST_TEXT, "characters")


@dataclass
class Layout:
    """What a sheet's XML says beside its values; rows and columns from 0."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)

    def add_formula(self, row: int, column: int) -> None:
        """Note a formula whose value was not saved."""
        if len(self.formulas) < _MOST_FORMULAS:
            self.formulas.add((row, column))


def _parse(parser: expat.XMLParserType, xml: bytes) -> None:
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as error:
        raise FileRefused(Finding("file_unreadable", value=str(error))) from error


def _local(name: str) -> str:
    return name.rpartition(":")[2]


@lru_cache(maxsize=2_000)
def _column_number(letters: str) -> int:
    """Return the number of a column, from 1: A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or number > MOST_CELLS:
            raise ValueError(f"column {letters[:10]}")
        number = number * 26 + ord(letter) - 64
    return number


_SHARED_STRING = "<si><t></t></si>"


def read_string_lengths(xml: bytes) -> list[int]:
    """Return the length of every shared string of an XLSX, in their order; at least its own."""
    if xml.count(b"<si>") == xml.count(b"<si") and b":si" not in xml and b"<!" not in xml:
        strings = xml.decode(errors="replace").split("<si>")[1:]
        return [max(len(string) + 4 - len(_SHARED_STRING), 0) for string in strings]
    lengths: list[int] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "si":
            lengths.append(0)

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    _parse(parser, xml)
    return lengths


def read_worksheet(xml: bytes, string_lengths: Sequence[int], budget: Budget) -> Layout:
    """Measure one worksheet of an XLSX against `budget`."""
    refuse_big(xml.count(b"mergeCell "), MOST_MERGES, "merges")
    if _is_plain(xml, string_lengths, budget):
        return Layout()
    reader = _Worksheet(string_lengths, budget)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    reader.parser = parser
    parser.StartElementHandler = reader.start
    _parse(parser, xml)
    reader.end_cell()
    budget.add_sheet(reader.rows, reader.columns)
    return reader.layout


_CELL = b'<c r="'
_ODD_PLACE = re.compile(rb'<c r="(?![A-Z]{1,2}[0-9]{1,6}")')
_COLUMN_OF_CELL = re.compile(rb'<c r="([A-Z]+)')
_ROWS_OF_CELLS = [re.compile(rb'<c r="[A-Z]+([0-9]{%d})"' % digits) for digits in range(6, 0, -1)]
_CELL_WITH_PREFIX = re.compile(rb":c[\s/>]")
_SHARED = re.compile(rb't="s"><v>([0-9]+)</v>')
_NOT_PLAIN = (b"<f", b't="e"', b' ="', b"\t", b"\n", b"\r")
"""Formulas, errors, and other ways to write an attribute than ` name="value"`."""


def _is_plain(xml: bytes, lengths: Sequence[int], budget: Budget) -> bool:
    """Measure a sheet whose every cell is written in the plainest way: ten times as fast.

    Whatever might be a cell is counted, in comments too; where one is written otherwise, has a
    formula, or the whole seems too large, nothing is counted and the sheet is parsed.
    """
    data = xml[xml.find(b"<sheetData") : xml.rfind(b"</sheetData>")]
    cells = data.count(_CELL)
    has_one_place_each = (
        data.count(b"<c") == cells
        and data.count(b'r="') == data.count(b' r="') == cells + data.count(b'<row r="')
        and data.count(b"=") == data.count(b'="')
        and not _ODD_PLACE.search(data)
    )
    is_plain = has_one_place_each and not any(mark in data for mark in _NOT_PLAIN)
    if not cells or not is_plain or _CELL_WITH_PREFIX.search(data):
        return False
    columns = max(_column_number(name.decode()) for name in set(_COLUMN_OF_CELL.findall(data)))
    rows = next(max(map(int, found)) for r in _ROWS_OF_CELLS if (found := r.findall(data)))
    shared = data.count(b't="s"')
    text = shared * max(lengths, default=0)
    if not budget.has_room(0, text):
        uses = _SHARED.findall(data)
        if len(uses) != shared:
            return False
        known = len(lengths)
        text = sum(lengths[i] * n for i, n in Counter(map(int, uses)).items() if i < known)
    is_small = columns <= MOST_COLUMNS and rows <= MOST_ROWS
    if not is_small or not budget.has_room(rows * columns, text):
        return False
    budget.add_sheet(rows, columns)
    budget.add_text(text)
    return True


class _Worksheet:
    """Follows the elements `row`, `c`, `f`, `v`; a row or cell without its number is the next."""

    parser: expat.XMLParserType

    def __init__(self, string_lengths: Sequence[int], budget: Budget) -> None:
        self.layout = Layout()
        self.rows = self.columns = 0
        self._lengths = string_lengths
        self._budget = budget
        self._row = self._column = 0
        self._next_row = 1
        self._type = ""
        self._is_cell = self._has_formula = self._has_value = False
        self._value: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = _local(name)
        if name == "c":
            self.end_cell()
            self._start_cell(attributes)
        elif name == "v":
            self._reach()
            self._has_value = self._type == "str"
            if self._type == "s" or self._has_formula:
                self.parser.CharacterDataHandler = self._value.append
        elif name == "is":
            self._reach()
            self._has_value = True
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self.end_cell()
            self._row = int(attributes.get("r") or self._next_row)
            self._next_row, self._column = self._row + 1, 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place:
            letters = place.rstrip("0123456789")
            self._row, self._column = int(place[len(letters) :]), _column_number(letters)
        else:
            self._column += 1
        self._type = attributes.get("t", "")
        self._is_cell, self._has_formula, self._has_value = True, False, False

    def _reach(self) -> None:
        """Count the cell: it has a value. Cells that have only a colour take no room."""
        self.rows = max(self.rows, self._row)
        self.columns = max(self.columns, self._column)

    def end_cell(self) -> None:
        """Judge the cell that has been read: its text, and a formula without a value."""
        if not self._is_cell:
            return
        self._is_cell = False
        self.parser.CharacterDataHandler = None
        value = "".join(self._value).strip() if self._value else ""
        self._value.clear()
        if self._type == "s" and value.isdecimal() and int(value) < len(self._lengths):
            self._budget.add_text(self._lengths[int(value)])
        # «#REF!» is read as nothing, but it is something.
        is_lost = self._has_formula and not self._has_value and not value
        if is_lost or self._type == "e":
            self.layout.add_formula(self._row - 1, self._column - 1)


def read_spreadsheet(xml: bytes, budget: Budget) -> dict[str, Layout]:
    """Measure the sheets of an OpenDocument against `budget`; return their layouts by name."""
    reader = _Spreadsheet(budget)
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    _parse(parser, xml)
    return reader.layouts


_VALUES = ("office:value", "office:date-value", "office:time-value", "office:boolean-value")


class _Spreadsheet:
    """Follows rows and cells that repeat: one element may stand for a million."""

    def __init__(self, budget: Budget) -> None:
        self.layouts: dict[str, Layout] = {}
        self._budget = budget
        self._layout = Layout()
        self._rows = self._columns = 0
        self._row = self._column = 0
        self._row_repeats = self._cell_repeats = 1
        self._row_text = self._cell_text = 0
        self._filled = 0
        self._is_cell = False
        self._cell: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self._layout = self.layouts.setdefault(attributes.get("table:name", ""), Layout())
            self._rows = self._columns = self._row = 0
        elif name == "table:table-row":
            self._row_repeats = _repeats(attributes, "table:number-rows-repeated")
            self._column = self._filled = self._row_text = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            # Empty cells take room as soon as another follows them.
            self._budget.add_cells(self._column - self._filled)
            self._cell_repeats = _repeats(attributes, "table:number-columns-repeated")
            self._is_cell, self._cell, self._cell_text = True, attributes, 0
        elif name == "text:s":
            self._cell_text += _repeats(attributes, "text:c")

    def text(self, data: str) -> None:
        """Count the text of a cell."""
        if self._is_cell:
            self._cell_text += len(data)

    def end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell") and self._is_cell:
            self._end_cell()
        elif name == "table:table-row":
            if self._filled:
                self._rows = self._row + self._row_repeats
                self._columns = max(self._columns, self._filled)
                self._budget.add_text(self._row_text * self._row_repeats)
            self._row += self._row_repeats
        elif name == "table:table":
            self._budget.add_sheet(self._rows, self._columns)

    def _end_cell(self) -> None:
        self._is_cell = False
        has_value = self._cell_text > 0 or any(name in self._cell for name in _VALUES)
        is_formula = "table:formula" in self._cell
        texts = sum(map(len, self._cell.values())) + self._cell_text
        if is_formula and not has_value and self._cell.get("office:value-type") != "string":
            self._layout.add_formula(self._row, self._column)
        self._add_merge()
        self._column += self._cell_repeats
        if has_value or is_formula or "office:string-value" in self._cell:
            self._filled = self._column
            refuse_big(self._filled, MOST_COLUMNS, "columns")
            self._row_text += texts * self._cell_repeats

    def _add_merge(self) -> None:
        rows = _repeats(self._cell, "table:number-rows-spanned")
        columns = _repeats(self._cell, "table:number-columns-spanned")
        if rows > 1 or columns > 1:
            refuse_big(len(self._layout.merges), MOST_MERGES, "merges")
            row, column = self._row, self._column
            self._layout.merges.append(Merge(row, column, row + rows - 1, column + columns - 1))


def _repeats(attributes: dict[str, str], name: str) -> int:
    return int(attributes.get(name) or 1)
