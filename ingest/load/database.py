"""An empty file → a database with every table of the schema and its reference lists.

The reference lists are our own clean UTF-8 CSVs: csvs-to-sqlite turns them into a
scratch database, from which they are copied into the tables of the schema. Donors' files
never go this way (it would read 03.11.2020 as 11 March).
"""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.common.messages import load_messages
from ingest.common.ukrainian import prepare_connection
from ingest.load.optional import load_optional
from ingest.problems import SEVERITIES
from ingest.schema import PUBLIC_TABLES, TRAINING_PLACE_VIEW, public_table

LISTS = {
    "oblast": "oblasts",
    "raion": "raions",
    "hromada": "hromadas",
    "settlement": "settlements",
    "topic_group": "topic_groups",
    "topic": "topics",
    "type": "types",
    "format": "formats",
    "audience": "audiences",
    "scope": "scopes",
    "status": "statuses",
    "donor": "donors",
    "project": "projects",
    "project_donor": "project_donors",
}
"""Table → the CSV in reference/ that fills it."""

ALIASES = ("aliases", "vocabulary_aliases")
"""The CSVs of other names: of places, and of all the vocabularies."""

_PAGE_CACHE_KIB = 256 * 1024


def create_database(path: Path | str) -> sqlite3.Connection:
    """Create the database at `path` with empty tables and return its connection."""
    connection = sqlite3.connect(path, isolation_level=None)
    prepare_connection(connection)
    # The file is new and thrown away if the build fails, so it needs no journal of its own.
    for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_PAGE_CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    for table in PUBLIC_TABLES:
        connection.execute(table.create_sql())
    connection.execute(TRAINING_PLACE_VIEW)
    return connection


def load_reference_lists(connection: sqlite3.Connection, reference: Path) -> None:
    """Fill the tables of places and vocabularies from the CSVs in `reference`."""
    with TemporaryDirectory() as folder:
        scratch = Path(folder) / "reference.db"
        _convert_lists(reference, scratch)
        with closing(sqlite3.connect(scratch)) as lists:
            for table, name in LISTS.items():
                _copy_list(lists, connection, table, name)
            _copy_aliases(lists, connection)
    load_optional(connection, reference)
    _write_problem_kinds(connection)


def _convert_lists(reference: Path, scratch: Path) -> None:
    # Here and not above: it brings pandas, half a second that `check` need not wait.
    from csvs_to_sqlite.cli import cli as csvs_to_sqlite

    paths = [str(reference / f"{name}.csv") for name in (*LISTS.values(), *ALIASES)]
    arguments = ["--just-strings", "--no-index-fks", *paths, str(scratch)]
    with redirect_stdout(io.StringIO()):
        csvs_to_sqlite.main(arguments, standalone_mode=False)


def _copy_list(
    lists: sqlite3.Connection, connection: sqlite3.Connection, table: str, name: str
) -> None:
    columns = ", ".join(column.name for column in public_table(table).columns)
    keys = ", ".join(public_table(table).key)
    rows = lists.execute(f"SELECT {columns} FROM [{name}] ORDER BY {keys}")
    connection.executemany(public_table(table).insert_sql(), rows)


_OTHER_NAMES = {
    "hromada_alias": """SELECT DISTINCT aliases.alias, hromadas.hromada_id, aliases.kind
        FROM aliases JOIN hromadas ON hromadas.hromada_code = aliases.place_code
        ORDER BY aliases.alias, hromadas.hromada_id""",
    "oblast_alias": """SELECT DISTINCT aliases.alias, oblasts.oblast_code, aliases.kind
        FROM aliases JOIN oblasts ON oblasts.oblast_code = aliases.place_code
        ORDER BY oblasts.oblast_code, aliases.alias""",
    "vocabulary_alias": """SELECT DISTINCT vocabulary, code, alias FROM vocabulary_aliases
        ORDER BY vocabulary, code, alias""",
}


def _copy_aliases(lists: sqlite3.Connection, connection: sqlite3.Connection) -> None:
    for table, sql in _OTHER_NAMES.items():
        connection.executemany(public_table(table).insert_sql(), lists.execute(sql))


def _write_problem_kinds(connection: sqlite3.Connection) -> None:
    uk, en = load_messages("uk"), load_messages("en")
    rows = [
        (code, uk[code].title, en[code].title, severity) for code, severity in SEVERITIES.items()
    ]
    connection.executemany(public_table("problem_kind").insert_sql(), rows)
