"""The language of a page, and our words in Datasette's own templates.

The language is that of `_lang=` in the address, else of the cookie that this leaves, else what
the browser accepts. The templates stay Datasette's: templates/_built_in_words.yml says which of
their words are replaced as they are read. A word that is no longer there stops the start, so
that an upgrade cannot bring other words in silence.
"""

from contextvars import ContextVar
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode

import datasette as package
import yaml
from datasette import hookimpl
from datasette.utils import tilde_decode
from jinja2 import BaseLoader

from ingest.common import language

WORDS = Path(__file__).resolve().parents[1] / "templates" / "_built_in_words.yml"
DATABASE = "trainings"
ARGUMENT, COOKIE = "_lang", "lang"
_XLSX = b"application/vnd.openxmlformats-officedocument.spreadsheetml"
_address = ContextVar("address", default="?")
_BUILT_IN = Path(package.__file__).parent / "templates"


class InterfaceWordMissing(Exception):
    """Datasette's template does not hold the words that ours are to replace."""


class TranslatingLoader(BaseLoader):
    """A loader that gives Datasette's templates as `translated`, the others as they are."""

    def __init__(self, loader, translated):
        self.loader, self.translated = loader, translated

    def get_source(self, environment, template):
        source, filename, is_fresh = self.loader.get_source(environment, template)
        path = Path(filename)
        if path.parent == _BUILT_IN:
            source = self.translated.get(path.name, source)
        return source, filename, is_fresh

    def list_templates(self):
        return self.loader.list_templates()


def translate(source, name, words):
    """Return the source of a template with each of `words` replaced."""
    for theirs, ours in words:
        if theirs not in source:
            raise InterfaceWordMissing(f"{name} of Datasette does not hold {theirs!r}")
        source = source.replace(theirs, ours)
    return source


@hookimpl
def prepare_jinja2_environment(env, datasette):
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    translated = {
        name: translate((_BUILT_IN / name).read_text(encoding="utf-8"), name, pairs)
        for name, pairs in words.items()
    }
    env.loader = TranslatingLoader(env.loader, translated)
    env.globals.update(_=language.translate, choose_form=language.choose_form)
    env.globals.update(
        language=language.current,
        in_language=lambda code: f"{_address.get()}{ARGUMENT}={code}",
        last_of_address=lambda: tilde_decode(
            unquote(_address.get().partition("?")[0].rstrip("/").rpartition("/")[2])
        ),
        site_title=lambda: language.translate(datasette.metadata("title") or ""),
    )


@hookimpl
def startup(datasette):
    async def read_names():
        database = datasette.databases.get(DATABASE)
        if database and await database.table_exists("hromada"):
            found = language.Names.of(await database.execute(language.ALL_NAMES))
            language.keep_names(datasette, found)

    return read_names


@hookimpl(tryfirst=True)
def asgi_wrapper():
    def wrap(app):
        async def in_its_language(scope, receive, send):
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            scope, asked = without_language(scope)
            headers = dict(scope["headers"])
            kept = cookie_of(headers.get(b"cookie", b"").decode("latin-1"))
            accepted = headers.get(b"accept-language", b"").decode("latin-1")
            chosen = language.choose(asked, kept, accepted)

            async def send_saying_it(message):
                if message["type"] == "http.response.start":
                    ours = []
                    if has_words(message["headers"]):
                        ours.append((b"vary", b"Accept-Language, Cookie"))
                        ours.append((b"content-language", chosen.encode()))
                    if asked in language.LANGUAGES:
                        cookie = f"{COOKIE}={asked}; Path=/; Max-Age=31536000; SameSite=Lax"
                        ours.append((b"set-cookie", cookie.encode()))
                    message = {**message, "headers": [*message["headers"], *ours]}
                await send(message)

            _address.set(address_of(scope))
            with language.speaking(chosen):
                await app(scope, receive, send_saying_it)

        return in_its_language

    return wrap


def address_of(scope):
    """Return path and arguments of a request, ready for one more argument."""
    path = scope.get("raw_path", scope["path"].encode()).decode("latin-1").partition("?")[0]
    query = scope.get("query_string", b"").decode("latin-1")
    # «//name» would lead to another site.
    return f"/{path.lstrip('/')}?{query}{'&' if query else ''}"


def has_words(headers):
    """Tell a page or a workbook from data and files, which are the same in both languages."""
    kinds = (value for name, value in headers if name.lower() == b"content-type")
    return next(kinds, b"").startswith((b"text/html", _XLSX))


def without_language(scope):
    """Take `_lang=` out of an address, that no form or facet of Datasette's may carry it on."""
    query = scope.get("query_string", b"")
    if ARGUMENT.encode() not in query:
        return scope, None
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    asked = next((value for key, value in reversed(pairs) if key == ARGUMENT), None)
    left = urlencode([pair for pair in pairs if pair[0] != ARGUMENT])
    return {**scope, "query_string": left.encode("latin-1")}, asked


def cookie_of(header):
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None
