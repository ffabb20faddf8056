"""Files made to harm or to mislead: refused with the reason, within bounds, and text stays text."""

import io
import os
import re
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from archives import MAIN, edit_parts, ods_cell, ods_empty, ods_row, write_ods
from hand_made import EVENT, HEADER, put_report, save, write_text, write_workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.common.quarters import Quarter
from ingest.pipeline import build_release, list_submissions
from ingest.problems import FileRefused
from ingest.read.sheets import read_sheets

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "tests" / "files"
XLS = (FILES / "reading" / "excel_97.xls").read_bytes()
QUARTER = Quarter(2020, 4)


# The makers: each returns the bytes of one file. Big ones are made only when they are read.


def good_workbook():
    return write_workbook(Заходи=[HEADER, EVENT])


def with_sheet(data, around=""):
    """Return a workbook whose first sheet has this XML in its sheetData."""
    xml = f'<worksheet xmlns="{MAIN}">{around}<sheetData>{data}</sheetData></worksheet>'
    return edit_parts(good_workbook(), sheet=xml)


def cell(place, value=1):
    row = re.sub(r"\D", "", place)
    return f'<row r="{row}"><c r="{place}"><v>{value}</v></c></row>'


def far_cell():
    return with_sheet(cell("A1") + cell("XFD1048576"))


def far_cells_of_many_sheets():
    """Each sheet is within the bounds; all together are not."""
    content = write_workbook(**{f"С{number}": [HEADER] for number in range(40)})
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{cell("A1")}{cell("ZZ1")}</sheetData></worksheet>'
    xml = xml.replace("ZZ1", "Z9999").replace('row r="1"><c r="Z', 'row r="9999"><c r="Z')
    return edit_parts(
        content, **{f"xl/worksheets/sheet{number}.xml": xml for number in range(1, 41)}
    )


def million_columns_without_places():
    return with_sheet("<row>" + "<c><v>1</v></c>" * 1_000_000 + "</row>")


def one_long_text_in_a_million_cells():
    text = "х" * 32_000
    data = "".join(
        f'<row r="{row}">' + '<c t="s"><v>0</v></c>' * 200 + "</row>" for row in range(1, 5_001)
    )
    xml = f'<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'
    content = with_sheet(data)
    return edit_parts(content, strings=xml)


def zip_bomb():
    parts = {"xl/media/bomb.xml": b" " * 40_000_000}
    return edit_parts(good_workbook(), zipfile.ZIP_DEFLATED, **parts)


def zip_too_big():
    noise = os.urandom(31_000_000).hex()
    return edit_parts(good_workbook(), **{"xl/big.xml": f"<a>{noise}</a>"})


def zip_that_lies_about_its_size():
    """A part of 40 MB that the list of the archive calls one of 100 bytes."""
    content = edit_parts(
        good_workbook(), zipfile.ZIP_DEFLATED, **{"xl/lie.xml": b"<a>" + b" " * 40_000_000}
    )
    true_size = (40_000_003).to_bytes(4, "little")
    return content.replace(true_size, (100).to_bytes(4, "little"))


def zip_of_many_parts():
    return edit_parts(good_workbook(), **{f"xl/{number}.xml": b"<a/>" for number in range(600)})


def dtd(name):
    xml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ха">]>'
    return edit_parts(good_workbook(), **{name: f'{xml}<worksheet xmlns="{MAIN}">&b;</worksheet>'})


def dtd_in_utf_16():
    xml = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><worksheet xmlns="{MAIN}"/>'
    return edit_parts(good_workbook(), sheet=xml.encode("utf-16"))


def xls_with(place, values):
    """Return the fixture with bytes changed after the first place where `place` stands."""
    content = bytearray(XLS)
    at = content.index(place) + len(place)
    content[at : at + len(values)] = values
    return bytes(content)


