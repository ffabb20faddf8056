"""A row → why it tells of no event: it is empty, a total or a note; or it does tell of one.

A row is passed over only where no event can be lost by it: a row with a date, or with a
title and a place, is never a note. Every row is kept in intake.db with its fate.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ingest.common.ukrainian import fold
from ingest.read.headers import Header
from ingest.read.sheet import Cell, Sheet, has_text
from ingest.schema import PLACE_FIELDS

COUNTS = ("hours", "participants_total", "women", "men")
"""The fields of which a row of sums has some, and nothing else."""

_UNITS = r"(?:заход\w*|захід|осіб|особи|ос|чол\w*|учасник\w*|людей|events?|people|participants)\.?"
_TOTAL = re.compile(
    r"(?:sub ?|grand |проміжн\w+ )?"
    r"(всього|усього|разом|загалом|итого|всего|totals?|підсумок|підсумки)"
    r"(( \w+){0,2}|( \w+)? (за|по|у|в|на|for) [\w ]{1,40})( ?/ ?[\w ]{1,20}){0,2}[ :.=]*[\d ,.]*"
    rf"(?:{_UNITS})?|(?:sum|count|сума)[ :.=]*[\d ,.]*"
)
_SUM = re.compile(
    rf"(?:sum|count|average|сума|кількість)|[\d ,.]+ ?{_UNITS}(?:[,; ]+[\d ,.]+ ?{_UNITS})*", re.I
)
"""«5 заходів, 98 осіб», where a title or a date should be."""
_MARKS_OF_NOTE = "*†‡¹²³"
_LABEL_OF_NOTE = re.compile(
    r"(виконав\w*|підпис\w*|підготу\w*|склад\w*|укла\w*|відповідальн\w*|заповни\w*|затвердж\w*|"
    r"погоджено|приміт\w*|джерел\w*|виконал\w*|"
    r"дата( \w+)?|станом на|тел\w*|контакт\w*|м\.? ?п\.?|исп(олнител\w*)?\.?|подпис\w*|подготов\w*|"
    r"ответственн\w*|примечани\w*|(prepared|compiled|approved) by|signature|source|notes?|contact|"
    r"([\w.]+ ){0,2}(в\.? ?о\.?|директор\w*|начальник\w*|заступник\w*|керівни\w*|менеджер\w*|"
    r"координатор\w*|бухгалтер\w*|секретар\w*|виконавець|виконавиця|голова|голови|спеціаліст\w*|"
    r"волонтер\w*|президент\w*|manager|director|coordinator|officer))"
    r"[\w ,.]{0,40}(:|_{2,}|\.{4,}|/|$)"
)
_RULE = re.compile(r"[-=_–—]{3,}")
_LINE_TO_SIGN = re.compile(r"_{3,}|\.{6,}")
_SIGNED = re.compile(
    r"[_. ]*+(?:(?:[^\W\d_]\. ?){1,2}[^\W\d_-]+|[^\W\d_-]+ (?:[^\W\d_]\. ?){1,2}"
    r"|(?!.*(?:ськ|цьк|зьк)[аі]\b)[^\W\d_a-zа-яіїєґ]\S+ [^\W\d_a-zа-яіїєґ]\S+)"
)
"""«О. Гнатюк», «Гнатюк О. І.», «_____ Оксана ПРИХОДЬКО»."""
_NO_EVENTS = re.compile(r"\bзаход\w*.*\bне (?:проводил|відбувал|відбулис|планувал|було)", re.I)
_LONG_NOTE = 60
_MOST_IN_SIGNATURE = 4
_WIDE = 3
_LENGTH_OF_DAY_NUMBER = 5
"""Excel's number of a day of our time has five digits."""


