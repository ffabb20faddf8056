"""Loaded tables → summaries: counted by hand in a small world, recounted in Python in any."""

import sqlite3
from collections import defaultdict
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_site import add, create_database

from ingest.load.summaries import add_summaries


def test_a_hromada_has_the_events_and_projects_of_its_quarter(counted):
    """The joint event has two projects and is one event; the announced one is none."""
    assert counted.rows(
        """SELECT hromada_label, quarter_code, events, projects FROM hromada_quarter
        JOIN hromada USING (hromada_id) ORDER BY quarter_code, hromada_id"""
    ) == [
        ("Довбиська селищна громада", "2020-Q4", 1, 2),
        ("Баранівська міська громада", "2020-Q4", 2, 2),
        ("Звягельська міська громада", "2021-Q1", 1, 1),
        ("Торчинська селищна громада", "2021-Q1", 1, 1),
        ("Баранівська міська громада", "2021-Q1", 1, 1),
        ("місто Київ", "2021-Q1", 1, 0),
    ]


def test_an_event_of_two_topics_stands_under_both_and_one_of_none_under_none(counted):
    assert counted.rows(
        """SELECT hromada_name, topic_code, quarter_code, events, projects FROM coverage
        JOIN hromada USING (hromada_id) ORDER BY quarter_code, hromada_name, topic_code"""
    ) == [
        ("Баранівська", "budget", "2020-Q4", 1, 2),
        ("Баранівська", "hr", "2020-Q4", 1, 0),
        ("Баранівська", "strategy", "2020-Q4", 1, 2),
        ("Довбиська", "budget", "2020-Q4", 1, 2),
        ("Довбиська", "strategy", "2020-Q4", 1, 2),
        ("Баранівська", "budget", "2021-Q1", 1, 1),
        ("Торчинська", "budget", "2021-Q1", 1, 1),
    ]


def test_an_oblast_has_its_events_its_pairs_and_what_was_for_it_at_large(counted):
    """What was for a raion or the country is at large for no oblast."""
    assert counted.rows(
        """SELECT oblast_name, quarter_code, events, hromada_events, hromadas, wide_events
        FROM oblast_quarter JOIN oblast USING (oblast_code) ORDER BY quarter_code, oblast_code"""
    ) == [
        ("Житомирська область", "2020-Q4", 2, 3, 2, 1),
        ("Волинська область", "2021-Q1", 1, 1, 1, 0),
        ("Житомирська область", "2021-Q1", 2, 2, 2, 0),
        ("місто Київ", "2021-Q1", 1, 1, 1, 0),
    ]


def test_the_release_tells_what_it_holds(counted):
    """Four hromadas of the 1,469 (Київ is not one of them); EGAP has only an announced event,
    but its report came; that of U-LEAD for 2021-Q1 did not."""
    cursor = counted.connection.execute("SELECT * FROM release")
    columns = [column for column, *_ in cursor.description]
    (row,) = cursor.fetchall()
    assert dict(zip(columns, row, strict=True)) == {
        "release_id": "2021-03-31-hand",
        "data_as_of": "2021-03-31",
        "trainings": 9,
        "trainings_not_counted": 2,
        "hromadas_reached": 4,
        "hromadas_counted": 1469,
        "projects": 2,
        "quarters": 2,
        "reports_expected": 5,
        "reports_received": 4,
    }


def select(connection, columns, table):
    return connection.execute(f"SELECT {columns} FROM {table}").fetchall()


def group(pairs):
    groups = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return groups


def quarters_of_counted(connection):
    rows = select(connection, "training_id, quarter_code, is_counted", "training")
    return {training: quarter for training, quarter, is_counted in rows if is_counted}


def projects_by_training(connection):
    return group(select(connection, "training_id, project_code", "training_project"))


def count_projects(trainings, projects):
    return len(set().union(*(projects[training] for training in trainings)))


def recount_hromadas(connection):
    """Return what hromada_quarter and coverage should hold."""
    quarters, projects = quarters_of_counted(connection), projects_by_training(connection)
    topics = group(select(connection, "training_id, topic_code", "training_topic"))
    pairs = select(connection, "hromada_id, training_id", "training_hromada")
    held = [(hromada, training) for hromada, training in pairs if training in quarters]
    hromada_quarter = group(((h, quarters[t]), t) for h, t in held)
    coverage = group(((h, topic, quarters[t]), t) for h, t in held for topic in topics[t])
    return [
        {(*key, len(events), count_projects(events, projects)) for key, events in groups.items()}
        for groups in (hromada_quarter, coverage)
    ]


