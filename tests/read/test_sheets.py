"""Files → sheets: encodings, delimiters, workbooks of each kind, and files that are refused."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from archives import write_ods
from hand_made import HEADERS, save, write_text, write_workbook
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.problems import SEVERITIES, FileRefused, Finding
from ingest.read.sheets import TEXTS, WORKBOOKS, read_sheets, read_text, read_workbook

FILES = Path(__file__).parents[1] / "files"
WHOLE_FILE = [code for code in SEVERITIES if code.startswith("file_")]
HEADER = tuple(HEADERS.values())
ROWS = (HEADER, ("Бюджет: як рахувати", "12.10.2020", "Баранівська"))


def refusal(read, *arguments):
    with pytest.raises(FileRefused) as refused:
        read(*arguments)
    return refused.value.finding


def read_file(folder, name, content, headers):
    path = folder / name
    path.write_bytes(content)
    return read_sheets(path, name, headers)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("utf-8", "Ґанок, їжа, єдність і мрія"),
        ("utf-8-sig", "Ґанок, їжа, єдність і мрія"),
        ("utf-16", "Ґанок, їжа, єдність і мрія"),
        ("cp1251", "Ґанок, їжа, єдність і мрія"),
        ("koi8-u", "Ґанок, їжа, єдність і мрія"),
        ("cp866", "Тренинг для депутатов; Бюджет"),
    ],
)
def test_a_text_is_read_in_its_encoding_and_by_its_delimiter(headers, encoding, title, delimiter):
    rows = (HEADER, (title, "12.10.2020", "Баранівська" if encoding != "cp866" else "Канев"))
    sheet = read_text(write_text(rows, encoding, delimiter), "report.csv", headers)
    assert sheet.rows == rows
    assert sheet.name is None


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_a_cell_may_hold_lines_and_delimiters_whatever_ends_a_line(headers, ending):
    text = ending.join([";".join(HEADER), '"День перший', 'день другий; підсумки";12.10.2020;'])
    sheet = read_text(text.encode(), "report.csv", headers)
    assert sheet.rows == (HEADER, ("День перший\nдень другий; підсумки", "12.10.2020", ""))


def test_a_stray_quote_inside_a_cell_is_text(headers):
    text = ";".join(HEADER) + '\nШкола "Старт" для старост;12.10.2020;Баранівська\n'
    sheet = read_text(text.encode(), "report.csv", headers)
    assert sheet.rows[1][0] == 'Школа "Старт" для старост'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\x00\xd8\x00\x00", "file_encoding"),
        (b"\xef\xbb\xbf\xff;1", "file_encoding"),
        ("Прізвище;Посада;Оклад\nХтось;староста;1\n".encode(), "file_foreign"),
        (b"\x00\x01\xff not a table", "file_foreign"),
        (write_text([HEADER, ["x" * 131_073, "12.10.2020", ""]]), "file_unreadable"),
    ],
    ids=["broken UTF-16", "broken UTF-8", "other headers", "binary", "endless cell"],
)
def test_a_text_without_a_way_to_read_it_is_refused(headers, content, code):
    assert refusal(read_text, content, "report.csv", headers).code == code


def test_cells_of_a_workbook_keep_their_types():
    cells = [
        "Бюджет",
        25,
        1.5,
        True,
        datetime.date(2020, 10, 12),
        datetime.datetime(2020, 10, 12, 9, 30),
        datetime.time(9, 30),
        None,
        "край",
    ]
    (sheet,) = read_workbook(write_workbook(Заходи=[cells]), "report.xlsx")
    assert sheet.rows == (("Бюджет", 25.0, 1.5, *cells[3:7], "", "край"),)
    assert [type(cell) for cell in sheet.rows[0][3:7]] == [type(cell) for cell in cells[3:7]]


def test_rows_are_numbered_as_the_spreadsheet_shows_them():
    """Two empty rows above and an empty column before: the table begins at B3."""
    content = write_workbook(Заходи=[[], [], [None, "Назва"], [], [None, "Бюджет"]])
    (sheet,) = read_workbook(content, "report.xlsx")
    assert sheet.rows == (("", ""), ("", ""), ("", "Назва"), ("", ""), ("", "Бюджет"))


def test_every_sheet_is_read_and_a_hidden_one_too():
    workbook = openpyxl.load_workbook(io.BytesIO(write_workbook(Жовтень=[["а"]], Чернетка=[["б"]])))
    workbook["Чернетка"].sheet_state = "hidden"
    sheets = read_workbook(save(workbook), "report.xlsx")
    assert [(sheet.name, sheet.rows) for sheet in sheets] == [
        ("Жовтень", (("а",),)),
        ("Чернетка", (("б",),)),
    ]


ODS_ROWS = """
<table:table-row>
  <table:table-cell office:value-type="string"><text:p>Назва заходу</text:p></table:table-cell>
  <table:table-cell office:value-type="string"><text:p>Дата початку</text:p></table:table-cell>
  <table:table-cell office:value-type="string"><text:p>Громади</text:p></table:table-cell>
