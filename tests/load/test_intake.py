"""Received files → intake.db: every row as it came, for its owner only, whole or not at all."""

import datetime
import json
import sqlite3
import stat
from contextlib import closing

import pytest
from hand_made import EVENT, HEADER, HEADERS, put_report, raw_row, write_text, write_workbook

from ingest.common.quarters import Quarter
from ingest.load.intake import write_intake
from ingest.load.tables import Fate, FileCounts
from ingest.pipeline import build_release
from ingest.problems import BuildRefused
from ingest.receive import ReceivedFile, ReceivedRow

from .world import event

FATES = ("accepted", "rejected", "duplicate", "blank")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "private" / "intake.db"


def read(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def keep(world, path, *files):
    """Load the files and keep them: (name, rows) each."""
    with write_intake(path) as intake:
        for name, rows in files:
            received = world.receive(rows, name=name)
            intake.add_file(received, *world.loader.load_file(received))


REPORTS = (
    ("first.csv", [event(), event(title=""), {}, event(title="Кадри", women="багато")]),
    ("second.csv", [event(), event(title="Земля")]),
)


def test_every_row_of_every_file_has_its_fate_and_reason(world, path):
    keep(world, path, *REPORTS)
    ids = dict(world.rows("SELECT title, training_id FROM training"))
    assert read(path, "SELECT file_id, row_number, fate, reason, training_id FROM raw_row") == [
        (1, 2, "accepted", None, ids["Бюджет"]),
        (1, 3, "rejected", "title_missing", None),
        (1, 4, "blank", "empty", None),
        (1, 5, "accepted", None, ids["Кадри"]),
        (2, 2, "duplicate", "duplicate_row", ids["Бюджет"]),
        (2, 3, "accepted", None, ids["Земля"]),
    ]


def test_rows_kept_are_the_sum_of_the_fates(world, path):
    keep(world, path, *REPORTS)
    for file, total, *counts in read(
        path,
        """SELECT file_id, rows_total, rows_accepted, rows_rejected, rows_duplicate, rows_blank
        FROM file""",
    ):
        kept = [fate for (fate,) in read(path, f"SELECT fate FROM raw_row WHERE file_id = {file}")]
        assert [kept.count(fate) for fate in FATES] == counts
        assert len(kept) == total == sum(counts)


def test_in_the_sample_too(sample_release):
    path = sample_release.release.parents[1] / "intake.db"
    totals = sample_release.totals
    kept = dict(read(path, "SELECT fate, count(*) FROM raw_row GROUP BY fate"))
    assert [kept.get(fate, 0) for fate in FATES] == [getattr(totals, fate) for fate in FATES]
    assert sum(kept.values()) == totals.total > 0
    files = read(path, "SELECT file_name FROM file")
    assert [name for (name,) in files] == list(sample_release.files)


def test_a_file_is_kept_with_its_quarter_hash_and_size(world, path):
    keep(world, path, ("report.csv", [event()]))
    content = (world.folder / "report.csv").read_bytes()
    received = world.receive([event()])
    assert read(path, "SELECT file_name, quarter_code, sha256, bytes, is_refused FROM file") == [
        ("2020-Q4/report.csv", "2020-Q4", received.sha256, len(content), 0)
    ]


def test_a_refused_file_is_kept_with_why(receiver, tmp_path, path):
    report = tmp_path / "bad.csv"
    report.write_bytes(b"Title;Start date;Women\n1;2;3\n")
    received = receiver.receive(report, "2020-Q4/bad.csv", Quarter(2020, 4), Quarter(2020, 4).end)
    with write_intake(path) as intake:
        intake.add_file(received, FileCounts(), [])
    assert read(path, "SELECT file_name, is_refused, rows_total FROM file") == [
        ("2020-Q4/bad.csv", 1, 0)
    ]
    assert read(path, "SELECT code, severity, value, row_number FROM problem") == [
        ("column_missing", "error", "«Громади»", None)
    ]


def test_problems_are_kept_with_place_value_and_suggestion(world, path):
    keep(world, path, ("report.csv", [event(title="", hromadas="Довбишська; Нетакська")]))
    problems = read(
        path,
        """SELECT file_id, sheet_name, row_number, column_letter, field, code, severity, value,
        suggestion FROM problem""",
    )
    suggestion = "Довбиська селищна громада (Житомирська область, UA18080090000055832)"
    assert problems[0] == (1, None, 2, "E", "title", "title_missing", "error", "", "")
    place = (1, None, 2, "N", "hromadas")
    assert problems[1][:8] == (*place, "hromada_unknown", "warning", "Довбишська")
    assert suggestion in problems[1][8]
    assert [problem[7] for problem in problems[2:]] == ["Нетакська"]


def test_cells_of_a_workbook_are_kept_as_they_came(world, path):
    """Dates, numbers, words and nothing; personal data too: the file is private."""
    day, hour = datetime.date(2020, 10, 12), datetime.datetime(2020, 10, 12, 9, 30)
    cells = ["Бюджет, тел. 050 123 45 67", day, "Баранівська", 12, 1.5, None, hour, True]
    header = [*HEADERS.values(), "Жінок", "Годин", "Чоловіків", "Дата завершення", "Примітки"]
    report = world.folder / "report.xlsx"
    report.write_bytes(write_workbook(Заходи=[header, cells]))
    quarter = Quarter(2020, 4)
    received = world.receiver.receive(report, report.name, quarter, quarter.end)
    with write_intake(path) as intake:
        intake.add_file(received, *world.loader.load_file(received))
    ((sheet, kept),) = read(path, "SELECT sheet_name, cells FROM raw_row")
    assert sheet == "Заходи"
    assert json.loads(kept) == [
        *("Бюджет, тел. 050 123 45 67", "2020-10-12", "Баранівська", 12, 1.5, ""),
        *("2020-10-12T09:30:00", True),
    ]
    assert "Бюджет" in kept  # as words, not as \u0411


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (None, None),
        ("", ""),
        ("  два  ", "  два  "),
        (7, 7),
        (0.1, 0.1),
        (False, False),
        (datetime.date(2020, 10, 12), "2020-10-12"),
        (datetime.datetime(2020, 10, 12, 9, 30), "2020-10-12T09:30:00"),
        (datetime.time(9, 30), "09:30:00"),
        (datetime.timedelta(hours=6, minutes=30), "6:30:00"),
    ],
    ids=repr,
)
def test_each_kind_of_cell_is_kept(path, cell, kept):
    row = ReceivedRow(raw_row(title=cell), None, ())
    received = ReceivedFile("a.xlsx", None, "", 0, False, (row,), ())
    with write_intake(path) as intake:
        intake.add_file(received, FileCounts(1, blank=1), [Fate("blank", "empty", None, ())])
    ((text,),) = read(path, "SELECT cells FROM raw_row")
    (value,) = json.loads(text)
    assert (value, type(value)) == (kept, type(kept))


