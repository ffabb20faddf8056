"""One donor's file → its rows, each with what is wrong with it: what `check` and `build` share."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ingest.check.row import OF_A_SEX, check_row
from ingest.check.status import ANNOUNCED, NOT_HELD, status_of_words
from ingest.check.values import clean_list, clean_text
from ingest.common.quarters import Quarter
from ingest.problems import FileRefused, Finding, Problem, column_letter
from ingest.read.contents import SLASHES, tells_days, tells_hromadas
from ingest.read.header_row import find_header, find_table_beside
from ingest.read.headers import ACADEMIC, Header, Headers, texts_of
from ingest.read.names import printable
from ingest.read.rows import NOT_FILLED, RawRow, read_rows, vertical_merges
from ingest.read.sheet import plain_text
from ingest.read.sheets import Cell, Sheet, has_text, read_bytes, read_content
from ingest.resolve.names import fold_place
from ingest.resolve.row import Reference, ResolvedRow, resolve_row
from ingest.schema import FIELDS

_TICKS = frozenset({"1", "+", "x", "х", "v", "так", "yes", "true"})
"""Under «Cancelled» and the like."""
_CODE_BEFORE_2020 = re.compile(r"\d{9,10}")
_OF_PLACES = re.compile(
    r"громад|hromada|\bт[гг]\b|район|\bр-н|raion|\b(?:с|смт|сел|м)\.\s?[А-ЯІЇЄҐ]|\bv\.\s?[A-Z]|village",
    re.I,
)
_MONTHS = 12
_LENGTH_OF_STORY, _FEWEST_STORIES = 60, 3
_STORY = re.compile(
    r"(?=.*\b\d{1,2}\b.*\b20\d\d\b)(?=.*\b\d+\s*\(?(?:осіб|учасни|людей|people|persons|participants"
    r"|representatives|ж\b|women))",
    re.I | re.S,
)
"""A day and how many came, in one cell."""
_SHARE_OF_DAYS = 0.6
"""Of the rows of a sheet without a header have a day where those of another sheet have it."""
_MANY_HROMADAS = 10
"""So many of one oblast, and none of another, tell that a name of several is of it too."""
_TITLES = {field.name: field.title_uk for field in FIELDS}


@dataclass(frozen=True)
class ReceivedRow:
    """One row below the header; `resolved` is None where the row is blank."""

    raw: RawRow
    resolved: ResolvedRow | None
    problems: tuple[Problem, ...]

    @property
    def is_rejected(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True)
class ReceivedFile:
    """One file read to its end, with its sheets as they stand.

    A refused file has no rows and one problem or more; its sheets, if they could be read.
    """

    file: str
    quarter: Quarter | None
    sha256: str
    size: int
    is_refused: bool
    rows: tuple[ReceivedRow, ...]
    problems: tuple[Problem, ...]
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True)
class Receiver:
    """What every file of one run is read with."""

    headers: Headers
    reference: Reference

    def receive(self, path: Path, file: str, quarter: Quarter | None, as_of: date) -> ReceivedFile:
        """Read the file at `path`, a report for `quarter`; its problems will call it `file`.

        The file is read once: what is hashed is what is parsed.
        """
        file = printable(file)
        sha256, size = "", path.stat().st_size
        sheets: list[Sheet] = []
        try:
            content = read_bytes(path)
            sha256, size = hashlib.sha256(content).hexdigest(), len(content)
            sheets = read_content(content, path.suffix, file, self.headers)
            rows, problems = self._read(sheets, file, quarter, as_of)
        except FileRefused as refusal:
            problem = _at_file(refusal, file)
            return ReceivedFile(file, quarter, sha256, size, True, (), (problem,), tuple(sheets))
        return ReceivedFile(file, quarter, sha256, size, False, rows, problems, tuple(sheets))

    def _read(
        self, sheets: list[Sheet], file: str, quarter: Quarter | None, as_of: date
    ) -> tuple[tuple[ReceivedRow, ...], tuple[Problem, ...]]:
        """Read the rows; again, where all hromadas of the file tell which oblast a name is of."""
        rows, problems = self._read_with(sheets, file, quarter, as_of, hint="")
        codes = {p.code for row in rows for p in row.problems}
        hint = _oblast_of_all(rows) if "hromada_ambiguous" in codes else ""
        return self._read_with(sheets, file, quarter, as_of, hint) if hint else (rows, problems)

    def _read_with(
        self, sheets: list[Sheet], file: str, quarter: Quarter | None, as_of: date, hint: str
    ) -> tuple[tuple[ReceivedRow, ...], tuple[Problem, ...]]:
        rows: list[ReceivedRow] = []
        problems: list[Problem] = []
        for sheet, header in _find_tables(sheets, self.headers):
            if header is None:
                if sheet.rows and sheet.name not in TEMPLATE_SHEETS:
                    problems.append(Problem("sheet_skipped", file, sheet.name))
                continue
            if sheet.is_hidden:
                problems.append(Problem("sheet_hidden", file, sheet.name))
            problems.extend(_merged_values(file, sheet, header))
            problems.extend(_formulas_below(file, sheet, header))
            read = list(self._receive_rows(sheet, header, quarter, as_of, hint))
            sections = {row.raw.filled.get("oblast"): None for row in read if row.raw.is_sectioned}
            for oblast in filter(None, sections):
                place = (file, sheet.name, header.index + 1, None, "oblast")
                problems.append(Problem("oblast_from_title", *place, value=str(oblast)))
            for each in {id(h): h for h in (header, *(row.raw.header for row in read))}.values():
                problems.extend(_unknown_columns(file, sheet, each))
            rows.extend(read)
        if all(row.resolved is None for row in rows):
            problems.append(Problem("file_no_events", file))
        return tuple(rows), tuple(problems)

    def _receive_rows(
        self, sheet: Sheet, header: Header, quarter: Quarter | None, as_of: date, hint: str
    ) -> Iterator[ReceivedRow]:
        for raw in read_rows(sheet, header, self.headers):
            if raw.blank_reason:
                yield ReceivedRow(raw, None, ())
                continue
            resolved = resolve_row(check_row(raw, quarter, as_of), self.reference, hint)
            findings = (
                *_lost_formulas(sheet, raw),
                *_doubt_wide(raw, resolved),
                *_doubt_academic(raw, resolved),
                *resolved.findings,
            )
            problems = (
                *self._find_beside(raw, resolved),
                *(at_cell(finding, raw, field) for field, finding in findings),
            )
            yield ReceivedRow(raw, resolved, problems)

    def _find_beside(self, raw: RawRow, resolved: ResolvedRow) -> Iterator[Problem]:
        """Doubt a row by what is not read of it.

        Values without a header, of a column that is there twice, of people, and words that
        say it was not held.
        """
        for column, name, cell in raw.beside():
            if name == "hromadas" and self._names_the_same(cell, resolved):
                continue
            if _CODE_BEFORE_2020.fullmatch(plain_text(cell)) and resolved.places.hromadas:
                continue
            code = "column_repeated" if name else "cell_without_header"
            problem = at_cell(Finding(code, value=plain_text(cell)), raw, name)
            yield replace(problem, column=column_letter(column))
        checked = resolved.checked
        is_told = checked.texts["status"] or checked.status_told
        for column in raw.header.unknown if not is_told else ():
            cell = raw.cell_at(column)
            match = NOT_HELD.search(cell) if isinstance(cell, str) else None
            if match is None and plain_text(cell).casefold() in _TICKS:
                match = NOT_HELD.search(raw.header.unknown[column])
            is_planned = isinstance(cell, str) and status_of_words(cell) == ANNOUNCED
            if match or is_planned:
                value = match[0] if match else plain_text(cell).split()[0]
                finding = Finding("status_doubtful", value=value)
                yield replace(at_cell(finding, raw, None), column=column_letter(column))
        for column in raw.header.doubted:
            cell = raw.cell_at(column)
            if has_text(cell):
                finding = Finding(
                    "people_by_elimination", plain_text(cell), raw.header.guessed[column]
                )
                yield replace(at_cell(finding, raw, None), column=column_letter(column))
        for column, header in raw.header.unknown.items():
            cell = raw.cell_at(column)
            tells = isinstance(cell, str) and OF_A_SEX.search(cell) and checked.women is None
            if tells and column not in raw.header.people:  # «жінок – 20»
                finding = Finding("people_unread", value=plain_text(cell), suggestion=header)
                yield replace(at_cell(finding, raw, None), column=column_letter(column))
        for column, header in raw.header.people.items():
            cell = raw.cell_at(column)
            is_count = isinstance(cell, str) and any(sign.isdecimal() for sign in cell)
            if is_count or isinstance(cell, (int, float)):
                finding = Finding("people_unread", value=plain_text(cell), suggestion=header)
                yield replace(at_cell(finding, raw, None), column=column_letter(column))

    def _names_the_same(self, cell: Cell, resolved: ResolvedRow) -> bool:
        """Tell a second cell of hromadas that names those of the first: codes beside names."""
        lists = resolved.checked.lists
        other = self.reference.places.resolve(lists["oblast"], lists["raion"], clean_list(cell))
        own = resolved.places.hromadas
        # A name of several hromadas is that of the one whose code stands beside it.
        names = {fold_place(hromada.name) for hromada in own}
        are_own = set(other.hromadas) <= set(own) and names.issuperset(
            map(fold_place, other.unresolved)
        )
        return are_own and len(other.hromadas) + len(other.unresolved) == len(own)


def _oblast_of_all(rows: Iterable[ReceivedRow]) -> str:
    """Return the name of the oblast that all of a file's many hromadas are of; '' where none is."""
    hromadas = {
        h.id: h.oblast_name for row in rows if row.resolved for h in row.resolved.places.hromadas
    }
    oblasts = set(hromadas.values())
    return oblasts.pop() if len(hromadas) >= _MANY_HROMADAS and len(oblasts) == 1 else ""


