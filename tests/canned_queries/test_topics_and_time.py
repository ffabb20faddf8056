"""Topics, time, newcomers and women's share: counted by hand over the small world and over little
worlds of their own; the indexes, against other formulas in fractions over two hundred worlds."""

import random
from contextlib import closing
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from small_site import add, create_database

from ingest.common.canned import parse_canned_query
from ingest.common.quarters import Quarter
from ingest.load.summaries import add_summaries

FOLDER = Path(__file__).parents[2] / "canned_queries" / "trainings"
NAMES = (
    "white_spots_by_topic",
    "evenness_over_time",
    "topic_balance",
    "newcomers",
    "womens_share",
)
QUERIES = {name: parse_canned_query(FOLDER / f"{name}.sql") for name in NAMES}
BACKWARDS = {"from_quarter": "2021-Q2", "to_quarter": "2020-Q4"}


def columns(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


# White spots by topic, over the small world.


def test_white_spots_by_topic_begin_with_those_that_lack_most(small):
    spots = small.query("white_spots_by_topic")
    assert columns(spots, "hromada_code", "missing_topics", "missing", "received_topics") == [
        ("UA4", 2, "усі теми", 0),
        ("UA5", 2, "усі теми", 0),
        ("UA6", 2, "усі теми", 0),
        ("UA2", 1, "Молодь", 1),
        ("UA3", 1, "Молодь", 1),
    ]
    assert columns(spots, "last_date", "untaught") == [
        (None, 1),
        (None, 1),
        (None, 1),
        ("2020-11-10", 0),
        ("2021-06-20", 0),
    ]
    assert columns(spots, "raion", "oblast", "hromada_type", "latitude")[0] == (
        "район a2",
        "Полтавська",
        "міська",
        49.4,
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"topic": "youth"}, ["UA4", "UA5", "UA6", "UA2", "UA3"]),
        ({"topic": "budget"}, ["UA4", "UA5", "UA6"]),
        ({"topic": "budget", "oblast": "A"}, ["UA4"]),
        ({"oblast": "B"}, ["UA5", "UA6"]),
        ({"topic": "unknown"}, []),
        ({"oblast": "unknown"}, []),
        # Kyiv is not among those counted.
        ({"oblast": "K"}, []),
        # In a window that holds nothing all lack all.
        (BACKWARDS, ["UA1", "UA2", "UA3", "UA4", "UA5", "UA6"]),
    ],
)
def test_white_spots_by_topic_as_asked(small, asked, found):
    spots = small.query("white_spots_by_topic", **asked)
    assert [row["hromada_code"] for row in spots] == found


def test_a_topic_asked_for_is_named_though_nobody_had_it(small):
    spots = small.query("white_spots_by_topic", topic="budget", oblast="B")
    assert columns(spots, "missing_topics", "missing") == [(1, "Бюджет")] * 2


def test_white_spots_by_topic_of_a_quarter_tell_of_the_last_event_until_its_end(small):
    asked = {"from_quarter": "2021-Q1", "to_quarter": "2021-Q1", "oblast": "A"}
    spots = small.query("white_spots_by_topic", **asked)
    assert columns(spots, "hromada_code", "missing", "received_topics", "last_date") == [
        ("UA2", "усі теми", 0, "2020-11-10"),
        ("UA3", "усі теми", 0, None),
        ("UA4", "усі теми", 0, None),
        ("UA1", "Бюджет", 1, "2021-02-20"),
    ]


# Evenness over time, over the small world.


