"""The start page's figures, and on every page the day of the data and the reports received."""

from datasette import hookimpl

from ingest.common import dashboard, overview
from ingest.common.kept import keep
from ingest.common.parameters import load_options

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
    of_all_topics = {"topic": ""}
    quarters = await database.execute(dashboard.QUARTERS, of_all_topics)
    oblasts = await database.execute(dashboard.OBLASTS, of_all_topics)
    outlines = overview.draw_outlines()
    return {
        "bars": overview.make_bars(quarters),
        "oblasts": overview.make_shares(oblasts, outlines.paths),
        "width": overview.MAP_WIDTH,
        "height": outlines.height,
        "hromadas": await load_options(database, "hromadas"),
    }
