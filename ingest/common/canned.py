"""The files of canned_queries/ → checked questions: their words, their parameters, their SQL.

A question that is not whole is refused with its file and line, so that the site never starts
with a page that cannot answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from ingest.common.front_matter import FrontMatter, Words, read_front_matter
from ingest.common.language import current
from ingest.common.parameters import Parameter, read_parameters
from ingest.common.sentences import find_fault
from ingest.common.titles import name_for_chart

GROUPS: Mapping[str, Words] = {
    "ministry": {"uk": "Міністерству", "en": "For the ministry"},
    "coordinator": {"uk": "Координаторам донорів", "en": "For donor coordinators"},
    "hromada": {"uk": "Громадам", "en": "For hromadas"},
}
"""Whom a question is for, in the order of the start page."""

_REQUIRED = ("title", "question", "reads", "group", "columns", "show", "example")
_OPTIONAL = ("says", "params", "chart", "choropleth")
_VIEWS = ("table", "map", "chart", "choropleth")
_MARKS = ("bar", "line", "circle")
_CHART = {"mark": "mark", "x": "x_column", "y": "y_column", "color": "color_column"}
"""Our key → the key of datasette-vega's saved state."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SQL_WORD = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|(?<![:\w]):([a-z_]\w*)", re.DOTALL)
_ENDS_WITH_FINAL = re.compile(
    r"\bfinal\s+as\s*\(.*\)\s*select\s+\*\s+from\s+final(\s+order\s+by\s[^()]+)?\Z",
    re.DOTALL | re.I,
)


@dataclass(frozen=True)
class AnswerColumn:
    """A column of the answer. A hidden one is for the map, the chart and the downloads."""

    name: str
    title: Words
    hidden: bool = False


@dataclass(frozen=True)
class CannedQuery:
    """One question: what it asks, how its answer is read and shown, and the SQL."""

    name: str
    title: Words
    question: Words
    reads: Words
    says: Words | None
    group: str
    parameters: tuple[Parameter, ...]
    columns: tuple[AnswerColumn, ...]
    show: tuple[str, ...]
    chart: Mapping[str, str]
    choropleth: str
    example: Mapping[str, str]
    front: FrontMatter

    @property
    def sql(self) -> str:
        return self.front.sql

    @property
    def chart_fragment(self) -> str:
        """The saved chart as datasette-vega reads it in an address after «#».

        Its columns go by the names that their data have at «.json_chart».
        """
        titles = {column.name: name_for_chart(column.title[current()]) for column in self.columns}
        state = {_CHART[key]: titles.get(value, value) for key, value in self.chart.items()}
        state |= {"x_type": "ordinal", "y_type": "quantitative"} if state else {}
        return "&".join(f"g.{key}={quote(value)}" for key, value in state.items())

    @property
    def example_query_string(self) -> str:
        return urlencode(dict(self.example))

    def check_columns(self, found: Sequence[str]) -> None:
        """Refuse the question if its SQL returns other columns than it names."""
        named = [column.name for column in self.columns]
        if list(found) != named:
            differing = sorted(set(found) ^ set(named)) or ["their order"]
            message = f"columns: not those that the SQL returns: {', '.join(differing)}"
            raise self.front.fault(message, "columns")


def load_canned_queries(folder: Path) -> list[CannedQuery]:
    """Return the questions of a folder by name; CannedQueryError at the first that is bad."""
    return [parse_canned_query(path) for path in sorted(folder.glob("*.sql"))]


