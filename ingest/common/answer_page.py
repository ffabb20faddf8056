"""A saved question and what an address gives it → what its page shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from ingest.common.canned import AnswerColumn, CannedQuery
from ingest.common.language import Names, current, translate
from ingest.common.overview import ShadedArea
from ingest.common.parameters import QUARTERS, Option, Parameter
from ingest.common.sentences import fill_sentence, format_date, format_number

Row = Mapping[str, object]

_LINKS = {
    "title": ("training_id", "training/{}"),
    "hromada": ("hromada_code", "/hromada/{}"),
    "project": ("project_code", "project/{}"),
}
"""Column → the column of the same row that says where it leads, and the address.

One that begins with «/» is of the site, another of the database.
"""


@dataclass(frozen=True)
class FormField:
    """One field of a question's form, with the value it stands at."""

    parameter: Parameter
    value: str
    options: tuple[Option, ...] = ()

    @property
    def groups(self) -> list[tuple[str, list[Option]]]:
        """The options under the headings of their groups, in their order."""
        grouped = groupby(self.options, key=lambda option: option.group)
        return [(name, list(options)) for name, options in grouped]


@dataclass(frozen=True)
class AnswerPage:
    """The page of one question. `lists` holds the options of every list it chooses from."""

    query: CannedQuery
    lists: Mapping[str, tuple[Option, ...]]
    arguments: Mapping[str, str]
    names: Names

    @property
    def fields(self) -> Iterator[FormField]:
        for parameter in self.query.parameters:
            options = self._options(parameter.choices or "")
            given = self.arguments.get(parameter.name) or ""
            yield FormField(parameter, parameter.value(given, options), options)

    def _options(self, choices: str) -> tuple[Option, ...]:
        """Return the options of a list; in English in the order of their English names."""
        options = self.lists.get(choices, ())
        if current() == "uk":
            return options
        shown = self.names.shown
        told = (Option(o.value, shown(o.label), shown(o.group)) for o in options)
        if choices == QUARTERS:
            return tuple(told)
        return tuple(sorted(told, key=lambda option: (option.group, option.label)))

    @property
    def faults(self) -> Iterator[str]:
        """Say what of the address is not understood; the answer is for the rest as it stands."""
        known = {parameter.name for parameter in self.query.parameters}
        for name in self.arguments:
            if name not in known and not name.startswith("_"):
                yield translate("Параметра «{}» в цього питання немає; його не враховано.").format(
                    name[:40]
                )
        for field in self.fields:
            given = (self.arguments.get(field.parameter.name) or "").strip()
            label = field.parameter.label[current()]
            if given and field.parameter.type == "number":
                if not field.parameter.allows(given):
                    low, high = field.parameter.minimum, field.parameter.maximum
                    yield translate("«{}» — число від {} до {}, а не «{}».").format(
                        label, low, high, given[:40]
                    )
            elif given and given not in {option.value for option in field.options}:
                yield translate("«{}»: значення «{}» немає в базі. Оберіть зі списку.").format(
                    label, given[:40]
                )

    @property
    def is_backwards(self) -> bool:
        """True where the window asked for ends before it begins."""
        window = {field.parameter.name: field.value for field in self.fields}
        return window.get("from_quarter", "") > window.get("to_quarter", "~")

    @property
    def columns(self) -> Sequence[AnswerColumn]:
        return self.query.columns

    def filled(self, rows: Sequence[Row]) -> list[AnswerColumn]:
        """Return the columns to show: those that some row fills, in their order."""
        return [
            column
            for column in self.columns
            if not column.hidden
            and (not rows or any(row[column.name] not in (None, "") for row in rows))
        ]

    @property
    def axes(self) -> str:
        """What the saved chart shows, in words; '' without one."""
        titles = {column.name: column.title[current()] for column in self.columns}
        chart = {key: titles.get(value, value) for key, value in self.query.chart.items()}
        if not chart:
            return ""
        if "color" in chart:
            axes = translate("По горизонталі — «{x}», по вертикалі — «{y}», колір — «{color}».")
        else:
            axes = translate("По горизонталі — «{x}», по вертикалі — «{y}».")
        return axes.format_map(chart)

    def shade(
        self, rows: Sequence[Row], outlines: Mapping[str, str], names: Mapping[str, str]
    ) -> list[ShadedArea]:
        """Return every oblast, shaded by the answer's share where it has one."""
        column = self.query.choropleth
        shares = {str(row["oblast_code"]): row[column] for row in rows}
        return [
            ShadedArea(code, name, _as_share(shares.get(code)), outlines.get(code, ""))
            for code, name in names.items()
        ]

    def sentence(self, rows: Sequence[Sequence[object]]) -> str:
        """Return the answer in one sentence, '' if the question has none or nothing is found."""
        if self.query.says is None or not rows:
            return ""
        columns = [column.name for column in self.columns]
        return fill_sentence(self.query.says[current()], columns, rows, self.names)

    def cell(self, column: AnswerColumn, row: Row, base: str) -> Markup:
        """Return one cell as HTML; `base` is the address of the database."""
        value = row[column.name]
        if value is None or value == "":
            return Markup("")
        if column.name == "training_ids":
            return _number_links(str(value).split("; "), f"{base}/training/")
        text = self._format(column.name, value)
        if column.name in _LINKS:
            key, address = _LINKS[column.name]
            place = address.format(quote(str(row[key]), safe=""))
            target = base.rpartition("/")[0] + place if place[0] == "/" else f"{base}/{place}"
            return Markup('<a href="{}">{}</a>').format(target, text)
        return escape(text) if column.name != "url" else _outer_link(str(value))

    def _format(self, name: str, value: object) -> str:
        if isinstance(value, (int, float)):
            return format_number(value)
        if name.endswith("_date"):
            return format_date(str(value))
        return str(value) if name in AS_WRITTEN else self.names.shown(value)


AS_WRITTEN = frozenset(
    {"title", "organisers", "venue", "notes", "url", "file_name", "sheet_name", "implementer"}
    | {f"{noun}_raw" for noun in ("topic", "project", "audience")}
)
"""Columns of a donor's own words, which stay in the language they were written in."""


def _as_share(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def is_number(value: object) -> bool:
    """Tell numbers, which stand to the right of their cells."""
    return isinstance(value, (int, float))


def _outer_link(url: str) -> Markup:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return escape(url)
    return Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(url, parts.hostname or url)


def _number_links(ids: Sequence[str], base: str) -> Markup:
    links = [Markup('<a href="{}{}">{}</a>').format(base, id_, n) for n, id_ in enumerate(ids, 1)]
    return Markup(", ").join(links)
