"""The columns under a header → the fields they hold, where only their cells tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ingest.check.status import status_of_words
from ingest.common.ukrainian import fold
from ingest.read.contents import (
    hromada_of_section,
    tell_month_first,
    tell_more,
    tell_one_span,
    tells_both_sexes,
    tells_codes,
    tells_days,
    tells_hours,
    tells_hromadas,
    tells_months,
    tells_oblasts,
    tells_people,
    tells_titles,
)
from ingest.read.headers import (
    COUNT_FIELDS,
    FURTHER_HROMADAS,
    PEOPLE_FIELDS,
    Header,
    Headers,
    Texts,
    texts_of,
)
from ingest.read.sheet import Cell, has_text, is_empty, plain_text
from ingest.schema import PLACE_FIELDS

_TWO_SEXES = {
    ("учасниці", "учасники"),
    ("слухачки", "слухачі"),
    ("освітянки", "освітяни"),
    ("учасниць", "учасників"),
    ("слухачок", "слухачів"),
}
_OF_BOTH_SEXES = re.compile(
    r"\([fw]\s?/\s?m\)|^[fw]\s?/\s?m$|^\W*ж\w*\.?\s?[/+,]\s?ч\w*\.?\W*$|\bстат(?:тю|ь|і)\b", re.I
)
_OF_SEXES = tuple(
    re.compile(rf"(?:^|[\s(/,.–-]){who}\W*$|^{who}(?=\s*[<>]?\s*\d)", re.I)
    for who in (r"(?:ж|жін\w*|f|female|women|w)", r"(?:ч|чол\w*|m|male|men)")
)
"""At the end of a header, or before an age: of women, of men."""
_IN_ALL = re.compile(r"усього|всього|разом|загалом|total|all\b", re.I)
_ADD_UP_SHARE = 0.8
_FEWEST_TICKED = 3
_SHARE_OF_TICKS = 0.8
_OBLAST_AND_NAME = re.compile(
    r"(\S+(?:ська|цька|зька|ska)|\S+(?:\s\S+)?\s(?:oblast|region|область|обл\.))\s+([^\W\d_].*)",
    re.I,
)
"""A town under its oblast, in a header of two rows."""
_STATUS_SHARE = 0.8
_TICK = re.compile(
    r"[xх+✓✔☑v1](?:\s*\([^()]*\))?|так|yes|true|\d{1,3}(?:\s*\([^()]*\))?|[-–—0☐]|ні|no|false", re.I
)
_NUMBERING = re.compile(r"\W+$|(?:№|#|no\b|nr\b|n\b|номер|п/п|з/п)\W*(?:[зп]/п)?\W*$", re.I)
_MONTH_FIRST = re.compile(r"\bmm\s*[/.-]\s*dd\b", re.I)
_FACTS = ("start_date", "hromadas", "participants_total")
_SEVERAL = re.compile(r"[,;/]|\s+(?:та|і|й|and)\s+", re.I)
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_DIGITS = re.compile(r"\d+")
_ROWS_TRIED = 25
"""Rows under a header whose cells tell what its columns hold."""
_SHORTEST_TITLE = 8
_LAST_DAY, _FIRST_DAY_OF_EXCEL = 31, 36_526  # 1 January 2000
_SHARE_OF_TITLES = 0.6
"""Of the rows must have a title: notes stand in some."""

_SETTLEMENTS = re.compile(r"насел[её]н\w+ пункт|місто\b|город\b|city\b|town\b|settlement\b", re.I)
_FEW_WORDS = 3
"""«Місто / село», but not «Місто, де відбулося навчання»."""

Cells = list[Cell]


def tell_by_cells(header: Header, rows: Sequence[Sequence[Cell]], headers: Headers) -> Header:
    """Return the header with what the cells of its columns tell, and without what they deny."""
    columns = _Columns(header, rows, headers)
    columns.drop_denied()
    columns.tell_several()
    columns.tell_days()
    columns.tell_start()
    columns.take("oblast", [c for c, cells in columns.unread() if tells_oblasts(cells)])
    columns.tell_hromadas()
    columns.tell_sums()
    columns.tell_sexes()
    columns.tell_people()
    columns.take("hours", [c for c, cells in columns.unread() if tells_hours(cells)])
    columns.take("status", [c for c, cells in columns.unread() if _tells_statuses(cells)])
    columns.tell_title()
    told = title_and_place_told(columns.header(), texts_of(rows[header.index]), headers)
    are_sections = told.missing == ["hromadas"] and _has_sections(rows[header.index + 1 :])
    return replace(told, has_sections=True) if are_sections else told


def _has_sections(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell a table whose first row below the header only names a hromada."""
    first = next((filled for row in rows if (filled := list(filter(has_text, row)))), [])
    return len(first) == 1 and hromada_of_section(str(first[0])) is not None


