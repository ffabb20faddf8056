"""The start page's figures, and on every page the day of the data and the reports received."""

import weakref
from pathlib import Path

from datasette import hookimpl

from ingest.common import overview
from ingest.common.parameters import CHOICES, Option

OUTLINES = Path(__file__).resolve().parents[1] / "reference" / "oblasts.geojson"
DATABASE = "trainings"

# An immutable database never changes while it is served, so each is counted once.
_releases = weakref.WeakKeyDictionary()
_overviews = weakref.WeakKeyDictionary()


@hookimpl
def extra_template_vars(datasette, template):
    if DATABASE not in datasette.databases:
        return {}
    database = datasette.get_database(DATABASE)

    async def figures():
        found = {"release": await once(_releases, database, read_release)}
        if template == "index.html":
            found["overview"] = await once(_overviews, database, read_overview)
        return found

    return figures


async def once(kept, database, read):
    if database not in kept or database.is_mutable:
        kept[database] = await read(database)
    return kept[database]


async def read_release(database):
    row = (await database.execute(overview.RELEASE)).first()
    return dict(row) if row else None


async def read_overview(database):
    paths, height = overview.draw_outlines(OUTLINES)
    return {
        "bars": overview.make_bars(await database.execute(overview.QUARTERS)),
        "oblasts": overview.make_shares(await database.execute(overview.OBLASTS), paths),
        "width": overview.MAP_WIDTH,
        "height": height,
        "hromadas": [Option(*row) for row in await database.execute(CHOICES["hromadas"])],
    }
