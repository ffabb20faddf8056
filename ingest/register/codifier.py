"""One release of the official codifier, kodifikator.xlsx → its units."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from python_calamine import CalamineWorkbook

HEADER = "Перший рівень"
SETTLEMENTS = ("M", "T", "X", "C")
"""City; urban-type settlement (abolished in 2024); settlement; village."""

_CYRILLIC_CATEGORIES = str.maketrans("СМТХОРНКВ", "CMTXOPHKB")


class CodifierRefused(Exception):
    """The workbook is not laid out as a codifier."""


@dataclass(frozen=True)
class Unit:
    """One coded row. `path` holds the codes of the levels above it and its own, last."""

    code: str
    category: str
    name: str
    path: tuple[str, ...]

    @property
    def id(self) -> int:
        """The number that stays when the unit moves or is renamed."""
        return int(self.code[-5:])


def read_codifier(workbook: bytes) -> list[Unit]:
    """Return the units of a codifier in file order."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0)
    return list(read_units(sheet.to_python()))


def read_units(rows: Iterable[Sequence[object]]) -> Iterator[Unit]:
    """Yield the units below the header line; notes above and after it carry no code.

    Names have stray spaces in the file, and one category of 2021 is a Cyrillic letter.
    """
    lines = iter([str(cell).strip() for cell in row] for row in rows)
    if not any(line[0] == HEADER for line in lines):
        raise CodifierRefused(f"no line begins with «{HEADER}»")
    for line in lines:
        *levels, category, name = line[:7]
        path = tuple(code for code in levels if code)
        if category and path:
            yield Unit(path[-1], category.translate(_CYRILLIC_CATEGORIES), name, path)


def settlements_in_hromadas(units: Iterable[Unit]) -> list[Unit]:
    """Return the cities, settlements and villages that lie in a hromada.

    Two cities do not: Прип’ять and Чорнобиль, in the exclusion zone, stand under the oblast.
    """
    units = list(units)
    hromadas = {unit.code for unit in units if unit.category == "H"}
    return [unit for unit in units if unit.category in SETTLEMENTS and unit.path[2] in hromadas]


def find_centres(settlements: Iterable[Unit]) -> dict[str, Unit]:
    """Return hromada code → its first settlement, which is its administrative centre."""
    centres: dict[str, Unit] = {}
    for unit in settlements:
        centres.setdefault(unit.path[2], unit)
    return centres
