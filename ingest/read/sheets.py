"""A donor's file → its sheets, every row as it stands."""

from __future__ import annotations

from pathlib import Path

from ingest.problems import FileRefused, Finding
from ingest.read.guard import (
    HTML,
    MOST_BYTES,
    ODS,
    TEXT,
    XLS,
    XLSX,
    kind_of,
    refuse_big,
)
from ingest.read.headers import Headers
from ingest.read.page import read_page
from ingest.read.sheet import Cell, Merge, Sheet, has_text
from ingest.read.text import read_text
from ingest.read.workbook import read_workbook

__all__ = [
    "TEXTS",
    "WORKBOOKS",
    "Cell",
    "Merge",
    "Sheet",
    "has_text",
    "read_bytes",
    "read_content",
    "read_sheets",
    "read_text",
    "read_workbook",
]

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})


def read_sheets(path: Path, file: str, headers: Headers) -> list[Sheet]:
    """Return the sheets of the file at `path`, which its problems will call `file`."""
    return read_content(read_bytes(path), path.suffix, file, headers)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; raises FileRefused for one too big to be a report."""
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    refuse_big(len(content), MOST_BYTES, "B")
    return content


def read_content(content: bytes, suffix: str, file: str, headers: Headers) -> list[Sheet]:
    """Return the sheets of a file by its bytes and the ending of its name.

    Raises FileRefused for one that is empty, cannot be read, is of another kind, or is not
    what its name says, such as an .xlsx sent as .csv. Only a workbook of one kind may be named
    as one of another, and a page of tables as .xls, as many programs do.
    """
    suffix = suffix.lower()
    if not content.strip():
        raise FileRefused(Finding("file_empty"))
    if suffix not in WORKBOOKS | TEXTS:
        raise FileRefused(Finding("file_unsupported", value=suffix))
    kind = kind_of(content)
    if suffix in WORKBOOKS and (kind in (XLSX, XLS, ODS) or _is_cut_off(content)):
        return read_workbook(content, file)
    if suffix == ".xls" and kind == HTML:
        return read_page(content, file)
    if suffix in TEXTS and kind == TEXT:
        return [read_text(content, file, headers)]
    raise FileRefused(Finding("file_wrong_kind", value=suffix, suggestion=kind))


def _is_cut_off(content: bytes) -> bool:
    """Tell an archive without its end, which the archive's own reader will refuse."""
    return content.startswith(b"PK") and b"PK\x05\x06" not in content