def _doubt_academic(raw: RawRow, row: ResolvedRow) -> Iterator[tuple[str, Finding]]:
    """Doubt hours under a header of academic hours, which are shorter."""
    header = raw.header.guessed.get(raw.header.fields.get("hours", -1), "")
    hours = row.checked.hours
    if hours is not None and ACADEMIC.search(header):
        yield "hours", Finding("number_approximate", f"{header}: {hours:g}", f"{hours:g}")


def _doubt_wide(raw: RawRow, resolved: ResolvedRow) -> Iterator[tuple[str | None, Finding]]:
    """Doubt an event for a whole area where no column is known to name hromadas, but some may."""
    if resolved.places.scope not in ("oblast", "raion"):
        return
    if "hromadas" in raw.header.fields:
        if raw.is_sectioned and not resolved.checked.lists["hromadas"]:
            yield "hromadas", Finding("place_missing")  # a title does not say that all took part
        elif not resolved.checked.lists["hromadas"] and any(_names_a_place(raw, resolved)):
            yield "hromadas", Finding("hromadas_column_missing")
        return
    beside = [*raw.header.unknown, *filter(None, [raw.header.fields.get("venue")])]
    unread = [cell for column in beside if column < len(raw.cells) and (cell := raw.cells[column])]
    if any(isinstance(cell, str) and has_text(cell) for cell in unread):
        yield None, Finding("hromadas_column_missing")


