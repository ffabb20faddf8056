"""A sheet under its header → raw rows, with the values of merged cells where they hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from ingest.common.sentences import MONTHS
from ingest.common.ukrainian import fold, mend
from ingest.problems import column_letter
from ingest.read.blank import COUNTS, RowJudge
from ingest.read.contents import (
    fact_of,
    hromada_of_section,
    is_month,
    oblast_of_section,
    oblast_of_title,
    raion_of_section,
)
from ingest.read.header_row import find_next_header, find_partial, is_header_again
from ingest.read.headers import DAY_HEADERS, MONTH_HEADERS, Header, Headers
from ingest.read.sheet import Cell, Merge, Sheet, has_text, is_empty, plain_text

NO_HEADERS = Headers()

_DAYS = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*\.?,?\s+|(?:пн|вт|ср|чт|пт|сб|нд)\.?,?\s*)?"
    r"(?P<days>\d{1,2}(?:\s*(?:[-–—,/+]|\.{2,3}|…|та|і|и|й|по|до|and|&)\s*\d{1,2})*)"
    r"(?:\s*-?\s*го|\s*включно)?(?:\s*\([^()\d]*\))?",
    re.I,
)
_WHOLE_DAYS = re.compile(r"\d\s*[^\W\d]{3,}|\d[./]\d{1,2}")
_DAY_JOINTS = re.compile(r"\s*(?:/|\.{2,3}|…|по|до)\s*")
_TWO_NUMBERS = re.compile(
    r"\s*(?:(?P<total>\d+)\s*\(\s*)?(?P<women>\d+)\s*[/|\\+]\s*(?P<men>\d+)\s*\)?\s*"
)
_NUMBER = re.compile(r"[\d ]+(?:[.,]\d+)?")
_DITTO = re.compile(
    r"[-–—]?\s*(?:[/\\\\]{2}|[\"″”“„«»]{1,2}|''|,,)\s*[-–—]?|т(?:ой|а|е|і)\s+сам(?:ий|а|е|і)|так\s+само"
    r"|ті\s+(?:самі|ж)(?:\s+\w+)?\s+громади|те\s+ж|то\s+же|same|d[ei]?itto|dito|idem|(?:as|see)\s+above|(?:the\s+)?same(?:\s+(?:day|hromadas?|group|participants|people))?"
    r"|та\s+сама\s+група|ті\s+(?:самі|ж)\s+(?:учасники|люди|особи)|s\.\s?o\.|того\s+ж\s+дня|т(?:ам|ут)\s+(?:само|же)|див\.?\s+вище",
    re.I,
)
_OF_WOMEN = re.compile(r"\([^()]*\b(?:ж|жін\w*|women|f)\.?\s*\)\s*$", re.I)
_WITH_WOMEN = re.compile(r"^(\d+)\s*\((\d+)\)$")
"""«24 (17)» under «Кількість (у т.ч. ж)»."""
_OF_ONE_EVENT = re.compile(
    r"\bод(?:ин|на)\s+(?:і\s+той\s+же\s+)?(?:тренінг|захід|подія|навчання)|\bone\s+(?:event|training|workshop)\b",
    re.I,
)
"""Of a row that repeats the title and the day of the one above."""
_LONGEST_DITTO = 24
_SLASH = re.compile(r"[/|\\+]")
_OF_SEX = {
    name: re.compile(rf"(\d+)\s*{letter}\w*|(?<!\w){letter}\w*\.?\s*[-–:—]?\s*(\d+)", re.I)
    for name, letter in (("women", "ж"), ("men", "ч"))
}

NOT_FILLED = frozenset({*COUNTS, "event_id"})
"""A number in a cell merged over several rows is of all of them together: filled down it
would be counted once a row. It stays with the first; so does a project's own number of an
event, which is of one event."""


@dataclass(frozen=True)
class RawRow:
    """One row below the header, as it stands.

    `number` is the row's number in the sheet, from 1. For a row that tells of no event
    `blank_reason` is `empty`, `total` or `note`, else None. `filled` holds, by field, the
    values of cells merged with one above, or meant by a ditto mark; `month` is that of a row
    above, which names it alone. `near` are the oblast and the raion of the group that the row
    stands in, where they are written once, in its first row. `merged` are the fields of cells
    merged with one above, and with `is_continued` a number of people is in one.
    """

    file: str
    sheet: str | None
    number: int
    cells: tuple[Cell, ...]
    header: Header
    blank_reason: str | None
    filled: Mapping[str, Cell] = field(default_factory=dict)
    month: str = ""
    is_continued: bool = False
    merged: frozenset[str] = frozenset()
    near: tuple[str, ...] = ()

    @property
    def is_sectioned(self) -> bool:
        """True where the oblast is that of a title, since no column has one."""
        return "oblast" in self.filled and "oblast" not in self.header.fields

    def __getitem__(self, field: str) -> Cell:
        """Return the cell of `field`; None where the file has no such column."""
        if field in self.filled:
            return self.filled[field]
        column = self.header.fields.get(field)
        if column is None or column >= len(self.cells):
            return None
        cell = self.cells[column]
        if field in self.header.sums:
            return _sum_of([self.cell_at(c) for c in self.header.sums[field]])
        if field == "hromadas" and self.header.areas:
            told = (_of_area(area, self.cell_at(c)) for c, area in self.header.areas.items())
            return "\n".join(filter(None, told))
        if field == "hromadas" and self.header.numbered:  # «hromada_1», «hromada_2»
            several = (self.cell_at(c) for c in (column, *sorted(self.header.numbered)))
            return "; ".join(plain_text(one) for one in several if not is_empty(one))
        if self.header.repeated and _says_nothing(cell):  # a code where the name beside is blank
            others = [self.cell_at(c) for c, name in self.header.repeated.items() if name == field]
            saying = [other for other in others if not _says_nothing(other)] or [cell, *others]
            cell = next((other for other in saying if not is_empty(other)), cell)
        if field == "participants_total" and _OF_WOMEN.search(self.header.guessed.get(column, "")):
            cell = _WITH_WOMEN.sub(r"\1 (ж \2)", plain_text(cell)) if has_text(cell) else cell
        names = self.header.parts.get(column)
        if not names or not has_text(cell):
            return cell
        return _part(cell, names, field) if field in names else _of_both(cell)

    def with_month(self, field: str) -> Cell:
        """Return the day of `field` with the month that stands elsewhere, where it has none.

        The month is that of a column of months, of a row of its own above, or of the sheet's
        name: «Липень», «7».
        """
        cell = self[field]
        text = plain_text(cell)
        own = self.header.fields.get(field, 0)
        if field == "start_date" and is_empty(cell):  # all that is known is the month
            month = self._beside(MONTH_HEADERS, own)
            return month if is_month(month) and has_text(self["title"]) else cell
        if match := _DAYS.fullmatch(text):
            month = self._beside(MONTH_HEADERS, own)
            if not (is_month(month) or month.isdecimal()):  # empty, or a ditto mark
                month = self.month or self.sheet or ""
            days = _DAY_JOINTS.sub("-", match["days"])
            if month.isdecimal() and int(month) <= len(MONTHS):
                month = MONTHS[int(month) - 1]
            return f"{days} {month}" if is_month(month) else cell
        if is_month(text):
            days = self._beside(DAY_HEADERS, own)
            if _WHOLE_DAYS.search(days):  # «31 жовтня – 2 листопада» beside «Жовтень»
                return days
            return f"{days} {cell}" if _DAYS.fullmatch(days) else cell
        return cell

    def _beside(self, names: Sequence[str], own: int) -> str:
        """Return the text of the unread column called by one of `names`, the next after `own`."""
        columns = [c for c, text in self.header.unknown.items() if fold(text) in names]
        columns.sort(key=lambda column: (column < own, column))
        cells = (self.filled.get(of_unread(column), self.cell_at(column)) for column in columns)
        return next(filter(None, map(plain_text, cells)), "")

    def cell_at(self, column: int) -> Cell:
        """Return the cell of a column; None beyond the end of the row."""
        return self.cells[column] if column < len(self.cells) else None

    def beside(self) -> Iterator[tuple[int, str | None, Cell]]:
        """Yield (column, field, cell) of values that are not read.

        The field is None where the column has no header; else the column repeats that of the
        field and says otherwise.
        """
        for column, cell in enumerate(self.cells):
            if not has_text(cell):
                continue
            name = self.header.repeated.get(column)
            if column in self.header.numbered or column in self.header.areas:
                continue
            if name in self.header.sums:
                continue
            if name and str(cell).strip() != str(self[name]).strip():
                yield column, name, cell
            is_numbering = column == 0 and str(cell).strip(" .").removesuffix(".0").isdecimal()
            if column not in self.header.named and not is_numbering:
                yield column, None, cell

    def letter(self, field: str) -> str | None:
        """Return the letter of the column that holds `field`."""
        column = self.header.fields.get(field)
        return None if column is None else column_letter(column)


def _sum_of(cells: Sequence[Cell]) -> Cell:
    """Return what the numbers of several columns make; as they stand where one is no number."""
    texts = [plain_text(cell) for cell in cells if not is_empty(cell)]
    if all(map(str.isdecimal, texts)):
        return sum(map(int, texts)) if texts else None
    return " + ".join(texts)


_TICKED = re.compile(
    r"[xх+✓✔☑v](?:\s*\([^()]*\))?|так|yes|true|[1-9]\d{0,2}(?:\s*\([^()]*\))?", re.I
)
_OLD_CODE_LENGTH = 10
_OF_OBLAST = re.compile(r"\bобласт[іе]|\boblasts?\b", re.I)
_NOT_TICKED = re.compile(r"[-–—0☐]|ні|no|false", re.I)


def _of_area(area: str, cell: Cell) -> str:
    """Return the hromadas of a column that is of one area, or of one hromada and ticked."""
    text = "" if is_empty(cell) else plain_text(cell)
    if not text or _NOT_TICKED.fullmatch(text):
        return ""
    if _OF_OBLAST.search(text):  # of all the areas
        return text
    return area if _TICKED.fullmatch(text) else f"{area}: {text.replace(';', ',')}"


def _says_nothing(cell: Cell) -> bool:
    """Tell an empty cell, a code of КОАТУУ, and the choice of a form that refers to another."""
    text = plain_text(cell)
    is_old_code = len(text) == _OLD_CODE_LENGTH and text.isdecimal()
    return is_empty(cell) or is_old_code or text.casefold() in ("other", "інше", "інша")


def of_unread(column: int) -> str:
    """Return by what a merged value of an unread column, such as a month, is kept in `filled`."""
    return f"column {column}"


def _of_both(cell: Cell) -> Cell:
    """Return «14 / 3» and «17 (14/3)» under «Учасників (ж/ч)» with words: «14 ж / 3 ч»."""
    match = _TWO_NUMBERS.fullmatch(plain_text(cell))
    if not match:
        return cell
    told = f"{match['women']} ж / {match['men']} ч"
    return f"{match['total']} ({told})" if match["total"] else told


def _part(cell: Cell, names: Sequence[str], field: str) -> Cell:
    """Return the number of `field` of a cell that holds several: 2 of «33/2» under «Ж/Ч»."""
    if "start_date" in names:
        return fact_of(str(cell), field)
    text = plain_text(cell)
    pieces = [piece.strip() for piece in _SLASH.split(text)]
    if tuple(names) == ("women", "men") and (told := _OF_SEX[field].search(text)):
        return told[1] or told[2]  # «66 жінок і 9 чоловіків»
    if len(pieces) == len(names):
        return pieces[names.index(field)]
    if "participants_total" in names:  # «41 (32 ж, 9 ч)», which its own parser takes apart
        return cell if field == "participants_total" else None
    return f"{cell} ?"  # of whom the one number is, nobody knows


def read_rows(sheet: Sheet, header: Header, headers: Headers = NO_HEADERS) -> Iterator[RawRow]:
    """Yield every row of the sheet below its header; a further header holds from there on."""
    judge = RowJudge(sheet, header)
    fill = _Filler(sheet, header)
    name = sheet.name or ""
    section = (
        oblast_of_section(name)
        or oblast_of_section(f"{name} область")
        or oblast_of_section(f"{name} oblast")
        or (oblast_of_title(_above(sheet, header)) if "oblast" not in header.fields else None)
    )
    hromada, raion, month = None, None, ""
    yield from _rows_above(sheet, header, headers)
    dittos, groups, is_same = _Dittos(header), _Groups(header), False
    for index in range(header.index + 1, len(sheet.rows)):
        cells = sheet.rows[index]
        further = find_next_header(index, cells, header, headers)
        if further:
            if cells != sheet.rows[header.index] and index > header.index + 1:
                header = further
                judge, fill = RowJudge(sheet, header), _Filler(sheet, header)
                dittos, groups = _Dittos(header), _Groups(header)
            yield RawRow(sheet.file, sheet.name, index + 1, cells, header, "note")
            continue
        if index == header.index + 1 and (
            is_header_again(cells, header, headers) or _are_tags(cells)
        ):
            yield RawRow(sheet.file, sheet.name, index + 1, cells, header, "note")
            continue
        lone = _lone_cell(cells)
        text = "" if lone is None else str(lone)
        stands_for_hromadas = "hromadas" in header.fields and lone == _hromadas_cell(cells, header)
        own = None
        if "oblast" not in header.fields and not stands_for_hromadas:
            own = oblast_of_section(text)
        section = own or section
        of_month = plain_text(lone) if is_month(plain_text(lone)) else ""
        month = of_month or _month_of(cells, header) or month
        of_hromada = hromada_of_section(text) if header.has_sections else None
        hromada = of_hromada or hromada
        of_raion = raion_of_section(text) if "raion" not in header.fields else None
        raion = of_raion or (None if own else raion)
        reason = (
            "note"
            if own or of_hromada or of_month or of_raion
            else judge.blank_reason(index, cells)
        )
        filled = fill.take(index) if reason is None else {}
        merged = frozenset(filled)
        if reason is None:
            meant = dittos.take(cells, filled)
            filled = {**filled, **meant}
            is_same = _repeats_event(cells, meant)
            if is_same:
                merged |= meant.keys()
        if reason is None and section and "oblast" not in header.fields:
            filled = {**filled, "oblast": section}
        if reason is None and raion and "raion" not in header.fields:
            filled = {**filled, "raion": raion}
        if reason is None and hromada:
            filled = {**filled, "hromadas": hromada}
        row = (sheet.file, sheet.name, index + 1, cells, header, reason, filled, month)
        is_continued = reason is None and (fill.is_continued(index) or is_same)
        near = groups.take(cells, filled) if reason is None else ()
        yield RawRow(*row, is_continued=is_continued, merged=merged, near=near)


def _repeats_event(cells: Sequence[Cell], meant: Mapping[str, Cell]) -> bool:
    """Tell a row whose ditto marks say that all but the hromadas is as above."""
    return {"title", "start_date"} <= meant.keys() and (
        not meant.keys().isdisjoint(COUNTS)
        or any(isinstance(cell, str) and _OF_ONE_EVENT.search(cell) for cell in cells)
    )


def _are_tags(cells: Sequence[Cell]) -> bool:
    """Tell the row of HXL below a header: «#activity | #adm3+code | #date+start»."""
    told = [str(cell) for cell in cells if has_text(cell)]
    return len(told) > 1 and all(re.fullmatch(r"#[a-z]\w*(?:\s*\+\s*\w+)*", one) for one in told)


