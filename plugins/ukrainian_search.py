"""The search: what people type, by the beginnings of words; and one page of all it finds."""

import urllib.parse

from datasette import Response, hookimpl

from ingest.common import search
from ingest.common.kept import keep

DATABASE = "trainings"


@hookimpl(trylast=True)
def prepare_connection(conn):
    # Datasette registers its own escape_fts on every connection; the last one stays.
    conn.create_function("escape_fts", 1, search.match_expression, deterministic=True)


@hookimpl
def register_routes():
    return [(r"^/search$", show_found)]


async def show_found(datasette, request):
    """Show what is found of hromadas, topics, projects and events, each with its number."""
    asked = (request.args.get("q") or "").strip()
    database = datasette.get_database(DATABASE)
    given = {"words": search.match_expression(asked)}

    async def ask(sql):
        return (await database.execute(sql, given)).rows

    async def names(name, sql):
        return await keep(database, name, lambda: read_names(database, sql))

    hromadas = await names("hromadas to search", search.HROMADAS)
    found = {
        "asked": asked,
        "hromadas": hromadas.find(asked),
        "topics": (await names("topics to search", search.TOPICS)).find(asked),
        "projects": (await names("projects to search", search.PROJECTS)).find(asked),
        "events": await ask(search.EVENTS),
        "events_found": (await ask(search.EVENTS_FOUND))[0][0],
        "database": DATABASE,
    }
    if not any(found[kind] for kind in ("hromadas", "topics", "projects", "events")):
        found["alike"] = hromadas.suggest(asked)
    return Response.html(await datasette.render_template("search.html", found, request=request))


async def read_names(database, sql):
    return search.Names.of(await database.execute(sql))


@hookimpl
def asgi_wrapper():
    # An empty search box sends "_search=", for which Datasette would ask FTS5 for no word and
    # find nothing; people who empty the box want the whole list again.
    def wrap(app):
        async def without_empty_search(scope, receive, send):
            if b"_search=" in scope.get("query_string", b""):
                scope = {**scope, "query_string": drop_empty_search(scope["query_string"])}
            await app(scope, receive, send)

        return without_empty_search

    return wrap


def drop_empty_search(query_string):
    """Drop `_search=` where nothing but spaces follows it."""
    return b"&".join(
        part
        for part in query_string.split(b"&")
        if not (
            part.startswith(b"_search=")
            and not urllib.parse.unquote_plus(part[len(b"_search=") :].decode("latin-1")).strip()
        )
    )
