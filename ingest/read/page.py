"""A page of tables, which many programs save under the name of a workbook → its sheets."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from ingest.problems import FileRefused, Finding
from ingest.read.extent import Budget
from ingest.read.guard import MOST_COLUMNS, MOST_ROWS, refuse_big
from ingest.read.sheet import Merge, Sheet

_MOST_BYTES = 10_000_000
"""A page is parsed slowly: so much takes two seconds."""
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{3,20})", re.I)
_LINES = frozenset({"br", "p", "div", "li"})
_UNSEEN = frozenset({"script", "style", "template", "head"})


def read_page(content: bytes, file: str) -> list[Sheet]:
    """Return the tables of a page, each a sheet; merged cells as in a workbook.

    Raises FileRefused for one that is too big, in no certain encoding, or without a table.
    """
    refuse_big(len(content), _MOST_BYTES, "B")
    reader = _Tables()
    reader.feed(_decode(content))
    reader.close()
    tables = [table for table in reader.tables if table.rows]
    if not tables:
        raise FileRefused(Finding("file_wrong_kind", value=".xls", suggestion="HTML"))
    many = len(tables) > 1
    return [
        Sheet(file, f"{n}" if many else None, tuple(map(tuple, table.rows)), tuple(table.merges))
        for n, table in enumerate(tables, start=1)
    ]


def _decode(content: bytes) -> str:
    """Decode strictly by what the page says of itself, or UTF-8, or Windows-1251."""
    stated = _CHARSET.search(content[:2000])
    names = [stated[1].decode("ascii")] if stated else ["utf-8-sig", "cp1251"]
    for name in names:
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise FileRefused(Finding("file_encoding", value=" / ".join(names)))


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merges: list[Merge] = []


class _Tables(HTMLParser):
    """Follows table, tr, td and th; a cell spans the columns and rows that it says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._budget = Budget()
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._unseen = 0
        self._taken: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._end_cell()
            self.tables.append(_Table())
            self._taken = {}
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].rows.append([])
            refuse_big(len(self.tables[-1].rows), MOST_ROWS, "rows")
            self._taken = {column: left - 1 for column, left in self._taken.items() if left > 1}
        elif tag in ("td", "th") and self.tables and self.tables[-1].rows:
            self._end_cell()
            told = dict(attrs)
            self._span = (_span(told.get("colspan")), _span(told.get("rowspan")))
            self._cell = []
        elif tag in _LINES and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in ("td", "th", "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._unseen:
            self._budget.add_text(len(data))
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        text, self._cell = "\n".join(filter(None, lines)), None
        table, (columns, rows) = self.tables[-1], self._span
        row = table.rows[-1]
        while len(row) in self._taken:
            row.append("")
        left, top = len(row), len(table.rows) - 1
        row.extend([text, *[""] * (columns - 1)])
        refuse_big(len(row), MOST_COLUMNS, "columns")
        self._budget.add_cells(columns)
        if columns > 1 or rows > 1:
            table.merges.append(Merge(top, left, top + rows - 1, left + columns - 1))
            if rows > 1:
                self._taken |= dict.fromkeys(range(left, left + columns), rows)


def _span(value: str | None) -> int:
    is_number = value is not None and value.isdecimal() and len(value) <= 4
    return max(int(value or 1), 1) if is_number else 1
