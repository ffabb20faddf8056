"""Header rows: spellings, where the header stands, what is missing and what is left unread."""

import pytest

from ingest.pipeline import REFERENCE
from ingest.read.header_row import find_header, find_next_header
from ingest.read.headers import Header, load_headers
from ingest.resolve.gazetteer import read_csv
from ingest.schema import FIELDS

FULL = ["Назва заходу", "Дата початку", "Громади"]


def fields_of(row, headers):
    header = find_header([row], headers)
    return header.fields if header else None


@pytest.mark.parametrize(
    "spelling",
    [
        "Назва заходу",
        "НАЗВА ЗАХОДУ",
        "  назва\u00a0 заходу ",
        "Назва заходу *",
        "Назва заходу:",
        "Назва заходу (повна, без імен)",
        "«Назва заходу»",
        "Нaзвa зaходу",  # three Latin letters
        "Назва\nзаходу",
        "Title",
        "title",
        "Захід",
    ],
)
def test_a_header_is_known_however_it_is_written(headers, spelling):
    assert fields_of([spelling, *FULL[1:]], headers) == {
        "title": 0,
        "start_date": 1,
        "hromadas": 2,
    }


def test_every_spelling_of_the_list_leads_to_its_field(headers):
    for row in read_csv(REFERENCE / "headers.csv"):
        beside = "Жінок" if row["field"] == "men" else "Номер"  # «Чол.» alone are people
        others = [title for title in (beside, "Стан", "Примітки") if title != row["header"]]
        header = Header(0, fields_of([row["header"], *others, *FULL], headers), {})
        assert header.fields[row["field"]] == 0, row


def test_the_words_of_the_template_need_no_list(tmp_path):
    (tmp_path / "headers.csv").write_text("field,header\n", encoding="utf-8")
    headers = load_headers(tmp_path / "headers.csv")
    for words in ("name", "title_uk", "title_en"):
        row = [getattr(field, words) for field in FIELDS]
        columns = {field.name: column for column, field in enumerate(FIELDS)}
        assert fields_of(row, headers) == columns, words


def test_the_header_may_stand_below_a_title_and_a_note(headers):
    rows = [["Звіт за IV квартал 2020"], [], ["Назва", "проєкту"], ["№", *FULL], [1, "Бюджет"]]
    header = find_header(rows, headers)
    assert header == Header(3, {"title": 1, "start_date": 2, "hromadas": 3}, {0: "№"})


@pytest.mark.parametrize(("above", "is_found"), [(29, True), (30, False)])
def test_the_header_is_looked_for_in_thirty_rows(headers, above, is_found):
    assert (find_header([["…"]] * above + [FULL], headers) is not None) == is_found


def test_of_two_rows_of_headers_the_fuller_is_taken_and_of_equal_ones_the_first(headers):
    fuller = [*FULL, "Жінок"]
    assert find_header([FULL, fuller, FULL, fuller], headers).index == 1


@pytest.mark.parametrize(
    "row",
    [FULL[:2], ["Прізвище", "Посада", "Оклад"], [], [None, 5, 1.5], ["Бюджет", "12.10.2020"]],
    ids=["two headers", "other headers", "empty", "numbers", "data"],
)
def test_fewer_than_three_known_headers_are_no_header(headers, row):
    assert find_header([row], headers) is None


def test_no_rows_have_no_header(headers):
    assert find_header([], headers) is None


def test_a_column_met_twice_and_one_unknown_are_told_of(headers):
    header = find_header([[*FULL, "Назва", "", None, " Телефон "]], headers)
    assert header.fields == {"title": 0, "start_date": 1, "hromadas": 2}
    assert header.unknown == {6: "Телефон"}
    assert header.repeated == {3: "title"}


def test_what_was_done_goes_before_what_was_planned(headers):
    cells = [*FULL, "Учасників (план)", "Учасників (факт)"]
    header = find_header([cells], headers)
    assert header.fields["participants_total"] == 4
    assert header.unknown == {3: "Учасників (план)"}


def test_what_was_done_is_told_by_the_lower_of_two_storeys(headers):
    upper = ["Захід", "Термін", None, "Громада", "Учасники", None, None]
    lower = [None, "план", "факт", None, "план", "факт", "з них жінок"]
    header = find_header([upper, lower], headers)
    fields = {"title": 0, "start_date": 2, "hromadas": 3, "participants_total": 5, "women": 6}
    assert header.fields == fields


