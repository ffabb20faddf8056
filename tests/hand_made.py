"""Donors' files and rows made by hand."""

import csv
import io

import openpyxl

from ingest.read.headers import Header
from ingest.read.rows import RawRow

HEADERS = {"title": "Назва заходу", "start_date": "Дата початку", "hromadas": "Громади"}
"""The fewest headers that make a file ours."""
HEADER = [*HEADERS.values()]
EVENT = ["Бюджет", "12.10.2020", "Баранівська"]
"""A row under HEADER that is accepted without a remark."""


def write_workbook(**sheets):
    """Return the bytes of an .xlsx: name of a sheet → its rows."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return save(workbook)


def save(workbook):
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def write_text(rows, encoding="utf-8", delimiter=";"):
    """Return the bytes of a .csv."""
    lines = io.StringIO()
    csv.writer(lines, delimiter=delimiter).writerows(rows)
    return lines.getvalue().encode(encoding)


def put_report(folder, name, rows):
    """Write a .csv of the fourth quarter of 2020 into the submissions in `folder`."""
    path = folder / "submissions" / "2020-Q4" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_text(rows))


def raw_row(**cells):
    """Return row 2 of a sheet whose columns are the fields given, in that order."""
    header = Header(0, {field: column for column, field in enumerate(cells)}, {})
    return RawRow("report.xlsx", "Заходи", 2, tuple(cells.values()), header, None)
