"""The invented rows that the build is measured on, and the measuring."""

import csv
import re
import subprocess
import sys

import pytest

from benchmarks.generate import generate
from benchmarks.run import QUESTIONS, ROOT
from ingest.pipeline import build_release
from ingest.schema import FIELDS

ROWS, FILES = 2_000, 61


def write(folder, **options):
    return generate(folder, ROWS, FILES, **{"seed": 7} | options)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("invented")
    write(folder)
    return folder


def test_there_are_as_many_files_and_rows_as_asked_for(folder):
    files = sorted(folder.glob("*/*.csv"))
    assert len(files) == FILES
    assert {path.parent.name for path in files} == {"2020-Q4", "2021-Q1"}
    rows = 0
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            header, *body = csv.reader(file)
        assert header == [field.title_uk for field in FIELDS]
        rows += len(body)
    assert rows == ROWS


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_seed_gives_the_same_bytes_and_another_seed_others(tmp_path, kind):
    first, again, other = (
        [path.read_bytes() for path in generate(tmp_path / name, 60, 3, seed, kind)]
        for name, seed in (("first", 7), ("again", 7), ("other", 8))
    )
    assert first == again
    assert all(a != b for a, b in zip(first, other, strict=True))


def test_the_invented_rows_have_every_fate_and_the_faults_that_donors_make(folder, tmp_path):
    summary = build_release(folder, tmp_path / "releases", tmp_path / "intake.db")
    totals = summary.totals
    assert totals.total == ROWS
    assert totals.accepted > 0.95 * ROWS
    assert min(totals.rejected, totals.duplicate, totals.blank) > 0
    assert {problem.code for problem in summary.problems} >= {
        "date_unreadable",
        "title_missing",
        "hromada_unknown",
        "hromada_ambiguous",
        "date_outside_quarter",
        "number_unreadable",
        "duplicate_row",
    }


def test_every_title_says_that_it_is_invented(folder):
    for path in folder.glob("*/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            titles = [row["Назва заходу"] for row in csv.DictReader(file)]
        assert all("Вигаданий" in title for title in titles if title)


def test_the_measuring_prints_a_figure_for_the_build_and_for_every_question():
    command = [sys.executable, "-m", "benchmarks.run", "--rows", "120", "--files", "4"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    costs = re.findall(r"\| (.*?) \| [\d.]+ s \| [\d.]+ s \| \d+ MiB \|", ended.stdout)
    assert costs == [
        "the sample, built and published",
        "120 rows in 4 files, built and published",
        "120 rows in 4 files, csvs-to-sqlite",
    ]
    pages = re.findall(r"\| (/.*?) \| [\d.]+ \| [\d.]+ \|", ended.stdout)
    assert len(pages) == 9
    questions = re.findall(r"\| (\w+) \| [\d.]+ \| [\d.]+ \| [\d.]+ \|", ended.stdout)
    assert questions == [query.name for query in QUESTIONS]
