"""The register's CSVs → indexes by which a written name finds its places."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from ingest.common.ukrainian import fold
from ingest.register.names import romanise
from ingest.resolve.names import (
    area_guesses,
    fold_oblast,
    fold_place,
    fold_raion,
    from_german,
    latin_key,
    loose_key,
    looser_key,
)


@dataclass(frozen=True)
class Oblast:
    code: str
    name: str


@dataclass(frozen=True)
class Raion:
    code: str
    name: str
    oblast_code: str


@dataclass(frozen=True)
class Hromada:
    """One hromada as the resolver and the loader need it. Cities with no raion have ''."""

    id: int
    code: str
    name: str
    label: str
    type: str
    raion_code: str
    oblast_code: str
    oblast_name: str
    name_en: str = ""
    centre: str = ""

    @property
    def full_name(self) -> str:
        """Its name with what tells it from others of that name."""
        return f"{self.label} ({self.oblast_name}, {self.code})"


Place = TypeVar("Place")
_SHORTEST_CUT = 3
_OTHER_CENTRES = {
    "луцьк": "Волинська область",
    "ужгород": "Закарпатська область",
    "кропивницький": "Кіровоградська область",
}
"""The centres of oblasts that are not called after them."""
_CYRILLIC = re.compile(r"[а-яєіїґ ]+")
_ENGLISH_SHORT = re.compile(r"(?<=[a-z] )(?:obl|reg)\b\.?")
_VOWEL_AT_THE_END = re.compile(r"(?<=\w{3})[aeiouy]$")
_RAION_COLLOQUIAL = re.compile(r"(?<=\w{3})щина$")
_WORD = re.compile(r"[^\W\d_]{4,}")

Index = Mapping[str, tuple[Hromada, ...]]


@dataclass(frozen=True)
class Gazetteer:
    """Places by code and by folded name.

    `home` is settlement code → its hromada. `by_name` has today's names of hromadas,
    `by_old_name` their former ones, `by_latin_name` and `by_old_latin_name` both in Latin
    letters. `by_settlement` has the names, past ones as well, of their cities, settlements
    and villages; `by_category` is the same by category: «місто», «селище», «село»;
    `by_latin_centre` has those of the hromadas' centres in Latin letters, and `by_latin_key` all
    of these by their Latin keys. `by_loose_name` has
    names of hromadas and centres by their loose keys, and `by_looser_name` by the looser ones,
    for names in Russian spelling.
    `oblast_by_centre` is by the name of the oblast's centre, in both alphabets.
    """

    oblasts: Mapping[str, Oblast]
    raions: Mapping[str, Raion]
    hromadas: Mapping[str, Hromada]
    home: Mapping[str, Hromada]
    oblast_by_name: Mapping[str, Oblast]
    raions_by_name: Mapping[str, tuple[Raion, ...]]
    by_name: Index
    by_old_name: Index
    by_settlement: Index
    by_category: Mapping[str, Index]
    by_latin_name: Index
    by_old_latin_name: Index
    by_latin_centre: Index
    by_latin_key: Index
    by_loose_name: Index
    by_looser_name: Index
    oblast_by_pcode: Mapping[str, Oblast]
    raion_by_pcode: Mapping[str, Raion]
    hromada_by_pcode: Mapping[str, Hromada]
    oblast_by_centre: Mapping[str, Oblast]

    @cached_property
    def by_latin_settlement(self) -> Index:
        """The names of all settlements by their Latin keys; made when first asked for."""
        found: dict[str, dict[int, Hromada]] = defaultdict(dict)
        for name, hromadas in self.by_settlement.items():
            if _CYRILLIC.fullmatch(name):
                found[latin_key(romanise(name))].update({one.id: one for one in hromadas})
        return {key: tuple(hromadas.values()) for key, hromadas in found.items()}

    @cached_property
    def _raions_by_looser_name(self) -> Mapping[str, tuple[Raion, ...]]:
        """Raions by what Russian and Ukrainian spelling share: «Старобельский»."""
        named = [
            (name, raions) for name, raions in self.raions_by_name.items() if not name.isascii()
        ]
        return {looser_key(name): raions for name, raions in named}

    @cached_property
    def _oblast_by_latin_key(self) -> Mapping[str, Oblast]:
        names = self.oblast_by_name.items()
        return {latin_key(name): oblast for name, oblast in names if name.isascii()}

    def oblast_of_name(self, name: str) -> Oblast | None:
        """Return the oblast of a code, P-code or name in any case; None where there is none."""
        bare = fold_oblast(name)
        # «Kyiv Oblast» as it stands, before it is «kyiv», which is the city.
        english = _ENGLISH_SHORT.sub("oblast", fold(name))
        for guess in (english, bare, *area_guesses(bare)):
            if guess in self.oblast_by_name:
                return self.oblast_by_name[guess]
        if bare.isascii() and len(bare) >= _SHORTEST_CUT:
            for guess in (bare, from_german(bare)):
                if oblast := self._oblast_by_latin_key.get(latin_key(guess)):
                    return oblast
        coded = self.oblasts.get(name) or self.oblast_by_pcode.get(name)
        return coded or _cut_short(name, bare, self.oblast_by_name)

    def oblasts_in(self, text: str) -> frozenset[str]:
        """Return the codes of the oblasts that a name of a file or a sheet tells of.

        «Еко-Полтавщина 2022», «Сумський РЦПК», «Фінанси Одеса».
        """
        found = set()
        for word in _WORD.findall(fold(text)):
            guesses = (word, re.sub(r"(?<=[сцз]ьк)ий$", "а", word))
            oblast = self.oblast_by_centre.get(word) or next(
                filter(None, map(self.oblast_of_name, guesses)), None
            )
            if oblast:
                found.add(oblast.code)
        return frozenset(found)

    def raions_of_name(self, name: str) -> tuple[Raion, ...]:
        """Return the raions of a code, P-code or name in any case; several share a name."""
        coded = self.raions.get(name) or self.raion_by_pcode.get(name)
        if coded:
            return (coded,)
        bare = fold_raion(name)
        guesses = [bare, *area_guesses(bare)]
        guesses += [_RAION_COLLOQUIAL.sub("ський", guess) for guess in guesses]  # «Рахівщина»
        if bare.isascii():
            guesses += [_VOWEL_AT_THE_END.sub("", one) for one in (bare, from_german(bare))]
        for guess in guesses:
            if guess in self.raions_by_name:
                return self.raions_by_name[guess]
        for guess in guesses:
            if raions := self._raions_by_looser_name.get(looser_key(guess)):
                return raions
        return _cut_short(name, bare, self.raions_by_name) or ()


def _cut_short(name: str, bare: str, known: Mapping[str, Place]) -> Place | None:
    """Return the one place whose name is written cut short: «Ів.-Франк. обл.», «Кіровогр.»."""
    words = bare.replace(".", " ").split()
    if "." not in name or sum(map(len, words)) < _SHORTEST_CUT:
        return None
    fitting = {
        id(place): place
        for full, place in known.items()
        if len(parts := full.split()) == len(words)
        and all(part.startswith(word) for part, word in zip(parts, words, strict=True))
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def load_gazetteer(reference: Path) -> Gazetteer:
    """Read oblasts, raions, hromadas, settlements and aliases from `reference`."""
    oblasts = {
        row["oblast_code"]: Oblast(row["oblast_code"], row["oblast_name"])
        for row in read_csv(reference / "oblasts.csv")
    }
    raions = {
        row["raion_code"]: Raion(row["raion_code"], row["raion_name"], row["oblast_code"])
        for row in read_csv(reference / "raions.csv")
    }
    hromadas = {
        row["hromada_code"]: _hromada(row, oblasts) for row in read_csv(reference / "hromadas.csv")
    }
    by_id = {hromada.id: hromada for hromada in hromadas.values()}
    settlements = list(read_csv(reference / "settlements.csv"))
    aliases = list(read_csv(reference / "aliases.csv"))
    aliases += [
        {"place_code": row[f"{noun}_code"], "alias": row.get(f"{noun}_name_en", "")}
        for noun in ("oblast", "raion")
        for row in read_csv(reference / f"{noun}s.csv")
        if row.get(f"{noun}_name_en")
    ]
    home = {row["settlement_code"]: by_id[int(row["hromada_id"])] for row in settlements}
    old_names = [(row["alias"], hromadas.get(row["place_code"])) for row in aliases]
    category = {row["settlement_code"]: row["category"] for row in settlements}
    named = [(row["settlement_code"], row["settlement_name"]) for row in settlements]
    named += [(row["place_code"], row["alias"]) for row in aliases if row["place_code"] in home]
    names = [(hromada.name, hromada) for hromada in hromadas.values()]
    centre_codes = {
        row["settlement_code"]
        for row in settlements
        if row["settlement_name"] == home[row["settlement_code"]].centre
    }
    centres = [
        (name, home[code])
        for code, name in named
        if code in centre_codes or category[code] == "місто"
    ]
    written = [*names, *old_names, *centres]
    return Gazetteer(
        oblasts,
        raions,
        hromadas,
        home,
        oblast_by_name=_index_oblasts(oblasts, aliases),
        raions_by_name=_index_raions(raions, aliases),
        by_name=_index(names),
        by_old_name=_index(old_names),
        by_settlement=_index((name, home[code]) for code, name in named),
        by_category={
            kind: _index((name, home[code]) for code, name in named if category[code] == kind)
            for kind in sorted(set(category.values()))
        },
        by_latin_name=_index((hromada.name_en, hromada) for hromada in hromadas.values()),
        by_old_latin_name=_index((romanise(name), h) for name, h in old_names if h),
        by_latin_centre=_index((romanise(name), hromada) for name, hromada in centres),
        by_latin_key=_index((latin_key(fold(romanise(name))), h) for name, h in written if h),
        by_loose_name=_index((loose_key(fold_place(name)), h) for name, h in written if h),
        by_looser_name=_index((looser_key(fold_place(name)), h) for name, h in written if h),
        # P-codes of OCHA: the first characters of the code.
        oblast_by_pcode={code[:4]: oblast for code, oblast in oblasts.items()},
        raion_by_pcode={code[:6]: raion for code, raion in raions.items()},
        hromada_by_pcode={code[:9]: hromada for code, hromada in hromadas.items()},
        # «Сумська» of «Сумська область»: its centre, in both alphabets.
        oblast_by_centre={
            fold(name): oblasts[hromada.oblast_code]
            for hromada in hromadas.values()
            if hromada.name == hromada.oblast_name.removesuffix(" область")
            for name in (hromada.centre, romanise(hromada.centre))
        }
        | {
            centre: oblast
            for centre, name in _OTHER_CENTRES.items()
            for oblast in oblasts.values()
            if oblast.name == name
        },
    )


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our own reference lists."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _hromada(row: Mapping[str, str], oblasts: Mapping[str, Oblast]) -> Hromada:
    return Hromada(
        int(row["hromada_id"]),
        row["hromada_code"],
        row["hromada_name"],
        row["hromada_label"],
        row["hromada_type"],
        row["raion_code"],
        row["oblast_code"],
        oblasts[row["oblast_code"]].name,
        row.get("hromada_name_en", ""),
        row.get("center_name", ""),
    )


def _index(named: Iterable[tuple[str, Hromada | None]]) -> Index:
    found: dict[str, dict[int, Hromada]] = defaultdict(dict)
    for name, hromada in named:
        if hromada is not None:
            found[fold_place(name)][hromada.id] = hromada
    # A village is called Громада: that word alone in a donor's cell does not mean it.
    return {name: tuple(hromadas.values()) for name, hromadas in found.items() if name}


def _index_oblasts(
    oblasts: Mapping[str, Oblast], aliases: Iterable[Mapping[str, str]]
) -> dict[str, Oblast]:
    index = {
        fold_oblast(row["alias"]): oblasts[row["place_code"]]
        for row in aliases
        if row["place_code"] in oblasts
    }
    for row in aliases:
        if row["place_code"] in oblasts and (english := fold(row["alias"])).endswith(" oblast"):
            index[english] = index[english.replace(" oblast", " region")] = oblasts[
                row["place_code"]
            ]
    latin = {fold(romanise(o.name.split()[0])): o for o in oblasts.values() if "область" in o.name}
    return latin | index | {fold_oblast(oblast.name): oblast for oblast in oblasts.values()}


def _index_raions(
    raions: Mapping[str, Raion], aliases: Iterable[Mapping[str, str]]
) -> dict[str, tuple[Raion, ...]]:
    named = [(raion.name, raion) for raion in raions.values()]
    named += [
        (row["alias"], raions[row["place_code"]]) for row in aliases if row["place_code"] in raions
    ]
    index: dict[str, tuple[Raion, ...]] = {}
    for name, raion in named:
        bare = fold_raion(name)
        if bare.isascii() and bare.endswith("skyi"):  # «Myrhorod raion», «Brovary raion»
            called = _VOWEL_AT_THE_END.sub("", bare.removesuffix("skyi"))
            index[called] = (*index.get(called, ()), raion)
        index[bare] = (*index.get(bare, ()), raion)
    return index
