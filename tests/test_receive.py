"""One file → its rows: refused as a whole, or each row with its problems at their places."""

import datetime
import hashlib

import pytest
from hand_made import EVENT, HEADERS, write_text, write_workbook
from hypothesis import given
from hypothesis import strategies as st

from ingest.common.quarters import Quarter
from ingest.pipeline import check_file
from ingest.problems import Problem

QUARTER = Quarter(2020, 4)
HEADER = [*HEADERS.values()]
TITLE, DATE, HROMADAS = HEADER
GOOD = ["Бюджет: як рахувати", "12.10.2020", "Баранівська"]


@pytest.fixture
def receive(receiver, tmp_path):
    """Return a function: name and bytes of a file → what is received of it."""

    def receive(name, content, quarter=QUARTER):
        path = tmp_path / name
        path.write_bytes(content)
        return receiver.receive(path, f"2020-Q4/{name}", quarter, QUARTER.end)

    return receive


def problem(code, row, column, field, value="", suggestion="", sheet=None, file="report.csv"):
    return Problem(code, f"2020-Q4/{file}", sheet, row, column, field, value, suggestion)


def lacking(*titles):
    return ", ".join(f"«{title}»" for title in titles)


@pytest.mark.parametrize(
    ("name", "content", "code", "value"),
    [
        ("empty.xlsx", b"", "file_empty", ""),
        ("empty.csv", b"\r\n \r\n", "file_empty", ""),
        ("letter.docx", b"PK\x03\x04", "file_unsupported", ".docx"),
        (
            "budget.xlsx",
            write_workbook(Кошторис=[["Прізвище", "Посада", "Оклад"], ["Хтось", "староста", 1]]),
            "file_foreign",
            "",
        ),
        ("budget.csv", write_text([["Прізвище", "Посада", "Оклад"]]), "file_foreign", ""),
        ("no_title.csv", write_text([[DATE, HROMADAS, "Жінок"]]), "column_missing", lacking(TITLE)),
        ("no_date.csv", write_text([[TITLE, HROMADAS, "Жінок"]]), "column_missing", lacking(DATE)),
        ("no_place.csv", write_text([[TITLE, DATE, "Жінок"]]), "column_missing", lacking(HROMADAS)),
        (
            "nothing.csv",
            write_text([["Жінок", "Чоловіків", "Примітки"]]),
            "column_missing",
            lacking(*HEADER),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_without_a_table_of_ours_is_refused_as_a_whole(receive, name, content, code, value):
    received = receive(name, content)
    assert (received.is_refused, received.rows) == (True, ())
    assert received.problems == (Problem(code, f"2020-Q4/{name}", value=value),)


def test_of_two_sheets_the_one_that_lacks_less_tells_what_is_missing(receive):
    content = write_workbook(
        Жінки=[["Жінок", "Чоловіків", "Примітки"]], Заходи=[[TITLE, HROMADAS, "Жінок"]]
    )
    (refusal,) = receive("report.xlsx", content).problems
    assert (refusal.code, refusal.value) == ("column_missing", lacking(DATE))


@pytest.mark.parametrize("place", ["Область", "Район", "Громади"])
def test_one_column_that_tells_where_is_enough(receive, place):
    received = receive("report.csv", write_text([[TITLE, DATE, place], ["Бюджет", GOOD[1], ""]]))
    assert not received.is_refused
    assert len(received.rows) == 1


def test_a_file_is_known_by_its_bytes_even_when_it_is_refused(receive):
    for content in (write_text([HEADER, GOOD]), b"not a table"):
        received = receive("report.csv", content)
        assert received.sha256 == hashlib.sha256(content).hexdigest()
        assert received.size == len(content)


def test_a_good_row_has_no_problems(receive):
    (row,) = receive("report.csv", write_text([HEADER, GOOD])).rows
    assert (row.is_rejected, row.problems) == (False, ())
    assert row.resolved.places.hromadas[0].label == "Баранівська міська громада"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["", "12.10.2020", "Баранівська"], problem("title_missing", 2, "A", "title")),
        (["Бюджет", "", "Баранівська"], problem("date_missing", 2, "B", "start_date")),
        (
            ["Бюджет", "восени", "Баранівська"],
            problem("date_unreadable", 2, "B", "start_date", "восени"),
        ),
        (
            ["Бюджет", "01.01.2021", "Баранівська"],
            problem("date_in_future", 2, "B", "start_date", "2021-01-01"),
        ),
    ],
    ids=["no title", "no date", "unreadable date", "after the quarter"],
)
def test_a_row_without_what_it_needs_is_rejected(receive, cells, expected):
    (row,) = receive("report.csv", write_text([HEADER, cells])).rows
    assert row.is_rejected
    assert row.problems == (expected,)


