"""A delimited text → its one sheet.

Of the encodings the one is taken in which most headers can be read; no header, no guess. The
whole file must then be readable in it: a line that reads well only in another is of two files
put together, and they are refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from ingest.problems import FileRefused, Finding
from ingest.read.extent import Budget
from ingest.read.guard import MOST_COLUMNS, MOST_ROWS, refuse_big
from ingest.read.header_row import ROWS_SEARCHED, find_header
from ingest.read.headers import Headers
from ingest.read.sheet import Cell, Sheet

_BOMS = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
_LEGACY = ("cp1251", "koi8-u", "cp866", "cp1125")
"""Letters of cp1125, which is cp866 but for the Ukrainian ones: that has «ў» where this has «і»."""
_DOS_LETTERS = re.compile(rb"[\xf6\xf7]|(?<=[\x80-\xaf\xe0-\xf5])[\xf8\xf9]")
_UTF_16 = ("utf-16-le", "utf-16-be")
_ALIGNED = "  "
"""Columns of a text that is aligned by spaces, each beginning where its header does."""
_DELIMITERS = (",", ";", "\t", "|", _ALIGNED)
_GAP = re.compile(r" {2,}|\t")
_PIECE = re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r"[-=_ ]+")
_FEWEST_COLUMNS = 3
_MOST_ALIGNED = 2_000
"""Characters of a line that is aligned for the eye."""
_MOST_IN_CELL = 131_072
_MOST_IN_ROW = 1_000_000
"""Characters of one row: a quote left open swallows the rest of the file, and so might this."""

_PAIRS = re.compile(
    "ст|на|по|ро|ни|ко|ра|но|пр|та|ва|ти|ен|ан|ер|ов|го|ом|ад|ді|ві|ри|ли|ка|ор|ре|не|ль|ос|то|"
    "во|ин|ий|ці|за|ня|ла|ел|ле|ма|ал|ол|ит|ть|об|ми|ис|ет|ек|ат|де|да|ду|ів|їв|тр|гр"
)
"""Pairs of letters that Ukrainian and Russian are full of, and a text read wrongly is not."""
_FEWEST_PAIRS = 6
_TIMES_MORE = 3
_FEWEST_LETTERS = 4
_FEWEST_DELIMITERS = 3
_MOST_WEIGHED = 1_000_000


def read_text(content: bytes, file: str, headers: Headers) -> Sheet:
    """Return the one sheet of a delimited text in the reading that has most headers."""
    encoding, delimiter = _find_reading(content, headers)
    if encoding in ("utf-8", *_LEGACY) and b"\0" in content:
        raise FileRefused(Finding("file_encoding", value="NUL"))
    rows = tuple(_bounded(_split(content, encoding, delimiter), delimiter))
    if encoding in _LEGACY:
        _refuse_mixture(content, encoding)
    return Sheet(file, None, rows)


def _find_reading(content: bytes, headers: Headers) -> tuple[str, str]:
    """Return the encoding and the delimiter; raises FileRefused where none is certain.

    Words and cells are asked only where the list of headers knows too few: they cost more.
    """
    known = Headers(headers.known)
    reading = _weigh_readings(content, known, is_last=False)
    reading = reading or _weigh_readings(content, headers, is_last=True)
    if reading is None:
        raise FileRefused(_no_reading(content))
    return reading


def _weigh_readings(content: bytes, headers: Headers, *, is_last: bool) -> tuple[str, str] | None:
    """Return the reading in which most of a header is known; None where there is none."""
    fault: Finding | None = None
    readings: list[tuple[int, str, str]] = []
    for encoding in _candidates(content):
        for delimiter in _DELIMITERS:
            rows, found = _read_top(content, encoding, delimiter)
            fault = fault or found
            header = find_header(rows, headers)
            if header and (is_last or not header.missing):
                readings.append((len(header.fields), encoding, delimiter))
        if readings and encoding not in _LEGACY and _decodes(content, encoding):
            break  # UTF-8 or UTF-16 to the last byte: no other text is that by chance
    if not readings:
        if fault and is_last:
            raise FileRefused(fault)
        return None
    most = max(breadth for breadth, _, _ in readings)
    best: dict[str, str] = {}
    for breadth, encoding, delimiter in readings:
        if breadth == most:
            best.setdefault(encoding, delimiter)
    encoding = _choose(content, [name for name in best if _decodes(content, name)], list(best))
    return encoding, best[encoding]


def _candidates(content: bytes) -> tuple[str, ...]:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return (encoding,)
    dos = "cp1125" if _DOS_LETTERS.search(content) else "cp866"
    encodings = ("utf-8", "cp1251", "koi8-u", dos)
    return (*_UTF_16, *encodings) if b"\0" in content else encodings


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _no_reading(content: bytes) -> Finding:
    if any(_decodes(content, encoding) for encoding in _candidates(content)):
        return Finding("file_foreign")
    return Finding("file_encoding", value=" / ".join(_candidates(content)))


def _choose(content: bytes, decoding: list[str], recognised: list[str]) -> str:
    """Return the one encoding of those whose header reads equally well; else refuse.

    Where the headers are in English every encoding reads them: then the words below decide.
    """
    if not decoding:
        raise FileRefused(Finding("file_encoding", value=_first_broken(content, recognised[0])))
    if len(decoding) == 1 or decoding[0] not in _LEGACY:
        return decoding[0]
    # Each line of the rest is held against this choice by _refuse_mixture.
    pairs = {
        encoding: _count_pairs(content[:_MOST_WEIGHED].decode(encoding)) for encoding in decoding
    }
    best, second, *_ = sorted(decoding, key=lambda encoding: -pairs[encoding])
    if pairs[best] < max(_FEWEST_PAIRS, _TIMES_MORE * pairs[second]):
        raise FileRefused(Finding("file_encoding", value=f"{best} / {second}"))
    return best


def _first_broken(content: bytes, encoding: str) -> str:
    """Name the line that cannot be decoded: «utf-8, 7»."""
    lines = enumerate(_lines(content), start=1)
    number = next((number for number, line in lines if not _decodes(line, encoding)), 1)
    return f"{encoding}, {number}"


def _lines(content: bytes) -> Iterator[bytes]:
    """Yield the lines of a text that is not UTF-16; those of an old Mac end in CR alone."""
    return iter(io.BytesIO(content if b"\n" in content else content.replace(b"\r", b"\n")))


def _count_pairs(text: str) -> int:
    return len(_PAIRS.findall(text.lower()))


def _refuse_mixture(content: bytes, encoding: str) -> None:
    """Refuse a file of which a line reads well, but in another encoding."""
    others = [name for name in _candidates(content) if name != encoding]
    for number, line in enumerate(_lines(content), start=1):
        own = _count_pairs(line.decode(encoding))
        if 4 * own >= len(line) or line.isascii():
            continue
        for other in others:
            if not _decodes(line, other):
                continue
            text = line.decode(other)
            # Four letters that are UTF-8 by chance are not met.
            is_utf_8 = other == "utf-8" and len(line) - len(text) >= _FEWEST_LETTERS
            if is_utf_8 or _count_pairs(text) >= max(_FEWEST_PAIRS, _TIMES_MORE * own):
                raise FileRefused(Finding("file_encoding", value=f"{encoding}; {other}, {number}"))


class _Lines:
    """The lines of a text, counted: a row may not go on for ever."""

    def __init__(self, content: bytes, encoding: str, errors: str) -> None:
        # Line ends of every kind become \n, in cells of several lines too.
        self._text = io.TextIOWrapper(io.BytesIO(content), encoding, errors, newline=None)
        self.length = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self.length += len(line)
            refuse_big(self.length, _MOST_IN_ROW, "characters")
            yield line


def _split(
    content: bytes, encoding: str, delimiter: str, errors: str = "strict"
) -> Iterator[tuple[Cell, ...]]:
    if delimiter == _ALIGNED:
        yield from _cut(_Lines(content, encoding, errors))
        return
    # strict=False: a stray quote inside a cell is the donor's text, not a broken file.
    lines = _Lines(content, encoding, errors)
    # The bound is one for the whole process, and other packages lift it.
    csv.field_size_limit(_MOST_IN_CELL)
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            lines.length = 0
            yield tuple(row)
    except csv.Error as error:
        raise FileRefused(Finding("file_unreadable", value=str(error))) from error


def _cut(lines: _Lines) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a text aligned by spaces.

    Raises FileRefused where a cell runs into the next column: whose it is, nobody knows.
    """
    starts: list[int] = []
    for line in lines:
        lines.length = 0
        refuse_big(len(line), _MOST_ALIGNED, "characters")
        text = line.rstrip().expandtabs()
        pieces = _GAP.split(text.strip())
        if not starts and len(pieces) >= _FEWEST_COLUMNS and not any(map(str.isdigit, text)):
            starts = [match.start() for match in re.finditer(r"(?:^|(?<= {2}))\S", text)]
        if not starts or _RULE.fullmatch(text) or len(pieces) == 1:
            yield (text.strip(),) if text else ()
            continue
        spans = [match.span() for match in _PIECE.finditer(text)]
        if any(first < start < last for first, last in spans for start in starts[1:]):
            if len(pieces) >= _FEWEST_COLUMNS:
                raise FileRefused(Finding("file_foreign"))
            yield (text.strip(),)
            continue
        ends = [*starts[1:], len(text)]
        yield tuple(text[a:b].strip() for a, b in zip(starts, ends, strict=True))