class _Columns:
    """The columns of a header with their first cells; what is told of one moves it."""

    def __init__(self, header: Header, rows: Sequence[Sequence[Cell]], headers: Headers) -> None:
        self._header = header
        self._headers = headers
        self._rows = rows[header.index + 1 :]
        self._below = rows[header.index + 1 : header.index + 1 + _ROWS_TRIED]
        texts = {c: str(cell) for c, cell in enumerate(rows[header.index]) if has_text(cell)}
        self._texts = {**texts, **header.unknown, **header.guessed}  # those of two rows are joined
        self.fields = dict(header.fields)
        self.unknown = dict(header.unknown)
        self.repeated = dict(header.repeated)
        self.guessed = dict(header.guessed)
        self.doubted: set[int] = set()
        self.parts = dict(header.parts)
        self.areas = dict(header.areas)
        self.sums = dict(header.sums)

    def cells(self, column: int) -> Cells:
        """Return the cells of a column; None beyond the end of a row."""
        return [row[column] if column < len(row) else None for row in self._below]

    def unread(self) -> Iterator[tuple[int, Cells]]:
        """Yield the columns of which nothing is known, not even that they are none of ours."""
        for column, text in sorted(self.unknown.items()):
            if column not in self._header.choices and not self._headers.is_foreign(text):
                yield column, self.cells(column)

    def take(self, name: str, columns: Sequence[int]) -> None:
        """Take the first of `columns` for a field that has none."""
        if columns and name not in self.fields:
            self.fields[name] = columns[0]
            self.guessed[columns[0]] = self.unknown.pop(columns[0])

    def drop_denied(self) -> None:
        """Give up what words alone told and the cells deny: numbers that name hromadas."""
        self._swap_oblasts()
        for name, column in list(self.fields.items()):
            is_unsure = column in self.guessed or name == "audience"
            if is_unsure and self._is_denied(name, self.cells(column)):
                del self.fields[name]
                self.guessed.pop(column, None)
                self.unknown[column] = self._texts.get(column, "")
        for column, name in list(self.repeated.items()):
            cells = self.cells(column)
            is_of_oblasts = name == "hromadas" and "oblast" not in self.fields
            if self._is_denied(name, cells) or (is_of_oblasts and tells_oblasts(cells)):
                del self.repeated[column]
                self.unknown[column] = self._texts.get(column, "")

    def _swap_oblasts(self) -> None:
        """Take the second column for that of hromadas where the first holds oblasts."""
        column = self.fields.get("hromadas", -1)
        others = [other for other, name in self.repeated.items() if name == "hromadas"]
        if others and "oblast" not in self.fields and tells_oblasts(self.cells(column)):
            self.fields["oblast"], self.fields["hromadas"] = column, others[0]
            self.guessed.setdefault(column, self._texts.get(column, ""))
            del self.repeated[others[0]]

    def _is_denied(self, name: str, cells: Cells) -> bool:
        if name in ("hromadas", "audience"):
            are_people = tells_people(cells, in_words=False)
            has_place = name == "hromadas" or "hromadas" in self.fields
            return are_people or (not has_place and self._are_hromadas(cells))
        if name == "end_date":  # «Завершили курс»: 23
            return tells_people(cells, in_words=False) and not tells_days(cells)
        if name == "start_date":  # «Ставка за день»: 3500
            numbers = [text for text in map(plain_text, cells) if text]
            return any(_is_no_day(text) for text in numbers) and all(map(str.isdecimal, numbers))
        if name in PEOPLE_FIELDS:
            filled = [cell for cell in cells if has_text(cell)]
            return bool(filled) and not any(re.search(r"\d", str(cell)) for cell in filled)
        return False

    def tell_days(self) -> None:
        """Tell the first and the last day of the events."""
        days = [column for column, cells in self.unread() if tells_days(cells)]
        if len(days) == 1 and "start_date" not in self.fields:
            self.take("start_date", days)
        elif len(days) == 2 and "start_date" not in self.fields and self._is_span(*days):
            self.take("start_date", days[:1])
            self.take("end_date", days[1:])
        self.take("start_date", [c for c, cells in self.unread() if tells_months(cells)])
        # «Дата | Дата», «Дата поч. | Дата кін.»
        twins = [column for column, name in self.repeated.items() if name == "start_date"]
        beside = self._unnamed_after(self.fields.get("start_date", -1))[:1]
        for column in (*twins, *days, *(c for c in beside if tells_days(self.cells(c)))):
            start = self.fields.get("start_date", column)
            if column > start and "end_date" not in self.fields and self._is_span(start, column):
                self.fields["end_date"] = column
                self.guessed[column] = self._texts.get(column) or self._texts.get(start, "")
                self.repeated.pop(column, None)
                self.unknown.pop(column, None)

    def tell_start(self) -> None:
        """Take the only column of days for the first: «Дата (від - до)»."""
        if "end_date" in self.fields and "start_date" not in self.fields:
            column = self.fields.pop("end_date")
            self.fields["start_date"] = column
            self.guessed[column] = self._texts.get(column, "")

    def _is_span(self, first: int, last: int) -> bool:
        return tell_one_span(self.cells(first), self.cells(last))

    def tell_hromadas(self) -> None:
        """Tell the column of hromadas: of several no one is silently chosen, but codes go first."""
        venue = self.fields.get("venue")
        is_of_settlements = venue in self._texts and _is_of_settlements(self._texts[venue])
        has_column = "hromadas" in self.fields
        if not has_column:
            names = [column for column, cells in self.unread() if self._are_hromadas(cells)]
            if (
                not names
                and venue is not None
                and (is_of_settlements or tells_hromadas(self.cells(venue)))
            ):
                del self.fields["venue"]
                self.fields["hromadas"] = venue
                self.guessed[venue] = self._texts.get(venue, "")
            names = names or self._ticked()
            self.take("hromadas", names)
            self.repeated.update(dict.fromkeys(names[1:], "hromadas"))
            for column in names[1:]:
                del self.unknown[column]
            if "hromadas" not in self.fields:
                return
        self._tell_others()
        if has_column and venue is not None and is_of_settlements:
            self.repeated[venue] = "hromadas"  # where the cell of the hromada is empty
        self._tell_codes()
        if not tells_codes(self.cells(self.fields["hromadas"])):
            repeated = [c for c, name in self.repeated.items() if name == "hromadas"]
            others = [*((c, self.cells(c)) for c in repeated), *self.unread()]
            codes = next((column for column, cells in others if tells_codes(cells)), None)
            if codes is not None:
                self.repeated[self.fields["hromadas"]] = "hromadas"
                self.fields["hromadas"] = codes
                self.repeated.pop(codes, None)
                self.unknown.pop(codes, None)

    def _tell_others(self) -> None:
        """Tell a column that names hromadas where that of the hromadas has none."""
        own = self.cells(self.fields["hromadas"])
        for column, cells in list(self.unread()):
            pairs = zip(own, cells, strict=True)
            if self._are_hromadas(cells) and any(
                has_text(cell) and is_empty(mine) for mine, cell in pairs
            ):
                self.repeated[column] = "hromadas"
                self.guessed[column] = self.unknown.pop(column)

    def _are_hromadas(self, cells: Sequence[Cell]) -> bool:
        return tells_hromadas(cells, self._headers.places)

    def _ticked(self) -> list[int]:
        """Return the columns called by hromadas in which those that took part are ticked."""
        named = {}
        for column, cells in self.unread():
            text = self.unknown[column]
            filled = [cell for cell in cells if has_text(cell)]
            if sum(map(_is_tick, filled)) < _SHARE_OF_TICKS * len(filled):
                continue
            if match := _OBLAST_AND_NAME.fullmatch(text):
                named[column] = f"{match[1]}: {match[2]}"
            elif tells_hromadas([text]):
                named[column] = text
        if len(named) < _FEWEST_TICKED:
            return []
        self.areas = named
        return list(named)

    def _tell_codes(self) -> None:
        """Take further columns of codes for those of hromadas, where another is read by codes."""
        if tells_codes(self.cells(self.fields["hromadas"])):
            for column, cells in list(self.unread()):
                if tells_codes(cells):
                    self.repeated[column] = "hromadas"
                    del self.unknown[column]

    def tell_sums(self) -> None:
        """Tell the women and men that several columns add up to: «депутати ж», «старости ж».

        With the men they must make the total, where it has a column of its own.
        """
        women, men = (
            [
                column
                for column, text in self._texts.items()
                if sex.search(text)
                and not self._headers.is_foreign(text)
                and self._are_numbers(column)
            ]
            for sex in _OF_SEXES
        )
        if not len(women) == len(men) > 1:
            return
        total = self.fields.get("participants_total")
        if total is not None:
            women, men = self._without_sums(women, men, total)
        if len(women) == 1:
            self._take_sexes(women, men)
            return
        if total is None:
            stems = [
                [sex.sub("", self._texts[c]) for c in of]
                for sex, of in zip(_OF_SEXES, (women, men), strict=True)
            ]
            if sorted(stems[0]) != sorted(stems[1]):
                return
        elif total in (*women, *men) or not self._add_up((*women, *men), total):
            return
        self._take_sexes(women, men)

    def _without_sums(
        self, women: list[int], men: list[int], total: int
    ) -> tuple[list[int], list[int]]:
        """Return the two columns that sum up the others, where there are such: «Усього ж»."""
        sums = [
            [column for column in of if _IN_ALL.search(self._texts[column])] for of in (women, men)
        ]
        pair = [of[0] for of in sums if len(of) == 1]
        if len(pair) == len(sums) and self._add_up(pair, total):
            return pair[:1], pair[1:]
        return women, men

    def _take_sexes(self, women: Sequence[int], men: Sequence[int]) -> None:
        for name, of in (("women", women), ("men", men)):
            for column in of:
                self.fields = {n: c for n, c in self.fields.items() if c != column or n == name}
                self.unknown.pop(column, None)
                self.repeated[column] = name
            self.fields[name] = of[0]
            self.guessed[of[0]] = self._texts[of[0]]
            del self.repeated[of[0]]
            self.sums[name] = tuple(of)

    def _are_numbers(self, column: int) -> bool:
        """Tell numbers of people, of which some rows may have none, from other columns."""
        filled = [cell for cell in self.cells(column) if not is_empty(cell)]
        return not filled or tells_people(filled, in_words=False)

    def _add_up(self, columns: Sequence[int], total: int) -> bool:
        """Tell columns of numbers that make those of another in nearly every row."""
        rows = [
            (sum(int(n) for n in map(plain_text, row[1:]) if n.isdecimal()), int(told))
            for row in zip(self.cells(total), *map(self.cells, columns), strict=True)
            if (told := plain_text(row[0])).isdecimal()
        ]
        return bool(rows) and sum(a == b for a, b in rows) >= _ADD_UP_SHARE * len(rows)

    def tell_sexes(self) -> None:
        """Tell a column beside the total that holds the women and the men."""
        if self.fields.keys() & {"women", "men"} or "participants_total" not in self.fields:
            return
        for column, cells in list(self.unread()):
            if _OF_BOTH_SEXES.search(self.unknown[column]) or tells_both_sexes(cells):
                self.fields["women"] = self.fields["men"] = column
                self.parts[column] = ("women", "men")
                self.guessed[column] = self.unknown.pop(column)
                return

    def tell_people(self) -> None:
        """Tell the numbers of people; of a column that only may be theirs the rows are doubted."""
        men = may_be_men(self.fields, self._texts)
        for column in men & self.repeated.keys():  # beside a total of its own
            if "men" not in self.fields:
                self.fields["men"] = column
                self.guessed[column] = self._texts.get(column, "")
                del self.repeated[column]
        for column in men & self.unknown.keys():
            # Of all the people there cannot be fewer than of the women.
            if tell_more(self.cells(self.fields["women"]), self.cells(column)):
                self.take("men", [column])
        said = [
            column
            for column, cells in self.unread()
            if column not in men and tells_people(cells, in_words=True)
        ]
        if len(said) == 1:
            self.take("participants_total", said)
        women, total = (self.fields.get(name) for name in ("women", "participants_total"))
        if total is not None:
            # «Учасниць | Учасників (чол.)»: most have more women than all, so it is of men.
            if women is not None and "men" not in self.fields and self._is_less(total, women):
                self.fields["men"] = self.fields.pop("participants_total")
                self.guessed[total] = self._texts.get(total, "")
            return
        audience = self.fields.get("audience")
        if audience is not None and tells_people(self.cells(audience), in_words=False):
            # «Цільова аудиторія»: 25
            self.fields["participants_total"] = self.fields.pop("audience")
            self.guessed[audience] = self._texts.get(audience, "")
            return
        hours = {column for column, cells in self.unread() if tells_hours(cells)}
        numbers = [column for column in self._numbers() if column not in men | hours]
        named = [column for column in numbers if column in self.header().named_for_people]
        women = self.fields.get("women")
        for column in named if len(named) == 1 else numbers if len(numbers) == 1 else ():
            is_less = women is not None and tell_more(self.cells(women), self.cells(column))
            if not is_less and self._may_be_of_both(column):
                self.doubted.add(column)
                self.take("participants_total", [column])

    def _may_be_of_both(self, column: int) -> bool:
        """Tell numbers that are the women and men together, where both have their columns."""
        if not {"women", "men"} <= self.fields.keys():
            return True
        rows = zip(
            *(self.cells(self.fields[name]) for name in ("women", "men")),
            self.cells(column),
            strict=True,
        )
        known = [row for row in rows if all(isinstance(cell, (int, float)) for cell in row)]
        return not known or any(women + men == total for women, men, total in known)

    def _is_less(self, column: int, than: int) -> bool:
        """Tell a column of numbers that are smaller than those of another in most rows."""
        pairs = list(zip(self.cells(than), self.cells(column), strict=True))
        return sum(tell_more([a], [b]) for a, b in pairs) > len(pairs) / 2

    def tell_title(self) -> None:
        """Tell the title: the column of the longest texts, or programmes that all differ."""
        rows = sum(sum(map(has_text, row)) > 1 for row in self._below)
        lengths = {
            column: tells_titles(cells)
            for column, cells in self.unread()
            if sum(map(has_text, cells)) >= _SHARE_OF_TITLES * rows
        }
        titles = [column for column in lengths if lengths[column] >= _SHORTEST_TITLE]
        self.take("title", sorted(titles, key=lambda column: -lengths[column]))
        for name in ("project", "type"):
            column = self.fields.get(name)
            if "title" in self.fields or "topic" in self.fields or column is None:
                continue
            texts = [str(cell) for cell in self.cells(column) if has_text(cell)]
            # Without a title a file is refused: these may repeat, if they are not all one.
            if len(set(texts)) > 1:
                self.fields["title"] = self.fields.pop(name)
                self.guessed[column] = self._texts.get(column, "")

    def tell_several(self) -> None:
        """Tell a column of days and places together: «Дата, громада (місто), кількість осіб»."""
        if self.fields.keys() & set(PLACE_FIELDS):
            return
        day = self.fields.get("start_date")
        for column in [*self.unknown] if day is None else [day]:
            parts = _SEVERAL.split(_IN_BRACKETS.sub("", self._texts.get(column, "")))
            fields = [self._headers.field_of(part) or self._headers.guess(part) for part in parts]
            told = [name for name in _FACTS if name in fields]
            if told[:2] == ["start_date", "hromadas"] and tells_days(self.cells(column)):
                self.fields.update(dict.fromkeys(told, column))
                self.parts[column] = tuple(told)
                self.guessed[column] = self._texts[column]
                self.unknown.pop(column, None)
                return

    def _numbers(self) -> list[int]:
        """Return the unread columns of numbers that may be of people or hours."""
        return [
            column
            for column, cells in self.unread()
            if _may_count(cells)
            and (not _NUMBERING.match(self.unknown[column]) or (column and self._is_bare_n(column)))
        ]

    def _is_month_first(self) -> bool:
        """Tell whether the header of the days or some of the days say so."""
        columns = [self.fields[name] for name in ("start_date", "end_date") if name in self.fields]
        if any(_MONTH_FIRST.search(self._texts.get(column, "")) for column in columns):
            return True
        cells = (row[c] for row in self._rows for c in columns if c < len(row))
        return tell_month_first(cell for cell in cells if isinstance(cell, str))

    def _numbered(self) -> frozenset[int]:
        """Return the further columns of hromadas: «hromada_2», «Інші громади»."""
        if "hromadas" not in self.fields:
            return frozenset()
        own = self._texts.get(self.fields["hromadas"], "")
        base = _DIGITS.sub("", own)
        others = [c for c, name in self.repeated.items() if name == "hromadas"] + [*self.unknown]
        found = [
            column
            for column in others
            if (text := self._texts.get(column, ""))
            and (
                (base != own and _DIGITS.sub("", text) == base)
                or (FURTHER_HROMADAS.search(text) and not FURTHER_HROMADAS.search(own))
            )
        ]
        for column in self._unnamed_after(self.fields["hromadas"]):
            texts = [cell for cell in self.cells(column) if isinstance(cell, str)]
            found += [column] if self._are_hromadas(texts) else []
        for column in found:
            self.unknown.pop(column, None)
            self.repeated[column] = "hromadas"
        return frozenset(found)

    def _unnamed_after(self, column: int) -> list[int]:
        """Return the columns after `column` without a header, which may stand under its own."""
        numbered = {c for c, text in self._texts.items() if not any(map(str.isalpha, text))}
        texts = self._texts.keys() - numbered  # «1 | 2 | 3» stand below «Громади»
        named = {*self.fields.values(), *self.unknown, *self.repeated, *texts}
        width = max(map(len, self._below), default=0)
        return list(takewhile(lambda c: c not in named, range(column + 1, width)))

    def _is_bare_n(self, column: int) -> bool:
        """Tell «n» and «#» alone, which may count people where they number no rows."""
        return fold(self.unknown[column]) in ("n", "#", "№")

    def header(self) -> Header:
        """Return the header as it is told so far."""
        is_full = self.fields.keys() >= COUNT_FIELDS
        numbered = self._numbered()
        return replace(
            self._header,
            fields=self.fields,
            unknown=self.unknown,
            repeated=self.repeated,
            guessed=self.guessed,
            doubted=frozenset(self.doubted),
            parts=self.parts,
            numbers=frozenset() if is_full else frozenset(self._numbers()),
            month_first=self._is_month_first(),
            numbered=numbered,
            areas=self.areas,
            sums=self.sums,
        )


