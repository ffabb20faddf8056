"""A closed quarter changes only by a correction that is dated and explained."""

import shutil

import pytest
from hand_made import EVENT, HEADER, put_report

from ingest.cli import main
from ingest.pipeline import REFERENCE, build_release
from ingest.problems import BuildRefused

FILE = "2020-Q4/a.csv"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with one report of a quarter that is closed, and lists of its own."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(REFERENCE, tmp_path / "reference")
    put_report(tmp_path, "a.csv", [HEADER, EVENT])
    close("Прийнято", "2021-01-20")
    return tmp_path


def close(reason, day):
    return main(["close", "2020-Q4", "--reason", reason, "--date", day, "--reference", "reference"])


def build(folder):
    places = folder / "submissions", folder / "releases", folder / "intake.db"
    return build_release(*places, reference=folder / "reference").release


def test_a_closed_quarter_is_built_as_it_was(folder):
    assert build(folder)
    header, row = (folder / "reference" / "closed_files.csv").read_text().splitlines()
    assert header == "file_name,sha256,date,reason"
    assert (row.split(",")[0], row.split(",")[2:]) == (FILE, ["2021-01-20", "Прийнято"])


def change(folder):
    put_report(folder, "a.csv", [HEADER, ["Земля", *EVENT[1:]]])


def add(folder):
    put_report(folder, "b.csv", [HEADER, ["Земля", *EVENT[1:]]])


def take_away(folder):
    put_report(folder, "b.csv", [HEADER, EVENT])
    (folder / "submissions" / FILE).unlink()


@pytest.mark.parametrize("do", [change, add, take_away])
def test_a_change_stops_the_build_until_it_is_written_down(folder, do):
    do(folder)
    with pytest.raises(BuildRefused, match=r"closed_files\.csv: .*2020-Q4/[ab]\.csv"):
        build(folder)
    assert close("Виправлення проєкту", "2021-05-10") == 0
    assert build(folder)
    rows = (folder / "reference" / "closed_files.csv").read_text().splitlines()
    assert rows[1].endswith("2021-01-20,Прийнято")
    assert all(row.endswith("2021-05-10,Виправлення проєкту") for row in rows[2:])


def test_a_reason_is_needed(folder):
    with pytest.raises(SystemExit):
        main(["close", "2020-Q4"])


def test_an_open_quarter_changes_freely(folder):
    path = folder / "submissions" / "2021-Q1" / "a.csv"
    path.parent.mkdir()
    path.write_text(f"{';'.join(HEADER)}\nЗемля;12.01.2021;Баранівська\n", encoding="utf-8")
    assert build(folder)
