"""The donor's answer as they open it: the marked copy, the page and the data."""

import json
import re
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hand_made import EVENT, HEADER, write_text, write_workbook
from hypothesis import given
from hypothesis import strategies as st

from ingest.common.messages import load_messages, load_phrases
from ingest.common.quarters import Quarter
from ingest.load.tables import FileCounts
from ingest.pipeline import check_file
from ingest.problems import Problem
from ingest.publish.answer import html as page
from ingest.publish.answer import xlsx, xlsx_summary
from ingest.publish.answer.folder import AnswerFolder
from ingest.publish.answer.html import Line, render_html
from ingest.publish.answer.model import make_answer
from ingest.publish.answer.xlsx import write_xlsx
from ingest.read.sheets import Sheet
from ingest.receive import ReceivedFile

QUARTER = Quarter(2020, 4)
RED, YELLOW, BLUE = "FFF6B3B0", "FFFFE08A", "FFBBD9F2"
COLUMNS = ["Проєкт", *HEADER, "Тема", "Бюджет, грн", "Примітки"]
"""A project, title, date, hromadas, topic, a column that is not ours, notes."""
DAY = datetime(2020, 10, 12)
GOOD = ["DOBRE", "Бюджет", DAY, "Баранівська", None, 7, None]
FAULTS = {
    "Заходи": [
        ["Звіт за квартал"],
        [],
        COLUMNS,
        GOOD,
        ["DOBRE", None, DAY, "Баранівська", None, 1.5, None],
        ["DOBRE", "Кадри", "восени", "Незнана; Невідома", "гроші", None, None],
        GOOD,
        ["Всього", None, None, None, None, 8],
    ],
    "Кошторис": [["Стаття", "Сума"], ["Кава", 100.5]],
}


class Answered:
    """What was written of one file."""

    def __init__(self, folder, name):
        self.xlsx, self.html, self.json = (
            folder / f"{name}.answer.{ending}" for ending in ("xlsx", "html", "json")
        )
        self.workbook = openpyxl.load_workbook(self.xlsx)
        self.page = self.html.read_text(encoding="utf-8")
        self.data = json.loads(self.json.read_text(encoding="utf-8"))

    def everything(self):
        """Return all that the three files hold, as text."""
        with zipfile.ZipFile(self.xlsx) as parts:
            sheets = [parts.read(name).decode() for name in parts.namelist()]
        return "\n".join([self.page, json.dumps(self.data, ensure_ascii=False), *sheets])


@pytest.fixture
def answer(tmp_path):
    """Return a function: name and bytes of a file → what is answered to it."""

    def answer(name, content, language="uk", quarter=QUARTER):
        path = tmp_path / name
        path.write_bytes(content)
        check_file(path, quarter=quarter, answers=tmp_path / "answers", language=language)
        return Answered(tmp_path / "answers", name)

    return answer


@pytest.fixture
def faults(answer):
    return answer("report.xlsx", write_workbook(**FAULTS))


def by_hand(sheets, headers, problems=(), counts=None):
    """Put together an answer of sheets and problems that no real file need have."""
    counts = counts or FileCounts()
    sheets = tuple(Sheet("report.ods", name, rows) for name, rows in sheets.items())
    received = ReceivedFile("report.ods", QUARTER, "0" * 64, 1, False, (), tuple(problems), sheets)
    return make_answer(received, counts, problems, headers, "uk")


def marks(sheet):
    """Return the cells that are filled below and in the header: address → colour."""
    colours = {RED, YELLOW, BLUE}
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {
        cell.coordinate: cell.fill.fgColor.rgb for cell in cells if cell.fill.fgColor.rgb in colours
    }


def comments(sheet):
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def table(sheet):
    """Return the rows of the summary's list, as text."""
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    top = next(
        number for number, row in enumerate(rows) if row[5] in ("У чому річ", "What is wrong")
    )
    return rows[top + 1 :]


def test_every_row_stands_in_the_copy_at_its_own_place(faults):
    assert faults.workbook.sheetnames == ["Підсумок", *FAULTS]
    for name, rows in FAULTS.items():
        sheet = faults.workbook[name]
        for number, row in enumerate(rows, start=1):
            told = [sheet.cell(number, column).value for column in range(1, len(row) + 1)]
            assert told == row
    assert faults.workbook["Заходи"]["C4"].number_format == "dd.mm.yyyy"
    assert faults.workbook["Заходи"].freeze_panes == "A4"


