"""The start page's figures, and on every page the day of the data and the reports received."""

from pathlib import Path

from datasette import hookimpl

from ingest.common import overview
from ingest.common.kept import keep
from ingest.common.parameters import load_options

OUTLINES = Path(__file__).resolve().parents[1] / "reference" / "oblasts.geojson"
DATABASE = "trainings"


@hookimpl
def extra_template_vars(datasette, template):
    if DATABASE not in datasette.databases:
        return {}
    database = datasette.get_database(DATABASE)

    async def figures():
        found = {"release": await keep(database, "release", lambda: read_release(database))}
        if template == "index.html":
            found["overview"] = await keep(database, "overview", lambda: read_overview(database))
        return found

    return figures


async def read_release(database):
    row = (await database.execute(overview.RELEASE)).first()
    return dict(row) if row else None


async def read_overview(database):
    outlines = overview.draw_outlines(OUTLINES)
    return {
        "bars": overview.make_bars(await database.execute(overview.QUARTERS)),
        "oblasts": overview.make_shares(await database.execute(overview.OBLASTS), outlines.paths),
        "width": overview.MAP_WIDTH,
        "height": outlines.height,
        "hromadas": await load_options(database, "hromadas"),
    }
