"""Rows of one file that tell of one event, one a hromada or one a day → one row for it.

Joined are only rows that agree in all else and share something that two events do not: the
donor's own number, the page, the venue or the number of people. The rest stay events of
their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import TypeVar

from ingest.common.ukrainian import fold
from ingest.problems import Finding
from ingest.read.blank import COUNTS
from ingest.read.sheet import has_text
from ingest.receive import ReceivedRow, at_cell
from ingest.resolve.places import ResolvedPlaces
from ingest.resolve.row import ResolvedRow
from ingest.schema import PLACE_FIELDS

T = TypeVar("T", bound=Hashable)
_ORDINAL = r"(?:(?:перш|друг|трет|четверт|перв|втор)\w+|first|second|third|fourth)"
_OF_ALL = r"(?:\s*(?:of|з|із|/)\s*\d{1,2})"
_DAY = re.compile(
    rf"[\s,.:;(–—-]*\b(?:(?:день|day)\s*№?\s*(?:\d{{1,2}}{_OF_ALL}?|{_ORDINAL}|one|two|three)"
    rf"|(?:[IІVХX]{{1,3}}|\d{{1,2}}(?:-?(?:й|ий|st|nd|rd|th))?|{_ORDINAL})\s+(?:день|day)"
    rf"|(?:session|сесія|module|модуль|part|частина|заняття)\s*№?\s*\d{{1,2}}{_OF_ALL})\b\)?",
    re.I,
)
_PART_OF_ALL = re.compile(rf"\d{{1,2}}{_OF_ALL}", re.I)
_IN_PARTS = re.compile(
    r"[\s,.:;(–—-]*\b(?:module|модуль|session|сесія|part|частина|заняття)\s*№?\s*\d{1,2}\b\)?",
    re.I,
)
_SAME_GROUP = re.compile(
    r"[\s,.:;(–—-]*\b(?:same\s+(?:group|people|participants)|т(?:а|ієї)\s+(?:сам|ж)\w*\s+груп\w*"
    r"|продовж\w*\.?|cont(?:inued|[.’']d?)|ті\s+(?:самі|ж)\s+(?:учасник\w*|люди|особи))[^)]*\)?",
    re.I,
)
_UNFINISHED = re.compile(r"(?:[,;+]|\s(?:та|і|й|and))\s*$", re.I)
_OF_ONE_HROMADA = re.compile(r"\b(?:від|з|із)\s+(?:т?г|громади)\b|\bfrom (?:the )?hromada\b", re.I)
_JOINT = re.compile(
    r"^спільн\w+\s+(?:тренінг|семінар|захід|навчан|сесі|зустріч|воркшоп|вебінар|візит|поїздк)"
    r"|\bjoint\s+(?:training|workshop|seminar|session|visit)|\b(?:двох|трьох|обох|\d+)\s+громад",
    re.I,
)
_OF_SEVERAL = re.compile(
    r"\b(?:на|для)\s+(?:дві|три|чотири|двох|трьох|чотирьох|\d+)\s+громад\w*", re.I
)
"""Notes: «на три громади разом»."""
_FEWEST_OF_HROMADAS, _MOST_OF_HROMADA = 3, 15
"""Rows and people of each by which rows of hromadas are taken for one event."""
_SHORTEST_TITLE = 8
_LONGEST_COURSE = 31
"""Days from the first to the last of an event told in parts."""
_MOST_HOURS_A_DAY = 12
"""Hours of a row of one day; more are those of the whole event."""

Joined = dict[int, int]
"""Place of a row that was joined to another → the place of that one, in the file."""


def join_rows(rows: Sequence[ReceivedRow]) -> tuple[list[ReceivedRow], Joined]:
    """Return the rows, the first of each event with the places and days of all, and the joined."""
    joined: Joined = {}
    events = {
        place: row.resolved
        for place, row in enumerate(rows)
        if row.resolved and not row.is_rejected
    }
    own_counts = {place: _counts(row.resolved) for place, row in enumerate(rows) if row.resolved}
    _join_merged(rows, events, joined)
    _join_continued(rows, events, joined)
    _join_numbered(events, joined)
    of_hromadas = _join_hromadas_below(events, joined)
    summed = _sum_people(events, joined, own_counts, of_hromadas)
    _join_days_below(events, joined)
    firsts = set(joined.values())
    events = {place: row for place, row in events.items() if place in firsts or _is_told_apart(row)}
    _join(events, joined, _story_of_days, _add_hromadas)
    _join(events, joined, _story_of_places, _add_day)
    for place in sorted(joined):  # a row is always joined to one above it
        joined[place] = joined.get(joined[place], joined[place])
    widened = [
        replace(row, resolved=events[place]) if place in events else row
        for place, row in enumerate(rows)
    ]
    for place, text in summed.items():
        row = widened[joined.get(place, place)]
        told = at_cell(Finding("people_summed", text), row.raw, "participants_total")
        widened[joined.get(place, place)] = replace(row, problems=(*row.problems, told))
    return widened, joined


def _is_told_apart(row: ResolvedRow) -> bool:
    checked = row.checked
    told = checked.texts["event_id"] or checked.url or checked.texts["venue"]
    return bool(told or checked.participants_total or _is_numbered_day(row))


def _join_merged(
    rows: Sequence[ReceivedRow], events: dict[int, ResolvedRow], joined: Joined
) -> None:
    """Add the hromadas of rows whose title and day are one merged cell to the first of them.

    So it is where they are written anew and the number of people is one merged cell.
    """
    first: int | None = None
    for place, row in enumerate(rows):
        if row.resolved is None or row.is_rejected:
            continue
        is_below = {"title", "start_date"} <= row.raw.merged or (
            row.raw.is_continued
            and first is not None
            and _title_and_days(events[first]) == _title_and_days(row.resolved)
        )
        if first is not None and is_below:
            widened = _add_hromadas(events[first], row.resolved)
            if widened:
                events[first] = widened
                del events[place]
                joined[place] = first
        elif first is not None and _continues(row, events[first]):
            last = row.resolved.checked.end_date or row.resolved.checked.start_date
            checked = replace(events[first].checked, end_date=last)
            events[first] = replace(events[first], checked=checked)
            del events[place]
            joined[place] = first
        elif not is_below:
            first = place


def _continues(row: ReceivedRow, event: ResolvedRow) -> bool:
    """Tell a later day or part of an event: its hromadas and its people are those cells above."""
    if row.resolved is None or not ("hromadas" in row.raw.merged and row.raw.is_continued):
        return False
    titles = {fold(_IN_PARTS.sub("", one.checked.title)) for one in (row.resolved, event)}
    start, day = event.checked.start_date, row.resolved.checked.start_date
    if len(titles) > 1 or start is None or day is None:
        return False
    return 0 < (day - start).days <= _LONGEST_COURSE


def _join_continued(
    rows: Sequence[ReceivedRow], events: dict[int, ResolvedRow], joined: Joined
) -> None:
    """Add the hromadas of rows that hold nothing else to the event above them."""
    first: int | None = None
    for place, row in enumerate(rows):
        if row.resolved is None:
            first = None
        elif first is not None and (
            names_only_places(row)
            or (_continues_list(row, rows[place - 1]) and row.resolved.places.hromadas)
            or (names_only_places(row, COUNTS) and row.resolved.places.hromadas)
        ):
            widened = _add_hromadas(events[first], row.resolved)
            if widened:
                events[first] = widened
                events.pop(place, None)
                joined[place] = first
        elif row.is_rejected:
            first = None
        else:
            first = joined.get(place, place)


def _continues_list(row: ReceivedRow, above: ReceivedRow) -> bool:
    """Tell the rest of a row that a table of Word broke in two: its list goes on below."""
    cell = above.raw["hromadas"]
    if not isinstance(cell, str) or _UNFINISHED.search(cell) is None:
        return False
    told = {name for name in row.raw.header.fields if has_text(row.raw[name])}
    return told <= {*PLACE_FIELDS, "title"}


def _join_numbered(events: dict[int, ResolvedRow], joined: Joined) -> None:
    """Add the hromadas of rows that share the donor's own number, the title and the days."""
    firsts: dict[Hashable, int] = {}
    for place in sorted(events):
        row = events[place]
        number = row.checked.texts["event_id"]
        if not number:
            continue
        first = firsts.setdefault((number, *_title_and_days(row), row.projects), place)
        widened = _add_hromadas(events[first], row) if first != place else None
        if widened:
            events[first] = widened
            del events[place]
            joined[place] = first


