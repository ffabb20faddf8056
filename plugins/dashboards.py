"""The overview of the ministry at /overview, and that of a topic at /overview/<topic>."""

from datasette import NotFound, Response, hookimpl

from ingest.common import dashboard, overview
from ingest.common.kept import keep

DATABASE = "trainings"
SPOTS = 10


@hookimpl
def register_routes():
    return [(r"^/overview(?:/(?P<topic>[\w-]+))?$", show_overview)]


async def show_overview(datasette, request):
    database = datasette.get_database(DATABASE)
    topic = request.url_vars.get("topic") or ""

    async def read():
        return await read_dashboard(datasette, database, topic)

    topics = await keep(database, "topics", lambda: read_topics(database))
    if topic and topic not in topics:
        raise NotFound("Topic not found")
    shown = await keep(database, f"dashboard {topic}", read)
    page = {"board": shown, "topic": topic, "topics": topics, "database": DATABASE}
    return Response.html(await datasette.render_template("overview.html", page, request=request))


async def read_topics(database):
    return dict(tuple(row) for row in await database.execute(dashboard.TOPICS))


async def read_dashboard(datasette, database, topic):
    """Return what the page of a topic shows; '' is all topics."""

    async def ask(sql):
        return (await database.execute(sql, {"topic": topic})).rows

    outlines = overview.draw_outlines()
    (totals,) = await ask(dashboard.TOTALS)
    years, lines = dashboard.tabulate_topics(await ask(dashboard.TOPICS_BY_YEAR))
    question = await datasette.get_canned_query(DATABASE, "where_next", None)
    asked = dict.fromkeys(question["params"], "") | {"topic": topic, "places": str(SPOTS)}
    return {
        "events": totals[0],
        "projects": totals[1],
        "reached": totals[2],
        "hromadas": totals[3],
        "bars": overview.make_bars(await ask(dashboard.QUARTERS)),
        "oblasts": overview.make_shares(await ask(dashboard.OBLASTS), outlines.paths),
        "width": overview.MAP_WIDTH,
        "height": outlines.height,
        "years": years,
        "lines": lines,
        "teachers": await ask(dashboard.PROJECTS),
        "spots": (await database.execute(question["sql"], asked)).rows,
        "missing": await ask(dashboard.MISSING),
    }