</table:table-row>
<table:table-row>
  <table:table-cell office:value-type="string"><text:p>Бюджет громади</text:p></table:table-cell>
  <table:table-cell office:value-type="date" office:date-value="2020-10-12"/>
  <table:table-cell office:value-type="string"><text:p>Баранівська</text:p></table:table-cell>
</table:table-row>"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.xlsx", write_workbook(Заходи=[HEADER, ["Бюджет", "", "Баранівська"]])),
        ("REPORT.XLSX", write_workbook(Заходи=[HEADER, ["Бюджет", "", "Баранівська"]])),
        ("report.xls", (FILES / "reading" / "excel_97.xls").read_bytes()),
        ("report.ods", write_ods(ODS_ROWS)),
        ("report.csv", write_text([HEADER, ["Бюджет громади", "", "Баранівська"]])),
        ("report.TXT", write_text([HEADER, ["Бюджет громади", "", "Баранівська"]])),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_is_read_by_the_kind_that_its_name_tells(tmp_path, headers, name, content):
    (sheet,) = read_file(tmp_path, name, content, headers)
    header, row = sheet.rows
    assert header == HEADER
    assert (row[0].split()[0], row[2]) == ("Бюджет", "Баранівська")
    assert sheet.file == name


@pytest.mark.parametrize(
    "content",
    [(FILES / "reading" / "excel_97.xls").read_bytes(), write_ods(ODS_ROWS)],
    ids=["Excel 97", "OpenDocument"],
)
def test_other_workbooks_give_dates_as_dates_too(content):
    (sheet,) = read_workbook(content, "report")
    assert sheet.rows[1] == ("Бюджет громади", datetime.date(2020, 10, 12), "Баранівська")


@pytest.mark.parametrize(
    ("name", "content", "finding"),
    [
        ("empty.csv", b"", Finding("file_empty")),
        ("spaces.csv", b" \r\n\t\n", Finding("file_empty")),
        ("empty.xlsx", b"", Finding("file_empty")),
        ("no_cells.xlsx", write_workbook(Заходи=[], Довідник=[]), Finding("file_empty")),
        ("letter.docx", b"PK\x03\x04 a letter", Finding("file_unsupported", ".docx")),
        ("scan.PDF", b"%PDF-1.7", Finding("file_unsupported", ".pdf")),
        ("report", b"text", Finding("file_unsupported", "")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_empty_file_and_one_of_another_kind_are_refused(
    tmp_path, headers, name, content, finding
):
    assert refusal(read_file, tmp_path, name, content, headers) == finding


def test_a_workbook_under_a_password_is_refused_and_says_so(headers):
    path = FILES / "hostile" / "password.xlsx"
    finding = refusal(read_sheets, path, path.name, headers)
    assert finding == Finding("file_unreadable", value="password")


@pytest.mark.parametrize(
    "content",
    [
        b"this is text, whatever its name says",
        write_workbook(Заходи=ROWS)[:2000],
        write_workbook(Заходи=ROWS).replace(
            b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet9.xml"
        ),
    ],
    ids=["text", "cut off", "sheet missing"],
)
def test_a_broken_workbook_is_refused_with_the_reason(content):
    finding = refusal(read_workbook, content, "report.xlsx")
    assert finding.code == "file_unreadable"
    assert finding.value


beginnings = st.sampled_from(
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", ROWS[0][0].encode()]
)
workbook_bytes = write_workbook(Заходи=ROWS)


@st.composite
def damaged_workbooks(draw):
    content = bytearray(workbook_bytes)
    place = draw(st.integers(0, len(content) - 1))
    content[place] = draw(st.integers(0, 255))
    return bytes(content)


def sheets_or_refusal(path, headers):
    try:
        return read_sheets(path, path.name, headers)
    except FileRefused as refused:
        return refused.finding.code


@given(
    st.one_of(st.builds(bytes.__add__, beginnings, st.binary(max_size=300)), damaged_workbooks()),
    st.sampled_from(sorted(WORKBOOKS | TEXTS)),
)
@example(b"a,b\n\x00,1", ".csv")
@example(b"\xff\xfe", ".txt")
def test_any_bytes_are_sheets_or_a_clean_refusal(tmp_path_factory, headers, content, suffix):
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(content)
    outcome = sheets_or_refusal(path, headers)
    assert outcome in WHOLE_FILE or any(sheet.rows for sheet in outcome)
