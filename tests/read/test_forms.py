"""What offices really send: own forms, headers of two rows, merged cells, totals, signatures."""

import datetime
import io

import openpyxl
import pytest
from archives import ods_cell, ods_row, write_ods
from hand_made import EVENT, HEADER, save, write_text, write_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ingest.common.quarters import Quarter
from ingest.problems import FileRefused
from ingest.read.header_row import find_header
from ingest.read.rows import read_rows
from ingest.read.sheets import read_content, read_text, read_workbook

QUARTER = Quarter(2020, 4)
DAY = datetime.date(2020, 10, 12)


def edit_workbook(content, change):
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    change(workbook)
    return save(workbook)


def merged(rows, *places):
    """Return a workbook of one sheet with the places merged."""

    def merge(workbook):
        for place in places:
            workbook.active.merge_cells(place)

    return edit_workbook(write_workbook(Заходи=rows), merge)


@pytest.fixture
def receive(receiver, tmp_path):
    def receive(content, name="report.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        return receiver.receive(path, name, QUARTER, QUARTER.end)

    return receive


def places_of(problems):
    return [(problem.code, problem.row, problem.column, problem.suggestion) for problem in problems]


# Headers of two rows.

UPPER = ["№", "Назва заходу", "Дати", None, "Громади", "Кількість учасників", None, None]
LOWER = [None, None, "початок", "завершення", None, "усього", "жінок", "чоловіків"]
FIELDS_OF_TWO = {
    "title": 1,
    "start_date": 2,
    "end_date": 3,
    "hromadas": 4,
    "participants_total": 5,
    "women": 6,
    "men": 7,
}


def test_a_header_of_two_rows_is_read_as_one(headers):
    header = find_header([["Звіт"], UPPER, LOWER, [1, "Бюджет"]], headers)
    assert header.fields == FIELDS_OF_TWO
    assert (header.index, header.unknown) == (2, {0: "№"})


@pytest.mark.parametrize(
    ("upper", "lower", "fields"),
    [
        (["Учасники", None], ["всього", "жінки"], {"participants_total": 6, "women": 7}),
        (["Participants", None], ["Total", "Female"], {"participants_total": 6, "women": 7}),
        (["Участников", None], ["всего", "женщин"], {"participants_total": 6, "women": 7}),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, list) else "",
)
def test_groups_of_people_in_any_words(headers, upper, lower, fields):
    above = ["Назва заходу", "Дата початку", "Громади", "Тема", "Формат", "Область", *upper]
    header = find_header([above, [None] * 6 + lower], headers)
    assert {name: header.fields.get(name) for name in fields} == fields


@pytest.mark.parametrize(
    "data",
    [
        ["Тренінг", "12.10.2020", "Баранівська", 12],
        ["Семінар", "12.10.2020", "Баранівська", "онлайн"],
        ["Назва", None, "Київ", None],
        [None, None, "Баранівська", 5],
    ],
    ids=lambda row: str(row[0]),
)
def test_the_first_row_of_data_is_no_second_row_of_a_header(headers, data):
    assert find_header([[*HEADER, "Жінок"], data], headers).index == 0


def test_a_part_of_a_group_is_not_taken_for_the_whole(headers):
    upper = ["Захід", "Дата", "Громади", "Учасники", None, None]
    lower = [None, None, None, "депутати", "активісти", "РАЗОМ"]
    header = find_header([upper, lower, ["Бюджет", "12.10.2020", "Баранівська", 2, 3, 5]], headers)
    assert (header.index, header.fields["participants_total"]) == (1, 5)


def test_a_header_of_two_rows_is_read_in_a_text_too(headers):
    sheet = read_text(write_text([UPPER, LOWER, [1, *EVENT]]), "report.csv", headers)
    assert find_header(sheet.rows, headers).fields == FIELDS_OF_TWO


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (
            ["Название мероприятия", "Дата начала", "Громада (ОТГ)", "Количество участников"],
            ["title", "start_date", "hromadas", "participants_total"],
        ),
        (
            ["Найменування навчального заходу", "Дата проведення", "ОТГ", "К-ть учасників"],
            ["title", "start_date", "hromadas", "participants_total"],
        ),
        (
            ["Name of the training", "Dates", "Municipality", "Number of participants"],
            ["title", "start_date", "hromadas", "participants_total"],
        ),
        (["Захід", "Дати", "Область", "у т.ч. жінок"], ["title", "start_date", "oblast", "women"]),
    ],
    ids=["Russian", "Ukrainian", "English", "one column of dates"],
)
def test_a_form_of_its_own_is_read(headers, header, fields):
    found = find_header([header], headers)
    assert [*found.fields] == fields
    assert found.unknown == {}


