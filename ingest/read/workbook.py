"""A workbook (XLSX, XLS, ODS) → its sheets.

python-calamine, the fastest reader of them all, gives dates as dates in both of Excel's date
systems. It sees an XLSX or ODS only after `guard` and `extent` have; an XLS, which cannot be
measured without being parsed, is parsed in a process of its own.
"""

from __future__ import annotations

import io
import pickle
import posixpath
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.parsers import expat

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ingest.problems import FileRefused, Finding
from ingest.read.extent import (
    Budget,
    Layout,
    read_spreadsheet,
    read_string_lengths,
    read_worksheet,
)
from ingest.read.guard import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_MERGES,
    MOST_ROWS,
    ODS,
    XLS,
    kind_of,
    plain_name,
    refuse_big,
    repack,
    unpack,
)
from ingest.read.sheet import Cell, Merge, Sheet

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The part that holds a workbook under a password, of which calamine says only «unknown»."""
_CHILD = Path(__file__).with_name("legacy_child.py")
_SECONDS = 10

Range = tuple[tuple[int, int], tuple[int, int]]


def read_workbook(content: bytes, file: str) -> list[Sheet]:
    """Return the sheets of a workbook; hidden ones too, since rows hide there."""
    kind = kind_of(content)
    if kind == XLS:
        if _ENCRYPTED in content:
            raise FileRefused(Finding("file_unreadable", value="password"))
        sheets = _read_legacy(content, file)
    else:
        sheets = _read_archive(content, kind, file)
    if not any(sheet.rows for sheet in sheets):
        raise FileRefused(Finding("file_empty"))
    return sheets


def _read_archive(content: bytes, kind: str, file: str) -> list[Sheet]:
    parts = unpack(content)
    by_name = {plain_name(name): part for name, part in parts.items()}
    if kind == ODS:
        layouts = read_spreadsheet(by_name["content.xml"], Budget())
    else:
        layouts = _measure_worksheets(by_name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(repack(parts)))
        return list(_read_sheets(workbook, file, layouts))
    except PasswordError as error:
        raise FileRefused(Finding("file_unreadable", value="password")) from error
    except CalamineError as error:
        raise FileRefused(Finding("file_unreadable", value=str(error))) from error


def _read_sheets(
    workbook: CalamineWorkbook, file: str, layouts: Mapping[str, Layout]
) -> Iterator[Sheet]:
    for meta in workbook.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        layout = layouts.get(meta.name, Layout())
        yield Sheet(
            file,
            meta.name,
            tuple(_read_cells(sheet)),
            tuple(layout.merges) or _merges(sheet.merged_cell_ranges or ()),
            frozenset(layout.formulas),
            meta.visible != SheetVisibleEnum.Visible,
        )


def _read_cells(sheet: CalamineSheet) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows from the first on; calamine leaves out the empty columns before all."""
    _, left = sheet.start or (0, 0)
    beside = ("",) * left
    for row in sheet.iter_rows():
        yield (*beside, *row)


def _merges(ranges: Iterable[Range]) -> tuple[Merge, ...]:
    return tuple(Merge(top, left, bottom, right) for (top, left), (bottom, right) in ranges)


def _measure_worksheets(parts: Mapping[str, bytes]) -> dict[str, Layout]:
    """Measure every part that holds a sheet's cells; return the layouts by the sheets' names."""
    lengths = read_string_lengths(parts.get("xl/sharedstrings.xml", b"<sst/>"))
    budget = Budget()
    measured = {
        name: read_worksheet(part, lengths, budget)
        for name, part in parts.items()
        if b"sheetData" in part
    }
    names = _sheet_names(parts)
    return {name: measured[part] for part, name in names.items() if part in measured}


def _sheet_names(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return which part of an XLSX holds which sheet."""
    targets = {
        attributes.get("Id", ""): posixpath.normpath(
            posixpath.join("/xl", attributes.get("Target", ""))
        )
        .lstrip("/")
        .lower()
        for attributes in _elements(parts.get("xl/_rels/workbook.xml.rels"), "Relationship")
    }
    return {
        targets.get(_relation(attributes), ""): attributes.get("name", "")
        for attributes in _elements(parts.get("xl/workbook.xml"), "sheet")
    }


def _relation(attributes: Mapping[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def _elements(xml: bytes | None, name: str) -> list[dict[str, str]]:
    """Return the attributes of every element called `name`, whatever its namespace."""
    found: list[dict[str, str]] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] == name:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(xml or b"<none/>", True)
    except expat.ExpatError as error:
        raise FileRefused(Finding("file_unreadable", value=str(error))) from error
    return found


def _read_legacy(content: bytes, file: str) -> list[Sheet]:
    limits = [str(most) for most in (MOST_ROWS, MOST_COLUMNS, MOST_CELLS)]
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(_CHILD), *limits],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except subprocess.SubprocessError as error:
        # Ended by its limits or by the parser's own fault: which, it could not say.
        raise FileRefused(Finding("file_unreadable", value="XLS")) from error
    # Written by our own code a moment ago; nothing of the donor's is unpickled as a class.
    code, answer = pickle.loads(child.stdout)
    if code:
        raise FileRefused(Finding(code, value=answer))
    refuse_big(sum(len(merges) for _, _, merges, _ in answer), MOST_MERGES, "merges")
    return [
        Sheet(file, name, tuple(map(tuple, rows)), _merges(merges), is_hidden=is_hidden)
        for name, is_hidden, merges, rows in answer
    ]