REFUSED = {
    # name: (bytes, code)
    "far_cell.xlsx": (far_cell, "file_too_big"),
    "far_cell_with_prefix.xlsx": (
        lambda: with_sheet(cell("A1") + f'<x:c xmlns:x="{MAIN}" r="XFD1048576"><x:v>1</x:v></x:c>'),
        "file_too_big",
    ),
    "far_cell_in_other_quotes.xlsx": (
        lambda: with_sheet(cell("A1") + "<row><c\nr='XFD1048576'><v>1</v></c></row>"),
        "file_too_big",
    ),
    "far_cells_of_many_sheets.xlsx": (far_cells_of_many_sheets, "file_too_big"),
    "far_row.xlsx": (lambda: with_sheet(cell("A1") + cell("B4294967295")), "file_too_big"),
    "million_columns.xlsx": (million_columns_without_places, "file_too_big"),
    "endless_column.xlsx": (lambda: with_sheet(cell("A" * 99_999 + "1")), "file_unreadable"),
    "one_long_text.xlsx": (one_long_text_in_a_million_cells, "file_too_big"),
    "many_merges.xlsx": (
        lambda: edit_parts(
            good_workbook(),
            sheet=f'<worksheet xmlns="{MAIN}"><sheetData>{cell("A1")}</sheetData><mergeCells>'
            + '<mergeCell ref="A1:A2"/>' * 60_000
            + "</mergeCells></worksheet>",
        ),
        "file_too_big",
    ),
    "bomb.xlsx": (zip_bomb, "file_unsafe"),
    "unpacks_to_62_mb.xlsx": (zip_too_big, "file_too_big"),
    "lies_about_size.xlsx": (zip_that_lies_about_its_size, "file_unreadable"),
    "many_parts.xlsx": (zip_of_many_parts, "file_too_big"),
    "part_twice.xlsx": (
        lambda: edit_parts(good_workbook(), **{"XL/workbook.xml": b"<a/>"}),
        "file_unsafe",
    ),
    "dtd_in_sheet.xlsx": (lambda: dtd("sheet"), "file_unsafe"),
    "dtd_in_strings.xlsx": (lambda: dtd("strings"), "file_unsafe"),
    "dtd_in_relations.xlsx": (lambda: dtd("xl/_rels/workbook.xml.rels"), "file_unsafe"),
    "dtd_in_utf_16.xlsx": (dtd_in_utf_16, "file_unsafe"),
    "dtd.ods": (
        lambda: edit_parts(write_ods(""), content='<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'),
        "file_unsafe",
    ),
    "sheet_without_end.xlsx": (lambda: with_sheet("<row><c>"), "file_unreadable"),
    "deep.xlsx": (lambda: with_sheet("<row>" * 500_000), "file_unreadable"),
    "cut_off.xlsx": (lambda: good_workbook()[:3000], "file_unreadable"),
    "far_column.ods": (
        lambda: write_ods(ods_row(ods_empty(10**9) + ods_cell("x"))),
        "file_too_big",
    ),
    "empty_cells.ods": (lambda: write_ods(ods_row(ods_empty(10**9) * 2)), "file_too_big"),
    "far_row.ods": (
        lambda: write_ods(ods_row(ods_empty(1), 10**9) + ods_row(ods_cell("x"))),
        "file_too_big",
    ),
    "repeated_row.ods": (lambda: write_ods(ods_row(ods_cell("x", 200), 10**6)), "file_too_big"),
    "repeated_text.ods": (
        lambda: write_ods(ods_row(ods_cell("х" * 30_000, 250), 100)),
        "file_too_big",
    ),
    "spaces.ods": (
        lambda: write_ods(ods_row(ods_cell('<text:s text:c="4000000000"/>'))),
        "file_too_big",
    ),
    "no_number.ods": (lambda: write_ods(ods_row(ods_empty("x"))), "file_unreadable"),
    "asks_for_all_memory.xls": (
        # The record of dimensions: rows from 0 to 2³¹, columns to 65,535.
        lambda: xls_with(b"\x00\x02\x0e\x00", b"\0\0\0\0\0\0\0\x80\0\0\xff\xff"),
        "file_unreadable",
    ),
    "cut_off.xls": (lambda: XLS[:3000], "file_unreadable"),
    "page_without_a_table.xls": (lambda: b"<html><p>1</p></html>", "file_wrong_kind"),
    "page_of_11_mb.xls": (lambda: b"<html><table>" + b"<tr><td>1" * 1_200_000, "file_too_big"),
    "page_of_wide_cells.xls": (
        lambda: b"<html><table><tr>" + b"<td colspan=9999>" * 9999,
        "file_too_big",
    ),
    "page_of_tall_cells.xls": (
        lambda: b"<html><table>" + b"<tr><td rowspan=9999 colspan=299>" * 300_000,
        "file_too_big",
    ),
    "page_in_no_encoding.xls": (
        lambda: b'<html><meta charset="ascii"><table><tr><td>' + "Назва".encode(),
        "file_encoding",
    ),
    "page.xlsx": (lambda: b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>", "file_wrong_kind"),
    "xml_of_2003.xls": (lambda: b'<?xml version="1.0"?><Workbook/>', "file_wrong_kind"),
    "text.xlsx": (lambda: write_text([HEADER, EVENT]), "file_wrong_kind"),
    "workbook.csv": (good_workbook, "file_wrong_kind"),
    "old_workbook.csv": (lambda: XLS, "file_wrong_kind"),
    "document.xlsx": (
        lambda: edit_parts(edit_parts(good_workbook()), **{"word/document.xml": b"<a/>"}).replace(
            b"xl/workbook.xml", b"xl/worfbook.xml"
        ),
        "file_wrong_kind",
    ),
    "scan.csv": (lambda: b"%PDF-1.7", "file_wrong_kind"),
    "too_big.csv": (lambda: write_text([HEADER]) + b"x" * 50_000_000, "file_too_big"),
    "line_of_49_mb.csv": (lambda: b"x" * 49_000_000, "file_too_big"),
    "line_of_commas.csv": (lambda: write_text([HEADER]) + b"," * 49_000_000, "file_too_big"),
    "open_quote.csv": (
        lambda: write_text([HEADER]) + b'"' + b"1;2;3\n" * 8_000_000,
        "file_unreadable",
    ),
    "row_of_lines.csv": (lambda: write_text([HEADER]) + b'"\n";' * 12_000_000, "file_too_big"),
    "many_rows.csv": (lambda: write_text([HEADER]) + b"1;1;1\n" * 300_000, "file_too_big"),
    "many_blank_rows.csv": (lambda: write_text([HEADER]) + b"\n" * 49_000_000, "file_too_big"),
    "301_columns.csv": (lambda: write_text([HEADER, ["1"] * 301]), "file_too_big"),
    "nul.csv": (
        lambda: write_text([HEADER, EVENT]).replace("Бюджет".encode(), b"\0"),
        "file_encoding",
    ),
    "utf_8_then_1251.csv": (
        lambda: write_text([HEADER, EVENT]) + write_text([EVENT], "cp1251"),
        "file_encoding",
    ),
    "1251_then_utf_8.csv": (
        lambda: write_text([HEADER, EVENT], "cp1251") + write_text([EVENT]),
        "file_encoding",
    ),
    "1251_then_koi8.csv": (
        lambda: (
            write_text([HEADER, EVENT], "cp1251")
            + write_text([["Місцеві бюджети та фінанси громади", "12.10.2020", "Канів"]], "koi8-u")
        ),
        "file_encoding",
    ),
    "koi8_then_866.csv": (
        lambda: (
            write_text([HEADER, EVENT], "koi8-u")
            + write_text([["Развитие громады и инвестиции", "12.10.2020", "Канев"]], "cp866")
        ),
        "file_encoding",
    ),
    "english_header_too_few_words.csv": (
        lambda: write_text(
            [["Title", "Start date", "Hromadas"], ["Ґа", "12.10.2020", ""]], "cp1251"
        ),
        "file_encoding",
    ),
}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """Return a function: a name of REFUSED → the path of the file, made once."""
    folder = tmp_path_factory.mktemp("hostile")

    def make(name):
        path = folder / name
        if not path.exists():
            path.write_bytes(REFUSED[name][0]())
        return path

    return make


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_the_reason(hostile, receiver, name):
    path = hostile(name)
    received = receiver.receive(path, name, QUARTER, QUARTER.end)
    (problem,) = received.problems
    assert (received.is_refused, received.rows) == (True, ())
    assert (problem.code, problem.file) == (REFUSED[name][1], name)
    assert problem.value


READ_ALONE = """
import resource, sys
from pathlib import Path
from ingest.pipeline import REFERENCE
from ingest.problems import FileRefused
from ingest.read.headers import load_headers
from ingest.read.sheets import read_sheets
headers = load_headers(REFERENCE / "headers.csv")
resource.setrlimit(resource.RLIMIT_AS, (900_000_000, 900_000_000))
for path in map(Path, sys.argv[1:]):
    try:
        read_sheets(path, path.name, headers)
    except FileRefused as refused:
        print(path.name, refused.finding.code)
# Not ru_maxrss, which a process has from the one that started it.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print("peak", int(peak.split()[1]) // 1024)
"""


def test_all_of_them_in_one_process_stay_within_its_memory(hostile):
    """Address space of 900 MB, most of it shared code; what was ever in use is under 500 MiB."""
    done = subprocess.run(
        [sys.executable, "-c", READ_ALONE, *map(hostile, REFUSED)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    *refused, peak = done.stdout.splitlines()
    assert refused == [f"{name} {code}" for name, (_, code) in REFUSED.items()]
    assert int(peak.split()[1]) < 500


def test_the_password_of_an_old_and_of_a_new_workbook_is_told(headers):
    with pytest.raises(FileRefused) as refused:
        read_sheets(FILES / "hostile" / "password.xlsx", "password.xlsx", headers)
    assert (refused.value.finding.code, refused.value.finding.value) == (
        "file_unreadable",
        "password",
    )


def test_the_other_files_go_on(tmp_path, hostile):
    """Of three files the middle one is hostile: the others are read and kept."""
    put_report(tmp_path, "a.csv", [HEADER, EVENT])
    put_report(tmp_path, "z.csv", [HEADER, ["Кадри", *EVENT[1:]]])
    folder = tmp_path / "submissions" / "2020-Q4"
    (folder / "m.xls").write_bytes(hostile("asks_for_all_memory.xls").read_bytes())
    summary = build_release(tmp_path / "submissions", tmp_path / "releases", tmp_path / "intake.db")
    assert summary.release is None
    assert [(p.file, p.code) for p in summary.refused] == [("2020-Q4/m.xls", "file_unreadable")]
    assert {file: counts.accepted for file, counts in summary.files.items()} == {
        "2020-Q4/a.csv": 1,
        "2020-Q4/m.xls": 0,
        "2020-Q4/z.csv": 1,
    }


TEXTS = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'); DROP TABLE training; --",
    "../../etc/passwd",
    "{{7*7}} ${jndi:ldap://x} %s %(a)s {value}",
]


PIECES = [
    *("х", "1", "_", "«", "-", " ", ".", "(", "Ab", "a_", "х "),
    *("1 ", " \n", "12.", ", та ", "хх, ", "(х, ", "з "),
]


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_cells_as_long_as_excel_has_them_are_read(tmp_path, receiver, piece):
    """In each column a row has one: a search that begins anew at each letter would not end."""
    long = (piece * 32_767)[:32_767]
    rows = [[*EVENT[:at], long, *EVENT[at + 1 :]] for at in range(len(EVENT))]
    path = tmp_path / "long.csv"
    path.write_bytes(write_text([HEADER, *rows]))
    received = receiver.receive(path, path.name, QUARTER, QUARTER.end)
    assert [row.raw.number for row in received.rows] == [*range(2, len(rows) + 2)]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_text_that_would_be_run_elsewhere_is_text(tmp_path, receiver, text, suffix):
    path = tmp_path / f"report.{suffix}"
    rows = [HEADER, [text, *EVENT[1:]]]
    if suffix == "csv":
        path.write_bytes(write_text(rows))
    else:
        workbook = openpyxl.load_workbook(io.BytesIO(write_workbook(Заходи=rows)))
        workbook.active["A2"].value = text
        workbook.active["A2"].data_type = "s"
        path.write_bytes(save(workbook))
    (row,) = receiver.receive(path, path.name, QUARTER, QUARTER.end).rows
    assert row.resolved.checked.title == text
    assert not row.is_rejected


def test_a_formula_without_its_value_is_told_at_its_cell(tmp_path, receiver):
    path = tmp_path / "report.xlsx"
    rows = [[*HEADER, "Жінок", "Інше поле"], [*EVENT, "=1+1", "=2"], ["=A1", None, None, 3]]
    path.write_bytes(write_workbook(Заходи=rows))
    first, second = receiver.receive(path, path.name, QUARTER, QUARTER.end).rows
    assert [(p.code, p.row, p.column, p.field) for p in first.problems] == [
        ("formula_without_value", 2, "D", "women")
    ]
    assert ("formula_without_value", 3, "A") in {(p.code, p.row, p.column) for p in second.problems}


def test_a_formula_with_its_value_is_the_value(tmp_path, receiver):
    data = (
        '<row r="1">'
        + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in [*HEADER, "Жінок"])
        + '</row><row r="2"><c t="str"><f>"Бю"</f><v>Бюджет</v></c>'
        '<c t="inlineStr"><is><t>12.10.2020</t></is></c><c t="str"><f>""</f><v></v></c>'
        "<c><f>1+1</f><v>2</v></c></row>"
    )
    path = tmp_path / "report.xlsx"
    path.write_bytes(with_sheet(data))
    (row,) = receiver.receive(path, path.name, QUARTER, QUARTER.end).rows
    assert (row.resolved.checked.title, row.resolved.checked.women) == ("Бюджет", 2)
    assert "formula_without_value" not in {problem.code for problem in row.problems}


STRANGE = {
    b"line\nbreak.csv": "2020-Q4/line\\x0abreak.csv",
    "rtl\u202egpj.csv".encode(): "2020-Q4/rtl\\u202egpj.csv",
    b"\xff\xfe.csv": "2020-Q4/\\xff\\xfe.csv",
    "з\\x0a.csv".encode(): "2020-Q4/з\\\\x0a.csv",
    ("х" * 125 + "a.csv").encode(): "2020-Q4/" + "х" * 125 + "a.csv",
    "звіт «новий».csv".encode(): "2020-Q4/звіт «новий».csv",
}


@pytest.fixture
def strange_names(tmp_path):
    folder = tmp_path / "submissions" / "2020-Q4"
    folder.mkdir(parents=True)
    for number, name in enumerate(STRANGE):
        rows = [HEADER, [f"Тренінг {number}", *EVENT[1:]]]
        (folder / os.fsdecode(name)).write_bytes(write_text(rows))
    return tmp_path


def test_strange_names_can_be_printed_and_differ(strange_names):
    found, misplaced = list_submissions(strange_names / "submissions")
    assert misplaced == []
    assert {os.fsencode(submission.path.name): submission.file for submission in found} == STRANGE


def test_a_folder_of_strange_names_is_built_and_told_of(strange_names):
    names = ("submissions", "releases", "intake.db")
    submissions, releases, intake = (str(strange_names / name) for name in names)
    done = subprocess.run(
        [
            sys.executable, "-m", "ingest.cli", "build", "--submissions", submissions,
            "--releases", releases, "--intake", intake,
        ],
        capture_output=True, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_one_file_of_a_strange_name_is_checked(tmp_path, receiver):
    path = tmp_path / os.fsdecode(b"\xff\n.csv")
    path.write_bytes(write_text([HEADER, ["", *EVENT[1:]]]))
    received = receiver.receive(path, path.name, QUARTER, QUARTER.end)
    assert received.file == "\\xff\\x0a.csv"
    assert {problem.file for row in received.rows for problem in row.problems} == {received.file}


def test_links_and_pipes_lead_nowhere(tmp_path):
    """A link within the folder is followed; one out of it, to a folder or to nothing is not."""
    put_report(tmp_path, "a.csv", [HEADER, EVENT])
    root = tmp_path / "submissions"
    folder = root / "2020-Q4"
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_bytes(write_text([HEADER, EVENT]))
    (folder / "b_inside.csv").symlink_to("a.csv")
    (folder / "c_outside.csv").symlink_to(outside / "secret.csv")
    (folder / "d_folder").symlink_to(outside)
    (folder / "e_nothing.csv").symlink_to("nothing.csv")
    (folder / "f_itself.csv").symlink_to("f_itself.csv")
    (folder / "g_device.csv").symlink_to("/dev/zero")
    os.mkfifo(folder / "h_pipe.csv")
    (folder / "i_quarters").symlink_to(root)
    found, misplaced = list_submissions(root)
    assert [submission.file for submission in found] == ["2020-Q4/a.csv", "2020-Q4/b_inside.csv"]
    assert [(problem.file.removeprefix("2020-Q4/")[0], problem.code) for problem in misplaced] == [
        ("c", "file_outside_quarter_folder"),
        ("d", "file_outside_quarter_folder"),
        ("e", "file_unsafe"),
        ("f", "file_outside_quarter_folder"),
        ("g", "file_outside_quarter_folder"),
        ("h", "file_unsafe"),
        ("i", "file_unsafe"),
    ]


def damaged(content):
    """A strategy: the content with one to eight bytes changed."""
    changes = st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255))

    def change(places):
        changed = bytearray(content)
        for place, value in places:
            changed[place] = value
        return bytes(changed)

    return st.lists(changes, min_size=1, max_size=8).map(change)


@settings(max_examples=30)
@given(damaged(XLS))
def test_a_damaged_old_workbook_ends_no_more_than_its_own_reading(
    tmp_path_factory, headers, content
):
    path = tmp_path_factory.getbasetemp() / "damaged.xls"
    path.write_bytes(content)
    with suppress(FileRefused):
        assert read_sheets(path, path.name, headers)
