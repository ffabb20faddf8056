"""Closed quarters: their files stay as they were, but for corrections that are dated and explained.

reference/closed_files.csv holds a row for each file of a closed quarter, and one more for each
correction; the last row of a file counts. An empty hash is a file taken away.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from ingest.common.quarters import Quarter
from ingest.problems import BuildRefused
from ingest.resolve.gazetteer import read_csv

COLUMNS = ("file_name", "sha256", "date", "reason")


def check_closed(files: Mapping[str, Path], closed: Path) -> None:
    """Raise BuildRefused if a file of a closed quarter was changed, added or taken away.

    `files` is quarter/name → path of every file that is there; `closed` the list, which may
    be missing.
    """
    known = _read_closed(closed)
    quarters = {file.partition("/")[0] for file in known}
    there = {file: path for file, path in files.items() if file.partition("/")[0] in quarters}
    changed = sorted(file for file, sha256 in _changes(there, known))
    if changed:
        raise BuildRefused(
            f"a closed quarter differs from {closed.name}: {', '.join(changed)};"
            " if this is a correction: hromada-trainings close QUARTER --reason …"
        )


def close_quarter(
    quarter: Quarter, files: Mapping[str, Path], closed: Path, day: date, reason: str
) -> list[str]:
    """Write what differs from the list into it, as of `day` for `reason`; return those files."""
    known = {f: sha for f, sha in _read_closed(closed).items() if f.startswith(f"{quarter.code}/")}
    there = {file: path for file, path in files.items() if file.startswith(f"{quarter.code}/")}
    changes = sorted(_changes(there, known))
    is_new = not closed.exists()
    with closed.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if is_new:
            writer.writerow(COLUMNS)
        writer.writerows((name, sha256, day.isoformat(), reason) for name, sha256 in changes)
    return [name for name, _ in changes]


def _read_closed(closed: Path) -> dict[str, str]:
    rows = read_csv(closed) if closed.is_file() else ()
    last = {row["file_name"]: row["sha256"] for row in rows}
    return {file: sha256 for file, sha256 in last.items() if sha256}


def _changes(files: Mapping[str, Path], known: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield (file, hash) of what is not as it is known; the hash of a missing file is ''."""
    for file, path in files.items():
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        if known.get(file) != sha256:
            yield file, sha256
    yield from ((file, "") for file in known if file not in files)
