"""Questions over the small world: every expectation is counted by hand from its tables."""

import sqlite3
from contextlib import closing

import pytest
from small_site import Site, add
from small_world import write_small_world

from ingest.common.ukrainian import prepare_connection

ALL = [11, 10, 8, 7, 6, 5, 4, 3, 9, 2, 1]
"""Every training, the latest first."""


def ids(rows):
    return [row["training_id"] for row in rows]


def columns(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ALL),
        ({"from_quarter": "2021-Q2"}, [11, 10, 8, 7, 6]),
        ({"to_quarter": "2020-Q4"}, [2, 1]),
        ({"from_quarter": "2021-Q1", "to_quarter": "2021-Q1"}, [5, 4, 3, 9]),
        ({"oblast": "A"}, [11, 10, 8, 6, 5, 4, 3, 2, 1]),
        ({"oblast": "B"}, [7]),
        ({"topic": "youth"}, [5, 4, 3]),
        ({"project": "q"}, [10, 7, 3, 2]),
        ({"audience": "heads"}, [11, 2, 1]),
        ({"format": "online"}, [11]),
        ({"oblast": "A", "project": "q", "topic": "budget"}, [10, 2]),
        ({"from_quarter": "2021-Q2", "to_quarter": "2020-Q4"}, []),
        ({"project": "unknown"}, []),
    ],
)
def test_who_trained_whom(small, asked, found):
    assert ids(small.query("who_trained_whom", **asked)) == found


def test_who_trained_whom_tells_of_an_event_all_that_is_known(small):
    *_, first = small.query("who_trained_whom")
    told = {name: value for name, value in first.items() if value not in (None, "")}
    assert told == {
        "training_id": 1,
        "title": "Захід 1",
        "start_date": "2020-11-10",
        "quarter_code": "2020-Q4",
        "projects": "Проєкт П",
        "project_codes": "p",
        "topics": "Бюджет",
        "topic_codes": "budget",
        "hromadas": 2,
        "hromada_codes": "UA1;UA2",
        "oblast_codes": "A",
        "audiences": "Голови",
        "audience_codes": "heads",
        "participants_total": 20,
        "status": "Відбувся",
        "status_code": "held",
        "source_file": "2021-Q1/all.csv",
        "source_row": 2,
        "events": 1,
    }


def test_white_spots_are_the_counted_hromadas_that_no_held_event_names(small):
    spots = small.query("white_spots")
    assert columns(spots, "hromada_code", "reason", "wide_events", "last_quarter") == [
        ("UA4", "лише ширші заходи", 1, None),
        ("UA5", "бракує звітів", 0, None),
        ("UA6", "бракує звітів", 0, None),
    ]
    assert columns(spots, "raion", "oblast")[0] == ("район a2", "Полтавська")


def test_white_spots_of_a_quarter_say_when_somebody_last_came(small):
    spots = small.query("white_spots", from_quarter="2021-Q2", to_quarter="2021-Q2")
    assert columns(spots, "hromada_code", "reason", "last_quarter", "quarters_since") == [
        ("UA2", "лише ширші заходи", "IV квартал 2020", 2),
        ("UA4", "лише ширші заходи", None, None),
        ("UA5", "ніхто не приїздив", None, None),
        ("UA6", "ніхто не приїздив", None, None),
    ]


def test_white_spots_of_an_oblast(small):
    assert columns(small.query("white_spots", oblast="B"), "hromada_code") == [("UA5",), ("UA6",)]


def test_overlaps_are_of_different_projects_on_one_topic_in_one_hromada(small):
    overlaps = small.query("overlaps")
    names = ("hromada_code", "topic_code", "project_codes", "events", "fewest_days")
    assert columns(overlaps, *names) == [
        ("UA1", "youth", "q;p;r", 3, 5),
        ("UA3", "budget", "q;r", 2, 19),
        ("UA1", "budget", "q;p", 2, 21),
    ]
    assert columns(overlaps, "training_ids", "same_audience", "first_date", "last_date") == [
        ("3; 4; 5", "невідомо", "2021-02-01", "2021-02-20"),
        ("10; 11", "ні", "2021-06-01", "2021-06-20"),
        ("1; 2", "так", "2020-11-10", "2020-12-01"),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"days": 20}, ["3; 4; 5", "10; 11"]),
        ({"days": 19}, ["3; 4; 5", "10; 11"]),
        ({"days": 18}, ["4; 5"]),
        ({"days": 4}, []),
        ({"days": 0}, []),
        ({"topic": "budget"}, ["10; 11", "1; 2"]),
        ({"oblast": "B"}, []),
        ({"from_quarter": "2021-Q1"}, ["3; 4; 5", "10; 11"]),
    ],
)
def test_overlaps_as_asked(small, asked, found):
    rows = small.query("overlaps", **asked)
    assert [row["training_ids"] for row in rows] == found


def test_evenness_by_oblast(small):
    names = ("oblast_code", "hromadas", "covered", "covered_percent", "events", "hromada_events")
    rows = small.query("evenness_by_oblast")
    assert columns(rows, *names) == [("A", 4, 3, 75.0, 8, 9), ("B", 2, 0, 0.0, 0, 0)]
    names = ("events_per_hromada", "share_of_events", "share_of_hromadas", "gap_points")
    assert columns(rows, *names, "wide_events") == [
        (2.25, 100.0, 66.7, 33.3, 1),
        (0.0, 0.0, 33.3, -33.3, 0),
    ]
    # Events of the four hromadas: 0, 1, 2, 6. Gini: 2 (1·0 + 2·1 + 3·2 + 4·6) / (4·9) − 5/4.
    assert columns(rows, "gini") == [(0.53,), (None,)]


