"""The sample through the whole flow: nothing lost, the same bytes twice, nothing half published."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from hand_made import EVENT, HEADER, put_report

from ingest.pipeline import build_release

SUBMISSIONS = Path(__file__).resolve().parents[1] / "submissions"


def build(folder, submissions=SUBMISSIONS, expected_reports=None):
    intake = folder / "intake.db"
    return build_release(
        submissions, folder / "releases", intake, expected_reports=expected_reports
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build(tmp_path_factory.mktemp("first"))


def count_events(path):
    """Count the rows below the header that hold anything, apart from the code under test."""
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)
    return sum(any(cell is not None for cell in row) for row in rows)


def test_every_row_of_every_file_of_the_sample_has_one_fate(built):
    for file, counts in built.files.items():
        fates = counts.accepted + counts.rejected + counts.duplicate + counts.blank
        assert counts.total == fates, file
    assert built.totals.total == 124


def test_the_sample_loses_no_row_of_its_spreadsheets(built):
    for file, counts in built.files.items():
        path = SUBMISSIONS / file
        if path.suffix == ".xlsx":
            assert counts.total - counts.blank == count_events(path), file


def test_building_twice_gives_the_same_bytes(built, tmp_path):
    again = build(tmp_path)
    hashes = [
        hashlib.sha256((summary.release / "trainings.db").read_bytes()).hexdigest()
        for summary in (built, again)
    ]
    assert hashes[0] == hashes[1]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\xff not a table", b"a;b\n1;2\n"])
def test_a_file_that_cannot_be_read_keeps_the_former_release(tmp_path, content):
    submissions = tmp_path / "submissions"
    (submissions / "2021-Q1").mkdir(parents=True)
    sample = next(SUBMISSIONS.glob("2021-Q1/*.xlsx"))
    (submissions / "2021-Q1" / sample.name).write_bytes(sample.read_bytes())
    nobody = tmp_path / "expected_reports.csv"
    nobody.write_text("project_code,quarter_code\n", encoding="utf-8")
    first = build(tmp_path, submissions, nobody)
    (submissions / "2021-Q1" / "bad.csv").write_bytes(content)
    second = build(tmp_path, submissions, nobody)
    assert second.release is None
    assert [problem.file for problem in second.refused] == ["2021-Q1/bad.csv"]
    assert (tmp_path / "releases" / "current").resolve() == first.release.resolve()
    assert second.files[f"2021-Q1/{sample.name}"].total > 0


def test_other_expected_reports_are_another_release(tmp_path):
    put_report(tmp_path, "a.csv", [HEADER, EVENT])
    found = []
    for project in ("dobre", "u-lead"):
        expected = tmp_path / f"{project}.csv"
        expected.write_text(f"project_code,quarter_code\n{project},2020-Q4\n", encoding="utf-8")
        release = build_release(
            tmp_path / "submissions",
            tmp_path / "releases",
            tmp_path / "intake.db",
            expected_reports=expected,
        ).release
        with closing(sqlite3.connect(release / "trainings.db")) as connection:
            found += connection.execute("SELECT project_code FROM expected_report").fetchall()
    assert found == [("dobre",), ("u-lead",)]
