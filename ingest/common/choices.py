"""Choices of a facet: an address turns into values chosen, counts into lines of its panel."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ingest.common.language import Names, translate
from ingest.common.sentences import NO_BREAK_SPACE
from ingest.common.ukrainian import sort_key

Pairs = list[tuple[str, str]]
"""The arguments of an address, in their order: [("_topic", "budget"), …]."""


@dataclass(frozen=True)
class Choice:
    """One line of a panel."""

    value: str
    label: str
    count: int
    selected: bool = False


def chosen_values(pairs: Pairs, argument: str) -> list[str]:
    """Return the values of one argument, each once, without the blanks that forms send."""
    return list(dict.fromkeys(value for key, value in pairs if key == argument and value.strip()))


def as_parameter(values: Iterable[str]) -> str:
    """Pack values into one bound parameter for json_each, so that any number of them fits."""
    return json.dumps(list(values))


def add_choice(pairs: Pairs, argument: str, value: str) -> Pairs:
    """Add a value to an address and go back to the first page."""
    return [*_first_page(pairs), (argument, value)]


def remove_choices(pairs: Pairs, argument: str, values: Collection[str]) -> Pairs:
    """Take values out of an address and go back to the first page."""
    return [pair for pair in _first_page(pairs) if pair[0] != argument or pair[1] not in values]


def _first_page(pairs: Pairs) -> Pairs:
    return [(key, value) for key, value in pairs if key != "_next" and value.strip()]


def cut_to_size(choices: Iterable[Choice], size: int) -> list[Choice]:
    """Keep the first `size` lines and every chosen one, which must stay removable."""
    return [line for place, line in enumerate(choices) if place < size or line.selected]


def most_first(choice: Choice) -> tuple[int, tuple[str, str]]:
    """Sort key: most rows first, equal numbers by the Ukrainian alphabet."""
    return -choice.count, sort_key(choice.label)


def read_choice(row: Sequence[object], chosen: Collection[str]) -> Choice:
    """Make a line of a row of value, label and count."""
    value, label, count = row
    return Choice(str(value), str(label), int(str(count)), str(value) in chosen)


def unknown_choices(lines: Iterable[Choice], chosen: Iterable[str]) -> list[Choice]:
    """Return a line for each chosen value that the database does not have."""
    known = {line.value for line in lines}
    return [Choice(code, code, 0, selected=True) for code in chosen if code not in known]


def name_or_code(found: dict[str, str], chosen: Iterable[str], names: Names) -> list[str]:
    """Return the names of codes; a code without a name is shown and said to be unknown."""
    unknown = translate("{} (немає в базі)")
    shown = (names.shown(found[c]) if c in found else unknown.format(c) for c in chosen)
    # Datasette joins the parts of a description by « and », at which it is taken apart again.
    return [name.replace(" and ", f" and{NO_BREAK_SPACE}") for name in shown]