def test_evenness_of_one_quarter(small):
    rows = small.query("evenness_by_oblast", from_quarter="2020-Q4", to_quarter="2020-Q4")
    # Events of the four hromadas: 0, 0, 1, 2. Gini: 2 (3·1 + 4·2) / (4·3) − 5/4 = 0.583.
    assert columns(rows, "oblast_code", "covered", "hromada_events", "gini", "wide_events") == [
        ("A", 2, 3, 0.58, 0),
        ("B", 0, 0, None, 0),
    ]


def test_what_a_hromada_received_beside_its_neighbours(small):
    rows = small.query("hromada_received", hromada="UA1")
    assert ids(rows) == [8, 5, 4, 3, 2, 1]
    assert columns(rows, "other_hromadas") == [(0,)] * 5 + [(1,)]
    # Events: raion 6 and 1; oblast 6, 1, 2, 0; country 6, 1, 2, 0, 0, 0.
    medians = ("raion_median", "oblast_median", "country_median")
    assert set(columns(rows, *medians)) == {(3.5, 1.5, 0.5)}


def test_the_hromada_with_most_events_is_the_answer_where_none_is_asked_for(small):
    assert {row["hromada_code"] for row in small.query("hromada_received")} == {"UA1"}


@pytest.mark.parametrize(
    ("hromada", "found"), [("UA2", [1]), ("UA5", []), ("UA7", [9]), ("UA9", [])]
)
def test_what_other_hromadas_received(small, hromada, found):
    assert ids(small.query("hromada_received", hromada=hromada)) == found


def test_what_a_hromada_received_in_some_quarters(small):
    asked = {"hromada": "UA1", "from_quarter": "2021-Q1", "to_quarter": "2021-Q1"}
    rows = small.query("hromada_received", **asked)
    assert ids(rows) == [5, 4, 3]
    # Events of the quarter: raion 3 and 0; oblast 3, 0, 0, 0; country the same and two more 0.
    assert set(columns(rows, "raion_median", "oblast_median", "country_median")) == {(1.5, 0, 0)}


def test_reporting_completeness(small):
    rows = small.query("reporting_completeness")
    assert columns(rows, "quarter_code", "project_code", "received", "events", "rows_total") == [
        ("2021-Q2", "r", 1, 1, 11),
        ("2021-Q1", "p", 0, 3, None),
        ("2021-Q1", "q", 1, 1, 11),
        ("2020-Q4", "p", 1, 1, 11),
    ]
    names = ("with_hromadas_percent", "with_participants_percent", "with_women_percent")
    assert columns(rows, *names) == [(100, 0, 0), (100, 0, 0), (100, 0, 0), (100, 100, 100)]


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"project": "p"}, 2), ({"to_quarter": "2021-Q1"}, 3), ({"project": "z"}, 0)],
)
def test_reporting_completeness_as_asked(small, asked, count):
    assert len(small.query("reporting_completeness", **asked)) == count


def test_events_per_people_where_the_population_of_all_hromadas_is_given(tmp_path):
    """A: hromadas 1–4 of 1,000 each had 9 hromada-events; of B's two only one is given."""
    path = tmp_path / "trainings.db"
    write_small_world(path)
    with closing(sqlite3.connect(path)) as connection:
        prepare_connection(connection)
        for hromada in (1, 2, 3, 4, 5):
            add(connection, "population", hromada_id=hromada, population=1000, year=2022)
        connection.commit()
    rows = Site(path).query("evenness_by_oblast")
    told = {row["oblast_code"]: (row["hromada_events"], row["events_per_10000"]) for row in rows}
    assert told == {"A": (9, 22.5), "B": (0, None)}


def test_without_population_nothing_is_told_per_people(small):
    rows = small.query("evenness_by_oblast")
    assert {row["events_per_10000"] for row in rows} == {None}


def test_a_nil_report_turns_a_missing_one_into_nobody_came(tmp_path):
    """In 2021-Q1 p's report is missing: of hromada 5 it is not known; once it is nil, it is."""
    asked = {"from_quarter": "2021-Q1", "to_quarter": "2021-Q1"}
    told = {}
    for status in ("missing", "nil"):
        path = tmp_path / status / "trainings.db"
        path.parent.mkdir()
        write_small_world(path)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(
                "UPDATE expected_report SET report_status = ? WHERE report_status = 'missing'",
                (status,),
            )
            connection.commit()
        rows = Site(path).query("white_spots", **asked)
        told[status] = {row["hromada_code"]: row["reason"] for row in rows}["UA5"]
    assert told == {"missing": "бракує звітів", "nil": "ніхто не приїздив"}


@pytest.mark.parametrize(("at_most", "found"), [("1", 1), ("2", 2), ("0", 3), ("багато", 3)])
def test_as_many_overlaps_as_are_asked_for_the_nearest_first(small, at_most, found):
    rows = small.query("overlaps", days="1825", at_most=at_most)
    assert len(rows) == found
    days = [row["fewest_days"] for row in rows]
    assert days == sorted(days)
