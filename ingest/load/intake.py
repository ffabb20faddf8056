"""Received files and the fates of their rows → intake.db, which is never published.

Every row as it came, what became of it and why. The file is made beside the old one and
takes its place only when it is whole; only its owner may read it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

from ingest.load.tables import Fate, FileCounts
from ingest.problems import Problem
from ingest.read.sheets import Cell
from ingest.receive import ReceivedFile

_TABLES = (
    """CREATE TABLE file (
  file_id INTEGER PRIMARY KEY, file_name TEXT NOT NULL UNIQUE, quarter_code TEXT,
  sha256 TEXT, bytes INTEGER, is_refused INTEGER NOT NULL,
  rows_total INTEGER NOT NULL, rows_accepted INTEGER NOT NULL, rows_rejected INTEGER NOT NULL,
  rows_duplicate INTEGER NOT NULL, rows_blank INTEGER NOT NULL)""",
    """CREATE TABLE raw_row (
  file_id INTEGER NOT NULL REFERENCES file(file_id), sheet_name TEXT, row_number INTEGER NOT NULL,
  cells TEXT NOT NULL, fate TEXT NOT NULL, reason TEXT, training_id INTEGER)""",
    """CREATE TABLE problem (
  problem_id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES file(file_id),
  sheet_name TEXT, row_number INTEGER, column_letter TEXT, field TEXT,
  code TEXT NOT NULL, severity TEXT NOT NULL, value TEXT, suggestion TEXT)""",
    """CREATE TABLE change (
  file_name TEXT NOT NULL, kind TEXT NOT NULL, training_id INTEGER NOT NULL,
  cells_before TEXT, cells_after TEXT)""",
)
_VERSION = 1
"""Of these tables; a former intake.db of another version is not compared with."""

_EVENTS = """SELECT file_name, sha256, training_id, cells FROM {schema}.raw_row
  JOIN {schema}.file USING (file_id) WHERE fate = 'accepted'"""
_CHANGES = f"""INSERT INTO change
WITH now AS ({_EVENTS.format(schema="main")}), before AS ({_EVENTS.format(schema="former")}),
known AS (SELECT file_name, sha256 FROM former.file),
sent_anew AS (SELECT file_name FROM main.file JOIN known USING (file_name)
  WHERE main.file.sha256 <> known.sha256)
SELECT file_name, 'added', training_id, NULL, cells FROM now
WHERE file_name IN sent_anew
  AND (file_name, training_id) NOT IN (SELECT file_name, training_id FROM before)
UNION ALL SELECT file_name, 'changed', training_id, before.cells, now.cells
FROM now JOIN before USING (file_name, training_id) WHERE now.cells <> before.cells
UNION ALL SELECT file_name, 'dropped', training_id, cells, NULL FROM before
WHERE (file_name IN sent_anew OR file_name NOT IN (SELECT file_name FROM main.file))
  AND (file_name, training_id) NOT IN (SELECT file_name, training_id FROM now)
ORDER BY 1, 2, 3"""
_OWNER_ONLY = 0o600


class Intake:
    """Writes intake.db, one file after another."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._files = 0

    def add_file(self, received: ReceivedFile, counts: FileCounts, fates: Iterable[Fate]) -> None:
        """Keep a file, its rows as they came with their fates, and all its problems."""
        fates = tuple(fates)
        self._files += 1
        self.connection.execute(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._files, received.file, received.quarter and received.quarter.code,
                received.sha256, received.size, int(received.is_refused), counts.total,
                counts.accepted, counts.rejected, counts.duplicate, counts.blank,
            ),
        )  # fmt: skip
        rows = zip(received.rows, fates, strict=True) if fates else ()
        self.connection.executemany(
            "INSERT INTO raw_row VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    self._files, row.raw.sheet, row.raw.number, _write_cells(row.raw.cells),
                    fate.name, fate.reason or None, fate.training_id,
                )
                for row, fate in rows
            ),
        )  # fmt: skip
        self._add_problems(received.problems)
        self._add_problems(problem for fate in fates for problem in fate.problems)

    def compare(self, former: Path) -> dict[str, Counter[str]]:
        """Keep what was added, changed and dropped since the intake.db at `former`.

        Return file → kind of change → events, for files sent anew and files taken away. A file
        that was not there before is new as a whole and not listed.
        """
        if not former.is_file():
            return {}
        self.connection.execute("COMMIT")
        self.connection.execute("ATTACH ? AS former", (f"file:{former}?mode=ro",))
        (version,) = self.connection.execute("PRAGMA former.user_version").fetchone()
        self.connection.execute("BEGIN")
        if version == _VERSION:
            self.connection.execute(_CHANGES)
        changes: dict[str, Counter[str]] = defaultdict(Counter)
        for file, kind, events in self.connection.execute(
            "SELECT file_name, kind, count(*) FROM change GROUP BY 1, 2 ORDER BY 1, 2"
        ):
            changes[file][kind] = events
        return dict(changes)

    def _add_problems(self, problems: Iterable[Problem]) -> None:
        self.connection.executemany(
            "INSERT INTO problem VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    self._files, p.sheet, p.row, p.column, p.field, p.code, p.severity,
                    p.value, p.suggestion,
                )
                for p in problems
            ),
        )  # fmt: skip


def _write_cells(cells: tuple[Cell, ...]) -> str:
    return json.dumps(cells, ensure_ascii=False, default=_write_time)


def _write_time(value: object) -> str:
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    raise TypeError(f"a cell of an unknown type: {type(value)}")


@contextmanager
def write_intake(path: Path) -> Iterator[Intake]:
    """Open a new intake.db; on leaving without an error it takes the place of `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    os.close(os.open(temporary, os.O_CREAT | os.O_WRONLY, _OWNER_ONLY))
    connection = sqlite3.connect(f"file:{temporary}", uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        connection.execute(f"PRAGMA user_version={_VERSION}")
        for table in _TABLES:
            connection.execute(table)
        yield Intake(connection)
        connection.execute("COMMIT")
        connection.close()
        temporary.replace(path)
    finally:
        connection.close()
        # It holds what donors sent as they sent it: nothing of it may lie about.
        temporary.unlink(missing_ok=True)