def _tells_statuses(cells: Sequence[Cell]) -> bool:
    """Tell a column of what became of the events, in the words for that: «done», «скасовано»."""
    texts = [plain_text(cell) for cell in cells if has_text(cell)]
    told = [text for text in texts if status_of_words(text)]
    return len(told) > 1 and len(told) >= _STATUS_SHARE * len(texts)


def sexes_told(texts: Texts) -> frozenset[str]:
    """Return «women» and «men» where several columns each may add up to them."""
    several = [sum(bool(sex.search(text)) for text in texts.values()) > 1 for sex in _OF_SEXES]
    return frozenset(("women", "men")) if all(several) else frozenset()


def _is_no_day(text: str) -> bool:
    """Tell a whole number that is no day of a month nor one that Excel counts."""
    return text.isdecimal() and _LAST_DAY < int(text) < _FIRST_DAY_OF_EXCEL


def _is_tick(cell: Cell) -> bool:
    return bool(_TICK.fullmatch(plain_text(cell)))


def _may_count(cells: Sequence[Cell]) -> bool:
    """Tell numbers that may be of people or hours from those of the rows and of years."""
    if not tells_people(cells, in_words=False):
        return False
    numbers = [float(text) for text in map(plain_text, cells) if text.isdecimal()]
    are_years = bool(numbers) and all(2015 <= number <= 2035 for number in numbers)
    are_in_order = len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))
    return not (are_years or are_in_order)


def may_be_men(fields: Mapping[str, int], texts: Texts) -> frozenset[int]:
    """Return the columns of a noun whose other gender is the women's: «Учасниці | Учасники».

    They are of all the people, or of the men.
    """
    women = fold(texts.get(fields.get("women", -1), ""))
    twins = {people for own, people in _TWO_SEXES if own == women}
    return frozenset(column for column, text in texts.items() if fold(text) in twins)


def title_and_place_told(header: Header, texts: Texts, headers: Headers) -> Header:
    """Return the header with a topic or a programme for a title, where nothing else is one.

    So it is with a venue, where nothing else tells the place: its town is of some hromada.
    """
    venue = header.fields.get("venue")
    if venue is not None and "hromadas" in header.missing:
        own = {name: column for name, column in header.fields.items() if name != "venue"}
        told = {**header.guessed, venue: texts.get(venue, "")}
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
