"""Names of tables and columns → their titles in the language of the page, from the schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ingest.common.language import current, translate
from ingest.schema import PUBLIC_TABLES

VIEWS = {"training_place": ("Мапа навчань: захід × громада", "Map of trainings: event × hromada")}
_VIEW_COLUMNS = {"project": "Проєкт", "hromada": "Громада", "raion": "Район", "oblast": "Область"}
_TABLES = {table.name: (table.title_uk, table.title_en) for table in PUBLIC_TABLES} | VIEWS
_DOT = "․"
"""Vega reads a full stop in a name as a step into what the name holds; this one looks the same."""


def _title_columns() -> dict[tuple[str, str], str]:
    titles = {
        (table.name, column.name): column.title_uk
        for table in PUBLIC_TABLES
        for column in table.columns
    }
    for view in VIEWS:
        # A view takes the title of a column from the first table that has it.
        for (_, column), title in reversed(titles.copy().items()):
            titles[view, column] = title
        titles |= {(view, column): title for column, title in _VIEW_COLUMNS.items()}
    return titles


_COLUMNS = _title_columns()


def table_title(table: str) -> str:
    """Return the title of a table, or its name if it is not one of ours."""
    return _TABLES.get(table, (table, table))[current() == "en"]


def column_title(table: str | None, column: str) -> str:
    """Return the title of a column, or its name if it has none."""
    return translate(_COLUMNS.get((table or "", column), column))


def name_for_chart(title: str) -> str:
    """Return the title of a column as a name that a chart can be made of."""
    return title.replace(".", _DOT)


def names_for_chart(columns: Iterable[str], titles: Mapping[str, str]) -> list[str]:
    """Return a name for each column, its title where there is one, no two alike."""
    names: dict[str, None] = {}
    for column in columns:
        name = name_for_chart(titles.get(column, column))
        names[f"{name} ({column})" if name in names else name] = None
    return list(names)
