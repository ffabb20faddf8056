"""A Datasette with our plugins over a database of a few rows made by hand."""

import asyncio
import sqlite3
from pathlib import Path

from datasette.app import Datasette

from ingest.common.ukrainian import prepare_connection
from ingest.schema import PUBLIC_TABLES, TRAINING_PLACE_VIEW, public_table

PLUGINS = Path(__file__).parents[2] / "plugins"


def create_database(path):
    """Make every public table, empty, and return the connection to fill it."""
    connection = sqlite3.connect(path)
    prepare_connection(connection)
    for table in PUBLIC_TABLES:
        connection.execute(table.create_sql())
    connection.execute(TRAINING_PLACE_VIEW)
    return connection


def add(connection, table, **values):
    """Insert one row; columns that must be filled and are not given get 0 or an empty text."""
    row = [
        values.pop(column.name, _filling(column) if column.required else None)
        for column in public_table(table).columns
    ]
    if values:
        raise KeyError(f"{table} has no {', '.join(values)}")
    connection.execute(public_table(table).insert_sql(), row)


def _filling(column):
    return "" if column.type == "TEXT" else 0


class Site:
    """The site over one database, immutable as in production; get() answers like a browser."""

    def __init__(self, database, settings=None, metadata=None):
        self.datasette = Datasette(
            [], [str(database)], plugins_dir=str(PLUGINS), settings=settings, metadata=metadata
        )

    def get(self, path):
        async def ask():
            await self.datasette.invoke_startup()
            return await self.datasette.client.get(path)

        return asyncio.run(ask())

    def rows(self, path):
        """Return the rows of a JSON address (one that has a «?»), each as a dictionary."""
        return self.get(f"{path}&_shape=array").json()