def test_a_header_of_women_and_men_is_of_both(headers):
    header = find_header([[*FULL, "Учасниці / учасники"]], headers)
    assert (header.fields["participants_total"], header.parts) == (3, {3: ("women", "men")})


def test_who_registered_is_not_who_came(headers):
    cells = [*FULL, "Participants (registered)", "Participants (attended)"]
    header = find_header([cells], headers)
    assert header.fields["participants_total"] == 4
    assert header.unknown == {3: "Participants (registered)"}


def test_the_first_of_two_tables_is_taken_though_the_second_has_more(headers):
    rows = [FULL, ["Бюджет", "12.01.2021", "Баранівська"], [], [*FULL, "Жінок"]]
    header = find_header(rows, headers)
    assert header.index == 0
    further = find_next_header(3, rows[3], header, headers)
    assert (further.index, further.fields["women"]) == (3, 3)
    assert find_next_header(1, rows[1], header, headers) is None


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        (["title", "start_date", "hromadas"], []),
        (["title", "start_date", "raion"], []),
        (["title", "start_date", "oblast"], []),
        (["start_date", "oblast"], ["title"]),
        (["title", "raion"], ["start_date"]),
        (["title", "start_date", "venue"], ["hromadas"]),
        (["donor", "project", "url"], ["title", "start_date", "hromadas"]),
    ],
    ids=lambda names: "+".join(names) or "nothing",
)
def test_a_title_a_date_and_any_place_are_needed(fields, missing):
    header = Header(0, {field: column for column, field in enumerate(fields)}, {})
    assert header.missing == missing


# Headers that no list has, told by their words or by the cells below them.


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Кількість осіб, які взяли участь", "participants_total"),
        ("Скільки людей було на навчанні (крім Вас)?", "participants_total"),
        ("Осіб навчено", "participants_total"),
        ("Усього уч.", "participants_total"),
        ("No. of people", "participants_total"),
        ("Of which women", "women"),
        ("Дата проведення (з — по)", "start_date"),
        ("Трива-\nлість\n(год)", "hours"),
        ("Разом слухачів", "participants_total"),
        ("Учасників із числа ветеранів", None),
        ("Осіб з інвалідністю", None),
        ("Participants with disabilities", None),
        ("Заплановано учасників", None),
        ("Учасників від громади", "participants_total"),
        ("Осіб громади", None),
        ("Date (to)", "end_date"),
        ("participants_f", "women"),
        ("n_total", "participants_total"),
        ("Where from", "hromadas"),
        ("Місто / громада", "hromadas"),
        ("Жінки / F", "women"),
        ("Кількість учасників, з них жінок", "participants_total"),
        ("Місце проведення (Полтавська область)", "venue"),
        ("Загальна кількість учасниць/-ків", "participants_total"),
        ("Учасники (ж/ч)", "participants_total"),
        ("Учасниці / учасники", "participants_total"),
        ("Ставка, грн/день", None),
        ("Нотатки", "notes"),
        ("Дата (від - до)", "start_date"),
        ("Дата фінішу", "end_date"),
        ("Дата завершення (якщо захід одноденний – не заповнюйте)", "end_date"),
        ("Training hours", "hours"),
        ("thereof women", "women"),
        ("Дата закін.", "end_date"),
        ("По дату", "end_date"),
        ("Дівчата/жінки", "women"),
        ("усіх / жінок", None),
        ("Кільк. учасн.", "participants_total"),
        ("Людина", "participants_total"),
        ("Усіх разом", "participants_total"),
        ("Пройшли навчання", "participants_total"),
        ("Академ. год", "hours"),
        ("Ауд.", "audience"),
        ("Де живуть учасники", "hromadas"),
        ("Кредити / годин", "hours"),
        ("Час, год", "hours"),
        ("Скільки тривало", "hours"),
        ("Жінок старост", None),
        ("з них жінки / of them female", "women"),
        ("Скільки було всіх / жінок", None),
        ("o/w women, #", "women"),
        ("Тривалість, хв", "hours"),
        ("Год. на день", None),
        ("Людино-годин", None),
        ("Дата запису в журналі", None),
        ("Дата подання звіту", None),
        ("Дата виїзду", "start_date"),
        ("Коли завершилося", "end_date"),
        ("Термін по", "end_date"),
        ("Хто (громади)", "hromadas"),
        ("Кількість громад", None),
        ("Тип громади", None),
        ("Де (область)", "oblast"),
        ("Назва активності / Activity", "title"),
        ("group_act/Назва активності", "title"),
        ("2. Вкажіть назву Вашого заходу", "title"),
        ("ПІБ відповідальної особи", None),
        ("Бюджет заходу, грн", None),
        ("№ договору", None),
    ],
)
def test_the_words_of_a_header_tell_its_field_or_nothing(headers, header, field):
    assert headers.guess(header) == field


