"""Received rows → fates and tables: nothing counted twice, nothing lost."""

import pytest
from hand_made import EVENT, HEADER, put_report
from hypothesis import given
from hypothesis import strategies as st

from ingest.common.identifiers import stable_id
from ingest.common.quarters import Quarter
from ingest.load.tables import FEWEST_FOR_SPLIT, FileCounts
from ingest.pipeline import build_release
from ingest.problems import BuildRefused

from .world import World, event

BARANIVKA, DOVBYSH, TORCHYN = 90720, 55832, 67148
ZVIAHEL_RAION = "UA18080000000016657"
ZHYTOMYR, VOLYN = "UA18000000000041385", "UA07000000000024379"
UNTITLED, BLANK = event(title=""), {}


def names(fates):
    return [fate.name for fate in fates]


def test_the_fates_of_a_file_add_up_and_are_published(world):
    counts, fates = world.load(event(), UNTITLED, event(), BLANK, event(title="Кадри"), BLANK)
    assert names(fates) == ["accepted", "rejected", "duplicate", "blank", "accepted", "blank"]
    assert counts == FileCounts(total=6, accepted=2, rejected=1, duplicate=1, blank=2)
    assert world.row(
        """SELECT file_name, quarter_code, rows_total, rows_accepted, rows_rejected,
        rows_duplicate, rows_blank FROM submission"""
    ) == ("2020-Q4/report.csv", "2020-Q4", 6, 2, 1, 1, 2)


def test_a_fate_says_why(world):
    _, fates = world.load(UNTITLED, BLANK, {"title": "Разом"}, event(), event())
    assert [fate.reason for fate in fates] == [
        "title_missing",
        "empty",
        "total",
        "",
        "duplicate_row",
    ]


KINDS = {
    "budget": event(),
    "staff": event(title="Кадри"),
    "next day": event(start_date="13.10.2020"),
    "untitled": UNTITLED,
    "blank": BLANK,
}
NOT_EVENTS = {"untitled": "rejected", "blank": "blank"}


@given(st.lists(st.lists(st.sampled_from(sorted(KINDS)), max_size=5), max_size=3))
def test_the_first_row_of_an_event_is_accepted_and_the_rest_repeat_it(
    receiver, tmp_path_factory, reports
):
    """Whichever file they come in; the fates are told beforehand by a model of one line."""
    world = World(receiver, tmp_path_factory.getbasetemp())
    seen = set()
    for number, kinds in enumerate(reports):
        expected = []
        for kind in kinds:
            expected.append(NOT_EVENTS.get(kind, "duplicate" if kind in seen else "accepted"))
            seen.add(kind)
        rows = [KINDS[kind] for kind in kinds]
        counts, fates = world.load(*rows, name=f"fates{number}.csv")
        assert names(fates) == expected
        assert counts.total == len(rows)
        assert counts.accepted == expected.count("accepted")
        assert counts.rejected == expected.count("rejected")
        assert counts.duplicate == expected.count("duplicate")
        assert counts.blank == expected.count("blank")
    assert world.row("SELECT count(*) FROM training") == (len(seen - NOT_EVENTS.keys()),)


@given(st.permutations(sorted(KINDS)))
def test_the_order_of_rows_changes_no_number(receiver, tmp_path_factory, kinds):
    world = World(receiver, tmp_path_factory.getbasetemp())
    world.load(*(KINDS[kind] for kind in kinds), name="order.csv")
    expected = sorted(
        stable_id(f"event||{title}|{day}|hromadas,UA18080010000090720")
        for title, day in (
            ("бюджет", "2020-10-12"),
            ("кадри", "2020-10-12"),
            ("бюджет", "2020-10-13"),
        )
    )
    assert world.rows("SELECT training_id FROM training ORDER BY 1") == [(n,) for n in expected]


@pytest.mark.parametrize(
    "again",
    [
        event(),
        event(title="«БЮДЖЕТ»", hromadas="Баранівська міська громада"),
        event(hromadas="UA18080010000090720"),
        event(start_date="2020-10-12"),
    ],
    ids=["the same words", "another spelling", "the code for the name", "another form of date"],
)
def test_a_repeated_row_is_one_event_with_the_first_row_kept(world, again):
    _, (first,) = world.load(event())
    _, (second,) = world.load(again, name="second.csv")
    assert (first.name, second.name) == ("accepted", "duplicate")
    assert second.training_id == first.training_id
    assert world.row("SELECT title, submission_id, row_number FROM training") == ("Бюджет", 1, 2)
    assert world.row("SELECT count(*) FROM training_hromada") == (1,)