def test_only_the_owner_may_read_it_even_while_it_is_written(path):
    with write_intake(path):
        modes = [stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()]
    assert modes == [0o600]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_one_takes_the_place_of_the_former(world, path):
    keep(world, path, *REPORTS)
    keep(world, path, ("third.csv", [event(title="Третє")]))
    assert read(path, "SELECT file_name FROM file") == [("2020-Q4/third.csv",)]
    assert [file.name for file in path.parent.iterdir()] == ["intake.db"]


def keep_and_fail(world, path):
    with write_intake(path) as intake:
        received = world.receive([event(title="Третє")])
        intake.add_file(received, *world.loader.load_file(received))
        raise BuildRefused


def test_an_error_on_the_way_leaves_the_former_as_it_was(world, path):
    keep(world, path, *REPORTS)
    former = path.read_bytes()
    with pytest.raises(BuildRefused):
        keep_and_fail(world, path)
    assert path.read_bytes() == former


def test_until_it_is_whole_the_former_stands(world, path):
    keep(world, path, *REPORTS)
    former = path.read_bytes()
    with write_intake(path):
        assert path.read_bytes() == former
    assert path.read_bytes() != former


def test_what_a_killed_build_left_is_written_over(path):
    path.parent.mkdir()
    (path.parent / ".intake.db.new").write_bytes(write_text([["not a database"]]))
    with write_intake(path):
        pass
    assert read(path, "SELECT count(*) FROM file") == [(0,)]


def test_an_error_on_the_way_leaves_no_private_file_behind(tmp_path):
    from ingest.load.intake import write_intake

    with pytest.raises(ZeroDivisionError), write_intake(tmp_path / "intake.db"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_file_sent_anew_is_compared_event_by_event(tmp_path):
    other = [EVENT[0], EVENT[1], "Торчинська"]
    put_report(tmp_path, "a.csv", [HEADER, EVENT, other])
    put_report(tmp_path, "gone.csv", [HEADER, ["Земля", *EVENT[1:]]])
    put_report(tmp_path, "same.csv", [HEADER, ["Кадри", *EVENT[1:]]])
    first = build(tmp_path)
    assert first.changes == {}

    places = [*EVENT[:2], "Баранівська міська громада"]  # the same event in other words
    put_report(tmp_path, "a.csv", [HEADER, places, ["Освіта", *EVENT[1:]]])
    put_report(tmp_path, "new.csv", [HEADER, ["Культура", *EVENT[1:]]])
    (tmp_path / "submissions" / "2020-Q4" / "gone.csv").unlink()
    assert build(tmp_path).changes == {
        "2020-Q4/a.csv": {"added": 1, "changed": 1, "dropped": 1},
        "2020-Q4/gone.csv": {"dropped": 1},
    }
    with closing(sqlite3.connect(tmp_path / "intake.db")) as connection:
        kept = connection.execute(
            "SELECT cells_before, cells_after FROM change WHERE kind = 'changed'"
        ).fetchone()
    assert [json.loads(cells)[2] for cells in kept] == [EVENT[2], places[2]]
    assert build(tmp_path).changes == {}


def test_an_intake_of_other_tables_is_not_compared_with(tmp_path):
    put_report(tmp_path, "a.csv", [HEADER, EVENT])
    build(tmp_path)
    with closing(sqlite3.connect(tmp_path / "intake.db")) as connection:
        connection.execute("PRAGMA user_version=0")
    put_report(tmp_path, "a.csv", [HEADER, ["Земля", *EVENT[1:]]])
    assert build(tmp_path).changes == {}


def build(folder):
    return build_release(folder / "submissions", folder / "releases", folder / "intake.db")