def test_every_rule_of_words_can_be_met(headers):
    for rule in headers.words:
        words = " ".join(word.lstrip("=") for word in rule.words)
        assert headers.guess(words) == rule.field, rule.words


def test_a_header_told_by_its_words_is_said_of(headers):
    header = find_header([["Захід", "Дата виїзду", "Хто (громади)", "Осіб"]], headers)
    assert header.fields["hromadas"] == 2
    assert header.guessed == {1: "Дата виїзду", 2: "Хто (громади)"}


def test_where_two_headers_tell_one_field_neither_is_taken(headers):
    header = find_header([[*FULL, "Навчених", "Прийшло осіб"]], headers)
    assert "participants_total" not in header.fields
    assert header.people == {3: "Навчених", 4: "Прийшло осіб"}


def test_the_rest_of_a_known_header_counts_where_it_says_otherwise(headers):
    row = ["Дата (по)", "Дата (з)", "Назва заходу", "Громади", "Учасників (жінок)"]
    assert fields_of(row, headers) == {
        "end_date": 0,
        "start_date": 1,
        "title": 2,
        "hromadas": 3,
        "women": 4,
    }


def test_a_topic_or_a_programme_is_the_title_where_nothing_else_is(headers):
    assert fields_of(["Тема", "Дата", "Громади"], headers)["title"] == 0
    assert fields_of(["Назва програми", "Дата", "Громади"], headers)["title"] == 0
    assert fields_of(["Тема", *FULL], headers)["title"] == 1


def test_days_places_and_titles_are_told_by_the_cells(headers):
    rows = [
        ["А", "Б", "В", "Г", "Ґ"],
        ["Основи бюджету", "12.10.2020", "13.10.2020", "Полтавська", "Лубенська, Хорольська"],
        ["Кадри громади", "15.10.2020", "15.10.2020", "Сумська обл.", "м. Ромни"],
    ]
    header = find_header(rows, headers)
    assert header.fields == {
        "title": 0,
        "start_date": 1,
        "end_date": 2,
        "oblast": 3,
        "hromadas": 4,
    }
    assert set(header.guessed) == {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Були", ["25 осіб", "понад 40"], "participants_total"),
        ("Хто був", ["27 ж / 3 ч", "12"], "participants_total"),
        ("Кількість делегатів", [25, 40.0], "participants_total"),
        ("Скринька", [25, 40], "participants_total"),
        ("Назви страв", ["25 порцій", "40 порцій"], None),
        ("Для кого", [25, "40"], "participants_total"),
        ("Для кого", ["старости", "40"], "audience"),
    ],
)
def test_people_are_told_by_the_cells(headers, header, cells, field):
    rows = [[*FULL, header]] + [["Бюджет", "12.10.2020", "Лубенська", cell] for cell in cells]
    found = find_header(rows, headers)
    assert {column: name for name, column in found.fields.items()}.get(3) == field
    assert (3 in found.guessed) == (field == "participants_total")


@pytest.mark.parametrize(
    ("cells", "field"),
    [(["2,5 год", 6], "hours"), (["2 дні по 4 години"], "hours"), (["6/4"], None)],
)
def test_hours_are_told_by_the_cells(headers, cells, field):
    rows = [[*FULL, "Обсяг заняття"]]
    rows += [["Бюджет", "12.10.2020", "Лубенська", cell] for cell in cells]
    fields = find_header(rows, headers).fields
    assert {column: name for name, column in fields.items()}.get(3) == field


@pytest.mark.parametrize(
    ("women", "others", "field"), [(["34 ос.", 9], [25, 12], "men"), ([5, 9], [25, 12], None)]
)
def test_a_noun_of_the_other_gender_is_of_men_where_fewer_came_than_women(
    headers, women, others, field
):
    rows = [[*FULL, "Учасниці", "Учасники"]]
    rows += [
        ["Бюджет", "12.10.2020", "Лубенська", *pair] for pair in zip(women, others, strict=True)
    ]
    fields = find_header(rows, headers).fields
    assert {column: name for name, column in fields.items()}.get(4) == field


