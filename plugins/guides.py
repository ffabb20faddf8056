"""Pages of text: how to understand the data, how to report, how programs read it, accessibility.

Each is a Markdown file of docs/ in two languages, so that a page and its document are one.
"""

import re
from functools import cache
from pathlib import Path

from datasette import Response, hookimpl
from datasette.utils.asgi import asgi_static
from markdown_it import MarkdownIt
from markupsafe import Markup

from ingest.common import language

DOCS = Path(__file__).resolve().parents[1] / "docs"
GUIDES = ("data", "donors", "api", "accessibility")
EXAMPLE_HOST = "http://127.0.0.1:8001"
"""In the documents; on the site its own."""
_EXAMPLE = re.compile(r"(?<=[ ;])(https?://[^\s&<]+(?:&amp;[^\s&<]+)*)(?=&quot;|\n|<)")
_TITLE = re.compile(r"# (.+)\n")
_OTHER_LANGUAGE = re.compile(r"^\[[^\]]+\]\([a-z]+(?:\.uk)?\.md\)\n\n", re.M)
"""The line that leads from a document to its twin: the page has its own way between them."""


@hookimpl
def register_routes():
    return [
        (rf"^/guide/(?P<name>{'|'.join(GUIDES)})$", show_guide),
        (r"^/guide/pictures/(?P<path>[a-z-]+\.png)$", asgi_static(DOCS / "pictures")),
    ]


async def show_guide(datasette, request):
    """Show one guide in the language of the page."""
    title, text = read_guide(request.url_vars["name"], language.current())
    text = text.replace(EXAMPLE_HOST, datasette.absolute_url(request, "/").rstrip("/"))
    text = _EXAMPLE.sub(r'<a href="\1">\1</a>', text)
    page = {"title": title, "text": Markup(text), "database": None}
    return Response.html(await datasette.render_template("guide.html", page, request=request))


@cache
def read_guide(name, code):
    """Return the title of a guide and the HTML of what stands under it."""
    suffix = ".uk.md" if code == "uk" else ".md"
    text = (DOCS / f"{name}{suffix}").read_text(encoding="utf-8")
    text = _OTHER_LANGUAGE.sub("", text, count=1)
    title = _TITLE.match(text)
    html = MarkdownIt("commonmark").enable("table").render(text[title.end() :])
    return title[1], html
