"""Five questions of coordination: counted by hand, then against plain Python on random worlds."""

import random
from contextlib import closing, contextmanager
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from small_site import add, create_database

from ingest.common.canned import parse_canned_query
from ingest.load.summaries import add_summaries

FOLDER = Path(__file__).parents[2] / "canned_queries" / "trainings"
NAMES = ("presence_matrix", "who_works_here", "concentration", "hromada_misses", "where_next")
QUESTIONS = {name: parse_canned_query(FOLDER / f"{name}.sql") for name in NAMES}
QUARTERS = ("2020-Q4", "2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2022-Q1")
DAYS = ("2020-10-05", "2021-01-05", "2021-04-05", "2021-07-05", "2021-10-05", "2022-01-05")
WORLDS = range(200)

every_question = pytest.mark.parametrize("name", NAMES)


def columns(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


# A little world of the test's own: hromada number → (raion, oblast), events as tuples.


@contextmanager
def world(hromadas, events, population=None, uncounted=()):
    """Open a database in memory of hromadas {number: (raion, oblast)} and of events.

    An event is (quarter's place, projects, topics, hromadas, more): `more` may name `donors`,
    `raions` and `oblasts` that it was for as a whole.
    """
    with closing(create_database(":memory:")) as connection:
        for place, code in enumerate(QUARTERS):
            first, last = DAYS[place], DAYS[place][:8] + "28"
            add(connection, "quarter", quarter_code=code, quarter_name=code,
                start_date=first, end_date=last)  # fmt: skip
        _add_places(connection, hromadas, uncounted)
        for number, people in (population or {}).items():
            add(connection, "population", hromada_id=number, population=people, year=2022)
        for number, event in enumerate(events, 1):
            _add_event(connection, hromadas, number, *event)
        for table, column in (("topic", "topic"), ("project", "project"), ("donor", "donor")):
            found = connection.execute(f"select distinct {column}_code from training_{column}")
            for (code,) in found.fetchall():
                add(connection, table, **{f"{table}_code": code, f"{table}_name": f"Назва {code}"})
        add_summaries(connection, "little", date(2022, 3, 31))
        yield connection


def _add_places(connection, hromadas, uncounted):
    counted = set(hromadas) - set(uncounted)
    for oblast in sorted({oblast for _, oblast in hromadas.values()}):
        count = sum(hromadas[number][1] == oblast for number in counted)
        add(connection, "oblast", oblast_code=oblast, oblast_name=oblast, counted_hromadas=count)
    for raion, oblast in sorted({place for place in hromadas.values() if place[0]}):
        add(connection, "raion", raion_code=raion, raion_name=raion, oblast_code=oblast)
    for number, (raion, oblast) in hromadas.items():
        add(connection, "hromada", hromada_id=number, hromada_code=f"UA{number:02}",
            hromada_label=f"Громада {number:02}", hromada_name="", hromada_type="міська",
            raion_code=raion, oblast_code=oblast, is_counted=int(number in counted),
            latitude=49, longitude=30)  # fmt: skip


def _add_event(connection, places, number, place, projects, topics, hromadas, more=None):
    more = more or {}
    scope = "raion" if "raions" in more else "oblast" if "oblasts" in more else "hromadas"
    add(connection, "training", training_id=number, title=f"Захід {number}",
        start_date=DAYS[place], quarter_code=QUARTERS[place], scope_code=scope,
        status_code="held", row_number=number,
        is_counted=int(more.get("is_counted", True)))  # fmt: skip
    for hromada in hromadas:
        add(connection, "training_hromada", hromada_id=hromada, training_id=number)
    raions = set(more.get("raions", ()))
    for raion in sorted(raions):
        add(connection, "training_raion", raion_code=raion, training_id=number, is_whole=1)
    whole = set(more.get("oblasts", ()))
    parts = {places[hromada][1] for hromada in hromadas}
    parts |= {oblast for raion, oblast in places.values() if raion in raions}
    parts |= set(more.get("named_oblasts", ()))
    for oblast in sorted(whole | parts):
        add(connection, "training_oblast", oblast_code=oblast, training_id=number,
            is_whole=int(oblast in whole))  # fmt: skip
    for table, codes in (("project", projects), ("donor", more.get("donors", ()))):
        for code in codes:
            add(connection, f"training_{table}", **{f"{table}_code": code, "training_id": number})
    for code in topics:
        add(connection, "training_topic", topic_code=code, training_id=number, is_primary=1)


def ask(connection, name, **asked):
    """Return the rows of a question, each as a dictionary."""
    question = QUESTIONS[name]
    values = {parameter.name: "" for parameter in question.parameters}
    found = connection.execute(question.sql, values | {k: str(v) for k, v in asked.items()})
    titles = [column[0] for column in found.description]
    return [dict(zip(titles, row, strict=True)) for row in found]


# Whatever is asked.


@every_question
def test_unknown_values_and_a_reversed_window_have_no_answer(small, name):
    for parameter in QUESTIONS[name].parameters:
        if parameter.type != "number":
            for value in ("нема", "<script>", "2019-Q1", "' or 1=1"):
                assert small.query(name, **{parameter.name: value}) == []
    assert small.query(name, from_quarter="2021-Q2", to_quarter="2020-Q4") == []


@pytest.mark.parametrize(
    ("name", "parameter"),
    [("concentration", "at_most"), ("hromada_misses", "percent"), ("where_next", "places")],
)
def test_what_is_no_whole_number_is_the_default_and_a_large_one_the_largest(small, name, parameter):
    default, most = small.query(name), small.query(name, **{parameter: 9999})
    for value in ("", "десять", "<script>", "-1", "1.5", "1e3", "\u0000", "5; drop"):
        assert small.query(name, **{parameter: value}) == default
    maximum = next(p.maximum for p in QUESTIONS[name].parameters if p.name == parameter)
    assert small.query(name, **{parameter: maximum}) == most
    assert small.query(name, **{parameter: 0}) == small.query(name, **{parameter: 1})


@every_question
def test_a_world_without_a_training_is_answered(name):
    with world({1: ("r", "A"), 2: ("r", "A")}, []) as empty:
        rows = ask(empty, name)
    assert [row["hromada_code"] for row in rows] == (
        ["UA01", "UA02"] if name == "where_next" else []
    )


# Presence.


def test_presence_matrix(small):
    rows = small.query("presence_matrix")
    names = ("project_code", "oblast_code", "hromadas", "oblast_hromadas", "hromadas_percent")
    assert columns(rows, *names) == [
        ("p", "A", 2, 4, 50.0),
        ("p", "K", 1, 0, None),
        ("q", "A", 2, 4, 50.0),
        ("r", "A", 2, 4, 50.0),
    ]
    # p has 1, 3, 4 and the wide 6 in A; q has 2, 3 and 10; r has 5 and 11. 3 is of both p and q.
    assert columns(rows, "events", "wide_events", "last_date", "project_hromadas") == [
        (3, 1, "2021-05-10", 3),
        (1, 0, "2021-01-20", 3),
        (3, 0, "2021-06-01", 2),
        (2, 0, "2021-06-20", 2),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"project": "q"}, [("q", "A", 2, 3, 0)]),
        ({"oblast": "K"}, [("p", "K", 1, 1, 0)]),
        ({"oblast": "B"}, []),
        ({"topic": "youth"}, [("q", "A", 1, 1, 0), ("p", "A", 1, 2, 0), ("r", "A", 1, 1, 0)]),
        (
            {"from_quarter": "2021-Q2"},
            [("q", "A", 1, 1, 0), ("r", "A", 1, 1, 0), ("p", "A", 0, 0, 1)],
        ),
    ],
)
def test_presence_matrix_as_asked(small, asked, found):
    names = ("project_code", "oblast_code", "hromadas", "events", "wide_events")
    assert columns(small.query("presence_matrix", **asked), *names) == found


