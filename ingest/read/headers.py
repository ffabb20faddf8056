"""The header of a column → the field of the template that it stands for."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ingest.common.ukrainian import fold
from ingest.register.names import romanise
from ingest.schema import FIELDS, PLACE_FIELDS

_MOST_WORDS = 12
_SHORT_WORD = 3
NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})?[а-яa-z]?[.)]\s*(?=[^\W\d])")
"""Before a question of a form: «4. Якого числа закінчилося?»"""
MONTH_HEADERS = ("місяць", "month", "месяц")
DAY_HEADERS = ("день", "дні", "число", "числа", "day", "days", "дата")
_SHORTEST_MISSPELT, _LONGEST_MISSPELT = 7, 60
COUNT_FIELDS = frozenset({"hours", "participants_total", "women", "men"})
"""Of these a part is easily taken for the whole."""
PEOPLE_FIELDS = COUNT_FIELDS - {"hours"}
_WORD = re.compile(r"[^\W\d_]+\.?|%")
_SHORTEST_CUT = 4
"""«Дата закін.»: letters of a word cut short, with a point."""
_OF_PEOPLE = re.compile(
    r"учас|навчен|прийш|жін|чолов|осіб|люд|слухач|присут|охопл|стать|\bж ?[/+] ?ч\b"
    r"|представник|працівник|підприєм|посадов|освітян|педагог|депутат|старост|пройш|навчил|кільк|к-?сть|всього|усього|участ|колич|participant|women|people|persons|attend|total|number",
    re.I,
)
ACADEMIC = re.compile(r"\bак(?:ад\w*)?\b", re.I)
"""Of academic hours, which are shorter."""
MINUTES = re.compile(r"\bхв(?:илин\w*)?\b|\bminutes?\b|\bmins?\b|\bминут\w*|\bмин\b", re.I)
"""Of a duration in minutes."""
WOMEN_AND_MEN = re.compile(
    r"\(\s*[fw]\s*/\s*m\s*\)|\(\s*(?:з них\s+)?ж\w*\.?\s*[/,+і]+\s*ч\w*\.?\s*\)", re.I
)
"""After a header of people: «Учасників (ж/ч)»."""
FURTHER_HROMADAS = re.compile(
    r"(?:(?:\b|_)(?:інш|other|additional|further|додатков|also).*(?:громад|hromad|communit|municipal)"
    r"|(?:громад|hromad|communit|municipal).*(?:\b|_)(?:інш|other|additional|further|додатков|also)"
    r"|(?:\b|_)(?:тг|отг)\b.*\bінш|\bінш\w+\s+(?:тг|отг)\b)",
    re.I | re.S,
)
"""«Інші громади», «hromada_other», «Hromada – other (specify)»."""
_ONE_OBLAST = re.compile(r"\(.*(?:ськ|цьк)(?:а|ої|ій) обл", re.I)
_OF_ALL = re.compile(
    r".*(?:учасн|осіб|людей|слухач|присутн|всього|усього).*"
    r"\b(?:із?|з|у|в) ?(?:них|т\. ?ч|тому числі)"
    r"|(?:кількість|к-?сть)\s*\([^()]*(?:у|в|з)\s?(?:т\.\s?ч|тому числі|них)",
    re.I,
)
_BOTH_GENDERS = re.compile(r"(?<![^\W\d_])[^\W\d_]+/-[^\W\d_]+")
"""«учасниць/-ків» are people, as «учасників» are."""
WOMEN_AND_MEN_BY_NOUNS = re.compile(
    r"(?P<stem>учасни|слухач|представни|освітян|депутат)[цк]\w*\s*(?:/|,|\bта\b|\bі\b|\bй\b)\s*(?P=stem)\w+",
    re.I,
)
"""«Учасниці / учасники»."""
_HINT = re.compile(
    r"\([^()]*\b(?:якщо|заповн|залиш|наприклад|напр\.|if\b|leave\b|e\.g)[^()]*\)", re.I
)
"""How to fill the column: «Дата завершення (якщо захід одноденний – не заповнюйте)»."""
_GROUP = re.compile(r"^[a-z]\w*/(?=\w)")
"""Before the question's own words in an export of a form: «group_act/Назва активності»."""
_BROKEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_CAMEL = re.compile(r"(?<=[a-zа-яіїєґ])(?=[A-ZА-ЯІЇЄҐ][a-zа-яіїєґ]|[A-Z]$)")
"""Between the words of «QtyAll» and «DateBegin»."""
_UNIT = re.compile(r", ?(?:осіб|особи|ос|чол|людей|год|годин)$")


