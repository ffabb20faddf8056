"""A raw row → a checked row: typed values and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from ingest.check.dates import Period, parse_period
from ingest.check.personal_data import remove_personal_data
from ingest.check.status import (
    ANNOUNCED,
    HELD,
    NAMES,
    NOT_HELD,
    NOT_HELD_IN_TITLE,
    split_status,
    status_in_title,
    status_of_words,
)
from ingest.check.values import (
    Findings,
    People,
    clean_list,
    clean_text,
    parse_hours,
    parse_men,
    parse_people,
    parse_url,
    parse_women,
)
from ingest.common.quarters import Quarter
from ingest.problems import Finding
from ingest.read.headers import MINUTES
from ingest.read.rows import RawRow
from ingest.read.sheet import is_empty
from ingest.read.sheets import Cell

T = TypeVar("T")

_HOURS_IN_A_DAY = 24
_OF_DAYS = r"(\d{1,2})\s*(?:дн\w*|день|days?)"
_ONLY_DAYS = re.compile(rf"{_OF_DAYS}\.?", re.I)
_DAYS_BESIDE = re.compile(rf"\({_OF_DAYS}\)$", re.I)
"""«16 год. (2 дні)»."""
_SHARE = re.compile(r"(?P<percent>\d{1,2}(?:[.,]\d+)?)\s*%|(?P<part>0[.,]\d+)")
_NEARLY_WHOLE = 0.26
"""68 % of 50 are 34; shares are rounded to a hundredth."""
_LIKELY_AT_MOST = 1000
_LONGEST = 31
_ALL = re.compile(r"усі|всі|all|все", re.I)
_UNTIL = re.compile(
    r"^\s*(?:до|(?:заверш|закінч)[еи]\w+|кінець|кінцева\s+дата|until|till|ended|ends)\s*[-–—:]?\s+(?=\d)",
    re.I,
)
"""Before a last day: «до 15.10.2020», «завершення – 25.06.2021»."""
_CODE_BEFORE_2020 = re.compile(r"(?<!\d)((?:0[157][12]\d{3}00|[1-8]\d[1-4]\d{5})00)(?!\d)")
"""Of КОАТУУ; those that begin with 0 are taken for phones but where they end with four zeros."""
_OWN_CODES = {("end_date", "date_unreadable"): "end_date_unreadable"}
"""An unreadable start rejects the row; an unreadable end does not."""


@dataclass(frozen=True)
class CheckedRow:
    """One row with its values read. `findings` holds (field, finding) pairs.

    `status_told` is the code of the status that words outside its own column tell, '' for none.
    """

    raw: RawRow
    title: str
    start_date: date | None
    end_date: date | None
    hours: float | None
    participants_total: int | None
    women: int | None
    men: int | None
    url: str | None
    texts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    status_told: str = ""
    findings: tuple[tuple[str, Finding], ...] = ()

    @property
    def is_nil(self) -> bool:
        """True for a row that tells that there were no events: «заходів не було»."""
        return self.start_date is None and _NIL.fullmatch(self.title) is not None


_NIL = re.compile(
    r"(?:у\s+цьому\s+кварталі\s+|цього\s+кварталу\s+)?"
    r"(?:(?:жодних\s+)?заход\w+\s+не\s+(?:було|проводил\w+|відбувал\w+|відбулося)"
    r"|не\s+(?:було|проводил\w+)\s+заход\w+|без\s+заходів|заходів\s+немає|no\s+events)[.!]?",
    re.I,
)
_STREET = re.compile(
    r"(?:^|[,;\s(]+)(?:вул\.|вулиц\w+|просп\.|проспект\w*|пр-т|пл\.|площ[аі]|бульв\w*\.?|б-р|пров\.|провул\w+"
    r"|буд\.|будин\w+|каб\.|кабінет\w*|ауд\.|кв\.|оф\.|офіс)\s.*",
    re.I,
)
_OTHER_DATE = re.compile(
    r"(?:\bdate|дат[аиу]\b).{0,60}(?:slip|wrong|mistake|помил|невірн|неправильн|не\s+та\b).*"
    r"|(?:wrong|mistaken|incorrect|невірн\w+|неправильн\w+)\s+(?:date|дат).*"
    r"|(?:насправді|в\s+действительности|actually|in\s+fact)\b.{0,40}\d.*",
    re.I,
)
"""Notes that take the date back: «дата помилкова, було 17 серпня»."""
_LIKE_TOTAL = re.compile(
    r"(?:разом|всього|усього|загалом|підсумок|середня\s+кількість|итого|всего|total)\b", re.I
)
_TEXTS = ("event_id", "type", "format", "status", "notes")
_LISTS = ("project", "donor", "organiser", "topic", "oblast", "raion", "hromadas", "audience")


def check_row(raw: RawRow, quarter: Quarter | None, as_of: date) -> CheckedRow:
    """Read the cells of `raw`, a row of a file for `quarter`; nothing after `as_of` is past."""
    found: list[tuple[str, Finding]] = []
    read = _Reader(raw, found)
    start, end = (read.period(name, quarter) for name in ("start_date", "end_date"))
    if end.start and is_empty(raw["start_date"]):
        found.append(("end_date", _start_by_end(end, clean_text(raw["end_date"]))))
        start, end = end, Period()
    if start.start and (days := _days_by_duration(raw, start, end)):
        last = start.start + timedelta(days=days - 1)
        end = Period(last, last)
        written = clean_text(raw["hours"])
        found.append(("hours", Finding("end_by_duration", written, f"{last:%d.%m.%Y}")))
    people = parse_people(raw["participants_total"])
    found.extend(("participants_total", finding) for finding in people.findings)
    women, men = read.value("women", parse_women), read.value("men", parse_men)
    if women is None and (share := _share_of(raw["women"], people.total)):
        women, written = share, clean_text(raw["women"])
        found.remove(("women", Finding("number_unreadable", written)))
        found.append(("women", Finding("number_approximate", written, str(share))))
    if people.women and people.total is people.men is None and not men:  # «12 учасниць»
        people = replace(people, total=people.women)
        finding = Finding(
            "number_approximate", clean_text(raw["participants_total"]), str(people.total)
        )
        found.append(("participants_total", finding))
    if women is None and people.total and _ALL.fullmatch(clean_text(raw["women"])):  # «усі»
        women = people.total
        found.remove(("women", Finding("number_unreadable", clean_text(raw["women"]))))
    found.extend(_compare(people, women, men))
    notes = clean_text(raw["notes"])
    if {people.total, people.women, people.men, women, men} == {None}:
        people = People(_people_in_notes(notes))
        if people.total:
            found.append(("notes", Finding("number_approximate", notes, str(people.total))))
        elif _SOME_PEOPLE.search(notes):
            found.append(("notes", Finding("number_unreadable", notes)))
    elif {people.women, people.men, women, men} == {None}:
        noted = parse_people(_BEFORE_STOP.split(notes)[0])
        if people.total and noted.men is not None and noted.total == people.total:
            people = noted
            found.append(("notes", Finding("number_approximate", notes)))
        elif OF_A_SEX.search(notes):
            found.append(("notes", Finding("number_unreadable", notes)))
    row = CheckedRow(
        raw,
        title=read.text("title"),
        start_date=start.start,
        end_date=end.end or (start.end if start.end != start.start else None),
        hours=read.hours(_days_of(start, end)),
        participants_total=people.total,
        women=_either(women, people.women),
        men=_either(men, people.men),
        url=read.value("url", parse_url),
        texts={name: read.text(name) for name in _TEXTS} | {"venue": read.venue()},
        lists={name: read.list(name) for name in _LISTS},
    )
    if row.is_nil:
        return row
    found.extend(_check_needed(row))
    found.extend(_check_dates(row, quarter, as_of))
    found.extend(_check_numbers(row))
    if row.start_date and (match := _OTHER_DATE.search(notes)):
        found.append(("start_date", Finding("date_doubted_in_notes", match[0])))
    if _LIKE_TOTAL.match(row.title):
        found.append(("title", Finding("title_like_total", value=row.title)))
    status, told = _status_told(row)
    found.extend(told)
    if row.end_date and row.start_date and row.end_date < row.start_date:
        row = replace(row, end_date=None)
    return replace(row, status_told=status, findings=tuple(found))


def _start_by_end(end: Period, written: str) -> Finding:
    """Tell that the only day known is the last one, which stands for the first."""
    return Finding("start_by_end", written, f"{end.start:%d.%m.%Y}")


class _Reader:
    """Reads the cells of one row and notes what it finds."""

    def __init__(self, raw: RawRow, found: list[tuple[str, Finding]]) -> None:
        self.raw = raw
        self.found = found

    def value(self, name: str, parse: Callable[[Cell], tuple[T | None, Findings]]) -> T | None:
        value, findings = parse(self.raw[name])
        self._note(name, findings)
        return value

    def hours(self, days: int) -> float | None:
        """Return the duration of so many days; of a column of minutes in hours.

        Without a column of its own it may stand beside the days: «12–13.10.2020, 10 год».
        """
        header = self.raw.header
        beside = _HOURS_BESIDE.search(str(self.raw["start_date"] or ""))
        if beside and not clean_text(self.raw["hours"]):
            hours, findings = parse_hours(beside["hours"])
            self._note("start_date", findings)
            return hours * days if hours and beside["daily"] else hours
        if _ONLY_DAYS.fullmatch(clean_text(self.raw["hours"])):
            return None
        hours = self.value("hours", parse_hours)
        told = header.guessed.get(header.fields.get("hours", -1), "")
        return hours if hours is None or not MINUTES.search(told) else round(hours / 60, 2)

    def period(self, name: str, quarter: Quarter | None) -> Period:
        cell = self.raw.with_month(name)
        bare, is_end = cell, False
        if isinstance(cell, str):
            told = split_status(cell)[0]
            if (moved := _MOVED.fullmatch(cell)) and _says_held(self.raw):
                told = moved["new"]
                self.found.append((name, Finding("date_with_words", clean_text(cell))))
            if status_of_words(cell) not in ("", HELD) and (match := _DAY_TOLD.search(cell)):
                told = match[0]  # «не відбулося (мало бути 30 березня)»
            bare = _UNTIL.sub("", _DAY_NUMBER.sub("", _HOURS_BESIDE.sub("", told)))
            is_end = bool(_UNTIL.match(told)) and name == "start_date"
        period = parse_period(bare, quarter, month_first=self.raw.header.month_first)
        self._note(name, period.findings)
        if is_end and period.start:
            self._note(name, (_start_by_end(period, clean_text(cell)),))
        return period

    def _note(self, name: str, findings: Findings) -> None:
        for finding in findings:
            code = _OWN_CODES.get((name, finding.code), finding.code)
            self.found.append((name, replace(finding, code=code)))

    def text(self, name: str) -> str:
        return self._cleaned(name, clean_text(self.raw[name]))

    def venue(self) -> str:
        """Return the venue as far as its settlement: no street is published."""
        text = self.text("venue")
        settlement = _STREET.sub("", text).strip(" ,;")
        if settlement != text:
            self.found.append(("venue", Finding("venue_too_fine", value=settlement)))
        return settlement

    def list(self, name: str) -> tuple[str, ...]:
        clean = self._cleaned_but_codes if name == "hromadas" else self._cleaned
        return tuple(clean(name, part) for part in clean_list(self.raw[name]))

    def _cleaned_but_codes(self, name: str, text: str) -> str:
        """Clean a list of hromadas of personal data; codes of КОАТУУ look like phones."""
        parts = _CODE_BEFORE_2020.split(text)
        parts[::2] = (self._cleaned(name, part) for part in parts[::2])
        return "".join(parts)

    def _cleaned(self, name: str, text: str) -> str:
        cleaned = remove_personal_data(text)
        if cleaned != text:
            self.found.append((name, Finding("personal_data", value=text, suggestion=cleaned)))
        return cleaned


def _days_by_duration(raw: RawRow, start: Period, end: Period) -> int:
    """Return how many days an event of one written day lasted by its duration: «5 днів»."""
    duration = clean_text(raw["hours"])
    match = _ONLY_DAYS.fullmatch(duration) or _DAYS_BESIDE.search(duration)
    is_one_day = start.end == start.start and end.end is None
    return int(match[1]) if match and is_one_day and match[1] != "1" else 0


def _share_of(cell: Cell, total: int | None) -> int | None:
    """Return the number of people that «65 %» or 0.65 is of a total, if it is a whole one."""
    text = clean_text(cell)
    match = _SHARE.fullmatch(text)
    if match is None or not total:
        return None
    share = float((match["percent"] or match["part"]).replace(",", "."))
    share *= 0.01 if match["percent"] else 1
    number = round(share * total)
    return number if abs(number - share * total) < _NEARLY_WHOLE else None


def _people_in_notes(notes: str) -> int | None:
    """Return the number of people with which notes begin: «13 осіб, підписні листи є»."""
    match = _PEOPLE_FIRST.match(notes)
    return int(match[1]) if match else None


def _days_of(start: Period, end: Period) -> int:
    """Return how many days an event had by its cells, at least one."""
    last = end.end or start.end
    return max((last - start.start).days + 1, 1) if start.start and last else 1


def _compare(people: People, women: int | None, men: int | None) -> Iterable[tuple[str, Finding]]:
    """Doubt women and men told beside the total where their own columns say otherwise."""
    for told, own in ((people.women, women), (people.men, men)):
        if told is not None and own is not None and told != own:
            yield "participants_total", Finding("numbers_differ", value=str(told))


_DAYS = ("start_date", "end_date")
_DAY_NUMBER = re.compile(r"^\s*день\s*\d{1,2}\s*[:.–—-]\s*(?=\d)", re.I)
"""«День 1: 21.09»."""
_DAY_TOLD = re.compile(
    r"\d{1,2}(?:\s*[-–]\s*\d{1,2})?(?:\.\d{1,2}(?:\.\d{2,4})?|\s+[^\W\d_]{3,}(?:,?\s+\d{4})?)"
    r"|[A-Za-z]{3,9}\.?\s+\d{1,2}(?:\s*[-–]\s*\d{1,2})?(?:,?\s+\d{4})?"
)
_HOURS_BESIDE = re.compile(
    r"(?<!\s)\s*[,;(]\s*(?:усього\s+|разом\s+|(?P<daily>по\s+(?=.*щодня)))?(?P<hours>"
    r"(?:\d\s*(?:дні|днів|день)\s*(?:по|[xх])\s*)?\d{1,2}(?:[.,]\d)?\s*(?:ак\w*\.?\s*)?год\w*\.?"
    r"(?:\s*\d{1,2}\s*хв\w*\.?)?)(?:\s*щодня)?\s*\)?\s*$",
    re.I,
)
_BEFORE_STOP = re.compile(r"[.;]\s")
_PEOPLE_FIRST = re.compile(
    r"(?:усього\s+|всього\s+)?(\d{1,4})\s+(?:осіб|особи|учасни\w+|людей|слухач\w+|participants|people|pax)\b",
    re.I,
)
_SOME_PEOPLE = re.compile(
    r"\b\d{1,4}\s*(?:ос\.|осіб|особи|учасни\w+|людей|чол\.|pers(?:ons?)?\b|participants|people|pax"
    r"|(?:ж|ч|m|f|w)(?!\w))",
    re.I,
)
OF_A_SEX = re.compile(
    r"\b\d{1,4}\s*(?:жін|жен|women|female|чолові|мужчин)|\b(?:жінок|women)\s*[-–—:]\s*\d", re.I
)
_MOVED = re.compile(
    r".*\d.*?\W(?:перенес\w+|переносит\w+|moved|postponed|rescheduled)\s+(?:на|to)\s+(?P<new>[^()]*\d[^()]*?)\W*",
    re.I,
)
"""«12.09.2023 перенесено на 26.09.2023»"""
_OTHER_CELLS = (
    "hromadas", "raion", "oblast", "venue", "url", "audience", "type", "format", "topic",
    "organiser", "donor", "project",
)  # fmt: skip
"""Cells that hold a status only by a slip of one column, or for want of one."""
_CELLS_OF_NUMBERS = ("start_date", "end_date", "participants_total", "women", "men", "hours")
"""Where «скасовано» may stand in place of a number."""
_BESIDE = re.compile(r"\(([^()]*)\)|\s[-–—]\s*([^\W\d][^-–—]*)$")


def _says_held(raw: RawRow) -> bool:
    """Tell whether the status or the notes say that the event was held."""
    return HELD in {status_of_words(clean_text(raw[name])) for name in ("status", "notes")}


def _beginning_of(row: CheckedRow, name: str) -> str:
    """Return the text of a cell; of a list its first value."""
    if name in row.lists:
        return row.lists[name][0] if row.lists[name] else ""
    return row.texts[name] if name in row.texts else clean_text(row.raw[name])


def _status_told(row: CheckedRow) -> tuple[str, list[tuple[str, Finding]]]:
    """Return the status that words tell where its column is empty, and what to say of it.

    Words that stand apart in the title or begin another cell tell it; within a sentence they
    only make the event doubtful.
    """
    if row.texts["status"]:
        return "", []
    told = [("title", row.title, status_in_title(row.title))]
    cells = [
        (name, text)
        for name in (*_CELLS_OF_NUMBERS, "notes")
        if isinstance(cell := row.raw[name], str) and (text := clean_text(cell))
    ]
    cells += [
        (name, text)
        for name in _OTHER_CELLS
        if (text := _beginning_of(row, name)) and status_of_words(text)
    ]
    told_of_places = _BESIDE.findall(str(row.raw["hromadas"] or ""))
    cells += [("hromadas", text) for texts in told_of_places for text in texts if text]
    cells += [
        (name, words)
        for name, text in cells
        if name in _DAYS
        and (words := split_status(text)[1])
        and not (_MOVED.fullmatch(text) and _says_held(row.raw))  # it was held on the later day
    ]
    told += [(name, text, status_of_words(text)) for name, text in cells]
    header = row.raw.header  # «Статус / коментар»
    notes_header = header.guessed.get(header.fields.get("notes", -1), "").casefold()
    is_of_status = "стат" in notes_header or "status" in notes_header
    for name, text, status in told:
        # «Планується продовження» in notes is of another event.
        if status and status != HELD and (name != "notes" or status != ANNOUNCED or is_of_status):
            return status, [(name, Finding("status_from_words", text, NAMES[status]))]
    doubts = [(name, match[0]) for name, text in cells if (match := NOT_HELD.search(text))]
    if match := NOT_HELD_IN_TITLE.search(row.title):
        doubts.append(("title", match[0]))
    doubts += [(name, text.split()[0]) for name, text, status in told if status == ANNOUNCED]
    return "", [(name, Finding("status_doubtful", value=text)) for name, text in doubts]


def _either(own: int | None, told_with_total: int | None) -> int | None:
    """Return the number of a column of its own, else the one told beside the total."""
    return told_with_total if own is None else own


def _check_needed(row: CheckedRow) -> Iterable[tuple[str, Finding]]:
    if not row.title:
        yield "title", Finding("title_missing")
    if row.start_date is None and not clean_text(row.raw["start_date"]):
        yield "start_date", Finding("date_missing")


def _check_dates(
    row: CheckedRow, quarter: Quarter | None, as_of: date
) -> Iterable[tuple[str, Finding]]:
    start, end = row.start_date, row.end_date
    if start is None:
        return
    if start > as_of:
        yield "start_date", Finding("date_in_future", value=start.isoformat())
    elif quarter is not None and Quarter.of(start) != quarter:
        yield (
            "start_date",
            Finding("date_outside_quarter", start.isoformat(), Quarter.of(start).name),
        )
    if end is not None and end < start:
        yield "end_date", Finding("end_before_start", value=end.isoformat())
    elif end is not None and (end - start).days > _LONGEST:
        yield "start_date", Finding("event_too_long", value=str((end - start).days + 1))


def _check_numbers(row: CheckedRow) -> Iterable[tuple[str, Finding]]:
    total, known = row.participants_total, (row.women or 0) + (row.men or 0)
    if total is not None and not 0 < total <= _LIKELY_AT_MOST:
        yield "participants_total", Finding("number_unlikely", value=str(total))
    if total is not None and known > total:
        yield "participants_total", Finding("more_people_than_total", f"{known} > {total}")
    if row.hours is not None and row.start_date is not None:
        last = row.end_date if row.end_date and row.end_date >= row.start_date else row.start_date
        days = (last - row.start_date).days + 1
        if row.hours > _HOURS_IN_A_DAY * days:
            yield "hours", Finding("more_hours_than_days", value=f"{row.hours:g}")
