"""Parsers of one cell: what is read, what is read in doubt, what is not read."""

import datetime
import math
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.check.dates import parse_period
from ingest.check.values import (
    clean_list,
    clean_text,
    parse_count,
    parse_hours,
    parse_men,
    parse_people,
    parse_url,
    parse_women,
)
from ingest.problems import Finding


def parse_date(cell):
    """The first day of a cell and the findings, as a row takes them."""
    read = parse_period(cell)
    return read.start, read.findings


DAY = date(2020, 10, 12)
MONTHS = [
    "січня", "лютого", "березня", "квітня", "травня", "червня",
    "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
]  # fmt: skip

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
cells = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.text("0123456789.,/-: год", max_size=20),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        datetime.datetime(2020, 10, 12, 9, 30),
        44_116,
        44_116.0,
        44_116.75,
        "2020-10-12",
        "2020-10-12T00:00:00",
        "2020-10-12 00:00",
        "12.10.2020",
        " 12.10.2020 ",
        "12.10.2020 р.",
        "12.10.2020р",
        "12-10-2020",
        "12 жовтня 2020",
        "12 Жовтня 2020 року",
        "12\u00a0жовтня\n2020 р.",
        "12-го жовтня 2020",
    ],
    ids=repr,
)
def test_a_day_is_read_however_it_is_written(cell):
    assert parse_date(cell) == (DAY, ())


@pytest.mark.parametrize("text", ["1.2.2021", "2021-2-1", "01.02.2021", "1 лютого 2021"])
def test_the_day_stands_first_and_may_have_one_digit(text):
    assert parse_date(text) == (date(2021, 2, 1), ())


@pytest.mark.parametrize(
    ("text", "day", "suggestion"),
    [
        ("03/11/2020", date(2020, 11, 3), "03.11.2020 / 11.03.2020"),
        ("1/12/2021", date(2021, 12, 1), "01.12.2021 / 12.01.2021"),
    ],
)
def test_a_day_with_slashes_that_is_two_dates_is_read_day_first_and_flagged(text, day, suggestion):
    assert parse_date(text) == (day, (Finding("date_ambiguous", text, suggestion),))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/10/2020", date(2020, 10, 13)),
        ("10/13/2020", date(2020, 10, 13)),
        ("05/05/2021", date(2021, 5, 5)),
    ],
)
def test_a_day_with_slashes_that_is_one_date_is_not_flagged(text, day):
    assert parse_date(text) == (day, ())


@pytest.mark.parametrize(
    "text",
    [
        "жовтень",
        "12.10",
        "2020",
        "31.02.2021",
        "29.02.2021",
        "00.10.2020",
        "12.13.2020",
        "31/11/2020",
        "12.10/2020",
        "12.10.0202",
        "12.10.1020",
        "12.10.2120",
        "2020-13-01",
        "скоро",
    ],
)
def test_what_is_no_single_day_is_not_guessed(text):
    assert parse_date(text) == (None, (Finding("date_unreadable", value=text),))


@pytest.mark.parametrize(
    ("number", "day"),
    [(36_526, date(2000, 1, 1)), (73_050, date(2099, 12, 31)), (73_050.9, date(2099, 12, 31))],
)
def test_the_first_and_the_last_day_that_a_number_means(number, day):
    assert parse_date(number) == (day, ())


@pytest.mark.parametrize(
    "cell",
    [
        *(0, -1, 2020, 36_525, 36_525.9, 73_051, 1e300, math.inf, -math.inf, math.nan),
        *(True, datetime.time(9, 30), datetime.timedelta(1), date(1999, 12, 31), date(2100, 1, 1)),
    ],
    ids=repr,
)
def test_a_cell_that_holds_no_day_of_our_time_is_not_read(cell):
    value, (finding,) = parse_date(cell)
    assert value is None
    assert (finding.code, finding.value) == ("date_unreadable", str(cell))


@pytest.mark.parametrize("cell", [None, "", " ", "-", "–", "—", "н/д", "Немає", "N/A"], ids=repr)
@pytest.mark.parametrize("parse", [parse_date, parse_count, parse_hours, parse_url])
def test_an_empty_cell_and_the_marks_of_one_are_no_value_and_no_problem(parse, cell):
    assert parse(cell) == (None, ())


@given(days)
@example(date(2020, 2, 29))
def test_a_day_written_in_any_form_is_read_back(day):
    forms = [
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year} року",
        (day - date(1899, 12, 30)).days,
        datetime.datetime.combine(day, datetime.time(23, 59)),
    ]
    assert [parse_date(form) for form in forms] == [(day, ())] * len(forms)


