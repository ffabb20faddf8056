"""Oblasts, raions and hromadas as written → places of the register and the event's scope.

Nothing is guessed: a name that fits two hromadas, fits none, or fits one outside the oblast
the row names stays as written, with a problem and suggestions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ingest.problems import Finding
from ingest.resolve.gazetteer import Gazetteer, Hromada, Index, Oblast, Raion
from ingest.resolve.names import (
    fold_oblast,
    fold_place,
    fold_raion,
    is_national,
    nominative_guesses,
    stated_category,
    stated_type,
)

_CODE = re.compile(r"UA\d{17}")
_ALIKE = 80
"""rapidfuzz score from which a name is worth suggesting; never accepted by itself."""


@dataclass(frozen=True)
class ResolvedPlaces:
    """Where an event was: its scope and places; `unresolved` names are kept as written."""

    scope: str
    oblasts: tuple[Oblast, ...] = ()
    raions: tuple[Raion, ...] = ()
    hromadas: tuple[Hromada, ...] = ()
    unresolved: tuple[str, ...] = ()
    findings: tuple[tuple[str, Finding], ...] = ()


class PlaceResolver:
    """Resolves the three place cells of a row; equal cells are resolved once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._done: dict[tuple[tuple[str, ...], ...], ResolvedPlaces] = {}

    def resolve(
        self, oblasts: tuple[str, ...], raions: tuple[str, ...], hromadas: tuple[str, ...]
    ) -> ResolvedPlaces:
        """Return the places that the cells name."""
        key = (oblasts, raions, hromadas)
        if key not in self._done:
            self._done[key] = self._resolve(*key)
        return self._done[key]

    def _resolve(
        self, oblasts: tuple[str, ...], raions: tuple[str, ...], hromadas: tuple[str, ...]
    ) -> ResolvedPlaces:
        found: list[tuple[str, Finding]] = []
        named_oblasts = [name for name in _split_names(oblasts) if not is_national(name)]
        known_oblasts = self._oblasts(named_oblasts, found)
        known_raions = self._raions(raions, known_oblasts, found)
        context = Context(
            frozenset(oblast.code for oblast in known_oblasts),
            frozenset(raion.code for raion in known_raions),
            is_unread=bool(named_oblasts or raions) and not (known_oblasts or known_raions),
        )
        names = _split_names(hromadas)
        results = [(name, resolve_hromada(name, context, self.gazetteer)) for name in names]
        found.extend(("hromadas", result.finding) for _, result in results if result.finding)
        known = {r.hromada.id: r.hromada for _, r in results if r.hromada is not None}
        unresolved = tuple(name for name, result in results if result.hromada is None)
        scope = _scope(bool(names), known_raions, known_oblasts, oblasts)
        if scope == "unknown" and not found:
            found.append(("hromadas", Finding("place_missing")))
        return ResolvedPlaces(
            scope,
            tuple(known_oblasts),
            tuple(known_raions),
            tuple(known.values()),
            unresolved,
            tuple(found),
        )

    def _oblasts(
        self, names: Iterable[str], found: list[tuple[str, Finding]]
    ) -> tuple[Oblast, ...]:
        known: dict[str, Oblast] = {}
        for name in names:
            oblast = self.gazetteer.oblasts.get(name) or self.gazetteer.oblast_by_name.get(
                fold_oblast(name)
            )
            if oblast:
                known[oblast.code] = oblast
            else:
                choices = {key: o.name for key, o in self.gazetteer.oblast_by_name.items()}
                suggestion = _suggest(fold_oblast(name), choices)
                found.append(("oblast", Finding("oblast_unknown", name, suggestion)))
        return tuple(known.values())

    def _raions(
        self, names: Iterable[str], oblasts: Collection[Oblast], found: list[tuple[str, Finding]]
    ) -> tuple[Raion, ...]:
        known: dict[str, Raion] = {}
        codes = {oblast.code for oblast in oblasts}
        for name in names:
            coded = self.gazetteer.raions.get(name)
            fitting = (coded,) if coded else self.gazetteer.raions_by_name.get(fold_raion(name), ())
            within = [raion for raion in fitting if not codes or raion.oblast_code in codes]
            if len(within) == 1:
                known[within[0].code] = within[0]
            else:
                suggestion = "; ".join(raion.name for raion in fitting)
                found.append(("raion", Finding("raion_unknown", name, suggestion)))
        return tuple(known.values())