# Merged cells.


def test_a_merged_text_date_or_place_holds_for_the_rows_below(receive):
    rows = [
        [*HEADER, "Жінок"],
        ["Бюджет", DAY, "Баранівська", 20],
        [None, None, "Довбиська"],
        [None, None, None],
        ["Кадри", DAY, "Довбиська", 7],
    ]
    received = receive(merged(rows, "A2:A4", "B2:B3", "D2:D3"))
    first, second, third, fourth = received.rows
    assert [row.raw["title"] for row in received.rows] == ["Бюджет", "Бюджет", "", "Кадри"]
    assert [row.raw["start_date"] for row in (first, second)] == [DAY, DAY]
    assert (first.raw["women"], second.raw["women"]) == (20, "")
    assert second.raw.cells == ("", "", "Довбиська", "")  # kept as it came
    assert third.raw.blank_reason == "empty"
    assert fourth.raw.filled == {}
    assert places_of(received.problems) == [
        ("value_filled_down", 2, "A", "2–4"),
        ("value_filled_down", 2, "B", "2–3"),
        ("number_merged", 2, "D", "2–3"),
    ]


@pytest.mark.parametrize("header", ["Тривалість, годин", "Учасників усього", "Жінок", "Чоловіків"])
def test_a_merged_number_is_never_multiplied(receive, header):
    rows = [[*HEADER, header], [*EVENT, 24], ["Кадри", *EVENT[1:]], ["Етика", *EVENT[1:]]]
    received = receive(merged(rows, "D2:D4"))
    (field,) = set(received.rows[0].raw.header.fields) - {"title", "start_date", "hromadas"}
    assert [row.raw[field] for row in received.rows] == [24, "", ""]
    assert places_of(received.problems) == [("number_merged", 2, "D", "2–4")]


def test_merges_above_the_table_and_along_a_row_change_nothing(receive):
    rows = [["Звіт"], [], HEADER, EVENT]
    received = receive(merged(rows, "A1:C2", "A4:B4"))
    assert received.problems == ()
    assert received.rows[0].raw.filled == {}


def test_merged_cells_of_an_opendocument_hold_too(headers):
    rows = [
        ods_row("".join(map(ods_cell, HEADER))),
        ods_row(ods_cell("Бюджет", rows=2) + ods_cell("12.10.2020") + ods_cell("Баранівська")),
        ods_row("<table:covered-table-cell/>" + ods_cell("13.10.2020") + ods_cell("Довбиська")),
    ]
    (sheet,) = read_workbook(write_ods("".join(rows)), "report.ods")
    _, second = read_rows(sheet, find_header(sheet.rows, headers))
    assert second["title"] == "Бюджет"


# Rows that tell of no event.


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["Всього", None, None, 45], "total"),
        (["Всього", 12, None, 45], "total"),
        (["Разом за IV квартал 2020 року:", None, None, 45], "total"),
        (["Всього: 45", None, None, None], "total"),
        (["Итого по проекту", None, None, 45], "total"),
        ([None, None, None, 45], "total"),
        (["* дані попередні"], "note"),
        ([None, None, None, None, "Жовтень"], "note"),
        (["Виконавець: Хтось", None, None, None, "тел. 000"], "note"),
        (["Виконавець:", "Хтось"], "note"),
        (["Підпис ____________"], "note"),
        (["Дані за останній місяць кварталу попередні й будуть уточнені після звітів"], "note"),
        ([1, 2, 3, 4], "note"),
        ([*HEADER, "Жінок"], "note"),
    ],
    ids=lambda value: str(value[:2]) if isinstance(value, list) else value,
)
def test_a_row_below_the_events_that_tells_of_none_says_why(receive, row, reason):
    received = receive(write_workbook(Заходи=[[*HEADER, "Жінок"], EVENT, row]))
    assert [line.raw.blank_reason for line in received.rows] == [None, reason]


ABOVE_AND_BELOW = pytest.mark.parametrize("below", [False, True], ids=["above", "below"])