def _join_hromadas_below(events: dict[int, ResolvedRow], joined: Joined) -> set[int]:
    """Add rows that tell how many came from each hromada; return the events so counted for sure.

    Their column or title says so, «Учасників від громади», «Спільний тренінг», or they are
    three and more, each of a few people.
    """
    sure: set[int] = set()
    for _, run in groupby(sorted(events), lambda place: _story_but_people(events[place])):
        first, *others = run
        rows = [events[place] for place in (first, *others)]
        is_sure = all(map(_counts_people_of_hromada, rows))
        is_joint = _JOINT.search(rows[0].checked.title)
        are_few = len(rows) >= _FEWEST_OF_HROMADAS and all(map(_is_of_few, rows))
        widened = _add_all(rows) if others and (is_sure or is_joint or are_few) else None
        if widened is None:
            continue
        events[first] = widened
        for place in others:
            del events[place]
            joined[place] = first
        if is_sure:
            sure.add(first)
    return sure


def _add_all(rows: Sequence[ResolvedRow]) -> ResolvedRow | None:
    widened: ResolvedRow | None = rows[0]
    for row in rows[1:]:
        widened = _add_hromadas(widened, row) if widened else None
    return widened


def _counts_people_of_hromada(row: ResolvedRow) -> bool:
    header = row.checked.raw.header
    text = header.guessed.get(header.fields.get("participants_total", -1), "")
    return bool(_OF_ONE_HROMADA.search(text))


