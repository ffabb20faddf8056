"""Every question on the real sample: its example answers, as JSON, as CSV and as a page."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_site import PLUGINS
from small_world import write_small_world

from ingest.common.canned import load_canned_queries, parse_canned_query
from ingest.common.front_matter import CannedQueryError

FOLDER = Path(__file__).parents[2] / "canned_queries" / "trainings"
QUERIES = load_canned_queries(FOLDER)
NAMES = [query.name for query in QUERIES]

every_query = pytest.mark.parametrize("query", QUERIES, ids=NAMES)


def test_the_fifteen_questions_and_where_next_are_here():
    assert NAMES == [
        "concentration",
        "evenness_by_oblast",
        "evenness_over_time",
        "hromada_misses",
        "hromada_received",
        "newcomers",
        "overlaps",
        "presence_matrix",
        "reporting_completeness",
        "topic_balance",
        "where_next",
        "white_spots",
        "white_spots_by_topic",
        "who_trained_whom",
        "who_works_here",
        "womens_share",
    ]


@every_query
def test_the_example_returns_rows_with_the_columns_named(sample_site, query):
    rows = sample_site.query(query.name, **query.example)
    assert rows
    assert list(rows[0]) == [column.name for column in query.columns]


@every_query
def test_without_arguments_it_answers_too(sample_site, query):
    assert sample_site.get(f"/trainings/{query.name}.json?_shape=array").status_code == 200


@every_query
def test_csv_holds_the_same_rows_as_json(sample_site, query):
    answer = sample_site.get(f"/trainings/{query.name}.csv?{query.example_query_string}")
    assert answer.status_code == 200
    read = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    rows = sample_site.query(query.name, **query.example)
    assert read == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in rows
    ]


@every_query
def test_its_page_says_what_it_asks_and_how_to_read_it(sample_site, query):
    page = sample_site.get(f"/trainings/{query.name}?{query.example_query_string}")
    assert page.status_code == 200
    for words in (query.title, query.question):
        assert words["uk"] in page.text
    for parameter in query.parameters:
        assert f">{parameter.label['uk']}</label>" in page.text
    assert '<input type="text"' not in page.text


@every_query
@pytest.mark.parametrize("value", ["<script>", "'; drop table training", "-1", "9" * 30, "\u0000"])
def test_whatever_is_asked_it_answers(sample_site, query, value):
    for parameter in query.parameters:
        path = f"/trainings/{query.name}"
        asked = {parameter.name: value}
        assert isinstance(sample_site.query(query.name, **asked), list)
        assert sample_site.get(f"{path}?{parameter.name}=%3Cscript%3E").status_code == 200


GOOD = """/* ---
title: {uk: Скільки, en: How many}
question: {uk: "Скільки заходів?", en: "How many events?"}
reads: {uk: Усі заходи., en: All events.}
group: ministry
params:
  topic: {label: {uk: Тема, en: Topic}, type: choice, choices: topics, default: '',
          blank: {uk: Усі, en: All}}
columns:
  events: {uk: Заходів, en: Events}
show: [table]
example: {topic: budget}
--- */
with final as (select count(*) as events from training where :topic = '' or topic_code = :topic)
select * from final
"""


def write(folder, text):
    path = folder / "how_many.sql"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read_whole(tmp_path):
    query = parse_canned_query(write(tmp_path, GOOD))
    assert (query.name, query.title["en"], query.group) == ("how_many", "How many", "ministry")
    assert [(p.name, p.type, p.choices) for p in query.parameters] == [
        ("topic", "choice", "topics")
    ]
    assert query.sql.startswith("with final as")


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        (1, "/* ---", "/* "),
        (2, "title: {uk: Скільки, en: How many}\n", ""),
        (2, "{uk: Скільки, en: How many}", "{uk: Скільки}"),
        (2, "title: {uk: Скільки", "title: {uk: [Скільки"),
        (5, "group: ministry", "group: money"),
        (7, "type: choice", "type: text"),
        (7, "choices: topics", "choices: teachers"),
        (7, "default: '',", ""),
        (10, "{uk: Заходів, en: Events}", "{uk: Заходів}"),
        (11, "show: [table]", "show: [map, table]"),
        (11, "show: [table]", "show: [chart, table]"),
        (11, "show: [table]", "show: [choropleth, table]"),
        (12, "show: [table]", "show: [choropleth, table]\nchoropleth: events"),
        (11, "show: [table]", "show: [table]\nchart: {mark: bar, x: topic, y: events}"),
        (12, "example: {topic: budget}", "example: {oblast: A}"),
        (13, "--- */", "colour: red\n--- */"),
        (14, ":topic = ''", ":them = ''"),
        (14, "select * from final", "select events from final"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path, line, old, new):
    assert old in GOOD
    with pytest.raises(CannedQueryError, match=r"/how_many\.sql:\d+: ") as refused:
        parse_canned_query(write(tmp_path, GOOD.replace(old, new)))
    told = int(str(refused.value).split(":")[1])
    assert told == line


@pytest.fixture
def folder(tmp_path):
    """A site of the small world with our plugin and one question of its own."""
    write_small_world(tmp_path / "trainings.db")
    (tmp_path / "plugins").mkdir()
    shutil.copy(PLUGINS / "canned_queries.py", tmp_path / "plugins")
    (tmp_path / "canned_queries" / "trainings").mkdir(parents=True)
    return tmp_path


def start(folder, text):
    """Start the site with one question and ask it; the process, with what it wrote."""
    write(folder / "canned_queries" / "trainings", text)
    command = ["-m", "datasette", "serve", str(folder), "--get", "/trainings/how_many.json?topic="]
    return subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)


def test_a_good_question_answers(folder):
    started = start(folder, GOOD)
    assert json.loads(started.stdout)["rows"] == [[11]]


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        (14, "from training", "from trainings"),
        (9, "count(*) as events", "count(*) as happenings"),
        (5, "group: ministry", "group: money"),
    ],
)
def test_a_bad_question_stops_the_start(folder, line, old, new):
    stopped = start(folder, GOOD.replace(old, new))
    assert stopped.returncode == 1
    assert f"canned_queries/trainings/how_many.sql:{line}: " in stopped.stderr
    assert "Traceback" not in stopped.stderr