@ABOVE_AND_BELOW
@pytest.mark.parametrize(
    "row",
    [
        ["Керівник громади: лідерство", "13.10.2020", "Довбиська"],
        ["* Бюджет", "13.10.2020"],
        ["Разом", "13.10.2020", "Довбиська"],
        [None, None, "Довбиська"],
        ["Бюджет"],
        ["Примітка", "13.10.2020", "Довбиська", 7],
        ["Координатор:", "восени", "Довбиська"],
        ["Директор:", None, None, 12],
        [None, None, "Баранівська, Довбиська, Вишнівська, Торчинська та ще кілька громад області"],
    ],
    ids=str,
)
def test_a_row_that_may_tell_of_an_event_is_never_passed_over(receive, row, below):
    rows = [EVENT, row] if below else [row, EVENT]
    received = receive(write_workbook(Заходи=[[*HEADER, "Жінок"], *rows]))
    assert [line.raw.blank_reason for line in received.rows] == [None, None]


def test_a_title_over_a_month_is_a_note_where_it_is_merged_along_the_row(receive):
    received = receive(merged([HEADER, ["Жовтень"], EVENT], "A2:C2"))
    assert [line.raw.blank_reason for line in received.rows] == ["note", None]


# Sheets and dates.


def test_a_sheet_a_month_a_list_beside_and_a_hidden_one(receive):
    content = write_workbook(
        Жовтень=[HEADER, EVENT],
        Листопад=[HEADER, ["Кадри", "12.11.2020", "Довбиська"]],
        Чернетка=[HEADER, ["Етика", "12.12.2020", "Довбиська"]],
        Довідник=[["Область"], ["Полтавська область"]],
    )

    def hide(workbook):
        workbook["Чернетка"].sheet_state = "veryHidden"

    received = receive(edit_workbook(content, hide))
    assert [row.raw.sheet for row in received.rows] == ["Жовтень", "Листопад", "Чернетка"]
    assert [(problem.code, problem.sheet) for problem in received.problems] == [
        ("sheet_hidden", "Чернетка")
    ]


def test_a_chart_on_a_sheet_of_its_own_is_no_table(receive):
    def add_chart(workbook):
        workbook.create_chartsheet("Графік").add_chart(openpyxl.chart.BarChart())

    received = receive(edit_workbook(write_workbook(Заходи=[HEADER, EVENT]), add_chart))
    assert (received.is_refused, len(received.rows)) == (False, 1)


def test_cells_that_have_only_a_colour_do_not_stretch_the_sheet(receive):
    def colour(workbook):
        fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
        for place in ("XFD1", "A1048576"):
            workbook.active[place].fill = fill

    received = receive(edit_workbook(write_workbook(Заходи=[HEADER, EVENT]), colour))
    assert len(received.rows) == 1


@pytest.mark.parametrize("epoch", [CALENDAR_MAC_1904, None], ids=["1904", "1900"])
def test_a_date_is_the_same_day_in_both_date_systems(epoch):
    workbook = openpyxl.Workbook()
    if epoch:
        workbook.epoch = epoch
    workbook.active.append(["Бюджет", DAY])
    (sheet,) = read_workbook(save(workbook), "report.xlsx")
    assert sheet.rows == (("Бюджет", DAY),)


# Encodings and kinds.


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("bom", [True, False], ids=["with a mark", "without"])
def test_utf_16_of_either_order(headers, encoding, bom):
    content = ("\ufeff" if bom else "").encode(encoding) + write_text([HEADER, EVENT], encoding)
    assert read_text(content, "report.csv", headers).rows == (tuple(HEADER), tuple(EVENT))


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-u", "cp866"])
def test_english_headers_leave_it_to_the_words_below(headers, encoding):
    title = "Развитие местного самоуправления и финансы громады"
    rows = [("Title", "Start date", "Hromadas"), (title, "12.10.2020", "Канев")]
    assert read_text(write_text(rows, encoding), "report.csv", headers).rows == tuple(rows)


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([["Title", "Start date", "Hromadas"], ["Ґа", "12.10.2020", ""]], "cp866 / cp1251"),
        ([HEADER, ["Бюджет \x98", *EVENT[1:]]], "cp1251, 2"),
    ],
    ids=["too few words", "a byte of no letter"],
)
def test_a_text_that_cannot_be_read_for_sure_says_why(headers, rows, value):
    content = write_text(rows, "cp1251") if value.endswith("cp1251") else None
    content = content or write_text(rows).replace("\x98".encode(), b"?").decode().encode("cp1251")
    if value == "cp1251, 2":
        content = content.replace(b"?", b"\x98")
    with pytest.raises(FileRefused) as refused:
        read_text(content, "report.csv", headers)
    assert (refused.value.finding.code, refused.value.finding.value) == ("file_encoding", value)


