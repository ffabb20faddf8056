"""One cell → one value: pure parsers that never guess.

Each returns the value and the findings about it; a value that cannot be read is None with
a finding, a value read in doubt comes with a finding.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from ingest.problems import Finding
from ingest.read.sheets import Cell

_EMPTY = frozenset({"", "-", "–", "—", "н/д", "немає", "нема", "n/a", "na"})
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:\s*р\.?)?")
_IN_WORDS = re.compile(r"(\d{1,2})(?:-?го)?\s+([а-яіїєґ’']+)\s+(\d{4})(?:\s*(?:р\.?|року))?", re.I)
_MONTHS = (
    "січня", "лютого", "березня", "квітня", "травня", "червня",
    "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
)  # fmt: skip
_EXCEL_EPOCH = date(1899, 12, 30)
_YEARS = range(2000, 2100)  # outside is a slip, such as a year of three digits
_EXCEL_DAYS = range(36_526, 73_051)  # the days of those years: a number outside is no date
# Not «1,000» or «1.000», which may mean one or a thousand.
_COUNT = re.compile(
    r"(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]0{1,2})?"
    r"(?:\s*(?:осіб|особи|особа|учасник\w*|чол\.?))?"
)
_HOURS = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s*(?:год\w*\.?|h))?")
_LONGEST_COUNT = 7  # digits; a longer number is a phone or a code
_MOST_HOURS = 24 * 366
_SPACES = re.compile(r"[\s\u00a0]+")

Findings = tuple[Finding, ...]
Dated = tuple[date | None, Findings]


@lru_cache(maxsize=100_000, typed=True)
def clean_text(cell: Cell) -> str:
    """Return the cell's text in one line; '' for an empty cell and for the marks of one."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = _SPACES.sub(" ", str(cell)).strip()
    return "" if text.casefold() in _EMPTY else text


@lru_cache(maxsize=100_000, typed=True)
def clean_list(cell: Cell) -> tuple[str, ...]:
    """Return the values of a cell that may hold several, split by «;» or by lines."""
    if cell is None:
        return ()
    parts = (clean_text(part) for part in re.split(r"[;\n]", str(cell)))
    return tuple(part for part in parts if part)


def parse_date(cell: Cell) -> Dated:
    """Read a day: a date cell, an Excel day number, 2020-10-12, 12.10.2020, 12 жовтня 2020.

    12/10/2020 is read day first and flagged, unless only one order is a date.
    """
    if isinstance(cell, date):
        return _date_or_finding(cell.year, cell.month, cell.day, str(cell))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _date_from_number(cell)
    return _date_from_text(clean_text(cell))


def _date_from_number(number: float) -> Dated:
    if _EXCEL_DAYS.start <= number < _EXCEL_DAYS.stop:
        return _EXCEL_EPOCH + timedelta(days=int(number)), ()
    return None, (Finding("date_unreadable", value=str(number)),)


@lru_cache(maxsize=50_000)
def _date_from_text(text: str) -> Dated:
    if not text:
        return None, ()
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
        return _date_or_finding(year, month, day, text)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "/":
            return _date_with_slashes(year, month, day, text)
        return _date_or_finding(year, month, day, text)
    if (match := _IN_WORDS.fullmatch(text)) and match[2].casefold() in _MONTHS:
        return _date_or_finding(
            int(match[3]), _MONTHS.index(match[2].casefold()) + 1, int(match[1]), text
        )
    return None, (Finding("date_unreadable", value=text),)


def _date_with_slashes(year: int, month: int, day: int, text: str) -> Dated:
    if month > 12 >= day:
        month, day = day, month
    value, findings = _date_or_finding(year, month, day, text)
    if value and day != month and day <= 12:
        other = date(year, day, month).strftime("%d.%m.%Y")
        suggestion = f"{value:%d.%m.%Y} / {other}"
        return value, (Finding("date_ambiguous", value=text, suggestion=suggestion),)
    return value, findings


def _date_or_finding(year: int, month: int, day: int, text: str) -> Dated:
    if year in _YEARS:
        with suppress(ValueError):
            return date(year, month, day), ()
    return None, (Finding("date_unreadable", value=text),)


def parse_count(cell: Cell) -> tuple[int | None, Findings]:
    """Read a whole number of people: 25, «1 250», «25 осіб»."""
    text = clean_text(cell)
    if not text:
        return None, ()
    match = _COUNT.fullmatch(text)
    digits = re.sub(r"\D", "", match[1]) if match else ""
    if not digits or len(digits) > _LONGEST_COUNT:
        return None, (Finding("number_unreadable", value=text),)
    return int(digits), ()


def parse_hours(cell: Cell) -> tuple[float | None, Findings]:
    """Read a duration in hours: 6, 1.5, «1,5», «6 год»."""
    text = clean_text(cell)
    if not text:
        return None, ()
    match = _HOURS.fullmatch(text)
    hours = float(match[1].replace(",", ".")) if match else None
    if hours is None or hours > _MOST_HOURS:
        return None, (Finding("number_unreadable", value=text),)
    return hours, ()


def parse_url(cell: Cell) -> tuple[str | None, Findings]:
    """Read a web address; only http and https with a host pass."""
    text = clean_text(cell)
    if not text:
        return None, ()
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme in ("http", "https") and parts.hostname and " " not in text:
        return text, ()
    return None, (Finding("url_unreadable", value=text),)
