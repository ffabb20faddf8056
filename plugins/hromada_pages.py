"""The page of a hromada at /hromada/<KATOTTG code>, and by its name at /hromada/<name>."""

from urllib.parse import quote, unquote

from datasette import NotFound, Response, hookimpl

from ingest.common import hromada_page as page
from ingest.common.kept import keep
from ingest.common.overview import MAP_WIDTH, draw_outlines

DATABASE = "trainings"
USUAL_SHARE, LOWER_SHARES = 20, (5, 1)
"""Shares of the hromadas of the oblast, %, that had a topic which this one misses."""
QUESTIONS = ("hromada_received", "hromada_misses")
MOST_EVENTS = 100
"""Events on the page, the last ones; the saved question lists all."""


@hookimpl
def register_routes():
    return [(r"^/hromada$", go_to_hromada), (r"^/hromada/(?P<hromada>[^/]+)$", show_hromada)]


async def go_to_hromada(datasette, request):
    """Lead from the list of the start page to the page of the hromada chosen there."""
    code = quote((request.args.get("hromada") or "").strip(), safe="")
    return Response.redirect(datasette.urls.path(f"/hromada/{code}" if code else "/"))


async def show_hromada(datasette, request):
    database = datasette.get_database(DATABASE)
    asked = unquote(request.url_vars["hromada"]).strip()
    hromada = (await database.execute(page.HROMADA, {"hromada": asked.upper()})).first()
    if hromada is None:
        return await show_namesakes(datasette, request, database, asked)
    known = dict(hromada)

    async def ask(sql):
        return (await database.execute(sql, known)).rows

    async def ask_of_area(name, sql):
        """Ask what is the same for all hromadas of a raion."""
        area = f"{name} of {known['raion_code'] or known['oblast_code']}"
        return (await keep(database, area, lambda: ask(sql)))[0]

    answers, share = {}, USUAL_SHARE
    for name in QUESTIONS:
        question = await datasette.get_canned_query(DATABASE, name, request.actor)
        given = dict.fromkeys(question["params"], "") | {"hromada": known["hromada_code"]}
        answers[name] = (await database.execute(question["sql"], given)).rows
        for percent in LOWER_SHARES if name == "hromada_misses" else ():
            if answers[name]:
                break
            # Where a base is young, no topic has reached a fifth of an oblast.
            share, given["percent"] = percent, str(percent)
            answers[name] = (await database.execute(question["sql"], given)).rows
    outlines = draw_outlines()
    spot = None
    if known["latitude"] is not None:
        spot = outlines.place(known["latitude"], known["longitude"])
    shown = {
        "hromada": known,
        "old_names": [row[0] for row in await ask(page.OLD_NAMES)],
        "events": answers["hromada_received"],
        "misses": answers["hromada_misses"],
        "share": share,
        "topics": await ask(page.TOPICS),
        "medians": await ask_of_area("medians", page.MEDIANS),
        "neighbours": await ask(page.NEIGHBOURS),
        "wide_events": (await ask_of_area("wide events", page.WIDE))[0],
        "most_events": MOST_EVENTS,
        "outlines": outlines,
        "width": MAP_WIDTH,
        "spot": spot,
        "database": DATABASE,
    }
    return Response.html(await datasette.render_template("hromada.html", shown, request=request))


async def show_namesakes(datasette, request, database, asked):
    """Go to the one hromada of a name, list those of several, or say that there is none."""
    name = asked[:1].upper() + asked[1:].lower()
    found = (await database.execute(page.NAMESAKES, {"name": name})).rows
    if len(found) == 1:
        return Response.redirect(datasette.urls.path(f"/hromada/{found[0]['hromada_code']}"))
    if not found:
        raise NotFound("Hromada not found")
    shown = {"asked": name, "found": found, "database": DATABASE}
    html = await datasette.render_template("hromada_namesakes.html", shown, request=request)
    return Response.html(html, status=300)
