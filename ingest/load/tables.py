"""Reference lists and received files → the tables of trainings.db."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.common.identifiers import stable_id
from ingest.common.quarters import FIRST_QUARTER, Quarter
from ingest.common.ukrainian import fold
from ingest.load.identity import identify, identify_event
from ingest.load.joined_rows import join_rows, names_only_places
from ingest.problems import BuildRefused, Finding, Problem
from ingest.read.blank import COUNTS
from ingest.read.rows import RawRow
from ingest.read.sheet import has_text
from ingest.receive import ReceivedFile, ReceivedRow, at_cell
from ingest.resolve.places import ResolvedPlaces
from ingest.resolve.row import ResolvedRow
from ingest.schema import public_table

FEWEST_FOR_SPLIT = 5
"""Women and men are not published for events of fewer people: they could be known by it."""

NIL = "nil"
"""The reason of a blank row that says there were no events."""

Row = tuple[object, ...]


@dataclass
class FileCounts:
    """The fates of a file's rows. They add up to `total`."""

    total: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicate: int = 0
    blank: int = 0

    def add(self, other: FileCounts) -> None:
        for name in ("total", "accepted", "rejected", "duplicate", "blank"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True)
class Fate:
    """What became of one row: accepted, rejected, duplicate or blank, and its problems."""

    name: str
    reason: str
    training_id: int | None
    problems: tuple[Problem, ...]


@dataclass
class _Told:
    """An event that a project told of: where, and the projects and donors that bear it."""

    training_id: int
    where: str
    projects: set[str]
    donors: set[str]


