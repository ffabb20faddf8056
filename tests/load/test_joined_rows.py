"""One event told over several rows, by two projects, or not at all."""

import re

import openpyxl
import pytest
from hand_made import EVENT, HEADER, save, write_workbook

from ingest.common.quarters import Quarter
from ingest.load.database import load_reference_lists
from ingest.pipeline import REFERENCE

from .world import event


def fates(told):
    return [(fate.name, fate.reason) for fate in told[1]]


@pytest.fixture
def world_with_places(world):
    load_reference_lists(world.connection, REFERENCE)
    return world


def hromadas(world):
    """Return the names of the hromadas of all trainings."""
    return [
        name
        for (name,) in world.rows(
            "SELECT hromada_name FROM training_hromada JOIN hromada USING (hromada_id) ORDER BY 1"
        )
    ]


def test_a_row_for_each_hromada_is_one_event(world_with_places):
    told = world_with_places.load(
        event(url="https://a.ua/1"),
        event(url="https://a.ua/1", hromadas="Довбиська"),
        event(url="https://a.ua/1", hromadas="Звягельська"),
    )
    assert fates(told) == [("accepted", "")] + [("duplicate", "row_joined")] * 2
    assert world_with_places.row("SELECT count(*) FROM training") == (1,)
    assert hromadas(world_with_places) == ["Баранівська", "Довбиська", "Звягельська"]
    joined = told[1][1].problems[-1]
    assert (joined.code, joined.row, joined.value) == ("row_joined", 3, "2")
    assert {fate.training_id for fate in told[1]} == {told[1][0].training_id}


def test_a_row_for_each_day_is_one_event_from_the_first_day_to_the_last(world):
    told = world.load(
        event(participants_total=25, start_date="13.10.2020"),
        event(participants_total=25, start_date="12.10.2020"),
        event(participants_total=25, start_date="14.10.2020"),
    )
    assert fates(told) == [("accepted", "")] + [("duplicate", "row_joined")] * 2
    days = world.row("SELECT start_date, end_date FROM training")
    assert days == ("2020-10-12", "2020-10-14")


def test_a_row_for_each_hromada_and_each_day_is_one_event(world_with_places):
    told = world_with_places.load(
        *(
            event(venue="Житомир", hromadas=hromada, start_date=day)
            for day in ("12.10.2020", "13.10.2020")
            for hromada in ("Баранівська", "Довбиська")
        )
    )
    assert fates(told) == [("accepted", "")] + [("duplicate", "row_joined")] * 3
    assert world_with_places.row("SELECT start_date, end_date FROM training") == (
        "2020-10-12",
        "2020-10-13",
    )
    assert len(hromadas(world_with_places)) == 2


def test_rows_of_hromadas_alone_continue_the_event_above(world_with_places):
    only = {"title": "", "start_date": ""}
    told = world_with_places.load(
        event(participants_total=25),
        event(**only, hromadas="Довбиська"),
        event(**only, hromadas="Звягельська", oblast="Житомирська"),
        event(title="Земля"),
        event(**only, hromadas="Довбиська", participants_total=5),
        event(**only, hromadas="Звягельська"),
    )
    assert fates(told) == [
        ("accepted", ""),
        ("duplicate", "row_joined"),
        ("duplicate", "row_joined"),
        ("accepted", ""),
        ("duplicate", "row_joined"),
        ("duplicate", "row_joined"),
    ]
    assert [problem.code for problem in told[1][1].problems] == ["row_joined"]
    names = ["Баранівська", "Довбиська", "Звягельська"]
    assert hromadas(world_with_places) == sorted(2 * names)
    assert world_with_places.rows("SELECT participants_total FROM training ORDER BY 1") == [
        (5,),
        (25,),
    ]


def test_a_list_broken_into_two_rows_goes_on_in_the_second(world_with_places):
    told = world_with_places.load(
        event(hromadas="Баранівська,", participants_total=20),
        event(title="місцевий", start_date="", hromadas="Довбиська"),
        event(hromadas="Баранівська", start_date="19.10.2020"),
        event(title="місцевий", start_date="", hromadas="Довбиська"),
    )
    assert [name for name, _ in fates(told)] == ["accepted", "duplicate", "accepted", "rejected"]
    assert hromadas(world_with_places) == ["Баранівська", "Баранівська", "Довбиська"]


def test_people_of_rows_of_one_event_are_added_up_where_they_differ(world_with_places):
    only = {"title": "", "start_date": ""}
    told = world_with_places.load(
        event(participants_total=6, women=4),
        event(**only, hromadas="Довбиська", participants_total=8, women=5),
        event(**only, hromadas="Звягельська", participants_total=6, women=6),
    )
    assert fates(told) == [("accepted", "")] + [("duplicate", "row_joined")] * 2
    people = world_with_places.row("SELECT participants_total, women FROM training")
    assert people == (20, 15)
    summed = told[1][0].problems[-1]
    assert (summed.code, summed.row, summed.value) == ("people_summed", 2, "6 + 8 + 6")