def _split_names(cells: Iterable[str]) -> tuple[str, ...]:
    """Split at commas too: no hromada has one in its name."""
    names = (part.strip() for cell in cells for part in re.sub(r"\([^)]*\)", " ", cell).split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def _scope(
    names_hromadas: bool,
    raions: Collection[Raion],
    oblasts: Collection[Oblast],
    written_oblasts: Iterable[str],
) -> str:
    if names_hromadas:
        return "hromadas"
    if raions:
        return "raion"
    if any(is_national(name) for name in written_oblasts):
        return "national"
    return "oblast" if oblasts else "unknown"


@dataclass(frozen=True)
class Context:
    """The oblasts and raions that a row names; an empty set sets no bound.

    A raion bounds its own oblast only, where the row names others too. `is_unread` is for a
    row that names an oblast or raion which cannot be read: then no name is surely meant.
    """

    oblasts: frozenset[str] = frozenset()
    raions: frozenset[str] = frozenset()
    is_unread: bool = False

    def holds(self, hromada: Hromada) -> bool:
        if self.is_unread:
            return False
        if not (self.oblasts or self.raions) or hromada.raion_code in self.raions:
            return True
        # The first four characters of every code are those of its oblast.
        has_raion = any(raion[:4] == hromada.oblast_code[:4] for raion in self.raions)
        return hromada.oblast_code in self.oblasts and not has_raion


@dataclass(frozen=True)
class HromadaResult:
    hromada: Hromada | None
    finding: Finding | None = None


def resolve_hromada(name: str, context: Context, gazetteer: Gazetteer) -> HromadaResult:
    """Find the one hromada that `name` means, in this order: code, name, settlement.

    A name said to be of a city, settlement or village is looked for among those first. An
    old name counts as much as a current one: seven old names belong to another hromada
    today, one of them («Первомайська» of Миколаївська область) in the same oblast.
    """
    if _CODE.fullmatch(name):
        return _resolve_code(name, context, gazetteer)
    bare = fold_place(name)
    kind = stated_type(name)
    current = _look_up(gazetteer.by_name, bare)
    steps = [
        ((*current, *_look_up(gazetteer.by_old_name, bare)), "hromada_by_old_name"),
        (_look_up(gazetteer.by_settlement, bare), "hromada_by_settlement"),
    ]
    category = stated_category(name)
    if category:
        in_category = _look_up(gazetteer.by_category.get(category, {}), bare)
        steps = [(in_category, "hromada_by_settlement"), steps[1]]
    elsewhere: list[Hromada] = []
    for fitting, code in steps:
        within = _of_type([hromada for hromada in fitting if context.holds(hromada)], kind)
        if len(within) == 1:
            return HromadaResult(within[0], _remark(name, kind, within[0], code, current))
        if within:
            return HromadaResult(None, Finding("hromada_ambiguous", name, _list_names(within)))
        elsewhere.extend(fitting)
    if elsewhere:
        suggestion = _list_names(elsewhere)
        return HromadaResult(None, Finding("hromada_outside_oblast", name, suggestion))
    return HromadaResult(
        None, Finding("hromada_unknown", name, _suggest_hromada(bare, context, gazetteer))
    )


def _remark(
    name: str, kind: str | None, hromada: Hromada, code: str, current: Iterable[Hromada]
) -> Finding | None:
    """Return what the donor should know of a hromada found by another name or of another type."""
    if hromada not in current:
        return Finding(code, name, hromada.label)
    if kind and kind != hromada.type:
        return Finding("hromada_type_differs", name, hromada.label)
    return None


def _resolve_code(code: str, context: Context, gazetteer: Gazetteer) -> HromadaResult:
    hromada = gazetteer.hromadas.get(code) or gazetteer.home.get(code)
    if hromada is None:
        return HromadaResult(None, Finding("hromada_unknown", code))
    if not context.is_unread and not context.holds(hromada):
        suggestion = _list_names([hromada])
        return HromadaResult(None, Finding("hromada_outside_oblast", code, suggestion))
    if hromada.code == code:
        return HromadaResult(hromada)
    return HromadaResult(hromada, Finding("hromada_by_settlement", code, hromada.label))


def _look_up(index: Index, bare: str) -> tuple[Hromada, ...]:
    if bare in index:
        return index[bare]
    for guess in nominative_guesses(bare):
        if guess in index:
            return index[guess]
    return ()


def _of_type(hromadas: list[Hromada], kind: str | None) -> list[Hromada]:
    typed = [hromada for hromada in hromadas if hromada.type == kind]
    return typed or hromadas


def _list_names(hromadas: Iterable[Hromada], most: int = 5) -> str:
    unique = list({hromada.id: hromada for hromada in hromadas}.values())
    listed = [f"{hromada.label} ({hromada.oblast_name}, {hromada.code})" for hromada in unique]
    return "; ".join([*listed[:most], "…"] if len(listed) > most else listed)


def _suggest_hromada(bare: str, context: Context, gazetteer: Gazetteer) -> str:
    within = [hromada for hromada in gazetteer.hromadas.values() if context.holds(hromada)]
    choices = {hromada.code: fold_place(hromada.name) for hromada in within}
    close = process.extract(bare, choices, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3)
    return _list_names(gazetteer.hromadas[code] for _, _, code in close)


def _suggest(bare: str, choices: dict[str, str]) -> str:
    close = process.extractOne(bare, list(choices), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return choices[close[0]] if close else ""
