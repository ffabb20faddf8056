"""The search: what people type, in any form of the words; and one page of all it finds."""

import urllib.parse

from datasette import Response, hookimpl

from ingest.common import search

DATABASE = "trainings"


@hookimpl(trylast=True)
def prepare_connection(conn):
    # Datasette registers its own escape_fts on every connection; the last one stays. It must not
    # hold the connection, which would then never be closed: so the forms are read beforehand.
    forms = search.word_forms_of(conn)
    conn.create_function(
        "escape_fts", 1, lambda text: forms.read_query(text).words, deterministic=True
    )


@hookimpl
def register_routes():
    return [(r"^/search$", show_found)]


async def show_found(datasette, request):
    """Show what is found of hromadas, topics, projects and events, each with its number.

    Where a word is taken for a misspelt one, `corrected` is the text that was looked for.
    """
    asked = (request.args.get("q") or "").strip()
    database = datasette.get_database(DATABASE)
    forms = await database.execute_fn(search.word_forms_of)
    query = forms.read_query(asked)

    async def ask(sql, **words):
        return (await database.execute(sql, query.parameters() | words)).rows

    found = {
        "asked": asked,
        "corrected": query.corrected,
        "hromadas": await ask(search.HROMADAS),
        "topics": await ask(search.TOPICS),
        "projects": await ask(search.PROJECTS),
        "events": await ask(search.EVENTS),
        "events_found": (await ask(search.EVENTS_FOUND))[0][0],
        "database": DATABASE,
    }
    if not any(found[kind] for kind in ("hromadas", "topics", "projects", "events")):
        found["alike"] = (await ask(search.HROMADAS, words=forms.suggest(asked)))[:5]
    return Response.html(await datasette.render_template("search.html", found, request=request))


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
