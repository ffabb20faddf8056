"""The schema and the vocabularies → the blank XLSX that a donor fills.

One sheet for the events, with lists to choose from; one with the lists; one that tells how.
Made with XlsxWriter, which writes data validation and gives the same bytes for the same lists.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ingest.resolve.gazetteer import read_csv
from ingest.schema import FIELDS, Field

EVENTS, LISTS, GUIDE = "Заходи", "Довідник", "Як заповнювати"
VERSION = "1"
ROWS = 500
"""How many rows of the template carry the lists to choose from."""

_FILES = {
    "project": ("projects.csv", "project_name"),
    "donor": ("donors.csv", "donor_name"),
    "topic": ("topics.csv", "topic_name"),
    "type": ("types.csv", "type_name"),
    "format": ("formats.csv", "format_name"),
    "audience": ("audiences.csv", "audience_name"),
    "status": ("statuses.csv", "status_name"),
    "oblast": ("oblasts.csv", "oblast_name"),
    "raion": ("raions.csv", "raion_name"),
    "hromada": ("hromadas.csv", "hromada_label"),
}
_EXAMPLE = {
    "event_id": "2021-007",
    "project": "U-LEAD з Європою",
    "title": "ПРИКЛАД: Основи бюджету громади",
    "topic": "Місцеві бюджети та фінанси",
    "type": "Тренінг",
    "format": "Офлайн",
    "start_date": datetime(2021, 3, 1),
    "end_date": datetime(2021, 3, 2),
    "hours": 12,
    "oblast": "Житомирська область",
    "hromadas": "Баранівська; Дубрівська",
    "venue": "Житомир",
    "participants_total": 25,
    "women": 18,
    "men": 7,
}
_CREATED = datetime(2020, 10, 1)
_FIRST_ROW, _LAST_ROW = 1, ROWS


def write_template(out: Path, reference: Path) -> None:
    """Write the blank template to `out`, with the vocabularies of `reference`."""
    lists = {
        noun: [row[column] for row in read_csv(reference / file)]
        for noun, (file, column) in _FILES.items()
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(out)) as workbook:
        workbook.set_properties(
            {"title": f"Навчання громад, шаблон {VERSION}", "created": _CREATED}
        )
        events = workbook.add_worksheet(EVENTS)
        guide = workbook.add_worksheet(GUIDE)
        columns = _write_lists(workbook, lists)
        _write_events(workbook, events, columns, {noun: len(v) for noun, v in lists.items()})
        _write_guide(workbook, guide)


def _write_lists(workbook: Workbook, lists: dict[str, list[str]]) -> dict[str, str]:
    """Write the lists, one a column, and return the column's letter of each."""
    sheet = workbook.add_worksheet(LISTS)
    titles = {field.vocabulary: field.title_uk for field in FIELDS if field.vocabulary}
    bold = workbook.add_format({"bold": True, "bottom": 1})
    letters = {}
    for number, (noun, names) in enumerate(lists.items()):
        sheet.write_string(0, number, titles[noun], bold)
        sheet.write_column(1, number, names)
        sheet.set_column(number, number, 34)
        letters[noun] = xl_col_to_name(number)
    sheet.freeze_panes(1, 0)
    return letters


def _write_events(
    workbook: Workbook, sheet: Worksheet, letters: dict[str, str], lengths: dict[str, int]
) -> None:
    required = _header_format(workbook, "#FFF2B3")
    optional = _header_format(workbook, "#DCE9F7")
    day = workbook.add_format({"num_format": "dd.mm.yyyy"})
    for number, field in enumerate(FIELDS):
        sheet.write_string(0, number, field.title_uk, required if field.required else optional)
        sheet.write_comment(0, number, f"{field.hint_uk}\n\n{field.hint_en}")
        is_date = field.name.endswith("_date")
        sheet.set_column(number, number, _width(field), day if is_date else None)
        if field.vocabulary:
            source = f"='{LISTS}'!${letters[field.vocabulary]}$2"
            source += f":${letters[field.vocabulary]}${lengths[field.vocabulary] + 1}"
            _add_list(sheet, number, field, source)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)


def _header_format(workbook: Workbook, colour: str) -> Format:
    return workbook.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": colour, "border": 1}
    )


def _width(field: Field) -> int:
    return {"title": 46, "hromadas": 40, "notes": 30, "url": 30}.get(
        field.name, 22 if field.vocabulary else 16
    )


def _add_list(sheet: Worksheet, column: int, field: Field, source: str) -> None:
    """Offer the list; where a cell may hold several values, let other words pass too."""
    sheet.data_validation(
        _FIRST_ROW,
        column,
        _LAST_ROW,
        column,
        {
            "validate": "list",
            "source": source,
            "show_error": not field.several,
            "error_title": field.title_uk,
            "error_message": "Оберіть значення зі списку.",
        },
    )


def _write_guide(workbook: Workbook, sheet: Worksheet) -> None:
    bold = workbook.add_format({"bold": True, "font_size": 13})
    header = workbook.add_format({"bold": True, "bottom": 1})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    lines = (
        "Один рядок — один захід, що відбувся. Жовті заголовки обов’язкові, місце — теж:"
        " область, район або громади.",
        "Не пишіть імен, телефонів та електронних адрес учасників.",
        "One row is one event that was held. Yellow headers are required, and so is a place.",
    )
    sheet.write_string(0, 0, f"Як заповнювати (шаблон {VERSION})", bold)
    for number, line in enumerate(lines, start=1):
        sheet.write_string(number, 0, line)
    top = len(lines) + 2
    for column, title in enumerate(("Колонка", "Column", "Що писати", "What to write", "Приклад")):
        sheet.write_string(top, column, title, header)
    day = workbook.add_format({"num_format": "dd.mm.yyyy", "align": "left", "valign": "top"})
    for row, field in enumerate(FIELDS, start=top + 1):
        words = (field.title_uk, field.title_en, field.hint_uk, field.hint_en)
        for column, word in enumerate(words):
            sheet.write_string(row, column, word, wrapped)
        example = _EXAMPLE.get(field.name, "")
        sheet.write(row, 4, example, day if isinstance(example, datetime) else wrapped)
    for column, width in enumerate((22, 20, 52, 52, 30)):
        sheet.set_column(column, column, width)