def test_presence_of_an_event_in_two_oblasts_for_a_raion_and_of_no_hromada_named():
    events = [
        (0, "p", "t", (1, 2, 3)),
        (1, "p", "t", (1,)),
        (2, "p", "t", (), {"raions": ["b"]}),
        (3, "q", "t", (1,), {"named_oblasts": ["B"]}),
        (4, "q", "t", (), {"named_oblasts": ["A"]}),
        (5, "q", "t", (2,), {"is_counted": False}),
    ]
    with world({1: ("a", "A"), 2: ("a", "A"), 3: ("b", "B")}, events) as little:
        rows = ask(little, "presence_matrix")
        of_oblast = ask(little, "presence_matrix", oblast="B")
    names = ("project_code", "oblast_code", "hromadas", "events", "wide_events")
    expected = [("p", "A", 2, 2, 0), ("p", "B", 1, 1, 1), ("q", "A", 1, 1, 0)]
    assert columns(rows, *names) == expected
    assert columns(rows, "project_hromadas") == [(3,), (3,), (1,)]
    assert columns(of_oblast, *names, "project_hromadas") == [("p", "B", 1, 1, 1, 3)]


# Who works here.


def test_who_works_in_the_hromada_with_most_events_where_none_is_asked_for(small):
    rows = small.query("who_works_here")
    names = ("project_code", "topics", "events", "hromadas", "first_date", "last_date")
    assert columns(rows, *names) == [
        ("p", "Бюджет; Молодь", 3, 1, "2020-11-10", "2021-02-15"),
        ("q", "Бюджет; Молодь", 2, 1, "2020-12-01", "2021-02-01"),
        ("r", "Молодь", 1, 1, "2021-02-20", "2021-02-20"),
    ]
    assert columns(rows, "training_ids") == [("4; 3; 1",), ("3; 2",), ("5",)]
    assert set(columns(rows, "place", "place_code")) == {("Громада 1", "UA1")}
    assert rows == small.query("who_works_here", hromada="UA1")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"hromada": "UA2"}, [("p", 1, 1)]),
        ({"hromada": "UA5"}, []),
        ({"hromada": "UA7"}, [("p", 1, 1)]),
        ({"raion": "a1"}, [("p", 3, 2), ("q", 2, 1), ("r", 1, 1)]),
        ({"raion": "a2"}, [("r", 1, 1), ("q", 1, 1)]),
        ({"raion": "b1"}, []),
        ({"hromada": "UA2", "raion": "a2"}, [("p", 1, 1)]),
        ({"from_quarter": "2021-Q2"}, [("r", 1, 1), ("q", 1, 1)]),
        ({"hromada": "UA1", "from_quarter": "2021-Q2"}, []),
    ],
)
def test_who_works_in_a_place(small, asked, found):
    rows = small.query("who_works_here", **asked)
    assert columns(rows, "project_code", "events", "hromadas") == found


