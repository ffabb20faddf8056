"""What an operator may lay beside the reference lists → the tables `population` and `need`.

Without a file its table is empty, and the answers that would use it say that they lack it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from ingest.problems import BuildRefused
from ingest.resolve.gazetteer import read_csv
from ingest.schema import public_table

POPULATION = ("hromada_code", "population", "year", "source")
NEEDS = ("topic_code", "need_share", "source")
"""The columns of population.csv and needs.csv; a share is in per cent of the whole need."""

Key = TypeVar("Key")
Number = TypeVar("Number", int, float)

_YEARS = range(1990, 2100)
_WHOLE = 100.0
_ROUNDING = 0.5


def load_optional(connection: sqlite3.Connection, reference: Path) -> None:
    """Fill both tables; BuildRefused with file and row for a code or number that is wrong."""
    ids = dict(connection.execute("SELECT hromada_code, hromada_id FROM hromada"))
    topics = {code: code for (code,) in connection.execute("SELECT topic_code FROM topic")}
    people = []
    for place, row in _read(reference / "population.csv", POPULATION):
        hromada = _known(ids, row["hromada_code"], place)
        number, year = (_number(row[name], name, place, int) for name in ("population", "year"))
        if year not in _YEARS:
            raise BuildRefused(f"{place}: year {year} is not one of our time")
        people.append((hromada, number, year, row["source"] or None))
    shares = []
    for place, row in _read(reference / "needs.csv", NEEDS):
        topic = _known(topics, row["topic_code"], place)
        share = _number(row["need_share"], "need_share", place, float)
        shares.append((topic, share, row["source"] or None))
    if sum(share for _, share, _ in shares) > _WHOLE + _ROUNDING:
        raise BuildRefused("needs.csv: the shares of the need are more than 100 % together")
    connection.executemany(public_table("population").insert_sql(), sorted(people))
    connection.executemany(public_table("need").insert_sql(), sorted(shares))


def _read(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield where each row stands and the row; nothing where there is no file."""
    if not path.exists():
        return
    seen = set()
    for number, row in enumerate(read_csv(path), start=2):
        place = f"{path.name}, row {number}"
        missing = [name for name in columns if row.get(name) is None]
        if missing:
            raise BuildRefused(f"{place}: no column {', '.join(missing)}")
        if row[columns[0]] in seen:
            raise BuildRefused(f"{place}: {row[columns[0]]} stands there twice")
        seen.add(row[columns[0]])
        yield place, row


def _known(known: Mapping[str, Key], code: str, place: str) -> Key:
    if code not in known:
        raise BuildRefused(f"{place}: the lists have no code {code!r}")
    return known[code]


def _number(text: str, name: str, place: str, read: Callable[[str], Number]) -> Number:
    try:
        number = read(text)
    except ValueError:
        raise BuildRefused(f"{place}: {name} {text!r} is not a number") from None
    if not 0 <= number < 10**9:
        raise BuildRefused(f"{place}: {name} {text!r} is out of range")
    return number
