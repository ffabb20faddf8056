"""Oblasts, raions and hromadas as written → places of the register and the event's scope.

Nothing is guessed: a name that fits two hromadas, fits none, or fits one outside the oblast
the row names stays as written, with a problem and suggestions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from ingest.common.ukrainian import fold
from ingest.problems import Finding
from ingest.register.names import romanise
from ingest.resolve.area_words import RAION_OF_OBLAST, WrittenArea
from ingest.resolve.gazetteer import Gazetteer, Hromada, Index, Oblast, Raion
from ingest.resolve.names import (
    fold_oblast,
    fold_place,
    from_german,
    latin_key,
    looks_russian,
    loose_key,
    looser_key,
    means_country,
    means_every,
    nominative_guesses,
    noun_guesses,
    stated_category,
    stated_type,
)
from ingest.resolve.place_words import WrittenName, read_places, split_names

_CODE = re.compile(r"UA\d{17}|UA\d{7}")
_AREA_CODE = re.compile(r"UA\d{2}(?:\d{2}(?:\d{13})?)?")
_CODE_BEFORE_2020 = re.compile(r"\d{10}")
_ENGLISH_WORDS = re.compile(
    r"\b(?:municipal|terytorialna|urban|rural|city|settlement|village|amalgamated|united|territorial|hromadas?|[msr]th|vil|v"
    r"|community|communities|municipality|towns?|councils?|villages?|military|administrations?"
    r"|(?:a?tc|[ctau]uc|otg|utc|th|ah)s?|[csvm]?mas?|center|centre)\b"
)
_LATIN_KINDS = re.compile(r"(?<=[szt]ka )(?:miska|silska|selyshchna)\b")
_AREA_WORDS = re.compile(
    r"(?:\b(?:обл|район|р-н|oblast|reg\.|region|raion|rayon|district|obl\b|закарпатт|прикарпатт|буковин"
    r"|тернопілл|волинь\b|волині\b|volyn$|bukovyna)"
    r"|(?:щ|чч)ин[аиіу]\b)",
    re.I,
)
_CUT_SHORT = re.compile(r"(?!(?:м|с|смт|сел)\.)([^\W\d_]{1,5})\.\s?-?\s?([^\W\d_][^.]{4,})")
_UKRAINIAN = re.compile(r"[іїєґ’'ʼ]|[сц]ьк")
_WHO_CAME = re.compile(
    r"(?P<who>(?:(?!(?:не|крім|окрім|без|кроме|except|without|замість|сусідн\w+)\b)[а-яіїєґ][\w’'-]*\s+){1,5})"
    r"(?P<name>[А-ЯІЇЄҐ].+)"
)
"""«новообрані депутати Решетилівської»"""
_SPACED = re.compile(r"[^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+)+")
_ADJECTIVE = re.compile(r"(?:(?:ськ|цьк|зьк)(?:а|ої|ій)|ska)$", re.I)
KYIV, KYIV_OBLAST = "UA80000000000093317", "UA32000000000030281"
_TYPE_OF_CENTRE = {"місто": "міська", "селище": "селищна", "село": "сільська"}
_MOST_WORDS = 30
"""Of a cell of names with only spaces between them."""
_LONG_ENOUGH = 6
"""Letters of a loosely written Latin name that is looked for without an area."""
_ALIKE = 80
"""rapidfuzz score from which a name is worth suggesting; never accepted by itself."""


@dataclass(frozen=True)
class ResolvedPlaces:
    """Where an event was: its scope and places.

    `unresolved` names and `unnamed` phrases («12 громад Полтавщини») are kept as written.
    """

    scope: str
    oblasts: tuple[Oblast, ...] = ()
    raions: tuple[Raion, ...] = ()
    hromadas: tuple[Hromada, ...] = ()
    unresolved: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    findings: tuple[tuple[str, Finding], ...] = ()


class PlaceResolver:
    """Resolves the three place cells of a row; equal cells are resolved once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._done: dict[tuple[object, ...], ResolvedPlaces] = {}
        self._oblasts_in = lru_cache(maxsize=1000)(gazetteer.oblasts_in)

    def resolve(
        self,
        oblasts: tuple[str, ...],
        raions: tuple[str, ...],
        hromadas: tuple[str, ...],
        sources: tuple[str, ...] = (),
        near: tuple[str, ...] = (),
        *,
        are_hromadas: bool = False,
    ) -> ResolvedPlaces:
        """Return the places that the cells name.

        `sources` are the names of the sheet and of the file, the first of which that tells
        oblasts may tell that of a name that several hromadas bear; `near` are the areas of the
        group of rows.
        `are_hromadas` where the column says that it names hromadas, not oblasts.
        """
        hinted = next(filter(None, map(self._oblasts_in, sources)), frozenset())
        key = (oblasts, raions, hromadas, hinted, near, are_hromadas)
        if key not in self._done:
            resolving = _Resolving(self.gazetteer, hinted, near, are_hromadas=are_hromadas)
            self._done[key] = resolving.resolve(oblasts, raions, hromadas)
        return self._done[key]


