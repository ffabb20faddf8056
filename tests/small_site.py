"""Our Datasette in the test's own process: over a few rows made by hand, or over a release."""

import asyncio
import sqlite3
from pathlib import Path
from urllib.parse import urlencode

from datasette.app import Datasette

from ingest.common.ukrainian import prepare_connection
from ingest.schema import PUBLIC_TABLES, TRAINING_PLACE_VIEW, public_table

ROOT = Path(__file__).parents[1]
PLUGINS = ROOT / "plugins"
LINKED = ("metadata.yml", "settings.json", "templates", "plugins", "static")
"""What `make serve` links into a release, so that the folder is a whole site."""


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


def link_site(folder):
    """Make the folder of a release what `datasette serve` takes for a whole site."""
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)


class Site:
    """The site over one database, immutable as in production; get() answers like a browser."""

    def __init__(self, database, settings=None, metadata=None, **options):
        self.datasette = Datasette(
            [],
            [str(database)],
            plugins_dir=str(PLUGINS),
            template_dir=str(ROOT / "templates"),
            settings=settings,
            metadata=metadata,
            **options,
        )

    def get(self, path):
        async def ask():
            await self.datasette.invoke_startup()
            return await self.datasette.client.get(path)

        return asyncio.run(ask())

    def query(self, name, **arguments):
        """Return the rows of a saved question of the database `trainings`."""
        return self.rows(f"/trainings/{name}.json?{urlencode(arguments)}")

    def rows(self, path):
        """Return the rows of a JSON address (one that has a «?»), each as a dictionary."""
        return self.get(f"{path}&_shape=array").json()


class WholeSite(Site):
    """The site as it is served: a release's folder with our words, pages and styles."""

    def __init__(self, folder):
        self.datasette = Datasette(config_dir=folder)