def test_of_codes_and_names_of_hromadas_the_codes_are_read(headers):
    rows = [
        ["Захід", "Дата", "Громада", "Код КАТОТТГ громади"],
        ["Бюджет", "12.10.2020", "Слобожанська", "UA12020250000010438"],
    ]
    header = find_header(rows, headers)
    assert header.fields["hromadas"] == 3
    assert header.repeated == {2: "hromadas"}


def test_of_two_columns_of_one_name_the_later_days_end_the_event(headers):
    rows = [
        ["Захід", "Дата", "Дата", "Громада"],
        ["Бюджет", "12.10.2020", "13.10.2020", "Лубенська"],
    ]
    assert find_header(rows, headers).fields["end_date"] == 2
    rows[1][2] = "11.10.2020"
    assert find_header(rows, headers).repeated == {2: "start_date"}


def test_a_month_and_its_days_stand_under_one_header(headers):
    rows = [
        ["Коли", None, "Тема", "Громада", "Скільки", None],
        ["Місяць", "Числа", None, None, "Усього ос.", "Ж."],
        ["травень", 17, "Бюджет", "Лубенська", 39, 33],
    ]
    header = find_header(rows, headers)
    assert header.index == 1
    assert header.fields["start_date"] == 1
    assert (header.fields["participants_total"], header.fields["women"]) == (4, 5)


def test_numbers_beyond_the_header_are_no_column_of_people(headers):
    rows = [FULL, ["Бюджет", "12.10.2020", "Лубенська", 25]]
    assert "participants_total" not in find_header(rows, headers).fields


def test_of_two_columns_of_people_none_is_taken(headers):
    rows = [[*FULL, "Були", "Прибули"], ["Бюджет", "12.10.2020", "Лубенська", "25 осіб", "20 осіб"]]
    assert "participants_total" not in find_header(rows, headers).fields


def test_two_columns_of_days_of_which_none_is_surely_first_are_not_taken(headers):
    rows = [
        ["Захід", "Подано", "Дати", "Громада"],
        ["Бюджет", "20.12.2020", "12.10.2020", "Лубенська"],
    ]
    assert find_header(rows, headers).fields["start_date"] == 2
    rows[0] = ["Захід", "Перше", "Друге", "Громада"]
    assert find_header(rows, headers) is None


def test_the_stamps_of_a_form_are_no_days_of_events(headers):
    rows = [
        ["start", "end", "Назва заходу", "group_act/Дата початку", "Громади", "_id"],
        ["2021-08-02", "2021-08-02", "Бюджет", "2021-07-27", "Лубенська", "5"],
    ]
    assert find_header(rows, headers).fields["start_date"] == 3


def test_the_only_column_of_days_is_the_first_whatever_it_is_called(headers):
    header = find_header([["Захід", "Дата завершення", "Громади", "Осіб"]], headers)
    assert header.fields["start_date"] == 1


def test_days_under_one_merged_header_are_the_first_and_the_last(headers):
    rows = [
        ["Захід", "Дата проведення", None, "Громади"],
        ["Бюджет", "12.10.2020", "13.10.2020", "Баранівська"],
        ["Кадри", "13.10.2020", "13.10.2020", "Звягельська"],
    ]
    header = find_header(rows, headers)
    assert (header.fields["start_date"], header.fields["end_date"]) == (1, 2)


def test_hromadas_under_one_merged_header_are_one_list(headers):
    rows = [
        ["Захід", "Дата", "Громади-учасниці", None, None, "Осіб"],
        [None, None, 1, 2, 3, None],
        ["Бюджет", "12.10.2020", "Баранівська", "Довбиська", None, 20],
        ["Кадри", "13.10.2020", "Звягельська", "Малинська", "Чуднівська", 31],
    ]
    header = find_header(rows, headers)
    assert (header.fields["hromadas"], header.numbered) == (2, {3, 4})


def test_numbers_that_are_no_days_are_no_column_of_days(headers):
    rows = [
        ["Тренер", "Напрям", "Оплата за день"],
        ["Лисенко", "молодь", 3500],
        ["Ткач", "медіа", 3200],
    ]
    header = find_header(rows, headers)
    assert header is None or "start_date" not in header.fields


def test_a_table_of_other_things_stays_unknown(headers):
    rows = [["Стаття", "Сума", "Постачальник"], ["Кава-брейк на тренінгу", 100, "ФОП"]] * 3
    assert find_header(rows, headers) is None