def recount_oblasts(connection):
    quarters = quarters_of_counted(connection)
    home = dict(select(connection, "hromada_id, oblast_code", "hromada"))
    pairs = select(connection, "hromada_id, training_id", "training_hromada")
    named = group(((home[h], quarters[t]), (h, t)) for h, t in pairs if t in quarters)
    rows = select(connection, "oblast_code, training_id, is_whole", "training_oblast")
    wide = group(((o, quarters[t]), t) for o, t, is_whole in rows if is_whole and t in quarters)
    return {
        (
            *key,
            len({training for _, training in named[key]}),
            len(named[key]),
            len({hromada for hromada, _ in named[key]}),
            len(wide[key]),
        )
        for key in {*named, *wide}
    }


def recount_release(connection):
    quarters = quarters_of_counted(connection)
    hromadas = select(connection, "hromada_id, is_counted", "hromada")
    counted_hromadas = {hromada for hromada, is_counted in hromadas if is_counted}
    pairs = select(connection, "hromada_id, training_id", "training_hromada")
    statuses = [status for (status,) in select(connection, "report_status", "expected_report")]
    return (
        len(quarters),
        len(select(connection, "training_id", "training")) - len(quarters),
        len({hromada for hromada, training in pairs if training in quarters} & counted_hromadas),
        len(counted_hromadas),
        count_projects(quarters, projects_by_training(connection)),
        len(set(quarters.values())),
        len(statuses),
        len(statuses) - statuses.count("missing"),
    )


def recount(connection):
    """Count every summary from the base tables, apart from the SQL under test."""
    hromada_quarter, coverage = recount_hromadas(connection)
    return {
        "hromada_quarter": hromada_quarter,
        "coverage": coverage,
        "oblast_quarter": recount_oblasts(connection),
        "release": {recount_release(connection)},
    }


def summaries_of(connection):
    names = ("hromada_quarter", "coverage", "oblast_quarter")
    tables = {name: set(select(connection, "*", name)) for name in names}
    return tables | {"release": {row[2:] for row in select(connection, "*", "release")}}


def test_the_small_world_is_recounted(counted):
    assert summaries_of(counted.connection) == recount(counted.connection)


def test_the_sample_is_recounted(sample_release):
    with closing(sqlite3.connect(sample_release.release / "trainings.db")) as connection:
        summaries = summaries_of(connection)
        assert all(summaries.values())
        assert summaries == recount(connection)


HROMADAS = {1: ("A", 1), 2: ("A", 1), 3: ("B", 1), 4: ("K", 0)}
trainings = st.lists(
    st.fixed_dictionaries(
        {
            "quarter": st.sampled_from(["2020-Q4", "2021-Q1"]),
            "is_counted": st.booleans(),
            "hromadas": st.sets(st.sampled_from(sorted(HROMADAS))),
            "oblasts": st.dictionaries(st.sampled_from("ABK"), st.booleans(), max_size=2),
            "topics": st.sets(st.sampled_from(["budget", "hr"])),
            "projects": st.sets(st.sampled_from("pqr")),
        }
    ),
    max_size=6,
)
reports = st.dictionaries(st.sampled_from("pqr"), st.sampled_from(["received", "nil", "missing"]))


@pytest.fixture(scope="module")
def empty():
    with closing(create_database(":memory:")) as connection:
        for number, (oblast, is_counted) in HROMADAS.items():
            code = f"UA{number}"
            places = {"hromada_id": number, "hromada_code": code, "oblast_code": oblast}
            add(connection, "hromada", is_counted=is_counted, **places)
        connection.commit()
        yield connection


@given(trainings, reports)
def test_any_world_is_recounted(empty, trainings, reports):
    for number, training in enumerate(trainings):
        add_training(empty, number, **training)
    for project, status in reports.items():
        add(empty, "expected_report", project_code=project, report_status=status)
    add_summaries(empty, "any", date(2021, 3, 31))
    summaries, recounted = summaries_of(empty), recount(empty)
    empty.rollback()
    assert summaries == recounted


def add_training(connection, number, quarter, is_counted, hromadas, oblasts, topics, projects):
    values = {"training_id": number, "quarter_code": quarter, "is_counted": is_counted}
    add(connection, "training", **values)
    for hromada in hromadas:
        add(connection, "training_hromada", hromada_id=hromada, training_id=number)
    for oblast, is_whole in oblasts.items():
        add(
            connection,
            "training_oblast",
            oblast_code=oblast,
            training_id=number,
            is_whole=is_whole,
        )
    for topic in topics:
        add(connection, "training_topic", topic_code=topic, training_id=number)
    for project in projects:
        add(connection, "training_project", project_code=project, training_id=number)
