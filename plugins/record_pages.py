"""What the pages of an event, a project and an oblast show beside the row itself."""

from datasette import hookimpl
from datasette.utils import tilde_decode

from ingest.common.overview import MAP_WIDTH, draw_outlines, make_bars, make_shares
from ingest.common.records import PAGES


@hookimpl
def extra_template_vars(datasette, database, table, view_name, request):
    if view_name != "row" or table not in PAGES:
        return {}

    async def read():
        key = tilde_decode(request.url_vars["pks"])
        db = datasette.get_database(database)
        page = {n: (await db.execute(sql, {"key": key})).rows for n, sql in PAGES[table].items()}
        outlines = draw_outlines()
        if table == "project":
            page["bars"] = make_bars(page["bars"])
            page["shares"] = make_shares(page["shares"], outlines.paths)
        if table == "oblast" and key in outlines.paths:
            page["frame"] = outlines.frame(key)
        return page | {"outlines": outlines, "width": MAP_WIDTH}

    return read
