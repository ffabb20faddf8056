"""A sheet's header row → which column holds which field of the template."""

from __future__ import annotations

import csv
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ingest.common.ukrainian import fold
from ingest.read.contents import (
    tell_more,
    tell_one_span,
    tells_codes,
    tells_days,
    tells_hours,
    tells_hromadas,
    tells_oblasts,
    tells_people,
    tells_titles,
)
from ingest.read.sheet import Cell, Sheet, has_text
from ingest.schema import FIELDS, PLACE_FIELDS

ROWS_SEARCHED = 30
"""How deep into a sheet its header may stand."""

_FEWEST_RECOGNISED = 3
_FEWEST_GUESSED = 4
"""Fields of a header of which no list has a single one."""
_MOST_WORDS = 12
_SHORT_WORD = 3
_NUMBER = re.compile(r"^\s*\d{1,2}[а-яa-z]?[.)]\s*(?=[^\W\d])")
"""Before a question of a form: «4. Якого числа закінчилося?»"""
_TWO_SEXES = {("учасниці", "учасники"), ("слухачки", "слухачі"), ("освітянки", "освітяни")}
_NUMBERING = re.compile(r"\W+$|(?:№|#|no\b|n\b|номер|п/п|з/п)", re.I)
MONTH_HEADERS = ("місяць", "month", "месяц")
DAY_HEADERS = ("день", "дні", "число", "числа", "day", "days", "дата")
_STAMPS = frozenset({"start", "end", "today"})
"""When a form was filled in, of the forms whose own columns begin with «_»."""
_ROWS_TRIED = 25
"""Rows under a header whose cells tell what its columns hold."""
_SHORTEST_TITLE = 8
_SHORTEST_MISSPELT, _LONGEST_MISSPELT = 7, 60
COUNT_FIELDS = frozenset({"hours", "participants_total", "women", "men"})
"""Of these a part is easily taken for the whole."""
PEOPLE_FIELDS = COUNT_FIELDS - {"hours"}
_WORD = re.compile(r"[^\W\d_]+\.?|%")
_SHORTEST_CUT = 4
"""«Дата закін.»: letters of a word cut short, with a point."""
_WOMEN_AND_MEN = re.compile(r"\(\s*ж\w*\.?\s*[/,+і]+\s*ч\w*\.?\s*\)", re.I)
_PERSONS = frozenset({"чол", "чол.", "чоловік", "кількість чоловік", "к сть чол", "к ть чол"})
"""«Чол.» counts men beside women, and people where it stands alone or women are «з них»."""
_OF_THESE = re.compile(r"(?:із?|з|у|в)\s+(?:них|т\.?\s?ч|тому)", re.I)
_PLANNED = "план"
_OF_PEOPLE = re.compile(
    r"учас|навчен|прийш|жін|чолов|осіб|людей|слухач|присут|охопл|стать|\bж ?/ ?ч\b"
    r"|представник|працівник|посадов|освітян|педагог|депутат|старост|пройш|навчил|кільк|к-?сть|всього|усього|участ|колич|participant|women|people|attend|total|number",
    re.I,
)
ACADEMIC = re.compile(r"\bак(?:ад\w*)?\b", re.I)
"""Of academic hours, which are shorter."""
MINUTES = re.compile(r"\bхв(?:илин\w*)?\b|\bminutes?\b|\bmins?\b|\bминут\w*|\bмин\b", re.I)
"""Of a duration in minutes."""
_SETTLEMENTS = re.compile(r"насел[её]н\w+ пункт|місто\b|город\b|city\b|town\b|settlement\b", re.I)
_FEW_WORDS = 3
"""«Місто / село», but not «Місто, де відбулося навчання»."""
_GROUP = re.compile(r"^[a-z]\w*/(?=\w)")
"""Before the question's own words in an export of a form: «group_act/Назва активності»."""
_BROKEN = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
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
    """How columns are called: folded spellings that are known, and words that tell a column."""

    known: Mapping[str, str] = field(default_factory=dict)
    words: tuple[HeaderWords, ...] = ()
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
        parts = _GROUP.sub("", header).split("/")
        if not all(len(part.strip()) == 1 for part in parts):  # «Ж / F»
            parts = [part for part in parts if not _is_letter(part.strip())]
        if len(parts) > 1:  # «Назва / Title», but not «усіх / жінок»
            fields = {rule.field for rule in map(self._rule_of, parts) if rule}
            are_in_two_scripts = len({part.strip().isascii() for part in parts}) > 1
            if fields == {"oblast", "hromadas"}:  # «Полтавська / Хорольська»: the finer one
                return "hromadas"
            # «Ж / Ч» holds two numbers; «Кредити / годин» and «Дівчата / жінки» are one.
            are_all_told = all(map(self._rule_of, parts))
            is_one = not fields & PEOPLE_FIELDS or are_in_two_scripts or are_all_told
            if len(fields) > 1 or not is_one:
                return None
            if fields:
                return fields.pop()
        told = self._told(header)
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
        parts = header.split("/")
        told = [self._told(part) for part in parts]
        fields = tuple(one.field for one in told if one and one.field in PEOPLE_FIELDS)
        return fields if 1 < len(parts) == len(set(fields)) else ()

    def is_foreign(self, header: str) -> bool:
        """Tell a header whose words say that its column is none of the template's."""
        told = self._told(header)
        return told is not None and told.field is None

    def _told(self, header: str) -> HeaderWords | None:
        words = _WORD.findall(fold(_GROUP.sub("", _whole_words(header))))
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
    and whose field their words tell. `numbers` are unread columns of numbers that may be of
    people or hours; `parts` is column → the fields that its cells hold, «33/2» under «Ж/Ч».
    """

    index: int
    fields: Mapping[str, int]
    unknown: Mapping[int, str]
    repeated: Mapping[int, str] = field(default_factory=dict)
    guessed: Mapping[int, str] = field(default_factory=dict)
    numbers: frozenset[int] = frozenset()
    parts: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

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
            if column in self.numbers or _OF_PEOPLE.search(text)
        }

    @property
    def missing(self) -> list[str]:
        """The fields a file cannot do without and this one lacks."""
        missing = [name for name in ("title", "start_date") if name not in self.fields]
        if not any(name in self.fields for name in PLACE_FIELDS):
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
    return Headers(known, tuple(_read_words(words)) if words.exists() else ())


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
    text = _NUMBER.sub("", _GROUP.sub("", _whole_words(text))).split("(")[0]
    return _UNIT.sub("", fold(text).strip(" *:.,")).strip(" .,")


def _whole_words(text: str) -> str:
    """Put together what is broken at the end of a line: «Трива-» over «лість»."""
    return _BROKEN.sub("", text)


def find_header(rows: Sequence[Sequence[Cell]], headers: Headers) -> Header | None:
    """Return the header among the first thirty rows: the one in which most is recognised.

    It is one row or two: «Кількість учасників» over «усього | жінок | чоловіків». Of equal
    ones a single row is taken, and the first. None if no row has three headers that are
    known or told by their words: then the sheet is not one of ours.
    """
    top = rows[:ROWS_SEARCHED]
    texts = [_texts(row) for row in top]
    found = [_read_header(index, row, headers, may_guess=False) for index, row in enumerate(texts)]
    sure = {header.index for header in found if is_complete(header)}
    for index in sure or range(len(top)):  # where the list knows a header, no other is guessed
        if _may_be_header(top[index]):
            found[index] = _read_header(index, texts[index], headers, may_guess=True)
    storeys = list(_two_storeys(texts, found, headers))
    found += storeys
    best = max(
        found, key=lambda one: (len(one.fields), not one.missing, one in storeys), default=None
    )
    if best and is_complete(best):
        # Two tables on one sheet: the one below may have more columns, but does not come first.
        before = (h for h in found if is_complete(h) and h.index < best.index - 1)
        best = next(before, best)
        best = _with_codes_first(best, rows)
        has_all = {"hromadas", *COUNT_FIELDS} <= best.fields.keys()
        return best if has_all or not headers.words else _told_by_cells(best, rows, headers)
    # Without words only the list is asked.
    for header in sorted(found, key=lambda one: -len(one.fields)) if headers.words else ():
        if len(header.named) >= _FEWEST_RECOGNISED and _may_be_header(rows[header.index]):
            told = _told_by_cells(header, rows, headers)
            if not told.missing:
                return told
    return best if best and _is_header(best) else None


def _told_by_cells(header: Header, rows: Sequence[Sequence[Cell]], headers: Headers) -> Header:
    """Return the header with the days, places, people and title that only the cells tell."""
    below = rows[header.index + 1 : header.index + 1 + _ROWS_TRIED]
    unread = {
        column: _cells(below, column)
        for column, text in header.unknown.items()
        if not headers.is_foreign(text)
    }
    fields, guessed = dict(header.fields), dict(header.guessed)

    def take(name: str, columns: Sequence[int]) -> None:
        if columns and name not in fields:
            fields[name] = columns[0]
            guessed[columns[0]] = header.unknown[columns[0]]
            del unread[columns[0]]

    days = [column for column, cells in unread.items() if tells_days(cells)]
    if len(days) == 1:
        take("start_date", days)
    elif (
        len(days) == 2
        and "end_date" not in fields
        and tell_one_span(*(unread[day] for day in days))
    ):
        take("start_date", days[:1])
        take("end_date", days[1:])
    repeated = dict(header.repeated)
    for column in [c for c, name in repeated.items() if name == "start_date"]:
        first, last = (_cells(below, c) for c in (fields["start_date"], column))
        if "end_date" not in fields and tell_one_span(first, last):  # «Дата | Дата»
            fields["end_date"] = column
            guessed[column] = str(rows[header.index][column])
            del repeated[column]
    take("oblast", [column for column, cells in unread.items() if tells_oblasts(cells)])
    hromadas = [column for column, cells in unread.items() if tells_hromadas(cells)]
    if "hromadas" not in fields:  # of several columns of hromadas no one is silently chosen
        take("hromadas", hromadas)
        repeated.update({column: "hromadas" for column in hromadas[1:] if unread.pop(column)})
    men = _may_be_men(fields, _texts(rows[header.index]))
    for column in men & unread.keys():
        # Of all the people there cannot be fewer than of the women.
        if tell_more(_cells(below, fields["women"]), unread[column]):
            take("men", [column])
    of_all = {column: cells for column, cells in unread.items() if column not in men}
    take("participants_total", _columns_of_people(of_all, header.people))
    take("hours", [column for column, cells in unread.items() if tells_hours(cells)])
    cells = _cells(below, fields["audience"]) if "audience" in fields else []
    if "participants_total" not in fields and tells_people(cells, in_words=False):
        # «Цільова аудиторія»: 25
        fields["participants_total"] = column = fields.pop("audience")
        guessed[column] = str(rows[header.index][column])
    lengths = {column: tells_titles(cells) for column, cells in unread.items()}
    titles = [column for column in lengths if lengths[column] >= _SHORTEST_TITLE]
    take("title", sorted(titles, key=lambda column: -lengths[column]))
    unknown = {c: t for c, t in header.unknown.items() if c not in guessed and c not in repeated}
    numbers = frozenset(
        column
        for column, cells in unread.items()
        if column in unknown and not _NUMBERING.match(unknown[column]) and _may_count(cells)
    )
    told = replace(
        header, fields=fields, guessed=guessed, unknown=unknown, repeated=repeated,
        numbers=frozenset() if fields.keys() >= COUNT_FIELDS else numbers,
    )  # fmt: skip
    return _with_title_and_place(told, _texts(rows[header.index]), headers)


def _cells(rows: Sequence[Sequence[Cell]], column: int) -> list[Cell]:
    """Return the cells of a column; None beyond the end of a row."""
    return [row[column] if column < len(row) else None for row in rows]


def _with_codes_first(header: Header, rows: Sequence[Sequence[Cell]]) -> Header:
    """Return the header with a column of codes for that of the hromadas, before one of names."""
    below = rows[header.index + 1 : header.index + 1 + _ROWS_TRIED]
    others = [column for column, name in header.repeated.items() if name == "hromadas"]
    codes = next((column for column in others if tells_codes(_cells(below, column))), None)
    if codes is None or tells_codes(_cells(below, header.fields["hromadas"])):
        return header
    repeated = {**header.repeated, header.fields["hromadas"]: "hromadas"}
    del repeated[codes]
    return replace(header, fields={**header.fields, "hromadas": codes}, repeated=repeated)


def _may_count(cells: Sequence[Cell]) -> bool:
    """Tell numbers that may be of people or hours from those of the rows and of years."""
    if not tells_people(cells, in_words=False):
        return False
    numbers = [float(cell) for cell in cells if isinstance(cell, (int, float))]
    are_years = bool(numbers) and all(2015 <= number <= 2035 for number in numbers)
    are_in_order = len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))
    return not (are_years or are_in_order)


def _columns_of_people(unread: Mapping[int, Sequence[Cell]], named: Container[int]) -> list[int]:
    """Return the one column of numbers of people, by its cells' words or by its header's."""
    columns = [c for c, cells in unread.items() if tells_people(cells, in_words=c not in named)]
    return columns if len(columns) == 1 else []


def _is_header(header: Header) -> bool:
    if len(header.fields) == len(header.guessed):
        return len(header.fields) >= _FEWEST_GUESSED and not header.missing
    return len(header.fields) >= _FEWEST_RECOGNISED


def _may_be_header(row: Sequence[Cell]) -> bool:
    """Tell a row of words from one of data, which has a day or a number somewhere."""
    cells = [cell for cell in row if has_text(cell)]
    return all(isinstance(cell, str) and _is_worded(cell.strip()) for cell in cells)


def _is_worded(text: str) -> bool:
    return not text[0].isdigit() or bool(_NUMBER.match(text))


def is_complete(header: Header) -> bool:
    """Tell a header under which events can stand."""
    return _is_header(header) and not header.missing


def find_next_header(
    index: int, row: Sequence[object], header: Header, headers: Headers
) -> Header | None:
    """Return the header that row `index` is, of a further table under that of `header`."""
    title = header.fields["title"]
    cell = row[title] if title < len(row) else None
    if not isinstance(cell, str) or cell not in headers:
        return None
    further = _read_header(index, _texts(row), headers, may_guess=True)
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
    if not header.repeated and not any(has_text(c) for row in top.rows for c in row[beyond:]):
        return None
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


def _read_header(index: int, texts: Texts, headers: Headers, *, may_guess: bool) -> Header:
    fields: dict[str, int] = {}
    unknown: dict[int, str] = {}
    repeated: dict[int, str] = {}
    guessed: dict[int, str] = {}
    # What was planned gives way to what was done, where a file has both.
    has_stamps = any(text.startswith("_") for text in texts.values())
    for column, text in sorted(texts.items(), key=lambda item: _PLANNED in item[1].casefold()):
        name = headers.field_of(text) if not (has_stamps and text in _STAMPS) else None
        if name and "(" in text and headers.guess(text) not in (None, name):
            name = None  # «Дата (по)», of which a list has the beginning only
        if name is None:
            unknown[column] = text
        elif name in fields:
            repeated[column] = name
        else:
            fields[name] = column
            if name == "hours" and (ACADEMIC.search(text) or MINUTES.search(text)):
                guessed[column] = text
    for name, columns in _guesses(unknown, headers).items() if may_guess else ():
        if name == "hromadas" and name in fields:  # codes in one column, names in another
            repeated.update({column: name for column in columns if unknown.pop(column)})
        elif name not in fields and len(columns) == 1:
            fields[name] = columns[0]
            guessed[columns[0]] = unknown.pop(columns[0])
    parts: dict[int, tuple[str, ...]] = {}
    for column, text in sorted(unknown.items()) if may_guess else ():
        names = headers.parts_of(text)
        if names and not any(name in fields for name in names):
            fields.update(dict.fromkeys(names, column))
            parts[column], guessed[column] = names, unknown.pop(column)
    if "participants_total" not in fields and _counts_people(fields, texts):
        fields["participants_total"] = column = fields.pop("men")
        guessed[column] = texts[column]
    column = fields.get("participants_total", -1)
    if _WOMEN_AND_MEN.search(texts.get(column, "")) and not fields.keys() & {"women", "men"}:
        parts[column] = ("women", "men")
    if "men" not in fields and column in _may_be_men(fields, texts):
        del fields["participants_total"]
        unknown[column] = texts[column]
        guessed.pop(column, None)
    unread = dict(sorted(unknown.items()))
    header = Header(index, fields, unread, repeated, guessed, parts=parts)
    return _with_title_and_place(header, texts, headers) if may_guess else header


def _counts_people(fields: Mapping[str, int], texts: Texts) -> bool:
    """Tell a column «Чол.» that counts people, not men."""
    women = texts.get(fields.get("women", -1), "")
    men = fold(texts.get(fields.get("men", -1), ""))
    return men in _PERSONS and (not women or bool(_OF_THESE.match(women)))


def _may_be_men(fields: Mapping[str, int], texts: Texts) -> frozenset[int]:
    """Return the columns of a noun whose other gender is the women's: «Учасниці | Учасники».

    They are of all the people, or of the men.
    """
    women = fold(texts.get(fields.get("women", -1), ""))
    twins = {people for own, people in _TWO_SEXES if own == women}
    return frozenset(column for column, text in texts.items() if fold(text) in twins)


def _with_title_and_place(header: Header, texts: Texts, headers: Headers) -> Header:
    """Return the header with a topic or a programme for a title, where nothing else is one.

    A column of towns and villages is of hromadas where nothing else tells the place.
    """
    venue = header.fields.get("venue", -1)
    if _is_of_settlements(texts.get(venue, "")) and "hromadas" in header.missing:
        own = {name: column for name, column in header.fields.items() if name != "venue"}
        told = {**header.guessed, venue: texts[venue]}
        header = replace(header, fields={**own, "hromadas": venue}, guessed=told)
    fields = header.fields
    if "start_date" not in fields or "title" in fields:
        return header
    project = fields.get("project")
    is_title = project is not None and headers.guess(texts.get(project, "")) == "title"
    column = fields.get("topic", project if is_title else None)
    if column is None:
        return header
    guessed = {**header.guessed, column: texts.get(column, "")}
    return replace(header, fields={**fields, "title": column}, guessed=guessed)


def _is_of_settlements(text: str) -> bool:
    return bool(_SETTLEMENTS.match(text)) and len(text.split()) <= _FEW_WORDS


def _guesses(unknown: Texts, headers: Headers) -> Mapping[str, list[int]]:
    """Return field → the columns whose words tell it: if two do, neither can be taken."""
    guesses: dict[str, list[int]] = {}
    for column, text in sorted(unknown.items()):
        name = headers.guess(text)
        if name:
            guesses.setdefault(name, []).append(column)
    return guesses


def _two_storeys(
    rows: Sequence[Texts], found: Sequence[Header], headers: Headers
) -> Iterator[Header]:
    """Yield the headers of two rows that tell more than either row alone."""
    for index, (upper, lower) in enumerate(pairwise(rows)):
        # A single cell above is the title of the table.
        if len(upper) < 2 or not lower or not _is_lower_storey(upper, lower, headers):
            continue
        joined = _join_storeys(upper, lower, headers)
        header = _read_header(index + 1, joined, headers, may_guess=True)
        alone = max((found[i] for i in (index, index + 1)), key=lambda one: len(one.fields))
        told, told_alone = ((len(h.fields), not h.missing) for h in (header, alone))
        # Parts of a group stand in columns that the upper row leaves without a name.
        has_parts = alone.index == index and any(column not in upper for column in lower)
        if told > told_alone or (told == told_alone and has_parts):
            yield header


def _is_lower_storey(upper: Texts, lower: Texts, headers: Headers) -> bool:
    """Tell the second row of a header from the first row of data.

    Under a header that stands over one column a second storey has nothing, or words that
    are a header with it or alone; data have their own words there.
    """
    for column, text in lower.items():
        over = upper.get(column)
        stands_over_one = over is not None and (column + 1 in upper or column + 1 not in lower)
        joined = f"{over or ''} {text}"
        if stands_over_one and joined not in headers and text not in headers:
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
        if fold(below) in (*MONTH_HEADERS, *DAY_HEADERS):  # «Коли» over «Місяць | Числа»
            joined[column] = below
            continue
        is_told = below in headers or (headers.guess(below) and not headers.guess(both))
        joined[column] = below if is_told and both not in headers else both
    return joined
