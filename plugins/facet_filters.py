"""Filters of the facets: _quarter=, _topic=, _donor= and _place= narrow a list of trainings."""

import urllib.parse

from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.utils.asgi import BadRequest

from ingest.common import choices, facets, place_facet, places
from ingest.common.language import names_of, translate
from ingest.common.parameters import QUARTERS, load_options
from ingest.common.quarters import Quarter
from ingest.common.titles import column_title

RANGE = (
    ("_from_quarter", ">=", "з кварталу: {}"),
    ("_to_quarter", "<=", "до кварталу: {}"),
)
"""Arguments of an address, how their quarter bounds the rows, and how that is said."""
LIST_FACETS = (facets.QUARTER, facets.TOPIC, facets.DONOR, facets.FORMAT)


@hookimpl
def filters_from_request(request, database, table, datasette):
    async def inner():
        names = names_of(datasette)
        db = datasette.get_database(database)
        columns = await db.table_columns(table)
        refuse_unknown(request.args, table, columns)
        pairs = urllib.parse.parse_qsl(request.query_string)
        filters = [await filter_by_list(db, columns, facet, pairs, names) for facet in LIST_FACETS]
        filters.append(await filter_by_place(db, table, pairs, names))
        filters.append(filter_by_range(columns, request.args, names))
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


def refuse_unknown(args, table, columns):
    """Refuse a filter or an order by an unknown column: SQLite would take its name for a text."""
    asked = [name.partition("__")[0] for name in args if not name.startswith("_")]
    asked += [args.get(name) for name in ("_sort", "_sort_desc") if args.get(name)]
    for column in asked:
        if column not in (*columns, "rowid"):
            known = ", ".join(f"{column_title(table, name)} ({name})" for name in columns)
            words = translate("Колонки «{}» у цій таблиці немає. Є такі: {}.")
            raise BadRequest(words.format(column[:40], known))


def filter_by_range(columns, args, names):
    """Keep the quarters from one to another, where a table has them."""
    clauses, params, told = [], {}, []
    for argument, sign, words in RANGE:
        code = args.get(argument)
        if code and facets.QUARTER.suits(columns):
            clauses.append(f"{facets.QUARTER.column} {sign} :{argument.strip('_')}")
            params[argument.strip("_")] = code
            told.append(translate(words).format(names.shown(quarter_name(code))))
    return clauses, params, ", ".join(told)


def quarter_name(code):
    try:
        return Quarter.parse(code).name
    except ValueError:
        return code


@hookimpl
def extra_template_vars(datasette, database, table, view_name, columns):
    if view_name != "table" or not facets.QUARTER.suits(columns or []):
        return {}

    async def quarters():
        options = await load_options(datasette.get_database(database), QUARTERS)
        return {"quarters": [option.value for option in options]}

    return quarters


async def filter_by_list(db, columns, facet, pairs, names):
    chosen = choices.chosen_values(pairs, facet.argument)
    if not chosen or not facet.suits(columns):
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
