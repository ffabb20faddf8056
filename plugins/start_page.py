"""The start page's figures, and on every page the day of the data and the reports received."""

from itertools import groupby

from datasette import Response, hookimpl
from markupsafe import Markup

from ingest.common import dashboard, overview
from ingest.common.kept import keep
from ingest.common.language import current, names_of
from ingest.common.parameters import load_options

DATABASE = "trainings"


@hookimpl
def register_routes():
    return [(r"^/$", show_start)]


async def show_start(datasette, request):
    """Show the start page without what Datasette's own asks for: 340 queries about all tables."""
    as_json = datasette.absolute_url(request, datasette.urls.path("/.json"))
    page = {"metadata": datasette.metadata(), "alternate_url_json": as_json}
    html = await datasette.render_template("index.html", page, request=request, view_name="index")
    link = f'<{as_json}>; rel="alternate"; type="application/json+datasette"'
    return Response.html(html, headers={"Link": link})


@hookimpl
def extra_template_vars(datasette, template):
    if DATABASE not in datasette.databases:
        return {}
    database = datasette.get_database(DATABASE)

    async def figures():
        found = {"release": await keep(database, "release", lambda: read_release(database))}
        if template == "index.html":
            found["overview"] = await keep(database, "overview", lambda: read_overview(database))
            found["hromada_options"] = await keep(
                database,
                f"hromadas to choose, {current()}",
                lambda: write_options(database, names_of(datasette)),
            )
        return found

    return figures


async def read_release(database):
    row = (await database.execute(overview.RELEASE)).first()
    return dict(row) if row else None


async def write_options(database, names):
    """Return the list of all hromadas as HTML: 1,774 lines take a template 50 ms at each view."""
    option = Markup('<option value="{}">{}</option>')
    groups = groupby(await load_options(database, "hromadas"), key=lambda option: option.group)
    return Markup("").join(
        Markup('<optgroup label="{}">{}</optgroup>').format(
            names.shown(group),
            Markup("").join(option.format(one.value, names.shown(one.label)) for one in options),
        )
        for group, options in groups
    )


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
    }
