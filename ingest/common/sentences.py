"""Numbers, dates and rows of an answer → Ukrainian words.

The space between thousands is a no-break one, so that a number never falls apart at the end
of a line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from string import Formatter

NO_BREAK_SPACE = "\u00a0"
_MONTHS = (
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
)
_MEASURES = ("first", "sum", "distinct")


def format_number(value: float) -> str:
    """Write a number the Ukrainian way: 1 469; 12,5.

    >>> format_number(12.50)
    '12,5'
    """
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", NO_BREAK_SPACE).replace(".", ",").replace("-", "−")


def format_date(iso: str) -> str:
    """Write an ISO date in words: «12 жовтня 2020»; what is not a date stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return NO_BREAK_SPACE.join((str(day.day), _MONTHS[day.month - 1], str(day.year)))


def choose_form(number: int, one: str, few: str, many: str) -> str:
    """Return the form of a noun that goes with a number: 1 захід, 2 заходи, 5 заходів."""
    last_two = number % 100
    if 11 <= last_two <= 14:
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(number % 10, many)


def find_fault(template: str, columns: Collection[str]) -> str | None:
    """Tell what is wrong with the template of a sentence, None if nothing is.

    It may hold {rows} and {first.x}, {sum.x}, {distinct.x} of a column x.
    """
    try:
        fields = [field for _, field, _, _ in Formatter().parse(template) if field is not None]
    except ValueError as error:
        return str(error)
    for field in fields:
        measure, _, column = field.partition(".")
        if field != "rows" and (measure not in _MEASURES or column not in columns):
            return f"{{{field}}} is neither rows nor first, sum or distinct of a column"
    return None


def fill_sentence(template: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Fill the template of a sentence from the rows of an answer, which are not none."""
    parts = []
    for text, field, _, _ in Formatter().parse(template):
        parts.append(text)
        if field == "rows":
            parts.append(format_number(len(rows)))
        elif field is not None:
            measure, _, column = field.partition(".")
            place = list(columns).index(column)
            parts.append(_measure(measure, [row[place] for row in rows]))
    return "".join(parts)


def _measure(measure: str, values: Iterable[object]) -> str:
    known = [value for value in values if value is not None]
    if measure == "distinct":
        return format_number(len(set(known)))
    if measure == "sum":
        return format_number(sum(value for value in known if isinstance(value, (int, float))))
    return format_value(known[0]) if known else "немає даних"


def format_value(value: object) -> str:
    """Write one value: numbers the Ukrainian way, days in words, the rest as it is."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return format_number(value)
    return format_date(str(value))
