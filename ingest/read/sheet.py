"""What a file is read into: sheets of cells, nothing interpreted."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True)
class Merge:
    """Cells joined into one, whose value stands in the first: rows and columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows in order, row 1 first. A text file is one sheet without a name.

    `formulas` are the places (row, column, from 0) of formulas whose value was not saved.
    """

    file: str
    name: str | None
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    is_hidden: bool = False

    def cut(self, left: int, right: int | None) -> Sheet:
        """Return the sheet with nothing outside the columns from `left` to before `right`.

        Each cell keeps its place.
        """
        before = (None,) * left
        columns = range(left, sys.maxsize if right is None else right)
        return replace(
            self,
            rows=tuple((*before, *row[left:right]) for row in self.rows),
            merges=tuple(merge for merge in self.merges if merge.left in columns),
            formulas=frozenset(place for place in self.formulas if place[1] in columns),
        )


_MARKS_OF_EMPTY = frozenset({"", "-", "–", "—", "н/д", "немає", "нема", "n/a", "na"})


def plain_text(cell: Cell) -> str:
    """Return a cell as it is read: a whole number without its point, text in one line."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())


def has_text(cell: Cell) -> bool:
    """Tell whether a cell holds anything to read."""
    return cell is not None and bool(str(cell).strip())


def is_empty(cell: Cell) -> bool:
    """Tell a cell that holds nothing, or a mark of that: «-», «н/д»."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in _MARKS_OF_EMPTY)
