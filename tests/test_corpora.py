"""Files as donors' offices make them, written by people who saw no code, and what they say.

Each folder of tests/corpora has the files of some forty hands and truth.json, what a careful
clerk reads in every row of an event. Of the plain rows nearly all must be read so, of the ugly
ones most; no row may be lost, and no value wrong without a doubt told to the donor.

truth.json: file → quarter and rows; of a row its sheet and number, kind (plain or ugly), days,
scope and hromadas, people; `event` joins the rows of one event, `repeats` marks one more copy,
`status` an event that was not held, `unsure` what the file leaves open: it must be doubted.
"""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from test_fixtures import read_event

from ingest.common.quarters import Quarter
from ingest.load.database import create_database
from ingest.load.tables import FEWEST_FOR_SPLIT, Loader

CORPORA = Path(__file__).parent / "corpora"
AS_OF = date(2026, 11, 26)
PLAIN, UGLY = 0.97, 0.85
"""Shares of rows to be read right, in days, places and numbers."""

FACT_OF_FIELD = {
    "start_date": "days", "end_date": "days", "hromadas": "places", "oblast": "places",
    "raion": "places", "participants_total": "people", "women": "people", "men": "people",
    "status": "status",
}  # fmt: skip
FACT_OF_CODE = {
    "date": "days", "end": "days", "event": "days", "number": "people", "numbers": "people",
    "people": "people", "more": "people", "hromada": "places", "hromadas": "places",
    "place": "places", "oblast": "places", "raion": "places", "status": "status",
}  # fmt: skip
UNSURE = {"dates": "days", "hromadas": "places", "people": "people"}
DOUBT_OF_ALL = {"maybe_same_event", "row_joined"}
DOUBT_OF_COLUMN = {
    "people_unread": "people",
    "hromadas_column_missing": "places",
}


@pytest.fixture(scope="module", params=sorted(path.name for path in CORPORA.iterdir()))
def verdicts(request, receiver):
    """Return (kind, place, wrong facts, those of them that nothing doubts) of every row."""
    folder = CORPORA / request.param
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert {path.name for path in (folder / "files").iterdir()} == truth.keys()
    return [
        verdict
        for name, report in truth.items()
        for verdict in judge(folder / "files" / name, report, receiver)
    ]


@pytest.mark.parametrize(("kind", "least"), [("plain", PLAIN), ("ugly", UGLY)])
def test_rows_are_read_as_a_clerk_reads_them(verdicts, kind, least):
    rows = [(place, wrong) for of_kind, place, wrong, _ in verdicts if of_kind == kind]
    wrong_rows = [row for row in rows if row[1]]
    assert len(wrong_rows) <= (1 - least) * len(rows), wrong_rows


def test_no_row_is_lost(verdicts):
    assert [place for _, place, wrong, _ in verdicts if "lost" in wrong] == []


def test_nothing_is_wrong_in_silence(verdicts):
    assert [(place, silent) for _, place, _, silent in verdicts if silent] == []


def judge(path, report, receiver):
    """Yield the verdict on each row that is of an event."""
    received = receiver.receive(path, path.name, Quarter.parse(report["quarter"]), AS_OF)
    if received.is_refused:  # as a whole, and told so
        for row in report["rows"]:
            yield row["kind"], (path.name, row["sheet"], row["row"]), {"refused"}, set()
        return
    with closing(create_database(":memory:")) as connection:
        counts, fates = Loader(connection, frozenset({"held"})).load_file(received)
        hromadas = {h.id: h.code for h in receiver.reference.places.gazetteer.hromadas.values()}
        events = {
            fate.training_id: read_event(connection, fate.training_id, hromadas) for fate in fates
        }
    assert counts.total == len(received.rows) == len(fates)
    found = {
        (row.raw.sheet, row.raw.number): fate
        for row, fate in zip(received.rows, fates, strict=True)
    }
    doubts = {}
    for fate in fates:
        doubts.setdefault(fate.training_id, set()).update(*map(facts_doubted, fate.problems))
    for row in report["rows"]:
        place = (path.name, row["sheet"], row["row"])
        fate = found.get(place[1:])
        if fate is None or fate.name == "blank":
            yield row["kind"], place, {"lost"}, {"lost"}
        elif fate.name == "rejected":
            is_fair = "dates" in row.get("unsure", ()) or (
                row.get("status") and fate.reason in ("date_in_future", "date_missing")
            )
            yield row["kind"], place, set() if is_fair else {"rejected"}, set()
        elif row.get("repeats") and fate.name != "duplicate":
            told = {problem.code for problem in fate.problems} & DOUBT_OF_ALL
            yield row["kind"], place, {"repeats"}, set() if told else {"repeats"}
        else:
            doubted = doubts[fate.training_id]
            wrong = wrong_facts(row, events[fate.training_id], doubted)
            yield row["kind"], place, wrong - {"status"}, wrong - doubted
    listed = {(row["sheet"], row["row"]) for row in report["rows"]}
    for key in found.keys() - listed:
        if found[key].name == "accepted" and not found[key].problems:
            yield "none", (path.name, *key), {"no event"}, {"no event"}


def facts_doubted(problem):
    """Return which facts a problem of a row makes doubtful, for the donor and for us."""
    if problem.code in DOUBT_OF_ALL:
        return {"days", "places", "people"}
    beginning = problem.code.split("_")[0]
    fact = DOUBT_OF_COLUMN.get(problem.code) or FACT_OF_FIELD.get(problem.field or "")
    return {fact or FACT_OF_CODE.get(beginning, ""), FACT_OF_CODE.get(beginning, "")}


def wrong_facts(row, event, doubted):
    """Return the facts that are not as the row says or, where it is unsure, not doubted."""
    told = {
        "days": (event["start_date"], event["end_date"] or event["start_date"]),
        "places": set(event["hromadas"]) or event["scope_code"],
        "people": people(event["participants_total"], event["women"], event["men"]),
        "status": bool(event["is_counted"]),
    }
    true = {
        "days": (row["start"], row["end"] or told["days"][1]),
        "places": set(row["hromadas"]) or row["scope"],
        "people": people(row.get("total"), row.get("women"), row.get("men")),
        "status": "status" not in row,
    }
    if "status" in row:  # of an event that was not held a number is of those expected
        true["people"] = told["people"]
    if (true["people"][0] or 0) < FEWEST_FOR_SPLIT:  # the split is not published
        told["people"], true["people"] = told["people"][:1], true["people"][:1]
    wrong = {fact for fact in told if told[fact] != true[fact]}
    unsure = {UNSURE[fact] for fact in row.get("unsure", ())}
    return (wrong - unsure) | (unsure - doubted)


def people(total, women, men):
    """Return (all, women, men), each that the others tell counted."""
    if total is None and None not in (women, men):
        total = women + men
    if total is not None and women is not None and men is None:
        men = total - women
    if total is not None and men is not None and women is None:
        women = total - men
    return total, women, men