@dataclass(frozen=True)
class HeaderWords:
    """Words by which a header that no list has is told; `field` is None for one not of ours.

    Each of `words` begins a word of the header, in any order, and none of `without` does; «^»
    before the first says that the header has no other words, «=» that a word is whole. With
    `others` every further word must begin with one of them: «Учасників із числа ветеранів»
    is not the number of participants.
    """

    field: str | None
    words: tuple[str, ...]
    without: tuple[str, ...] = ()
    is_whole: bool = False
    others: tuple[str, ...] | None = None

    def tells(self, header: Sequence[str]) -> bool:
        """Tell whether a header, by its folded words, is of this field."""
        if self.is_whole:
            return tuple(header) == self.words
        if any(_is_among(word, self.without) for word in header):
            return False
        if not all(any(_begins(word, (stem,)) for word in header) for stem in self.words):
            return False
        return self.others is None or all(
            _begins(word, self.words) or _is_among(word, self.others) for word in header
        )


def _is_letter(text: str) -> bool:
    """Tell what a slash is part of: «o/w», but not «Women / ж»."""
    return len(text) <= 1 and text.isascii()


def _begins(word: str, stems: Iterable[str]) -> bool:
    bare = word.rstrip(".")
    is_cut = bare != word and len(bare) >= _SHORTEST_CUT
    return any(
        bare == stem[1:]
        if stem[0] == "="
        else bare.startswith(stem) or (is_cut and stem.startswith(bare))
        for stem in stems
    )


def _is_among(word: str, others: Iterable[str]) -> bool:
    """Tell a word that begins with one of `others`; a short one must be it."""
    bare = word.rstrip(".")
    return any(
        bare == other if len(other) <= _SHORT_WORD else _begins(word, (other,)) for other in others
    )