class _Resolving:
    """The resolving of one row's cells, with what it finds on the way."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        hinted: frozenset[str],
        near: tuple[str, ...],
        *,
        are_hromadas: bool,
    ) -> None:
        self.gazetteer = gazetteer
        self.hinted = hinted
        self.near = self._context_of(near)
        self.are_hromadas = are_hromadas
        self.oblasts: dict[str, Oblast] = {}
        self.raions: dict[str, Raion] = {}
        self.hromadas: dict[int, Hromada] = {}
        self.unresolved: list[str] = []
        self.found: list[tuple[str, Finding]] = []

    def resolve(
        self, oblasts: tuple[str, ...], raions: tuple[str, ...], hromadas: tuple[str, ...]
    ) -> ResolvedPlaces:
        named_oblasts = split_names(oblasts)
        written = read_places(hromadas, self._is_area)
        is_national = any(map(means_country, (*named_oblasts, *(n.text for n in written.names))))
        is_national |= any(map(means_every, named_oblasts))
        is_every = any(means_every(name.text) for name in written.names)
        self._find_oblasts(name for name in named_oblasts if not _means_all(name))
        self._find_raions(name for name in split_names(raions) if not _means_all(name))
        is_national |= is_every and not (self.oblasts or self.raions)
        names = [name for name in written.names if not _means_all(name.text)]
        context = Context(frozenset(self.oblasts), frozenset(self.raions))
        if self.oblasts.keys() == {KYIV} and names:
            context = self._around_kyiv(names)
        # «Харківська» and no more: the hromada of the city, or the oblast.
        are_oblasts = context == Context() and all(map(self._is_name_of_oblast, names))
        if are_oblasts:
            for name in names:
                self._doubt_oblast(name)
        else:
            self._find_hromadas(names, context)
        of_row = frozenset(self.oblasts)
        for area in written.areas:
            self._find_area(area, of_row, has_names=bool(names))
        has_names = bool(names) and not (is_national and not self.hromadas)
        scope = self._scope(has_names, is_national)
        if scope == "unknown" and not self.found:
            self.found.append(("hromadas", Finding("place_missing")))
        return ResolvedPlaces(
            scope,
            tuple(self.oblasts.values()),
            tuple(self.raions.values()),
            tuple(self.hromadas.values()),
            tuple(self.unresolved),
            tuple(area.text for area in written.areas if not area.is_exact),
            tuple(self.found),
        )

    def _around_kyiv(self, names: Iterable[WrittenName]) -> Context:
        """Return the oblast for «Kyiv», where hromadas are named that are not of the city."""
        around = Context(frozenset({KYIV_OBLAST}))
        found = [resolve_hromada(name.text, around, self.gazetteer) for name in names]
        if not all(one.hromada or one.fitting for one in found):
            return Context(frozenset(self.oblasts), frozenset(self.raions))
        written = self.oblasts.pop(KYIV).name
        oblast = self.gazetteer.oblasts[KYIV_OBLAST]
        self.oblasts[KYIV_OBLAST] = oblast
        self.found.append(("oblast", Finding("oblast_unknown", written, oblast.name)))
        return around

    def _find_oblasts(self, names: Iterable[str]) -> None:
        raions = []
        for name in names:
            raion = RAION_OF_OBLAST.fullmatch(name)
            oblast = self.gazetteer.oblast_of_name(raion["oblast"] if raion else name)
            if oblast:
                self.oblasts[oblast.code] = oblast
                self._find_raions([raion["raion"]] if raion else [])
            elif (
                several := [self.gazetteer.oblast_of_name(word) for word in name.split()]
            ) and all(several):
                self.oblasts |= {one.code: one for one in several if one}
            elif self._is_area(name):  # «Одеська, Одеський район»
                raions.append(name)
            else:
                choices = {key: o.name for key, o in self.gazetteer.oblast_by_name.items()}
                suggestion = _suggest(fold_oblast(name), choices)
                self.found.append(("oblast", Finding("oblast_unknown", name, suggestion)))
        self._find_raions(raions)

    def _find_raions(self, names: Iterable[str]) -> None:
        for name in names:
            fitting = self.gazetteer.raions_of_name(name)
            within = [raion for raion in fitting if self._is_in_oblasts(raion)]
            if len(within) == 1:
                self.raions[within[0].code] = within[0]
            else:
                suggestion = "; ".join(raion.name for raion in fitting)
                self.found.append(("raion", Finding("raion_unknown", name, suggestion)))

    def _is_in_oblasts(self, raion: Raion) -> bool:
        return not self.oblasts or raion.oblast_code in self.oblasts

    def _is_area(self, name: str) -> bool:
        """Tell «Полтавська область», «Вінниччина» and «Хорольський р-н» from names of places."""
        if _AREA_CODE.fullmatch(name):
            area = self.gazetteer.oblast_of_name(name) or self.gazetteer.raions_of_name(name)
            return bool(area) and name not in self.gazetteer.hromadas
        if not _AREA_WORDS.search(name):
            return False
        if match := RAION_OF_OBLAST.fullmatch(name):
            return bool(self.gazetteer.raions_of_name(match["raion"]))
        return bool(self.gazetteer.oblast_of_name(name) or self.gazetteer.raions_of_name(name))

    def _is_name_of_oblast(self, name: WrittenName) -> bool:
        bare = fold(name.text)
        return bare.endswith("ка") and bare in self.gazetteer.oblast_by_name and not name.areas

    def _doubt_oblast(self, name: WrittenName) -> None:
        fitting = _look_up(self.gazetteer.by_name, fold_place(name.text))
        suggestion = _list_names(fitting)
        if self.are_hromadas and len(fitting) == 1:
            self.hromadas[fitting[0].id] = fitting[0]
            self.found.append(("hromadas", Finding("hromada_or_oblast", name.text, suggestion)))
            return
        self.found.append(("hromadas", Finding("hromada_ambiguous", name.text, suggestion)))
        self.unresolved.append(name.text)

    def _find_hromadas(self, names: Iterable[WrittenName], context: Context) -> None:
        results = [pair for name in names for pair in self._read(name, context)]
        sure = {result.hromada.oblast_code for _, result in results if result.hromada}
        for name, result in results:
            self._take(
                name, self._chosen(name, result, sure) if result.fitting else result, context
            )

    def _read(
        self, name: WrittenName, context: Context
    ) -> Iterable[tuple[WrittenName, HromadaResult]]:
        """Return a name with what it means; several of «Балтська Подільська», if all are names."""
        own = self._context_of(name.areas) or context
        result = resolve_hromada(name.text, own, self.gazetteer)
        if not (result.hromada or result.fitting) and own == Context():
            result = self._by_hint(name) or result
        if result.hromada or result.fitting:
            return [(name, result)]
        if _SPACED.fullmatch(name.text) and (several := self._apart(name, own)):
            return several
        if match := _WHO_CAME.fullmatch(name.text):
            bare = replace(name, text=match["name"], remarks=(*name.remarks, match["who"].strip()))
            found = resolve_hromada(bare.text, own, self.gazetteer)
            if found.hromada or found.fitting:
                return [(bare, found)]
        return [(name, result)]

    def _apart(
        self, name: WrittenName, own: Context
    ) -> list[tuple[WrittenName, HromadaResult]] | None:
        """Return the names that stand in one with only spaces between, if all of it is names."""
        words = name.text.split()
        if len(words) > _MOST_WORDS:
            return None
        if own == Context() and not all(map(_ADJECTIVE.search, words)):
            return None
        parts = []
        while words:
            for length in (3, 2, 1):
                text = " ".join(words[:length])
                result = resolve_hromada(text, own, self.gazetteer)
                if len(words) >= length and (result.hromada or result.fitting):
                    parts.append((replace(name, text=text), result))
                    words = words[length:]
                    break
            else:
                return None
        return parts

    def _by_hint(self, name: WrittenName) -> HromadaResult | None:
        """Return the hromada of a name that is found only within the oblast of its file."""
        hint = self.near or Context(self.hinted)
        if len(hint.oblasts) != 1:
            return None
        hromada = resolve_hromada(name.text, hint, self.gazetteer).hromada
        if hromada is None:
            return None
        return HromadaResult(
            hromada, Finding("hromada_by_oblast_near", name.text, hromada.full_name)
        )

    def _chosen(self, name: WrittenName, result: HromadaResult, sure: set[str]) -> HromadaResult:
        """Choose of several hromadas the one that all hints lead to, and tell of it.

        The hints: areas beside other names of the list, the name of the file, the one oblast
        of the other hromadas of the event or, of several oblasts that the row names, the one
        that no other hromada is of.
        """
        centres = [
            one
            for one in result.fitting
            if any(_is_of_centre(one, remark) for remark in name.remarks)
        ]
        if len(centres) == 1:  # «Покровська (смт Покровське)»
            found = Finding("hromada_by_settlement", name.text, centres[0].full_name)
            return HromadaResult(centres[0], found)
        near = self._context_of(name.near)
        hints = [hint for hint in (near, self.near) if hint]
        if len(self.oblasts) > 1:  # each of them is named for some hromada
            sure = self.oblasts.keys() - sure
        own = sure if len(sure) == 1 else frozenset()
        hints += [Context(frozenset(codes)) for codes in (self.hinted, own) if codes]
        chosen = {
            within[0]
            for hint in hints
            if len(within := [one for one in result.fitting if hint.holds(one)]) == 1
        }
        if len(chosen) != 1:
            return result
        (hromada,) = chosen
        return HromadaResult(
            hromada, Finding("hromada_by_oblast_near", name.text, hromada.full_name)
        )

    def _take(self, name: WrittenName, result: HromadaResult, context: Context) -> None:
        if result.hromada and not context.holds(result.hromada) and not is_code(name.text):
            suggestion = _list_names([result.hromada])
            doubt = Finding("hromada_of_other_oblast", name.text, suggestion)
            result = HromadaResult(result.hromada, doubt)
        if result.finding:
            self.found.append(("hromadas", result.finding))
        if result.hromada:
            self._note_remarks(name, result.hromada)
            self.hromadas[result.hromada.id] = result.hromada
        else:
            self.unresolved.append(name.text)

    def _note_remarks(self, name: WrittenName, hromada: Hromada) -> None:
        """Doubt what stands in brackets beside a hromada: no area, code, kind or place of it."""
        # A code is exact, whatever is written beside it.
        for remark in () if is_code(name.text) else name.remarks:
            is_area = self.gazetteer.oblast_of_name(remark) or self.gazetteer.raions_of_name(remark)
            bare = fold_place(remark)
            of_hromada = hromada in self.gazetteer.by_settlement.get(bare, ())
            of_hromada |= hromada in _look_up(self.gazetteer.by_name, bare)
            if not (is_area or of_hromada or is_code(remark) or not bare):
                text = f"{name.text} ({remark})"
                self.found.append(("hromadas", Finding("hromada_remark", value=text)))

    def _context_of(self, areas: Iterable[str]) -> Context | None:
        """Return the context of the oblasts and raions that stand with a name, if any do."""
        oblasts = {o.code for area in areas if (o := self.gazetteer.oblast_of_name(area))}
        raions = {
            raion.code
            for area in areas
            if not self.gazetteer.oblast_of_name(area)  # «Полт.» is not the raion
            for raion in self.gazetteer.raions_of_name(area)
            if not oblasts or raion.oblast_code in oblasts
        }
        return Context(frozenset(oblasts), frozenset(raions)) if oblasts or raions else None

    def _find_area(self, area: WrittenArea, of_row: frozenset[str], *, has_names: bool) -> None:
        """Take the area's places for those of the event; beside names it cannot be told apart."""
        told = {name: self.gazetteer.oblast_of_name(name) for name in area.areas}
        oblasts = [oblast for oblast in told.values() if oblast]
        raions = [self._raions_within(name, oblasts) for name in area.areas if not told[name]]
        is_elsewhere = of_row and any(oblast.code not in of_row for oblast in oblasts)
        if has_names or is_elsewhere or any(len(fitting) != 1 for fitting in raions):
            self.unresolved.append(area.text)
            self.found.append(("hromadas", Finding("hromada_unknown", area.text)))
            return
        if not area.is_exact or (area.of_raion and not self.raions):
            self.found.append(("hromadas", Finding("hromadas_not_named", area.text)))
        self.oblasts |= {oblast.code: oblast for oblast in oblasts}
        self.raions |= {raion.code: raion for (raion,) in raions}

    def _raions_within(self, name: str, oblasts: list[Oblast]) -> list[Raion]:
        """Return the raions of a name in the oblasts told beside it, else in those of the row."""
        codes = {oblast.code for oblast in oblasts} or self.oblasts.keys()
        fitting = self.gazetteer.raions_of_name(name)
        return [raion for raion in fitting if not codes or raion.oblast_code in codes]

    def _scope(self, has_names: bool, is_national: bool) -> str:
        if has_names:
            return "hromadas"
        if self.raions:
            return "raion"
        if is_national:
            return "national"
        return "oblast" if self.oblasts else "unknown"


