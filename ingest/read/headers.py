"""A sheet's header row → which column holds which field of the template."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from ingest.common.ukrainian import fold
from ingest.read.sheet import Sheet
from ingest.schema import FIELDS, PLACE_FIELDS

Headers = Mapping[str, str]
"""Folded spelling of a header → the field's name."""

ROWS_SEARCHED = 30
"""How deep into a sheet its header may stand."""

_FEWEST_RECOGNISED = 3
_PLANNED = "план"
_OF_PEOPLE = re.compile(r"учасник|жін|чолов|осіб|людей|участник|participant|women|people", re.I)
_UNIT = re.compile(r", ?(?:осіб|особи|ос|чол|людей|год|годин)$")


@dataclass(frozen=True)
class Header:
    """The header of a sheet: its place (from 0), field → column, and what it left unread.

    Of a header of two rows `index` is the lower. `repeated` is column → field, of columns
    that another one holds already.
    """

    index: int
    fields: Mapping[str, int]
    unknown: Mapping[int, str]
    repeated: Mapping[int, str] = field(default_factory=dict)

    @property
    def named(self) -> frozenset[int]:
        """The columns that have a header of any kind."""
        return frozenset((*self.fields.values(), *self.unknown, *self.repeated))

    @property
    def people(self) -> Mapping[int, str]:
        """The unread columns that seem to count people: column → its header."""
        return {column: text for column, text in self.unknown.items() if _OF_PEOPLE.search(text)}

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
    for known in FIELDS:
        headers.update(dict.fromkeys(map(_fold_header, _spellings(known)), known.name))
    with path.open(encoding="utf-8", newline="") as file:
        headers.update({_fold_header(row["header"]): row["field"] for row in csv.DictReader(file)})
    return headers


def _spellings(of: object) -> tuple[str, ...]:
    return tuple(getattr(of, name) for name in ("name", "title_uk", "title_en"))


@lru_cache(maxsize=10_000)
def _fold_header(text: str) -> str:
    """Fold a header: a star for "required", a colon, a bracketed hint or a unit do not count."""
    return _UNIT.sub("", fold(text.split("(")[0]).strip(" *:.,")).strip(" .,")


def find_header(rows: Sequence[Sequence[object]], headers: Headers) -> Header | None:
    """Return the header among the first thirty rows: the one in which most is recognised.

    It is one row or two: «Кількість учасників» over «усього | жінок | чоловіків». Of equal
    ones a single row is taken, and the first. None if no row has three known headers: then
    the sheet is not one of ours.
    """
    top = rows[:ROWS_SEARCHED]
    found = [_read_header(index, _texts(row), headers) for index, row in enumerate(top)]
    found += _two_storeys([_texts(row) for row in top], found, headers)
    best = max(found, key=lambda header: len(header.fields), default=None)
    if best is None or len(best.fields) < _FEWEST_RECOGNISED:
        return None
    # Two tables on one sheet: the one below may have more columns, but does not come first.
    complete = (header for header in found if is_complete(header) and header.index < best.index - 1)
    return next(complete, best)


def is_complete(header: Header) -> bool:
    """Tell a header under which events can stand."""
    return len(header.fields) >= _FEWEST_RECOGNISED and not header.missing


def find_next_header(
    index: int, row: Sequence[object], header: Header, headers: Headers
) -> Header | None:
    """Return the header that row `index` is, of a further table under that of `header`."""
    title = header.fields["title"]
    cell = row[title] if title < len(row) else None
    if not isinstance(cell, str) or _fold_header(cell) not in headers:
        return None
    further = _read_header(index, _texts(row), headers)
    return further if is_complete(further) else None


def find_table_beside(sheet: Sheet, header: Header, headers: Headers) -> int | None:
    """Return the first column of a further table to the right of that of `header`.

    It has a header of its own, under which events can stand; None where there is none. Columns
    of what was planned beside those of what was done are of one table.
    """
    texts = _texts(sheet.rows[header.index])
    if any(_PLANNED in text.casefold() for text in texts.values()):
        return None
    top = replace(sheet, rows=sheet.rows[:ROWS_SEARCHED])
    beyond = max(header.named, default=0) + 1
    for column in sorted({min(header.repeated, default=beyond), beyond}):
        own = find_header(top.cut(0, column).rows, headers)
        further = find_header(top.cut(column, None).rows, headers)
        if own and further and is_complete(own) and is_complete(further):
            return column
    return None


Texts = Mapping[int, str]
"""Column → its text, in one row."""


def _texts(row: Sequence[object]) -> Texts:
    return {
        column: cell.strip()
        for column, cell in enumerate(row)
        if isinstance(cell, str) and cell.strip()
    }


def _read_header(index: int, texts: Texts, headers: Headers) -> Header:
    fields: dict[str, int] = {}
    unknown: dict[int, str] = {}
    repeated: dict[int, str] = {}
    # What was planned gives way to what was done, where a file has both.
    for column, text in sorted(texts.items(), key=lambda item: _PLANNED in item[1].casefold()):
        name = headers.get(_fold_header(text))
        if name is None:
            unknown[column] = text
        elif name in fields:
            repeated[column] = name
        else:
            fields[name] = column
    return Header(index, fields, dict(sorted(unknown.items())), repeated)


def _two_storeys(
    rows: Sequence[Texts], found: Sequence[Header], headers: Headers
) -> Iterator[Header]:
    """Yield the headers of two rows that tell more than either row alone."""
    for index, (upper, lower) in enumerate(pairwise(rows)):
        if not upper or not lower or not _is_lower_storey(upper, lower, headers):
            continue
        header = _read_header(index + 1, _join_storeys(upper, lower, headers), headers)
        if len(header.fields) > max(len(found[i].fields) for i in (index, index + 1)):
            yield header


def _is_lower_storey(upper: Texts, lower: Texts, headers: Headers) -> bool:
    """Tell the second row of a header from the first row of data.

    Under a header that stands over one column a second storey has nothing, or words that
    are a header with it or alone; data have their own words there.
    """
    for column, text in lower.items():
        over = upper.get(column)
        stands_over_one = over is not None and (column + 1 in upper or column + 1 not in lower)
        joined = _fold_header(f"{over or ''} {text}")
        if stands_over_one and joined not in headers and _fold_header(text) not in headers:
            return False
    return True


def _join_storeys(upper: Texts, lower: Texts, headers: Headers) -> Texts:
    """Return one text a column: «Кількість учасників жінок», «жінок» or what stands above."""
    joined: dict[int, str] = {}
    group = ""
    for column in range(max((*upper, *lower)) + 1):
        below = lower.get(column)
        group = upper.get(column, group if below else "")
        if below is None:
            if column in upper:
                joined[column] = upper[column]
            continue
        both = f"{group} {below}".strip()
        joined[column] = both if _fold_header(both) in headers else below
        if _fold_header(joined[column]) not in headers:
            joined[column] = both
    return joined
