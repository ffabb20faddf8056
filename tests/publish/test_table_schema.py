"""The Table Schema: what Frictionless thinks of it, and of files that it describes."""

import json
from itertools import pairwise

import frictionless
import pytest
from hand_made import write_text
from small_site import Site
from small_world import write_small_world

from ingest.check.values import clean_text
from ingest.cli import main
from ingest.pipeline import REFERENCE, check_file
from ingest.publish.table_schema import EXAMPLE, make_schema, read_names, write_schema
from ingest.schema import FIELDS

SCHEMA = make_schema(REFERENCE)
COLUMNS = [field.name for field in FIELDS]
LEAST = {"title": "Бюджет", "start_date": "2021-03-01", "oblast": "Житомирська область"}


def described(name):
    return SCHEMA["fields"][COLUMNS.index(name)]


def table_of(*rows):
    """Return the header of the schema and the rows, an empty cell where a row has none."""
    cells = ([str(row.get(name, "")) for name in COLUMNS] for row in rows)
    return [COLUMNS, *cells]


def errors_in(*rows):
    """Return the (row, field, type) of what Frictionless finds wrong, the header being row 1."""
    schema = frictionless.Schema.from_descriptor(SCHEMA)
    report = frictionless.Resource(data=table_of(*rows), schema=schema).validate()
    return [tuple(error) for error in report.flatten(["rowNumber", "fieldName", "type"])]


def test_frictionless_takes_it_for_a_table_schema():
    report = frictionless.validate(SCHEMA, type="schema")
    assert report.valid, report.flatten()


def test_it_has_every_column_in_two_languages_in_the_order_of_the_template():
    assert [field["name"] for field in SCHEMA["fields"]] == COLUMNS
    for field in FIELDS:
        told = described(field.name)
        words = (told["title"], told["title_en"], told["description"], told["description_en"])
        assert words == (field.title_uk, field.title_en, field.hint_uk, field.hint_en)
        assert told["example"]


def test_each_column_has_its_type():
    types = {name: described(name)["type"] for name in COLUMNS}
    numbers = dict.fromkeys(("participants_total", "women", "men"), "integer")
    dates = dict.fromkeys(("start_date", "end_date"), "date")
    assert types == dict.fromkeys(COLUMNS, "string") | {"hours": "number"} | numbers | dates


def test_what_is_required_is_what_the_template_requires():
    required = {name for name in COLUMNS if described(name).get("constraints", {}).get("required")}
    assert required == {"title", "start_date"}


@pytest.mark.parametrize("name", ["type", "format", "status"])
def test_a_column_of_one_value_has_its_list(name):
    names = [uk for uk, _ in read_names(name, REFERENCE)]
    assert described(name)["constraints"] == {"enum": names}


def test_what_stands_for_nothing_stands_for_nothing_in_check_too():
    assert SCHEMA["missingValues"] == ["", "-", "–", "н/д", "немає"]
    assert not any(clean_text(mark) for mark in SCHEMA["missingValues"])


def test_the_example_of_the_template_as_csv_passes_it_and_check(tmp_path):
    path = tmp_path / "example.csv"
    path.write_bytes(write_text(table_of(EXAMPLE), delimiter=","))
    schema = frictionless.Schema.from_descriptor(SCHEMA)
    report = frictionless.Resource(
        path=path.name, basepath=str(tmp_path), encoding="utf-8", schema=schema
    ).validate()
    assert report.valid, report.flatten()
    _, counts, problems = check_file(path)
    assert (counts.accepted, problems) == (1, [])


def test_a_row_without_a_title_is_an_error():
    assert errors_in(LEAST, {**LEAST, "title": ""}) == [(3, "title", "constraint-error")]


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("start_date", "01.03.2021", "type-error"),
        ("start_date", "2020-09-30", "constraint-error"),
        ("hours", "багато", "type-error"),
        ("hours", "-1", "constraint-error"),
        ("participants_total", "2.5", "type-error"),
        ("women", "-1", "constraint-error"),
        ("type", "Лекція", "constraint-error"),
        ("topic", "Бюджет", "constraint-error"),
        ("topic", "Місцеві бюджети та фінанси, Відновлення", "constraint-error"),
        ("topic", "Відновлення; Бюджет", "constraint-error"),
        ("oblast", "Житомирська", "constraint-error"),
        ("url", "www.example.org", "constraint-error"),
        ("url", "https://", "constraint-error"),
        ("url", "https://example.org/a b", "constraint-error"),
    ],
)
def test_a_wrong_value_is_an_error_of_its_column(name, value, error):
    assert errors_in({**LEAST, name: value}) == [(2, name, error)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("start_date", "2020-10-01"),
        ("hours", "1.5"),
        ("hours", "–"),
        ("participants_total", "0"),
        ("women", "н/д"),
        ("topic", "Відновлення;Комунікації ; Охорона здоров’я"),
        ("oblast", "вся Україна"),
        ("oblast", "Житомирська область; Львівська область"),
        ("hromadas", "UA18080010000090720; Дубрівська"),
        ("url", "https://example.org"),
        ("url", "http://приклад.укр/новини?id=7#гора"),
    ],
)
def test_a_right_value_is_none(name, value):
    assert errors_in({**LEAST, name: value}) == []


@pytest.mark.parametrize(
    "field", [f for f in FIELDS if f.vocabulary not in (None, "hromada")], ids=lambda f: f.name
)
def test_every_name_of_the_list_passes_alone_and_where_it_may_with_another(field):
    names = [name for name, _ in read_names(field.vocabulary, REFERENCE)]
    pairs = [f"{one}; {other}" for one, other in pairwise(names)]
    values = [*names, *pairs] if field.several else names
    assert errors_in(*({**LEAST, field.name: value} for value in values)) == []


def test_it_is_written_as_json_that_people_can_read(tmp_path):
    out = tmp_path / "folder" / "schema.json"
    write_schema(out, REFERENCE)
    text = out.read_text(encoding="utf-8")
    assert json.loads(text) == SCHEMA
    assert "Назва заходу" in text


def test_the_command_writes_it_beside_the_template(tmp_path, capsys):
    template, schema = tmp_path / "blank.xlsx", tmp_path / "schema.json"
    assert main(["template", str(template), "--schema", str(schema)]) == 0
    assert json.loads(schema.read_text(encoding="utf-8")) == SCHEMA
    assert template.is_file()
    assert str(schema) in capsys.readouterr().out


def test_it_is_served_beside_the_template(tmp_path):
    write_small_world(tmp_path / "small.db")
    answer = Site(tmp_path / "small.db").get("/-/template.schema.json")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json() == SCHEMA