def test_who_works_in_a_raion_names_it_whole(small):
    rows = small.query("who_works_here", raion="a1")
    names = ("place", "place_code", "place_hromadas")
    assert set(columns(rows, *names)) == {("район a1, Полтавська", "a1", 2)}


def test_only_the_ten_latest_records_are_listed():
    events = [(number % 6, "p", "t", (1, 2)) for number in range(12)]
    with world({1: ("a", "A"), 2: ("a", "A")}, events) as little:
        (row,) = ask(little, "who_works_here", raion="a")
    assert (row["events"], row["training_ids"]) == (12, "12; 6; 11; 5; 10; 4; 9; 3; 8; 2")


# Concentration.


def test_concentration(small):
    rows = small.query("concentration")
    names = ("rank", "hromada_code", "events", "donors", "projects", "topics")
    assert columns(rows, *names) == [
        (1, "UA1", 6, 0, 3, 2),
        (2, "UA3", 2, 0, 2, 1),
        (3, "UA2", 1, 0, 1, 1),
    ]
    names = ("share_percent", "cumulative_percent", "cumulative_hromadas_percent")
    assert columns(rows, *names) == [
        (66.67, 66.67, 16.67),
        (22.22, 88.89, 33.33),
        (11.11, 100.0, 50.0),
    ]
    assert set(columns(rows, "half_hromadas", "half_percent", "all_hromadas")) == {(1, 16.7, 6)}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"at_most": 1}, [("UA1", 6, 66.67)]),
        ({"topic": "youth"}, [("UA1", 3, 100.0)]),
        ({"topic": "budget"}, [("UA1", 3, 50.0), ("UA3", 2, 83.33), ("UA2", 1, 100.0)]),
        ({"oblast": "B"}, []),
        ({"oblast": "K"}, []),
        ({"from_quarter": "2021-Q2"}, [("UA3", 2, 66.67), ("UA1", 1, 100.0)]),
    ],
)
def test_concentration_as_asked(small, asked, found):
    rows = small.query("concentration", **asked)
    assert columns(rows, "hromada_code", "events", "cumulative_percent") == found


