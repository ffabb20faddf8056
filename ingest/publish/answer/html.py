"""A donor's answer → one page that needs nothing else: no script, no request, all text inert."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from ingest.common.messages import load_phrases
from ingest.publish.answer.model import FATES, Answer, Kind, Place
from ingest.publish.report import ORDER

MOST_LINES, MOST_RUNS = 100, 30
"""How many lines the page tells of one kind, and runs of rows in a line: it is to be read."""


@dataclass(frozen=True)
class Line:
    """The same problem of one column, and all the rows that have it."""

    place: Place
    rows: tuple[int, ...]

    @property
    def shown(self) -> str:
        """The rows, those that follow each other as a run: «4, 7–12»."""
        runs: list[list[int]] = []
        for row in self.rows:
            if runs and row == runs[-1][-1] + 1:
                runs[-1][1:] = [row]
            else:
                runs.append([row])
        told = ", ".join("–".join(map(str, run)) for run in runs[:MOST_RUNS])
        return told + ", …" * (len(runs) > MOST_RUNS)


def render_html(answer: Answer) -> str:
    """Return the page."""
    severities = [
        (
            severity,
            [(kind, list(_lines(kind))) for kind in answer.kinds if kind.severity == severity],
        )
        for severity in ORDER
    ]
    return _template().render(
        answer=answer,
        counts=answer.counts,
        file=answer.received.file,
        quarter=answer.received.quarter,
        severities=[(severity, kinds) for severity, kinds in severities if kinds],
        phrases=load_phrases(answer.language),
        fates=FATES,
        most=MOST_LINES,
    )


def _lines(kind: Kind) -> Iterator[Line]:
    """Put together the places of a kind that differ in nothing but the row."""
    rows: dict[tuple[str | None, ...], list[Place]] = defaultdict(list)
    for place in kind.places:
        same = (place.sheet, place.column, place.value, place.text, place.fix, place.suggestion)
        rows[same].append(place)
    for places in rows.values():
        yield Line(places[0], tuple(place.row for place in places if place.row))


@cache
def _template() -> Template:
    source = files("ingest.publish.answer").joinpath("answer.html").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(source)