def _read_top(
    content: bytes, encoding: str, delimiter: str
) -> tuple[list[tuple[Cell, ...]], Finding | None]:
    """Return the rows where a header may stand, and what stopped the reading if it did."""
    rows: list[tuple[Cell, ...]] = []
    try:
        for row in islice(_split(content, encoding, delimiter, "replace"), ROWS_SEARCHED):
            rows.append(row[:MOST_COLUMNS])
    except FileRefused as refusal:
        return rows, refusal.finding
    return rows, None


def _swallows_rows(cell: str, delimiter: str) -> bool:
    """Tell a cell that a quote left open has made of whole rows from one of several lines."""
    _, *further = cell.split("\n")
    return any(line.count(delimiter) >= _FEWEST_DELIMITERS for line in further)


def _bounded(rows: Iterator[tuple[Cell, ...]], delimiter: str) -> Iterator[tuple[Cell, ...]]:
    budget = Budget()
    for number, row in enumerate(rows, start=1):
        if any(_swallows_rows(str(cell), delimiter) for cell in row):
            raise FileRefused(Finding("quote_unclosed", value=str(number)))
        refuse_big(len(row), MOST_COLUMNS, "columns")
        refuse_big(number, MOST_ROWS, "rows")
        budget.add_cells(len(row))
        yield row
