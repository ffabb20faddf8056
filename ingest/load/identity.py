"""A resolved row → what makes it the event it is, to tell a repeated row from a new event."""

from __future__ import annotations

from ingest.common.quarters import Quarter
from ingest.common.ukrainian import fold
from ingest.resolve.row import ResolvedRow


def identify(row: ResolvedRow) -> tuple[str, int]:
    """Return (identity, content): equal identities are one event told twice.

    The identity is the donor's own event id, where one is given, with the project or
    organiser and the quarter, for many number anew each quarter; else project, title, first
    day, places and the id. The content is a hash of all values of the row: where it differs
    between two rows of one identity, the donor should look.
    """
    checked = row.checked
    project = ",".join(sorted(row.projects)) or fold(";".join(checked.lists["project"]))
    who = project or fold(";".join(checked.lists["organiser"]))
    start = checked.start_date
    number = fold(checked.texts["event_id"])
    if who and start and number:
        identity = ["id", who, Quarter.of(start).code, number]
    else:
        day = start.isoformat() if start else ""
        identity = ["event", project, fold(checked.title), day, _identify_places(row)]
        identity += [number] if number else []
    return "|".join(identity), hash_content(row)


def identify_event(row: ResolvedRow) -> str:
    """Return what two projects' rows share when they tell of one event."""
    start = row.checked.start_date
    day = start.isoformat() if start else ""
    return "|".join([fold(row.checked.title), day, _identify_places(row)])


def _identify_places(row: ResolvedRow) -> str:
    places = row.places
    codes = [oblast.code for oblast in places.oblasts]
    codes += [raion.code for raion in places.raions]
    codes += [hromada.code for hromada in places.hromadas]
    codes += [fold(name) for name in (*places.unresolved, *places.unnamed)]
    return ",".join([places.scope, *sorted(codes)])


def hash_content(row: ResolvedRow) -> int:
    """Return a number that two rows share when all their values are the same."""
    checked = row.checked
    return hash(
        (
            checked.title, checked.start_date, checked.end_date, checked.hours,
            checked.participants_total, checked.women, checked.men, checked.url,
            tuple(sorted(checked.texts.items())), tuple(sorted(checked.lists.items())),
        )
    )  # fmt: skip