@dataclass(frozen=True)
class Context:
    """The oblasts and raions that a row names; an empty set sets no bound.

    A raion bounds its own oblast only, where the row names others too.
    """

    oblasts: frozenset[str] = frozenset()
    raions: frozenset[str] = frozenset()

    def holds(self, hromada: Hromada) -> bool:
        if not (self.oblasts or self.raions) or hromada.raion_code in self.raions:
            return True
        # The first four characters of every code are those of its oblast.
        has_raion = any(raion[:4] == hromada.oblast_code[:4] for raion in self.raions)
        return hromada.oblast_code in self.oblasts and not has_raion


@dataclass(frozen=True)
class HromadaResult:
    """`fitting` are the hromadas of a name that several have."""

    hromada: Hromada | None
    finding: Finding | None = None
    fitting: tuple[Hromada, ...] = ()


def resolve_hromada(name: str, context: Context, gazetteer: Gazetteer) -> HromadaResult:
    """Find the one hromada that `name` means, by code, name, settlement, Russian spelling.

    A name said to be of a city, settlement or village is looked for among those first. An
    old name counts as much as a current one: seven old names belong to another hromada
    today, one of them («Первомайська» of Миколаївська область) in the same oblast.
    """
    if is_code(name):
        return _resolve_code(name, context, gazetteer)
    if _CODE_BEFORE_2020.fullmatch(name):
        return HromadaResult(None, Finding("hromada_code_old", name))
    bare = fold_place(name)
    kind = stated_type(name)
    current = _look_up(gazetteer.by_name, bare)
    steps = [
        ((*current, *_look_up(gazetteer.by_old_name, bare)), "hromada_by_old_name"),
        (_look_up(gazetteer.by_settlement, bare), "hromada_by_settlement"),
    ]
    latin = ""
    if bare.isascii():
        latin = " ".join(_LATIN_KINDS.sub("", _ENGLISH_WORDS.sub(" ", bare)).split())
        names = (
            gazetteer.by_latin_name,
            gazetteer.by_old_latin_name,
            gazetteer.by_latin_centre,
        )
        # «Volodymyr-Volynskyi» is the city of «Volodymyr-Volynska».
        ways = [latin, f"{latin.removesuffix('yi')}a"] if latin.endswith("skyi") else [latin]
        steps = [(index.get(way, ()), "hromada_by_latin_name") for way in ways for index in names]
        if not (context.oblasts or context.raions) and len(latin) >= _LONG_ENOUGH:
            fitting = gazetteer.by_latin_key.get(latin_key(latin), ())
            steps += [(fitting, "hromada_by_latin_name")] if len(fitting) == 1 else []
        if context.oblasts or context.raions:
            for key in dict.fromkeys((latin_key(latin), latin_key(from_german(latin)))):
                fitting = gazetteer.by_latin_key.get(key, ())
                steps.append((fitting, "hromada_by_latin_name"))
            villages = gazetteer.by_latin_settlement.get(latin_key(latin), ())
            steps.append((villages, "hromada_by_latin_name"))
    category = stated_category(name)
    if category:
        in_category = _look_up(gazetteer.by_category.get(category, {}), bare)
        # No village is meant by «м.»; what was «смт» is «селище» since 2024, so others may differ.
        others = [] if category == "місто" else steps[-1:]
        steps = [(in_category, "hromada_by_settlement"), *others]
    if context.oblasts or context.raions:
        steps.append((gazetteer.by_loose_name.get(loose_key(bare), ()), "hromada_by_russian_name"))
        if looks_russian(name) or not _UKRAINIAN.search(name.casefold()):
            by_vowels = gazetteer.by_looser_name.get(looser_key(bare), ())
            steps.append((by_vowels, "hromada_by_russian_name"))
        for guess in noun_guesses(bare) if not kind else ():  # «громади Полонного та Понінки»
            fitting = gazetteer.by_loose_name.get(loose_key(guess), ())
            steps.append((fitting, "hromada_by_settlement"))
        if cut := _CUT_SHORT.match(name):  # «В. Кучурівська»
            steps.append((_cut_names(cut, context, gazetteer), "hromada_by_abbreviation"))
    elsewhere: list[Hromada] = []
    for fitting, code in steps:
        within = _of_type([hromada for hromada in fitting if context.holds(hromada)], kind)
        if len(within) == 1:
            return HromadaResult(within[0], _remark(name, kind, within[0], code, current))
        cities = _look_up(gazetteer.by_category["місто"], bare) if within and not category else ()
        own = [hromada for hromada in within if hromada in cities]
        is_bound = bool(context.oblasts or context.raions)
        if (
            code == "hromada_by_latin_name" and is_bound and not kind
        ):  # «Dunaivtsi», a city and a settlement
            own = [one for one in within if one.type == "міська" and _is_called(one.centre, latin)]
        if len(own) == 1 and (
            code == "hromada_by_settlement" or (code == "hromada_by_latin_name" and is_bound)
        ):
            return HromadaResult(own[0], Finding("hromada_by_city", name, own[0].full_name))
        named = [one for one in within if one in current]
        is_city = len(named) == 1 and named[0].type == "міська"  # others were called so before
        if code == "hromada_by_old_name" and is_bound and is_city:
            return HromadaResult(named[0], Finding("hromada_by_city", name, named[0].full_name))
        centres = [one for one in within if _is_centre(one, bare)] if category != "село" else []
        if len(centres) == 1 and code == "hromada_by_settlement" and is_bound:
            doubt = Finding("hromada_by_centre", name, centres[0].full_name)
            return HromadaResult(centres[0], doubt)
        if within:
            doubt = Finding("hromada_ambiguous", name, _list_names(within))
            return HromadaResult(None, doubt, tuple(within))
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
    by_code = gazetteer.hromadas.get(code) or gazetteer.hromada_by_pcode.get(code)
    hromada = by_code or gazetteer.home.get(code)
    if hromada is None:
        return HromadaResult(None, Finding("hromada_unknown", code))
    if not context.holds(hromada):
        suggestion = _list_names([hromada])
        return HromadaResult(None, Finding("hromada_outside_oblast", code, suggestion))
    if by_code:
        return HromadaResult(hromada)
    return HromadaResult(hromada, Finding("hromada_by_settlement", code, hromada.label))