@dataclass
class Loader:
    """Writes received files into the database, one after another."""

    connection: sqlite3.Connection
    counted_statuses: frozenset[str]
    _seen: dict[int, tuple[str, int]] = field(default_factory=dict)
    _batches: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _organisers: dict[int, str] = field(default_factory=dict)
    _quarters: set[Quarter] = field(default_factory=set)
    _reports: dict[tuple[str, str], int] = field(default_factory=dict)
    _events_told: set[tuple[str, str]] = field(default_factory=set)
    _told: dict[str, _Told] = field(default_factory=dict)
    _files: dict[int, str] = field(default_factory=dict)
    _submissions: int = 0
    _problems: int = 0

    def load_file(self, received: ReceivedFile) -> tuple[FileCounts, list[Fate]]:
        """Write one file's events and problems; return its counts and each row's fate."""
        self._submissions += 1
        self._files[self._submissions] = received.file
        rows, joined = join_rows(received.rows)
        fates: list[Fate] = []
        for place, row in enumerate(rows):
            into = fates[joined[place]] if place in joined else None
            fates.append(
                self._load_row(row) if into is None else _joined(row, into, joined[place], rows)
            )
        _doubt_alike(rows, fates)
        counts = _count_fates(fates)
        self._batches["submission"].append(
            (
                self._submissions,
                received.file,
                received.quarter.code if received.quarter else "",
                received.sha256,
                counts.total,
                counts.accepted,
                counts.rejected,
                counts.duplicate,
                counts.blank,
            )
        )
        if received.quarter:
            self._quarters.add(received.quarter)
        twice = self._note_reports(received, fates)
        self._add_problems(received.problems, None)
        if twice:
            fates[-1] = replace(fates[-1], problems=(*fates[-1].problems, *twice))
        for fate in fates:
            self._add_problems(fate.problems, fate.training_id)
        self.flush()
        return counts, fates

    def _load_row(self, row: ReceivedRow) -> Fate:
        if row.resolved is None:
            return Fate("blank", row.raw.blank_reason or "", None, ())
        if row.resolved.checked.is_nil:
            return Fate("blank", NIL, None, ())
        if row.is_rejected:
            reason = next(p.code for p in row.problems if p.severity == "error")
            return Fate("rejected", reason, None, row.problems)
        identity, content = identify(row.resolved)
        training_id = stable_id(identity)
        if training_id in self._seen:
            return self._duplicate(row, training_id, identity, content)
        self._seen[training_id] = (identity, content)
        told = self._same_event(row.resolved, training_id)
        self._add_training(row.resolved, training_id, told.training_id if told else None)
        problems = row.problems
        if told:
            problems = (*problems, at_cell(Finding("same_event", told.where), row.raw, None))
        return Fate("accepted", "", training_id, problems)

    def _same_event(self, row: ResolvedRow, training_id: int) -> _Told | None:
        """Return what another project told of the same event before; it then bears both names.

        The same are the title, the first day and the hromadas, of two projects apart.
        """
        raw, projects = row.checked.raw, set(row.projects)
        if row.places.scope != "hromadas" or not (row.places.hromadas and projects):
            return None
        told = self._told.setdefault(
            identify_event(row),
            _Told(training_id, f"{raw.file}, {raw.number}", projects, set(row.donors)),
        )
        if told.training_id == training_id or told.projects & projects:
            return None
        donors = [code for code in row.donors if code not in told.donors]
        self._batches["training_project"] += [(code, told.training_id) for code in row.projects]
        self._batches["training_donor"] += [(code, told.training_id) for code in donors]
        told.projects |= projects
        told.donors.update(donors)
        return told

    def _duplicate(self, row: ReceivedRow, training_id: int, identity: str, content: int) -> Fate:
        first_identity, first_content = self._seen[training_id]
        if first_identity != identity:
            raise BuildRefused(f"two events share the number {training_id}: change stable_id")
        code = "duplicate_row" if content == first_content else "duplicate_differs"
        problem = at_cell(Finding(code), row.raw, None)
        return Fate("duplicate", code, training_id, (*row.problems, problem))

    def _add_training(self, row: ResolvedRow, training_id: int, same_as: int | None) -> None:
        checked, raw = row.checked, row.checked.raw
        if checked.start_date is None:
            raise ValueError("a row without a date is rejected before it is loaded")
        quarter = Quarter.of(checked.start_date)
        self._quarters.add(quarter)
        organisers = checked.lists["organiser"]
        women, men = _published_split(checked.participants_total, checked.women, checked.men)
        self._batches["training"].append(
            (
                training_id,
                checked.title,
                checked.start_date.isoformat(),
                checked.end_date.isoformat() if checked.end_date else None,
                quarter.code,
                _first(row.projects),
                _first(row.topics),
                row.type,
                row.format,
                row.places.scope,
                row.status,
                int(same_as is None and row.status in self.counted_statuses),
                describe_places(row.places),
                "; ".join(organisers) or None,
                checked.texts["venue"] or None,
                checked.hours,
                checked.participants_total,
                women,
                men,
                "; ".join(checked.lists["topic"]) or None,
                "; ".join(checked.lists["project"]) or None,
                "; ".join(checked.lists["audience"]) or None,
                checked.url,
                checked.texts["notes"] or None,
                self._submissions,
                raw.sheet,
                raw.number,
                same_as,
            )
        )
        self._add_pairs(row, training_id, organisers)

    def _add_pairs(self, row: ResolvedRow, training_id: int, organisers: Sequence[str]) -> None:
        add = self._batches
        places = row.places
        add["training_hromada"] += [(hromada.id, training_id) for hromada in places.hromadas]
        whole_raions = {r.code: int(places.scope == "raion") for r in places.raions}
        for hromada in places.hromadas:
            if hromada.raion_code:
                whole_raions.setdefault(hromada.raion_code, 0)
        add["training_raion"] += [(c, training_id, whole) for c, whole in whole_raions.items()]
        whole_oblasts = {o.code: int(places.scope == "oblast") for o in places.oblasts}
        for code in [r.oblast_code for r in places.raions] + [
            hromada.oblast_code for hromada in places.hromadas
        ]:
            whole_oblasts.setdefault(code, 0)
        add["training_oblast"] += [(c, training_id, whole) for c, whole in whole_oblasts.items()]
        add["training_topic"] += [
            (code, training_id, int(number == 0)) for number, code in enumerate(row.topics)
        ]
        add["training_audience"] += [(code, training_id) for code in row.audiences]
        add["training_project"] += [(code, training_id) for code in row.projects]
        add["training_donor"] += [(code, training_id) for code in row.donors]
        ids = {stable_id("organiser", fold(name)): name for name in organisers}
        for organiser_id, name in ids.items():
            self._organisers.setdefault(organiser_id, name)
        add["training_organiser"] += [(organiser_id, training_id) for organiser_id in ids]

    def _note_reports(self, received: ReceivedFile, fates: list[Fate]) -> list[Problem]:
        """Note which projects' reports came; return a problem for each that came before."""
        twice: dict[str, str] = {}
        if received.quarter is None:
            return []
        for row, fate in zip(received.rows, fates, strict=True):
            if row.resolved and (fate.name in ("accepted", "duplicate") or fate.reason == NIL):
                for project in row.resolved.projects:
                    key = (project, received.quarter.code)
                    first = self._reports.setdefault(key, self._submissions)
                    if first != self._submissions:
                        twice[project] = self._files[first]
                    if fate.reason != NIL:
                        self._events_told.add(key)
        return [
            Problem("reported_twice", received.file, value=project, suggestion=file)
            for project, file in twice.items()
        ]

    def _add_problems(self, problems: Sequence[Problem], training_id: int | None) -> None:
        for problem in problems:
            self._problems += 1
            self._batches["problem"].append(
                (
                    self._problems,
                    self._submissions,
                    problem.sheet,
                    problem.row,
                    problem.field,
                    problem.code,
                    training_id,
                )
            )

    def flush(self) -> None:
        """Write what has gathered."""
        for table, rows in self._batches.items():
            self.connection.executemany(public_table(table).insert_sql(), rows)
            rows.clear()

    def finish(self, expected: Iterable[tuple[str, Quarter]], last: Quarter) -> None:
        """Write what is known only at the end: organisers, quarters, expected reports.

        A report for a quarter after `last` is not due yet.
        """
        insert = self.connection.executemany
        insert(public_table("organiser").insert_sql(), sorted(self._organisers.items()))
        due = {(project, quarter) for project, quarter in expected if quarter <= last}
        first = min({FIRST_QUARTER, *self._quarters, *(quarter for _, quarter in due)})
        insert(
            public_table("quarter").insert_sql(),
            [
                (q.code, q.name, q.name_en, q.start.isoformat(), q.end.isoformat())
                for q in first.until(max({last, *self._quarters}))
            ],
        )
        insert(
            public_table("expected_report").insert_sql(),
            [
                (project, quarter.code, self._report_status(key), self._reports.get(key))
                for project, quarter in sorted(due)
                for key in [(project, quarter.code)]
            ],
        )

    def _report_status(self, key: tuple[str, str]) -> str:
        if key not in self._reports:
            return "missing"
        return "received" if key in self._events_told else "nil"


