"""Donors' files → a published release: every stage by name, top to bottom.

The database is a function of submissions/, reference/ and this package: the same inputs give
the same bytes, whatever the order of the files, the time or the machine.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ingest.check.database import verify_database
from ingest.closing import check_closed
from ingest.common.messages import Language
from ingest.common.quarters import Quarter
from ingest.load.database import create_database, load_reference_lists
from ingest.load.indexes import add_indexes
from ingest.load.intake import Intake, write_intake
from ingest.load.search import add_search
from ingest.load.summaries import add_summaries
from ingest.load.tables import Fate, FileCounts, Loader
from ingest.problems import BuildRefused, Problem
from ingest.publish.answer.folder import AnswerFolder
from ingest.publish.release import DATABASE, building_folder, lock_releases, write_release
from ingest.read.headers import load_headers
from ingest.read.names import unambiguous
from ingest.receive import ReceivedFile, Receiver
from ingest.resolve.gazetteer import read_csv
from ingest.resolve.row import load_reference

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
"""The reference lists that stand beside the package."""

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Submission:
    """A donor's file in its quarter's folder."""

    path: Path
    file: str
    quarter: Quarter


@dataclass
class BuildSummary:
    """What a build did: each file's counts and problems, the sums, and where it published.

    `changes` is file → kind of change → events, since the former intake.
    """

    files: dict[str, FileCounts] = field(default_factory=dict)
    refused: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    totals: FileCounts = field(default_factory=FileCounts)
    changes: dict[str, Counter[str]] = field(default_factory=dict)
    release: Path | None = None

    def add(self, received: ReceivedFile, counts: FileCounts, fates: Iterable[Fate]) -> None:
        self.files[received.file] = counts
        self.totals.add(counts)
        if received.is_refused:
            self.refused.extend(received.problems)
        else:
            self.problems.extend(_all_problems(received, fates))


def build_release(
    submissions: Path,
    releases: Path,
    intake: Path,
    reference: Path = REFERENCE,
    expected_reports: Path | None = None,
    as_of: date | None = None,
    progress: Progress | None = None,
    answers: Path | None = None,
    language: Language = "uk",
) -> BuildSummary:
    """Build the database from `submissions`, publish it in `releases`, write `intake`.

    `as_of` is the day whose past is published; by default the last day of the last quarter
    that has a folder. Nothing is published if a file is refused or the gate finds a fault:
    then BuildRefused is raised, or the summary has `refused` and no `release`; the former
    release stays as it is. Each file's answer in `language` is written into `answers`, if
    that is given, whether or not anything is published.
    """
    found, misplaced = list_submissions(submissions)
    if not found and not misplaced:
        raise BuildRefused(f"no files in {submissions}: expected {submissions}/2020-Q4/….xlsx")
    check_closed({s.file: s.path for s in found}, reference / "closed_files.csv")
    last = max((submission.quarter for submission in found), default=None)
    day = as_of or (last.end if last else date.min)
    summary = BuildSummary(refused=misplaced)
    with lock_releases(releases), building_folder(releases) as folder:
        with closing(create_database(folder / DATABASE)) as connection:
            load_reference_lists(connection, reference)
            loader = Loader(connection, _counted_statuses(connection))
            receiver = Receiver(load_headers(reference / "headers.csv"), load_reference(reference))
            replies = AnswerFolder(answers, receiver.headers, language) if answers else None
            with write_intake(intake) as kept:
                _receive_files(found, day, receiver, loader, kept, summary, progress, replies)
                summary.changes = kept.compare(intake)
            if summary.refused:
                return summary
            reports = expected_reports or reference / "expected_reports.csv"
            loader.finish(read_expected(reports), Quarter.of(day))
            release_id = name_release(found, reference, reports, day)
            _finish_database(connection, release_id, day)
        summary.release = write_release(folder, releases, release_id)
    return summary


def _receive_files(
    submissions: list[Submission],
    day: date,
    receiver: Receiver,
    loader: Loader,
    kept: Intake,
    summary: BuildSummary,
    progress: Progress | None,
    replies: AnswerFolder | None,
) -> None:
    for number, submission in enumerate(submissions, start=1):
        if progress:
            progress(number, len(submissions), submission.file)
        as_of = min(day, submission.quarter.end)
        received = receiver.receive(submission.path, submission.file, submission.quarter, as_of)
        counts, fates = FileCounts(), list[Fate]()
        if not received.is_refused:
            counts, fates = loader.load_file(received)
        kept.add_file(received, counts, fates)
        summary.add(received, counts, fates)
        if replies:
            replies.write(received, counts, _all_problems(received, fates))
    if replies:
        replies.remove_others()


def _all_problems(received: ReceivedFile, fates: Iterable[Fate]) -> list[Problem]:
    return [*received.problems, *(problem for fate in fates for problem in fate.problems)]


def _finish_database(connection: sqlite3.Connection, release_id: str, day: date) -> None:
    connection.execute("COMMIT")
    add_indexes(connection)
    connection.execute("BEGIN")
    add_search(connection)
    add_summaries(connection, release_id, day)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    verify_database(connection, day)


def list_submissions(folder: Path) -> tuple[list[Submission], list[Problem]]:
    """Return the files in the quarters' folders in a fixed order, and those out of place.

    Notes (*.md), hidden files and the lock files of an open spreadsheet are passed over. A
    link is followed only to a file of the same folder; anything that is no file, such as a
    pipe or a link to a folder, is refused: it might never end.
    """
    found: list[Submission] = []
    misplaced: list[Problem] = []
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        is_folder = path.is_dir() and not path.is_symlink()
        if is_folder or path.name.startswith((".", "~$")) or path.suffix.lower() == ".md":
            continue
        file = unambiguous(path.relative_to(folder).as_posix())
        quarter = _quarter_of_folder(path, folder)
        if quarter is None or not _is_inside(path, root):
            misplaced.append(Problem("file_outside_quarter_folder", file))
        elif not path.is_file():
            misplaced.append(Problem("file_unsafe", file, value="not a file"))
        else:
            found.append(Submission(path, file, quarter))
    return found, misplaced


def _is_inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def _quarter_of_folder(path: Path, folder: Path) -> Quarter | None:
    try:
        return Quarter.parse(path.relative_to(folder).parts[0])
    except ValueError:
        return None


def read_expected(path: Path) -> Iterator[tuple[str, Quarter]]:
    """Yield the (project, quarter) pairs that are to report; BuildRefused for a bad quarter."""
    for number, row in enumerate(read_csv(path), start=2):
        try:
            yield row["project_code"], Quarter.parse(row["quarter_code"])
        except ValueError as error:
            raise BuildRefused(f"{path.name}, row {number}: {error}") from error


def _counted_statuses(connection: sqlite3.Connection) -> frozenset[str]:
    rows = connection.execute("SELECT status_code FROM status WHERE is_counted")
    return frozenset(code for (code,) in rows)


def name_release(
    submissions: Iterable[Submission], reference: Path, reports: Path, day: date
) -> str:
    """Name a release by its day and by all that it is made of: files, lists and code."""
    digest = hashlib.sha256()
    package = Path(__file__).resolve().parent
    inputs = [(submission.file, submission.path) for submission in submissions]
    inputs += [(path.name, path) for path in sorted(reference.glob("*.csv"))]
    inputs += [("expected_reports", reports)]
    inputs += [
        (path.relative_to(package).as_posix(), path)
        for path in sorted(package.rglob("*"))
        if path.suffix in (".py", ".yml")
    ]
    for name, path in inputs:
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return f"{day.isoformat()}-{digest.hexdigest()[:8]}"


def check_file(
    path: Path,
    reference: Path = REFERENCE,
    quarter: Quarter | None = None,
    answers: Path | None = None,
    language: Language = "uk",
) -> tuple[ReceivedFile, FileCounts, list[Problem]]:
    """Read one file as a build would and return it, its rows' fates counted, and its problems.

    The quarter is `quarter`, or the name of the file's folder; without either the rules about
    the report's quarter are passed over, and the future begins tomorrow. The answer in
    `language` is written into `answers`, if that is given.
    """
    quarter = quarter or _quarter_of_folder(path.resolve(), path.resolve().parent.parent)
    receiver = Receiver(load_headers(reference / "headers.csv"), load_reference(reference))
    as_of = quarter.end if quarter else date.today()
    received = receiver.receive(path, path.name, quarter, as_of)
    counts, fates = FileCounts(), list[Fate]()
    if not received.is_refused:
        with closing(create_database(":memory:")) as scratch:
            counts, fates = Loader(scratch, frozenset()).load_file(received)
    problems = _all_problems(received, fates)
    if answers:
        AnswerFolder(answers, receiver.headers, language).write(received, counts, problems)
    return received, counts, problems
