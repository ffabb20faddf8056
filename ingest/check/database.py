"""A finished database → whether it may be published: the gate."""

from __future__ import annotations

import re
import sqlite3
from datetime import date

from ingest.check.personal_data import remove_personal_data
from ingest.problems import BuildRefused

COUNTED_HROMADAS, CRIMEAN_HROMADAS, SPECIAL_CITIES = 1469, 303, 2

_ADDRESS = re.compile(r"https?://\S+")

_MUST_BE_EMPTY = {
    "a file's rows do not add up": """SELECT file_name FROM submission WHERE rows_total
        <> rows_accepted + rows_rejected + rows_duplicate + rows_blank""",
    "accepted rows are not all trainings": """SELECT file_name FROM submission WHERE rows_accepted
        <> (SELECT count(*) FROM training
            WHERE training.submission_id = submission.submission_id)""",
    "an event of named hromadas has neither a hromada nor a problem": """SELECT training_id
        FROM training WHERE scope_code = 'hromadas'
        AND training_id NOT IN (SELECT training_id FROM training_hromada)
        AND training_id NOT IN (SELECT training_id FROM problem WHERE training_id IS NOT NULL)""",
    # Of the counted ones: in Crimea the codifier itself has a raion with two of one name.
    "two hromadas of a raion share name and type": """SELECT hromada_label FROM hromada
        WHERE is_counted GROUP BY raion_code, hromada_name, hromada_type HAVING count(*) > 1""",
    "a summary differs from its trainings": """SELECT 1 WHERE
        (SELECT coalesce(sum(events), 0) FROM hromada_quarter) <>
        (SELECT count(*) FROM training_hromada JOIN training USING (training_id)
         WHERE is_counted)""",
    "a training is missing from the search": """SELECT training_id FROM training
        WHERE training_id NOT IN (SELECT rowid FROM training_fts_docsize)""",
}
_FREE_TEXTS = {
    "training": (
        "title", "places", "organisers", "venue", "topic_raw", "project_raw", "audience_raw",
        "notes",
    ),
    "organiser": ("organiser_name",),
}  # fmt: skip


def verify_database(connection: sqlite3.Connection, as_of: date) -> None:
    """Raise BuildRefused, listing every reason, if the database must not be published."""
    reasons = [
        *_check_integrity(connection),
        *_check_register(connection),
        *_check_queries(connection),
        *_check_past(connection, as_of),
        *_check_personal_data(connection),
    ]
    if reasons:
        raise BuildRefused("\n".join(reasons))


def _check_integrity(connection: sqlite3.Connection) -> list[str]:
    answer = connection.execute("PRAGMA integrity_check").fetchall()
    reasons = [] if answer == [("ok",)] else [f"integrity: {row[0]}" for row in answer]
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    return reasons + [f"foreign key: {table} → {target}" for table, _, target, _ in broken[:20]]


def _check_register(connection: sqlite3.Connection) -> list[str]:
    counted, crimean, cities = connection.execute(
        """SELECT sum(is_counted), sum(NOT is_counted AND raion_code IS NOT NULL),
        sum(NOT is_counted AND raion_code IS NULL) FROM hromada"""
    ).fetchone()
    expected = (COUNTED_HROMADAS, CRIMEAN_HROMADAS, SPECIAL_CITIES)
    if (counted, crimean, cities) == expected:
        return []
    return [f"the register has {counted}/{crimean}/{cities} hromadas, not 1469/303/2"]


def _check_queries(connection: sqlite3.Connection) -> list[str]:
    reasons = []
    for reason, sql in _MUST_BE_EMPTY.items():
        rows = connection.execute(sql).fetchmany(5)
        if rows:
            reasons.append(f"{reason}: {', '.join(str(row[0]) for row in rows)}")
    return reasons


def _check_past(connection: sqlite3.Connection, as_of: date) -> list[str]:
    (late,) = connection.execute(
        "SELECT count(*) FROM training WHERE start_date > ?", (as_of.isoformat(),)
    ).fetchone()
    return [f"{late} trainings begin after {as_of}"] if late else []


def _check_personal_data(connection: sqlite3.Connection) -> list[str]:
    reasons = []
    for table, columns in _FREE_TEXTS.items():
        for column in columns:
            rows = connection.execute(
                f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"
            )
            found = sum(_holds_personal_data(text) for (text,) in rows)
            if found:
                reasons.append(f"personal data in {found} values of {table}.{column}")
    return reasons


def _holds_personal_data(text: str) -> bool:
    bare = _ADDRESS.sub(" ", text)
    return remove_personal_data(bare) != bare
