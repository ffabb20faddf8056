"""Ukrainian words for the pages: numbers, dates, titles of tables and of their columns."""

from datasette import hookimpl

from ingest.common.answer_page import is_number
from ingest.common.sentences import choose_form, format_date, format_number
from ingest.schema import PUBLIC_TABLES

_VIEWS = {"training_place": "Мапа навчань: захід × громада"}
_TABLES = {table.name: table for table in PUBLIC_TABLES}


def table_title(table):
    """Return the title of a table, or its name if it is not one of ours."""
    return _VIEWS.get(table) or (_TABLES[table].title_uk if table in _TABLES else table)


def column_title(table, column):
    """Return the title of a column, or its name if it has none."""
    for candidate in (table, *_TABLES) if table in _VIEWS else (table,):
        for known in _TABLES[candidate].columns if candidate in _TABLES else ():
            if known.name == column:
                return known.title_uk
    return column


@hookimpl
def prepare_jinja2_environment(env):
    env.filters["number"] = format_number
    env.filters["day"] = format_date
    env.tests["a_number"] = is_number
    env.globals.update(table_title=table_title, column_title=column_title, choose_form=choose_form)
