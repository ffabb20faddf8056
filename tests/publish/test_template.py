"""The blank workbook → what a donor sees in it, and what we read when it comes back."""

import csv
import datetime
import itertools
import shutil
import subprocess
import zipfile

import openpyxl
import pytest
from hand_made import write_text
from programs import find_program

from ingest.pipeline import REFERENCE, check_file
from ingest.publish.table_schema import VERSION
from ingest.publish.template import ROWS, write_template
from ingest.read.header_row import find_header
from ingest.read.headers import load_headers
from ingest.schema import FIELDS

LISTS = {
    "project": ("projects.csv", "project_name"),
    "donor": ("donors.csv", "donor_name"),
    "topic": ("topics.csv", "topic_name"),
    "type": ("types.csv", "type_name"),
    "format": ("formats.csv", "format_name"),
    "oblast": ("oblasts.csv", "oblast_name"),
    "audience": ("audiences.csv", "audience_name"),
    "status": ("statuses.csv", "status_name"),
}
"""Column of the template → the list that it offers, whatever else the row holds."""
CASCADE = {"raion", "hromadas"}
FREE = {"project", "donor", "topic", "oblast", "raion", "hromadas", "audience"}
"""Columns whose cell may hold several names, so that it must take other words too."""
NUMBERS = {"hours": "decimal", "participants_total": "whole", "women": "whole", "men": "whole"}
DATES = {"start_date": "date", "end_date": "date"}
COLUMNS = [field.name for field in FIELDS]
AREAS = ("area_keys", "raions_from", "raions_count", "hromadas_from", "hromadas_count")


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


def named_cells(workbook, name):
    """Return the cells of the sheet of lists that have the name."""
    ((sheet, cells),) = workbook.defined_names[name].destinations
    assert sheet == "Довідник"
    return [cell for (cell,) in workbook["Довідник"][cells]]


def named(workbook, name):
    return [cell.value for cell in named_cells(workbook, name)]


class Cascade:
    """What the formulas of the drop-downs say, done by hand."""

    def __init__(self, workbook):
        lines = zip(*(named(workbook, name) for name in AREAS), strict=True)
        self.areas = {key: span for key, *span in lines}
        self.columns = {name: named(workbook, name) for name in ("raions", "hromadas")}

    def raions(self, oblast=""):
        first, count, _, _ = self.areas.get(f"{oblast}/", self.areas["/"])
        return self.columns["raions"][first : first + count]

    def hromadas(self, oblast="", raion=""):
        of_oblast = self.areas.get(f"{oblast}/", self.areas["/"])
        _, _, first, count = self.areas.get(f"{oblast}/{raion}", of_oblast)
        return self.columns["hromadas"][first : first + count]


@pytest.fixture(scope="module")
def cascade(workbook):
    return Cascade(workbook)


def test_the_events_come_first_then_the_guide_and_the_lists(workbook):
    assert workbook.sheetnames == ["Заходи", "Як заповнювати", "Довідник"]
    assert workbook["Довідник"].protection.sheet


def test_the_header_is_that_of_the_schema_in_two_languages_with_a_hint_at_each(workbook):
    for cell, field in zip(workbook["Заходи"][1], FIELDS, strict=True):
        uk, en = cell.value.split("\n")
        assert (uk.rstrip(" *"), en) == (field.title_uk, f"({field.title_en})")
        assert cell.comment.text == f"{field.hint_uk}\n\n{field.hint_en}"


def test_the_reader_knows_every_header_of_two_languages(workbook):
    header = find_header([titles_of(workbook)], load_headers(REFERENCE / "headers.csv"))
    assert header.fields == {name: column for column, name in enumerate(COLUMNS)}
    assert not header.unknown


def test_what_is_required_has_a_colour_and_a_mark_of_its_own(workbook):
    looks = {
        name: (cell.value.split("\n")[0].count("*"), cell.fill.fgColor.rgb)
        for name, cell in zip(COLUMNS, workbook["Заходи"][1], strict=True)
    }
    assert looks.pop("title") == looks.pop("start_date") == (1, "FFFFF2B3")
    places = {looks.pop(name) for name in ("oblast", "raion", "hromadas")}
    assert places == {(2, "FFFCE4D6")}
    assert set(looks.values()) == {(0, "FFDCE9F7")}


def test_below_the_header_it_is_empty(workbook):
    rows = workbook["Заходи"].iter_rows(min_row=2, values_only=True)
    assert not any(cell for row in rows for cell in row)