def test_what_is_to_be_mended_is_coloured_by_its_weight(faults):
    assert marks(faults.workbook["Заходи"]) == {
        "F3": BLUE,
        "B5": RED,
        "C6": RED,
        "D6": YELLOW,
        "E6": YELLOW,
        "A7": BLUE,
    }
    assert marks(faults.workbook["Кошторис"]) == {}


def test_a_comment_tells_what_and_how_to_mend_and_each_problem_has_a_line(faults):
    told = comments(faults.workbook["Заходи"])
    assert told.keys() == marks(faults.workbook["Заходи"]).keys()
    assert told["B5"] == "Треба виправити: У рядку немає назви заходу. Впишіть назву."
    assert "«Незнана»" in told["D6"].splitlines()[0]
    assert "«Невідома»" in told["D6"].splitlines()[1]


def test_the_summary_tells_first_what_is_fine(faults):
    told = [row[:2] for row in faults.workbook["Підсумок"].iter_rows(max_row=9, values_only=True)]
    assert told == [
        ("Відповідь на звіт", None),
        ("report.xlsx", None),
        ("IV квартал 2020", None),
        (None, None),
        ("1 із 4 рядків прийнято", None),
        ("Прийнято", 1),
        ("Відхилено", 2),
        ("Повторів", 1),
        ("Порожніх", 1),
    ]