def _rows_above(sheet: Sheet, header: Header, headers: Headers) -> Iterator[RawRow]:
    """Yield the rows of a table above that lacks what an event needs: they are not lost in it."""
    if header.index < 0:
        return
    partial = find_partial(sheet.rows[: header.index], headers)
    for index in range(partial.index + 1 if partial else header.index, header.index):
        cells = sheet.rows[index]
        filled = sum(map(has_text, cells))
        reason = "empty" if not filled else "note" if filled == 1 else None
        if partial and (filled > 1 or index < header.index - 1):
            yield RawRow(sheet.file, sheet.name, index + 1, cells, partial, reason)


def _above(sheet: Sheet, header: Header) -> Iterator[str]:
    """Yield the texts above a header, and its own: «Громади Рівненської області»."""
    for row in sheet.rows[: header.index + 1]:
        yield from (cell for cell in row if isinstance(cell, str))


def _hromadas_cell(cells: Sequence[Cell], header: Header) -> Cell:
    """Return what a row has in the column of hromadas."""
    column = header.fields["hromadas"]
    return cells[column] if column < len(cells) else None


def _month_of(cells: Sequence[Cell], header: Header) -> str:
    """Return what a row has in a column of months; it holds for the rows below that have none."""
    columns = [c for c, text in header.unknown.items() if fold(text) in MONTH_HEADERS]
    texts = (plain_text(cells[column]) for column in columns if column < len(cells))
    return next(filter(is_month, texts), "") if len(columns) == 1 else ""


