"""The facet of places: KATOTTG codes chosen turn into conditions, counts and panel lines.

Oblast → raion → hromada, over the tables `training` and `hromada`. Several places mean all
of them at once: a raion inside its oblast narrows the list, and two oblasts leave the
trainings that both took part in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.common.choices import Choice, most_first, name_or_code, read_choice, unknown_choices
from ingest.common.facets import count_rows
from ingest.common.language import Names, translate
from ingest.common.places import HROMADA, OBLAST, RAION, Level, Place

ARGUMENT = "_place"
TITLE = "Місце"
TABLES = ("training", "hromada")


@dataclass(frozen=True)
class PlaceChoice:
    """What an address chooses of a table: all its codes, and those that are places."""

    table: str
    codes: Sequence[str]
    places: dict[str, Place]

    def conditions(self) -> list[str]:
        """Return a WHERE condition a code; a code that is no place lets no row through."""
        return [self._condition(code) if code in self.places else "0" for code in self.codes]

    def parameters(self) -> dict[str, object]:
        """Return the parameters of the conditions."""
        return {self._parameter(code): place.key for code, place in self.places.items()}

    def offered(self) -> tuple[Level | None, list[str]]:
        """Return the level to offer next, and the places chosen that it lies in.

        Nothing chosen: the oblasts. Oblasts: their raions. Raions: their hromadas.
        """
        if raions := self._codes_of(RAION):
            return HROMADA, raions
        if oblasts := self._codes_of(OBLAST):
            return RAION, oblasts
        return (None if self.codes else OBLAST), []

    def counts_sql(self, listing: str, level: Level, parents: Sequence[str]) -> str:
        """Return the SQL for value, label and count of the places of a level in `parents`."""
        within = self._is_within(level, parents) if level.parent else ""
        counts = count_rows(
            self._without_implied(listing, parents), self._pairs(level), level.key, within
        )
        return (
            f"select {level.code} as value, {level.label} as label, count "
            f"from {level.name} join ({counts}) as counts on counts.value = {level.key}"
        )

    def lines(self, rows: Iterable[Sequence[object]], total: int) -> list[Choice]:
        """Return the lines of the panel: the path chosen, then what can be chosen next.

        Each row listed lies in every place chosen, so all of these count `total`.
        """
        path = [Choice(code, place.name, total, True) for code, place in self.places.items()]
        path += unknown_choices(path, self.codes)
        offered = (read_choice(row, self.codes) for row in rows)
        return path + sorted((line for line in offered if not line.selected), key=most_first)

    def inside(self, code: str) -> set[str]:
        """Return a code and the places chosen that lie in it: they go when it goes."""
        inside = {code}
        for place in self.places.values():
            if place.parent in inside:
                inside.add(place.code)
        return inside

    def describe(self, names: Names) -> str:
        """Say what the choice is: «місце: Полтавська область»."""
        found = {code: place.name for code, place in self.places.items()}
        return f"{translate(TITLE).lower()}: {', '.join(name_or_code(found, self.codes, names))}"

    def _condition(self, code: str) -> str:
        level = self.places[code].level
        own = f"({level.key} = :{self._parameter(code)})"
        pairs = self._pairs(level)
        return f"training_id in (select training_id from {pairs} where {own})" if pairs else own

    def _parameter(self, code: str) -> str:
        return f"facet_place_{self.codes.index(code)}"

    def _pairs(self, level: Level) -> str | None:
        return f"training_{level.name}" if self.table == "training" else None

    def _codes_of(self, level: Level) -> list[str]:
        return [place.code for place in self.places.values() if place.level == level]

    def _is_within(self, level: Level, parents: Sequence[str]) -> str:
        marks = ", ".join(f":{self._parameter(code)}" for code in parents)
        return f"in (select {level.key} from {level.name} where {level.parent} in ({marks}))"

    def _without_implied(self, listing: str, parents: Sequence[str]) -> str:
        """Drop the conditions that lying in the one parent already says.

        What is for a raion or a hromada is for its oblast too, so the raions of an oblast
        are counted among pairs alone: at 1.2 million trainings the join took 0.8 s.
        """
        if len(parents) == 1:
            implied = (parents[0], self.places[parents[0]].parent)
            for code in self.places:
                if code in implied:
                    listing = listing.replace(self._condition(code), "1")
        return listing
