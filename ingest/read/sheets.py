"""A donor's file → its sheets, every row as it stands.

XLSX, XLS and ODS are read by python-calamine, the fastest reader of them all, which also
gives dates as dates. A text file is decoded strictly and as a whole: of the encodings that
can decode it, the one in which the header can be read is taken; no header, no guess.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from operator import itemgetter
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from ingest.problems import FileRefused, Finding
from ingest.read.headers import ROWS_SEARCHED, Headers, find_header

Cell = str | int | float | bool | date | datetime | time | timedelta | None

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})
_ENCODINGS = ("utf-8", "cp1251", "koi8-u", "cp866")
_DELIMITERS = (",", ";", "\t")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The part that holds a workbook under a password, of which calamine says only «unknown»."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows in order, row 1 first. A text file is one sheet without a name."""

    file: str
    name: str | None
    rows: tuple[tuple[Cell, ...], ...]


def read_sheets(path: Path, file: str, headers: Headers) -> list[Sheet]:
    """Return the sheets of the file at `path`, which its problems will call `file`.

    Raises FileRefused for a file that is empty, of another kind or cannot be read.
    """
    content = path.read_bytes()
    if not content.strip():
        raise FileRefused(Finding("file_empty"))
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return read_workbook(content, file)
    if suffix in TEXTS:
        return [read_text(content, file, headers)]
    raise FileRefused(Finding("file_unsupported", value=suffix))


def read_workbook(content: bytes, file: str) -> list[Sheet]:
    """Return the sheets of a workbook; hidden ones too, since rows hide there."""
    if _ENCRYPTED in content:
        raise FileRefused(Finding("file_unreadable", value="password"))
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [
            Sheet(file, name, tuple(_read_rows(workbook, name))) for name in workbook.sheet_names
        ]
    except CalamineError as error:
        raise FileRefused(Finding("file_unreadable", value=str(error))) from error
    if not any(sheet.rows for sheet in sheets):
        raise FileRefused(Finding("file_empty"))
    return sheets


def _read_rows(workbook: CalamineWorkbook, name: str) -> Iterator[tuple[Cell, ...]]:
    for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False):
        yield tuple(row)


def read_text(content: bytes, file: str, headers: Headers) -> Sheet:
    """Return the one sheet of a delimited text in the first reading that has a header."""
    texts = list(_decodings(content))
    for text in texts:
        breadths = {
            delimiter: _breadth(tuple(islice(_split(text, delimiter), ROWS_SEARCHED)), headers)
            for delimiter in _DELIMITERS
        }
        delimiter, breadth = max(breadths.items(), key=itemgetter(1))
        if breadth:
            return Sheet(file, None, tuple(_split(text, delimiter)))
    raise FileRefused(Finding("file_foreign" if texts else "file_encoding"))


def _decodings(content: bytes) -> Iterator[str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates: tuple[str, ...] = ("utf-16",)
    elif content.startswith(b"\xef\xbb\xbf"):
        candidates = ("utf-8-sig",)
    else:
        candidates = _ENCODINGS
    for encoding in candidates:
        try:
            yield content.decode(encoding)
        except UnicodeDecodeError:
            continue


def _split(text: str, delimiter: str) -> Iterator[tuple[Cell, ...]]:
    # strict=False: a stray quote inside a cell is the donor's text, not a broken file.
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="\n")
    try:
        yield from map(tuple, csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        raise FileRefused(Finding("file_unreadable", value=str(error))) from error


def _breadth(rows: tuple[tuple[Cell, ...], ...], headers: Headers) -> int:
    """Return how many headers a splitting of the text lets us recognise."""
    header = find_header(rows, headers)
    return len(header.fields) if header else 0
