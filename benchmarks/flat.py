"""The same questions over the flat table that csvs-to-sqlite makes of the donors' files.

Written as an analyst would who has only that table: cells are text, hromadas are a list in one
cell. They answer less than ours (no other spelling, no wide events, no joint projects), and are
here to be compared in time only.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from ingest.common.ukrainian import prepare_connection
from ingest.resolve.gazetteer import read_csv

_QUARTER = """substr("Дата початку", 7, 4) || '-Q' || ((substr("Дата початку", 4, 2) + 2) / 3)"""

QUESTIONS = {
    "who_trained_whom": """select * from training
        order by substr("Дата початку", 7, 4) || substr("Дата початку", 4, 2) desc limit 2000""",
    "white_spots": """select hromada from hromada where not exists (
        select 1 from training where "Громади" like '%' || hromada || '%')""",
    "evenness_by_oblast": """select "Область", count(*) from training group by 1 order by 2 desc""",
    "evenness_over_time": f"select {_QUARTER}, count(*) from training group by 1",
    "topic_balance": 'select "Тема", count(*) from training group by 1 order by 2 desc',
    "presence_matrix": 'select "Проєкт", "Область", count(*) from training group by 1, 2',
    "concentration": """select hromada, count(*) from hromada
        join training on "Громади" like '%' || hromada || '%'
        group by 1 order by 2 desc limit 100""",
    "overlaps": """select a.rowid, b.rowid from training a join training b
        on a."Громади" = b."Громади" and a."Тема" = b."Тема" and a."Проєкт" < b."Проєкт" """,
    "hromada_received": """select * from training where "Громади" like '%Баранівська%'""",
}
"""Our question → its like over the flat table."""

_SECONDS = 10


def time_flat(database: Path, reference: Path) -> dict[str, str]:
    """Return question → milliseconds of its SQL over the flat table, or that it was cut off."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        connection.execute("CREATE TEMP TABLE hromada (hromada TEXT)")
        labels = ((row["hromada_name"],) for row in read_csv(reference / "hromadas.csv"))
        connection.executemany("INSERT INTO hromada VALUES (?)", labels)
        return {name: _time(connection, sql) for name, sql in QUESTIONS.items()}


def time_raw(database: Path, sql: str, parameters: dict[str, str]) -> str:
    """Return the milliseconds of a question's own SQL, without HTTP."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        prepare_connection(connection)
        return _time(connection, sql, parameters)


def _time(
    connection: sqlite3.Connection, sql: str, parameters: dict[str, str] | None = None
) -> str:
    begun = time.perf_counter()
    connection.set_progress_handler(lambda: time.perf_counter() - begun > _SECONDS, 10_000)
    took = []
    try:
        for _ in range(3):
            start = time.perf_counter()
            connection.execute(sql, parameters or {}).fetchall()
            took.append(1000 * (time.perf_counter() - start))
    except sqlite3.OperationalError:
        if not took:
            return f"over {_SECONDS} s"
    return f"{min(took):.1f}"
