"""Words for the pages: numbers, dates, titles of tables and columns, filters, errors."""

import re
from urllib.parse import urlsplit

from datasette import hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup

from ingest.common.answer_page import AS_WRITTEN, is_number
from ingest.common.language import choose_form, current, names_of, of_two, translate
from ingest.common.quarters import Quarter
from ingest.common.sentences import format_date, format_number
from ingest.common.titles import VIEWS, column_title, table_title
from ingest.schema import PUBLIC_TABLES

_TABLES = {table.name: table for table in PUBLIC_TABLES}
_LOOKUPS = {
    "exact": "дорівнює",
    "not": "не дорівнює",
    "contains": "містить",
    "endswith": "закінчується на",
    "startswith": "починається з",
    "gt": "більше",
    "gte": "від",
    "lt": "менше",
    "lte": "до",
    "like": "схоже на (like)",
    "notlike": "не схоже на (like)",
    "glob": "схоже на (glob)",
    "in": "одне з (через кому)",
    "notin": "жодне з (через кому)",
    "arraycontains": "масив містить",
    "arraynotcontains": "масив не містить",
    "date": "день",
    "isnull": "порожнє (null)",
    "notnull": "не null",
    "isblank": "порожнє",
    "notblank": "не порожнє",
}
_CONDITIONS = {
    " does not contain ": " не містить ",
    " contains ": " містить ",
    " starts with ": " починається з ",
    " ends with ": " закінчується на ",
    " is not null": " не null",
    " is not blank": " не порожнє",
    " is null": " null",
    " is blank": " порожнє",
    " not in ": " жодне з ",
    " in ": " одне з ",
}
_ERRORS = {
    "404": "Такої сторінки немає. Перевірте адресу.",
    "Database not found": "Такої сторінки немає. Перевірте адресу.",
    "Table not found": "Такої таблиці чи питання немає. Перевірте адресу.",
    "Hromada not found": "Такої громади немає. Знайдіть її у списку на початковій сторінці.",
    "Topic not found": "Такої теми немає. Оберіть її в таблиці тем на сторінці огляду.",
    "Record not found": "Такого запису немає: він міг змінитися з новим випуском даних.",
}
_SORTED = re.compile(r"\s*sorted by (\S+?)( descending)?$")
_SEARCH = re.compile(r'search matches "(.*?)"(?= and | sorted by |$)')


def filters_in_words(text, table):
    """Turn Datasette's description of the filters of a list into words of the page."""
    order = ""
    found = _SORTED.search(text)
    if found:
        text = text[: found.start()]
        order = translate("за колонкою «{}»").format(column_title(table, found[1]))
        order += translate(" (за спаданням)") if found[2] else ""
    searched = translate("пошук «{}»").format(r"\1")
    parts = _SEARCH.sub(searched, text.removeprefix("where ")).split(" and ")
    parts = [_condition_in_words(part, table) for part in parts if part]
    return " · ".join([*parts, order] if order else parts)


def _condition_in_words(condition, table):
    for theirs, ours in _CONDITIONS.items() if current() == "uk" else ():
        condition = condition.replace(theirs, ours, 1)
    name, space, rest = condition.partition(" ")
    return f"{column_title(table, name)}{space}{rest}"


def row_title(table, display_rows):
    """Return what the one row of a page is called, '' if its table has no column for that."""
    label = _TABLES[table].label if table in _TABLES else None
    for cell in display_rows[0] if display_rows and label else ():
        if cell["column"] == label and cell["raw"]:
            return str(cell["raw"])
    return ""


@hookimpl
def extra_template_vars(datasette, template):
    if template != "row.html":
        return {}

    async def name_of(database, table, column, value):
        """Return name and address of what a foreign key points at, None for another value."""
        of = _TABLES.get(table)
        target = next((c.references for c in of.columns if c.name == column), None) if of else None
        if not target:
            return None
        other, _, key = target.rstrip(")").partition("(")
        if not _TABLES[other].label:
            return None
        found = await datasette.get_database(database).execute(
            f"select {_TABLES[other].label} from {other} where {key} = ?", [value]
        )
        row = found.first()
        address = f"{datasette.urls.table(database, other)}/{tilde_encode(str(value))}"
        return {"name": row[0], "address": address} if row else None

    return {"name_of": name_of}


@hookimpl
def prepare_jinja2_environment(env, datasette):
    env.filters["number"] = format_number
    env.filters["day"] = format_date
    env.filters["filters_in_words"] = filters_in_words
    env.filters["error_in_words"] = lambda error: translate(_ERRORS.get(str(error), str(error)))
    env.filters["named"] = lambda value: names_of(datasette).shown(value)
    env.filters["quarter"] = lambda code: names_of(datasette).shown(Quarter.parse(code).name)
    env.filters["of_two"] = of_two
    env.filters["host"] = lambda url: urlsplit(url).hostname or url
    env.tests["a_number"] = is_number
    env.globals.update(
        table_title=table_title,
        column_title=column_title,
        choose_form=choose_form,
        lookup_in_words=lambda key: translate(_LOOKUPS.get(key, key)),
        row_title=row_title,
        as_written=AS_WRITTEN,
    )


@hookimpl
def render_cell(row, value, column, table, database, datasette):
    """Write days in words, flags as «так» and «ні», and let a name lead to its page."""
    if table not in _TABLES and table not in VIEWS:
        return None
    if column.endswith("_date") or column == "data_as_of":
        return format_date(value) if value else None
    if column.startswith("is_") and value in (0, 1):
        return translate("так") if value else translate("ні")
    address, columns = None, row.keys()
    if column == "hromada_label" and table == "hromada":
        return Markup('<a href="{}">{}</a>').format(
            datasette.urls.path(f"/hromada/{row['hromada_code']}"),
            names_of(datasette).shown(value),
        )
    if column == "title" and "training_id" in columns:
        address = f"training/{row['training_id']}"
    base = datasette.urls.database(database)
    if address and value:
        return Markup('<a href="{}/{}">{}</a>').format(base, address, value)
    return _named_cell(names_of(datasette), base, table, column, value)


def _named_cell(names, base, table, column, value):
    """Return a cell with a name of the data in English, None where the page is in Ukrainian."""
    if current() == "uk" or column in AS_WRITTEN:
        return None
    if isinstance(value, dict) and table in _TABLES:
        of = next((c.references for c in _TABLES[table].columns if c.name == column), None)
        if not of:
            return None
        address = f"{base}/{of.partition('(')[0]}/{tilde_encode(str(value['value']))}"
        return Markup('<a href="{}">{}</a>').format(address, names.shown(value["label"]))
    return names.shown(value) if isinstance(value, str) and value else None