def validations_of(workbook):
    """Return the field → what its cells may hold."""
    found = {}
    for validation in workbook["Заходи"].data_validations.dataValidation:
        (cells,) = validation.sqref.ranges
        assert cells.min_col == cells.max_col
        assert (cells.min_row, cells.max_row) == (2, ROWS + 1)
        found[COLUMNS[cells.min_col - 1]] = validation
    return found


def test_every_column_but_those_of_free_words_says_what_it_may_hold(workbook):
    found = {name: validation.type for name, validation in validations_of(workbook).items()}
    assert found == dict.fromkeys([*LISTS, *CASCADE], "list") | NUMBERS | DATES


def test_other_words_pass_only_where_there_may_be_several(workbook):
    found = validations_of(workbook).items()
    assert {name for name, validation in found if not validation.showErrorMessage} == FREE


def test_what_is_refused_is_explained_in_two_languages(workbook):
    for name, validation in validations_of(workbook).items():
        assert 0 < len(validation.errorTitle) <= 32, name
        uk, en = validation.error.split("\n")
        assert len(validation.error) <= 255, name
        assert not uk.isascii(), name
        assert en.isascii(), name


def test_a_day_is_from_the_first_of_the_database_till_today_and_ends_after_it_starts(workbook):
    start, end = (validations_of(workbook)[name] for name in DATES)
    first = (datetime.date(2020, 10, 1) - datetime.date(1899, 12, 30)).days
    assert (start.operator, start.formula1, start.formula2) == (None, str(first), "TODAY()")
    assert (end.operator, end.formula1) == ("greaterThanOrEqual", "$I2")
    assert COLUMNS["ABCDEFGHI".index("I")] == "start_date"


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_not_below_nought(workbook, name):
    validation = validations_of(workbook)[name]
    assert (validation.operator, validation.formula1) == ("greaterThanOrEqual", "0")


@pytest.mark.parametrize("name", LISTS)
def test_a_drop_down_offers_the_whole_list_with_the_english_beside_it(workbook, name):
    file, column = LISTS[name]
    source = validations_of(workbook)[name].formula1
    assert source == f"list_{name}"
    offered = [(c.value, c.offset(column=1).value) for c in named_cells(workbook, source)]
    assert offered == [(row[column], row[f"{column}_en"]) for row in read_list(file)]


def test_the_cascade_is_looked_up_by_the_oblast_and_the_raion_of_the_row(workbook):
    assert (COLUMNS["ABCDEFGHIJKL".index("L")], COLUMNS[12]) == ("oblast", "raion")
    line = 'IFERROR(MATCH($L2&"/",area_keys,0),1)'
    both = f'IFERROR(MATCH($L2&"/"&$M2,area_keys,0),{line})'
    found = validations_of(workbook)
    assert found["raion"].formula1 == (
        f"OFFSET(raions,INDEX(raions_from,{line}),0,INDEX(raions_count,{line}),1)"
    )
    assert found["hromadas"].formula1 == (
        f"OFFSET(hromadas,INDEX(hromadas_from,{both}),0,INDEX(hromadas_count,{both}),1)"
    )
    assert all(len(found[name].formula1) < 255 for name in CASCADE)
    assert named(workbook, "area_keys")[0] == "/"


def test_an_oblast_limits_its_raions_and_a_raion_its_hromadas(cascade):
    raions = cascade.raions("Житомирська область")
    assert raions == [
        f"{name}ський район" for name in ("Бердичів", "Житомир", "Звягель", "Коростен")
    ]
    assert len(cascade.hromadas("Житомирська область")) == 66
    within = cascade.hromadas("Житомирська область", "Звягельський район")
    assert within == cascade.hromadas("", "Звягельський район")
    assert within[0] == "Баранівська міська громада"
    assert "Житомирська міська громада" not in within


@pytest.mark.parametrize(
    ("oblast", "raion"),
    [
        ("Житомирська область", "Стрийський район"),
        ("Житомирська область", "Бердичівський район; Житомирський район"),
    ],
)
def test_a_raion_that_is_not_one_of_the_oblast_leaves_the_oblast(cascade, oblast, raion):
    assert cascade.hromadas(oblast, raion) == cascade.hromadas(oblast)


@pytest.mark.parametrize("oblast", ["", "вся Україна", "Житомирська область; Львівська область"])
def test_no_one_oblast_leaves_the_country(cascade, oblast):
    assert len(cascade.raions(oblast)) == 136
    assert len(cascade.hromadas(oblast)) == len(read_list("hromadas.csv"))