_SAME = re.compile(
    r"\bsame\s+(?:event|training)|not\s+count\s+twice|do\s+not\s+double|двічі\s+не\s+рах|не\s+рахувати\s+двічі"
    r"|подано\s+повторно|повторно\s+подан|\bдубл\w*|^ще\s+раз\s+про\s|т(?:ой|а)\s+сам(?:ий|а)\s+(?:захід|тренінг|подія)|^разом\s+(?:з|із)\s+[^:,]+:",
    re.I,
)
"""Words by which a donor says that the event is told elsewhere too."""
_BEGINNING_OF_TITLE = 12
_COPY = re.compile(r" \(?(?:copy|копія)(?: \d+)?\)?$")


def _doubt_alike(rows: Sequence[ReceivedRow], fates: list[Fate]) -> None:
    """Doubt each of a file's events that share title, day and project: they may be one.

    So may those of one day with the same hromadas and people, under whatever title; of one
    hromada the title must begin alike.

    A number of its own that the donor gave tells an event from all that differ in more.
    """
    stories: dict[Row, list[int]] = defaultdict(list)
    for place, (row, fate) in enumerate(zip(rows, fates, strict=True)):
        if row.resolved and fate.name == "accepted":
            checked = row.resolved.checked
            title = _COPY.sub("", fold(checked.title)).rstrip(" .!")
            stories[title, checked.start_date, row.resolved.projects].append(place)
            hromadas = frozenset(one.code for one in row.resolved.places.hromadas)
            if len(hromadas) > 1 and checked.participants_total and checked.women:
                people = checked.participants_total, checked.women
                stories[hromadas, checked.start_date, people].append(place)
            elif hromadas and checked.participants_total:
                begins = title[:_BEGINNING_OF_TITLE], checked.participants_total
                stories[hromadas, checked.start_date, begins].append(place)
    doubted: set[int] = set()
    for places in stories.values():
        for place in places if len(places) > 1 else ():
            raw, other = rows[place].raw, places[0] if place != places[0] else places[1]
            is_another = has_text(raw["event_id"]) and not _is_copy(rows[place], rows[other])
            if is_another or place in doubted:
                continue
            doubted.add(place)
            _doubt(fates, place, raw, rows[other])
    last: int | None = None
    for place, (row, fate) in enumerate(zip(rows, fates, strict=True)):
        above = rows[last if last is not None else place]
        if fate.name == "accepted" and place not in doubted and _says_the_same(row):
            _doubt(fates, place, row.raw, above)
        if fate.name == "accepted" and last is not None and _is_cut(row):
            _doubt(fates, last, above.raw, row)
            _doubt(fates, place, row.raw, above)
        if fate.name == "rejected" and last is not None and names_only_places(row, COUNTS):
            _doubt(fates, last, rows[last].raw, row)  # who else came, and how many, stands below
        elif fate.name != "rejected":
            last = place if fate.name == "accepted" else None


