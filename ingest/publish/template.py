"""The schema and the vocabularies → the blank XLSX that a donor fills.

One sheet for the events, one that tells how, one with the lists: each header in Ukrainian and
under it, in brackets, in English. One file in both languages and not two: it goes round an
office whose staff read either, and one file cannot differ from itself. The reader of headers
leaves out what stands in brackets, and the stars of what is required.

Made with XlsxWriter, which writes data validation and gives the same bytes for the same lists.
"""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ingest.publish.table_schema import FIRST_DAY, VERSION, field_type
from ingest.publish.template_guide import GUIDE, colour_of, mark_of, write_guide
from ingest.publish.template_lists import FIRST_ROW, cell_of, source_of, write_lists
from ingest.schema import FIELDS, Field

EVENTS = "Заходи"
ROWS = 500
"""How many rows of the template carry the lists to choose from."""

_CREATED = datetime(2020, 10, 1)
_A4 = 9
_WIDTHS = {"title": 44, "hromadas": 40, "topic": 34, "notes": 30, "url": 30, "project": 28}
_WIDTHS |= dict.fromkeys(("event_id", "start_date", "end_date", "hours"), 13)
_WIDTHS |= {"participants_total": 19, "women": 12, "men": 12}
_USUAL_WIDTH = 24
_NUMBERS = {"integer": "integer", "number": "decimal"}
_PROMPTS = {
    "oblast": "Оберіть першою: за нею — райони й громади.\n"
    "Choose it first: raions and hromadas follow.",
    "raion": "Райони обраної області.\nRaions of the oblast chosen.",
    "hromadas": "Громади обраної області чи району; кілька — через «;».\n"
    "Hromadas of the oblast or raion chosen; several split by ;",
}
_ERRORS = {
    "list": "Оберіть значення зі списку.\nChoose a value of the list.",
    "integer": "Впишіть ціле число, лише цифри: 25.\nType a whole number, digits only: 25.",
    "number": "Впишіть число годин, лише цифри.\nType the number of hours, digits only.",
    "start_date": "Впишіть один день від 01.10.2020 до сьогодні: 12.10.2020 або 2020-10-12.\n"
    "Type one day from 1 October 2020 till today: 2020-10-12.",
    "end_date": "Впишіть один день, не раніший за дату початку: 13.10.2020 або 2020-10-13.\n"
    "Type one day, the start date or later: 2020-10-13.",
}


def write_template(out: Path, reference: Path) -> None:
    """Write the blank template to `out`, with the vocabularies of `reference`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(out)) as workbook:
        workbook.set_properties(
            {
                "title": "Навчання громад: квартальний звіт проєкту",
                "comments": f"Шаблон {VERSION} · Template {VERSION}",
                "created": _CREATED,
            }
        )
        workbook.set_custom_property("template_version", VERSION, "text")
        events = workbook.add_worksheet(EVENTS)
        guide = workbook.add_worksheet(GUIDE)
        _write_events(workbook, events)
        write_guide(workbook, guide)
        write_lists(workbook, reference)


def _write_events(workbook: Workbook, sheet: Worksheet) -> None:
    bold = workbook.add_format({"bold": True})
    small = workbook.add_format({"font_size": 9, "font_color": "#404040"})
    for number, field in enumerate(FIELDS):
        header = _header_format(workbook, colour_of(field))
        uk, en = f"{field.title_uk}{mark_of(field)}", f"\n({field.title_en})"
        sheet.write_rich_string(0, number, bold, uk, small, en, header)
        sheet.write_comment(0, number, f"{field.hint_uk}\n\n{field.hint_en}")
        sheet.set_column(number, number, _width(field), _cell_format(workbook, field))
        rule = _rule(field)
        if rule:
            sheet.data_validation(FIRST_ROW, number, ROWS, number, {**_words(field), **rule})
    sheet.set_row(0, 50)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.repeat_rows(0)


def _header_format(workbook: Workbook, colour: str) -> Format:
    return workbook.add_format(
        {"text_wrap": True, "valign": "vcenter", "bg_color": colour, "border": 1}
    )


def _cell_format(workbook: Workbook, field: Field) -> Format:
    """Dates look as in Ukraine; the event's own number is text, or 3-2021 would be a date."""
    look: dict[str, object] = {"valign": "top", "text_wrap": field_type(field) == "string"}
    if field_type(field) == "date":
        look["num_format"] = "dd.mm.yyyy"
    if field.name == "event_id":
        look["num_format"] = "@"
    return workbook.add_format(look)


def _width(field: Field) -> int:
    return _WIDTHS.get(field.name, _USUAL_WIDTH)


def _words(field: Field) -> dict[str, object]:
    kind = "list" if field.vocabulary else field_type(field)
    words: dict[str, object] = {
        "error_title": field.title_uk,
        "error_message": _ERRORS.get(field.name) or _ERRORS.get(kind, ""),
    }
    if field.name in _PROMPTS:
        words |= {"input_title": field.title_uk, "input_message": _PROMPTS[field.name]}
    return words


def _rule(field: Field) -> dict[str, object]:
    """Return what the cell may hold; {} for any words.

    Where it may hold several values, the list is offered and other words pass too.
    """
    if field.vocabulary:
        return {"validate": "list", "source": source_of(field), "show_error": not field.several}
    kind = field_type(field)
    if field.name == "end_date":
        return {"validate": "date", "criteria": ">=", "value": f"={cell_of('start_date')}"}
    if kind == "date":
        first = datetime.combine(FIRST_DAY, time.min)
        return {
            "validate": "date", "criteria": "between", "minimum": first, "maximum": "=TODAY()"
        }  # fmt: skip
    if kind == "string":
        return {}
    return {"validate": _NUMBERS[kind], "criteria": ">=", "value": 0}