def test_capital_letters_names_and_codes_are_not_taken_for_another_encoding(headers):
    rows = [HEADER, ["ЗАЇЗД У ЦНАП: Е-ДЕМОКРАТІЯ", "12.10.2020", "ЮНІСЕФ; UA18080010010015684"]]
    for encoding in ("cp1251", "koi8-u"):
        sheet = read_text(write_text(rows, encoding), "report.csv", headers)
        assert sheet.rows == tuple(map(tuple, rows))


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".xlsm"])
def test_a_workbook_named_as_one_of_another_kind_is_read(headers, suffix):
    content = write_workbook(Заходи=[HEADER, EVENT])
    (sheet,) = read_content(content, suffix, f"report{suffix}", headers)
    assert sheet.rows == (tuple(HEADER), tuple(EVENT))


@pytest.mark.parametrize(
    ("content", "suffix", "kind"),
    [
        (write_text([HEADER, EVENT]), ".xlsx", "CSV/TXT"),
        (write_workbook(Заходи=[HEADER, EVENT]), ".csv", "XLSX"),
        (b"<html><body><table>", ".xls", "HTML"),
        (b"%PDF-1.7", ".txt", "PDF"),
    ],
    ids=["text as .xlsx", "workbook as .csv", "page as .xls", "PDF as .txt"],
)
def test_a_file_that_is_not_what_its_name_says_is_named_for_what_it_is(
    headers, content, suffix, kind
):
    with pytest.raises(FileRefused) as refused:
        read_content(content, suffix, f"report{suffix}", headers)
    finding = refused.value.finding
    assert (finding.code, finding.value, finding.suggestion) == ("file_wrong_kind", suffix, kind)


def test_a_cell_of_an_error_is_told_of_as_one_without_its_value(receiver, tmp_path):
    path = tmp_path / "report.xlsx"
    path.write_bytes(write_workbook(Заходи=[[*HEADER, "Учасників"], [*EVENT, "#REF!"]]))
    quarter = Quarter(2020, 4)
    received = receiver.receive(path, "2020-Q4/report.xlsx", quarter, quarter.end)
    (row,) = received.rows
    assert [(p.code, p.column) for p in row.problems] == [("formula_without_value", "D")]


OTHER_EVENT = ["Кадри", "13.10.2020", "Дубровицька"]


@pytest.mark.parametrize(
    ("rows", "fates"),
    [
        ([[*HEADER, *HEADER], [*EVENT, *OTHER_EVENT]], [(2, "A"), (2, "D")]),
        ([[*HEADER, None, *HEADER], [*EVENT, None, *OTHER_EVENT]], [(2, "A"), (2, "E")]),
        (
            [HEADER, EVENT, [None] * 4 + HEADER, [None] * 4 + OTHER_EVENT],
            [(2, "A"), (4, "E")],
        ),
        (
            [HEADER * 3, EVENT + OTHER_EVENT + ["Місто", "14.10.2020", "Сокальська"]],
            [(2, "A"), (2, "D"), (2, "G")],
        ),
    ],
    ids=["close", "apart", "lower", "three"],
)
def test_tables_side_by_side_are_each_read(receive, rows, fates):
    received = receive(write_workbook(Заходи=rows))
    events = [row for row in received.rows if row.resolved]
    assert [(row.raw.number, row.raw.letter("title")) for row in events] == fates
    assert places_of(received.problems) == []
    assert [p for row in events for p in row.problems] == []
    titles = [row.resolved.checked.title for row in events]
    assert titles == ["Бюджет", "Кадри", "Місто"][: len(fates)]


def test_what_was_planned_beside_what_was_done_is_one_table(receive):
    planned = [f"{header} (план)" for header in HEADER]
    received = receive(write_workbook(Заходи=[[*planned, *HEADER], [*OTHER_EVENT, *EVENT]]))
    assert [row.resolved.checked.title for row in received.rows] == ["Бюджет"]


