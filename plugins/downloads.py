"""Downloads in full: a question's CSV and XLSX, a table's XLSX, and every CSV fit for Excel.

Datasette cuts the answers of saved questions at `max_returned_rows`, in their CSV too and
without a word. Here a question is asked once more, without that bound but with others.
"""

import asyncio
import csv
import io
import re
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from datasette import NotFound, Response, hookimpl
from datasette.database import QueryInterrupted
from datasette.utils import sqlite_timelimit
from datasette.utils.sqlite import sqlite3
from datasette.views.base import DatasetteError

from ingest.common.answer_page import AS_WRITTEN
from ingest.common.download import (
    BOM,
    MOST_ROWS,
    about_download,
    defuse,
    titles_of_labels,
    write_xlsx,
)
from ingest.common.language import names_of
from ingest.common.titles import column_title, table_title
from ingest.schema import PUBLIC_TABLES

DATABASE = "trainings"
QUESTIONS = Path(__file__).resolve().parents[1] / "canned_queries" / DATABASE

_SECONDS = 10
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,14})")
_DECIMAL = re.compile(r"-?\d{1,15}\.\d{1,15}")
_DEFUSED = re.compile(r"^'(?=[=@\t+-])")
_TYPES = {column.name: column.type for table in PUBLIC_TABLES for column in table.columns}
# Of the page that is seen, not of the whole: these would cut the file.
_OF_PAGES = ("_next", "_size", "_stream", "_labels", "_facet", "_nofacet")
# Each holds its rows in memory; a second one waits.
_gate = asyncio.Semaphore(1)


@hookimpl
def register_routes():
    questions = "|".join(path.stem for path in sorted(QUESTIONS.glob("*.sql")))
    return [
        (rf"^/trainings/(?P<name>{questions})\.(?P<format>csv|xlsx)$", download_question),
        (r"^/trainings/(?P<name>[a-z_]+)\.xlsx$", download_table),
    ]


async def download_question(datasette, request):
    """Send all rows that a question answers with: the names of columns in CSV, titles in XLSX."""
    name, database = request.url_vars["name"], datasette.get_database(DATABASE)
    question = await datasette.get_canned_query(DATABASE, name, request.actor)
    async with _gate:
        columns, rows = await ask(database, question, request)
        if request.url_vars["format"] == "csv":
            content = await asyncio.to_thread(as_csv, columns, rows)
            return attached(content, f"{name}.csv", "text/csv; charset=utf-8")
        titles = [question["column_titles"][column] for column in columns]
        rows = in_language(datasette, columns, rows)
        about = await about_file(datasette, request, question["title"], question["reads"])
        content = await asyncio.to_thread(write_xlsx, question["title"], titles, rows, about)
    return attached(content, f"{name}.xlsx", _XLSX)


async def download_table(datasette, request):
    """Send all rows of a table or view, with the filters of the address."""
    name, database = request.url_vars["name"], datasette.get_database(DATABASE)
    if not (await database.table_exists(name) or name in await database.view_names()):
        raise NotFound("Table not found")
    async with _gate:
        columns, rows = await read_table(datasette, request, name)
        rows = in_language(datasette, columns, rows)
        titles = titles_of_labels(columns, [column_title(name, column) for column in columns])
        about = await about_file(datasette, request, table_title(name), "")
        content = await asyncio.to_thread(write_xlsx, table_title(name), titles, rows, about)
    return attached(content, f"{name}.xlsx", _XLSX)


def in_language(datasette, columns, rows):
    """Return the rows with the names of the data in the language of the page."""
    names = names_of(datasette)
    are_names = [column not in AS_WRITTEN for column in columns]
    return [
        [
            names.shown(cell) if is_name and isinstance(cell, str) else cell
            for cell, is_name in zip(row, are_names, strict=True)
        ]
        for row in rows
    ]


def attached(content, name, content_type):
    """Return a response of text or bytes that a browser saves as a file."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    kind = Response if isinstance(content, str) else BytesResponse
    return kind(content, headers=headers, content_type=content_type)


class BytesResponse(Response):
    """A response of bytes: Datasette's own encodes text."""

    async def asgi_send(self, send):
        headers = {**self.headers, "content-type": self.content_type}
        raw = [[key.encode(), value.encode()] for key, value in headers.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": raw})
        await send({"type": "http.response.body", "body": self.body})


async def about_file(datasette, request, title, reads):
    """Return what a workbook says of itself: of what, as of which day, from which address."""
    row = (await datasette.get_database(DATABASE).execute("select data_as_of from release")).first()
    page = datasette.absolute_url(request, request.path.removesuffix(".xlsx"))
    address = f"{page}?{request.query_string}" if request.query_string else page
    return about_download(title, reads, address, row[0] if row else "")


async def read_table(datasette, request, name):
    """Return the columns and rows of a table as Datasette's whole CSV has them, with labels."""
    pairs = [
        (key, value)
        for key in request.args
        if key not in _OF_PAGES
        for value in request.args.getlist(key)
    ]
    query = urlencode([*pairs, ("_stream", "on"), ("_labels", "on")])
    answer = await datasette.client.get(f"/{DATABASE}/{name}.csv?{query}")
    if answer.status_code != 200:
        raise DatasetteError(answer.text[:500], status=answer.status_code)
    reader = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    columns = next(reader)
    are_numbers = [_TYPES.get(column) in ("INTEGER", "REAL") for column in columns]
    rows = [
        [
            as_number(cell) if is_number else _DEFUSED.sub("", cell)
            for cell, is_number in zip(row, are_numbers, strict=True)
        ]
        for row in islice(reader, MOST_ROWS)
    ]
    return columns, rows


def as_number(cell):
    """Return a number where the cell is written as one."""
    if _INTEGER.fullmatch(cell):
        return int(cell)
    return float(cell) if _DECIMAL.fullmatch(cell) else cell


async def ask(database, question, request):
    """Return the columns and rows of a question, all of them."""
    given = {name: request.args.get(name) or "" for name in question["params"]}

    def read(connection):
        with sqlite_timelimit(connection, _SECONDS * 1000):
            try:
                cursor = connection.execute(question["sql"], given)
                rows = [tuple(row) for row in cursor.fetchmany(MOST_ROWS)]
            except sqlite3.OperationalError as error:
                if error.args == ("interrupted",):
                    raise QueryInterrupted(error, question["sql"], given) from error
                raise
            return [column[0] for column in cursor.description], rows

    return await database.execute_fn(read)


def as_csv(columns, rows):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


@hookimpl
def asgi_wrapper():
    def wrap(app):
        async def for_excel(scope, receive, send):
            is_csv = is_first = False

            async def send_for_excel(message):
                nonlocal is_csv, is_first
                if message["type"] == "http.response.start":
                    # Datasette calls a CSV that is shown and not saved plain text.
                    is_csv = is_first = message["status"] == 200 and scope["path"].endswith(".csv")
                elif is_csv and message.get("body"):
                    mark = BOM if is_first and not message["body"].startswith(BOM) else b""
                    message = {**message, "body": mark + defuse(message["body"])}
                    is_first = False
                await send(message)

            await app(scope, receive, send_for_excel)

        return for_excel

    return wrap
