"""population.csv and needs.csv: absent by default, loaded where they lie, refused where wrong."""

from contextlib import closing

import pytest

from ingest.load.database import create_database, load_reference_lists
from ingest.load.optional import load_optional
from ingest.pipeline import REFERENCE
from ingest.problems import BuildRefused

POPULATION = "hromada_code,population,year,source\n"
NEEDS = "topic_code,need_share,source\n"


@pytest.fixture
def database():
    with closing(create_database(":memory:")) as connection:
        load_reference_lists(connection, REFERENCE)
        yield connection


def load(database, folder, **files):
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    load_optional(database, folder)
    return [database.execute(f"SELECT * FROM {t}").fetchall() for t in ("population", "need")]


def test_without_the_files_the_tables_are_empty(database, tmp_path):
    assert load(database, tmp_path) == [[], []]


def test_each_file_is_loaded_by_code(database, tmp_path):
    (code,) = database.execute(
        "SELECT hromada_code FROM hromada WHERE hromada_name = 'Баранівська'"
    ).fetchone()
    (number,) = database.execute(
        "SELECT hromada_id FROM hromada WHERE hromada_code = ?", (code,)
    ).fetchone()
    people, needs = load(
        database,
        tmp_path,
        population=f"{POPULATION}{code},25123,2022,ДССУ\n",
        needs=f"{NEEDS}budget,12.5,опитування\ndigital,87.5,\n",
    )
    assert people == [(number, 25123, 2022, "ДССУ")]
    assert needs == [("budget", 12.5, "опитування"), ("digital", 87.5, None)]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("population", f"{POPULATION}UA00,5,2022,x\n", "row 2: the lists have no code 'UA00'"),
        ("population", "hromada_code,year\nUA00,5\n", "row 2: no column population, source"),
        ("needs", f"{NEEDS}budget,багато,x\n", "row 2: need_share 'багато' is not a number"),
        ("needs", f"{NEEDS}budget,-1,x\n", "row 2: need_share '-1' is out of range"),
        ("needs", f"{NEEDS}budget,nan,x\n", "row 2: need_share 'nan' is out of range"),
        ("needs", f"{NEEDS}budget,1,x\nbudget,1,x\n", "row 3: budget stands there twice"),
        ("needs", f"{NEEDS}budget,60,x\ndigital,41,x\n", "more than 100 %"),
    ],
)
def test_a_wrong_code_or_number_is_refused_with_its_row(database, tmp_path, name, text, told):
    with pytest.raises(BuildRefused, match=told):
        load(database, tmp_path, **{name: text})


@pytest.mark.parametrize(("population", "year"), [("12.5", "2022"), ("100", "22"), ("", "2022")])
def test_people_are_whole_numbers_of_a_year(database, tmp_path, population, year):
    code = database.execute("SELECT hromada_code FROM hromada").fetchone()[0]
    with pytest.raises(BuildRefused, match=r"population\.csv, row 2"):
        load(database, tmp_path, population=f"{POPULATION}{code},{population},{year},x\n")