def test_donors_and_projects_are_those_of_the_topic_and_the_window():
    events = [
        (0, "p", "t", (1, 2), {"donors": ["eu", "us"]}),
        (1, "pq", "tu", (1,), {"donors": ["eu"]}),
        (2, "r", "u", (1,), {"donors": ["ch"]}),
    ]
    with world({1: ("a", "A"), 2: ("a", "A")}, events) as little:
        names = ("hromada_code", "events", "donors", "projects", "topics")
        assert columns(ask(little, "concentration"), *names) == [
            ("UA01", 3, 3, 3, 2),
            ("UA02", 1, 2, 1, 1),
        ]
        assert columns(ask(little, "concentration", topic="t"), *names) == [
            ("UA01", 2, 2, 2, 1),
            ("UA02", 1, 2, 1, 1),
        ]
        rows = ask(little, "concentration", from_quarter="2021-Q1", to_quarter="2021-Q1")
        assert columns(rows, *names) == [("UA01", 1, 1, 2, 2)]


def lorenz(numbers):
    """Return the shares, each with those before it, from the largest number; zeros left out."""
    ordered, total, running, points = sorted(numbers, reverse=True), sum(numbers), 0, []
    for place, number in enumerate(ordered, 1):
        if number:
            running += number
            points.append((100 * running / total, 100 * place / len(numbers)))
    return points


@pytest.mark.parametrize("seed", WORLDS)
def test_running_shares_are_those_of_lorenz(seed):
    chance = random.Random(seed)
    count = chance.choice((1, 2, 3, 5, 9))
    most = (0, 1, 2, 6)[seed % 4]
    numbers = [chance.randint(0, most) for _ in range(count)]
    if seed % 5 == 0:
        numbers = [most] * count
    events = [
        (chance.randrange(6), "p", "t", (hromada,))
        for hromada, number in enumerate(numbers, 1)
        for _ in range(number)
    ]
    with world(dict.fromkeys(range(1, count + 1), ("a", "A")), events) as little:
        rows = ask(little, "concentration")
    found = columns(rows, "cumulative_percent", "cumulative_hromadas_percent")
    expected = lorenz(numbers)
    assert len(found) == len(expected)
    for got, meant in zip(found, expected, strict=True):
        assert got == pytest.approx(meant, abs=0.0051)
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    if rows:
        assert rows[-1]["cumulative_percent"] == 100
        shares = [share for share, _ in expected]
        half = next(place for place, share in enumerate(shares, 1) if share >= 50 - 1e-9)
        assert rows[0]["half_hromadas"] == half


# What a hromada misses.


def test_the_hromada_that_misses_most_is_the_answer_where_none_is_asked_for(small):
    rows = small.query("hromada_misses")
    # In A three of the four had budget (not 4), one had youth. The wide event 6 covers none.
    assert columns(rows, "topic_code", "received_percent", "neighbours", "neighbours_count") == [
        ("budget", 75.0, "Громада 3", 1),
        ("youth", 25.0, None, 0),
    ]
    names = ("hromada_code", "projects", "last_date", "training_id", "title")
    everybody = "Проєкт К; Проєкт П; Проєкт Р"
    assert columns(rows, *names) == [
        ("UA4", everybody, "2021-06-20", 11, "Захід 11"),
        ("UA4", everybody, "2021-02-20", 5, "Захід 5"),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"hromada": "UA1"}, []),
        ({"hromada": "UA2"}, [("youth", 25.0, 1)]),
        ({"hromada": "UA2", "percent": 25}, [("youth", 25.0, 1)]),
        ({"hromada": "UA2", "percent": 26}, []),
        ({"hromada": "UA4", "percent": 76}, []),
        ({"hromada": "UA5", "percent": 1}, []),
        ({"hromada": "UA7"}, []),
        ({"hromada": "UA7", "percent": 16}, [("youth", 16.7, 0)]),
        ({"hromada": "UA7", "from_quarter": "2021-Q2"}, [("budget", 33.3, 0)]),
        ({"hromada": "UA2", "from_quarter": "2021-Q2"}, [("budget", 50.0, 1)]),
    ],
)
def test_what_a_hromada_misses(small, asked, found):
    rows = small.query("hromada_misses", **asked)
    assert columns(rows, "topic_code", "received_percent", "neighbours_count") == found


