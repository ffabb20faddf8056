"""Numbers, dates and rows of an answer → words in the language of the page.

The space between thousands is a no-break one, so that a number never falls apart at the end
of a line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from string import Formatter

from ingest.common.language import Names, current, translate

NO_BREAK_SPACE = "\u00a0"
MONTHS = (
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
    """Write a number as the language of the page does: 1 469; 12,5 in Ukrainian.

    >>> format_number(12.50)
    '12,5'
    """
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
    if current() == "en":
        return text.replace("-", "−")
    return text.replace(",", NO_BREAK_SPACE).replace(".", ",").replace("-", "−")


def format_date(iso: str) -> str:
    """Write an ISO date in words: «12 жовтня 2020»; what is not a date stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    month = translate(MONTHS[day.month - 1])
    return NO_BREAK_SPACE.join((str(day.day), month, str(day.year)))


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


def fill_sentence(
    template: str, columns: Sequence[str], rows: Sequence[Sequence[object]], names: Names
) -> str:
    """Fill the template of a sentence from the rows of an answer, which are not none."""
    parts = []
    for text, field, _, _ in Formatter().parse(template):
        parts.append(text)
        if field == "rows":
            parts.append(format_number(len(rows)))
        elif field is not None:
            measure, _, column = field.partition(".")
            place = list(columns).index(column)
            parts.append(_measure(measure, [row[place] for row in rows], names))
    return "".join(parts)


def _measure(measure: str, values: Iterable[object], names: Names) -> str:
    known = [value for value in values if value is not None]
    if measure == "distinct":
        return format_number(len(set(known)))
    if measure == "sum":
        return format_number(sum(value for value in known if isinstance(value, (int, float))))
    return format_value(known[0], names) if known else translate("немає даних")


def format_value(value: object, names: Names) -> str:
    """Write one value: a number, a day in words, a name in the language of the page."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return format_number(value)
    return names.shown(format_date(str(value)))
