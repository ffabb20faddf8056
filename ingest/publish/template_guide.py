"""The schema → the template's sheet that tells how to fill it, in both languages.

Its example stands upright, a column a line: were it a row, it could be read as an event.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ingest.publish.table_schema import EXAMPLE, VERSION
from ingest.schema import FIELDS, PLACE_FIELDS, Field

GUIDE = "Як заповнювати"
REQUIRED, PLACE, OPTIONAL = "#FFF2B3", "#FCE4D6", "#DCE9F7"
"""Colours of the headers: needed; one of the three needed; as you can."""

_TEXT = {"text_wrap": True, "valign": "top"}
_BOX = {"border": 1, "border_color": "#BFBFBF"}
_EXAMPLE_LOOK = {"italic": True, "font_color": "#595959", "align": "left"}
_A4 = 9
_WIDTHS = (23, 19, 62, 62, 42)
_COLUMNS = ("Колонка", "Column", "Що писати", "What to write", "Приклад · Example")
_STEPS = (
    (
        "Один рядок",
        "One row",
        "Один рядок — один захід, що відбувся, навіть якщо в ньому багато громад.",
        "One row is one event that was held, even when many hromadas took part.",
    ),
    (
        "Обов’язкове: *",
        "Required: *",
        "Назва заходу й дата початку — жовті заголовки.",
        "Title and start date: the yellow headers.",
    ),
    (
        "Місце: **",
        "Place: **",
        "Хоч одне з трьох: область, район або громади. Спершу оберіть область: тоді списки"
        " цього рядка покажуть лише її райони й громади, а після району — громади району.",
        "At least one of oblast, raion, hromadas. Choose the oblast first: the lists of that row"
        " then offer its own raions and hromadas, and after a raion those of the raion.",
    ),
    (
        "Кілька значень",
        "Several values",
        "Оберіть перше зі списку, допишіть «;» і далі решту. Назви й коди КАТОТТГ можна"
        " скопіювати з аркуша «Довідник».",
        "Choose the first from the list, then add «;» and the others. Names and KATOTTG codes"
        " may be copied from the sheet «Довідник», which has the English beside the Ukrainian.",
    ),
    (
        "Не відбувся",
        "Not held",
        "Скасований, перенесений чи лише оголошений захід позначте в «Стан заходу».",
        "Mark an event that was cancelled, postponed or only announced in «Status».",
    ),
    (
        "Без особистих даних",
        "No personal data",
        "Не пишіть імен, телефонів та електронних адрес учасників.",
        "Write no names, phones or e-mail addresses of participants.",
    ),
    (
        "Надсилання",
        "Sending",
        "Один файл за квартал. Назв аркушів і колонок не змінюйте.",
        "One file a quarter. Keep the names of the sheets and columns.",
    ),
)


def mark_of(field: Field) -> str:
    """Return the mark of a header: colour alone does not tell everybody what is required."""
    return {REQUIRED: " *", PLACE: " **", OPTIONAL: ""}[colour_of(field)]


def colour_of(field: Field) -> str:
    """Return the colour of the field's header."""
    if field.required:
        return REQUIRED
    return PLACE if field.name in PLACE_FIELDS else OPTIONAL


def write_guide(workbook: Workbook, sheet: Worksheet) -> None:
    """Write the steps, then each column with what to write in it and an example."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 28)
    title = workbook.add_format({"bold": True, "font_size": 15, "valign": "vcenter"})
    sheet.write_string(0, 0, "Як заповнювати · How to fill this in", title)
    version = workbook.add_format({"align": "right", "valign": "vcenter"})
    sheet.write_string(0, len(_WIDTHS) - 1, f"Шаблон · Template: {VERSION}", version)
    _write_steps(workbook, sheet, top=1)
    _write_columns(workbook, sheet, top=len(_STEPS) + 2)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 1)


def _write_steps(workbook: Workbook, sheet: Worksheet, top: int) -> None:
    name = workbook.add_format({**_TEXT, "bold": True})
    text = workbook.add_format(_TEXT)
    for row, step in enumerate(_STEPS, start=top):
        sheet.set_row(row, _height(step))
        for column, words in enumerate(step):
            sheet.write_string(row, column, words, name if column < 2 else text)


def _write_columns(workbook: Workbook, sheet: Worksheet, top: int) -> None:
    header = workbook.add_format({"bold": True, "font_color": "white", "bg_color": "#1F4E79"})
    text = workbook.add_format({**_TEXT, **_BOX})
    names = {
        colour: workbook.add_format({**_TEXT, **_BOX, "bold": True, "bg_color": colour})
        for colour in (REQUIRED, PLACE, OPTIONAL)
    }
    example = workbook.add_format({**_TEXT, **_BOX, **_EXAMPLE_LOOK})
    day = workbook.add_format({**_TEXT, **_BOX, **_EXAMPLE_LOOK, "num_format": "dd.mm.yyyy"})
    for column, title in enumerate(_COLUMNS):
        sheet.write_string(top, column, title, header)
    for row, field in enumerate(FIELDS, start=top + 1):
        words = (field.title_uk, field.title_en, field.hint_uk, field.hint_en)
        for column, word in enumerate(words):
            sheet.write_string(row, column, word, names[colour_of(field)] if column < 2 else text)
        value = EXAMPLE[field.name]
        _write_example(sheet, row, value, day if isinstance(value, date) else example)
        sheet.set_row(row, _height((*words, str(value))))


def _height(words: Sequence[str]) -> int:
    """Return the height for the words wrapped: LibreOffice does not work it out on opening."""
    lines = (math.ceil(len(text) / width) for text, width in zip(words, _WIDTHS, strict=False))
    return 4 + 15 * max(lines)


def _write_example(sheet: Worksheet, row: int, value: str | int | date, look: Format) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, len(_WIDTHS) - 1, value, look)
    elif isinstance(value, int):
        sheet.write_number(row, len(_WIDTHS) - 1, value, look)
    else:
        sheet.write_string(row, len(_WIDTHS) - 1, value, look)
