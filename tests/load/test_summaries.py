"""Loaded tables → summaries: counted by hand in a small world, recounted in Python in any."""

import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_site import add, create_database

from ingest.load.summaries import add_summaries
from ingest.schema import SUMMARIES

TH = "training_hromada"


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


def days_of(connection):
    return dict(select(connection, "training_id, start_date", "training"))


def recount_hromadas(connection):
    """Return what hromada_quarter and coverage should hold."""
    quarters, projects = quarters_of_counted(connection), projects_by_training(connection)
    topics = group(select(connection, "training_id, topic_code", "training_topic"))
    days, pairs = days_of(connection), select(connection, "hromada_id, training_id", TH)
    held = [(hromada, training) for hromada, training in pairs if training in quarters]
    hromada_quarter = group(((h, quarters[t]), t) for h, t in held)
    coverage = group(((h, topic, quarters[t]), t) for h, t in held for topic in topics[t])
    return {
        "hromada_quarter": {
            (
                *key,
                len(events),
                count_projects(events, projects),
                min(days[t] for t in events),
                max(days[t] for t in events),
            )
            for key, events in hromada_quarter.items()
        },
        "coverage": {
            (*key, len(events), count_projects(events, projects), max(days[t] for t in events))
            for key, events in coverage.items()
        },
    }


def parts_by_training(connection, kind):
    return group(select(connection, f"training_id, {kind}_code", f"training_{kind}"))


def recount_parties(connection):
    """Return what hromada_project_quarter and hromada_donor_quarter should hold."""
    quarters, pairs = quarters_of_counted(connection), select(connection, "*", TH)
    found = {}
    for kind in ("project", "donor"):
        parts = parts_by_training(connection, kind)
        counts = Counter(
            (hromada, part, quarters[training])
            for hromada, training in pairs
            if training in quarters
            for part in parts[training]
        )
        found[f"hromada_{kind}_quarter"] = {(*key, count) for key, count in counts.items()}
    return found


def recount_presence(connection):
    """Return what project_oblast_quarter and topic_project_oblast should hold."""
    quarters, days = quarters_of_counted(connection), days_of(connection)
    scopes = dict(select(connection, "training_id, scope_code", "training"))
    home = dict(select(connection, "hromada_id, oblast_code", "hromada"))
    named = {(t, home[h]) for h, t in select(connection, "hromada_id, training_id", TH)}
    projects = projects_by_training(connection)
    topics = parts_by_training(connection, "topic")
    by_project, by_topic = defaultdict(set), defaultdict(set)
    for oblast, training in select(connection, "oblast_code, training_id", "training_oblast"):
        is_wide = scopes[training] in ("raion", "oblast")
        if training in quarters and (is_wide or (training, oblast) in named):
            for project in projects[training]:
                place = (project, oblast, quarters[training])
                by_project[place].add((training, is_wide))
                for topic in topics[training]:
                    by_topic[(topic, *place)].add((training, is_wide))
    return {
        name: {
            (
                *key,
                sum(not wide for _, wide in events),
                sum(wide for _, wide in events),
                max(days[training] for training, _ in events),
            )
            for key, events in groups.items()
        }
        for name, groups in (
            ("project_oblast_quarter", by_project),
            ("topic_project_oblast", by_topic),
        )
    }


def recount_shares(connection):
    quarters, topics = quarters_of_counted(connection), parts_by_training(connection, "topic")
    counts = Counter()
    for kind in ("project", "donor", "oblast"):
        parts = parts_by_training(connection, kind)
        for training, quarter in quarters.items():
            counts.update(
                (topic, kind, part, quarter)
                for topic in topics[training]
                for part in parts[training]
            )
    return {"topic_share": {(*key, count) for key, count in counts.items()}}


def told_of(total, women, men):
    """Return the people of an event and the women, each None where it is not known."""
    people = total
    if people is None and None not in (women, men):
        people = women + men
    return people, women if None not in (people, women) and women <= people else None


