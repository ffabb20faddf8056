"""The pages of the sample's site: their words, figures and files."""

import io
import sqlite3
from contextlib import closing

import openpyxl
import pytest
from datasette.utils import module_from_path
from small_site import PLUGINS, Site
from small_world import write_small_world

from ingest.resolve.gazetteer import read_csv

REFERENCE = PLUGINS.parent / "reference"


@pytest.fixture(scope="module")
def release(sample_release):
    with closing(sqlite3.connect(sample_release.release / "trainings.db")) as connection:
        connection.row_factory = sqlite3.Row
        return dict(connection.execute("SELECT * FROM release").fetchone())


@pytest.fixture(scope="module")
def start(sample_site):
    return sample_site.get("/").text


def test_the_start_page_gives_the_figures_of_the_release(start, release):
    assert release["trainings"] + release["trainings_not_counted"] == 124
    for figure in ("trainings", "hromadas_reached", "projects", "quarters", "reports_received"):
        assert f">{release[figure]}</" in start.replace("</a>", "</")
    assert "1\u00a0469" in start


def test_the_start_page_says_that_the_sample_is_incomplete(start):
    assert "зразок" in start.lower()
    assert "неповн" in start.lower()


def test_the_start_page_leads_to_every_question_and_lists_every_hromada(start):
    for name in (
        "evenness_by_oblast", "hromada_received", "overlaps", "reporting_completeness",
        "white_spots", "who_trained_whom",
    ):  # fmt: skip
        assert f'href="/trainings/{name}"' in start
    hromadas = [row["hromada_code"] for row in read_csv(REFERENCE / "hromadas.csv")]
    assert len(hromadas) == 1774
    assert all(f'<option value="{code}">' in start for code in hromadas)


def test_the_start_page_draws_every_oblast(start):
    codes = [row["oblast_code"] for row in read_csv(REFERENCE / "oblasts.csv")]
    assert all(f'/trainings/white_spots?oblast={code}"><path' in start for code in codes)


@pytest.mark.parametrize(
    "path",
    ["/trainings/training?", "/trainings/white_spots?", "/trainings", "/trainings?sql=select+1"],
)
def test_pages_are_in_ukrainian_and_say_the_day_of_the_data(sample_site, path):
    page = sample_site.get(path).text
    assert '<html lang="uk">' in page
    assert "31\u00a0березня\u00a02026" in page
    for english in (
        "Data license",
        "Custom SQL query",
        "View and edit",
        "Advanced export",
        " rows",
    ):
        assert english not in page


@pytest.mark.parametrize(
    "path", ["/nowhere", "/trainings/nothing", "/trainings/training/1", "/trainings/training/x"]
)
def test_what_is_not_there_is_said_in_ukrainian(sample_site, path):
    answer = sample_site.get(path)
    assert answer.status_code == 404
    assert "not found" not in answer.text
    assert "немає" in answer.text
    assert answer.text.count('href="/static/site.css"') == 1


def test_a_word_that_datasette_moved_stops_the_start():
    plugin = module_from_path(str(PLUGINS / "interface_language.py"), "interface_language")
    assert plugin.translate("<p>Run SQL</p>", "x.html", [["Run", "Біг"]]) == "<p>Біг SQL</p>"
    with pytest.raises(plugin.InterfaceWordMissing, match=r"x\.html .*Walk"):
        plugin.translate("<p>Run SQL</p>", "x.html", [["Walk", "Хода"]])


def test_outlines_are_served_for_the_map(sample_site):
    answer = sample_site.get("/-/oblasts.geojson")
    assert answer.headers["content-type"].startswith("application/geo+json")
    assert len(answer.json()["features"]) == 27


@pytest.mark.parametrize(
    ("path", "has_map"),
    [
        ("/trainings/hromada?", True),
        ("/trainings/training_place?", True),
        ("/trainings/white_spots?", True),
        ("/trainings/training?", False),
        ("/trainings/evenness_by_oblast?", False),
    ],
)
def test_a_page_with_places_has_a_map_and_no_other(sample_site, path, has_map):
    assert ("/static/map.js" in sample_site.get(path).text) == has_map


def test_the_template_is_served_as_a_workbook(sample_site):
    answer = sample_site.get("/-/template.xlsx")
    assert "hromada-trainings-template.xlsx" in answer.headers["content-disposition"]
    workbook = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert workbook.sheetnames == ["Заходи", "Як заповнювати", "Довідник"]


def test_a_site_of_another_database_starts_and_shows_it(tmp_path):
    write_small_world(tmp_path / "other.db")
    site = Site(tmp_path / "other.db")
    assert site.rows("/other/release.json?")[0]["release_id"] == "small"


@pytest.mark.parametrize(
    ("table", "count", "spellings"),
    [
        ("hromada", 6, ("кам'янськ", "КАМ’ЯНСЬК", "камʼянськ", "Кам`янськ")),
        ("training", 2, ("об'єднань", "ОБ’ЄДНАНЬ", "обʼєднань", "Об`єднань")),
    ],
)
def test_any_case_and_apostrophe_finds_the_same(sample_site, table, count, spellings):
    found = [sample_site.rows(f"/trainings/{table}.json?_search={word}") for word in spellings]
    assert [len(rows) for rows in found] == [count] * 4
    assert all(rows == found[0] for rows in found)


def test_a_chart_gets_titles_for_names_of_columns(sample_site):
    rows = sample_site.get("/trainings/evenness_by_oblast.json_chart").json()
    assert len(rows) == 24
    assert list(rows[0])[:4] == ["Область", "Громад", "Охоплено", "Охоплено, %"]
    assert "Розрив, в․ п․" in rows[0]


def test_a_chart_of_a_table_gets_names_for_codes(sample_site):
    (row,) = sample_site.get("/trainings/training.json_chart?_size=1&_labels=on").json()
    assert (row["Стан"], row["Квартал"]) == ("Відбувся", "I квартал 2026")


def test_the_rows_of_charts_are_not_offered_as_a_download(sample_site):
    for path in ("/trainings/training", "/trainings/white_spots", "/trainings?sql=select+1+as+x"):
        assert "json_chart" not in sample_site.get(path).text.lower()


def test_the_page_of_an_event_names_what_its_codes_stand_for(sample_site):
    (row,) = sample_site.rows("/trainings/training.json?_size=1&_sort_desc=start_date")
    page = sample_site.get(f"/trainings/training/{row['training_id']}").text
    assert row["status_code"] == "held"
    assert '<a href="/trainings/training?_quarter=2026-Q1">I квартал 2026</a>' in page
    assert f'<a href="/trainings/submission/{row["submission_id"]}">2026-Q1/' in page
