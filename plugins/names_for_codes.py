"""Filters by the names that cells show: «format_code=Онлайн» means «format_code=online»."""

import urllib.parse

from datasette import hookimpl

from ingest.common.kept import keep
from ingest.common.ukrainian import fold
from ingest.schema import PUBLIC_TABLES, public_table

DATABASE = "trainings"
OPERATIONS = ("", "exact", "not")


def named_tables():
    """Return column of codes → the table that names them, in Ukrainian and in English."""
    tables = {table.name: table for table in PUBLIC_TABLES}
    return {
        column.name: name
        for table in PUBLIC_TABLES
        for column in table.columns
        if column.references
        and column.references == f"{(name := column.name.removesuffix('_code'))}({column.name})"
        and f"{name}_name" in [own.name for own in tables[name].columns]
    }


TABLES = named_tables()


@hookimpl
def asgi_wrapper(datasette):
    def wrap(app):
        async def with_codes(scope, receive, send):
            pairs = urllib.parse.parse_qsl(
                scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True
            )
            if any(is_by_code(name) for name, _ in pairs) and DATABASE in datasette.databases:
                known = await keep(
                    database := datasette.get_database(DATABASE),
                    "names of codes",
                    lambda: read_names(database),
                )
                pairs = [(name, code_of(known, name, value)) for name, value in pairs]
                scope = {**scope, "query_string": urllib.parse.urlencode(pairs).encode("ascii")}
            await app(scope, receive, send)

        return with_codes

    return wrap


def is_by_code(argument):
    column, _, operation = argument.partition("__")
    return column in TABLES and operation in OPERATIONS


def code_of(known, argument, value):
    """Return the code that a value is the name of; the value itself where it is none."""
    if not is_by_code(argument):
        return value
    return known[argument.partition("__")[0]].get(fold(value), value)


async def read_names(database):
    """Return column of codes → folded name → code; what is a code already stays one."""
    known = {}
    for column, table in TABLES.items():
        names = [f"{table}_name"]
        if f"{table}_name_en" in [own.name for own in public_table(table).columns]:
            names.append(f"{table}_name_en")
        rows = await database.execute(f"select {column}, {', '.join(names)} from {table}")
        codes = {fold(str(name)): row[0] for row in rows for name in tuple(row)[1:] if name}
        known[column] = codes | {fold(str(row[0])): row[0] for row in rows}
    return known
