"""Coverage-guided bytes into the readers: whatever a file holds, it is read or refused.

    make fuzz        # two minutes

Any exception ends the run with the bytes that led to it.
"""

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["ingest"]):
    from ingest.check.dates import parse_period
    from ingest.check.personal_data import remove_personal_data
    from ingest.check.values import clean_list, parse_hours, parse_people
    from ingest.common.quarters import Quarter
    from ingest.pipeline import REFERENCE
    from ingest.read.headers import load_headers
    from ingest.receive import Receiver
    from ingest.resolve.row import load_reference

SUFFIXES = (".csv", ".xlsx", ".ods", ".txt")
QUARTER = Quarter(2021, 1)
RECEIVER = Receiver(load_headers(REFERENCE / "headers.csv"), load_reference(REFERENCE))


def read_one(data):
    """Read the bytes as a file, and its text as the cells of a row."""
    if not data:
        return
    path = FOLDER / f"report{SUFFIXES[data[0] % len(SUFFIXES)]}"
    path.write_bytes(data[1:])
    received = RECEIVER.receive(path, path.name, QUARTER, date(2021, 3, 31))
    assert not (received.is_refused and received.rows)
    text = data[1:].decode("utf-8", "replace")[:200]
    parse_period(text, QUARTER)
    parse_people(text)
    parse_hours(text)
    remove_personal_data(text)
    RECEIVER.reference.places.resolve((text,), (), clean_list(text))


def seeds(folder):
    """Write the sample's files as the first bytes to change."""
    for number, path in enumerate(sorted((REFERENCE.parent / "submissions").rglob("*.*"))[:40]):
        if path.suffix in SUFFIXES:
            kind = bytes([SUFFIXES.index(path.suffix)])
            (folder / f"{number}").write_bytes(kind + path.read_bytes())


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        FOLDER = Path(name) / "file"
        corpus = Path(name) / "corpus"
        FOLDER.mkdir()
        corpus.mkdir()
        seeds(corpus)
        atheris.Setup([*sys.argv, str(corpus)], read_one)
        atheris.Fuzz()