def test_the_merges_and_formulas_of_each_table_beside_another_are_its_own(receive):
    rows = [[*HEADER, *HEADER], [*EVENT, *OTHER_EVENT], [None] * 6]
    content = merged(rows, "A2:A3", "F2:F3")
    received = receive(content)
    assert places_of(received.problems) == [
        ("value_filled_down", 2, "A", "2–3"),
        ("value_filled_down", 2, "F", "2–3"),
    ]


@pytest.mark.parametrize("header", ["Інші громади", "Other hromada(s), specify", "hromada_other"])
def test_further_hromadas_of_a_column_of_their_own_are_of_the_event(receive, header):
    rows = [
        ["Назва заходу", "Дата початку", "Громади", header],
        ["Бюджет", DAY, "Лубенська", "Хорольська"],
        ["Архів", DAY, "other", "Шишацька"],
        ["Кадри", DAY, "Гадяцька", None],
    ]
    received = receive(write_workbook(Заходи=rows))
    told = [[h.name for h in row.resolved.places.hromadas] for row in received.rows]
    assert told == [["Лубенська", "Хорольська"], ["Шишацька"], ["Гадяцька"]]


def places_told(received):
    """Return the scope and the names of the hromadas of each event."""
    return [
        (row.resolved.places.scope, [h.name for h in row.resolved.places.hromadas])
        for row in received.rows
        if row.resolved
    ]


def test_hromadas_as_columns_in_which_they_are_ticked(receive):
    rows = [
        ["Дата", "Захід", "Лубенська", "Хорольська", "Гадяцька", "Усього"],
        [DAY, "Бюджет", "х", "х", None, 20],
        [DAY, "Земля", "–", None, "+", 12],
    ]
    received = receive(write_workbook(Заходи=rows))
    assert places_told(received) == [
        ("hromadas", ["Лубенська", "Хорольська"]),
        ("hromadas", ["Гадяцька"]),
    ]


def test_towns_as_columns_under_their_oblasts(receive):
    rows = [
        ["Date", "Training", "Lvivska", None, "Zakarpatska", None, "Σ"],
        [None, None, "Stryi", "Sambir", "Khust", "Rakhiv", None],
        [DAY, "Budget", 4, None, 3, None, 7],
        [DAY, "Land", "x", "x", None, "–", 12],
    ]
    received = receive(write_workbook(Events=rows))
    assert places_told(received) == [
        ("hromadas", ["Стрийська", "Хустська"]),
        ("hromadas", ["Стрийська", "Самбірська"]),
    ]


def test_hromadas_in_a_column_for_each_raion(receive):
    rows = [
        ["Дата", "Тема заходу", "Громади, що брали участь", None, "Учасників"],
        [None, None, "Дубенський р-н", "Рівненський р-н", None],
        [DAY, "Бюджет", "Привільненська", "Городоцька", 16],
        [DAY, "Земля", "усі", None, 47],
    ]
    received = receive(write_workbook(Заходи=rows))
    assert places_told(received) == [
        ("hromadas", ["Привільненська", "Городоцька"]),
        ("raion", []),
    ]


def test_women_and_men_in_several_columns_are_added_up(receive):
    rows = [
        [*HEADER, "депутати ч", "депутати ж", "старости ч", "старости ж", "Разом"],
        [*EVENT, 2, 7, 1, 0, 10],
        ["Земля", "13.10.2020", "Баранівська", 3, 6, "-", "-", 9],
    ]
    received = receive(write_workbook(Заходи=rows))
    checked = [row.resolved.checked for row in received.rows]
    assert [(c.participants_total, c.women, c.men) for c in checked] == [(10, 7, 3), (9, 6, 3)]


def test_columns_that_do_not_make_the_total_are_not_added_up(receive):
    rows = [
        [*HEADER, "депутати ч", "депутати ж", "старости ч", "старости ж", "Разом"],
        [*EVENT, 2, 7, 1, 0, 25],
    ]
    (row,) = receive(write_workbook(Заходи=rows)).rows
    assert (row.resolved.checked.women, row.resolved.checked.men) == (None, None)
    assert "people_unread" in {problem.code for problem in row.problems}


