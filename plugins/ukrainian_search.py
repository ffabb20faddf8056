"""The search box: what people type becomes a safe search by the beginnings of words."""

import re
import urllib.parse

from datasette import hookimpl

from ingest.common.ukrainian import fold

_WORD = re.compile(r"[^\W_]+")
# Beginnings of one or two letters match a large part of all words, and cost accordingly.
_SHORTEST_BEGINNING = 3
# Longer than any title; ten kilobytes of pasted text would run into the time limit.
_MOST_WORDS = 24


def match_expression(text):
    """Return the FTS5 query for what people typed.

    Every word must be there. A word of three letters or more matches by its beginning, a
    shorter one as a whole; prepositions of one letter («в», «з») count only on their own.
    No word at all finds nothing: FTS5 answers an empty query with an error, and "" with
    no row.
    """
    words = list(dict.fromkeys(_WORD.findall(fold(str(text or "")))))
    told = [word for word in words if len(word) > 1 or not word.isalpha()] or words
    terms = (f'"{word}"*' if len(word) >= _SHORTEST_BEGINNING else f'"{word}"' for word in told)
    return " ".join(list(terms)[:_MOST_WORDS]) or '""'


@hookimpl(trylast=True)
def prepare_connection(conn):
    # Datasette registers its own escape_fts on every connection; the last one stays.
    conn.create_function("escape_fts", 1, match_expression, deterministic=True)


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
