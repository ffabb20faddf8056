"""The columns of the template and the vocabularies → one Table Schema (Frictionless).

It describes a file of the machine's names of columns and ISO dates, such as another system
makes. What passes it has words that the lists know; rules across columns, such as the end after
the start, a Table Schema cannot state: they are those of `check`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from ingest.resolve.gazetteer import read_csv
from ingest.schema import FIELDS, Field

FieldType = Literal["date", "integer", "number", "string"]

VERSION = "2"
"""Of the template and of this schema, which tell of the same columns."""
FIRST_DAY = date(2020, 10, 1)
"""The first day that the database tells of."""
NATIONAL = "вся Україна"
"""What the cell of the oblast holds for an event of the whole country."""

_TYPES: Mapping[str, FieldType] = {
    "start_date": "date",
    "end_date": "date",
    "hours": "number",
    "participants_total": "integer",
    "women": "integer",
    "men": "integer",
}
_FILES = {
    "project": ("projects.csv", "project_name"),
    "donor": ("donors.csv", "donor_name"),
    "topic": ("topics.csv", "topic_name"),
    "type": ("types.csv", "type_name"),
    "format": ("formats.csv", "format_name"),
    "audience": ("audiences.csv", "audience_name"),
    "status": ("statuses.csv", "status_name"),
    "oblast": ("oblasts.csv", "oblast_name"),
    "raion": ("raions.csv", "raion_name"),
}
_OPEN = frozenset({"hromada"})
"""1,774 names, many of them shared: written with a code or a short name as well."""
_URL = r"https?://[^\s/?#]+\S*"
_MISSING = ("", "-", "–", "н/д", "немає")
_ABOUT = (
    "Один рядок — один захід, що відбувся. Потрібне хоч одне з трьох: oblast, raion, hromadas."
    " Кілька значень у клітинці розділяє «;». Правила між колонками перевіряє"
    " hromada-trainings check.",
    "One row is one event that was held. At least one of oblast, raion, hromadas is needed."
    " Several values in a cell are split by «;». Rules across columns are those of"
    " hromada-trainings check.",
)

EXAMPLE: Mapping[str, str | int | date] = {
    "event_id": "2021-007",
    "project": "U-LEAD з Європою",
    "donor": "ЄС; Німеччина",
    "organiser": "Асоціація міст України",
    "title": "ПРИКЛАД: Основи бюджету громади",
    "topic": "Місцеві бюджети та фінанси; Стратегічне планування",
    "type": "Тренінг",
    "format": "Офлайн",
    "start_date": date(2021, 3, 1),
    "end_date": date(2021, 3, 2),
    "hours": 12,
    "oblast": "Житомирська область",
    "raion": "Звягельський район",
    "hromadas": "Баранівська міська громада; Дубрівська сільська громада",
    "venue": "Баранівка",
    "audience": "Голови громад; Посадові особи: фінанси",
    "participants_total": 25,
    "women": 18,
    "men": 7,
    "status": "Відбувся",
    "url": "https://example.org/news/7",
    "notes": "Другий день — робота в групах",
}
"""One event, every column filled: the guide of the template shows it."""


def field_type(field: Field) -> FieldType:
    """Return what a cell of the column holds."""
    return _TYPES.get(field.name, "string")


def read_names(noun: str, reference: Path) -> list[tuple[str, str]]:
    """Return the names of a vocabulary in `reference`, each in Ukrainian and English."""
    file, column = _FILES[noun]
    return [(row[column], row[f"{column}_en"]) for row in read_csv(reference / file)]


def make_schema(reference: Path) -> dict[str, object]:
    """Return the Table Schema of the template, with the vocabularies of `reference`."""
    return {
        "name": "hromada-trainings-template",
        "title": "Навчання громад: квартальний звіт проєкту",
        "title_en": "Trainings for hromadas: a project's quarterly report",
        "description": _ABOUT[0],
        "description_en": _ABOUT[1],
        "version": VERSION,
        "fields": [_describe(field, reference) for field in FIELDS],
        "missingValues": list(_MISSING),
    }


def write_schema(out: Path, reference: Path) -> None:
    """Write the Table Schema to `out` as JSON."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(to_json(make_schema(reference)), encoding="utf-8")


def to_json(schema: Mapping[str, object]) -> str:
    """Return the schema as text that people can read too."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _describe(field: Field, reference: Path) -> dict[str, object]:
    example = EXAMPLE[field.name]
    described: dict[str, object] = {
        "name": field.name,
        "title": field.title_uk,
        "title_en": field.title_en,
        "description": field.hint_uk,
        "description_en": field.hint_en,
        "type": field_type(field),
        "example": example.isoformat() if isinstance(example, date) else example,
    }
    constraints = _constraints(field, reference)
    return described | ({"constraints": constraints} if constraints else {})


def _constraints(field: Field, reference: Path) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if field.required else {}
    kind = field_type(field)
    if kind == "date":
        constraints["minimum"] = FIRST_DAY.isoformat()
    elif kind != "string":
        constraints["minimum"] = 0
    elif field.name == "url":
        constraints["pattern"] = _URL
    elif field.vocabulary and field.vocabulary not in _OPEN:
        names = [name for name, _ in read_names(field.vocabulary, reference)]
        if field.several:
            more = [NATIONAL] if field.name == "oblast" else []
            constraints["pattern"] = _several_of([*names, *more])
        else:
            constraints["enum"] = names
    return constraints


def _several_of(names: list[str]) -> str:
    """Return the pattern of one name or several, split by «;», as XML Schema writes patterns."""
    one = "|".join(re.sub(r"([\\.\[\]{}()*+?|])", r"\\\1", name) for name in names)
    return rf"({one})(\s*;\s*({one}))*"