def recount_events(connection):
    quarters, days = quarters_of_counted(connection), days_of(connection)
    numbers = {
        training: told_of(*told)
        for training, *told in select(
            connection, "training_id, participants_total, women, men", "training"
        )
    }
    named = {training for (training,) in select(connection, "training_id", "training_hromada")}
    given = {
        training: (total is not None, women is not None)
        for training, total, women in select(
            connection, "training_id, participants_total, women", "training"
        )
    }
    groups = group((("all", "", quarter), training) for training, quarter in quarters.items())
    for kind in ("project", "topic", "audience", "donor"):
        for training, parts in parts_by_training(connection, kind).items():
            for part in parts if training in quarters else ():
                groups[kind, part, quarters[training]].add(training)
    rows = set()
    for key, events in groups.items():
        told = [numbers[training] for training in events]
        people = [count for count, _ in told if count is not None]
        split = [pair for pair in told if pair[1] is not None]
        rows.add(
            (
                *key,
                len(events),
                len(events & named),
                sum(given[training][0] for training in events),
                sum(given[training][1] for training in events),
                len(people),
                sum(people) if people else None,
                max(people, default=None),
                len(split),
                sum(count for count, _ in split) if split else None,
                sum(women for _, women in split) if split else None,
                max(days[training] for training in events),
            )
        )
    return {"event_quarter": rows}


def recount_nearest(connection):
    """Compare every two events of a hromada and a topic that have no project in common."""
    quarters, days = quarters_of_counted(connection), days_of(connection)
    projects = projects_by_training(connection)
    topics = parts_by_training(connection, "topic")
    taught = group(
        ((hromada, topic), (days[training], training))
        for hromada, training in select(connection, "hromada_id, training_id", TH)
        if training in quarters and projects[training]
        for topic in topics[training]
    )
    fewest = {}
    for place, events in taught.items():
        for later in events:
            before = [
                event
                for event in events
                if event < later and not projects[event[1]] & projects[later[1]]
            ]
            if before:
                day, earlier = max(before)
                apart = (date.fromisoformat(later[0]) - date.fromisoformat(day)).days
                key = (*place, quarters[later[1]], quarters[earlier])
                fewest[key] = min(apart, fewest.get(key, apart))
    return {"nearest_event": {(*key, days) for key, days in fewest.items()}}


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
    return {
        **recount_hromadas(connection),
        **recount_parties(connection),
        **recount_presence(connection),
        **recount_shares(connection),
        **recount_events(connection),
        **recount_nearest(connection),
        "oblast_quarter": recount_oblasts(connection),
        "release": {recount_release(connection)},
    }


def summaries_of(connection):
    """Return the rows of every summary; the release without its name and day."""
    tables = {table.name: set(select(connection, "*", table.name)) for table in SUMMARIES}
    return tables | {"release": {row[2:] for row in tables["release"]}}


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
            "donors": st.sets(st.sampled_from("de")),
            "audiences": st.sets(st.sampled_from("gh")),
            "day": st.integers(1, 28),
            "scope": st.sampled_from(["hromadas", "raion", "oblast", "national"]),
            "people": st.tuples(*[st.none() | st.integers(0, 30)] * 3),
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


def add_training(connection, number, **told):
    total, women, men = told["people"]
    month = {"2020-Q4": "2020-11", "2021-Q1": "2021-02"}[told["quarter"]]
    add(
        connection,
        "training",
        training_id=number,
        quarter_code=told["quarter"],
        start_date=f"{month}-{told['day']:02}",
        is_counted=told["is_counted"],
        scope_code=told["scope"],
        participants_total=total,
        women=women,
        men=men,
    )
    for hromada in told["hromadas"]:
        add(connection, "training_hromada", hromada_id=hromada, training_id=number)
    for oblast, is_whole in told["oblasts"].items():
        add(
            connection,
            "training_oblast",
            oblast_code=oblast,
            training_id=number,
            is_whole=is_whole,
        )
    for kind in ("topic", "project", "donor", "audience"):
        for code in told[f"{kind}s"]:
            add(connection, f"training_{kind}", **{f"{kind}_code": code, "training_id": number})
