"""Files to take away: whole, fit for Excel, with nothing in them that runs."""

import csv
import datetime
import io
import sqlite3

import openpyxl
import pytest
from small_site import ROOT, Site, add
from small_world import write_small_world

from ingest.common.canned import load_canned_queries
from ingest.common.download import BOM, defuse, write_xlsx
from ingest.common.ukrainian import prepare_connection

QUESTIONS = load_canned_queries(ROOT / "canned_queries" / "trainings")


def workbook_of(answer):
    assert answer.status_code == 200
    assert "spreadsheetml" in answer.headers["content-type"]
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def rows_of(answer):
    return [[cell.value for cell in row] for row in workbook_of(answer).worksheets[0].iter_rows()]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """The small world with 2,500 further trainings: more than Datasette gives at once."""
    path = tmp_path_factory.mktemp("many") / "trainings.db"
    write_small_world(path)
    with sqlite3.connect(path) as connection:
        prepare_connection(connection)
        for number in range(100, 2600):
            add(
                connection,
                "training",
                training_id=number,
                title=f"=2+{number}",
                start_date="2021-05-02",
                quarter_code="2021-Q2",
                scope_code="hromadas",
                status_code="held",
                is_counted=1,
                submission_id=1,
                row_number=number,
            )
    return Site(path)


@pytest.mark.parametrize("query", QUESTIONS, ids=[query.name for query in QUESTIONS])
def test_every_question_gives_a_workbook_under_the_titles_of_its_page(sample_site, query):
    asked = query.example_query_string
    rows = rows_of(sample_site.get(f"/trainings/{query.name}.xlsx?{asked}"))
    assert len(rows) == len(sample_site.query(query.name, **query.example)) + 1
    page = sample_site.get(f"/trainings/{query.name}?{asked}").text
    assert f">{rows[0][0]}</th>" in page


def test_a_workbook_says_of_what_day_and_from_what_address_it_is(sample_site):
    workbook = workbook_of(sample_site.get("/trainings/white_spots.xlsx?oblast=UA53"))
    about = dict(row[:2] for row in workbook.worksheets[1].iter_rows(values_only=True))
    assert about["Що це"] == "Білі плями — громади без навчань"
    assert about["Дані на"].replace("\u00a0", " ") == "31 березня 2026"
    assert about["Адреса"].endswith("/trainings/white_spots?oblast=UA53")


def test_answers_and_tables_are_not_cut(many):
    assert len(many.query("who_trained_whom")) == 1000
    for path in ("/trainings/who_trained_whom.xlsx", "/trainings/training.xlsx"):
        assert len(rows_of(many.get(path))) == 2511 + 1
    for path in ("/trainings/who_trained_whom.csv", "/trainings/training.csv?_stream=on"):
        assert len(list(csv.reader(io.StringIO(many.get(path).text)))) == 2511 + 1


def test_a_table_is_taken_with_the_filters_of_its_page(many):
    rows = rows_of(many.get("/trainings/training.xlsx?topic_code=youth&_size=1&_next=2"))
    assert [row[0] for row in rows[1:]] == [3, 4, 5]
    assert rows[0][:3] == ["Номер", "Назва", "Початок"]
    assert {"Тема (код)", "Тема"} <= set(rows[0])
    assert rows[1][2] == datetime.datetime(2021, 2, 1)


def test_no_title_of_a_donor_is_run(many):
    sheet = workbook_of(many.get("/trainings/training.xlsx")).worksheets[0]
    titles = {row[1].value: row[1].data_type for row in sheet.iter_rows(min_row=2)}
    assert titles["=2+100"] == "s"
    for path in ("/trainings/who_trained_whom.csv", "/trainings/training.csv?_stream=on"):
        answer = many.get(path)
        assert answer.content.startswith(BOM)
        cells = {cell for row in csv.reader(io.StringIO(answer.text)) for cell in row}
        assert "'=2+100" in cells
        assert not {cell for cell in cells if cell.startswith(("=", "@", "\t"))}


@pytest.mark.parametrize(
    ("line", "defused"),
    [
        (b"=1", b"'=1"),
        (b"a,=1\r\n", b"a,'=1\r\n"),
        (b'a,"=1,2"\r\n', b'a,"\'=1,2"\r\n'),
        (b"@x,+cmd,-x\r\n", b"'@x,'+cmd,'-x\r\n"),
        (b'-5,+380,"-1,5",-5.25\r\n', b'-5,+380,"-1,5",-5.25\r\n'),
        ("б,—=1,x=1\r\n".encode(), "б,—=1,x=1\r\n".encode()),
        (b"a\r\n=1", b"a\r\n'=1"),
    ],
)
def test_only_what_a_spreadsheet_would_run_gets_an_apostrophe(line, defused):
    assert defuse(line) == defused


def test_what_is_not_there_is_not_found(sample_site):
    assert sample_site.get("/trainings/nothing.xlsx").status_code == 404


def test_a_workbook_of_no_rows_and_of_odd_names_opens():
    content = write_xlsx("A/B: [1]?*" * 9, ["Назва", "Назва"], [], [("Адреса", "https://x.org")])
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert [cell.value for cell in workbook.worksheets[0][1]] == ["Назва", "Назва 2"]
    assert len(workbook.sheetnames[0]) <= 31


# What an address gets wrong.


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("oblast=Полтава", "значення «Полтава» немає в базі"),
        ("from_quarter=2021", "«З кварталу»: значення «2021» немає в базі"),
        ("from_quarter=2021-Q2&to_quarter=2020-Q4", "Перший квартал пізніший за останній"),
        ("colour=red", "Параметра «colour» в цього питання немає"),
        ("oblast=<script>alert(1)</script>", "&lt;script&gt;"),
    ],
)
def test_a_page_says_what_of_its_address_is_wrong_and_shows_the_list(sample_site, query, said):
    answer = sample_site.get(f"/trainings/white_spots?{query}")
    assert answer.status_code == 200
    assert said in answer.text
    assert "<script>alert" not in answer.text
    assert "Полтавська область</option>" in answer.text


@pytest.mark.parametrize(("days", "is_said"), [("90", False), ("багато", True), ("-1", True)])
def test_a_number_out_of_its_bounds_is_said(sample_site, days, is_said):
    page = sample_site.get(f"/trainings/overlaps?days={days}").text
    assert ("число від 0 до 1825" in page) is is_said