def test_every_problem_of_a_row_is_told(receive):
    (row,) = receive("report.csv", write_text([HEADER, ["", "", "Нема такої"]])).rows
    assert [(p.code, p.column) for p in row.problems] == [
        ("title_missing", "A"),
        ("date_missing", "B"),
        ("hromada_unknown", "C"),
    ]


def test_a_row_that_says_no_place_is_accepted_in_doubt(receive):
    (row,) = receive("report.csv", write_text([HEADER, ["Бюджет", "12.10.2020", ""]])).rows
    assert not row.is_rejected
    assert row.resolved.places.scope == "unknown"
    assert row.problems == (problem("place_missing", 2, "C", "hromadas"),)


def test_hromadas_named_only_in_the_title_are_suggested_and_not_taken(receive):
    title = "Бюджет для Баранівської та Довбиської селищної громад"
    received = receive("report.csv", write_text([HEADER, [title, "12.10.2020", ""]]))
    (row,) = received.rows
    (found,) = row.problems
    assert (found.code, row.resolved.places.hromadas) == ("place_missing", ())
    assert [name.split(" ")[0] for name in found.suggestion.split("; ")] == [
        "Баранівська",
        "Довбиська",
    ]


def test_a_problem_stands_where_the_spreadsheet_shows_it(receive):
    """Two lines above the header, an empty column before it, two sheets with a table."""
    rows = [["Звіт проєкту"], [], [None, *HEADER], [None, *GOOD], [None, "", *GOOD[1:]]]
    content = write_workbook(Жовтень=rows, Листопад=[HEADER, [GOOD[0], "", GOOD[2]]])
    first, second, third = receive("report.xlsx", content).rows
    assert first.problems == ()
    workbook = {"file": "report.xlsx"}
    assert second.problems == (
        problem("title_missing", 5, "B", "title", sheet="Жовтень", **workbook),
    )
    assert third.problems == (
        problem("date_missing", 2, "B", "start_date", sheet="Листопад", **workbook),
    )


def test_a_row_of_no_words_or_of_a_total_is_blank(receive):
    content = write_workbook(
        Заходи=[HEADER, GOOD, [], [None, " ", ""], ["Усього", None, 12], [*GOOD[:2], "Довбиська"]]
    )
    rows = receive("report.xlsx", content).rows
    assert [row.raw.number for row in rows] == [2, 3, 4, 5, 6]
    assert [row.raw.blank_reason for row in rows] == [None, "empty", "empty", "total", None]
    for row in rows[1:4]:
        assert (row.resolved, row.problems, row.is_rejected) == (None, (), False)


def test_cells_stay_as_they_came(receive):
    day = datetime.date(2020, 10, 12)
    content = write_workbook(Заходи=[[*HEADER, "Жінок"], [*GOOD[:1], day, None, 12]])
    (row,) = receive("report.xlsx", content).rows
    assert row.raw.cells == (GOOD[0], day, "", 12.0)