def _is_of_few(row: ResolvedRow) -> bool:
    total, women, men = _counts(row)
    return 0 < (total or (women or 0) + (men or 0)) <= _MOST_OF_HROMADA


def _sum_people(
    events: dict[int, ResolvedRow],
    joined: Joined,
    own: dict[int, tuple[int | None, ...]],
    of_hromadas: set[int],
) -> dict[int, str]:
    """Give each event the people of all its rows, where they differ; return what was added up.

    Rows that all tell the same number tell that of the whole event, but those of `of_hromadas`.
    """
    rows_of: dict[int, list[int]] = defaultdict(list)
    for place, first in sorted(joined.items()):
        rows_of[first].append(place)
    summed = {}
    for first, places in rows_of.items():
        told = [own[place] for place in (first, *places) if any(own[place])]
        is_told_by_first = len(set(told)) == 1 and any(own[first]) and first not in of_hromadas
        if not told or is_told_by_first or first not in events:
            continue
        total, women, men = (
            None if None in numbers else sum(filter(None, numbers))
            for numbers in zip(*told, strict=True)
        )
        checked = replace(events[first].checked, participants_total=total, women=women, men=men)
        events[first] = replace(events[first], checked=checked)
        summed[first] = " + ".join(_people_text(numbers) for numbers in told)
    return summed


def _people_text(numbers: tuple[int | None, ...]) -> str:
    total, women, men = numbers
    if total is None:
        total = sum(filter(None, (women, men)))
    return str(total)


def _join_days_below(events: dict[int, ResolvedRow], joined: Joined) -> None:
    """Add a row that only tells a further day to the event above it: «- другий день»."""
    above: int | None = None
    for place in sorted(events):
        row = events[place]
        names_nothing = row.places.scope != "hromadas" or (
            above is not None and _codes_of(row) == _codes_of(events[above])
        )
        is_day = not _DAY.sub("", row.checked.title).strip(" ,.:;()–—-") and row.checked.title
        widened = _add_day(events[above], row) if above is not None and is_day else None
        if widened and names_nothing and above is not None:
            events[above] = widened
            del events[place]
            joined[place] = above
        else:
            above = place


def _codes_of(row: ResolvedRow) -> frozenset[str]:
    return frozenset(_codes(row.places))


def names_only_places(row: ReceivedRow, others: Iterable[str] = ()) -> bool:
    """Tell a row that holds hromadas and nothing else, or only some of `others` beside."""
    if has_text(row.raw["title"]):  # so have nearly all rows
        return False
    told = {name for name in row.raw.header.fields if has_text(row.raw[name])}
    told -= {"notes"} & row.raw.filled.keys()  # a ditto mark
    return "hromadas" in told <= {*PLACE_FIELDS, *others}


