"""Loaded tables → the indexes that the schema names."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from ingest.schema import PUBLIC_TABLES


def add_indexes(connection: sqlite3.Connection) -> None:
    """Create every index of the schema, in its order."""
    database = Database(connection)
    for table in PUBLIC_TABLES:
        for columns in table.indexes:
            database.table(table.name).create_index(list(columns))