def test_the_evidence_is_of_the_hromadas_compared_with_and_of_the_window():
    hromadas = dict.fromkeys(range(1, 9), ("a", "A")) | {9: ("b", "B"), 10: (None, "K")}
    events = [
        (0, "p", "t", (2, 3, 4, 5, 6, 7, 8)),
        (1, "q", "t", (2,)),
        (3, "r", "t", (9,)),
        (4, "s", "t", (10,)),
        (5, "u", "t", (), {"oblasts": ["A"]}),
        (5, "v", "t", (3,), {"is_counted": False}),
    ]
    names = ("received_percent", "neighbours_count", "projects", "training_id")
    with world(hromadas, events, uncounted=[10]) as little:
        (row,) = ask(little, "hromada_misses", hromada="UA01")
        assert columns([row], *names) == [(87.5, 7, "Назва p; Назва q", 2)]
        assert row["neighbours"] == "; ".join(f"Громада 0{number}" for number in range(2, 7))
        (row,) = ask(little, "hromada_misses", hromada="UA01", to_quarter="2020-Q4")
        assert columns([row], *names) == [(87.5, 7, "Назва p", 1)]
        (row,) = ask(little, "hromada_misses", hromada="UA10", to_quarter="2021-Q3")
        assert columns([row], *names) == [(88.9, 0, "Назва p; Назва q; Назва r", 3)]


@pytest.mark.parametrize("seed", range(100))
def test_the_topics_missed_agree_with_plain_counting(seed):
    chance = random.Random(seed)
    hromadas = {n: chance.choice((("a", "A"), ("b", "A"), ("c", "B"))) for n in range(1, 9)}
    events = [
        (chance.randrange(6), "p", "".join(chance.sample("tuv", chance.randint(1, 2))),
         chance.sample(range(1, 9), chance.randint(0, 3)))
        for _ in range(chance.randint(0, 12))
    ]  # fmt: skip
    percent, first = chance.choice((1, 20, 50, 100)), chance.randrange(4)
    window = {"from_quarter": QUARTERS[first], "to_quarter": QUARTERS[first + 2]}
    had = {
        (hromada, topic)
        for place, _, topics, named in events
        if first <= place <= first + 2
        for hromada in named
        for topic in topics
    }
    expected = {}
    for hromada, (_, oblast) in hromadas.items():
        peers = [number for number, place in hromadas.items() if place[1] == oblast]
        expected[hromada] = {
            topic
            for topic in "tuv"
            if (hromada, topic) not in had
            and any((peer, topic) in had for peer in peers)
            and 100 * sum((peer, topic) in had for peer in peers) >= percent * len(peers)
        }
    with world(hromadas, events) as little:
        for hromada, topics in expected.items():
            asked = {"hromada": f"UA{hromada:02}", "percent": percent, **window}
            assert {row["topic_code"] for row in ask(little, "hromada_misses", **asked)} == topics
        most = max(len(topics) for topics in expected.values())
        assert len(ask(little, "hromada_misses", percent=percent, **window)) == most


# Where next.


