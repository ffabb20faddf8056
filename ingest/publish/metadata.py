"""The schema → the descriptions of tables and columns in metadata.yml.

What people write by hand stands above and below two markers; what stands between them is
made from schema.py and must not be edited there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from ingest.problems import BuildRefused
from ingest.schema import PUBLIC_TABLES, Column, Table

BEGIN = "# generated from ingest/schema.py: begin"
END = "# generated from ingest/schema.py: end"
_SEARCHED = ("training", "hromada", "topic", "project")
_INDENT = " " * 6
_UNITS_UK = {
    "degrees": "градуси",
    "events": "заходи",
    "hours": "години",
    "hromadas": "громади",
    "pairs": "пари",
    "people": "люди",
    "percent": "відсотки",
    "projects": "проєкти",
    "quarters": "квартали",
    "reports": "звіти",
    "rows": "рядки",
    "trainings": "заходи",
}


def write_metadata(path: Path) -> None:
    """Refresh the generated block of the metadata file at `path`."""
    path.write_text(refresh(path.read_text(encoding="utf-8")), encoding="utf-8")


def refresh(text: str) -> str:
    """Return the metadata with its generated block made anew; BuildRefused without markers."""
    if BEGIN not in text or END not in text:
        raise BuildRefused(f"metadata.yml has lost its markers: {BEGIN!r} and {END!r}")
    before, rest = text.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    return f"{before}{BEGIN}\n{describe_tables()}{_INDENT}{END}{after}"


def describe_tables() -> str:
    """Return the YAML of every public table, indented to stand under `tables:`."""
    tables = {table.name: _describe(table) for table in PUBLIC_TABLES}
    text = yaml.safe_dump(tables, allow_unicode=True, sort_keys=False, width=100)
    return "".join(f"{_INDENT}{line}\n" for line in text.splitlines())


def _describe(table: Table) -> dict[str, object]:
    described: dict[str, object] = {
        "title": table.title_uk,
        "description": f"{table.row_uk}. {table.row_en}.",
        "columns": {column.name: _describe_column(column) for column in table.columns},
    }
    described.update(_options(table))
    return described


def _options(table: Table) -> Iterator[tuple[str, object]]:
    if table.label:
        yield "label_column", table.label
    if table.sort:
        yield "sort", table.sort
    if table.sort_desc:
        yield "sort_desc", table.sort_desc
    if table.facets:
        yield "facets", [_facet(facet) for facet in table.facets]
    if table.name in _SEARCHED:
        yield "fts_table", f"{table.name}_fts"
    if table.is_pair:
        yield "hidden", True


def _facet(facet: str | tuple[str, str]) -> str | dict[str, str]:
    if isinstance(facet, str):
        return facet
    panel, over = facet
    return {panel: over}


def _describe_column(column: Column) -> str:
    if column.unit is None:
        return f"{column.uk}. {column.en}"
    return f"{column.uk} ({_UNITS_UK[column.unit]}). {column.en} ({column.unit})"
