"""Header rows: spellings, where the header stands, what is missing and what is left unread."""

import pytest

from ingest.pipeline import REFERENCE
from ingest.read.headers import Header, find_header, find_next_header, load_headers
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
        others = [title for title in ("Номер", "Стан", "Примітки") if title != row["header"]]
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
    assert header.repeated == {3: "participants_total"}


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
