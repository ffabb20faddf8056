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
from typing import TypeVar

from ingest.common.ukrainian import fold
from ingest.read.blank import COUNTS
from ingest.read.sheet import has_text
from ingest.receive import ReceivedRow
from ingest.resolve.places import ResolvedPlaces
from ingest.resolve.row import ResolvedRow
from ingest.schema import PLACE_FIELDS

T = TypeVar("T", bound=Hashable)
_DAY = re.compile(
    r"[\s,.:;(–—-]*\b(?:(?:день|day)\s*№?\s*(?:\d{1,2}|(?:перш|друг|трет|перв|втор)\w+|one|two|three)"
    r"|session\s*\d+\s*of\s*\d+)\b\)?",
    re.I,
)
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
    _join_merged(rows, events, joined)
    _join_continued(rows, events, joined)
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
        elif not is_below:
            first = place


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
            or (names_only_places(row, COUNTS) and _counts(row.resolved) == _counts(events[first]))
        ):
            widened = _add_hromadas(events[first], row.resolved)
            if widened:
                events[first] = widened
                joined[place] = first
        elif row.is_rejected:
            first = None
        else:
            first = joined.get(place, place)


def names_only_places(row: ReceivedRow, others: Iterable[str] = ()) -> bool:
    """Tell a row that holds hromadas and nothing else, or only some of `others` beside."""
    if has_text(row.raw["title"]):  # so have nearly all rows
        return False
    told = {name for name in row.raw.header.fields if has_text(row.raw[name])}
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
    return bool(_DAY.search(row.checked.title) or _DAY.search(row.checked.texts["status"]))


def _story(row: ResolvedRow) -> tuple[Hashable, ...]:
    checked = row.checked
    lists = {name: values for name, values in checked.lists.items() if name not in PLACE_FIELDS}
    return (
        fold(checked.title), checked.hours, checked.participants_total, checked.women, checked.men,
        checked.url, tuple(sorted(checked.texts.items())), tuple(sorted(lists.items())),
    )  # fmt: skip


def _story_of_days(row: ResolvedRow) -> Hashable:
    return (*_story(row), row.checked.start_date, row.checked.end_date)


def _story_of_places(row: ResolvedRow) -> Hashable:
    places = (row.places.scope, frozenset(_codes(row.places)))
    if _is_numbered_day(row):  # what else differs may be of the day
        return (fold(_DAY.sub("", row.checked.title)), row.projects, row.donors, *places)
    return (*_story(row), *places)


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
    """Return `row` lasting until the day of `other`; None unless that is the next day."""
    start, next_start = row.checked.start_date, other.checked.start_date
    end = row.checked.end_date or start
    if end is None or next_start is None or next_start - end != timedelta(days=1):
        return None
    last = other.checked.end_date or next_start
    if not _is_numbered_day(other):
        return replace(row, checked=replace(row.checked, end_date=last))
    pairs = zip(_counts(row), _counts(other), strict=True)
    if any(theirs not in (None, ours) for ours, theirs in pairs):  # others came
        return None
    hours = [one.checked.hours for one in (row, other)]
    title = _DAY.sub("", row.checked.title).strip(" ,.:–—-")
    checked = replace(row.checked, title=title or row.checked.title, end_date=last)
    if None not in hours and max(filter(None, hours), default=0) <= _MOST_HOURS_A_DAY * _days(row):
        checked = replace(checked, hours=sum(filter(None, hours)))
    return replace(row, checked=checked)


def _counts(row: ResolvedRow) -> tuple[int | None, ...]:
    return row.checked.participants_total, row.checked.women, row.checked.men


def _days(row: ResolvedRow) -> int:
    start, end = row.checked.start_date, row.checked.end_date
    return (end - start).days + 1 if start and end else 1