def test_a_city_without_raions_offers_one_empty_cell_below_the_list(workbook):
    first, count, _, hromadas = Cascade(workbook).areas["місто Київ/"]
    last = named_cells(workbook, "raions")[-1]
    assert (first, count, hromadas) == (136, 1, 1)
    assert last.offset(row=1).value is None


def test_no_area_offers_a_name_twice(cascade):
    for key in cascade.areas:
        offered = cascade.hromadas(*key.split("/"))
        assert len(set(offered)) == len(offered), key


def test_a_name_shared_in_the_oblast_is_offered_by_its_code(cascade):
    shared = [name for name in cascade.hromadas("Дніпропетровська область") if "UA" in name]
    assert [name.partition(" (")[2] for name in shared] == [
        "Миколаївська сільська громада, Дніпровський район)",
        "Миколаївська сільська громада, Синельниківський район)",
    ]
    assert "Миколаївська сільська громада" in cascade.hromadas(
        "Дніпропетровська область", "Синельниківський район"
    )


def test_libreoffice_finds_what_the_cascade_is_to_offer(path, cascade, tmp_path):
    soffice = find_program(["soffice", "libreoffice"], "libreoffice-calc-nogui")
    workbook = openpyxl.load_workbook(path)
    sheet, found = workbook["Заходи"], validations_of(workbook)
    rows = [key.split("/") for key in cascade.areas]
    rows += [["Житомирська область; Львівська область", ""], ["Житомирська область", "Ялта"]]
    for row, (oblast, raion) in enumerate(rows, start=2):
        sheet.cell(row, 12, oblast or None)
        sheet.cell(row, 13, raion or None)
        for column, name in ((31, "raion"), (34, "hromadas")):
            formula = found[name].formula1.replace("$L2", f"$L{row}").replace("$M2", f"$M{row}")
            sheet.cell(row, column, f"=ROWS({formula})")
            sheet.cell(row, column + 1, f'=INDEX({formula},1)&""')
            sheet.cell(row, column + 2, f'=INDEX({formula},ROWS({formula}))&""')
    workbook.save(tmp_path / "asked.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc)"]
    command[-1] += ":44,34,76"
    subprocess.run([*command, "asked.xlsx"], cwd=tmp_path, check=True, capture_output=True)
    answers = list(csv.reader((tmp_path / "asked.csv").open(encoding="utf-8")))[1:]
    for (oblast, raion), answer in zip(rows, answers, strict=False):
        raions = cascade.raions(oblast) or [""]
        hromadas = cascade.hromadas(oblast, raion)
        wanted = [len(raions), raions[0], raions[-1], len(hromadas), hromadas[0], hromadas[-1]]
        assert answer[30:36] == [str(value) for value in wanted], (oblast, raion)


def test_the_guide_tells_of_every_column_in_both_languages(workbook):
    rows = workbook["Як заповнювати"].iter_rows(values_only=True)
    told = {row[:4] for row in rows}
    for field in FIELDS:
        assert (field.title_uk, field.title_en, field.hint_uk, field.hint_en) in told


def test_the_version_is_in_the_properties_and_on_the_guide(workbook):
    assert workbook.custom_doc_props["template_version"].value == VERSION
    assert workbook["Як заповнювати"]["E1"].value == f"Шаблон · Template: {VERSION}"


def test_the_same_lists_give_the_same_bytes_and_no_part_holds_the_time_of_writing(path, tmp_path):
    again = tmp_path / "folder" / "other name.xlsx"
    write_template(again, REFERENCE)
    assert again.read_bytes() == path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}
    properties = openpyxl.load_workbook(path).properties
    assert properties.created == properties.modified == datetime.datetime(2020, 10, 1)


def test_it_is_small_enough_to_send(path):
    assert path.stat().st_size < 400_000


def test_other_lists_give_other_drop_downs(tmp_path):
    reference = tmp_path / "reference"
    shutil.copytree(REFERENCE, reference)
    with (reference / "formats.csv").open("a", encoding="utf-8") as formats:
        formats.write("radio,По радіо,By radio\n")
    write_template(tmp_path / "other.xlsx", reference)
    assert named(openpyxl.load_workbook(tmp_path / "other.xlsx"), "list_format")[4:] == ["По радіо"]


def test_sent_back_unfilled_it_is_said_to_hold_no_event(path):
    received, counts, problems = check_file(path)
    assert not received.is_refused
    assert counts.total == 0
    assert [problem.code for problem in problems] == ["file_no_events"]


def fill(path, rows):
    workbook = openpyxl.load_workbook(path)
    for number, row in enumerate(rows, start=2):
        for name, value in row.items():
            workbook["Заходи"].cell(number, COLUMNS.index(name) + 1, value)
    workbook.save(path)