@given(days)
def test_slashes_are_flagged_exactly_when_the_other_order_is_another_day(day):
    value, findings = parse_date(f"{day:%d/%m/%Y}")
    assert value == day
    assert bool(findings) == (day.day <= 12 and day.day != day.month)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  Бюджет \n громади\u00a0", "Бюджет громади"),
        (25.0, "25"),
        (25, "25"),
        (1.5, "1.5"),
        (datetime.time(9, 30), "09:30:00"),
        ("НЕМАЄ", ""),
        ("немає води", "немає води"),
    ],
    ids=repr,
)
def test_text_is_one_line_without_marks_of_nothing(cell, text):
    assert clean_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        (None, ()),
        ("; ;", ()),
        ("Баранівська", ("Баранівська",)),
        ("Баранівська; Довбиська ;", ("Баранівська", "Довбиська")),
        ("Баранівська\nДовбиська", ("Баранівська", "Довбиська")),
        ("-; Довбиська", ("Довбиська",)),
        ("бюджет, кадри", ("бюджет, кадри",)),
        (7, ("7",)),
    ],
    ids=repr,
)
def test_a_list_is_split_by_semicolons_and_lines_but_not_by_commas(cell, values):
    assert clean_list(cell) == values


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (25, 25),
        (25.0, 25),
        (0, 0),
        ("25", 25),
        ("25.0", 25),
        ("1 250", 1250),
        ("1\u00a0250", 1250),
        ("1\u202f250 осіб", 1250),
        ("25 осіб", 25),
        ("1 особа", 1),
        ("40 чол.", 40),
        ("39 учасників/-ць", 39),
        ("39 учасників / учасниць", 39),
        ("38 осiб", 38),  # a Latin i
        ("12 учасників", 12),
        ("9999999", 9_999_999),
    ],
    ids=repr,
)
def test_people_are_counted(cell, count):
    assert parse_count(cell) == (count, ())


@pytest.mark.parametrize(
    "cell",
    [
        "20-25",
        "1,000",
        "1.000",
        "2,5",
        "-3",
        "12 50",
        "3 групи",
        "12 громад",
        "380501234567",
        "9" * 5000,
        *(2.5, -3, True, 1e300, math.inf, math.nan, 380_501_234_567, date(2020, 10, 12)),
    ],
    ids=lambda cell: repr(cell)[:20],
)
def test_what_is_no_whole_number_of_people_is_not_guessed(cell):
    value, (finding,) = parse_count(cell)
    assert (value, finding.code) == (None, "number_unreadable")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("понад 40", 40),
        ("майже 700", 700),
        ("більше ніж 1 200 учасників", 1200),
        ("близько 20 осіб", 20),
        ("до 50", 50),
        ("40+", 40),
        ("~25", 25),
        ("appr. 35", 35),
        ("33 підприємці", 33),
        ("30 батьків і вчителів", 30),
        ("20 (13/7)", 20),
        ("735 осіб (196 команд)", 735),
    ],
)
def test_an_approximate_number_is_read_and_flagged(text, number):
    assert parse_count(text) == (number, (Finding("number_approximate", text, str(number)),))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("25", (25, None, None)),
        ("25 чол.", (25, None, None)),
        ("25 людей", (25, None, None)),
        ("102 освітян", (102, None, None)),
        ("26 pax", (26, None, None)),
        ("62 особи (41 жінка, 21 чоловік)", (62, 41, 21)),
        ("9 (9/1)", None),
        ("18 = 7 жінок + 11 чоловіків", (18, 7, 11)),
        ("Всього: 38\nж – 23\nч – 15", (38, 23, 15)),
        ("20 (60 % жінки)", (20, None, None)),
        ("22 (м-8, ж-14)", (22, 14, 8)),
        ("27 ж / 3 ч", (30, 27, 3)),
        ("27ж/3ч", (30, 27, 3)),
        ("27 жінок і 3 чоловіки", (30, 27, 3)),
        ("17, з них жiнок - 12", (17, 12, None)),  # a Latin i
        ("25 (18 ж/7 ч)", (25, 18, 7)),
        ("25 (ж – 18, ч – 7)", (25, 18, 7)),
        ("25 осіб, з них 18 жінок", (25, 18, None)),
        ("жінок: 18; чоловіків: 7", (25, 18, 7)),
        ("усього 25", (25, None, None)),
        ("всього: 33; Ж: 21; Ч: 12", (33, 21, 12)),
        ("18 ж", (None, 18, None)),
        ("25 (18 ж/7 ч) + 3", None),
        ("18–20 жінок", None),
        ("понад 40, з них 20 жінок", None),
        ("21 чол., з них 13 жінок і 8 чоловіків", (21, 13, 8)),
        ("42 чол., из них 19 женщин и 23 мужчины", (42, 19, 23)),
        ("40 чол. (20 жін)", (40, 20, None)),
        ("25 (жен. 18, муж. 7)", (25, 18, 7)),
        ("13 чоловіків, 5 жінок", (18, 5, 13)),
        ("15: 13 F, 2 M", (15, 13, 2)),
        ("22 (20/2 f/m)", (22, 20, 2)),
        ("22 (20 ж/5 ч)", None),
        ("28, жінок 21, чоловіків 7", (28, 21, 7)),
        ("30 (23 ж, 7 ч) разом", (30, 23, 7)),
        ("15+5 (ж+ч)", (20, 15, 5)),
        ("взяли участь 30 (18 ж/12 ч)", (30, 18, 12)),
    ],
)
def test_a_total_may_tell_of_women_and_men(text, people):
    read = parse_people(text)
    if people is None:
        assert (read.total, read.women, read.men) == (None, None, None)
        assert [finding.code for finding in read.findings] == ["number_unreadable"]
    else:
        assert (read.total, read.women, read.men, read.findings) == (*people, ())


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("14 осіб +2 тренери", 14),
        ("17 + 1 водій", 17),
        ("16 (було записано 20)", 16),
        ("20 (з них 5 онлайн)", 20),
        ("ca. 25", 25),
        ("десь під 40", 40),
        ("зареєструвалось 140, завершили 96", 96),
        ("запрошено 30 / прийшло 24", 24),
        ("96 із 140 зареєстрованих", 96),
        ("registered 45, attended 38", 38),
        ("зареєстр. 40, були 33", 33),
        ("abt. 30 persons", 30),
        ("12 команд (36 осіб)", 36),
        ("25 осіб з 5 громад", 25),
        ("2 групи по 15 осіб", 30),
        ("понад 1 тис.", 1000),
        ("близько 1,5 тис. осіб", 1500),
        ("25?", 25),
        ("8 очно, 17 онлайн", 25),
    ],
)
def test_people_told_beside_others_are_read_in_doubt(text, total):
    read = parse_people(text)
    assert (read.total, read.women, read.men) == (total, None, None)
    assert [finding.code for finding in read.findings] == ["number_approximate"]


