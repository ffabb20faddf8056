"""The saved questions of canned_queries/: all checked at start-up, each with its own page."""

import weakref
from pathlib import Path

import click
from datasette import hookimpl
from datasette.utils.sqlite import sqlite3

from ingest.common.answer_page import AnswerPage
from ingest.common.canned import GROUPS, load_canned_queries
from ingest.common.front_matter import CannedQueryError
from ingest.common.language import current, names_of
from ingest.common.overview import MAP_WIDTH, draw_outlines
from ingest.common.parameters import load_options

FOLDER = Path(__file__).resolve().parents[1] / "canned_queries"

_questions = weakref.WeakKeyDictionary()


@hookimpl
def startup(datasette):
    async def check_all():
        folders = [name for name in datasette.databases if (FOLDER / name).is_dir()]
        try:
            _questions[datasette] = {
                name: await load_checked(datasette.databases[name]) for name in folders
            }
        except CannedQueryError as error:
            raise click.ClickException(f"canned_queries/{error}") from error

    return check_all


async def load_checked(database):
    """Return the questions of a database by name, each tried on it for the columns it gives."""
    questions = {query.name: query for query in load_canned_queries(FOLDER / database.name)}
    for query in questions.values():
        blank = {parameter.name: "" for parameter in query.parameters}
        try:
            result = await database.execute(f"select * from ({query.sql}) limit 0", blank)
        except sqlite3.DatabaseError as error:
            raise query.front.sql_fault(str(error)) from error
        query.check_columns([column[0] for column in result.description])
    return questions


@hookimpl
def canned_queries(datasette, database):
    # Datasette writes into what it is given, so that each call gets its own.
    return {
        name: {
            "sql": query.sql,
            "title": query.title[current()],
            "description": query.question[current()],
            "reads": query.reads[current()],
            "params": [parameter.name for parameter in query.parameters],
            "column_titles": {column.name: column.title[current()] for column in query.columns},
        }
        for name, query in _questions.get(datasette, {}).get(database, {}).items()
    }


@hookimpl
def extra_template_vars(datasette, database, request, template):
    database = database or "trainings"
    questions = _questions.get(datasette, {}).get(database, {})
    query = questions.get(request.url_vars.get("table")) if request else None
    found = {"questions": by_group(questions), "answer": None}
    if query is None or template != "query.html":
        return found

    async def with_answer():
        db = datasette.get_database(database)
        lists = {
            p.choices: await load_options(db, p.choices) for p in query.parameters if p.choices
        }
        arguments = {name: request.args.get(name) for name in request.args}
        page = {**found, "answer": AnswerPage(query, lists, arguments, names_of(datasette))}
        if query.choropleth:
            page["outlines"] = draw_outlines()
            page["oblast_names"] = {o.value: o.label for o in await load_options(db, "oblasts")}
            page["width"] = MAP_WIDTH
        return page

    return with_answer


def by_group(questions):
    """Return the questions under the names of their groups, empty groups left out."""
    groups = (
        (words[current()], [query for query in questions.values() if query.group == group])
        for group, words in GROUPS.items()
    )
    return [(name, queries) for name, queries in groups if queries]
