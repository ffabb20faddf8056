"""The lists that operators edit: complete, bilingual, without clashes, traps told apart."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from ingest.common.quarters import Quarter
from ingest.common.ukrainian import fold
from ingest.read.header_row import find_header
from ingest.read.headers import load_headers
from ingest.read.sheets import read_sheets
from ingest.resolve.projects import ProjectRegister, load_projects
from ingest.resolve.vocabularies import FILES, load_vocabularies
from ingest.schema import FIELDS, public_table

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "reference"
SUBMISSIONS = ROOT / "submissions"

TABLES = {
    "topic_groups.csv": "topic_group",
    "topics.csv": "topic",
    "types.csv": "type",
    "formats.csv": "format",
    "audiences.csv": "audience",
    "scopes.csv": "scope",
    "statuses.csv": "status",
    "donors.csv": "donor",
    "projects.csv": "project",
    "project_donors.csv": "project_donor",
}
NAMED = {file: table for file, table in TABLES.items() if table != "project_donor"}
SAMPLE = sorted(path for path in SUBMISSIONS.glob("*/*") if path.suffix in (".csv", ".xlsx"))


def read(file: str) -> list[dict[str, str]]:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def column(file: str, name: str) -> list[str]:
    return [row[name] for row in read(file)]


def codes(noun: str) -> set[str]:
    return set(column(FILES[noun], f"{noun}_code"))


@pytest.fixture(scope="module")
def register() -> ProjectRegister:
    vocabularies = load_vocabularies(REFERENCE)
    return load_projects(REFERENCE, vocabularies["project"], vocabularies["donor"])


@pytest.mark.parametrize(("file", "table"), TABLES.items())
def test_header_is_the_columns_of_the_table(file: str, table: str) -> None:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    assert header == [column.name for column in public_table(table).columns]


@pytest.mark.parametrize("file", sorted(path.name for path in REFERENCE.glob("*.csv")))
def test_files_are_plain_utf8_with_line_feeds(file: str) -> None:
    content = (REFERENCE / file).read_bytes()
    assert content.decode("utf-8").endswith("\n")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(("file", "table"), TABLES.items())
def test_keys_are_unique(file: str, table: str) -> None:
    keys = Counter(tuple(row[name] for name in public_table(table).key) for row in read(file))
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize(("file", "table"), NAMED.items())
def test_rows_are_named_in_both_languages(file: str, table: str) -> None:
    """A name with «;» in it would be torn apart in a cell of several."""
    for row in read(file):
        names = (row[f"{table}_code"], row[f"{table}_name"], row[f"{table}_name_en"])
        assert all(name and name == name.strip() and ";" not in name for name in names), row


@pytest.mark.parametrize(("file", "table"), NAMED.items())
def test_no_two_rows_share_a_spelling(file: str, table: str) -> None:
    owners = defaultdict(set)
    for row in read(file):
        for name in ("code", "name", "name_en"):
            owners[fold(row[f"{table}_{name}"])].add(row[f"{table}_code"])
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("file", "count"),
    [
        ("topic_groups.csv", 10),
        ("topics.csv", 23),
        ("types.csv", 11),
        ("formats.csv", 4),
        ("audiences.csv", 19),
        ("scopes.csv", 5),
        ("statuses.csv", 4),
    ],
)
def test_lists_are_complete(file: str, count: int) -> None:
    assert len(read(file)) == count


def test_only_what_was_held_is_counted() -> None:
    counted = {row["status_code"]: row["is_counted"] for row in read("statuses.csv")}
    assert counted == {"held": "1", "announced": "0", "postponed": "0", "cancelled": "0"}


def test_topics_belong_to_known_groups_and_have_dac_codes() -> None:
    groups = set(column("topic_groups.csv", "topic_group_code"))
    for row in read("topics.csv"):
        assert row["topic_group_code"] in groups | {""}
        assert len(row["dac_code"]) == 5
        assert row["dac_code"].isdigit()


def test_pairs_of_project_and_donor_exist() -> None:
    assert set(column("project_donors.csv", "project_code")) <= codes("project")
    assert set(column("project_donors.csv", "donor_code")) <= codes("donor")


def test_projects_have_iso_dates_in_order_and_web_addresses() -> None:
    for row in read("projects.csv"):
        start, end = (
            date.fromisoformat(row[name]) if row[name] else None
            for name in ("start_date", "end_date")
        )
        assert start is None or end is None or start <= end, row
        assert row["url"] == "" or row["url"].startswith("https://"), row


def test_aliases_lead_to_existing_codes() -> None:
    for row in read("vocabulary_aliases.csv"):
        assert row["code"] in codes(row["vocabulary"]), row
        assert fold(row["alias"]), row


def test_an_alias_is_shared_only_by_projects_that_donors_tell_apart() -> None:
    owners = defaultdict(set)
    for row in read("vocabulary_aliases.csv"):
        owners[row["vocabulary"], fold(row["alias"])].add(row["code"])
    pairs = {(row["vocabulary"], fold(row["alias"]), row["code"])
             for row in read("vocabulary_aliases.csv")}  # fmt: skip
    assert len(pairs) == len(read("vocabulary_aliases.csv"))
    shared = {key: found for key, found in owners.items() if len(found) > 1}
    donors_of = defaultdict(set)
    for row in read("project_donors.csv"):
        donors_of[row["project_code"]].add(row["donor_code"])
    for (vocabulary, alias), found in shared.items():
        assert vocabulary == "project", alias
        donors = [donors_of[code] for code in sorted(found)]
        assert all(donors), alias
        assert len(set.union(*donors)) == sum(map(len, donors)), alias


@pytest.mark.parametrize("noun", FILES)
def test_no_alias_repeats_a_name_of_the_list(noun: str) -> None:
    names = {
        fold(row[f"{noun}_{part}"])
        for row in read(FILES[noun])
        for part in ("code", "name", "name_en")
    }
    aliases = [row for row in read("vocabulary_aliases.csv") if row["vocabulary"] == noun]
    assert [row["alias"] for row in aliases if fold(row["alias"]) in names] == []


def test_headers_hold_both_titles_of_every_field() -> None:
    field_of = {fold(row["header"]): row["field"] for row in read("headers.csv")}
    assert set(field_of.values()) == {field.name for field in FIELDS}
    for field in FIELDS:
        for spelling in (field.title_uk, field.title_en, field.name):
            assert field_of[fold(spelling)] == field.name


def test_headers_are_unique() -> None:
    headers = Counter(fold(header) for header in column("headers.csv", "header"))
    assert [header for header, times in headers.items() if times > 1] == []


def test_expected_reports_lie_within_their_projects() -> None:
    dates = {row["project_code"]: row for row in read("projects.csv")}
    pairs = [(row["project_code"], row["quarter_code"]) for row in read("expected_reports.csv")]
    assert len(set(pairs)) == len(pairs)
    for project, code in pairs:
        quarter = Quarter.parse(code)
        start, end = dates[project]["start_date"], dates[project]["end_date"]
        assert not start or quarter.end >= date.fromisoformat(start), (project, code)
        assert not end or quarter.start <= date.fromisoformat(end), (project, code)


@pytest.mark.parametrize(
    ("written", "donor", "code"),
    [
        ("Підтримка децентралізації в Україні", "Швеція", "dsp-sida"),
        ("Підтримка децентралізації в Україні", "Швейцарія", "despro"),
        ("Швейцарсько-український проєкт «Підтримка децентралізації в Україні»", "", "despro"),
        ("PLEDDG", "Канада", "promis"),
        ("ПРОМІС", "Канада", "promis"),
        ("Програма «U-LEAD з Європою»", "ЄС", "u-lead"),
        ("Ю-ЛІД", "", "u-lead"),
        ("ГОВЕРЛА", "USAID", "hoverla"),
        ("ДОБРЕ", "USAID", "dobre"),
        ("Добре врядування", "Польща (МЗС)", "good-governance-pl"),
    ],
)
def test_projects_with_like_names_are_told_apart(
    register: ProjectRegister, written: str, donor: str, code: str
) -> None:
    projects, _, found = register.resolve([written], [donor] if donor else [])
    assert projects == (code,)
    assert found == []


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("Підтримка децентралізації в Україні", "project_ambiguous"),
        ("ГО «ДЕСПРО»", "project_unknown"),
    ],
)
def test_a_name_that_may_mean_another_is_not_guessed(
    register: ProjectRegister, written: str, problem: str
) -> None:
    projects, donors, found = register.resolve([written], [])
    assert (projects, donors) == ((), ())
    assert [finding.code for _, finding in found] == [problem]


def test_donors_of_u_lead_are_seven(register: ProjectRegister) -> None:
    _, donors, _ = register.resolve(["U-LEAD з Європою"], [])
    assert set(donors) == {
        "eu", "germany", "poland", "sweden", "denmark", "estonia", "slovenia",
    }  # fmt: skip


def test_folders_of_the_sample_are_quarters() -> None:
    folders = [path.name for path in SUBMISSIONS.iterdir() if path.is_dir()]
    assert "2020-Q4" in folders
    assert [Quarter.parse(name).code for name in folders] == folders


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_files_of_the_sample_are_read_whole(path: Path) -> None:
    headers = load_headers(REFERENCE / "headers.csv")
    (sheet,) = read_sheets(path, path.name, headers)
    header = find_header(sheet.rows, headers)
    assert header is not None
    assert set(header.fields) == {field.name for field in FIELDS}
    assert header.unknown == {}
    rows = sheet.rows[header.index + 1 :]
    assert rows
    assert all(str(row[header.fields["url"]]).startswith("http") for row in rows)