def test_men_in_brackets_after_all_are_read_in_doubt():
    read = parse_people("30 (5 чол.)")
    assert (read.total, read.women, read.men) == (30, None, 5)
    assert [finding.code for finding in read.findings] == ["number_approximate"]


def test_women_and_men_have_their_own_words():
    assert parse_women("18 жінок") == (18, ())
    assert parse_women("18 (72 %)") == (18, ())
    assert parse_men("7 чол.") == (7, ())
    assert parse_men("7 чоловіків") == (7, ())
    assert parse_women("72 %")[1][0].code == "number_unreadable"


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("1:30", 1.5),
        (datetime.time(1, 30), 1.5),
        (datetime.timedelta(hours=6), 6.0),
        ("1 год 30 хв", 1.5),
        ("90 хв", 1.5),
        ("6 hours", 6.0),
        ("2 ч", 2.0),
        ("4 часа", 4.0),
        ("дві години", 2.0),
        ("2 дні по 6 годин", 12.0),
        ("3 дня по 6 часов", 18.0),
        ("12 годин (2 дні)", 12.0),
    ],
    ids=repr,
)
def test_hours_in_words_are_read(cell, hours):
    assert parse_hours(cell) == (hours, ())


@pytest.mark.parametrize("text", ["6 академічних годин", "6 ак. год."])
def test_academic_hours_are_shorter_than_others_and_flagged(text):
    assert parse_hours(text) == (6.0, (Finding("number_approximate", text, "6"),))


@pytest.mark.parametrize(
    "text", ["24*", "24**", "24¹", "24 чел.", "24 ос.", "24 старости", "24 слухачі", "разом 24"]
)
def test_marks_and_nouns_beside_a_number_of_people_change_nothing(text):
    assert parse_count(text) == (24, ())


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        (6, 6.0),
        (1.5, 1.5),
        (0, 0.0),
        ("1,5", 1.5),
        ("6 год", 6.0),
        ("6 год.", 6.0),
        ("12 годин", 12.0),
        ("2х3 год", 6.0),
        ("2 x 6 h", 12.0),
        ("2 дні по 5,5 год", 11.0),
        ("2 по 3 год", 6.0),
        ("12г", 12.0),
        ("6 год. (онлайн)", 6.0),
        ("2 дні, по 5 год", 10.0),
        ("1 день, 4 год", 4.0),
        ("1 день (6 год)", 6.0),
        ("1г 30хв", 1.5),
        ("2h", 2.0),
        (8784, 8784.0),
    ],
    ids=repr,
)
def test_hours_are_read(cell, hours):
    assert parse_hours(cell) == (hours, ())


