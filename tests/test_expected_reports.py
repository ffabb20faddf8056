"""What is expected from whom: a list that an operator edits by hand."""

import sqlite3
from contextlib import closing

import pytest
from hand_made import HEADERS, write_text

from ingest.pipeline import build_release
from ingest.problems import BuildRefused

HEADER = "project_code,quarter_code\n"


def build(folder, expected):
    """Build one file of 2021-Q1 and return the rows of expected_report."""
    quarter = folder / "submissions" / "2021-Q1"
    quarter.mkdir(parents=True)
    header = [*HEADERS.values(), "Проєкт"]
    row = ["Основи бюджету", "15.02.2021", "Баранівська міська громада", "USAID DOBRE"]
    (quarter / "dobre.csv").write_bytes(write_text([header, row]))
    reports = folder / "expected.csv"
    reports.write_text(HEADER + expected, encoding="utf-8")
    summary = build_release(
        folder / "submissions", folder / "releases", folder / "intake.db", expected_reports=reports
    )
    with closing(sqlite3.connect(summary.release / "trainings.db")) as connection:
        return connection.execute(
            "SELECT project_code, quarter_code, report_status FROM expected_report"
        ).fetchall()


def test_a_report_after_the_last_quarter_is_not_due_and_one_before_it_is_missing(tmp_path):
    assert build(tmp_path, "dobre,2020-Q4\ndobre,2021-Q1\nu-lead,2021-Q1\ndobre,2021-Q2\n") == [
        ("dobre", "2020-Q4", "missing"),
        ("dobre", "2021-Q1", "received"),
        ("u-lead", "2021-Q1", "missing"),
    ]


def test_a_quarter_that_is_none_names_the_row(tmp_path):
    with pytest.raises(BuildRefused, match=r"expected\.csv, row 3: .*2021-Q5"):
        build(tmp_path, "dobre,2021-Q1\ndobre,2021-Q5\n")
