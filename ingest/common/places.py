"""Places: KATOTTG codes turn into oblasts, raions and hromadas of the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.common.choices import as_parameter


@dataclass(frozen=True)
class Level:
    """A level of places. `key` joins it to trainings, `parent` to the level above."""

    name: str
    key: str
    label: str
    parent: str | None = None

    @property
    def code(self) -> str:
        return f"{self.name}_code"


OBLAST = Level("oblast", "oblast_code", "oblast_name")
RAION = Level("raion", "raion_code", "raion_name", parent="oblast_code")
HROMADA = Level("hromada", "hromada_id", "hromada_label", parent="raion_code")
LEVELS = {level.name: level for level in (OBLAST, RAION, HROMADA)}

_FIND_PLACES = " union all ".join(
    f"select '{level.name}', {level.key}, {level.code}, {level.label}, {level.parent or 'null'} "
    f"from {level.name} where {level.code} in (select value from json_each(:codes))"
    for level in LEVELS.values()
)


@dataclass(frozen=True)
class Place:
    """A place of the database; its `parent` is a code of the level above."""

    level: Level
    key: object
    code: str
    name: str
    parent: str | None


class Database(Protocol):
    """A database of Datasette, as far as it is needed here."""

    async def execute(self, sql: str, params: dict[str, str]) -> Iterable[Sequence[object]]: ...


async def find_places(database: Database, codes: Sequence[str]) -> dict[str, Place]:
    """Return the places that the codes name, widest first; unknown codes are left out.

    A city that is both an oblast and a hromada under one code is the oblast.
    """
    rows = await database.execute(_FIND_PLACES, {"codes": as_parameter(codes)}) if codes else ()
    places: dict[str, Place] = {}
    for level, key, code, name, parent in rows:
        above = None if parent is None else str(parent)
        places.setdefault(str(code), Place(LEVELS[str(level)], key, str(code), str(name), above))
    return places