@pytest.mark.parametrize(
    "other",
    [
        event(title="Бюджет участі"),
        event(start_date="13.10.2020"),
        event(hromadas="Довбиська"),
        event(hromadas="Баранівська; Довбиська"),
        event(hromadas="", raion="Звягельський район"),
        event(project="DOBRE"),
        event(event_id="1"),
    ],
    ids=["title", "day", "hromada", "one hromada more", "whole raion", "project", "own id"],
)
def test_an_event_of_another_title_day_place_project_or_id_is_another(world, other):
    _, fates = world.load(event(), other)
    assert names(fates) == ["accepted", "accepted"]
    assert world.row("SELECT count(*) FROM training") == (2,)


@pytest.mark.parametrize(
    "change",
    [
        {"end_date": "14.10.2020"},
        {"hours": "6"},
        {"participants_total": "20"},
        {"women": "12"},
        {"men": "8"},
        {"url": "https://a.ua/1"},
        {"notes": "уточнено"},
        {"organiser": "АМУ"},
        {"topic": "бюджет"},
        {"status": "Скасовано"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_same_event_with_other_data_is_flagged_and_not_counted(world, change):
    _, (_, second) = world.load(event(), event(**change))
    assert (second.name, second.reason) == ("duplicate", "duplicate_differs")
    flag = second.problems[-1]
    assert (flag.code, flag.file, flag.row, flag.column) == (
        "duplicate_differs",
        "2020-Q4/report.csv",
        3,
        None,
    )
    assert world.row("SELECT count(*) FROM training") == (1,)


@pytest.mark.parametrize(
    "notes",
    [
        "той самий захід, що й у рядку 2",
        "do not double count",
        "двічі не рахувати",
        "подано повторно",
    ],
)
def test_a_row_whose_notes_say_it_is_told_elsewhere_is_doubted(world, notes):
    _, (_, second) = world.load(event(), event(title="Земля", notes=notes))
    (doubt,) = second.problems
    assert (second.name, doubt.code, doubt.row, doubt.value) == (
        "accepted",
        "maybe_same_event",
        3,
        "2",
    )


@pytest.mark.parametrize(
    ("title", "is_doubted"),
    [("Шкільна мережа та підвезення.", True), ("Шкільна мережа, підвіз", True), ("Кадри", False)],
)
def test_an_event_told_anew_in_other_words_is_doubted(world, title, is_doubted):
    first = event(title="Шкільна мережа та підвезення", participants_total=24)
    _, told = world.load(first, first | {"title": title})
    codes = {problem.code for fate in told for problem in fate.problems}
    assert ("maybe_same_event" in codes) == is_doubted


@pytest.mark.parametrize(("people", "is_doubted"), [(24, True), (25, False), ("", False)])
def test_a_record_told_anew_under_another_number_is_doubted(world, people, is_doubted):
    first, second = event(event_id="А-7", participants_total=24), event(event_id="А-8")
    _, told = world.load(first, second | {"participants_total": people})
    codes = {problem.code for fate in told for problem in fate.problems}
    assert ("maybe_same_event" in codes) == is_doubted


def test_a_donors_own_id_makes_the_event_whatever_else_changes(world):
    first = event(event_id="А-7", project="DOBRE")
    counts, (_, same, other) = world.load(
        first,
        first,
        event(event_id="а-7", project="USAID DOBRE", title="Кадри", start_date="20.10.2020"),
    )
    assert (counts.accepted, counts.duplicate) == (1, 2)
    assert (same.reason, other.reason) == ("duplicate_row", "duplicate_differs")
    assert world.row("SELECT title FROM training") == ("Бюджет",)


def test_the_same_id_of_two_projects_is_two_events(world):
    _, fates = world.load(
        event(event_id="7", project="DOBRE"), event(event_id="7", project="U-LEAD")
    )
    assert names(fates) == ["accepted", "accepted"]


def test_two_events_of_one_number_stop_the_build(world, monkeypatch):
    monkeypatch.setattr("ingest.load.tables.stable_id", lambda *parts: 1)
    with pytest.raises(BuildRefused):
        world.load(event(), event(title="Кадри"))


@pytest.mark.parametrize(
    ("cells", "published"),
    [
        (("4", "3", "1"), (4, None, None)),
        (("5", "4", "1"), (5, 4, 1)),
        (("5", "5", "0"), (5, 5, 0)),
        (("5", "", ""), (5, None, None)),
        (("", "3", "1"), (None, None, None)),
        (("", "4", "1"), (None, 4, 1)),
        (("", "4", ""), (None, None, None)),
        (("", "", ""), (None, None, None)),
        (("0", "0", "0"), (0, None, None)),
    ],
)
def test_women_and_men_are_hidden_where_people_are_few(world, cells, published):
    assert FEWEST_FOR_SPLIT == 5
    total, women, men = cells
    world.load(event(participants_total=total, women=women, men=men))
    assert world.row("SELECT participants_total, women, men FROM training") == published


@pytest.mark.parametrize(
    ("written", "status", "is_counted"),
    [
        ("", "held", 1),
        ("Відбувся", "held", 1),
        ("За анонсом", "announced", 0),
        ("Перенесено", "postponed", 0),
        ("Скасовано", "cancelled", 0),
        ("хтозна", "announced", 0),
    ],
)
def test_an_event_that_was_not_held_is_kept_and_not_counted(world, written, status, is_counted):
    world.load(event(status=written))
    assert world.row("SELECT status_code, is_counted FROM training") == (status, is_counted)
    assert world.row("SELECT count(*) FROM training_hromada") == (1,)


def test_a_row_of_every_cell_is_published_whole(world):
    world.load(
        event(
            event_id="17",
            project="DOBRE; Невідомий проєкт",
            donor="Швеція",
            organiser="Асоціація міст; АМУ",
            topic="бюджет; кадри",
            type="Тренінг",
            format="Онлайн",
            end_date="14.10.2020",
            hours="18,5",
            venue="Житомир",
            audience="Голови громад; вчителі",
            participants_total="25",
            women="15",
            men="10",
            url="https://a.ua/1",
            notes="двічі",
        )
    )
    training = world.row(
        """SELECT title, start_date, end_date, quarter_code, project_code, topic_code, type_code,
        format_code, scope_code, status_code, is_counted, places, organisers, venue, hours,
        participants_total, women, men, topic_raw, project_raw, audience_raw, url, notes,
        submission_id, sheet_name, row_number FROM training"""
    )
    assert training == (
        *("Бюджет", "2020-10-12", "2020-10-14", "2020-Q4", "dobre", "budget", "training"),
        *("online", "hromadas", "held", 1, "Житомирська область: Баранівська"),
        *("Асоціація міст; АМУ", "Житомир", 18.5, 25, 15, 10, "бюджет; кадри"),
        *("DOBRE; Невідомий проєкт", "Голови громад; вчителі", "https://a.ua/1", "двічі"),
        *(1, None, 2),
    )


def test_what_a_row_does_not_say_is_null(world):
    world.load(event())
    row = world.row(
        """SELECT end_date, project_code, topic_code, type_code, format_code, organisers, venue,
        hours, participants_total, women, men, topic_raw, project_raw, audience_raw, url, notes
        FROM training"""
    )
    assert row == (None,) * 16


def test_an_event_of_two_hromadas_topics_and_projects_is_one_row_with_pairs(world):
    _, (fate,) = world.load(
        event(
            hromadas="Баранівська; Довбиська; Торчинська",
            topic="Стратегічне планування; бюджет",
            project="DOBRE; EGAP",
            audience="Голови громад; Старости",
        )
    )
    training = fate.training_id
    assert world.rows("SELECT * FROM training_hromada ORDER BY 1") == [
        (number, training) for number in (DOVBYSH, TORCHYN, BARANIVKA)
    ]
    assert world.rows("SELECT * FROM training_oblast ORDER BY 1") == [
        (VOLYN, training, 0),
        (ZHYTOMYR, training, 0),
    ]
    assert world.rows("SELECT * FROM training_raion ORDER BY 1") == [
        ("UA07080000000034745", training, 0),
        (ZVIAHEL_RAION, training, 0),
    ]
    assert world.rows("SELECT * FROM training_topic ORDER BY 1") == [
        ("budget", training, 0),
        ("strategy", training, 1),
    ]
    assert world.rows("SELECT project_code FROM training_project ORDER BY 1") == [
        ("dobre",),
        ("egap",),
    ]
    assert world.rows("SELECT donor_code FROM training_donor ORDER BY 1") == [
        ("switzerland",),
        ("usaid",),
    ]
    assert world.rows("SELECT audience_code FROM training_audience ORDER BY 1") == [
        ("heads",),
        ("starostas",),
    ]
    assert world.row("SELECT project_code, topic_code FROM training") == ("dobre", "strategy")


def test_the_donors_named_in_a_row_stand_instead_of_the_projects(world):
    world.load(event(project="DOBRE", donor="Канада; Японія"))
    assert world.rows("SELECT donor_code FROM training_donor ORDER BY 1") == [
        ("canada",),
        ("japan",),
    ]


@pytest.mark.parametrize(
    ("place", "scope", "oblasts", "raions", "words"),
    [
        ({"oblast": "вся Україна"}, "national", [], [], "Уся Україна"),
        (
            {"oblast": "Житомирська; Волинська"},
            "oblast",
            [(VOLYN, 1), (ZHYTOMYR, 1)],
            [],
            "Житомирська область; Волинська область",
        ),
        (
            {"raion": "Звягельський район"},
            "raion",
            [(ZHYTOMYR, 0)],
            [(ZVIAHEL_RAION, 1)],
            "Звягельський район",
        ),
        (
            {"oblast": "Житомирська", "hromadas": "Баранівська, Довбиська"},
            "hromadas",
            [(ZHYTOMYR, 0)],
            [(ZVIAHEL_RAION, 0)],
            "Житомирська область: Баранівська, Довбиська",
        ),
        (
            {"hromadas": "Баранівська; Торчинська; Нетакська"},
            "hromadas",
            [(VOLYN, 0), (ZHYTOMYR, 0)],
            [("UA07080000000034745", 0), (ZVIAHEL_RAION, 0)],
            "Житомирська область: Баранівська; Волинська область: Торчинська; "
            "не розпізнано: Нетакська",
        ),
        ({}, "unknown", [], [], None),
    ],
    ids=["country", "oblasts", "raion", "hromadas", "an unknown hromada", "nowhere"],
)
def test_a_place_is_whole_only_where_it_is_all_that_is_named(
    world, place, scope, oblasts, raions, words
):
    world.load(event(**{"hromadas": "", **place}))
    assert world.row("SELECT scope_code, places FROM training") == (scope, words)
    assert world.rows("SELECT oblast_code, is_whole FROM training_oblast ORDER BY 1") == oblasts
    assert world.rows("SELECT raion_code, is_whole FROM training_raion ORDER BY 1") == raions


def test_an_organiser_of_two_spellings_is_one_under_the_first(world):
    world.load(event(organiser="ГО «Разом»; АМУ"), event(title="Кадри", organiser="го разом"))
    world.loader.finish([], Quarter(2020, 4))
    assert world.rows(
        """SELECT organiser_name, count(*) FROM organiser JOIN training_organiser
        USING (organiser_id) GROUP BY 1 ORDER BY 1"""
    ) == [("АМУ", 1), ("ГО «Разом»", 2)]


def test_problems_are_published_by_place_and_without_values(world):
    world.load(event(title="", hromadas=""), event(hromadas="Нетакська"), event(hours="багато"))
    columns = "problem_kind_code, row_number, field, training_id IS NULL"
    assert world.rows(f"SELECT {columns} FROM problem ORDER BY problem_id") == [
        ("title_missing", 2, "title", 1),
        ("place_missing", 2, "hromadas", 1),
        ("hromada_unknown", 3, "hromadas", 0),
        ("maybe_same_event", 3, None, 0),
        ("number_unreadable", 4, "hours", 0),
        ("maybe_same_event", 4, None, 0),
    ]
    assert "Нетакська" not in str(world.rows("SELECT * FROM problem"))


def test_an_event_counts_in_the_quarter_it_began_in(world):
    """Reported a quarter late: the quarters of the event, of the file and between are there."""
    world.load(event(start_date="15.07.2020"), quarter="2021-Q1")
    assert world.row("SELECT quarter_code FROM training") == ("2020-Q3",)
    world.loader.finish([], Quarter(2021, 1))
    assert world.rows("SELECT quarter_code, start_date, end_date FROM quarter ORDER BY 1") == [
        ("2020-Q3", "2020-07-01", "2020-09-30"),
        ("2020-Q4", "2020-10-01", "2020-12-31"),
        ("2021-Q1", "2021-01-01", "2021-03-31"),
    ]


def test_a_project_has_reported_once_a_row_of_it_came_in_the_quarters_file(world):
    """A rejected row reports nothing; a repeated one does; the first file is named."""
    world.load(event(project="DOBRE"), event(project="EGAP", title=""), name="first.csv")
    world.load(event(project="DOBRE", title="Кадри"), name="second.csv")
    world.load(event(project="DOBRE"), quarter="2021-Q1")
    expected = [
        (project, Quarter.parse(code))
        for project, code in (
            ("dobre", "2020-Q4"),
            ("egap", "2020-Q4"),
            ("dobre", "2021-Q1"),
            ("dobre", "2021-Q1"),
            ("egap", "2021-Q1"),
        )
    ]
    world.loader.finish(expected, Quarter(2021, 1))
    assert world.rows("SELECT * FROM expected_report ORDER BY 1, 2") == [
        ("dobre", "2020-Q4", "received", 1),
        ("dobre", "2021-Q1", "received", 3),
        ("egap", "2020-Q4", "missing", None),
        ("egap", "2021-Q1", "missing", None),
    ]


def test_the_same_number_in_two_donors_files_is_two_events(tmp_path):
    put_report(tmp_path, "a.csv", [["Код заходу", *HEADER], [1, *EVENT]])
    put_report(
        tmp_path, "b.csv", [["Код заходу", *HEADER], [1, "Земля", "20.10.2020", "Торчинська"]]
    )
    summary = build_release(tmp_path / "submissions", tmp_path / "releases", tmp_path / "intake.db")
    assert (summary.totals.accepted, summary.totals.duplicate) == (2, 0)