def test_a_column_too_many_is_named_with_its_place(receive):
    content = write_workbook(Заходи=[["Звіт"], [HEADER[0], "Тренер", *HEADER[1:], TITLE]])
    received = receive("report.xlsx", content)
    assert received.problems == (
        problem("column_unknown", 2, "B", None, "Тренер", sheet="Заходи", file="report.xlsx"),
        Problem("file_no_events", "2020-Q4/report.xlsx"),
    )


def test_values_beside_the_columns_put_a_row_in_doubt(receive):
    header = [*HEADER, "Учасників", "Учасників", "", "Тренер"]
    rows = [header, [*GOOD, 25, 30, "", "—"], [*GOOD, 25, 25, "7"], [*GOOD, 25, "", "", "", "9"]]
    received = receive("report.csv", write_text(rows))
    told = [[(p.code, p.column, p.value) for p in row.problems] for row in received.rows]
    assert told == [
        [("column_repeated", "E", "30")],
        [("cell_without_header", "F", "7")],
        [("cell_without_header", "H", "9")],
    ]


def test_people_in_a_column_that_is_not_known_put_a_row_in_doubt(receive):
    header = [*HEADER, "Учасників онлайн", "Учасників офлайн", "Учасниці: хто"]
    received = receive("report.csv", write_text([header, [*GOOD, 15, 3, "старости"]]))
    told = [(p.code, p.value, p.suggestion) for p in received.rows[0].problems]
    assert told == [
        ("people_unread", "15", "Учасників онлайн"),
        ("people_unread", "3", "Учасників офлайн"),
    ]


def test_women_told_in_an_unknown_column_put_their_row_in_doubt(receive):
    header = [*HEADER, "Учасників усього", "Інше"]
    rows = [
        header,
        [*GOOD, 24, "бюджет; жінок – 20"],
        [*GOOD[:1], "13.10.2020", *GOOD[2:], 9, ""],
    ]
    first, second = receive("report.csv", write_text(rows)).rows
    assert "people_unread" in {problem.code for problem in first.problems}
    assert "people_unread" not in {problem.code for problem in second.problems}


def test_words_in_an_unknown_column_that_an_event_was_not_held_put_its_row_in_doubt(receive):
    header = [*HEADER, "Для себе"]
    received = receive("report.csv", write_text([header, [*GOOD, "скасовано через тривогу"]]))
    told = [(p.code, p.value, p.column) for p in received.rows[0].problems]
    assert told == [("status_doubtful", "скасовано", "D")]


def test_a_further_table_on_the_sheet_has_its_own_columns(receive):
    first, second = [*HEADER, "Чоловіків", "Жінок"], [*HEADER, "Жінок", "Чоловіків"]
    received = receive("report.csv", write_text([first, [*GOOD, 8, 22], second, [*GOOD, 22, 8]]))
    assert [row.raw.blank_reason for row in received.rows] == [None, "note", None]
    events = [row.resolved.checked for row in received.rows if row.resolved]
    assert [(event.women, event.men) for event in events] == [(22, 8), (22, 8)]


def test_a_second_column_of_hromadas_tells_where_the_first_is_empty(receive):
    header = [TITLE, DATE, "Громада", "Хто ще"]
    rows = [
        ["Бюджет", "12.10.2020", "Баранівська", ""],
        ["Земля", "13.10.2020", "", "Довбиська"],
        ["Кадри", "14.10.2020", "Звягельська", "Чижівська"],
    ]
    received = receive("report.csv", write_text([header, *rows]))
    told = [[place.name for place in row.resolved.places.hromadas] for row in received.rows]
    assert told[:2] == [["Баранівська"], ["Довбиська"]]


@pytest.mark.parametrize(
    ("code", "name", "found"), [("5310900000", "Миргородська", True), ("5310900000", "", False)]
)
def test_a_code_of_before_2020_gives_way_to_the_name_beside_it(receive, code, name, found):
    header = ["Назва заходу", "Дата початку", "Код громади", "Назва громади"]
    received = receive("report.csv", write_text([header, ["Бюджет", "12.10.2020", code, name]]))
    (row,) = received.rows
    assert [hromada.name for hromada in row.resolved.places.hromadas] == [name] * found
    assert ("hromada_code_old" in {problem.code for problem in row.problems}) != found