def test_where_next(small):
    rows = small.query("where_next")
    names = ("place", "hromada_code", "events", "topic_events", "last_date", "quarters_since")
    assert columns(rows, *names) == [
        (1, "UA4", 0, 0, None, None),
        (2, "UA5", 0, 0, None, None),
        (3, "UA6", 0, 0, None, None),
        (4, "UA2", 1, 1, "2020-11-10", 2),
        (5, "UA3", 2, 2, "2021-06-20", 0),
        (6, "UA1", 6, 6, "2021-05-25", 0),
    ]
    assert columns(rows, "reason") == [
        *[("тут ще не було жодного заходу",)] * 3,
        ("від останнього заходу минуло 2 квартали",),
        *[("останній захід був в останньому з обраних кварталів",)] * 2,
    ]
    assert set(columns(rows, "covered", "covered_after", "all_hromadas")) == {(3, 6, 6)}


def test_where_next_for_a_topic(small):
    rows = small.query("where_next", topic="youth")
    assert columns(rows, "hromada_code", "events", "topic_events", "last_date") == [
        ("UA4", 0, 0, None),
        ("UA5", 0, 0, None),
        ("UA6", 0, 0, None),
        ("UA2", 1, 0, None),
        ("UA3", 2, 0, None),
        ("UA1", 6, 3, "2021-02-20"),
    ]
    assert rows[0]["reason"] == "тут ще не було жодного заходу з цієї теми"
    assert rows[5]["reason"] == "від останнього заходу з цієї теми минув 1 квартал"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"places": 2}, ["UA4", "UA5"]),
        ({"oblast": "B"}, ["UA5", "UA6"]),
        ({"oblast": "A", "topic": "budget"}, ["UA4", "UA2", "UA3", "UA1"]),
        ({"oblast": "K"}, []),
        # In the window nobody had youth and 2 had nothing at all; 1 had youth before it.
        ({"topic": "youth", "from_quarter": "2021-Q2"}, ["UA2", "UA4", "UA5", "UA6", "UA3", "UA1"]),
        ({"to_quarter": "2020-Q4", "places": 4}, ["UA3", "UA4", "UA5", "UA6"]),
    ],
)
def test_where_next_as_asked(small, asked, found):
    assert [row["hromada_code"] for row in small.query("where_next", **asked)] == found


def test_the_larger_hromada_comes_first_and_the_one_of_unknown_size_last():
    people = {2: 500, 3: 9000}
    with world(dict.fromkeys(range(1, 5), ("a", "A")), [], population=people) as little:
        rows = ask(little, "where_next")
    assert columns(rows, "hromada_code", "population") == [
        ("UA03", 9000),
        ("UA02", 500),
        ("UA01", None),
        ("UA04", None),
    ]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (0, "минуло 5 кварталів"),
        (1, "минуло 4 квартали"),
        (4, "минув 1 квартал"),
    ],
)
def test_the_reason_counts_quarters_in_words(place, words):
    with world({1: ("a", "A")}, [(place, "p", "t", (1,))]) as little:
        (row,) = ask(little, "where_next")
    assert row["reason"] == f"від останнього заходу {words}"


def make_world(seed):
    """Return what a random world is made of, and what is asked of it."""
    chance = random.Random(seed)
    count = chance.randint(1, 7)
    hromadas = {n: chance.choice((("a", "A"), ("a", "A"), ("b", "B"))) for n in range(1, count + 1)}
    events = [
        (
            chance.randrange(6),
            "p",
            chance.choice(("t", "u", "tu")),
            chance.sample(range(1, count + 1), chance.randint(0, min(3, count))),
        )
        for _ in range(chance.choice((0, 2, 6, 15, 30)))
    ]
    population = {n: chance.choice((100, 200)) for n in hromadas if chance.random() < 0.6}
    first = chance.randrange(6)
    asked = {
        "topic": chance.choice(("t", "t", "")) if any("t" in e[2] for e in events) else "",
        "places": chance.randint(1, 3),
        "oblast": chance.choice(("", "", hromadas[1][1])),
        "from_quarter": QUARTERS[first],
        "to_quarter": QUARTERS[chance.randint(first, 5)],
    }
    return hromadas, events, population, asked


