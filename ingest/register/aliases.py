"""Today's codifier and two former ones → aliases.csv: the names that places had before.

Rows of other kinds (colloquial, manual, exonym) are written by hand into aliases.csv and
are kept there as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.common.ukrainian import fold
from ingest.register.codifier import SETTLEMENTS, Unit

RENAMED = "renamed"
NAMED_CATEGORIES = frozenset(("P", "H", *SETTLEMENTS))

Row = Mapping[str, object]


@dataclass(frozen=True)
class Release:
    """One former release of the codifier; `source` is what aliases.csv says of it."""

    source: str
    units: Sequence[Unit]


def find_renamed(units: Iterable[Unit], former: Iterable[Release]) -> list[Row]:
    """Return a row for every former name that differs from the name of today.

    A name is different when it folds to another text: a stray apostrophe or a Latin letter
    put right is not a new name. The first release that has the name is its source.
    """
    named = [unit for unit in units if unit.category in NAMED_CATEGORIES]
    seen = {(unit.id, fold(unit.name)) for unit in named}
    today = {unit.id: unit for unit in named}
    rows: list[Row] = []
    for release in former:
        for old in release.units:
            key = (old.id, fold(old.name))
            if old.id in today and key not in seen:
                seen.add(key)
                rows.append(_row(today[old.id], old.name, release.source))
    return rows


def _row(unit: Unit, name: str, source: str) -> Row:
    alias = f"{name} район" if unit.category == "P" else name
    return {"place_code": unit.code, "alias": alias, "kind": RENAMED, "source": source}


def merge_aliases(renamed: Iterable[Row], present: Iterable[Row]) -> list[Row]:
    """Put the renamed beside the rows of aliases.csv that were written by hand, sorted."""
    by_hand = [row for row in present if row["kind"] != RENAMED]
    return sorted(
        [*renamed, *by_hand],
        key=lambda row: (str(row["place_code"]), str(row["alias"]), str(row["kind"])),
    )
