"""Outlines of the oblasts under the points of every map, so that it needs no tile server."""

from datasette import hookimpl
from datasette.utils.asgi import asgi_send_file
from datasette_cluster_map import find_columns

from ingest.common.overview import OUTLINES


@hookimpl
def register_routes():
    return [(r"^/-/oblasts\.geojson$", send_outlines)]


async def send_outlines(send):
    await asgi_send_file(
        send,
        OUTLINES,
        content_type="application/geo+json",
        headers={"cache-control": "public, max-age=86400"},
    )


@hookimpl
def extra_js_urls(database, table, columns, view_name, datasette):
    if not find_columns(database, table, columns, view_name, datasette):
        return []
    return [{"url": datasette.urls.path("/static/map.js"), "module": True}]
