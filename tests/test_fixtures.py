"""Every file of tests/files, named by its fault, raises what is listed here and nothing else.

Problems are (code, sheet, row, column); rows are (number, fate), by what becomes of them before
duplicates are looked for. Files that can be made in a test are made there: see tests/read.
"""

from pathlib import Path

import pytest

from ingest.common.quarters import Quarter

FILES = Path(__file__).parent / "files"
QUARTER = Quarter(2020, 4)
REFUSED = []

EXPECTED = {
    # file: (problems, rows)
    "cp866_tabs.txt": ([], [(2, "accepted"), (3, "accepted")]),
    "excel_97.xls": ([], [(2, "accepted")]),
    "mixed_encodings.csv": ([("file_encoding", None, None, None)], REFUSED),
    "page_named_as_workbook.xls": ([("file_wrong_kind", None, None, None)], REFUSED),
    "password.xlsx": ([("file_unreadable", None, None, None)], REFUSED),
    "totals_and_signature.csv": (
        [("column_unknown", None, 3, "A"), ("title_missing", None, 6, "B")],
        [
            (4, "note"),
            (5, "accepted"),
            (6, "rejected"),
            (7, "empty"),
            (8, "total"),
            (9, "note"),
            (10, "note"),
        ],
    ),
    "two_rows_of_header_cp1251.csv": ([], [(4, "accepted"), (5, "accepted")]),
    "utf_16_without_mark.csv": ([], [(2, "accepted")]),
}


def test_every_file_is_listed():
    assert {path.name for path in FILES.iterdir()} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_raises_what_is_listed(receiver, name):
    received = receiver.receive(FILES / name, name, QUARTER, QUARTER.end)
    problems = [*received.problems, *(p for row in received.rows for p in row.problems)]
    expected_problems, expected_rows = EXPECTED[name]
    found = [(problem.code, problem.sheet, problem.row, problem.column) for problem in problems]
    assert found == expected_problems
    assert [(row.raw.number, fate_of(row)) for row in received.rows] == expected_rows
    assert received.is_refused == (expected_rows is REFUSED)


def fate_of(row):
    return row.raw.blank_reason or ("rejected" if row.is_rejected else "accepted")
