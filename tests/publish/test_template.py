"""The blank workbook → what a donor sees in it, and what we read when it comes back."""

import csv
import datetime
import zipfile

import openpyxl
import pytest

from ingest.pipeline import REFERENCE, check_file
from ingest.publish.template import ROWS, write_template
from ingest.schema import FIELDS

LISTS = {
    "Проєкт": ("projects.csv", "project_name"),
    "Донор": ("donors.csv", "donor_name"),
    "Тема": ("topics.csv", "topic_name"),
    "Вид заходу": ("types.csv", "type_name"),
    "Формат": ("formats.csv", "format_name"),
    "Область": ("oblasts.csv", "oblast_name"),
    "Район": ("raions.csv", "raion_name"),
    "Громади": ("hromadas.csv", "hromada_label"),
    "Цільова аудиторія": ("audiences.csv", "audience_name"),
    "Стан заходу": ("statuses.csv", "status_name"),
}
"""Column of the template → the list that it offers."""
FREE = {"Проєкт", "Донор", "Тема", "Область", "Район", "Громади", "Цільова аудиторія"}
"""Columns whose cell may hold several names, so that it must take other words too."""


def read_list(file):
    with (REFERENCE / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "blank.xlsx"
    write_template(path, REFERENCE)
    return path


@pytest.fixture(scope="module")
def workbook(path):
    return openpyxl.load_workbook(path)


def titles_of(workbook):
    return [cell.value for cell in workbook["Заходи"][1]]


def test_the_events_come_first_then_the_guide_and_the_lists(workbook):
    assert workbook.sheetnames == ["Заходи", "Як заповнювати", "Довідник"]


def test_the_header_is_that_of_the_schema_with_a_hint_at_each(workbook):
    assert titles_of(workbook) == [field.title_uk for field in FIELDS]
    for cell, field in zip(workbook["Заходи"][1], FIELDS, strict=True):
        assert cell.comment.text == f"{field.hint_uk}\n\n{field.hint_en}"


def test_what_is_required_has_a_colour_of_its_own(workbook):
    colours = {cell.value: cell.fill.fgColor.rgb for cell in workbook["Заходи"][1]}
    required = {"Назва заходу", "Дата початку"}
    assert {colours[title] for title in required} == {"FFFFF2B3"}
    assert {colour for title, colour in colours.items() if title not in required} == {"FFDCE9F7"}


def test_below_the_header_it_is_empty(workbook):
    rows = workbook["Заходи"].iter_rows(min_row=2, values_only=True)
    assert not any(cell for row in rows for cell in row)


def drop_downs(workbook):
    """Return title of a column → the drop-down of it."""
    titles = titles_of(workbook)
    found = {}
    for validation in workbook["Заходи"].data_validations.dataValidation:
        (cells,) = validation.sqref.ranges
        assert cells.min_col == cells.max_col
        assert (cells.min_row, cells.max_row) == (2, ROWS + 1)
        found[titles[cells.min_col - 1]] = validation
    return found


def test_every_column_with_a_list_has_its_drop_down_and_no_other(workbook):
    found = drop_downs(workbook)
    assert found.keys() == LISTS.keys()
    assert {title for title, validation in found.items() if not validation.showErrorMessage} == FREE
    assert {validation.type for validation in found.values()} == {"list"}


@pytest.mark.parametrize("title", LISTS)
def test_a_drop_down_offers_the_whole_list_and_nothing_more(workbook, title):
    file, column = LISTS[title]
    sheet, _, cells = drop_downs(workbook)[title].formula1.rpartition("!")
    assert sheet == "'Довідник'"
    offered = [cell.value for (cell,) in workbook["Довідник"][cells]]
    assert offered == [row[column] for row in read_list(file)]
    first, last = workbook["Довідник"][cells][0][0], workbook["Довідник"][cells][-1][0]
    assert first.offset(-1).value == title
    assert last.offset(1).value is None


def test_the_guide_tells_of_every_column_in_both_languages(workbook):
    rows = workbook["Як заповнювати"].iter_rows(values_only=True)
    told = {row[:4] for row in rows}
    for field in FIELDS:
        assert (field.title_uk, field.title_en, field.hint_uk, field.hint_en) in told


def test_the_same_lists_give_the_same_bytes_and_no_part_holds_the_time_of_writing(path, tmp_path):
    again = tmp_path / "folder" / "other name.xlsx"
    write_template(again, REFERENCE)
    assert again.read_bytes() == path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}
    properties = openpyxl.load_workbook(path).properties
    assert properties.created == properties.modified == datetime.datetime(2020, 10, 1)