@pytest.mark.parametrize(
    ("counts", "are_one"),
    [((6, 4, 5), True), ((6, 4), False), ((6, 16, 5), False), ((6, 4, ""), False)],
)
def test_three_rows_of_a_few_people_of_three_hromadas_are_one_event(
    world_with_places, counts, are_one
):
    names = ("Баранівська", "Довбиська", "Звягельська")
    told = world_with_places.load(
        *(
            event(hromadas=name, participants_total=n)
            for name, n in zip(names, counts, strict=False)
        )
    )
    others = [("duplicate", "row_joined") if are_one else ("accepted", "")] * (len(counts) - 1)
    assert fates(told) == [("accepted", ""), *others]
    codes = {problem.code for problem in told[1][0].problems}
    assert codes >= {"people_summed" if are_one else "maybe_same_event"}
    if are_one:
        assert world_with_places.row("SELECT participants_total FROM training") == (15,)


@pytest.mark.parametrize("title", ["Спільний тренінг з бюджету", "Тренінг для двох громад"])
def test_rows_of_an_event_said_to_be_of_several_hromadas_are_one(world_with_places, title):
    told = world_with_places.load(
        event(title=title, participants_total=16),
        event(title=title, participants_total=17, hromadas="Довбиська"),
    )
    assert fates(told) == [("accepted", ""), ("duplicate", "row_joined")]
    assert world_with_places.row("SELECT participants_total FROM training") == (33,)


def test_notes_that_say_so_join_rows_of_as_many_people(world_with_places):
    told = world_with_places.load(
        event(participants_total=33, notes="на дві громади разом"),
        event(participants_total=33, hromadas="Довбиська"),
    )
    assert fates(told) == [("accepted", ""), ("duplicate", "row_joined")]
    assert world_with_places.row("SELECT participants_total FROM training") == (33,)


def test_people_from_each_hromada_are_added_up_though_they_are_as_many(world, receiver, tmp_path):
    rows = [
        ["Назва заходу", "Дата початку", "Громади", "Учасників від громади"],
        ["Школа старост", "12.10.2020", "Баранівська", 20],
        ["Школа старост", "12.10.2020", "Довбиська", 20],
    ]
    path = tmp_path / "of_hromadas.xlsx"
    path.write_bytes(write_workbook(Заходи=rows))
    quarter = Quarter(2020, 4)
    told = world.loader.load_file(receiver.receive(path, path.name, quarter, quarter.end))
    assert fates(told) == [("accepted", ""), ("duplicate", "row_joined")]
    assert world.row("SELECT participants_total FROM training") == (40,)


def test_rows_of_one_number_of_the_donor_are_one_event(world_with_places):
    told = world_with_places.load(
        event(event_id="A-103", participants_total=46, notes="для трьох громад"),
        event(event_id="A-103", participants_total=46, hromadas="Довбиська"),
        event(event_id="A-104", participants_total=46, hromadas="Звягельська"),
    )
    assert fates(told) == [("accepted", ""), ("duplicate", "row_joined"), ("accepted", "")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Курс, 1-й день", "Курс, 2-й день"),
        ("Course, day 1 of 2", "Course, day 2 of 2"),
        ("Курс, I день", "Курс, II день"),
        ("Школа старост. День 1. Бюджет", "Школа старост. День 2. Майно"),
        ("Курс", "- другий день"),
    ],
)
def test_a_row_for_each_numbered_day_is_one_event(world, first, second):
    told = world.load(
        event(title=first, participants_total=20),
        event(title=second, participants_total=20, start_date="13.10.2020"),
    )
    assert fates(told) == [("accepted", ""), ("duplicate", "row_joined")]
    days = world.row("SELECT title, start_date, end_date FROM training")
    assert days == (re.split("[.,]", first)[0], "2020-10-12", "2020-10-13")


def test_a_column_of_days_numbers_the_days_of_one_event(world, receiver, tmp_path):
    rows = [
        ["Назва заходу", "День", "Дата початку", "Громади", "Учасників усього"],
        ["Школа старост", "1 з 2", "12.10.2020", "Баранівська", 19],
        ["Школа старост", "2 з 2", "13.10.2020", "Баранівська", ""],
    ]
    path = tmp_path / "days.xlsx"
    path.write_bytes(write_workbook(Заходи=rows))
    quarter = Quarter(2020, 4)
    told = world.loader.load_file(receiver.receive(path, path.name, quarter, quarter.end))
    assert fates(told) == [("accepted", ""), ("duplicate", "row_joined")]
    assert world.row("SELECT start_date, end_date FROM training") == ("2020-10-12", "2020-10-13")


