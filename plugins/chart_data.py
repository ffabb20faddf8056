"""The rows that a chart is drawn from, at the address of a page with «.json_chart».

datasette-vega titles its axes by the names of columns. So its data have titles in the language
of the page for names; static/site.js points it here. Programs read the same page's JSON, whose
names stay.
"""

from datasette import hookimpl
from datasette.utils.asgi import Response

from ingest.common.language import names_of
from ingest.common.titles import column_title, names_for_chart


@hookimpl
def register_output_renderer():
    return {"extension": "json_chart", "render": render_chart}


async def render_chart(datasette, columns, rows, database, table, query_name):
    question = query_name and await datasette.get_canned_query(database, query_name, None)
    titles = (question or {}).get("column_titles") or {
        column: column_title(table, column) for column in columns
    }
    axes, names = names_for_chart(columns, titles), names_of(datasette)
    return Response.json(
        [dict(zip(axes, (_in_words(cell, names) for cell in row), strict=True)) for row in rows]
    )


def _in_words(cell, names):
    """A code that comes with its name is shown by the name."""
    value = cell["label"] if isinstance(cell, dict) and "label" in cell else cell
    return names.shown(value) if isinstance(value, str) else value