def places_of_every_name(cascade):
    """Yield cells of oblast, raion and hromadas that hold, between them, every choice."""
    everywhere = cascade.hromadas()
    for first in range(0, len(everywhere), 300):  # a cell takes 32,767 characters
        yield {"hromadas": "; ".join(everywhere[first : first + 300])}
    for oblast in (row["oblast_name"] for row in read_list("oblasts.csv")):
        yield {"oblast": oblast}
        yield {"oblast": oblast, "hromadas": "; ".join(cascade.hromadas(oblast))}
        for raion in filter(None, cascade.raions(oblast)):
            yield {"oblast": oblast, "raion": raion}
            hromadas = "; ".join(cascade.hromadas(oblast, raion))
            yield {"oblast": oblast, "raion": raion, "hromadas": hromadas}


def rows_of_every_name(workbook, cascade):
    """Yield rows, each cell filled, that hold between them every choice of every list."""
    lists = {name: itertools.cycle(named(workbook, f"list_{name}")) for name in LISTS}
    starts = {row["project_name"]: row["start_date"] for row in read_list("projects.csv")}
    for number, places in enumerate(places_of_every_name(cascade)):
        row = {name: next(names) for name, names in lists.items() if name != "oblast"}
        start = datetime.date.fromisoformat(max(starts[row["project"]], "2020-10-01"))
        row |= {"event_id": f"№ {number}", "title": f"Захід {number}", "organiser": "Асоціація"}
        row |= {"start_date": start, "end_date": start, "hours": 1.5, "venue": "Київ"}
        row |= {"participants_total": 9, "women": 5, "men": 4, "notes": "Без приміток"}
        yield row | {"url": f"https://example.org/{number}"} | places


def test_filled_from_its_own_lists_it_comes_back_without_a_problem(
    path, workbook, cascade, tmp_path
):
    filled = tmp_path / "filled.xlsx"
    shutil.copy(path, filled)
    rows = list(rows_of_every_name(workbook, cascade))
    assert len(rows) <= ROWS
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
        ("hromada", {hromada.code for row in found for hromada in row.places.hromadas}),
    ):
        file = "statuses.csv" if noun == "status" else f"{noun}s.csv"
        assert codes == {row[f"{noun}_code"] for row in read_list(file)}, noun


def test_each_hromada_chosen_is_the_one_of_its_oblast_and_raion(path, cascade, tmp_path):
    filled = tmp_path / "filled.xlsx"
    shutil.copy(path, filled)
    of_raion = [p for p in places_of_every_name(cascade) if len(p) == 3]
    day = datetime.date(2021, 3, 1)
    rows = [{"title": p["raion"], "start_date": day, **p} for p in of_raion]
    fill(filled, rows)
    received, _, _ = check_file(filled)
    codes = {row["raion_name"]: row["raion_code"] for row in read_list("raions.csv")}
    for row, places in zip(received.rows, of_raion, strict=True):
        hromadas = row.resolved.places.hromadas
        assert {hromada.raion_code for hromada in hromadas} == {codes[places["raion"]]}
        assert {hromada.oblast_name for hromada in hromadas} == {places["oblast"]}
        assert len(hromadas) == len(places["hromadas"].split(";"))


def example_of(workbook):
    """Return the guide's example, field → value."""
    names = {field.title_uk: field.name for field in FIELDS}
    rows = workbook["Як заповнювати"].iter_rows(values_only=True)
    return {names[row[0]]: row[4] for row in rows if row[0] in names}


def test_the_example_of_the_guide_fills_every_column_and_is_a_row_without_a_problem(
    path, workbook, tmp_path
):
    example = example_of(workbook)
    assert example["title"].startswith("ПРИКЛАД")
    assert all(example[name] for name in COLUMNS)
    filled = tmp_path / "filled.xlsx"
    shutil.copy(path, filled)
    fill(filled, [example])
    _, counts, problems = check_file(filled)
    assert (counts.accepted, problems) == (1, [])


def test_the_events_saved_as_csv_are_read_as_well(workbook, tmp_path):
    example = example_of(workbook)
    cells = [
        f"{value:%d.%m.%Y}" if isinstance(value, datetime.date) else value
        for value in (example[name] for name in COLUMNS)
    ]
    saved = tmp_path / "saved.csv"
    saved.write_bytes(write_text([titles_of(workbook), cells]))
    _, counts, problems = check_file(saved)
    assert (counts.accepted, problems) == (1, [])