def test_days_of_a_sheet_follow_the_order_of_another_of_the_file(receive):
    """12/10 may be either; the other sheet has the month first, as 10/25 shows."""
    sure = [["Земля", "10/25/2020", "Баранівська"]] * 2 + [["Суд", "11/16/2020", "Баранівська"]]
    content = write_workbook(
        Жовтень=[HEADER, *sure], Листопад=[HEADER, ["Кадри", "12/10/2020", "Баранівська"]]
    )
    *_, last = receive("report.xlsx", content).rows
    assert last.resolved.checked.start_date == datetime.date(2020, 12, 10)


def test_a_quote_left_open_is_refused_with_its_row(receive):
    lines = ["Назва заходу;Дата початку;Громади;Жінок", 'Бюд"жет;12.10.2020;Баранівська;5']
    lines += ['"Земля;13.10.2020;Баранівська;5', "Кадри;14.10.2020;Баранівська;5"]
    received = receive("report.csv", "\n".join(lines).encode())
    assert received.is_refused
    assert [(p.code, p.value) for p in received.problems] == [("quote_unclosed", "3")]


def test_a_sheet_without_a_table_is_named_unless_it_is_empty_or_of_our_template(receive):
    content = write_workbook(
        **{
            "Заходи": [HEADER, GOOD],
            "Кошторис": [["Оклад", 100]],
            "Аркуш2": [],
            "Довідник": [["Область"], ["Полтавська область"]],
            "Як заповнювати": [["Колонка"]],
        }
    )
    received = receive("report.xlsx", content)
    assert received.problems == (Problem("sheet_skipped", "2020-Q4/report.xlsx", sheet="Кошторис"),)
    assert len(received.rows) == 1


def test_a_file_of_no_quarter_has_no_dates_outside_it(receive):
    content = write_text([HEADER, [GOOD[0], "12.07.2020", GOOD[2]]])
    ((outside,), (free,)) = (receive("report.csv", content, q).rows for q in (QUARTER, None))
    assert outside.problems == (
        problem(
            "date_outside_quarter", 2, "B", "start_date", "2020-07-12", "III квартал 2020"
        ),
    )  # fmt: skip
    assert free.problems == ()


cells = st.sampled_from(["", " ", "Бюджет", "12.10.2020", "Баранівська", "Усього", "восени"])


@given(st.lists(st.tuples(cells, cells, cells), max_size=6))
def test_every_row_below_the_header_is_received_once_and_whole(tmp_path_factory, receiver, rows):
    path = tmp_path_factory.getbasetemp() / "any_rows.csv"
    path.write_bytes(write_text([HEADER, *rows]))
    received = receiver.receive(path, path.name, QUARTER, QUARTER.end).rows
    assert [row.raw.cells for row in received] == rows
    assert [row.raw.number for row in received] == list(range(2, len(rows) + 2))
    for row in received:
        is_fine = row.resolved and row.resolved.checked.title and row.resolved.checked.start_date
        assert row.is_rejected == bool(row.resolved and not is_fine)


def test_a_sheet_of_events_that_lacks_a_column_is_not_passed_over_as_one_without_a_table(tmp_path):
    report = tmp_path / "report.xlsx"
    lacking = ["Назва заходу", "Дата початку", "Жінок"]
    report.write_bytes(
        write_workbook(Жовтень=[HEADER, EVENT], Листопад=[lacking, ["Кадри", "12.11.2020", 5]])
    )
    _, _, problems = check_file(report, quarter=Quarter(2020, 4))
    assert [(p.code, p.sheet, p.value) for p in problems] == [
        ("column_missing", "Листопад", "«Громади»")
    ]