def parse_canned_query(path: Path) -> CannedQuery:
    """Read and check one file."""
    front = read_front_matter(path)
    front.allow_only((*_REQUIRED, *_OPTIONAL))
    for key in _REQUIRED:
        if not front.value(key):
            raise front.fault(f"{key}: missing")
    if not _NAME.fullmatch(path.stem):
        raise front.fault(f"the file's name {path.stem!r} must be lower-case Latin with _")
    columns = _read_columns(front)
    parameters = read_parameters(front)
    _check_sql(front, [parameter.name for parameter in parameters])
    names = [column.name for column in columns]
    return CannedQuery(
        name=path.stem,
        title=front.words("title"),
        question=front.words("question"),
        reads=front.words("reads"),
        says=_read_says(front, names),
        group=front.choice(GROUPS, "group"),
        parameters=parameters,
        columns=columns,
        show=_read_show(front, names),
        chart=_read_chart(front, names),
        choropleth=_read_choropleth(front, names),
        example=_read_example(front, [parameter.name for parameter in parameters]),
        front=front,
    )


def _read_columns(front: FrontMatter) -> tuple[AnswerColumn, ...]:
    return tuple(_read_column(front, name) for name in front.mapping("columns"))


def _read_column(front: FrontMatter, name: str) -> AnswerColumn:
    keys = ("columns", name)
    if not _NAME.fullmatch(name):
        raise front.fault(f"{name}: a column's name is lower-case Latin with _", *keys)
    front.allow_only(("uk", "en", "hidden"), *keys)
    titles = {language: front.text(*keys, language).strip() for language in ("uk", "en")}
    if not all(titles.values()):
        raise front.fault(f"{name}: needs a title in uk and in en", *keys)
    return AnswerColumn(name, titles, front.value(*keys, "hidden") is True)


def _read_says(front: FrontMatter, columns: Collection[str]) -> Words | None:
    if front.value("says") is None:
        return None
    says = front.words("says")
    for language, template in says.items():
        fault = find_fault(template, columns)
        if fault:
            raise front.fault(f"says: {fault}", "says", language)
    return says


def _read_show(front: FrontMatter, columns: Collection[str]) -> tuple[str, ...]:
    show = front.value("show")
    if not isinstance(show, list) or "table" not in show or not set(show) <= set(_VIEWS):
        raise front.fault(f"show: expected a list of {', '.join(_VIEWS)}, with table", "show")
    if "map" in show and not {"latitude", "longitude"} <= set(columns):
        raise front.fault("show: a map needs columns latitude and longitude", "show")
    if ("chart" in show) != bool(front.mapping("chart")):
        raise front.fault("show: chart goes with a saved `chart:`, and without it not", "show")
    if ("choropleth" in show) != (front.value("choropleth") is not None):
        raise front.fault("show: choropleth goes with `choropleth:`, and without it not", "show")
    return tuple(show)


def _read_chart(front: FrontMatter, columns: Collection[str]) -> dict[str, str]:
    front.allow_only(tuple(_CHART), "chart")
    chart = {key: front.text("chart", key) for key in front.mapping("chart")}
    if chart:
        front.choice(_MARKS, "chart", "mark")
        for key in {"x", "y", *chart} - {"mark"}:
            front.choice(columns, "chart", key)
    return chart


def _read_choropleth(front: FrontMatter, columns: Collection[str]) -> str:
    """Return the column of shares by which the map of the oblasts is shaded, '' without one."""
    if front.value("choropleth") is None:
        return ""
    column = front.choice(columns, "choropleth")
    if not column.endswith("_percent") or "oblast_code" not in columns:
        raise front.fault("choropleth: needs oblast_code and a column of per cents", "choropleth")
    return column


def _read_example(front: FrontMatter, parameters: Collection[str]) -> dict[str, str]:
    front.allow_only(parameters, "example")
    return {name: front.text("example", name) for name in front.mapping("example")}


def _check_sql(front: FrontMatter, parameters: Collection[str]) -> None:
    if not _ENDS_WITH_FINAL.search(front.sql):
        raise front.sql_fault("the SQL must end with `final as (…) select * from final`")
    used = {name for name in _SQL_WORD.findall(front.sql) if name}
    for name in sorted(used - set(parameters)):
        raise front.sql_fault(f":{name} is used but is not among params")
    for name in parameters:
        if name not in used:
            raise front.fault(f"{name}: the SQL does not use it", "params", name)