def _cut_names(cut: re.Match[str], context: Context, gazetteer: Gazetteer) -> tuple[Hromada, ...]:
    """Return the hromadas within the context whose first word is cut short: «В. Кучурівська»."""
    begins, ends = fold(cut[1]), fold_place(cut[2])
    ends = next(iter(nominative_guesses(ends)), ends)
    return tuple(
        hromada
        for hromada in gazetteer.hromadas.values()
        if context.holds(hromada)
        and (bare := fold_place(hromada.name)).startswith(begins)
        and bare.endswith(ends)
        and len(bare) > len(begins) + len(ends)
    )


def _is_centre(hromada: Hromada, bare: str) -> bool:
    return fold_place(hromada.centre) in (bare, *nominative_guesses(bare))


def _is_of_centre(hromada: Hromada, remark: str) -> bool:
    """Tell the hromada whose centre a remark names, «смт Покровське», if its kind agrees."""
    kind = _TYPE_OF_CENTRE.get(stated_category(remark) or "", hromada.type)
    return kind == hromada.type and _is_centre(hromada, fold_place(remark))


def _is_called(centre: str, latin: str) -> bool:
    return fold(romanise(centre)) == latin


def _means_all(name: str) -> bool:
    return means_country(name) or means_every(name) or fold(name) in ("всі райони", "усі райони")


def is_code(name: str) -> bool:
    """Tell codes of hromadas and settlements, KATOTTG or the P-code of OCHA, from names."""
    return _CODE.fullmatch(name) is not None


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
    # Those of Crimea last: no project has worked there, and the list is cut.
    unique.sort(key=lambda hromada: hromada.code.startswith("UA01"))
    listed = [hromada.full_name for hromada in unique]
    return "; ".join([*listed[:most], "…"] if len(listed) > most else listed)


def _suggest_hromada(bare: str, context: Context, gazetteer: Gazetteer) -> str:
    within = [hromada for hromada in gazetteer.hromadas.values() if context.holds(hromada)]
    choices = {hromada.code: fold_place(hromada.name) for hromada in within}
    close = process.extract(bare, choices, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3)
    return _list_names(gazetteer.hromadas[code] for _, _, code in close)


def _suggest(bare: str, choices: dict[str, str]) -> str:
    close = process.extractOne(bare, list(choices), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return choices[close[0]] if close else ""