@pytest.mark.parametrize(
    "cell",
    [
        *("два дні", "2 дні, 12 год", "1:75", "6-8", "-2", "9" * 400),
        *(-2, True, 8785, math.inf, math.nan),
    ],
    ids=lambda cell: repr(cell)[:20],
)
def test_what_is_no_number_of_hours_is_not_guessed(cell):
    value, (finding,) = parse_hours(cell)
    assert (value, finding.code) == (None, "number_unreadable")


@pytest.mark.parametrize(
    "text",
    ["https://decentralization.ua/news/13094?page=1", "http://громада.укр/новини", "https://a.b"],
)
def test_a_web_address_is_kept_as_written(text):
    assert parse_url(f" {text} ") == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "decentralization.ua/news",
        "javascript:alert(1)",
        "data:text/html,<b>",
        "ftp://a.b/c",
        "mailto:a@b.ua",
        "https://",
        "http://[a.b",
        "https://a.b та https://c.d",
        "див. сайт",
    ],
)
def test_what_is_no_web_address_is_not_kept(text):
    assert parse_url(text) == (None, (Finding("url_unreadable", value=text),))


@given(cells)
@example(math.nan)
@example("9" * 5000)
def test_no_cell_breaks_a_parser_and_none_is_lost_in_silence(cell):
    for parse in (parse_date, parse_count, parse_hours, parse_url):
        value, findings = parse(cell)
        assert value is not None or findings or clean_text(cell) == ""
    assert clean_list(cell) == () or clean_text(cell) != ""


@given(cells)
def test_what_is_read_fits_into_the_database(cell):
    count, hours = parse_count(cell)[0], parse_hours(cell)[0]
    assert count is None or 0 <= count < 10_000_000
    assert hours is None or 0 <= hours <= 8784
    day = parse_date(cell)[0]
    assert day is None or (type(day) is date and 2000 <= day.year <= 2099)


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("тридцять п’ять", (35, None, None)),
        ("п'ятнадцять осіб, з них 10 жінок", (15, 10, None)),
        ("twenty-five", (25, None, None)),
        ("12 (all f)", (12, 12, 0)),
        ("8 (лише чоловіки)", (8, 0, 8)),
        ("25 dont 14 F", (25, 14, None)),
        ("27 (двадцять сім)", (27, None, None)),
        ("двадцять дві людини", (22, None, None)),
        ("21 ос. (усі жінки)", (21, 21, 0)),
        ("11 ladies + 4 gentlemen", (15, 11, 4)),
    ],
)
def test_people_in_words(cell, people):
    read = parse_people(cell)
    assert ((read.total, read.women, read.men), read.findings) == (people, ())


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("1О", (10, None, None)),
        ("З0", (30, None, None)),
        ("52+4 онлайн", (56, None, None)),
        ("28 (F 17; M 10; sex not recorded 1)", (28, 17, 10)),
        ("18 + 16", (34, None, None)),
        ("18 councillors + 4 staff", (22, None, None)),
        ("14 осіб + 2 тренери", (14, None, None)),
        ("35 (5 of these online)", (35, None, None)),
        ("1,120", (1120, None, None)),
        ("19 учасн., у т.ч. 7 чол.", (19, None, 7)),
    ],
)
def test_people_that_a_clerk_would_ask_about(cell, people):
    read = parse_people(cell)
    assert (read.total, read.women, read.men) == people
    assert [finding.code for finding in read.findings] == ["number_approximate"]


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("Колочав-\nська, Пили-\nпецька", ("Колочавська, Пилипецька",)),
        ("Міжгір\u00adська", ("Міжгірська",)),
        (";#Kharkiv;#", ("Kharkiv",)),
        ("Voznesensk;#17;#Bashtanka;#19", ("Voznesensk", "Bashtanka")),
        ("Vashkivtsi (town; Vyzhnytsia raion)", ("Vashkivtsi (town, Vyzhnytsia raion)",)),
    ],
)
def test_lists_broken_at_the_ends_of_lines_or_looked_up(cell, values):
    assert clean_list(cell) == values


@pytest.mark.parametrize("cell", ["1" * 30_000, "25 осіб " * 4_000])
def test_a_cell_too_long_for_a_number_is_not_searched(cell):
    assert [finding.code for finding in parse_people(cell).findings] == ["number_unreadable"]


def test_nobody_is_told_in_words():
    assert parse_men("не було") == (0, ())