def measure(hromadas, events, asked):
    """Return of each hromada asked about: events of the topic, last quarter, events of all."""
    first, last = (QUARTERS.index(asked[f"{end}_quarter"]) for end in ("from", "to"))
    found = {}
    for number, (_, oblast) in hromadas.items():
        if asked["oblast"] in ("", oblast):
            theirs = [event for event in events if number in event[3]]
            of_topic = [event[0] for event in theirs if asked["topic"] in event[2]]
            found[number] = (
                sum(first <= place <= last for place in of_topic),
                max((place for place in of_topic if place <= last), default=None),
                sum(first <= event[0] <= last for event in theirs),
            )
    return found


def advise(measured, population, places):
    """Return the hromadas in the order that the question describes, written anew."""

    def order(number):
        of_topic, last, of_all = measured[number]
        waited = float("inf") if last is None else -last
        return (of_topic, -waited, of_all, -population.get(number, 0), number)

    return sorted(measured, key=order)[:places]


def covered_share(numbers):
    return sum(number > 0 for number in numbers) / len(numbers)


def hoover(numbers):
    """Return the share of events to be moved for all to have equally many; None without events."""
    total = sum(numbers)
    return sum(abs(n / total - 1 / len(numbers)) for n in numbers) / 2 if total else None


def add_one_each(measured, advised):
    return [of_topic + (number in advised) for number, (of_topic, _, _) in measured.items()]


@pytest.mark.parametrize("seed", WORLDS)
def test_the_advice_is_in_the_order_described_and_evens_out(seed):
    hromadas, events, population, asked = make_world(seed)
    with world(hromadas, events, population) as little:
        rows = ask(little, "where_next", **asked)
    measured = measure(hromadas, events, asked)
    advised = [int(row["hromada_code"][2:]) for row in rows]
    assert advised == advise(measured, population, asked["places"])
    assert columns(rows, "topic_events", "events") == [
        (measured[number][0], measured[number][2]) for number in advised
    ]

    before = [of_topic for of_topic, _, _ in measured.values()]
    after = add_one_each(measured, advised)
    assert covered_share(after) >= covered_share(before)
    assert rows[0]["covered_after"] == sum(number > 0 for number in after)
    best = max(
        covered_share(add_one_each(measured, choice))
        for choice in combinations(measured, len(advised))
    )
    assert covered_share(after) == best

    # No other choice of as many hromadas leaves the events more even. And one more event in the
    # first of them never makes them less even, unless they differ by no more than one already.
    if sum(before):
        choices = combinations(measured, len(advised))
        evenest = min(hoover(add_one_each(measured, choice)) for choice in choices)
        assert hoover(after) <= evenest + 1e-12
        if max(before) - min(before) > 1:
            assert hoover(add_one_each(measured, advised[:1])) <= hoover(before) + 1e-12


def test_the_fewest_events_of_the_topic_go_before_the_longest_wait():
    events = [(0, "p", "t", (1,))] * 3 + [(5, "p", "t", (2,))]
    with world({1: ("a", "A"), 2: ("a", "A")}, events) as little:
        (row,) = ask(little, "where_next", topic="t", places=1)
    assert (row["hromada_code"], row["topic_events"]) == ("UA02", 1)
    assert hoover([3, 1]) == 0.25
    assert hoover([3, 2]) == pytest.approx(0.1)


def test_where_all_differ_by_one_at_most_an_event_may_make_them_less_even():
    """Nothing better can be advised: whole events cannot be shared more evenly."""
    assert hoover([1, 1]) == 0 < hoover([2, 1])
    assert hoover([1, 1, 1, 2]) == pytest.approx(0.15)
    assert hoover([2, 1, 1, 2]) == pytest.approx(1 / 6)


def test_hoover_rises_in_few_worlds_and_never_by_one_event_where_some_have_two_more():
    risen = 0
    for seed in range(5000):
        hromadas, events, population, asked = make_world(seed)
        measured = measure(hromadas, events, asked)
        advised = advise(measured, population, 1)
        numbers = [of_topic for of_topic, _, _ in measured.values()]
        before = hoover(numbers)
        if before is not None and hoover(add_one_each(measured, advised)) > before + 1e-12:
            risen += 1
            assert max(numbers) - min(numbers) <= 1
    assert 0 < risen < 5000 / 4, risen
