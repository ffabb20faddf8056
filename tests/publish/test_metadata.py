"""The schema → metadata.yml: fresh, in Ukrainian, and nothing written by hand is lost."""

import re
from pathlib import Path

import pytest
import yaml

from ingest.problems import BuildRefused
from ingest.publish.metadata import BEGIN, END, refresh, write_metadata
from ingest.schema import PUBLIC_TABLES

METADATA = Path(__file__).parents[2] / "metadata.yml"
COMMITTED = METADATA.read_text(encoding="utf-8")
TABLES = yaml.safe_load(COMMITTED)["databases"]["trainings"]["tables"]
HAND = f"title: Сайт\ndatabases:\n  trainings:\n    tables:\n      {BEGIN}\n      {END}\n# кінець\n"

tables = pytest.mark.parametrize("table", PUBLIC_TABLES, ids=lambda table: table.name)


def is_ukrainian(text):
    return re.search("[а-яєіїґ]{2}", text) is not None


def test_the_committed_file_is_what_the_command_writes(tmp_path):
    copy = tmp_path / "metadata.yml"
    copy.write_bytes(METADATA.read_bytes())
    write_metadata(copy)
    assert copy.read_bytes() == METADATA.read_bytes()


def test_whatever_stood_between_the_markers_is_made_anew_and_the_rest_stays():
    fresh = refresh(HAND)
    before, after = HAND.split(f"{BEGIN}\n      {END}")
    assert fresh.startswith(before)
    assert fresh.endswith(after)
    assert (
        refresh(HAND.replace(f"{BEGIN}\n", f"{BEGIN}\n      training: {{title: Старе}}\n")) == fresh
    )
    assert refresh(fresh) == fresh
    assert list(yaml.safe_load(fresh)["databases"]["trainings"]["tables"]) == [
        table.name for table in PUBLIC_TABLES
    ]


@pytest.mark.parametrize("marker", [BEGIN, END])
def test_without_a_marker_nothing_is_written(tmp_path, marker):
    path = tmp_path / "metadata.yml"
    text = HAND.replace(marker, "")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BuildRefused):
        write_metadata(path)
    assert path.read_text(encoding="utf-8") == text


@tables
def test_every_table_is_described_in_ukrainian(table):
    described = TABLES[table.name]
    assert is_ukrainian(described["title"])
    assert described["description"].startswith(f"{table.row_uk}. ")
    assert is_ukrainian(table.row_uk)
    assert not is_ukrainian(table.row_en.split("«")[0])


@tables
def test_every_column_is_described_in_ukrainian_and_english(table):
    described = TABLES[table.name]["columns"]
    assert list(described) == [column.name for column in table.columns]
    for column in table.columns:
        assert is_ukrainian(column.uk), column.name
        assert is_ukrainian(column.title_uk) or column.title_uk == "№", column.name
        assert not is_ukrainian(column.en), column.name
        assert described[column.name].startswith(column.uk)
        assert column.en in described[column.name]


def test_a_unit_is_told_in_both_languages():
    assert TABLES["training"]["columns"]["hours"] == "Тривалість (години). Duration (hours)"


@tables
def test_what_a_table_is_shown_by_is_a_column_of_it(table):
    described, columns = TABLES[table.name], {column.name for column in table.columns}
    assert {described.get(key) for key in ("label_column", "sort", "sort_desc")} - {None} <= columns
    assert {facet for facet in described.get("facets", []) if isinstance(facet, str)} <= columns
    assert described.get("hidden", False) == (len(table.key) > 1)
