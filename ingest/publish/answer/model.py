"""A received file, its counts and its problems → what the donor is told, in one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from xlsxwriter.utility import xl_cell_to_rowcol

from ingest.check.personal_data import REMOVED, remove_personal_data
from ingest.check.values import clean_text
from ingest.common.messages import Language, load_messages
from ingest.load.tables import FileCounts
from ingest.problems import SEVERITIES, Problem, Severity
from ingest.publish.report import ORDER, explain_parts, shorten
from ingest.read.header_row import find_header
from ingest.read.headers import Headers
from ingest.read.sheets import Cell, Sheet
from ingest.receive import ReceivedFile

Position = tuple[str | None, int, int]
"""A cell: its sheet, row and column, both from 0."""

FATES: tuple[str, ...] = ("accepted", "rejected", "duplicate", "blank")


@dataclass(frozen=True)
class Place:
    """One problem where it stands. Nothing in it repeats personal data."""

    sheet: str | None
    row: int | None
    column: str | None
    header: str
    value: str
    text: str
    fix: str
    suggestion: str

    @property
    def position(self) -> Position | None:
        """The cell to mark: the first of the row where no column is to blame."""
        return _position(self.sheet, self.row, self.column or "A")


@dataclass(frozen=True)
class Kind:
    """All places of one kind of problem."""

    code: str
    severity: Severity
    title: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Answer:
    """What a donor is told of one file: kinds by weight, then by number; and the file itself."""

    received: ReceivedFile
    language: Language
    counts: FileCounts
    kinds: tuple[Kind, ...]
    sheets: tuple[Sheet, ...]
    header_rows: dict[str | None, int]
    secret: frozenset[Position]

    def places(self) -> Iterator[tuple[Severity, Place]]:
        """Yield every place, the gravest first."""
        for kind in self.kinds:
            for place in kind.places:
                yield kind.severity, place

    def as_data(self) -> dict[str, object]:
        """Return the answer for programs."""
        quarter = self.received.quarter
        return {
            "file": self.received.file,
            "quarter": quarter.code if quarter else None,
            "sha256": self.received.sha256,
            "language": self.language,
            "counts": asdict(self.counts),
            "refused": self.received.is_refused,
            "kinds": [
                {
                    "code": kind.code,
                    "severity": kind.severity,
                    "title": kind.title,
                    "count": len(kind.places),
                    "places": [asdict(place) for place in kind.places],
                }
                for kind in self.kinds
            ],
        }


def make_answer(
    received: ReceivedFile,
    counts: FileCounts,
    problems: Sequence[Problem],
    headers: Headers,
    language: Language,
) -> Answer:
    """Put the answer together."""
    sheets = received.sheets
    found = [(sheet.name, find_header(sheet.rows, headers)) for sheet in sheets]
    header_rows = {name: header.index for name, header in found if header}
    cells = _Cells(sheets, header_rows, problems)
    order = {sheet.name: number for number, sheet in enumerate(sheets)}
    groups: dict[str, list[Place]] = defaultdict(list)
    for problem in problems:
        groups[problem.code].append(cells.place(problem, language))
    codes = list(SEVERITIES)
    kinds = [
        Kind(
            code,
            SEVERITIES[code],
            load_messages(language)[code].title,
            tuple(sorted(places, key=lambda place: _order_of(place, order))),
        )
        for code, places in groups.items()
    ]
    kinds.sort(key=lambda k: (ORDER.index(k.severity), -len(k.places), codes.index(k.code)))
    return Answer(received, language, counts, tuple(kinds), sheets, header_rows, cells.secret)


def _order_of(place: Place, sheets: dict[str | None, int]) -> tuple[int, int, int]:
    _, row, column = place.position or (None, -1, -1)
    return sheets.get(place.sheet, -1), row, column


class _Cells:
    """The donor's cells, to tell what stands at a problem's place."""

    def __init__(
        self,
        sheets: Iterable[Sheet],
        header_rows: dict[str | None, int],
        problems: Iterable[Problem],
    ) -> None:
        self.rows = {sheet.name: sheet.rows for sheet in sheets}
        self.header_rows = header_rows
        personal = {
            _position(problem.sheet, problem.row, problem.column)
            for problem in problems
            if problem.code.startswith("personal_data")
        }
        # What another rule than remove_personal_data found is not to be cut out: hide it all.
        self.secret = frozenset(
            at for at in personal if at and not hides_personal_data(self.cell(*at))
        )

    def cell(self, sheet: str | None, row: int, column: int) -> Cell:
        rows = self.rows.get(sheet, ())
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else None

    def place(self, problem: Problem, language: Language) -> Place:
        at, written, header = _position(problem.sheet, problem.row, problem.column), "", ""
        if at:
            written = show(self.cell(*at))
            if problem.sheet in self.header_rows:
                above = self.cell(problem.sheet, self.header_rows[problem.sheet], at[2])
                header = remove_personal_data(show(above))
        # Of a cell that holds several values the one in question; a date as it was written.
        is_part = problem.value and problem.value in written
        value = problem.value if is_part else written or problem.value
        is_secret = at in self.secret
        problem = replace(
            problem,
            value=REMOVED if is_secret else remove_personal_data(problem.value),
            suggestion=" ".join(remove_personal_data(problem.suggestion).split()),
        )
        text, fix = explain_parts(problem, language)
        return Place(
            problem.sheet,
            problem.row,
            problem.column,
            header,
            REMOVED if is_secret else shorten(remove_personal_data(value)),
            text,
            fix,
            "" if REMOVED in problem.suggestion else problem.suggestion,
        )


def _position(sheet: str | None, row: int | None, column: str | None) -> Position | None:
    if row is None or column is None:
        return None
    return (sheet, *xl_cell_to_rowcol(f"{column}{row}"))


def show(cell: Cell) -> str:
    """Return what a donor sees in the cell, in one line."""
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else clean_text(cell)


def hides_personal_data(cell: Cell) -> bool:
    """Tell whether `remove_personal_data` finds something to take out of the cell."""
    text = show(cell)
    return remove_personal_data(text) != text