def _names_a_place(raw: RawRow, row: ResolvedRow) -> Iterator[bool]:
    """Yield for each unread cell of a row, its notes and its venue, whether it may name a place."""
    yield any(_OF_PLACES.search(row.checked.texts[name]) for name in ("notes", "venue"))
    for column in raw.header.unknown:
        cell = raw.cell_at(column)
        if isinstance(cell, str):
            yield tells_hromadas([cell]) or bool(_OF_PLACES.search(cell))


def at_cell(finding: Finding, raw: RawRow, field: str | None) -> Problem:
    """Give a finding its place: the row and, where it is of one field, the column."""
    return Problem(
        finding.code,
        raw.file,
        raw.sheet,
        raw.number,
        raw.letter(field) if field else None,
        field,
        finding.value,
        finding.suggestion,
    )


def _at_file(refusal: FileRefused, file: str) -> Problem:
    finding = refusal.finding
    return Problem(
        finding.code, file, refusal.sheet, value=finding.value, suggestion=finding.suggestion
    )


TEMPLATE_SHEETS = frozenset({"Довідник", "Як заповнювати"})
"""Sheets of our own template beside the data."""


def _find_tables(sheets: list[Sheet], headers: Headers) -> list[tuple[Sheet, Header | None]]:
    """Pair each sheet with its header; None for a sheet that does not tell of events.

    Raises FileRefused where no sheet does, and where one that does lacks a needed column.
    """
    found = [pair for sheet in sheets for pair in _tables_side_by_side(sheet, headers)]
    found = [(sheet, _like_others(sheet, header, found)) for sheet, header in found]
    found = [(sheet, header or _borrowed(sheet, found)) for sheet, header in found]
    tables = [(sheet, header if header and not header.missing else None) for sheet, header in found]
    tables = [(sheet, header or _of_stories(sheet)) for sheet, header in tables]
    if any(header and header.month_first for _, header in tables):
        tables = [(sheet, header and _month_first_too(sheet, header)) for sheet, header in tables]
    partial = [(sheet, header) for sheet, header in found if header and header.missing]
    if any(header for _, header in tables):
        partial = [(sheet, header) for sheet, header in partial if _tells_of_events(header)]
        if not partial:
            return tables
    if not partial:
        raise FileRefused(Finding("file_foreign"))
    sheet, closest = min(partial, key=lambda pair: len(pair[1].missing))
    missing = ", ".join(f"«{_TITLES[name]}»" for name in closest.missing)
    raise FileRefused(Finding("column_missing", value=missing), sheet.name)


def _like_others(
    sheet: Sheet, header: Header | None, found: list[tuple[Sheet, Header | None]]
) -> Header | None:
    """Return the header, or that of another sheet where the same words stand over its columns.

    Of a sheet a month the emptiest may not tell by its cells what the others do.
    """
    if header is None or not header.missing:
        return header
    for other, whole in found:
        if whole is None or whole.missing:
            continue
        if sheet.rows[header.index] == other.rows[whole.index]:
            return replace(whole, index=header.index)
    return header