def _lone_cell(cells: Sequence[Cell]) -> Cell:
    """Return the only filled cell of a row, which may name what the rows below are of."""
    filled = [cell for cell in cells if has_text(cell)]
    if len(filled) > 1 and all(_NUMBER.fullmatch(plain_text(cell)) for cell in filled[1:]):
        first = str(filled[0])  # its sums stand beside
        return filled[0] if oblast_of_section(first) or raion_of_section(first) else None
    return filled[0] if len(filled) == 1 else None


def vertical_merges(sheet: Sheet, header: Header) -> Iterator[tuple[str, Merge]]:
    """Yield (field, merge) of the cells below the header that are merged with those below."""
    names = {column: name for name, column in header.fields.items()}
    for merge in sorted(sheet.merges, key=attrgetter("top", "left")):
        if merge.left in names and merge.bottom > merge.top > header.index:
            yield names[merge.left], merge


@lru_cache(maxsize=10_000)
def _is_ditto(text: str) -> bool:
    return _DITTO.fullmatch(mend(text).strip()) is not None


class _Dittos:
    """Gives the rows, in their order, what their ditto marks mean: the cell above."""

    def __init__(self, header: Header) -> None:
        self._fields = header.fields
        self._last: dict[str, Cell] = {}

    def take(self, cells: Sequence[Cell], filled: Mapping[str, Cell]) -> dict[str, Cell]:
        """Return field → value for a row; call it for the rows of events from the top down."""
        meant: dict[str, Cell] = {}
        for name, column in self._fields.items():
            cell = cells[column] if column < len(cells) else None
            if isinstance(cell, str) and len(cell) <= _LONGEST_DITTO and _is_ditto(cell):
                meant[name] = self._last.get(name)
            elif not is_empty(cell := filled.get(name, cell)):
                self._last[name] = cell
        return meant


