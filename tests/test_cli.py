"""The command as an operator and a donor meet it: exit codes and what is said on the way."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from hand_made import EVENT, HEADER, put_report, write_text

from ingest.cli import main
from ingest.publish.release import lock_releases

ROOT = Path(__file__).parents[1]
TITLE, DATE, PLACE = HEADER
REPORTS = {
    "dobre.csv": [HEADER, EVENT, ["", *EVENT[1:]], ["", "", ""], EVENT],
    "u-lead.csv": [HEADER, EVENT, ["Кадри", *EVENT[1:]], ["Земля", "20.10.2020", EVENT[2]]],
}
"""Seven rows: three accepted, one without a title, two that repeat the first, one blank."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with two reports, from which the command is called as an operator calls it."""
    monkeypatch.chdir(tmp_path)
    quarter = tmp_path / "submissions" / "2020-Q4"
    quarter.mkdir(parents=True)
    for name, rows in REPORTS.items():
        (quarter / name).write_bytes(write_text(rows))
    return tmp_path


def select(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def release_of(folder):
    return (folder / "releases" / "current").resolve(strict=True)


def exit_code(*arguments):
    """Return the code of a call that the parser itself refuses."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    return stopped.value.code


def test_the_sample_is_built_and_the_summary_says_so(tmp_path, capsys):
    places = ["--releases", str(tmp_path / "releases"), "--intake", str(tmp_path / "intake.db")]
    assert main(["build", "--submissions", str(ROOT / "submissions"), *places]) == 0
    *_, files, rows, published = capsys.readouterr().out.splitlines()
    assert files == "Файлів 68"
    assert rows == "Рядків 124: прийнято 124, відхилено 0, повторів 0, порожніх 0"
    assert published.endswith(f": {tmp_path}/releases/{release_of(tmp_path).name}")


@pytest.mark.parametrize(
    ("language", "summary"),
    [
        ("uk", ["Файлів 2", "Рядків 7: прийнято 3, відхилено 1, повторів 2, порожніх 1"]),
        ("en", ["Files 2", "Rows 7: accepted 3, rejected 1, duplicate 2, blank 1"]),
    ],
)
def test_a_rejected_row_is_told_and_stops_nothing(folder, capsys, language, summary):
    assert main(["build", "--lang", language]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert lines[-3:-1] == summary
    assert any(line.strip().startswith("2020-Q4/dobre.csv") and " 3, " in line for line in lines)
    assert told.err == ""
    assert select(release_of(folder) / "trainings.db", "SELECT count(*) FROM training") == [(3,)]


BAD = {
    "2020-Q4/no_place.csv": (write_text([[TITLE, DATE, "Жінок"]]), f"«{PLACE}»"),
    "2020-Q4/text.xlsx": (b"not a workbook", "(.xlsx)"),
    "2020-Q4/letter.docx": (b"a letter", ".xlsx, .xls, .ods"),
    "of_no_quarter.csv": (write_text([HEADER, EVENT]), "submissions/2020-Q4/"),
}
"""File → what is in it, and words of what was expected instead."""


@pytest.mark.parametrize("language", ["uk", "en"])
def test_bad_files_stop_and_each_is_named_with_what_was_expected(folder, capsys, language):
    assert main(["build"]) == 0
    former = release_of(folder)
    capsys.readouterr()
    for name, (content, _) in BAD.items():
        (folder / "submissions" / name).write_bytes(content)
    assert main(["build", "--lang", language]) == 1
    lines = capsys.readouterr().out.splitlines()
    for name, (_, expected) in BAD.items():
        (line,) = (line for line in lines if line.startswith(f"    {name}: "))
        assert expected in line
    assert release_of(folder) == former
    assert [path.name for path in (folder / "releases").glob("2*")] == [former.name]
    good = select("intake.db", "SELECT file_name, rows_total FROM file WHERE NOT is_refused")
    assert good == [("2020-Q4/dobre.csv", 4), ("2020-Q4/u-lead.csv", 3)]
    assert select("intake.db", "SELECT count(*) FROM file WHERE is_refused") == [(3,)]
    assert select("intake.db", "SELECT count(*) FROM raw_row") == [(7,)]


def test_a_build_of_another_day_publishes_its_past(folder):
    assert main(["build", "--as-of", "2020-10-15"]) == 0
    assert release_of(folder).name.startswith("2020-10-15-")
    assert select(release_of(folder) / "trainings.db", "SELECT count(*) FROM training") == [(2,)]


def test_a_build_beside_another_one_stops(folder, capsys):
    with lock_releases(folder / "releases"):
        assert main(["build", "--lang", "en"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "releases" in told.err
    assert not (folder / "intake.db").exists()


def test_a_folder_without_reports_stops(folder, capsys):
    (folder / "empty").mkdir()
    assert main(["build", "--submissions", "empty"]) == 1
    assert "empty/2020-Q4/" in capsys.readouterr().err
    assert not (folder / "releases").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--submissions", "missing"),
        ("build", "--reference", "missing"),
        ("build", "--expected-reports", "missing"),
        ("check", "missing"),
        ("check", "submissions", "--reference", "missing"),
        ("template", "out.xlsx", "--reference", "missing"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_a_wrong_call_and_is_named(folder, capsys, arguments):
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "missing" in told.err
    assert [path.name for path in folder.iterdir()] == ["submissions"]


def test_a_folder_is_no_file_to_check(folder, capsys):
    assert main(["check", "submissions"]) == 2
    assert "submissions" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "build"),
        (("publish",), "publish"),
        (("build", "--fast"), "--fast"),
        (("build", "--as-of", "yesterday"), "yesterday"),
        (("build", "--as-of", "2020-02-30"), "2020-02-30"),
        (("build", "--lang", "de"), "de"),
        (("check",), "FILE"),
        (("check", "a.csv", "--quarter", "2020-Q5"), "2020-Q5"),
        (("check", "a.csv", "--quarter", "autumn"), "autumn"),
        (("template",), "OUT.xlsx"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_call_that_cannot_be_read_is_a_wrong_call(folder, capsys, arguments, named):
    assert exit_code(*arguments) == 2
    assert named in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["submissions"]


def test_help_is_no_mistake(capsys):
    assert exit_code("--help") == 0
    out = capsys.readouterr().out
    for command in ("build", "check", "template", "metadata"):
        assert command in out


def check(folder, rows, *arguments):
    (folder / "report.csv").write_bytes(write_text(rows))
    return main(["check", "report.csv", *arguments])


def test_a_good_file_is_checked_with_nothing_to_mend(folder, capsys):
    assert check(folder, [HEADER, EVENT], "--lang", "en") == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        "1 of 1 rows accepted",
        "Rows 1: accepted 1, rejected 0, duplicate 0, blank 0",
        "Nothing to mend.",
    ]


def test_a_doubt_is_told_and_is_no_fault(folder, capsys):
    assert check(folder, [HEADER, [*EVENT[:2], ""]]) == 0
    assert "report.csv, рядок 2, колонка C: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([HEADER, EVENT, ["", *EVENT[1:]]], "report.csv, рядок 3, колонка A: "),
        ([HEADER, [EVENT[0], "восени", EVENT[2]]], "report.csv, рядок 2, колонка B: "),
        ([[TITLE, DATE, "Жінок"], EVENT], "report.csv: "),
        ([["Прізвище", "Оклад"]], "report.csv: "),
        ([], "report.csv: "),
    ],
    ids=["no title", "no date", "no place in the header", "foreign", "empty"],
)
def test_a_bad_file_is_checked_with_the_place_to_mend(folder, capsys, rows, place):
    assert check(folder, rows) == 1
    assert f"    {place}" in capsys.readouterr().out


def test_checking_writes_nothing(folder):
    check(folder, [HEADER, EVENT])
    assert sorted(path.name for path in folder.iterdir()) == ["report.csv", "submissions"]


@pytest.mark.parametrize(
    ("file", "options", "code"),
    [
        ("submissions/2020-Q4/late.csv", (), 1),
        ("submissions/late.csv", (), 0),
        ("submissions/late.csv", ("--quarter", "2020-Q4"), 1),
        ("submissions/2020-Q4/late.csv", ("--quarter", "2021-Q1"), 0),
    ],
)
def test_the_quarter_is_the_one_given_or_that_of_the_folder(folder, file, options, code):
    """An event of January 2021 is in the future for the report of autumn 2020."""
    (folder / file).write_bytes(write_text([HEADER, ["Бюджет", "12.01.2021", "Баранівська"]]))
    assert main(["check", file, *options]) == code


def answers_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def answers_to(*files):
    return [f"{file}.answer.{ending}" for file in files for ending in ("html", "json", "xlsx")]


@pytest.mark.parametrize(
    ("rows", "code"), [([HEADER, EVENT], 0), ([HEADER, ["", *EVENT[1:]]], 1), ([["Прізвище"]], 1)]
)
def test_the_answer_to_a_checked_file_is_written_where_it_is_asked_for(folder, capsys, rows, code):
    assert check(folder, rows) == code
    told = capsys.readouterr().out
    assert check(folder, rows, "--answers", "new/answers") == code
    assert capsys.readouterr().out == told + "Відповідь: new/answers\n"
    assert answers_in(folder / "new" / "answers") == answers_to("report.csv")


def test_checking_one_file_leaves_the_answers_to_others(folder):
    check(folder, [HEADER, EVENT], "--answers", "answers")
    assert main(["check", "submissions/2020-Q4/dobre.csv", "--answers", "answers"]) == 1
    assert answers_in(folder / "answers") == answers_to("dobre.csv", "report.csv")


def test_a_build_answers_every_file_beside_the_intake(folder):
    assert main(["build", "--intake", "private/intake.db", "--lang", "en"]) == 0
    answers = folder / "private" / "answers"
    assert answers_in(answers) == answers_to("2020-Q4/dobre.csv", "2020-Q4/u-lead.csv")
    assert answers.stat().st_mode & 0o777 == 0o700
    told = json.loads((answers / "2020-Q4" / "u-lead.csv.answer.json").read_text("utf-8"))
    assert told["counts"] == {
        "total": 3, "accepted": 2, "rejected": 0, "duplicate": 1, "blank": 0,
    }  # fmt: skip
    assert (told["language"], told["quarter"]) == ("en", "2020-Q4")


def test_a_build_that_is_refused_answers_too(folder, capsys):
    (folder / "submissions" / "2020-Q4" / "bad.csv").write_bytes(b"a;b\n1;2\n")
    assert main(["build", "--answers", "told"]) == 1
    assert "\nВідповідь: told\n" in capsys.readouterr().out
    files = ("bad.csv", "dobre.csv", "u-lead.csv")
    assert answers_in(folder / "told") == answers_to(*(f"2020-Q4/{file}" for file in files))
    told = json.loads((folder / "told" / "2020-Q4" / "bad.csv.answer.json").read_text("utf-8"))
    assert told["refused"] is True


def test_the_answers_to_a_file_go_with_it(folder):
    assert main(["build"]) == 0
    (folder / "submissions" / "2020-Q4" / "u-lead.csv").unlink()
    assert main(["build"]) == 0
    assert answers_in(folder / "answers") == answers_to("2020-Q4/dobre.csv")


@pytest.mark.parametrize("answers", ["submissions", "submissions/answers"])
def test_answers_do_not_go_among_the_reports(folder, capsys, answers):
    assert main(["build", "--answers", answers]) == 2
    assert answers in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["submissions"]


def test_the_template_is_written_where_it_is_asked_for(folder, capsys):
    assert main(["template", "new folder/blank.xlsx"]) == 0
    assert "new folder/blank.xlsx" in capsys.readouterr().out
    assert openpyxl.load_workbook("new folder/blank.xlsx").sheetnames[0] == "Заходи"


def test_the_descriptions_are_written_into_the_file_that_is_named(folder, capsys):
    committed = (ROOT / "metadata.yml").read_text(encoding="utf-8")
    stale = committed.replace("Перший день", "Останній день")
    (folder / "metadata.yml").write_text(stale, encoding="utf-8")
    assert main(["metadata"]) == 0
    assert "metadata.yml" in capsys.readouterr().out
    assert "Перший день, ISO 8601" in (folder / "metadata.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("metadata", "missing.yml"),
        ("metadata", "no_markers.yml"),
        ("template", "no_markers.yml/out.xlsx"),
        ("check", "no_markers.yml", "--reference", "."),
        ("build", "--releases", "no_markers.yml"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_answered_in_words(tmp_path, monkeypatch, capsys, arguments):
    monkeypatch.chdir(tmp_path)
    put_report(tmp_path, "a.csv", [HEADER, EVENT])
    (tmp_path / "no_markers.yml").write_text("title: x\n", encoding="utf-8")
    assert main(arguments) in (1, 2)
    assert capsys.readouterr().err
