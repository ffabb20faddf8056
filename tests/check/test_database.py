"""The gate: a real database passes; broken in any one place it does not, and says where."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from ingest.check.database import verify_database
from ingest.common.ukrainian import prepare_connection
from ingest.problems import BuildRefused

FREE_TEXTS = [
    ("training", "title"),
    ("training", "places"),
    ("training", "organisers"),
    ("training", "venue"),
    ("training", "topic_raw"),
    ("training", "project_raw"),
    ("training", "audience_raw"),
    ("training", "notes"),
    ("organiser", "organiser_name"),
]
BARANIVKA, DOVBYSH = "UA18080010000090720", "UA18080090000055832"
"""Two hromadas of one raion."""


@pytest.fixture
def database(sample_release):
    """A copy of the sample's database in memory, to be broken."""
    source = sqlite3.connect(sample_release.release / "trainings.db")
    with closing(source), closing(sqlite3.connect(":memory:")) as copy:
        source.backup(copy)
        prepare_connection(copy)
        yield copy


@pytest.fixture
def as_of(database):
    return date.fromisoformat(database.execute("SELECT data_as_of FROM release").fetchone()[0])


def change(database, sql, *values):
    """Change one row or more, or fail: a statement that finds nothing breaks nothing."""
    assert database.execute(sql, values).rowcount > 0


def reasons_to_refuse(database, as_of):
    with pytest.raises(BuildRefused) as refused:
        verify_database(database, as_of)
    return str(refused.value).splitlines()


def one_training(database):
    """Return a training of named hromadas that has a problem too."""
    (training,) = database.execute(
        "SELECT training_id FROM training_hromada JOIN problem USING (training_id) LIMIT 1"
    ).fetchone()
    return training


def test_the_database_of_the_sample_may_be_published(database, as_of):
    assert verify_database(database, as_of) is None


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        (
            "UPDATE submission SET rows_total = rows_total + 1 WHERE submission_id = 1",
            "a file's rows do not add up: ",
        ),
        (
            """UPDATE submission SET rows_accepted = rows_accepted - 1,
            rows_rejected = rows_rejected + 1 WHERE submission_id = 1""",
            "accepted rows are not all trainings: ",
        ),
        (
            f"""UPDATE hromada SET (hromada_name, hromada_type) = (SELECT hromada_name,
            hromada_type FROM hromada WHERE hromada_code = '{BARANIVKA}')
            WHERE hromada_code = '{DOVBYSH}'""",
            "two hromadas of a raion share name and type: ",
        ),
        (
            """UPDATE hromada_quarter SET events = events + 1 WHERE (hromada_id, quarter_code) =
            (SELECT hromada_id, quarter_code FROM hromada_quarter LIMIT 1)""",
            "a summary differs from its trainings: 1",
        ),
        (
            "DELETE FROM training_fts_docsize WHERE id = (SELECT min(training_id) FROM training)",
            "a training is missing from the search: ",
        ),
        (
            f"DELETE FROM hromada WHERE hromada_code = '{DOVBYSH}'",
            "the register has 1468/303/2 hromadas, not 1469/303/2",
        ),
        (
            f"UPDATE hromada SET is_counted = 0 WHERE hromada_code = '{DOVBYSH}'",
            "the register has 1468/304/2 hromadas, not 1469/303/2",
        ),
        (
            """UPDATE hromada SET raion_code = NULL WHERE hromada_id =
            (SELECT min(hromada_id) FROM hromada WHERE NOT is_counted AND raion_code > '')""",
            "the register has 1469/302/3 hromadas, not 1469/303/2",
        ),
        (
            "UPDATE training SET type_code = 'concert' WHERE submission_id = 1",
            "foreign key: training → type",
        ),
    ],
    ids=[
        "rows that do not add up",
        "a row accepted without its training",
        "two hromadas of one name",
        "a wrong summary",
        "a training not in the search",
        "a hromada too few",
        "a hromada not counted",
        "a hromada without raion",
        "an unknown code",
    ],
)
def test_one_wrong_value_refuses_the_build_and_is_named(database, as_of, sql, reason):
    change(database, sql)
    assert any(line.startswith(reason) for line in reasons_to_refuse(database, as_of))


def test_named_hromadas_that_are_lost_without_a_problem_refuse_the_build(database, as_of):
    training = one_training(database)
    change(database, "DELETE FROM problem WHERE training_id = ?", training)
    assert verify_database(database, as_of) is None  # it still has its hromadas
    change(database, "DELETE FROM training_hromada WHERE training_id = ?", training)
    reason = f"an event of named hromadas has neither a hromada nor a problem: {training}"
    assert reason in reasons_to_refuse(database, as_of)


def test_a_training_after_the_day_of_the_release_refuses_the_build(database, as_of):
    sql = "UPDATE training SET start_date = ? WHERE training_id = ?"
    change(database, sql, as_of.isoformat(), one_training(database))
    assert verify_database(database, as_of) is None
    change(database, sql, (as_of + timedelta(days=1)).isoformat(), one_training(database))
    assert reasons_to_refuse(database, as_of) == [f"1 trainings begin after {as_of}"]


@pytest.mark.parametrize(("table", "column"), FREE_TEXTS)
@pytest.mark.parametrize(
    "text", ["пишіть на o.koval@ukr.net", "тел. 050 123 45 67", "ІПН 1234567899"]
)
def test_personal_data_in_a_free_text_refuses_the_build(database, as_of, table, column, text):
    first = f"(SELECT min(rowid) FROM {table})"
    change(database, f"UPDATE {table} SET {column} = ? WHERE rowid = {first}", text)
    reason = f"personal data in 1 values of {table}.{column}"
    assert reasons_to_refuse(database, as_of) == [reason]


def test_a_number_inside_a_web_address_is_no_phone(database, as_of):
    text = "за сторінкою https://gromada.gov.ua/news?id=0501234567"
    sql = "UPDATE training SET notes = ? WHERE training_id = ?"
    change(database, sql, text, one_training(database))
    assert verify_database(database, as_of) is None


def test_every_reason_is_told_and_not_only_the_first(database, as_of):
    change(database, "UPDATE training SET notes = 'a@b.ua', type_code = 'concert'")
    change(database, "UPDATE hromada SET is_counted = 0 WHERE hromada_code = ?", DOVBYSH)
    reasons = reasons_to_refuse(database, as_of)
    for beginning in ("foreign key: ", "the register has ", "personal data in "):
        assert any(reason.startswith(beginning) for reason in reasons), beginning


def test_a_damaged_table_refuses_the_build(sample_release, tmp_path, as_of):
    """The schema is made to promise what the rows do not hold."""
    path = tmp_path / "trainings.db"
    path.write_bytes((sample_release.release / "trainings.db").read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        change(
            connection,
            """UPDATE sqlite_master SET sql = replace(sql, 'hours REAL', 'hours REAL NOT NULL')
            WHERE name = 'training'""",
        )
    with closing(sqlite3.connect(path)) as connection:
        prepare_connection(connection)
        reasons = reasons_to_refuse(connection, as_of)
    assert "integrity: NULL value in training.hours" in reasons
