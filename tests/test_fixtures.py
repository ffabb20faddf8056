"""Every file of tests/files, named by its fault, raises what expected.yml lists and nothing else.

Codes and places are asserted, not wording; the fate of every row, and what is published of the
events where it is listed. Made in tests/read/test_hostile.py and not kept here: a line of 50 MB,
and what a folder of files cannot hold, such as names with line breaks, links out of it and pipes.
"""

from contextlib import closing
from pathlib import Path

import pytest
import yaml

from ingest.common.quarters import Quarter
from ingest.load.database import create_database
from ingest.load.tables import Loader
from ingest.problems import SEVERITIES

FILES = Path(__file__).parent / "files"
EXPECTED = yaml.safe_load((FILES / "expected.yml").read_text(encoding="utf-8"))
NOT_OF_ONE_FILE = {
    "file_outside_quarter_folder": "it is the place of the file, not the file, that is wrong",
    "reported_twice": "it takes two files of one project",
}

COLUMNS = {
    "start": "start_date",
    "end": "end_date",
    "participants": "participants_total",
    "scope": "scope_code",
    "status": "status_code",
    "type": "type_code",
    "format": "format_code",
}
"""Short names of columns of `training`; any other value is called as its column."""
LISTS = {
    "hromadas": "hromada_id",
    "raions": "raion_code",
    "oblasts": "oblast_code",
    "projects": "project_code",
    "donors": "donor_code",
    "topics": "topic_code",
    "audiences": "audience_code",
}


@pytest.fixture(scope="module", params=EXPECTED)
def told(request, receiver):
    """Return a file's expectation, the file received, its counts, fates and published values."""
    expected = EXPECTED[request.param]
    quarter = Quarter.parse(expected.get("quarter", "2020-Q4"))
    received = receiver.receive(FILES / request.param, request.param, quarter, quarter.end)
    with closing(create_database(":memory:")) as connection:
        loader = Loader(connection, frozenset({"held"}))
        counts, fates = loader.load_file(received)
        hromadas = {h.id: h.code for h in receiver.reference.places.gazetteer.hromadas.values()}
        events = [read_event(connection, fate.training_id, hromadas) for fate in fates]
    return expected, received, counts, fates, events


def test_every_file_is_listed():
    found = {path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.is_file()}
    assert found - {"expected.yml"} == EXPECTED.keys()


def test_every_code_that_one_file_can_raise_is_raised_by_a_file():
    raised = {code for expected in EXPECTED.values() for code, *_ in expected.get("problems", [])}
    assert raised == SEVERITIES.keys() - NOT_OF_ONE_FILE.keys()


def test_a_file_raises_the_problems_listed_at_their_places(told):
    expected, received, _, fates, _ = told
    problems = [*received.problems, *(problem for fate in fates for problem in fate.problems)]
    found = [[problem.code, problem.sheet, problem.row, problem.column] for problem in problems]
    assert sorted(found, key=str) == sorted(expected.get("problems", []), key=str)


def test_every_row_of_a_file_has_the_fate_listed(told):
    expected, received, counts, fates, _ = told
    rows = [
        (row.raw.sheet, row.raw.number, f"{fate.name} {fate.reason}".strip())
        for row, fate in zip(received.rows, fates, strict=True)
    ]
    assert received.is_refused == (tables_of(expected) == [])
    assert [(number, fate) for _, number, fate in rows] == [
        row for table in tables_of(expected) for row in table["rows"].items()
    ]
    if "tables" in expected:
        sheets = [table["sheet"] for table in expected["tables"] for _ in table["rows"]]
        assert [sheet for sheet, _, _ in rows] == sheets
    assert counts.total == len(rows)
    assert counts.total == counts.accepted + counts.rejected + counts.duplicate + counts.blank


def test_what_is_published_of_the_events_of_a_file_is_what_is_listed(told):
    expected, _, _, _, events = told
    listed = [
        table.get("values", {}).get(number, {})
        for table in tables_of(expected)
        for number in table["rows"]
    ]
    found = [
        {name: event[COLUMNS.get(name, name)] for name in values} if values else {}
        for values, event in zip(listed, events, strict=True)
    ]
    assert found == listed


def tables_of(expected):
    """Return what is expected of each table of a file, in their order; a refused file has none."""
    return expected.get("tables") or ([expected] if "rows" in expected else [])


def read_event(connection, training_id, hromadas):
    """Return column → value of a training and its codes in their order; nothing for other rows."""
    cursor = connection.execute("SELECT * FROM training WHERE training_id = ?", (training_id,))
    row = cursor.fetchone()
    if row is None:
        return {}
    event = dict(zip([column for column, *_ in cursor.description], row, strict=True))
    for name, column in LISTS.items():
        codes = connection.execute(
            f"SELECT {column} FROM training_{name[:-1]} WHERE training_id = ?", (training_id,)
        )
        event[name] = sorted(hromadas.get(code, code) for (code,) in codes)
    return event