def test_a_raion_above_its_rows_is_theirs(receive):
    rows = [
        ["Назва заходу", "Дата початку", "Громади"],
        ["Миргородський район", None, None],
        ["Бюджет", DAY, "всі громади району"],
    ]
    received = receive(write_workbook(Заходи=rows))
    assert [row.raw.blank_reason for row in received.rows] == ["note", None]
    assert places_told(received) == [("raion", [])]


def test_the_oblast_of_a_group_of_rows_tells_a_name_of_several_hromadas(receive):
    rows = [
        ["Oblast", "Hromada", "Training", "Start date"],
        ["Dnipropetrovsk", "Tomakivska", "Budget", DAY],
        [None, "Mykolaivska", "Land", DAY],
        ["Lviv", "Mykolaivska", "Land", DAY],
        [None, "Zolochivska", "Land", DAY],
    ]
    received = receive(write_workbook(Events=rows))
    told = [names for _, names in places_told(received)]
    assert told == [["Томаківська"], [], ["Миколаївська"], ["Золочівська"]]
    assert [p.code for p in received.rows[1].problems][:1] == ["hromada_ambiguous"]  # two of them


def test_a_column_of_what_became_of_the_events_is_told_by_its_words(receive):
    rows = [[*HEADER, "✓"], [*EVENT, "✓"], ["Земля", DAY, "Баранівська", "✗ повітряна тривога"]]
    received = receive(write_workbook(Заходи=rows))
    assert [row.resolved.status for row in received.rows] == ["held", "cancelled"]


def test_a_column_called_no_of_people_is_not_one_of_numbers_of_rows(receive):
    rows = [[*HEADER, "No. of persons"], [*EVENT, 21]]
    (row,) = receive(write_workbook(Заходи=rows)).rows
    assert row.resolved.checked.participants_total == 21


def test_a_sheet_without_a_header_is_read_by_that_of_another(receive):
    september = [["Число", "Захід", "Громади", "Уч."], [DAY, "Бюджет", "Лубенська", 16]]
    october = [["Жовтень", None, None, None], [DAY, "Земля", "Хорольська", 21]]
    november = [[DAY, "Кадри", "Гадяцька", 9], [DAY, "Архів", "Гадяцька", 8]]
    content = write_workbook(вересень=september, жовтень=october, листопад=november)
    received = receive(content)
    told = [(row.raw.sheet, row.raw.number, row.resolved.checked.title) for row in received.rows]
    assert told == [
        ("вересень", 2, "Бюджет"),
        ("жовтень", 2, "Земля"),
        ("листопад", 1, "Кадри"),
        ("листопад", 2, "Архів"),
    ]
    assert [row.resolved.checked.participants_total for row in received.rows] == [16, 21, 9, 8]


def test_names_of_known_hromadas_tell_their_column(receive):
    rows = [
        ["Day(s)", "Activity", "Region", "Who", "Part."],
        [DAY, "Budget", "Poltava", "Zinkiv", 21],
        [DAY, "Land", "Poltava", "Dykanka + Opishnia", 25],
    ]
    received = receive(write_workbook(Events=rows))
    assert [names for _, names in places_told(received)] == [
        ["Зіньківська"],
        ["Диканська", "Опішнянська"],
    ]


def test_notes_that_stand_in_some_rows_are_not_titles(receive):
    rows = [
        ["Дата", "Тематика", "Громада", "Зауваги до заходу, якщо є щось важливе"],
        [DAY, "Бюджет", "Лубенська", None],
        [DAY, "Земля", "Лубенська", "підписні листи залишилися в готелі, надішлемо згодом"],
        [DAY, "Кадри", "Лубенська", None],
    ]
    received = receive(write_workbook(Заходи=rows))
    assert [row.resolved.checked.title for row in received.rows] == ["Бюджет", "Земля", "Кадри"]


def test_a_row_that_is_as_above_but_for_its_hromadas_is_of_that_event(receiver, tmp_path):
    rows = [[*HEADER, "Учасників"], [*EVENT, 35], ["s.o.", "s.o.", "Довбиська", "s.o."]]
    path = tmp_path / "report.xlsx"
    path.write_bytes(write_workbook(Заходи=rows))
    received = receiver.receive(path, "report.xlsx", QUARTER, QUARTER.end)
    first, second = received.rows
    assert second.raw["title"] == first.raw["title"]
    assert second.raw.is_continued
    assert {"title", "start_date"} <= second.raw.merged