def test_evenness_over_time(small):
    rows = small.query("evenness_over_time")
    names = ("quarter_code", "covered", "covered_percent", "events", "hromada_events")
    assert columns(rows, *names) == [
        ("2021-Q2", 2, 33.3, 4, 3),
        ("2021-Q1", 1, 16.7, 4, 3),
        ("2020-Q4", 2, 33.3, 2, 3),
    ]
    # Events of the six: 0, 0, 0, 0, 1, 2. Gini: 2 (5·1 + 6·2) / (6·3) − 7/6; Hoover: to make it
    # 1/2 for each, 1/2 and 3/2 of the three have to move. In 2021-Q1 one hromada has all three:
    # Gini 2 · 6·3 / (6·3) − 7/6; Hoover 5/2 of three.
    assert columns(rows, "gini", "hoover_percent") == [(0.722, 66.7), (0.833, 83.3), (0.722, 66.7)]
    assert columns(rows, "reports_received", "reports_expected") == [(1, 1), (1, 2), (1, 1)]
    # No project reported for two quarters on end, and nobody has a donor.
    names = ("comparable_projects", "covered_percent_comparable", "donors", "donors_hhi")
    assert columns(rows, *names) == [(0, None, 0, None)] * 3


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"from_quarter": "2021-Q1"}, ["2021-Q2", "2021-Q1"]),
        ({"to_quarter": "2020-Q4"}, ["2020-Q4"]),
        ({"from_quarter": "unknown"}, []),
        (BACKWARDS, []),
    ],
)
def test_evenness_over_time_as_asked(small, asked, found):
    rows = small.query("evenness_over_time", **asked)
    assert [row["quarter_code"] for row in rows] == found


# Topic balance, over the small world.


def test_topic_balance(small):
    rows = small.query("topic_balance")
    # On budgets 1, 2, 6, 8, 9, 10 and 11, event 7 being only announced; on youth 3, 4 and 5.
    assert columns(rows, "topic_code", "events", "share_of_events") == [
        ("budget", 7, 70.0),
        ("youth", 3, 30.0),
    ]
    names = ("people_at_least", "people_at_most", "events_with_people")
    assert columns(rows, *names) == [(20, 20, 1), (None, None, 0)]
    # Budget: p thrice, q twice, r once; youth: p twice (once with q), q and r once.
    # 10 000 · (9 + 4 + 1) / 36 and 10 000 · (4 + 1 + 1) / 16.
    assert columns(rows, "projects", "projects_hhi", "donors") == [(3, 3889, 0), (3, 3750, 0)]
    # Event 9 is of Kyiv.
    assert columns(rows, "oblasts", "last_date") == [(2, "2021-06-20"), (1, "2021-02-20")]
    assert columns(rows, "need_share", "gap_points") == [(None, None)] * 2


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"oblast": "A"}, [("budget", 6, 66.7), ("youth", 3, 33.3)]),
        ({"oblast": "B"}, [("budget", 0, None), ("youth", 0, None)]),
        ({"audience": "heads"}, [("budget", 3, 100.0), ("youth", 0, 0.0)]),
        ({"audience": "staff"}, [("budget", 1, 50.0), ("youth", 1, 50.0)]),
        ({"format": "online"}, [("budget", 1, 100.0), ("youth", 0, 0.0)]),
        (
            {"from_quarter": "2021-Q1", "to_quarter": "2021-Q1"},
            [("youth", 3, 75.0), ("budget", 1, 25.0)],
        ),
        (BACKWARDS, [("budget", 0, None), ("youth", 0, None)]),
        ({"oblast": "unknown"}, []),
        ({"audience": "unknown"}, []),
        ({"format": "unknown"}, []),
    ],
)
def test_topic_balance_as_asked(small, asked, found):
    rows = small.query("topic_balance", **asked)
    assert columns(rows, "topic_code", "events", "share_of_events") == found


# Newcomers, over the small world.