def _month_first_too(sheet: Sheet, header: Header) -> Header:
    """Return the header with 10/25/2020 for its days, if none of them has the day first.

    Another sheet of the file has its days so.
    """
    columns = [header.fields[name] for name in ("start_date", "end_date") if name in header.fields]
    cells = (str(row[c]) for row in sheet.rows for c in columns if c < len(row))
    has_day_first = any(
        int(found[0]) > _MONTHS for cell in cells for found in SLASHES.findall(cell)
    )
    return header if has_day_first else replace(header, month_first=True)


def _of_stories(sheet: Sheet) -> Header | None:
    """Return a header for a sheet whose rows tell of events in sentences: they are rejected.

    So each such row is told to the donor, and none is passed over with its sheet.
    """
    told: dict[int, list[int]] = defaultdict(list)
    for index, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) >= _LENGTH_OF_STORY and _STORY.search(cell):
                told[column].append(index)
    if not told:
        return None
    column, rows = max(told.items(), key=lambda item: len(item[1]))
    if len(rows) < _FEWEST_STORIES:
        return None
    return Header(rows[0] - 1, {"title": column}, {})


def _borrowed(sheet: Sheet, found: list[tuple[Sheet, Header | None]]) -> Header | None:
    """Return the header of another sheet for one that has none, if its rows are of its kind.

    Its days stand in the same column, from the first such row on, with a title in each.
    """
    for other, header in found:
        if header is None or header.missing or "start_date" not in header.fields:
            continue
        days, titles = (header.fields[name] for name in ("start_date", "title"))
        told = [
            index
            for index, row in enumerate(sheet.rows)
            if max(days, titles) < len(row) and tells_days([row[days]]) and has_text(row[titles])
        ]
        filled = [row for row in sheet.rows[told[0] :] if any(map(has_text, row))] if told else []
        if not filled or len(told) < _SHARE_OF_DAYS * len(filled):
            continue
        texts = texts_of(other.rows[header.index])
        guessed = {column: texts.get(column, "") for column in header.fields.values()}
        return replace(header, index=told[0] - 1, guessed=guessed, unknown={})
    return None


def _tables_side_by_side(sheet: Sheet, headers: Headers) -> Iterator[tuple[Sheet, Header | None]]:
    """Yield the tables that stand beside each other on a sheet, each with its header."""
    while header := find_header(sheet.rows, headers):
        column = find_table_beside(sheet, header, headers)
        if column is None:
            break
        table = sheet.cut(0, column)
        yield table, find_header(table.rows, headers)
        sheet = sheet.cut(column, None)
    yield sheet, header


def _tells_of_events(header: Header) -> bool:
    """Tell a table of events, not yet whole, from a list of places or words beside one."""
    return not {"title", "start_date"}.isdisjoint(header.fields)


def _unknown_columns(file: str, sheet: Sheet, header: Header) -> Iterator[Problem]:
    for column, text in header.unknown.items():
        letter = column_letter(column)
        yield Problem("column_unknown", file, sheet.name, header.index + 1, letter, value=text)
    for name, column in header.fields.items():
        if column in header.guessed:
            letter, text = column_letter(column), header.guessed[column]
            place = (file, sheet.name, header.index + 1, letter, name)
            yield Problem("column_by_words", *place, text, _TITLES[name])


def _merged_values(file: str, sheet: Sheet, header: Header) -> Iterator[Problem]:
    """Tell of values that hold for the rows below, and of numbers that were not multiplied."""
    for name, merge in vertical_merges(sheet, header):
        cells = sheet.rows[merge.top] if merge.top < len(sheet.rows) else ()
        value = cells[merge.left] if merge.left < len(cells) else None
        if has_text(value):
            code = "number_merged" if name in NOT_FILLED else "value_filled_down"
            letter, rows = column_letter(merge.left), f"{merge.top + 1}–{merge.bottom + 1}"
            yield Problem(
                code, file, sheet.name, merge.top + 1, letter, name, clean_text(value), rows
            )


def _formulas_below(file: str, sheet: Sheet, header: Header) -> Iterator[Problem]:
    """Tell of formulas without a value below the last row that has one: no row is read there."""
    names = {column: name for name, column in header.fields.items()}
    for row, column in sorted(sheet.formulas):
        if row >= len(sheet.rows) and column in names:
            letter = column_letter(column)
            code = "formula_without_value"
            yield Problem(code, file, sheet.name, row + 1, letter, names[column])


def _lost_formulas(sheet: Sheet, raw: RawRow) -> Iterator[tuple[str, Finding]]:
    if not sheet.formulas:
        return
    for name, column in raw.header.fields.items():
        if (raw.number - 1, column) in sheet.formulas:
            yield name, Finding("formula_without_value")