def test_places_that_only_notes_name_put_an_event_of_an_oblast_in_doubt(receive):
    rows = [
        ["Назва заходу", "Дата початку", "Область", "Громади", "Примітки"],
        ["Бюджет", DAY, "Полтавська", None, "9 громад Лубенського району"],
        ["Земля", DAY, "Полтавська", None, "онлайн"],
    ]
    received = receive(write_workbook(Заходи=rows))
    codes = [{problem.code for problem in row.problems} for row in received.rows]
    assert ["hromadas_column_missing" in told for told in codes] == [True, False]


def test_sums_by_age_give_way_to_the_columns_that_sum_them_up(receive):
    rows = [
        [
            "Захід",
            "Період",
            None,
            "Громада",
            "Жінки",
            None,
            "Чоловіки",
            None,
            "Усього Ж",
            "Усього Ч",
            "Усього",
        ],
        [None, "початок", "завершення", None, "18–35", "60+", "18–35", "60+", None, None, None],
        ["Бюджет", DAY, DAY, "Лубенська", 4, 9, 2, 3, 13, 5, 18],
    ]
    (row,) = receive(write_workbook(Заходи=rows)).rows
    checked = row.resolved.checked
    assert (checked.participants_total, checked.women, checked.men) == (18, 13, 5)
    assert (checked.start_date, checked.end_date) == (DAY, DAY)


def test_what_was_done_is_read_and_not_what_was_planned(receive):
    rows = [
        ["Activity", "Hromadas", "PLAN", None, "ACTUAL", None, None],
        [None, None, "Date", "Participants", "Date", "Participants", "incl. women"],
        ["Budget", "Lubenska", datetime.date(2020, 10, 5), 30, DAY, 27, 19],
    ]
    (row,) = receive(write_workbook(Plan=rows)).rows
    checked = row.resolved.checked
    assert (checked.start_date, checked.participants_total, checked.women) == (DAY, 27, 19)


def test_a_title_of_two_oblasts_is_of_neither(receive):
    rows = [
        ["Участь громад Кіровоградської та Миколаївської областей"],
        HEADER,
        ["Бюджет", DAY, "Бобринецька"],
    ]
    received = receive(write_workbook(Заходи=rows))
    assert places_told(received) == [("hromadas", ["Бобринецька"])]
    assert "oblast_from_title" not in {problem.code for problem in received.problems}


def test_the_oblast_of_a_title_gives_way_to_where_all_hromadas_of_a_row_are(receive):
    rows = [["Полтавська область"], HEADER, ["Бюджет", DAY, "Баранівська"]]
    received = receive(write_workbook(Заходи=rows))
    assert places_told(received) == [("hromadas", ["Баранівська"])]
    assert "hromada_of_other_oblast" in {problem.code for problem in received.rows[0].problems}


def test_a_sheet_of_stories_is_rejected_row_by_row(receive):
    stories = [
        ["Output", "Progress"],
        *(
            [
                "1110",
                f"On October {day}, 2020, a workshop on budgets in Lubny, {day} persons attended.",
            ]
            for day in (8, 9, 12)
        ),
    ]
    received = receive(write_workbook(List=[HEADER, EVENT], Progress=stories))
    told = [(row.raw.sheet, row.raw.number, row.is_rejected) for row in received.rows]
    assert told == [("List", 2, False), *(("Progress", number, True) for number in (2, 3, 4))]


def test_women_in_brackets_are_told_by_the_header(receive):
    rows = [[*HEADER, "Кількість (у т.ч. ж)"], [*EVENT, "24 (17)"]]
    (row,) = receive(write_workbook(Заходи=rows)).rows
    assert (row.resolved.checked.participants_total, row.resolved.checked.women) == (24, 17)


def test_days_beside_their_month_hold_where_they_are_whole(receive):
    rows = [
        ["Місяць", "Дні", "Захід", "Громади"],
        ["Жовтень", "31 жовтня – 2 листопада", "Бюджет", "Лубенська"],
        ["Жовтень", "Thu 8", "Земля", "Лубенська"],
    ]
    received = receive(write_workbook(Заходи=rows))
    days = [row.resolved.checked.start_date for row in received.rows]
    assert days == [datetime.date(2020, 10, 31), datetime.date(2020, 10, 8)]
