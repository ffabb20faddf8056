"""Settlements of the codifier and GeoNames places → a point for every hromada.

A name alone is not enough: 15,547 of 29,701 settlements share theirs. A place is taken
only inside the raion; among several the one under its present name, then the one nearest
to the hromada's other settlements, then the biggest.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from statistics import median

from ingest.register.codifier import SETTLEMENTS, Unit
from ingest.register.geonames import Place, name_key, name_keys
from ingest.register.names import romanise

KM_A_DEGREE = 111.2
NEIGHBOURS = 3
"""A place without a raion may lie in the raions of this many of its nearest neighbours."""

SAME_SETTLEMENT_KM = 5
"""GeoNames has some settlements twice, this far apart at most."""

Names = Mapping[int, Collection[str]]


@dataclass(frozen=True)
class Point:
    """Where a hromada is; `quality` is exact, probable, hromada or raion (see schema.py)."""

    latitude: float
    longitude: float
    quality: str


@dataclass
class Locator:
    """Finds the places of settlements. `names` has every name, by the settlement's number."""

    places: Sequence[Place]
    names: Names
    _by_raion: dict[tuple[str, str], list[Place]] = field(init=False)
    _raion_places: dict[str, list[Place]] = field(init=False)
    _without_raion: dict[str, list[Place]] = field(init=False)
    _around: dict[Place, set[str]] = field(default_factory=dict)
    _taken: set[Place] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._by_raion, self._raion_places = defaultdict(list), defaultdict(list)
        self._without_raion = defaultdict(list)
        for place in self.places:
            if place.raion:
                self._raion_places[place.raion].append(place)
            for name in place.names:
                if place.raion:
                    self._by_raion[place.raion, name].append(place)
                else:
                    self._without_raion[name].append(place)

    def locate_hromadas(
        self, centres: Mapping[str, Unit], settlements: Iterable[Unit]
    ) -> dict[str, Point]:
        """Return hromada code → its point. `centres` has each hromada's centre.

        Cities choose first: of two centres of one name in a raion the city is the bigger.
        """
        others = self._find_others(settlements, centres)
        order = sorted(centres, key=lambda code: SETTLEMENTS.index(centres[code].category))
        return {code: self._locate(code, centres[code], others[code]) for code in order}

    def locate_city(self, city: Unit) -> Point:
        """Return the point of a city with special status: the biggest place of its name."""
        key = name_key(city.name)
        place = max((p for p in self.places if key in p.names), key=lambda p: p.population)
        return Point(place.latitude, place.longitude, "exact")

    def _locate(self, hromada: str, centre: Unit, others: Sequence[Place]) -> Point:
        raion = hromada[:6]
        keys, present = self._keys(centre), name_key(romanise(centre.name))
        for quality, found in (
            ("exact", self._in_raion(raion, keys)),
            ("probable", [place for place, _ in self._near_raion(raion, keys)]),
        ):
            found = [place for place in found if place not in self._taken]
            if found:
                chosen = choose_place(found, present, others)
                self._taken.add(chosen)
                return Point(chosen.latitude, chosen.longitude, quality)
        if others:
            middle = nearest_to_middle(others)
            return Point(middle.latitude, middle.longitude, "hromada")
        return Point(*find_middle(self._raion_places[raion]), "raion")

    def _find_others(
        self, settlements: Iterable[Unit], centres: Mapping[str, Unit]
    ) -> dict[str, list[Place]]:
        """Return hromada → places of its settlements, but for the centre, that are certain.

        Certain is a name that one settlement of the raion and one place in it bears.
        """
        settlements = list(settlements)
        bearers: dict[tuple[str, str], set[int]] = defaultdict(set)
        for unit in settlements:
            for key in self._keys(unit):
                bearers[unit.code[:6], key].add(unit.id)
        others: dict[str, list[Place]] = defaultdict(list)
        for unit in settlements:
            hromada, raion = unit.path[2], unit.code[:6]
            present = name_key(romanise(unit.name))
            if bearers[raion, present] == {unit.id} and centres[hromada] != unit:
                found = self._in_raion(raion, [present])
                found = found or [p for p, sure in self._near_raion(raion, [present]) if sure]
                if len(found) == 1 and found[0].main_name == present:
                    others[hromada] += found
        return others

    def _keys(self, unit: Unit) -> list[str]:
        names = self.names[unit.id]
        return sorted(name_keys([*names, *map(romanise, names)]))

    def _in_raion(self, raion: str, keys: Iterable[str]) -> list[Place]:
        found = [place for key in keys for place in self._by_raion.get((raion, key), ())]
        return list(dict.fromkeys(found))

    def _near_raion(self, raion: str, keys: Iterable[str]) -> list[tuple[Place, bool]]:
        """Return places without a raion that may lie in this one, and whether they surely do."""
        found = [place for key in keys for place in self._without_raion.get(key, ())]
        around = {place: self._raions_around(place) for place in found}
        return [(place, len(near) == 1) for place, near in around.items() if raion in near]

    def _raions_around(self, place: Place) -> set[str]:
        if place not in self._around:
            known = (other for other in self.places if other.raion)
            nearest = nsmallest(NEIGHBOURS, known, key=lambda other: distance_km(place, other))
            self._around[place] = {other.raion for other in nearest}
        return self._around[place]


def choose_place(found: Sequence[Place], present: str, others: Sequence[Place]) -> Place:
    """Choose one place of those found under one name.

    `present` is the key of the settlement's name of today, `others` are places of the same
    hromada. The bigger of two that lie close by is the settlement, the other a part of it.
    """
    if others:
        middle = nearest_to_middle(others)
        nearest = min(found, key=lambda place: distance_km(place, middle))
        found = [place for place in found if distance_km(place, nearest) < SAME_SETTLEMENT_KM]
    named = [place for place in found if place.main_name == present] or found
    return max(named, key=lambda place: place.population)


def find_middle(places: Sequence[Place]) -> tuple[float, float]:
    """Return the median latitude and longitude."""
    latitude = median(place.latitude for place in places)
    longitude = median(place.longitude for place in places)
    return round(latitude, 5), round(longitude, 5)


def nearest_to_middle(places: Sequence[Place]) -> Place:
    """Return the place nearest to the middle of them all."""
    latitude, longitude = find_middle(places)
    middle = Place(latitude, longitude, 0, "", "", frozenset())
    return min(places, key=lambda place: distance_km(place, middle))


def distance_km(left: Place, right: Place) -> float:
    """Return the distance in km on a plane, true to a percent inside an oblast."""
    mean = math.radians((left.latitude + right.latitude) / 2)
    east = (left.longitude - right.longitude) * math.cos(mean)
    return KM_A_DEGREE * math.hypot(left.latitude - right.latitude, east)