class _Groups:
    """Gives the rows, in their order, the oblast and raion that their group was headed by.

    Reports that are grouped write them once, in leading columns, at the first row of a group.
    """

    def __init__(self, header: Header) -> None:
        title = header.fields.get("title", -1)
        names = [name for name in ("oblast", "raion") if header.fields.get(name, title) < title]
        self._columns = {name: header.fields[name] for name in names}
        self._last: dict[str, str] = {}

    def take(self, cells: Sequence[Cell], filled: Mapping[str, Cell]) -> tuple[str, ...]:
        """Return the areas of the row's group that it does not write itself."""
        near = []
        for name, column in self._columns.items():
            cell = filled.get(name, cells[column] if column < len(cells) else None)
            if not is_empty(cell):
                self._last[name] = plain_text(cell)
                if name == "oblast":
                    self._last.pop("raion", None)
            elif name in self._last:
                near.append(self._last[name])
        return tuple(near)


class _Filler:
    """Gives the rows, in their order, the values of cells merged with one above."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self._rows = sheet.rows
        self._starting: dict[int, list[tuple[str, Merge]]] = defaultdict(list)
        self._continued: set[int] = set()
        for name, merge in vertical_merges(sheet, header):
            if name not in NOT_FILLED:
                self._starting[merge.top].append((name, merge))
            elif name in COUNTS:
                self._continued.update(range(merge.top + 1, merge.bottom + 1))
        for merge in sheet.merges:
            if merge.left in header.unknown and merge.bottom > merge.top > header.index:
                self._starting[merge.top].append((of_unread(merge.left), merge))
        self._waiting = sorted(self._starting, reverse=True)
        self._open: dict[str, Merge] = {}

    def is_continued(self, index: int) -> bool:
        """Tell whether a number of row `index` is merged with that of the row above."""
        return index in self._continued

    def take(self, index: int) -> dict[str, Cell]:
        """Return field → value for row `index`; call it for rows from the top down."""
        while self._waiting and self._waiting[-1] <= index:
            self._open.update(self._starting[self._waiting.pop()])
        return {
            name: cells[merge.left]
            for name, merge in self._open.items()
            if merge.top < index <= merge.bottom
            and merge.left < len(cells := self._rows[merge.top])
        }
