"""Parameters of a saved question: what the front matter declares → the field of a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.common.front_matter import FrontMatter, Words
from ingest.common.kept import Database, keep

QUARTERS = "quarters"
CHOICES: Mapping[str, str] = {
    QUARTERS: "select quarter_code, quarter_name, '' from quarter order by quarter_code",
    "oblasts": "select oblast_code, oblast_name, '' from oblast order by oblast_name",
    "raions": """select raion_code, raion_name, oblast_name
        from raion join oblast using (oblast_code) order by oblast_name, raion_name""",
    "hromadas": """select hromada_code, hromada_label, oblast_name
        from hromada join oblast using (oblast_code)
        order by counted_hromadas = 0, oblast_name, hromada_label""",
    "topics": "select topic_code, topic_name, '' from topic order by topic_name",
    "projects": """select project_code, project_name, '' from project
        where project_code in (select project_code from training_project
            union select project_code from expected_report) order by project_name""",
    "formats": "select format_code, format_name, '' from format order by format_name",
    "audiences": "select audience_code, audience_name, '' from audience order by audience_name",
}
"""The lists that a parameter may choose from: SQL giving value, label and group."""

_ENDS = {"earliest": 0, "latest": -1}
_KEYS = {
    "quarter": ("label", "type", "default"),
    "choice": ("label", "type", "default", "choices", "blank"),
    "number": ("label", "type", "default", "min", "max"),
}


@dataclass(frozen=True)
class Option:
    """One value that a list offers, under the heading of its group."""

    value: str
    label: str
    group: str = ""


async def load_options(database: Database, choices: str) -> tuple[Option, ...]:
    """Return the options of a list of CHOICES."""

    async def read() -> tuple[Option, ...]:
        rows = await database.execute(CHOICES[choices])
        return tuple(Option(*(str(cell) for cell in row)) for row in rows)

    options: tuple[Option, ...] = await keep(database, f"options of {choices}", read)
    return options


@dataclass(frozen=True)
class Parameter:
    """One parameter. `blank` names what an empty choice means: «Усі області»."""

    name: str
    label: Words
    type: str
    choices: str | None = None
    default: str = ""
    blank: Words | None = None
    minimum: int | None = None
    maximum: int | None = None

    def allows(self, given: str) -> bool:
        """Tell whether a number is whole and within its bounds."""
        is_whole = given.isascii() and given.removeprefix("-").isdigit() and len(given) < 10
        low, high = self.minimum, self.maximum
        return is_whole and low is not None and high is not None and low <= int(given) <= high

    def value(self, given: str, options: Sequence[Option]) -> str:
        """Return the value to show for what the address gives: itself, or the default."""
        if given:
            return given
        if self.default in _ENDS:
            return options[_ENDS[self.default]].value if options else ""
        return self.default


def read_parameters(front: FrontMatter) -> tuple[Parameter, ...]:
    """Read and check the parameters of a file."""
    return tuple(_read_parameter(front, name) for name in front.mapping("params"))


def _read_parameter(front: FrontMatter, name: str) -> Parameter:
    keys = ("params", name)
    kind = front.choice(tuple(_KEYS), *keys, "type")
    front.allow_only(_KEYS[kind], *keys)
    if front.value(*keys, "default") is None:
        raise front.fault(f"default: missing; {name} must have an answer without it", *keys)
    default = front.text(*keys, "default")
    label = front.words(*keys, "label")
    if kind == "quarter":
        front.choice(tuple(_ENDS), *keys, "default")
        return Parameter(name, label, kind, QUARTERS, default)
    if kind == "number":
        return _read_number(front, name, label)
    choices = front.choice(tuple(CHOICES), *keys, "choices")
    blank = None if default else front.words(*keys, "blank")
    return Parameter(name, label, kind, choices, default, blank)


def _read_number(front: FrontMatter, name: str, label: Words) -> Parameter:
    numbers: dict[str, int] = {}
    for key in ("min", "max", "default"):
        number = front.value("params", name, key)
        if not isinstance(number, int) or isinstance(number, bool):
            raise front.fault(f"{key}: expected a whole number", "params", name, key)
        numbers[key] = number
    low, high, default = numbers["min"], numbers["max"], numbers["default"]
    if not low <= default <= high:
        raise front.fault(f"default: {default} is not in {low}–{high}", "params", name, "default")
    return Parameter(name, label, "number", None, str(default), None, low, high)