def test_the_summary_lists_every_problem_and_leads_to_its_cell(faults):
    summary = faults.workbook["Підсумок"]
    rows = table(summary)
    assert [row[:5] for row in rows] == [
        ["Треба виправити", "Заходи", "5", "B", "Назва заходу"],
        ["Треба виправити", "Заходи", "6", "C", "Дата початку"],
        ["Прийнято із сумнівом", "Заходи", "6", "D", "Громади"],
        ["Прийнято із сумнівом", "Заходи", "6", "D", "Громади"],
        ["Прийнято із сумнівом", "Заходи", "6", "E", "Тема"],
        ["До відома", "Заходи", "7", "", ""],
        ["До відома", "Заходи", "3", "F", "Бюджет, грн"],
        ["До відома", "Кошторис", "", "", ""],
    ]
    assert rows[0][5:7] == ["У рядку немає назви заходу.", "Впишіть назву."]
    links = {
        (cell.row, cell.column): cell.hyperlink.location
        for row in summary.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    top = summary.max_row - len(rows)
    assert [links[top + number, 2] for number in range(1, len(rows) + 1)] == [
        "Заходи!B5",
        "Заходи!C6",
        "Заходи!D6",
        "Заходи!D6",
        "Заходи!E6",
        "Заходи!A7",
        "Заходи!F3",
        "Кошторис!A1",
    ]
    assert links[top + 1, 3] == links[top + 1, 4] == "Заходи!B5"


FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "{=1}",
    "http://example.org",
    "=HYPERLINK(1)",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_stays_a_text(answer, text):
    told = answer("report.csv", write_text([HEADER, [text, *EVENT[1:]], ["", text, text]]))
    sheet = told.workbook["report"]
    for cell in (sheet["A2"], sheet["B3"], sheet["C3"]):
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert "<f>" not in told.everything()


def test_a_text_file_is_one_sheet_of_its_name(answer):
    told = answer("звіт.csv", write_text([HEADER, EVENT, ["", "12.10.2020"]], "cp1251"))
    assert told.workbook.sheetnames == ["Підсумок", "звіт"]
    assert [cell.value for cell in told.workbook["звіт"][2]] == EVENT
    assert marks(told.workbook["звіт"]) == {"A3": RED, "C3": YELLOW}


@pytest.mark.parametrize(
    ("name", "content", "sheets"),
    [
        ("text.xlsx", b"not a workbook", []),
        ("empty.csv", b"", []),
        ("letter.docx", b"a letter", []),
        ("no_place.xlsx", write_workbook(Заходи=[[*HEADER[:2], "Жінок"]]), ["Заходи"]),
    ],
)
def test_of_a_refused_file_the_reason_is_told(answer, name, content, sheets):
    told = answer(name, content)
    assert told.workbook.sheetnames == ["Підсумок", *sheets]
    assert told.workbook["Підсумок"]["A5"].value == "Файл не прийнято"
    (kind,) = told.data["kinds"]
    assert told.data["refused"] is True
    assert table(told.workbook["Підсумок"])[0][5:7] == [
        kind["places"][0]["text"],
        kind["places"][0]["fix"],
    ]
    assert "<h1>Файл не прийнято</h1>" in told.page
    assert "Прийнято</dt>" not in told.page


def test_a_file_without_a_fault_is_told_so(answer):
    told = answer("report.csv", write_text([HEADER, EVENT]))
    assert told.workbook["Підсумок"]["A10"].value == "Зауважень немає."
    assert "Зауважень немає." in told.page
    assert told.data["kinds"] == []


def test_the_data_has_kinds_and_their_places(answer):
    told = answer("report.csv", write_text([HEADER, EVENT, ["", *EVENT[1:]], ["Кадри", "", ""]]))
    assert {key: value for key, value in told.data.items() if key != "sha256"} == {
        "file": "report.csv",
        "quarter": "2020-Q4",
        "language": "uk",
        "counts": {"total": 3, "accepted": 1, "rejected": 2, "duplicate": 0, "blank": 0},
        "refused": False,
        "kinds": [
            {
                "code": code,
                "severity": severity,
                "title": load_messages("uk")[code].title,
                "count": 1,
                "places": [
                    {
                        "sheet": None,
                        "row": row,
                        "column": column,
                        "header": header,
                        "value": "",
                        "text": load_messages("uk")[code].text,
                        "fix": load_messages("uk")[code].fix.removesuffix(" Може, {suggestion}?"),
                        "suggestion": "",
                    }
                ],
            }
            for code, severity, row, column, header in (
                ("title_missing", "error", 3, "A", "Назва заходу"),
                ("date_missing", "error", 4, "B", "Дата початку"),
                ("place_missing", "warning", 4, "C", "Громади"),
            )
        ],
    }


def test_the_value_is_the_donors_own(answer):
    rows = [COLUMNS, ["DOBRE", "Кадри", datetime(2021, 2, 14), "Баранівська; Незнана", "гроші"]]
    told = answer("report.xlsx", write_workbook(Заходи=rows))
    values = {kind["code"]: kind["places"][0]["value"] for kind in told.data["kinds"]}
    assert values["date_in_future"] == "14.02.2021"
    assert values["hromada_unknown"] == "Незнана"
    assert values["topic_unknown"] == "гроші"


@pytest.mark.parametrize("language", ["uk", "en"])
def test_all_is_told_in_one_language(answer, language):
    told = answer("report.xlsx", write_workbook(**FAULTS), language)
    phrases = load_phrases(language)
    assert f'<html lang="{language}">' in told.page
    assert f"<h1>{phrases['fine'].format(accepted=1, rows=4)}</h1>" in told.page
    assert told.data["language"] == language
    assert told.workbook.sheetnames[0] == phrases["summary"]
    for kind in told.data["kinds"]:
        assert kind["title"] == load_messages(language)[kind["code"]].title
        assert kind["title"] in told.page


def test_the_page_tells_of_the_gravest_first(faults):
    titles = re.findall(r"<h2 class=\"(\w+)\">", faults.page)
    assert titles == ["error", "warning", "note"]


HOSTILE = [
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    '"><img src=x onerror=y>',
    "</style>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_the_file_is_live_in_the_page(answer, text):
    rows = [[*HEADER, text], [text, text, text, text]]
    told = answer("report.xlsx", write_workbook(**{"<b>Заходи": rows}))
    assert not re.search(r"<(script|img|b>Заходи|a )|href|src=[^x]|https?:|url\(", told.page)
    assert told.page.count("</style>") == 1
    assert any(place["value"] == text for kind in told.data["kinds"] for place in kind["places"])


@pytest.mark.parametrize(
    ("rows", "shown"),
    [((4,), "4"), ((4, 5, 9), "4–5, 9"), ((2, 3, 4, 6, 7, 8), "2–4, 6–8"), ((), "")],
)
def test_rows_that_follow_each_other_are_a_run(rows, shown):
    assert Line(None, rows).shown == shown


def test_the_same_fault_of_many_rows_is_one_line_of_the_page(answer):
    rows = [[*EVENT, "гроші"] for _ in range(3)] + [["Кадри", *EVENT[1:], "гроші"]]
    told = answer("report.csv", write_text([[*HEADER, "Тема"], *rows]))
    assert "рядки 2–5" in told.page
    assert "· 4</small>" in told.page


def test_a_page_is_to_be_read_and_counts_what_it_leaves_out(answer, monkeypatch):
    monkeypatch.setattr(page, "MOST_LINES", 2)
    rows = [[*EVENT, f"тема {number}"] for number in range(5)]
    told = answer("report.csv", write_text([[*HEADER, "Тема"], *rows]))
    assert "«тема 1»" in told.page
    assert "«тема 2»" not in told.page
    assert "…і ще 3 таких" in told.page
    assert "тема 4" in told.json.read_text(encoding="utf-8")


def test_comments_and_the_list_are_bounded_and_say_so(answer, monkeypatch):
    for module in (xlsx, xlsx_summary):
        monkeypatch.setattr(module, "MOST", 2)
    rows = [["", *EVENT[1:]] for _ in range(5)]
    told = answer("report.csv", write_text([HEADER, *rows]))
    assert list(comments(told.workbook["report"])) == ["A2", "A3"]
    assert len(marks(told.workbook["report"])) == 5
    assert len(table(told.workbook["Підсумок"])) == 2
    head = [told.workbook["Підсумок"].cell(row, 1).value for row in (10, 11)]
    assert [re.findall(r"\d+", line) for line in head] == [["3"], ["3"]]


SECRETS = ["067 123 45 67", "olena@example.org", "+380671234567"]


@pytest.mark.parametrize("secret", SECRETS)
def test_personal_data_is_not_repeated_anywhere(answer, secret):
    content = write_workbook(
        Заходи=[
            [*COLUMNS, secret],
            ["DOBRE", "Бюджет", DAY, "Баранівська", f"тема {secret}", secret, f"тел. {secret}"],
            ["DOBRE", f"Кадри {secret}", f"восени {secret}", secret, None, None, None],
        ],
        Список=[["Хтось", secret]],
    )
    told = answer("report.xlsx", content)
    assert secret not in told.everything()
    assert told.workbook["Заходи"]["G2"].value == "тел. [вилучено]"
    assert told.workbook["Список"]["A1"].value == "Хтось"
    (kind,) = (kind for kind in told.data["kinds"] if kind["code"] == "personal_data")
    assert {place["column"] for place in kind["places"]} >= {"B", "E", "G"}


def test_a_phone_that_is_a_number_is_not_repeated_either(answer):
    rows = [[*HEADER, "Учасників"], [*EVENT, 380671234567]]
    assert "380671234567" not in answer("a.xlsx", write_workbook(А=rows)).everything()


def test_what_only_another_rule_knows_for_personal_is_hidden_whole(headers, tmp_path):
    rows = (tuple(HEADER), ("Іваненко Іван", "восени", "Громада"))
    problems = [
        Problem("personal_data", "report.ods", "А", 2, "A", "title", "Іваненко Іван", "[вилучено]"),
        Problem("topic_unknown", "report.ods", "А", 2, "A", "title", "Іваненко Іван"),
    ]
    answer = by_hand({"А": rows}, headers, problems)
    write_xlsx(answer, tmp_path / "a.xlsx")
    told = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [cell.value for cell in told["А"][2]] == ["[вилучено]", "восени", "Громада"]
    assert "Іваненко" not in render_html(answer) + json.dumps(answer.as_data(), ensure_ascii=False)
    assert "Іваненко" not in str(comments(told["А"]))


def test_odd_names_of_sheets_are_made_fit_for_excel(headers, tmp_path):
    names = ["Підсумок", "підсумок", "a[b]:*?/\\c", "'q'", "х" * 40, "х" * 41, "🙂" * 20, "''"]
    rows = ((1, 2),)
    problems = [Problem("sheet_skipped", "report.ods", name) for name in names]
    write_xlsx(by_hand(dict.fromkeys(names, rows), headers, problems), tmp_path / "a.xlsx")
    told = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert len(told.sheetnames) == len(names) + 1
    assert told.sheetnames[:5] == ["Підсумок", "Підсумок (2)", "підсумок (3)", "a_b______c", "q"]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (date(2020, 10, 12), DAY),
        (datetime(2020, 10, 12, 9, 30), datetime(2020, 10, 12, 9, 30)),
        (date(1899, 5, 1), "1899-05-01"),
        (time(9, 30), time(9, 30)),
        (timedelta(hours=30), timedelta(hours=30)),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
        (True, True),
        (12, 12),
        (0.5, 0.5),
        ("a\x00b\x0b", "a_x0000_b_x000B_"),
        ("х" * 40_000, "х" * 32_767),
        ("", None),
        (None, None),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_a_cell_of_any_kind_can_be_copied(headers, tmp_path, cell, told):
    write_xlsx(by_hand({"А": ((cell, "кінець"),)}, headers), tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["А"]["A1"].value == told


@given(cells=st.lists(st.text(max_size=8), min_size=3, max_size=5))
def test_whatever_stands_in_a_file_it_is_answered(headers, tmp_path_factory, cells):
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    problems = [Problem("topic_unknown", "report.ods", "А", 2, "B", "topic", cells[1], cells[0])]
    answer = by_hand({"А": (tuple(HEADER), tuple(cells))}, headers, problems)
    write_xlsx(answer, path)
    assert openpyxl.load_workbook(path).sheetnames == ["Підсумок", "А"]
    assert render_html(answer).startswith("<!doctype html>")


def test_the_same_file_gives_the_same_bytes(answer):
    content = write_workbook(**FAULTS)
    first, second = (
        [path.read_bytes() for path in (told.xlsx, told.html, told.json)]
        for told in (answer("report.xlsx", content), answer("report.xlsx", content))
    )
    assert first == second


def write_all(folder, headers, *files):
    """Write the answers to refused files of these names, then remove all others."""
    answers = AnswerFolder(folder / "answers", headers, "uk")
    for file in files:
        problem = Problem("file_empty", file)
        received = ReceivedFile(file, QUARTER, "0" * 64, 0, True, (), (problem,))
        answers.write(received, FileCounts(), [problem])
    answers.remove_others()
    return sorted(
        path.relative_to(folder / "answers").as_posix()
        for path in (folder / "answers").rglob("*.*")
    )


def three(file):
    return [f"{file}.answer.{ending}" for ending in ("html", "json", "xlsx")]


def test_answers_are_private(tmp_path, headers):
    write_all(tmp_path, headers, "2020-Q4/deep/a.csv")
    folders = [path for path in (tmp_path / "answers").rglob("*") if path.is_dir()]
    for folder in (tmp_path / "answers", *folders):
        assert folder.stat().st_mode & 0o777 == 0o700
    for file in three("2020-Q4/deep/a.csv"):
        assert (tmp_path / "answers" / file).stat().st_mode & 0o777 == 0o600


def test_answers_to_files_that_are_gone_are_removed_and_nothing_else(tmp_path, headers):
    assert write_all(tmp_path, headers, "2020-Q4/a.csv", "2021-Q1/b.csv") == [
        *three("2020-Q4/a.csv"),
        *three("2021-Q1/b.csv"),
    ]
    for kept in ("notes/a.csv.answer.html", "2020-Q4/letter.html", "c.csv.answer.html"):
        (tmp_path / "answers" / kept).parent.mkdir(exist_ok=True)
        (tmp_path / "answers" / kept).touch()
    (tmp_path / "answers" / "2020-Q4" / ".a.csv.answer.xlsx.new").touch()
    assert write_all(tmp_path, headers, "2020-Q4/c.csv") == [
        *three("2020-Q4/c.csv"),
        "2020-Q4/letter.html",
        "c.csv.answer.html",
        "notes/a.csv.answer.html",
    ]
    assert not (tmp_path / "answers" / "2021-Q1").exists()


def test_long_names_are_cut_and_stay_apart(tmp_path, headers):
    files = [f"2020-Q4/{'х' * 120}{number}.csv" for number in (1, 2)]
    assert len(write_all(tmp_path, headers, *files)) == 6


def test_an_answer_that_cannot_be_finished_leaves_the_former(tmp_path, headers, monkeypatch):
    write_all(tmp_path, headers, "2020-Q4/a.csv")
    former = (tmp_path / "answers/2020-Q4/a.csv.answer.html").read_bytes()

    def fail(answer):
        raise OSError("no space")

    monkeypatch.setattr("ingest.publish.answer.folder.render_html", fail)
    with pytest.raises(OSError, match="no space"):
        write_all(tmp_path, headers, "2020-Q4/a.csv")
    assert (tmp_path / "answers/2020-Q4/a.csv.answer.html").read_bytes() == former
    assert not list((tmp_path / "answers").rglob("*.new"))