def test_newcomers(small):
    rows = small.query("newcomers")
    names = ("hromada_code", "first_date", "training_id", "title", "days_since_start")
    assert columns(rows, *names) == [
        ("UA3", "2021-06-01", 10, "Захід 10", 243),
        ("UA1", "2020-11-10", 1, "Захід 1", 40),
        ("UA2", "2020-11-10", 1, "Захід 1", 40),
    ]
    assert columns(rows, "projects", "topics", "raion", "oblast")[0] == (
        "Проєкт К",
        "Бюджет",
        "район a2",
        "Полтавська",
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"from_quarter": "2021-Q1"}, [("UA3", 151)]),
        ({"from_quarter": "2021-Q2"}, [("UA3", 61)]),
        ({"to_quarter": "2021-Q1"}, [("UA1", 40), ("UA2", 40)]),
        ({"from_quarter": "2021-Q1", "to_quarter": "2021-Q1"}, []),
        ({"project": "q"}, [("UA3", 243)]),
        ({"project": "p"}, [("UA1", 40), ("UA2", 40)]),
        # R came to hromada 3 second.
        ({"project": "r"}, []),
        ({"topic": "youth"}, []),
        ({"topic": "budget", "oblast": "A", "project": "q"}, [("UA3", 243)]),
        ({"oblast": "B"}, []),
        # Kyiv is not among those counted.
        ({"oblast": "K"}, []),
        ({"oblast": "unknown"}, []),
        ({"project": "unknown"}, []),
        ({"topic": "unknown"}, []),
        (BACKWARDS, []),
    ],
)
def test_newcomers_as_asked(small, asked, found):
    assert columns(small.query("newcomers", **asked), "hromada_code", "days_since_start") == found


# Women's share, over the small world.


def test_womens_share(small):
    rows = small.query("womens_share")
    names = ("kind", "name", "code", "events", "events_with_split", "participants", "women")
    assert columns(rows, *names) == [
        ("Проєкт", "Проєкт П", "p", 5, 1, 20, 12),
        ("Проєкт", "Проєкт К", "q", 3, 0, None, None),
        ("Проєкт", "Проєкт Р", "r", 2, 0, None, None),
        ("Тема", "Бюджет", "budget", 7, 1, 20, 12),
        ("Тема", "Молодь", "youth", 3, 0, None, None),
        ("Аудиторія", "Голови", "heads", 3, 1, 20, 12),
        ("Аудиторія", "Заступники", "staff", 2, 0, None, None),
    ]
    names = ("women_percent", "unknown_percent")
    assert columns(rows, *names)[:2] == [(60.0, 0.0), (None, None)]
    assert set(columns(rows, "all_women_percent", "all_unknown_percent")) == {(60.0, 0.0)}
    assert set(columns(rows, "all_events", "all_events_with_split")) == {(10, 1)}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"to_quarter": "2020-Q4"}, ["p", "q", "budget", "heads"]),
        (
            {"from_quarter": "2021-Q1", "to_quarter": "2021-Q1"},
            ["p", "q", "r", "youth", "budget", "staff"],
        ),
        ({"oblast": "K"}, ["p", "budget"]),
        ({"oblast": "B"}, []),
        ({"oblast": "unknown"}, []),
        (BACKWARDS, []),
    ],
)
def test_womens_share_as_asked(small, asked, found):
    assert [row["code"] for row in small.query("womens_share", **asked)] == found


@pytest.mark.parametrize("name", NAMES)
def test_a_quarter_that_does_not_exist_is_no_error(small, name):
    for value in ("unknown", "-1", "9" * 30, "<script>", "\u0000"):
        for parameter in ("from_quarter", "to_quarter"):
            assert isinstance(small.query(name, **{parameter: value}), list)


# Little worlds of their own.


