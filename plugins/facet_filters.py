"""Filters of the facets: _quarter=, _topic=, _donor= and _place= narrow a list of trainings."""

import urllib.parse

from datasette import hookimpl
from datasette.filters import FilterArguments

from ingest.common import choices, facets, place_facet, places
from ingest.common.language import names_of

LIST_FACETS = (facets.QUARTER, facets.TOPIC, facets.DONOR)


@hookimpl
def filters_from_request(request, database, table, datasette):
    async def inner():
        names = names_of(datasette)
        db = datasette.get_database(database)
        pairs = urllib.parse.parse_qsl(request.query_string)
        filters = [await filter_by_list(db, table, facet, pairs, names) for facet in LIST_FACETS]
        filters.append(await filter_by_place(db, table, pairs, names))
        return FilterArguments(
            [clause for clauses, _, _ in filters for clause in clauses],
            {name: value for _, params, _ in filters for name, value in params.items()},
            [description for _, _, description in filters if description],
        )

    return inner


@hookimpl(specname="filters_from_request", trylast=True)
def mark_the_page(request):
    # After the conditions of a list Datasette puts the one that cuts the page of ?_next=, and
    # hands all of it to the facets; the mark lets their counts stop before it.
    return FilterArguments([facets.PAGE_MARK] if request.args.get("_next") else [])


async def filter_by_list(db, table, facet, pairs, names):
    chosen = choices.chosen_values(pairs, facet.argument)
    if not chosen or not facet.suits(await db.table_columns(table)):
        return [], {}, ""
    params = facet.parameters(chosen)
    found = dict(tuple(row) for row in await db.execute(facet.names_sql(chosen), params))
    return [facet.condition(chosen)], params, facet.describe(found, chosen, names)


async def filter_by_place(db, table, pairs, names):
    codes = choices.chosen_values(pairs, place_facet.ARGUMENT)
    if not codes or table not in place_facet.TABLES:
        return [], {}, ""
    found = await places.find_places(db, codes)
    choice = place_facet.PlaceChoice(table, codes, found)
    return choice.conditions(), choice.parameters(), choice.describe(names)
