"""A sheet's header row → which column holds which field of the template."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.common.ukrainian import fold
from ingest.schema import FIELDS, PLACE_FIELDS

Headers = Mapping[str, str]
"""Folded spelling of a header → the field's name."""

ROWS_SEARCHED = 30
"""How deep into a sheet its header may stand."""

_FEWEST_RECOGNISED = 3


@dataclass(frozen=True)
class Header:
    """The header of a sheet: its place (from 0), field → column, and what it left unread."""

    index: int
    fields: Mapping[str, int]
    unknown: Mapping[int, str]

    @property
    def missing(self) -> list[str]:
        """The fields a file cannot do without and this one lacks."""
        missing = [name for name in ("title", "start_date") if name not in self.fields]
        if not any(name in self.fields for name in PLACE_FIELDS):
            missing.append("hromadas")
        return missing


def load_headers(path: Path) -> Headers:
    """Return every spelling of the template's headers: the template's own and those of `path`."""
    headers = {}
    for field in FIELDS:
        headers.update(dict.fromkeys(map(_fold_header, _spellings(field)), field.name))
    with path.open(encoding="utf-8", newline="") as file:
        headers.update({_fold_header(row["header"]): row["field"] for row in csv.DictReader(file)})
    return headers


def _spellings(field: object) -> tuple[str, ...]:
    return tuple(getattr(field, name) for name in ("name", "title_uk", "title_en"))


@lru_cache(maxsize=10_000)
def _fold_header(text: str) -> str:
    """Fold a header: a star for "required", a colon or a bracketed hint do not count."""
    return fold(text.split("(")[0]).strip(" *:.,")


def find_header(rows: Sequence[Sequence[object]], headers: Headers) -> Header | None:
    """Return the row among the first thirty in which most headers are recognised.

    None if no row has three: then the sheet is not one of ours.
    """
    found = [_read_header(index, row, headers) for index, row in enumerate(rows[:ROWS_SEARCHED])]
    best = max(found, key=lambda header: len(header.fields), default=None)
    return best if best and len(best.fields) >= _FEWEST_RECOGNISED else None


def _read_header(index: int, row: Sequence[object], headers: Headers) -> Header:
    fields: dict[str, int] = {}
    unknown: dict[int, str] = {}
    for column, cell in enumerate(row):
        if not isinstance(cell, str) or not cell.strip():
            continue
        name = headers.get(_fold_header(cell))
        if name is None or name in fields:
            unknown[column] = cell.strip()
        else:
            fields[name] = column
    return Header(index, fields, unknown)