def test_other_lists_give_other_drop_downs(tmp_path, path):
    reference = tmp_path / "reference"
    reference.mkdir()
    for file in REFERENCE.glob("*.csv"):
        (reference / file.name).write_bytes(file.read_bytes())
    with (reference / "formats.csv").open("a", encoding="utf-8") as formats:
        formats.write("radio,По радіо,By radio\n")
    write_template(tmp_path / "other.xlsx", reference)
    workbook = openpyxl.load_workbook(tmp_path / "other.xlsx")
    assert drop_downs(workbook)["Формат"].formula1 == "'Довідник'!$E$2:$E$6"
    assert workbook["Довідник"]["E6"].value == "По радіо"


def test_sent_back_unfilled_it_is_a_report_of_no_events(path):
    received, counts, problems = check_file(path)
    assert not received.is_refused
    assert (counts.total, problems) == (0, [])


def fill(path, rows):
    workbook = openpyxl.load_workbook(path)
    sheet, titles = workbook["Заходи"], titles_of(workbook)
    for number, row in enumerate(rows, start=2):
        for title, value in row.items():
            sheet.cell(number, titles.index(title) + 1, value)
    workbook.save(path)


def rows_of_every_name():
    """Yield rows that name, between them, every name of every list."""
    columns = {title: read_list(file) for title, (file, _) in LISTS.items()}
    oblasts = {row["oblast_code"]: row["oblast_name"] for row in columns["Область"]}
    hromadas = [row for row in columns["Громади"] if row["is_counted"] == "1"]
    small = [title for title in LISTS if title not in ("Проєкт", "Область", "Район", "Громади")]
    for number, raion in enumerate(columns["Район"]):
        project = columns["Проєкт"][number % len(columns["Проєкт"])]
        start = max(project["start_date"], "2020-10-01")
        yield {
            "Назва заходу": f"Захід {number}",
            "Дата початку": datetime.date.fromisoformat(start),
            "Проєкт": project["project_name"],
            "Область": oblasts[raion["oblast_code"]],
            "Район": raion["raion_name"],
            "Громади": "; ".join(
                row["hromada_label"] for row in hromadas if row["raion_code"] == raion["raion_code"]
            ),
            **{
                title: columns[title][number % len(columns[title])][LISTS[title][1]]
                for title in small
            },
        }
    for oblast in oblasts.values():
        yield {
            "Назва заходу": f"Захід: {oblast}",
            "Дата початку": datetime.date(2020, 10, 1),
            "Область": oblast,
        }


def test_filled_from_its_own_lists_it_comes_back_without_a_problem(path, tmp_path):
    filled = tmp_path / "filled.xlsx"
    filled.write_bytes(path.read_bytes())
    rows = list(rows_of_every_name())
    fill(filled, rows)
    received, counts, problems = check_file(filled)
    assert problems == []
    assert counts.accepted == counts.total == len(rows)
    found = [row.resolved for row in received.rows]
    for noun, codes in (
        ("project", {code for row in found for code in row.projects}),
        ("donor", {code for row in found for code in row.donors}),
        ("topic", {code for row in found for code in row.topics}),
        ("audience", {code for row in found for code in row.audiences}),
        ("type", {row.type for row in found if row.type}),
        ("format", {row.format for row in found if row.format}),
        ("status", {row.status for row in found}),
        ("oblast", {oblast.code for row in found for oblast in row.places.oblasts}),
        ("raion", {raion.code for row in found for raion in row.places.raions}),
    ):
        file = "statuses.csv" if noun == "status" else f"{noun}s.csv"
        assert codes == {row[f"{noun}_code"] for row in read_list(file)}, noun
    assert len({h.code for row in found for h in row.places.hromadas}) == 1469


def test_the_example_of_the_guide_is_a_row_without_a_problem(path, tmp_path):
    guide = openpyxl.load_workbook(path)["Як заповнювати"]
    titles = {field.title_uk for field in FIELDS}
    example = {row[0]: row[4] for row in guide.iter_rows(values_only=True) if row[0] in titles}
    assert example["Назва заходу"].startswith("ПРИКЛАД")
    filled = tmp_path / "filled.xlsx"
    filled.write_bytes(path.read_bytes())
    fill(filled, [example])
    _, counts, problems = check_file(filled)
    assert (counts.accepted, problems) == (1, [])
