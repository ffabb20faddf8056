"""Panels of facets by quarter, topic, donor and place, and Ukrainian order in SQL.

What their values do to the list is in facet_filters.py.
"""

import urllib.parse
import weakref

from datasette import hookimpl
from datasette.database import QueryInterrupted
from datasette.facets import Facet

from ingest.common import choices, facets, place_facet, places, ukrainian
from ingest.common.language import names_of, translate

# Counts of an immutable database never change while it is served. Without memory the four
# panels of 1.2 million trainings cost 0.6 s at each view; the bound keeps crawlers from
# filling memory with the answers to every combination of filters.
_KEPT_ANSWERS = 256
_answers = weakref.WeakKeyDictionary()


@hookimpl
def prepare_connection(conn):
    ukrainian.prepare_connection(conn)


@hookimpl
def register_facet_classes():
    return [QuarterFacet, PlaceFacet, TopicFacet, DonorFacet, FormatFacet]


class PanelFacet(Facet):
    """What the panels share: declared or asked for, counted within the time limit."""

    title: str
    argument: str

    async def suggest(self):
        return []

    async def facet_results(self):
        configs = self.get_configs()
        if not configs or not await self.suits():
            return [], []
        try:
            lines = await self.lines()
        except QueryInterrupted:
            return [], [translate(self.title)]
        size = self.get_facet_size()
        shown = choices.cut_to_size(lines, size)
        return [
            {
                "name": translate(self.title),
                # The template prints any other type after the title, in English.
                "type": "column",
                "facet": self.type,
                "hideable": all(config["source"] != "metadata" for config in configs),
                "toggle_url": self.url_of(
                    [pair for pair in self.get_querystring_pairs() if pair[0] != self.asked_by]
                ),
                "results": [self.line(choice) for choice in shown],
                "truncated": len(shown) < len(lines),
            }
        ], []

    @property
    def asked_by(self):
        return f"_facet_{self.type}"

    def chosen(self):
        return choices.chosen_values(self.get_querystring_pairs(), self.argument)

    def line(self, choice):
        return {
            "value": choice.value,
            "label": names_of(self.ds).shown(choice.label),
            "count": choice.count,
            "toggle_url": self.ds.absolute_url(self.request, self.url_of(self.toggled(choice))),
            "selected": choice.selected,
        }

    def toggled(self, choice):
        pairs = self.get_querystring_pairs()
        if choice.selected:
            return choices.remove_choices(pairs, self.argument, self.removed_with(choice.value))
        return choices.add_choice(pairs, self.argument, choice.value)

    def removed_with(self, value):
        return {value}

    def url_of(self, pairs):
        query = f"?{urllib.parse.urlencode(pairs)}" if pairs else ""
        return self.ds.urls.path(self.request.path + query)

    async def count(self, sql, params):
        database = self.ds.get_database(self.database)
        # Counts of the whole table are made once, so they may take the limit of a page's query.
        is_filtered = " where " in self.sql
        limit = self.ds.setting("facet_time_limit_ms") if is_filtered else None
        if database.is_mutable:
            return (await database.execute(sql, params, custom_time_limit=limit)).rows
        kept = _answers.setdefault(database, {})
        key = sql, tuple(item for item in sorted(params.items()) if f":{item[0]}" in sql)
        rows = kept.pop(key, None)
        if rows is None:
            rows = (await database.execute(sql, params, custom_time_limit=limit)).rows
        kept[key] = rows
        if len(kept) > _KEPT_ANSWERS:
            del kept[next(iter(kept))]
        return rows


class ListPanel(PanelFacet):
    """A panel over one list of names; see ingest.common.facets.ListFacet."""

    facet: facets.ListFacet

    @property
    def title(self):
        return self.facet.title

    @property
    def argument(self):
        return self.facet.argument

    async def suits(self):
        columns = await self.ds.get_database(self.database).table_columns(self.table)
        return self.facet.suits(columns)

    async def lines(self):
        chosen = self.chosen()
        params = {**(self.params or {}), **self.facet.parameters(chosen)}
        rows = await self.count(self.facet.counts_sql(self.sql, chosen), params)
        return self.facet.choices(rows, chosen)


class QuarterFacet(ListPanel):
    type = "quarter"
    facet = facets.QUARTER


class TopicFacet(ListPanel):
    type = "topic"
    facet = facets.TOPIC


class DonorFacet(ListPanel):
    type = "donor"
    facet = facets.DONOR


class FormatFacet(ListPanel):
    type = "format"
    facet = facets.FORMAT


class PlaceFacet(PanelFacet):
    """The panel of places: the path chosen, then the next level; see place_facet."""

    type = "place"
    title = place_facet.TITLE
    argument = place_facet.ARGUMENT

    async def suits(self):
        return self.table in place_facet.TABLES

    async def lines(self):
        chosen = self.chosen()
        found = await places.find_places(self.ds.get_database(self.database), chosen)
        self.choice = place_facet.PlaceChoice(self.table, chosen, found)
        level, parents = self.choice.offered()
        rows = []
        if level:
            sql = self.choice.counts_sql(self.sql, level, parents)
            rows = await self.count(sql, {**(self.params or {}), **self.choice.parameters()})
        return self.choice.lines(rows, await self.get_row_count() if chosen else 0)

    def removed_with(self, value):
        return self.choice.inside(value)
