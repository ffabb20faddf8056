"""Donors' reports made by hand, received with the real lists and loaded one after another."""

from hand_made import write_text

from ingest.common.quarters import Quarter
from ingest.load.database import create_database
from ingest.load.tables import Loader
from ingest.schema import FIELDS

TITLES = {field.name: field.title_uk for field in FIELDS}
COUNTED = frozenset({"held"})


def write_report(rows):
    """Return the bytes of a .csv under the template's whole header; a row names its cells."""
    return write_text(
        [[*TITLES.values()], *([row.get(name, "") for name in TITLES] for row in rows)]
    )


def event(**cells):
    """Return a row with all that it needs; what is given stands instead."""
    return {"title": "Бюджет", "start_date": "12.10.2020", "hromadas": "Баранівська"} | cells


class World:
    """A database in memory and what reports are loaded into it with."""

    def __init__(self, receiver, folder):
        self.receiver = receiver
        self.folder = folder
        self.connection = create_database(":memory:")
        self.loader = Loader(self.connection, COUNTED)

    def receive(self, rows, quarter="2020-Q4", name="report.csv"):
        path = self.folder / name
        path.write_bytes(write_report(rows))
        quarter = Quarter.parse(quarter)
        return self.receiver.receive(path, f"{quarter.code}/{name}", quarter, quarter.end)

    def load(self, *rows, quarter="2020-Q4", name="report.csv"):
        """Receive and load one report; return its counts and the fates of its rows."""
        return self.loader.load_file(self.receive(rows, quarter, name))

    def rows(self, sql, *values):
        return self.connection.execute(sql, values).fetchall()

    def row(self, sql, *values):
        """Return the only row."""
        (row,) = self.rows(sql, *values)
        return row