@dataclass(frozen=True)
class Headers:
    """How columns are called: folded spellings that are known, and words that tell a column.

    `places` are the folded names of hromadas and of their centres, by which their column is told.
    """

    known: Mapping[str, str] = field(default_factory=dict)
    words: tuple[HeaderWords, ...] = ()
    places: frozenset[str] = frozenset()
    _misspellings: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)
    _by_beginning: dict[str, list[int]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        # A rule is tried only where some word of the header begins as its own first word does.
        for place, told in enumerate(self.words):
            beginning = told.words[0].removeprefix("=")[:2]
            self._by_beginning.setdefault(beginning, []).append(place)

    def __contains__(self, header: str) -> bool:
        return _fold_header(header) in self.known

    def field_of(self, header: str) -> str | None:
        """Return the field that a header is known to stand for."""
        return self.known.get(_fold_header(header))

    def guess(self, header: str) -> str | None:
        """Return the field that a header's words tell, to be said of whenever it is used."""
        bare = WOMEN_AND_MEN.sub("", _GROUP.sub("", header))
        header = WOMEN_AND_MEN_BY_NOUNS.sub("учасників", _BOTH_GENDERS.sub("учасників", bare))
        parts = header.split("/")
        if not all(len(part.strip()) == 1 for part in parts):  # «Ж / F»
            parts = [part for part in parts if not _is_letter(part.strip())]
        if len(parts) > 1:  # «Назва / Title», but not «усіх / жінок»
            fields = {rule.field for rule in map(self._rule_of, parts) if rule}
            are_in_two_scripts = len({part.strip().isascii() for part in parts}) > 1
            if "hromadas" in fields <= set(PLACE_FIELDS) | {"venue"}:
                return "hromadas"  # «Область / громада», «Місто / громада»: the finer one
            # «Ж / Ч» holds two numbers; «Кредити / годин» and «Дівчата / жінки» are one.
            are_all_told = all(map(self._rule_of, parts))
            is_one = not fields & PEOPLE_FIELDS or are_in_two_scripts or are_all_told
            if fields == {"status", "notes"}:
                return "notes"  # «Статус / коментар»
            if len(fields) > 1 or not is_one:
                return None
            if fields:
                return fields.pop()
        told = self._told(parts[0] if len(parts) == 1 else header)
        if told and told.field == "women" and _OF_ALL.match(header):
            return "participants_total"  # «Кількість учасників, з них жінок»
        if told and told.field == "oblast" and _ONE_OBLAST.search(header):
            told = self._told(header.split("(")[0])  # «Приміщення (Полтавська область)»
        return told.field if told else self._misspelt(header)

    def _rule_of(self, part: str) -> HeaderWords | None:
        """Return what tells a part of a header: the list, or words."""
        known = self.field_of(part)
        return HeaderWords(known, ()) if known else self._told(part)

    def _misspelt(self, header: str) -> str | None:
        """Return the field of the known header that differs by one letter: «Кілкість жінок»."""
        text = _fold_header(header)
        if not _SHORTEST_MISSPELT <= len(text) <= _LONGEST_MISSPELT:
            return None
        if text not in self._misspellings:
            close = process.extract(
                text, self.known.keys(), scorer=Levenshtein.distance, score_cutoff=1, limit=None
            )
            fields = {self.known[known] for known, _, _ in close}
            self._misspellings[text] = fields.pop() if len(fields) == 1 else None
        return self._misspellings[text]

    def parts_of(self, header: str) -> tuple[str, ...]:
        """Return the fields whose numbers a column holds one after another: «всього / жінок»."""
        parts = WOMEN_AND_MEN.sub("", header).split("/")
        told = [self._told(part) for part in parts]
        fields = tuple(one.field for one in told if one and one.field in PEOPLE_FIELDS)
        return fields if 1 < len(parts) == len(set(fields)) else ()

    def is_of_another(self, header: str, field: str) -> bool:
        """Tell a header whose words say another field, or none: «Participants (registered)»."""
        return self.is_foreign(header) or self.guess(header) not in (None, field)

    def is_foreign(self, header: str) -> bool:
        """Tell a header whose words say that its column is none of the template's."""
        told = self._told(header)
        return told is not None and told.field is None

    def _told(self, header: str) -> HeaderWords | None:
        bare = _HINT.sub("", _GROUP.sub("", _whole_words(header)))
        words = _WORD.findall(fold(_CAMEL.sub(" ", bare)))
        if not words or len(words) > _MOST_WORDS:
            return None
        beginnings = {word[:size] for word in words for size in (1, 2)}
        places = sorted(p for b in beginnings for p in self._by_beginning.get(b, ()))
        rules = [self.words[place] for place in places]
        whole = [word.rstrip(".") for word in words]
        told = next((rule for rule in rules if rule.tells(whole)), None)
        if words == whole or (told and all(_begins(word, told.words) for word in whole)):
            return told
        # What is cut short may be many a word: it counts where one alone is meant.
        cut = [rule for rule in rules if rule.tells(words) and not rule.tells(whole)]
        return cut[0] if len({rule.field for rule in cut}) == 1 else told


@dataclass(frozen=True)
class Header:
    """The header of a sheet: its place (from 0), field → column, and what it left unread.

    Of a header of two rows `index` is the lower. `repeated` is column → field, of columns
    that another one holds already; `guessed` is column → header, of columns that no list has
    and whose field their words or cells tell. `numbers` are unread columns of numbers that may
    be of people or hours; `doubted` are columns taken for people though only their numbers
    tell it; `parts` is column → the fields that its cells hold, «33/2» under «Ж/Ч».
    `numbered` are the further columns of one list of hromadas, «hromada_2» and so on; `areas` is
    column → the area or the hromada that a column of theirs is of, under one heading for all.
    `sums` is field → the columns whose numbers add up to it, «депутати ж» and «старости ж».
    `choices` are the columns of the single answers to a question that another column has.
    With `month_first` its days are written 10/25/2020. With `has_sections` hromadas stand in
    rows of their own, above their events.
    """

    index: int
    fields: Mapping[str, int]
    unknown: Mapping[int, str]
    repeated: Mapping[int, str] = field(default_factory=dict)
    guessed: Mapping[int, str] = field(default_factory=dict)
    numbers: frozenset[int] = frozenset()
    doubted: frozenset[int] = frozenset()
    parts: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    has_sections: bool = False
    month_first: bool = False
    numbered: frozenset[int] = frozenset()
    areas: Mapping[int, str] = field(default_factory=dict)
    sums: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    choices: frozenset[int] = frozenset()

    @cached_property
    def named(self) -> frozenset[int]:
        """The columns that have a header of any kind."""
        return frozenset((*self.fields.values(), *self.unknown, *self.repeated))

    @cached_property
    def people(self) -> Mapping[int, str]:
        """The unread columns that seem to count people: column → its header."""
        return {
            column: text
            for column, text in self.unknown.items()
            if column not in self.choices
            and (column in self.numbers or column in self.named_for_people)
        }

    @cached_property
    def named_for_people(self) -> frozenset[int]:
        """The unread columns whose headers say that they are of people."""
        return frozenset(c for c, text in self.unknown.items() if _OF_PEOPLE.search(text))

    @property
    def missing(self) -> list[str]:
        """The fields a file cannot do without and this one lacks."""
        missing = [name for name in ("title", "start_date") if name not in self.fields]
        if not any(name in self.fields for name in PLACE_FIELDS) and not self.has_sections:
            missing.append("hromadas")
        return missing


def load_headers(path: Path) -> Headers:
    """Return every spelling of the template's headers: the template's own and those of `path`.

    The words that tell the others lie beside it in header_words.csv.
    """
    known = {}
    for of in FIELDS:
        known.update(dict.fromkeys(map(_fold_header, _spellings(of)), of.name))
    with path.open(encoding="utf-8", newline="") as file:
        known.update({_fold_header(row["header"]): row["field"] for row in csv.DictReader(file)})
    words = path.with_name("header_words.csv")
    hromadas = path.with_name("hromadas.csv")
    return Headers(
        known,
        tuple(_read_words(words)) if words.exists() else (),
        frozenset(_read_places(hromadas)) if hromadas.exists() else frozenset(),
    )


def _read_places(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row["hromada_name"], row["hromada_name_en"], row["center_name"]):
                yield fold(name)
            yield fold(romanise(row["center_name"]))


def _read_words(path: Path) -> Iterator[HeaderWords]:
    others: tuple[str, ...] = ()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = tuple(row["words"].removeprefix("^").split())
            if row["field"] == "+":
                others += words
                continue
            field = None if row["field"] == "-" else row["field"]
            is_whole = row["words"].startswith("^")
            only = others if field in COUNT_FIELDS else None
            yield HeaderWords(field, words, tuple(row["without"].split()), is_whole, only)


def _spellings(of: object) -> tuple[str, ...]:
    return tuple(getattr(of, name) for name in ("name", "title_uk", "title_en"))


@lru_cache(maxsize=10_000)
def _fold_header(text: str) -> str:
    """Fold a header: a star for "required", a colon, a bracketed hint or a unit do not count."""
    text = NUMBER.sub("", _GROUP.sub("", _whole_words(text))).split("(")[0]
    return _UNIT.sub("", fold(text).strip(" *:.,")).strip(" .,")


def _whole_words(text: str) -> str:
    """Put together what is broken at the end of a line: «Трива-» over «лість»."""
    return _BROKEN.sub("", text)


Texts = Mapping[int, str]
"""Column → its text, in one row."""


def texts_of(row: Sequence[object]) -> Texts:
    """Return the texts of a row by column."""
    return {
        column: cell.strip()
        for column, cell in enumerate(row)
        if isinstance(cell, str) and cell.strip()
    }