class World:
    """A database in memory: hromadas by number, events by what is told of them."""

    def __init__(self, hromadas, quarters=("2020-Q4", "2021-Q1"), topics=("a", "b")):
        """`hromadas` maps numbers to 1, or to 0 where coverage does not count the hromada."""
        self.connection = create_database(":memory:")
        for code in quarters:
            quarter = Quarter.parse(code)
            self.add(
                "quarter",
                quarter_code=code,
                quarter_name=quarter.name,
                start_date=quarter.start.isoformat(),
                end_date=quarter.end.isoformat(),
            )
        self.add("oblast", oblast_code="O", oblast_name="Область")
        for table, codes in (("topic", topics), ("project", "pqrs"), ("donor", "defgh")):
            for code in codes:
                self.add(table, **{f"{table}_code": code, f"{table}_name": code})
        for number, is_counted in hromadas.items():
            self.add(
                "hromada",
                hromada_id=number,
                hromada_code=f"UA{number}",
                hromada_label=f"Громада {number}",
                oblast_code="O",
                is_counted=is_counted,
            )
        self.events = 0

    def add(self, table, **values):
        add(self.connection, table, **values)

    def train(self, day, hromadas="", topics="", projects="", donors="", **more):
        """Hold an event: each of the four is a list of codes. Returns its number."""
        self.events += 1
        self.add(
            "training",
            training_id=self.events,
            title=f"Захід {self.events}",
            start_date=day,
            quarter_code=Quarter.of(date.fromisoformat(day)).code,
            project_code=projects[0] if projects else None,
            **{"is_counted": 1} | more,
        )
        for table, column, values in (
            ("training_hromada", "hromada_id", hromadas),
            ("training_topic", "topic_code", topics),
            ("training_project", "project_code", projects),
            ("training_donor", "donor_code", donors),
        ):
            for value in values:
                self.add(table, **{"training_id": self.events, column: value})
        return self.events

    def report(self, project, quarter, status="received"):
        self.add(
            "expected_report", project_code=project, quarter_code=quarter, report_status=status
        )

    def summarise(self):
        add_summaries(self.connection, "little", date(2021, 6, 30))

    def ask(self, name, **arguments):
        query = QUERIES[name]
        values = {parameter.name: "" for parameter in query.parameters} | arguments
        cursor = self.connection.execute(query.sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


@pytest.fixture
def world():
    """Four hromadas that are counted and one that is not, two quarters, topics a and b."""
    little = World({1: 1, 2: 1, 3: 1, 4: 1, 5: 0})
    with closing(little.connection):
        yield little


def test_only_topics_with_a_need_are_looked_for_where_needs_are_known(world):
    world.add("need", topic_code="b", need_share=40.0)
    world.add("need", topic_code="a", need_share=0.0)
    world.train("2020-11-01", [1], "b")
    world.train("2020-11-02", [2], "a")
    world.train("2020-11-03", [3], "ab")
    world.summarise()
    spots = world.ask("white_spots_by_topic")
    names = ("hromada_code", "missing_topics", "missing", "received_topics")
    assert columns(spots, *names) == [("UA4", 1, "b", 0), ("UA2", 1, "b", 1)]
    # A topic that is asked for is looked for, whatever the need of it.
    spots = world.ask("white_spots_by_topic", topic="a")
    assert columns(spots, *names) == [("UA4", 1, "a", 0), ("UA1", 1, "a", 1)]


def test_missing_topics_stand_most_needed_first():
    world = World({1: 1}, topics="abc")
    for code, share in (("a", 20.0), ("b", 50.0), ("c", 30.0)):
        world.add("need", topic_code=code, need_share=share)
    world.train("2020-11-01", [1], "a")
    world.summarise()
    assert columns(world.ask("white_spots_by_topic"), "missing") == [("b; c",)]


def test_the_gap_is_the_share_of_events_less_that_of_the_need(world):
    world.add("need", topic_code="b", need_share=40.0)
    for topics in ("a", "a", "ab"):
        world.train("2020-11-01", [1], topics)
    world.summarise()
    rows = world.ask("topic_balance")
    names = ("topic_code", "events", "share_of_events", "need_share", "gap_points")
    assert columns(rows, *names) == [("a", 3, 75.0, None, None), ("b", 1, 25.0, 40.0, -15.0)]


def test_people_of_a_topic_are_between_the_largest_event_and_the_sum(world):
    world.train("2020-11-01", [1], "a", participants_total=10)
    world.train("2020-11-02", [1], "a", participants_total=25)
    world.train("2020-11-03", [1], "a", women=7, men=8)
    world.train("2020-11-04", [1], "a", women=7)
    world.train("2020-11-05", [1], "a", participants_total=99, is_counted=0)
    world.summarise()
    first, last = world.ask("topic_balance")
    names = ("events", "people_at_least", "people_at_most", "events_with_people", "untaught")
    assert columns([first, last], *names) == [(4, 25, 50, 3, 0), (0, None, None, 0, 1)]


def test_donors_of_a_joint_event_each_have_it(world):
    world.train("2020-11-01", [1], "a", "pq", "de")
    world.train("2020-11-02", [1], "a", "p", "d")
    world.train("2020-11-03", [1], "a")
    world.train("2020-11-04", [1], "a", "r", "f", is_counted=0)
    world.summarise()
    _, first = world.ask("evenness_over_time")
    # Of three: d two, e one: 10 000 · (4 + 1) / 9. The joint event is one event.
    assert (first["events"], first["donors"], first["donors_hhi"]) == (3, 2, 5556)
    topic, _ = world.ask("topic_balance")
    assert (topic["donors"], topic["projects"], topic["projects_hhi"]) == (2, 2, 5556)


def test_the_second_line_is_over_projects_that_reported_for_both_quarters(world):
    world.report("p", "2020-Q4")
    world.report("p", "2021-Q1")
    world.report("q", "2020-Q4", "nil")
    world.report("q", "2021-Q1")
    world.report("r", "2020-Q4")
    world.report("r", "2021-Q1", "missing")
    world.train("2020-11-01", [1], projects="p")
    world.train("2020-11-02", [1, 2, 3], projects="r")
    # A joint event of r, which is named first, and p, to one counted and one not.
    world.train("2021-02-01", [2, 5], projects="rp")
    world.train("2021-02-02", [2, 3], projects="q")
    world.train("2021-02-03", [4], projects="r")
    world.train("2021-02-04", [4], projects="p", is_counted=0)
    world.summarise()
    rows = world.ask("evenness_over_time")
    names = ("covered_percent", "reports_received", "reports_expected", "comparable_projects")
    assert columns(rows, *names) == [(75.0, 2, 3, 2), (75.0, 3, 3, 0)]
    names = ("covered_percent_comparable", "covered_percent_comparable_before")
    assert columns(rows, *names) == [(50.0, 25.0), (None, None)]
    # The quarter before is there although the window begins after it.
    assert world.ask("evenness_over_time", from_quarter="2021-Q1") == rows[:1]


def test_projects_that_reported_and_reached_nobody_cover_none(world):
    world.report("p", "2020-Q4", "nil")
    world.report("p", "2021-Q1", "nil")
    world.summarise()
    row, _ = world.ask("evenness_over_time")
    assert (row["covered_percent_comparable"], row["covered_percent"]) == (0.0, 0.0)
    assert (row["gini"], row["hoover_percent"], row["donors_hhi"]) == (None, None, None)


def test_of_several_events_on_the_first_day_the_one_that_fits_is_shown(world):
    world.train("2020-11-01", [1], "a", "p")
    world.train("2020-11-01", [1], "b", "q")
    world.train("2020-11-02", [1], "b", "r")
    world.summarise()
    assert columns(world.ask("newcomers"), "training_id", "project_codes") == [(1, "p")]
    assert columns(world.ask("newcomers", project="q"), "training_id") == [(2,)]
    assert columns(world.ask("newcomers", topic="b"), "training_id") == [(2,)]
    assert world.ask("newcomers", project="q", topic="a") == []
    assert world.ask("newcomers", project="r") == []


def test_a_first_event_is_one_held_and_one_that_names_the_hromada(world):
    world.train("2020-11-01", [1], "a", "p", is_counted=0)
    world.train("2020-11-01", [], "a", "p")
    world.train("2021-01-31", [1, 5], "a", "p")
    world.summarise()
    rows = world.ask("newcomers", from_quarter="2021-Q1")
    assert columns(rows, "hromada_code", "first_date", "days_since_start") == [
        ("UA1", "2021-01-31", 30)
    ]


def test_the_share_of_women_is_over_events_that_tell_both_numbers(world):
    # 10 women of 20, and 5 of 12 without a total; of 30 not told; more women than people; of the
    # last nothing is known at all.
    world.train("2020-11-01", [1], "a", "p", participants_total=20, women=10, men=10)
    world.train("2020-11-02", [1], "a", "p", women=5, men=7)
    world.train("2020-11-03", [1], "a", "pq", participants_total=30)
    world.train("2020-11-04", [1], "a", "p", participants_total=8, women=9)
    world.train("2020-11-05", [1], "b", "q")
    world.train("2020-11-06", [1], "a", "p", participants_total=90, women=90, is_counted=0)
    world.summarise()
    rows = {(row["kind"], row["code"]): row for row in world.ask("womens_share")}
    names = ("events", "events_with_split", "participants", "women")
    assert columns([rows["Проєкт", "p"], rows["Проєкт", "q"]], *names) == [
        (4, 2, 32, 15),
        (2, 0, None, None),
    ]
    # 15 of 32; 38 of 70 not known.
    p, q, b = rows["Проєкт", "p"], rows["Проєкт", "q"], rows["Тема", "b"]
    assert (p["women_percent"], p["unknown_percent"]) == (46.9, 54.3)
    assert (q["women_percent"], q["unknown_percent"]) == (None, 100.0)
    assert (b["women_percent"], b["unknown_percent"]) == (None, None)
    # The joint event is one event.
    assert (p["all_women_percent"], p["all_unknown_percent"]) == (46.9, 54.3)


# The indexes and the sets, over two hundred worlds, in other words and without SQL.

QUARTERS = ("2020-Q4", "2021-Q1", "2021-Q2")
STATUSES = ("received", "nil", "missing")


class Told:
    """What a world of chance holds, as plain lists for a count of its own."""

    def __init__(self, seed):
        chance = random.Random(seed)
        self.hromadas = dict.fromkeys(range(1, chance.choice((1, 2, 3, 7, 12)) + 1), 1)
        self.counted = list(self.hromadas)
        self.hromadas |= {100: 0}
        self.world = World(self.hromadas, QUARTERS, "abc")
        self.events = []
        for _ in range(chance.choice((0, 1, 2, 5, 15, 30))):
            self._train(chance)
        self.reports = {
            (project, quarter): chance.choice(STATUSES)
            for project in "pqrs"
            for quarter in QUARTERS
            if chance.random() < 0.8
        }
        for (project, quarter), status in self.reports.items():
            self.world.report(project, quarter, status)
        self.world.summarise()

    def _train(self, chance):
        quarter = chance.choice(QUARTERS)
        day = Quarter.parse(quarter).start.replace(day=chance.randint(1, 28)).isoformat()
        hromadas, topics, projects, donors = (
            chance.sample(list(of), chance.randint(0, min(most, len(of))))
            for of, most in ((self.hromadas, 6), ("abc", 2), ("pqrs", 2), ("defgh", 3))
        )
        is_counted = int(chance.random() < 0.85)
        number = self.world.train(day, hromadas, topics, projects, donors, is_counted=is_counted)
        if is_counted:
            self.events.append((number, day, quarter, hromadas, topics, projects, donors))

    def received(self, quarter):
        """Return how many events each counted hromada had."""
        named = [n for _, _, q, hromadas, *_ in self.events if q == quarter for n in hromadas]
        return [named.count(hromada) for hromada in self.counted]

    def covered_by(self, projects, quarter):
        """Return the share of counted hromadas that events of any of the projects name."""
        named = {
            hromada
            for _, _, q, hromadas, _, by, _ in self.events
            if q == quarter and set(by) & set(projects)
            for hromada in hromadas
        }
        return Fraction(100 * len(named & set(self.counted)), len(self.counted))

    def reported(self, quarter):
        return {
            project for (project, q), s in self.reports.items() if q == quarter and s != "missing"
        }


def gini(values):
    """Half of the mean difference of two hromadas over the mean."""
    if not sum(values):
        return None
    differences = sum(abs(one - other) for one in values for other in values)
    return Fraction(differences, 2 * len(values) * sum(values))


def hoover(values):
    """Half of the sum of what each is away from an even share."""
    if not sum(values):
        return None
    even = Fraction(1, len(values))
    return sum(abs(Fraction(value, sum(values)) - even) for value in values) / 2


def hhi(names):
    """Ten thousand times the chance that two of the names, drawn with return, are the same."""
    pairs = [one == other for one in names for other in names]
    return Fraction(10_000 * sum(pairs), len(pairs)) if pairs else None


def is_near(shown, exact, half_a_unit):
    if shown is None or exact is None:
        return shown is exact
    return abs(Fraction(shown) - exact) <= half_a_unit + Fraction(1, 10**9)


@pytest.fixture(scope="module")
def worlds():
    """Two hundred worlds by seed, made once for all that is counted in them."""
    made = {seed: Told(seed) for seed in range(200)}
    yield made
    for told in made.values():
        told.world.connection.close()


def test_the_indexes_agree_with_other_formulas(worlds):
    unit = Fraction(1, 2)
    for seed, told in worlds.items():
        shown = {row["quarter_code"]: row for row in told.world.ask("evenness_over_time")}
        assert list(shown) == sorted(QUARTERS, reverse=True)
        for quarter, row in shown.items():
            values = told.received(quarter)
            donors = [d for *_, q, _, _, _, by in told.events if q == quarter for d in by]
            assert row["hromada_events"] == sum(values)
            assert row["events"] == sum(q == quarter for _, _, q, *_ in told.events)
            assert is_near(row["gini"], gini(values), unit / 1000), (seed, quarter, values)
            share = None if hoover(values) is None else 100 * hoover(values)
            assert is_near(row["hoover_percent"], share, unit / 10), (seed, quarter, values)
            assert row["donors"] == len(set(donors))
            assert is_near(row["donors_hhi"], hhi(donors), unit), (seed, quarter, donors)


def test_the_comparable_line_agrees_with_a_count_of_sets(worlds):
    for seed, told in worlds.items():
        shown = {row["quarter_code"]: row for row in told.world.ask("evenness_over_time")}
        for before, quarter in pairwise(QUARTERS):
            row, projects = shown[quarter], told.reported(before) & told.reported(quarter)
            now, earlier = (
                told.covered_by(projects, q) if projects else None for q in (quarter, before)
            )
            half = Fraction(1, 20)
            assert row["comparable_projects"] == len(projects)
            assert is_near(row["covered_percent_comparable"], now, half), (seed, quarter)
            assert is_near(row["covered_percent_comparable_before"], earlier, half), seed


def test_topics_agree_with_a_count_of_sets(worlds):
    for seed, told in worlds.items():
        for row in told.world.ask("topic_balance"):
            events = [event for event in told.events if row["topic_code"] in event[4]]
            projects = [project for event in events for project in event[5]]
            assert row["events"] == len(events)
            assert row["projects"] == len(set(projects))
            assert is_near(row["projects_hhi"], hhi(projects), Fraction(1, 2)), seed
            assert row["last_date"] == max((event[1] for event in events), default=None)
        asked = {"from_quarter": "2021-Q1", "to_quarter": "2021-Q1"}
        missing = {
            row["hromada_code"]: (row["missing_topics"], row["received_topics"])
            for row in told.world.ask("white_spots_by_topic", **asked)
        }
        for hromada in told.counted:
            held = [event for event in told.events if event[2] == "2021-Q1" and hromada in event[3]]
            topics = {topic for event in held for topic in event[4]}
            expected = (3 - len(topics), len(topics)) if len(topics) < 3 else None
            assert missing.get(f"UA{hromada}") == expected, seed


def test_newcomers_and_last_events_agree_with_a_search_of_the_list(worlds):
    for seed, told in worlds.items():
        for asked in ({}, {"from_quarter": "2021-Q1"}, {"to_quarter": "2021-Q1"}):
            first, last = asked.get("from_quarter", QUARTERS[0]), asked.get("to_quarter", "9")
            newcomers = {
                row["hromada_code"]: (row["first_date"], row["training_id"])
                for row in told.world.ask("newcomers", **asked)
            }
            seen = {
                row["hromada_code"]: row["last_date"]
                for row in told.world.ask("white_spots_by_topic", **asked)
            }
            for hromada in told.counted:
                held = sorted((e[1], e[0], e[2]) for e in told.events if hromada in e[3])
                is_new = held and first <= held[0][2] <= last
                assert newcomers.get(f"UA{hromada}") == (held[0][:2] if is_new else None), seed
                days = [day for day, _, quarter in held if quarter <= last]
                if f"UA{hromada}" in seen:
                    assert seen[f"UA{hromada}"] == max(days, default=None), seed
