"""Rows under a header: numbers, cells by field, blank and total lines."""

import pytest

from ingest.read.headers import Header
from ingest.read.rows import read_rows
from ingest.read.sheets import Sheet

HEADER = Header(1, {"title": 1, "start_date": 2, "hromadas": 3, "women": 4}, {0: "№"})
TITLE_LINES = (("Звіт",), ("№", "Назва заходу", "Дата початку", "Громади", "Жінок"))


def rows_of(*cells):
    return list(read_rows(Sheet("report.xlsx", "Заходи", (*TITLE_LINES, *cells)), HEADER))


def test_rows_are_numbered_from_the_top_of_the_sheet():
    rows = rows_of((1, "Бюджет", "12.10.2020"), (), (2, "Кадри", "13.10.2020"))
    assert [row.number for row in rows] == [3, 4, 5]
    assert {(row.file, row.sheet) for row in rows} == {("report.xlsx", "Заходи")}


def test_a_header_at_the_end_has_no_rows():
    assert rows_of() == []


def test_a_cell_is_found_by_its_field():
    (row,) = rows_of((1, "Бюджет", "12.10.2020"))
    assert (row["title"], row["start_date"]) == ("Бюджет", "12.10.2020")
    assert row["hromadas"] is None  # the row ends before the column
    assert row["men"] is None  # the file has no such column


def test_a_column_is_named_by_its_letter():
    (row,) = rows_of((1, "Бюджет"))
    assert (row.letter("title"), row.letter("women"), row.letter("men")) == ("B", "E", None)


@pytest.mark.parametrize(
    ("column", "letter"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_letters_of_far_columns(column, letter):
    sheet = Sheet("wide.xlsx", "Заходи", (("x",), ("x",)))
    (row,) = read_rows(sheet, Header(0, {"title": column}, {}))
    assert row.letter("title") == letter


@pytest.mark.parametrize(
    "cells",
    [(), (None, None), ("", "  ", "\u00a0", "\n"), (None, "", None, "", "")],
    ids=["no cells", "nothing", "spaces", "empty texts"],
)
def test_a_row_without_text_is_blank(cells):
    (row,) = rows_of(cells)
    assert row.blank_reason == "empty"


@pytest.mark.parametrize(
    "cells",
    [
        ("Всього", None, None, None, 45),
        ("УСЬОГО:", "", "", "", 45.0),
        (None, "Разом", None, None, 45),
        (None, "Разом за квартал", None, None, 45),
        ("Загалом учасників жінок", None, None, None, 45),
        ("Total", None, None, None, 45),
        ("Итого", None, None, None, 45),
        ("Всього",),
    ],
    ids=lambda cells: next(str(cell) for cell in cells if cell),
)
def test_a_line_of_totals_is_no_event(cells):
    (row,) = rows_of(cells)
    assert row.blank_reason == "total"


@pytest.mark.parametrize(
    "cells",
    [
        (1, "Разом", "12.10.2020", "Баранівська", 45),
        ("Разом", "Бюджет", None, "Баранівська", 45),
        (None, "Разом до сильної громади завтра", None, None, 45),
        (None, "Бюджет", None, None, None),
        (0, None, None, None, None),
        ("Разом-Інвест", "Бюджет", "12.10.2020"),
    ],
    ids=["with a date", "with a title", "a longer title", "a bare title", "a zero", "a name"],
)
def test_a_row_that_tells_of_an_event_is_not_blank(cells):
    (row,) = rows_of(cells)
    assert row.blank_reason is None