def test_parts_of_a_course_of_one_group_are_one_event(world):
    told = world.load(
        event(title="Курс, модуль 1 з 2", participants_total=20),
        event(title="Курс, модуль 2 з 2", participants_total=20, start_date="20.10.2020"),
        event(title="Курс, модуль 2 з 2", participants_total=9, start_date="29.10.2020"),
    )
    assert fates(told) == [("accepted", ""), ("duplicate", "row_joined"), ("accepted", "")]


def test_rows_of_one_merged_title_and_day_are_one_event(world_with_places, receiver, tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append([*HEADER, "Учасників"])
    sheet.append([*EVENT, 25])
    sheet.append(["", "", "Довбиська"])
    sheet.append(["", "", "Звягельська"])
    for column in "ABD":
        sheet.merge_cells(f"{column}2:{column}4")
    path = tmp_path / "merged.xlsx"
    path.write_bytes(save(workbook))
    quarter = Quarter(2020, 4)
    received = receiver.receive(path, "2020-Q4/merged.xlsx", quarter, quarter.end)
    told = world_with_places.loader.load_file(received)
    assert fates(told) == [("accepted", "")] + [("duplicate", "row_joined")] * 2
    assert len(hromadas(world_with_places)) == 3


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Nothing tells that these are one event and not two.
        ({}, {"hromadas": "Довбиська"}),
        ({}, {"start_date": "13.10.2020"}),
        # Other values differ.
        ({"venue": "Житомир"}, {"venue": "Звягель", "hromadas": "Довбиська"}),
        ({"participants_total": 25}, {"participants_total": 30, "hromadas": "Довбиська"}),
        ({"url": "https://a.ua/1"}, {"url": "https://a.ua/1", "title": "Земля"}),
        # A day lies between.
        ({"venue": "Житомир"}, {"venue": "Житомир", "start_date": "14.10.2020"}),
    ],
)
def test_rows_that_may_be_two_events_stay_two(world, first, second):
    told = world.load(event(**first), event(**second))
    assert fates(told) == [("accepted", "")] * 2


def test_a_row_repeated_word_for_word_stays_a_duplicate(world):
    told = world.load(event(venue="Житомир"), event(venue="Житомир"))
    assert fates(told) == [("accepted", ""), ("duplicate", "duplicate_row")]


def test_an_event_that_two_projects_tell_of_is_kept_twice_and_counted_once(world):
    first = world.load(event(project="DOBRE"), name="dobre.csv")
    second = world.load(event(project="U-LEAD", participants_total=25), name="u-lead.csv")
    assert fates(first) == fates(second) == [("accepted", "")]
    (finding,) = [problem for problem in second[1][0].problems if problem.code == "same_event"]
    assert finding.value == "2020-Q4/dobre.csv, 2"
    kept = world.rows("SELECT is_counted, same_as_id FROM training ORDER BY submission_id")
    assert kept == [(1, None), (0, first[1][0].training_id)]
    bears = world.rows(
        "SELECT project_code FROM training_project WHERE training_id = ? ORDER BY 1",
        first[1][0].training_id,
    )
    assert bears == [("dobre",), ("u-lead",)]


@pytest.mark.parametrize(
    "other",
    [
        {"project": ""},
        {"project": "U-LEAD", "hromadas": "Довбиська"},
        {"project": "U-LEAD", "start_date": "13.10.2020"},
        {"project": "U-LEAD", "hromadas": "", "oblast": "Житомирська"},
    ],
)
def test_another_event_of_another_project_is_counted(world, other):
    world.load(event(project="DOBRE"), name="dobre.csv")
    world.load(event(**other), name="other.csv")
    assert world.rows("SELECT is_counted, same_as_id FROM training") == [(1, None)] * 2


@pytest.mark.parametrize(
    "title", ["Заходів не було", "заходи не проводились.", "У цьому кварталі заходів не було"]
)
def test_a_report_of_no_events_came_and_holds_none(world, title):
    told = world.load(event(title=title, start_date="", hromadas="", project="DOBRE"))
    assert fates(told) == [("blank", "nil")]
    assert told[1][0].problems == ()
    quarter = Quarter(2020, 4)
    world.loader.finish([("dobre", quarter), ("u-lead", quarter)], quarter)
    assert world.rows("SELECT project_code, report_status FROM expected_report") == [
        ("dobre", "nil"),
        ("u-lead", "missing"),
    ]


def test_a_title_like_that_with_a_date_is_an_event(world):
    told = world.load(event(title="Заходів не було"))
    assert fates(told) == [("accepted", "")]