def _is_copy(row: ReceivedRow, other: ReceivedRow) -> bool:
    """Tell two rows with the same days, hromadas and people, of which the numbers differ."""
    facts = [
        (
            one.resolved.checked.end_date,
            one.resolved.checked.participants_total,
            one.resolved.checked.women,
            frozenset(one.resolved.places.hromadas),
        )
        for one in (row, other)
        if one.resolved and one.resolved.checked.participants_total
    ]
    return len(facts) > 1 and facts[0] == facts[1]


def _says_the_same(row: ReceivedRow) -> bool:
    cells = (row.raw[name] for name in ("title", "hromadas", "participants_total", "notes"))
    return any(isinstance(cell, str) and _SAME.search(cell) for cell in cells)


def _is_cut(row: ReceivedRow) -> bool:
    """Tell a row of the day above whose title is the rest of one: Word broke it in a bracket."""
    title = row.resolved.checked.title if row.resolved else ""
    return "start_date" in row.raw.merged and title.count("(") != title.count(")")


def _doubt(fates: list[Fate], place: int, raw: RawRow, other: ReceivedRow) -> None:
    problem = at_cell(Finding("maybe_same_event", str(other.raw.number)), raw, None)
    fates[place] = replace(fates[place], problems=(*fates[place].problems, problem))


def _joined(row: ReceivedRow, into: Fate, place: int, rows: Sequence[ReceivedRow]) -> Fate:
    """Return the fate of a row that tells more of the event of the row at `place`."""
    # That it lacks a title and a date is not wrong of a row that continues another.
    problems = [problem for problem in row.problems if problem.severity != "error"]
    finding = Finding("row_joined", value=str(rows[place].raw.number))
    problems.append(at_cell(finding, row.raw, None))
    return Fate("duplicate", "row_joined", into.training_id, tuple(problems))


def _first(codes: Sequence[str]) -> str | None:
    return codes[0] if codes else None


def _published_split(
    total: int | None, women: int | None, men: int | None
) -> tuple[int | None, int | None]:
    known = total if total is not None else (women or 0) + (men or 0)
    return (None, None) if known < FEWEST_FOR_SPLIT else (women, men)


def _count_fates(fates: Sequence[Fate]) -> FileCounts:
    counts = FileCounts(total=len(fates))
    for fate in fates:
        setattr(counts, fate.name, getattr(counts, fate.name) + 1)
    return counts


def describe_places(places: ResolvedPlaces) -> str | None:
    """Say in words where the event was: «Волинська область: Торчинська; Вишнівська»."""
    if places.scope == "national":
        return "Уся Україна"
    if places.scope in ("raion", "oblast"):
        named = places.raions if places.scope == "raion" else places.oblasts
        return "; ".join([*(place.name for place in named), *places.unnamed])
    parts = [*_hromadas_by_oblast(places), *places.unnamed]
    if places.unresolved:
        parts.append("не розпізнано: " + ", ".join(places.unresolved))
    return "; ".join(parts) or None


def _hromadas_by_oblast(places: ResolvedPlaces) -> list[str]:
    groups: dict[str, list[str]] = defaultdict(list)
    for hromada in places.hromadas:
        groups[hromada.oblast_name].append(hromada.name)
    named = {oblast.name for oblast in places.oblasts} - groups.keys()
    parts = [f"{oblast}: {', '.join(names)}" for oblast, names in groups.items()]
    return parts + sorted(named)
