"""Cells of dates as donors write them → the first and the last day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.check.dates import Period, parse_period
from ingest.common.quarters import Quarter

QUARTER = Quarter(2021, 3)


def read(text, quarter=QUARTER):
    """Return the days as 1.7–2.8.2021 and the codes of the findings."""
    period = parse_period(text, quarter)
    days = [f"{d.day}.{d.month}.{d.year}" for d in (period.start, period.end) if d]
    return " ".join(dict.fromkeys(days)), [finding.code for finding in period.findings]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12.10.20", "12.10.2020"),
        ("2020-10-12 14:00:00 +0300", "12.10.2020"),
        ("2020-10-12T11:40:11.482+02:00", "12.10.2020"),
        ("12.10.2020 10:00am - 5:30pm", "12.10.2020"),
        ("10/15/2020 2:00 PM", "15.10.2020"),
        ("10/15/2020-10/16/2020", "15.10.2020 16.10.2020"),
        ("вт-ср, 13-14 жовтня 2020", "13.10.2020 14.10.2020"),
        ("October 12, 2020 10:00 AM (GMT+3) → 3:00 PM", "12.10.2020"),
        ("October 12, 2020 → October 13, 2020", "12.10.2020 13.10.2020"),
        ("14 + 15 Sept 2020", "14.9.2020 15.9.2020"),
        ("23 08 2022", "23.8.2022"),
        ("четвер, 26 серпня 2021, 14.00", "26.8.2021"),
        ("28 жовтня 2021 (14.00)", "28.10.2021"),
        ("12 Жовтня 2020р.", "12.10.2020"),
        ("12-го жовтня 2020 року", "12.10.2020"),
        ("12 октября 2020 г.", "12.10.2020"),
        ("15 вер. 2022", "15.9.2022"),
        ("29 тр. 2024", "29.5.2024"),
        ("4-те листопада 2020", "4.11.2020"),
        ("21-22-23 червня 2022", "21.6.2022 23.6.2022"),
        ("26-27 червня 25 року", "26.6.2025 27.6.2025"),
        ("6 грудня 2020, 11.00–13.00", "6.12.2020"),
        ("March, 14 2023", "14.3.2023"),
        ("Червень 2021 (22, 23)", "22.6.2021 23.6.2021"),
        ("Thu 15.07.2021", "15.7.2021"),
        ("8 бер 2021", "8.3.2021"),
        ("October 12, 2020", "12.10.2020"),
        ("12th October 2020", "12.10.2020"),
        ("у понеділок, 12 жовтня 2020 р.", "12.10.2020"),
        ("12.10.2020 10:00", "12.10.2020"),
        ("12.10.2020, 10:00–12:30", "12.10.2020"),
        ("2020-10-12T09:30", "12.10.2020"),
        ("12-10-2020", "12.10.2020"),
        ("2020/10/12", "12.10.2020"),
        ("12. 10. 2020", "12.10.2020"),
        ("12.10.2020 (пн)", "12.10.2020"),
        ("12-Oct-20", "12.10.2020"),
        ("«12» жовтня 2020 року", "12.10.2020"),
        ("12.10.2020\n13.10.2020", "12.10.2020 13.10.2020"),
        ("October 12-13, 2020", "12.10.2020 13.10.2020"),
        ("12–13 жoвтня 2020", "12.10.2020 13.10.2020"),  # a Latin o
        ("Monday, 12th of October 2020", "12.10.2020"),
        ("1 травня 2021", "1.5.2021"),
        ("29.03–02.04.2021", "29.3.2021 2.4.2021"),
        ("29.03.2021 - 02.04.2021", "29.3.2021 2.4.2021"),
        ("12-13.10.2020", "12.10.2020 13.10.2020"),
        ("12..14.10.2020", "12.10.2020 14.10.2020"),
        ("12–13 жовтня 2020", "12.10.2020 13.10.2020"),
        ("з 12 по 13 жовтня 2020 року", "12.10.2020 13.10.2020"),
        ("12 жовтня – 2 листопада 2020", "12.10.2020 2.11.2020"),
        ("7 та 8 липня 2021", "7.7.2021 8.7.2021"),
        ("12, 13, 14 жовтня 2020", "12.10.2020 14.10.2020"),
        ("28.12.2020-03.01.2021", "28.12.2020 3.1.2021"),
        ("28 грудня – 3 січня 2021", "28.12.2020 3.1.2021"),
        ("2020-10-12/2020-10-13", "12.10.2020 13.10.2020"),
    ],
)
def test_days_and_spans_of_days_are_read(text, days):
    assert read(text) == (days, [])


@pytest.mark.parametrize(
    ("text", "days", "codes"),
    [
        ("7 та 8 липня", "7.7.2021 8.7.2021", ["date_year_missing"]),
        ("12.08", "12.8.2021", ["date_year_missing"]),
        ("11–12 та 18–19 червня 2021", "11.6.2021 19.6.2021", ["date_with_gaps"]),
        ("01.07.2021; 15.07.2021", "1.7.2021 15.7.2021", ["date_with_gaps"]),
        ("липень 2021", "1.7.2021 31.7.2021", ["date_month_only"]),
        ("у лютому 2020 року", "1.2.2020 29.2.2020", ["date_month_only"]),
        ("07.2021", "1.7.2021 31.7.2021", ["date_month_only"]),
        ("липень–серпень 2021", "1.7.2021 31.8.2021", ["date_month_only"]),
        ("серпень", "1.8.2021 31.8.2021", ["date_month_only", "date_year_missing"]),
        ("44116", "12.10.2020", ["date_from_number"]),
        ("серпень, 17-18", "17.8.2021 18.8.2021", ["date_year_missing"]),
        ("Серпень, 27-го", "27.8.2021", ["date_year_missing"]),
        ("2-3 серпня ц.р.", "2.8.2021 3.8.2021", ["date_year_missing"]),
        ("10/12/2020", "10.12.2020", ["date_ambiguous"]),
        ("10/12/20", "10.12.2020", ["date_ambiguous"]),
        ("07/10/2021", "10.7.2021", ["date_ambiguous"]),  # so it lies in the quarter
        ("07/08/2021", "7.8.2021", ["date_ambiguous"]),  # so do both
        (42921.0, "6.7.2021", ["date_from_number"]),  # days since 1904
    ],
)
def test_what_is_read_in_doubt_is_flagged(text, days, codes):
    assert read(text) == (days, codes)


@pytest.mark.parametrize(
    ("text", "quarter", "days"),
    [
        ("28 грудня", Quarter(2021, 1), "28.12.2020"),
        ("5 січня", Quarter(2020, 4), "5.1.2021"),
        ("5 липня", None, ""),
    ],
)
def test_a_year_comes_from_the_quarter_or_not_at_all(text, quarter, days):
    assert read(text, quarter)[0] == days


@pytest.mark.parametrize(
    "text",
    [
        "00.10.2020", "31.02.2021", "30–31.02.2021", "13-12.10.2020", "12.10.2020 (перенесено)",
        "до 12.10.2020", "12.10.2020 –", "III квартал 2021", "2021", "навесні", "12", "12 2020",
        "12.10/2020", "жовтень 2020 листопад", "12 жовтня 2020 2021", "щосереди",
    ],
)  # fmt: skip
def test_the_rest_is_not_guessed(text):
    assert read(text) == ("", ["date_unreadable"])


@pytest.mark.parametrize("cell", [None, "", "—", "н/д"])
def test_an_empty_cell_has_no_day(cell):
    assert parse_period(cell) == Period()


days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(days, st.integers(0, 40), st.sampled_from(["–", " - ", "-", " по ", " до ", "…"]))
def test_a_span_is_read_as_it_was_written(day, length, joint):
    last = min(date.fromordinal(day.toordinal() + length), date(2099, 12, 31))
    assert parse_period(f"{day:%d.%m.%Y}{joint}{last:%d.%m.%Y}") == Period(day, last)
    if day.year == last.year:
        assert parse_period(f"{day:%d.%m}{joint}{last:%d.%m.%Y}") == Period(day, last)


@given(st.text(max_size=30), st.sampled_from([None, QUARTER]))
def test_whatever_is_written_is_read_in_order_or_not_at_all(text, quarter):
    period = parse_period(text, quarter)
    assert (period.start is None) == (period.end is None)
    assert period.start is None or period.start <= period.end


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10.06.2025 (10:00–17:00)", "10.6.2025"),
        ("05.11.2025 з 10:00 до 12:00", "5.11.2025"),
        ("03.12.2025 о 10.30", "3.12.2025"),
        ("пн, 31 жовт. 2022", "31.10.2022"),
        ("14 – 15 грудня 2022 (ср-чт)", "14.12.2022 15.12.2022"),
        ("14 . 05 . 2026", "14.5.2026"),
        ("'13.09.2023", "13.9.2023"),
        ("13/12/2020 – 14/12/2020", "13.12.2020 14.12.2020"),
    ],
)
def test_times_and_weekdays_beside_a_day_change_nothing(text, days):
    assert read(text) == (days, [])


@pytest.mark.parametrize(
    "text",
    ["10/12/2020 – 12/12/2020", "10/12/2020, 10:00", "10/12/2020 р.", "9/12/2020; 11/12/2020"],
)
def test_slashes_whose_order_nothing_settles_are_doubted_wherever_they_stand(text):
    assert read(text)[1][0] == "date_ambiguous"


def test_a_day_and_a_month_with_a_slash_are_doubted_and_lie_in_the_quarter():
    assert read("5/9") == ("5.9.2021", ["date_ambiguous", "date_year_missing"])
    assert read("30/08-31/08") == ("30.8.2021 31.8.2021", ["date_year_missing"])


def test_the_column_may_tell_that_the_month_comes_first():
    told = parse_period("07/08/2021", QUARTER, month_first=True)
    assert told.start == date(2021, 7, 8)
    assert [finding.code for finding in told.findings] == ["date_ambiguous"]
    assert parse_period("07/08/2021", QUARTER).start == date(2021, 8, 7)


@pytest.mark.parametrize("text", ["Oct-20", "жовт-20", "жовт.-20"])
def test_a_short_month_and_year_are_a_whole_month_in_doubt(text):
    assert read(text) == ("1.10.2020 31.10.2020", ["date_month_only"])
    assert parse_period(text).findings[0].value == text


@pytest.mark.parametrize(
    ("text", "days", "codes"),
    [
        ("31/1.9.", "31.8.2021 1.9.2021", ["date_ambiguous", "date_year_missing"]),
        ("28-3 вересня 2021", "28.8.2021 3.9.2021", ["date_ambiguous"]),
        ("210705", "5.7.2021", []),
        ("210729--30", "29.7.2021 30.7.2021", []),
        ("210729 + 210802", "29.7.2021 2.8.2021", ["date_with_gaps"]),
        ("210205", "", ["date_unreadable"]),  # of another quarter: some number
        ("18 et 19/08/2021", "18.8.2021 19.8.2021", []),
        ("8/17-18/2021", "17.8.2021 18.8.2021", []),
        ("6/8-7/8 2021", "6.8.2021 7.8.2021", ["date_ambiguous"]),
        ("24.О8.2021", "24.8.2021", ["date_ambiguous"]),
        ("06.08.2021 (планувався на 01.08)", "6.8.2021", ["date_with_words"]),
        ("06.08.2021 (перенесено на 01.09)", "", ["date_unreadable"]),
        ("wk of 4 Aug", "2.8.2021 8.8.2021", ["date_month_only"]),
        ("тиждень 31", "2.8.2021 8.8.2021", ["date_month_only"]),
        ("13,08,2021", "13.8.2021", []),
        ("27-29,08,2021", "27.8.2021 29.8.2021", []),
        ("двадцять п’ятого серпня 2021", "25.8.2021", []),
        ("з другого по четверте вересня 2021 р.", "2.9.2021 4.9.2021", []),
        ("3 серп. 21", "3.8.2021", []),
        ("15 серпня 21го року", "15.8.2021", []),
        ("30.VIII–1.IX.2021", "30.8.2021 1.9.2021", []),
        ("14 серпня 2021, на 10 ранку", "14.8.2021", []),
        ("8/3-5/2021", "3.8.2021 5.8.2021", ["date_ambiguous"]),
        ("25 août 2021", "25.8.2021", []),
        ("210808", "8.8.2021", []),
        ("080821", "8.8.2021", []),
        ("250821", "25.8.2021", []),
        ("080822", "", ["date_unreadable"]),
        ("08082021", "8.8.2021", []),
        ("кінець серпня 2021", "1.8.2021 31.8.2021", ["date_month_only"]),
        ("щовівторка, 03.08-24.08.2021", "3.8.2021 24.8.2021", ["date_with_gaps"]),
        ("2021 р., 5-6 серпня", "5.8.2021 6.8.2021", []),
        ("~05.08.2021", "5.8.2021", ["date_with_words"]),
    ],
)
def test_days_as_foreign_staff_and_hurried_hands_write_them(text, days, codes):
    assert read(text) == (days, codes)