class RowJudge:
    """Tells the rows of events of one sheet from all its others."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self._fields = header.fields
        self._header_index = header.index
        has_header = 0 <= header.index < len(sheet.rows)
        self._header_cells = sheet.rows[header.index] if has_header else ()
        self._names = {**header.repeated, **{c: name for name, c in header.fields.items()}}
        self._wide = {merge.top for merge in sheet.merges if merge.right - merge.left + 1 >= _WIDE}
        self._formulas: dict[int, set[int]] = defaultdict(set)
        for row, column in sheet.formulas:
            self._formulas[row].add(column)
        self._last_event = max(
            self._find_last_event(sheet.rows, header.index),
            *(merge.bottom for merge in sheet.merges if merge.bottom > merge.top > header.index),
            0,
        )

    def blank_reason(self, index: int, cells: tuple[Cell, ...]) -> str | None:
        """Return why row `index` tells of no event: empty, total, note; None where it does."""
        texts = [str(cell) for cell in cells if has_text(cell)]
        if texts and all(text.startswith("#") for text in texts):  # tags of HXL
            return "note"
        if texts and all(map(_RULE.fullmatch, texts)):  # a line drawn under a header
            return "note"
        title, date = (self._text(cells, name) for name in ("title", "start_date"))
        if _is_full_date(date) and title and not _is_number(title):
            return None  # so are nearly all rows
        filled = {column: cell for column, cell in enumerate(cells) if has_text(cell)}
        # A formula that lost its value looks like nothing, but it is something.
        columns = self._formulas.get(index, set()).union(filled)
        if not columns:
            return "empty"
        if all(self._names.get(column) in COUNTS for column in columns):
            return "total"
        if not filled:
            return None
        if self._is_total(filled, title, date):
            return "total"
        if self._is_note(index, filled, date) or self._is_furniture(cells, filled):
            return "note"
        return None

    def _is_total(self, filled: Mapping[int, Cell], title: str, date: str) -> bool:
        first = next(iter(filled.values()))
        if not isinstance(first, str) or not _TOTAL.fullmatch(fold(first)):
            return False
        # Where a date or a title should be, a total has nothing or one more sum.
        has_date = _is_full_date(date) and not _SUM.fullmatch(date)
        return not has_date and all(
            text in ("", first.strip()) or _is_number(text) or _SUM.fullmatch(text)
            for text in (title, date)
        )

    def _is_note(self, index: int, filled: Mapping[int, Cell], date: str) -> bool:
        column, first = next(iter(filled.items()))
        if not isinstance(first, str) or _begins_as_day(date):
            return False
        text, is_below = first.strip(), index > self._last_event
        if len(filled) > 1:
            return is_below and self._is_signature(text, filled)
        if _NO_EVENTS.search(fold(text)) and self._last_event > self._header_index:
            return True
        if column not in self._names or index in self._wide or text[0] in _MARKS_OF_NOTE:
            return True
        is_long = len(text) >= _LONG_NOTE and self._names[column] not in PLACE_FIELDS
        return is_below and (is_long or _is_label(text) or bool(_LINE_TO_SIGN.search(text)))

    def _is_signature(self, text: str, filled: Mapping[int, Cell]) -> bool:
        """Tell «Виконавець: | … | тел. …»; of an event the place or a number would be told."""
        # In whatever column a name stands there.
        told = {
            self._names.get(column)
            for column, cell in filled.items()
            if not _SIGNED.fullmatch(str(cell).strip())
        }
        has_line = any(_LINE_TO_SIGN.search(str(cell)) for cell in filled.values())
        return (
            (has_line or _is_label(text))
            and len(filled) <= _MOST_IN_SIGNATURE
            and told.isdisjoint((*PLACE_FIELDS, *COUNTS))
        )

    def _is_furniture(self, cells: tuple[Cell, ...], filled: Mapping[int, Cell]) -> bool:
        """Tell the header once more, as on a printed page, and a row of numbers of columns."""
        needed = [self._fields[name] for name in ("title", "start_date") if name in self._fields]
        if needed and all(
            column < min(len(cells), len(self._header_cells))
            and has_text(cells[column])
            and cells[column] == self._header_cells[column]
            for column in needed
        ):
            return True
        numbers = [_whole(cell) for cell in filled.values()]
        return len(numbers) >= _WIDE and numbers == list(range(1, len(numbers) + 1))

    def _find_last_event(self, rows: Sequence[tuple[Cell, ...]], header_index: int) -> int:
        """Return the last row with a date: below it stand only notes and signatures."""
        for index in range(len(rows) - 1, header_index, -1):
            if _begins_as_day(self._text(rows[index], "start_date")):
                return index
        return header_index

    def _text(self, cells: tuple[Cell, ...], name: str) -> str:
        column = self._fields.get(name)
        if column is None or column >= len(cells) or cells[column] is None:
            return ""
        return str(cells[column]).strip()


def _is_number(text: str) -> bool:
    return text.replace(" ", "").replace(",", ".").replace(".", "", 1).isdecimal()


def _is_full_date(text: str) -> bool:
    return _begins_as_day(text) and len(text) >= _LENGTH_OF_DAY_NUMBER


def _begins_as_day(text: str) -> bool:
    """Tell «12.10.2020» or «7 та 8 липня» from the words of a signature."""
    return text[:1].isdigit()


def _is_label(text: str) -> bool:
    return bool(_LABEL_OF_NOTE.match(fold(text).replace("/", " /")))


def _whole(cell: Cell) -> int | None:
    text = str(cell).strip().removesuffix(".0")
    return int(text) if text.isdecimal() and len(text) <= 3 else None