def _join(
    events: dict[int, ResolvedRow],
    joined: Joined,
    story: Callable[[ResolvedRow], Hashable],
    add: Callable[[ResolvedRow, ResolvedRow], ResolvedRow | None],
) -> None:
    """Add each event to the one before it that tells the same story, if it can be added."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, row in events.items():
        groups[story(row)].append(place)
    for places in groups.values():
        places.sort(key=lambda place: (events[place].checked.start_date, place))
        first = places[0]
        for place in places[1:]:
            widened = add(events[first], events[place])
            if widened is None:
                first = place
                continue
            keeper, other = sorted((first, place))
            events[keeper] = replace(
                widened, checked=replace(widened.checked, raw=events[keeper].checked.raw)
            )
            joined[other] = keeper
            del events[other]
            first = keeper


def _title_and_days(row: ResolvedRow) -> tuple[Hashable, ...]:
    return fold(row.checked.title), row.checked.start_date, row.checked.end_date


def _is_numbered_day(row: ResolvedRow) -> bool:
    """Tell a row of one day of an event: «Курс для старост, день 2»."""
    raw = row.checked.raw
    beside = [
        (head, str(raw.cells[c]).strip())
        for c, head in raw.header.unknown.items()
        if c < len(raw.cells)
    ]
    told = row.checked.texts
    texts = (row.checked.title, told["status"], told["notes"], str(raw["start_date"] or ""))
    return (
        any(map(_DAY.search, texts))
        or any(_DAY.fullmatch(cell) for _, cell in beside)
        or any(_PART_OF_ALL.fullmatch(c) and _DAY.fullmatch(f"{head} {c}") for head, c in beside)
        or any(map(_SAME_GROUP.search, texts))
    )


def _story_but_people(row: ResolvedRow) -> Hashable:
    title, hours, _, _, _, *others = _story(row)
    return title, hours, *others, row.checked.start_date, row.checked.end_date


def _story(row: ResolvedRow) -> tuple[Hashable, ...]:
    checked = row.checked
    lists = {name: values for name, values in checked.lists.items() if name not in PLACE_FIELDS}
    texts = checked.texts
    if _OF_SEVERAL.search(texts["notes"]):  # they stand beside the first of the rows only
        texts = texts | {"notes": ""}
    return (
        fold(checked.title), checked.hours, checked.participants_total, checked.women, checked.men,
        checked.url, tuple(sorted(texts.items())), tuple(sorted(lists.items())),
    )  # fmt: skip


def _story_of_days(row: ResolvedRow) -> Hashable:
    return (*_story(row), row.checked.start_date, row.checked.end_date)


def _story_of_places(row: ResolvedRow) -> Hashable:
    places = (row.places.scope, frozenset(_codes(row.places)))
    if _is_numbered_day(row):  # what else differs may be of the day
        return (fold(_title_of_days(row.checked.title)), row.projects, row.donors, *places)
    return (*_story(row), *places)


def _title_of_days(title: str) -> str:
    """Return the title without the number of its day, what that day was about, and who came.

    «Школа управління. День 1. Аналіз послуг»
    """
    match = _DAY.search(title)
    is_named = match and match.start() >= _SHORTEST_TITLE and not _IN_PARTS.match(match[0])
    bare = title[: match.start()] if match and is_named else _DAY.sub("", title)
    return _SAME_GROUP.sub("", bare).strip(" ,.:–—-")


def _codes(places: ResolvedPlaces) -> Iterable[str]:
    yield from (oblast.code for oblast in places.oblasts)
    yield from (raion.code for raion in places.raions)
    yield from (*_named(places), *places.unnamed)


def _add_hromadas(row: ResolvedRow, other: ResolvedRow) -> ResolvedRow | None:
    """Return `row` with the hromadas of `other` too; None unless both name some, all others."""
    ours, theirs = row.places, other.places
    both = (ours.scope, theirs.scope) == ("hromadas", "hromadas")
    if not both or set(_named(ours)) & set(_named(theirs)):
        return None
    places = ResolvedPlaces(
        "hromadas",
        _union(ours.oblasts, theirs.oblasts),
        _union(ours.raions, theirs.raions),
        _union(ours.hromadas, theirs.hromadas),
        _union(ours.unresolved, theirs.unresolved),
        _union(ours.unnamed, theirs.unnamed),
        ours.findings,
    )
    return replace(row, places=places)


def _named(places: ResolvedPlaces) -> tuple[str, ...]:
    return (*(hromada.code for hromada in places.hromadas), *places.unresolved)


def _union(ours: Iterable[T], theirs: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*ours, *theirs)))


def _add_day(row: ResolvedRow, other: ResolvedRow) -> ResolvedRow | None:
    """Return `row` lasting until the day of `other`; None unless that is the next day.

    Parts of a course that say that they are such may be some days apart.
    """
    start, next_start = row.checked.start_date, other.checked.start_date
    end = row.checked.end_date or start
    if end is None or next_start is None or start is None:
        return None
    is_part = _is_numbered_day(row) and _is_numbered_day(other) and any(_counts(other))
    is_near = timedelta() < next_start - end and (next_start - start).days <= _LONGEST_COURSE
    if next_start - end != timedelta(days=1) and not (is_part and is_near):
        return None
    last = other.checked.end_date or next_start
    if not _is_numbered_day(other):
        return replace(row, checked=replace(row.checked, end_date=last))
    pairs = zip(_counts(row), _counts(other), strict=True)
    if any(theirs not in (None, 0, ours) for ours, theirs in pairs):  # others came
        return None
    hours = [one.checked.hours for one in (row, other)]
    title = _title_of_days(row.checked.title)
    checked = replace(row.checked, title=title or row.checked.title, end_date=last)
    if None not in hours and max(filter(None, hours), default=0) <= _MOST_HOURS_A_DAY * _days(row):
        checked = replace(checked, hours=sum(filter(None, hours)))
    return replace(row, checked=checked)


def _counts(row: ResolvedRow) -> tuple[int | None, ...]:
    return row.checked.participants_total, row.checked.women, row.checked.men


def _days(row: ResolvedRow) -> int:
    start, end = row.checked.start_date, row.checked.end_date
    return (end - start).days + 1 if start and end else 1
