"""Quarters: codes, names, days and order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.common.quarters import FIRST_QUARTER, Quarter

quarters = st.builds(Quarter, st.integers(1991, 2100), st.integers(1, 4))


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2020, 10, 1), "2020-Q4"),
        (date(2020, 12, 31), "2020-Q4"),
        (date(2021, 1, 1), "2021-Q1"),
        (date(2021, 3, 31), "2021-Q1"),
        (date(2024, 2, 29), "2024-Q1"),
        (date(2021, 4, 1), "2021-Q2"),
        (date(2021, 9, 30), "2021-Q3"),
    ],
)
def test_quarter_of_a_day(day, code):
    assert Quarter.of(day).code == code


@pytest.mark.parametrize(
    ("code", "name", "name_en", "start", "end"),
    [
        ("2020-Q4", "IV квартал 2020", "Q4 2020", date(2020, 10, 1), date(2020, 12, 31)),
        ("2021-Q1", "I квартал 2021", "Q1 2021", date(2021, 1, 1), date(2021, 3, 31)),
        ("2024-Q2", "II квартал 2024", "Q2 2024", date(2024, 4, 1), date(2024, 6, 30)),
        ("2023-Q3", "III квартал 2023", "Q3 2023", date(2023, 7, 1), date(2023, 9, 30)),
    ],
)
def test_names_and_days(code, name, name_en, start, end):
    quarter = Quarter.parse(code)
    assert (quarter.name, quarter.name_en) == (name, name_en)
    assert (quarter.start, quarter.end) == (start, end)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2020",
        "Q4-2020",
        "2020-Q5",
        "2020-Q0",
        "2020-q4",
        "2020-Q4\n",
        " 2020-Q4",
        "٢٠٢٠-Q4",
        "0000-Q1",
    ],
)
def test_what_is_no_code_is_refused_and_shown(code):
    with pytest.raises(ValueError, match="expected the form 2020-Q4") as refusal:
        Quarter.parse(code)
    assert repr(code) in str(refusal.value)


def test_the_first_quarter_is_that_of_the_elections_of_october_2020():
    assert Quarter.of(date(2020, 10, 25)) == FIRST_QUARTER


def test_until_takes_both_ends_over_a_new_year():
    codes = [quarter.code for quarter in Quarter(2020, 3).until(Quarter(2021, 2))]
    assert codes == ["2020-Q3", "2020-Q4", "2021-Q1", "2021-Q2"]


def test_until_an_earlier_quarter_is_empty():
    assert list(Quarter(2021, 1).until(Quarter(2020, 4))) == []


@given(quarters)
def test_code_round_trip(quarter):
    assert Quarter.parse(quarter.code) == quarter


@given(quarters)
def test_a_quarter_ends_the_day_before_the_following_one(quarter):
    assert quarter.end + timedelta(days=1) == quarter.following.start
    assert Quarter.of(quarter.start) == Quarter.of(quarter.end) == quarter


@given(st.lists(quarters))
def test_order_is_that_of_time_and_of_codes(several):
    by_time = sorted(several, key=lambda quarter: quarter.start)
    assert sorted(several) == by_time
    assert sorted(quarter.code for quarter in several) == [quarter.code for quarter in by_time]
