"""A checked row → a resolved row: every name looked up, what is not found kept as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.check.row import CheckedRow
from ingest.check.status import HELD, NAMES, status_of_words
from ingest.problems import Finding
from ingest.read.headers import Header
from ingest.resolve.gazetteer import load_gazetteer
from ingest.resolve.places import PlaceResolver, ResolvedPlaces
from ingest.resolve.projects import ProjectRegister, load_projects
from ingest.resolve.vocabularies import Vocabulary, load_vocabularies

_OF_HROMADAS = re.compile(r"громад|\bо?тг\b|hromad|communit|municipalit", re.I)
_NAME = r"[А-ЯІЇЄҐ][\w’'ʼ-]*(?:ськ|цьк|зьк)(?:а|ої|ій|у|ою)"
_NAMED = re.compile(
    rf"{_NAME}(?:(?:\s*,\s*|\s+(?:та|і|й)\s+){_NAME})*"
    r"(?=\s+(?:(?:міськ|селищн|сільськ|об.єднан|територіальн)\w+\s+)*(?:громад|т?тг\b|отг\b))"
)
"""«Шишацької та Миргородської громад» in a title or in notes."""
_OF_HELD = re.compile(r"\W*(?:день|day)\s*\d", re.I)


@dataclass(frozen=True)
class ResolvedRow:
    """One row with codes for its names. `topics[0]` is the primary topic."""

    checked: CheckedRow
    places: ResolvedPlaces
    projects: tuple[str, ...]
    donors: tuple[str, ...]
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    type: str | None
    format: str | None
    status: str
    findings: tuple[tuple[str, Finding], ...]


@dataclass(frozen=True)
class Reference:
    """Everything that names are resolved against."""

    places: PlaceResolver
    projects: ProjectRegister
    vocabularies: dict[str, Vocabulary]


def load_reference(reference: Path) -> Reference:
    """Read the register, the projects and the vocabularies from `reference`."""
    vocabularies = load_vocabularies(reference)
    projects = load_projects(reference, vocabularies["project"], vocabularies["donor"])
    return Reference(PlaceResolver(load_gazetteer(reference)), projects, vocabularies)


def resolve_row(row: CheckedRow, reference: Reference, hint: str = "") -> ResolvedRow:
    """Look up every name of `row`; `hint` is an oblast that the rest of the file tells."""
    found = list(row.findings)
    places = _places(row, reference, row.lists["oblast"], row.raw.near, hint)
    if row.raw.is_sectioned and places.unresolved:  # the title need not be of all that is below
        wider = _places(row, reference, (), row.lists["oblast"], hint)
        if wider.hromadas and not wider.unresolved:
            places = replace(wider, findings=(*wider.findings, *_of_other_oblast(wider)))
    if not row.is_nil:
        found.extend(_with_names_beside(places.findings, row, reference))
    projects, donors, project_findings = reference.projects.resolve(
        row.lists["project"], row.lists["donor"]
    )
    found.extend(project_findings)
    if row.start_date:
        found.extend(reference.projects.check_dates(projects, row.start_date))
    several = {}
    for noun in ("topic", "audience"):
        codes, findings = reference.vocabularies[noun].resolve_several(row.lists[noun])
        several[noun] = codes
        found.extend((noun, finding) for finding in findings)
    single = {}
    for noun in ("type", "format", "status"):
        code, finding = reference.vocabularies[noun].resolve_one(row.texts[noun])
        if noun == "status" and code is None:
            code, finding = _status_of_words(row, finding, reference)
        single[noun] = code
        if finding:
            found.append((noun, finding))
    return ResolvedRow(
        row,
        places,
        projects,
        donors,
        several["topic"],
        several["audience"],
        single["type"],
        single["format"],
        single["status"] or HELD,
        tuple(found),
    )


def _places(
    row: CheckedRow,
    reference: Reference,
    oblasts: tuple[str, ...],
    near: tuple[str, ...],
    hint: str,
) -> ResolvedPlaces:
    return reference.places.resolve(
        oblasts,
        row.lists["raion"],
        row.lists["hromadas"],
        (f"{row.raw.sheet or ''}", f"{Path(row.raw.file).stem} {hint}"),
        near,
        are_hromadas=_are_hromadas(row.raw.header),
    )


def _with_names_beside(
    findings: tuple[tuple[str, Finding], ...], row: CheckedRow, reference: Reference
) -> Iterator[tuple[str, Finding]]:
    """Yield the findings; where no place is told, suggest what the title or the notes name.

    It is not taken: that a title names a hromada does not say that only its people came.
    """
    for name, finding in findings:
        if finding.code == "place_missing":
            texts = (row.title, row.texts["venue"], row.texts["notes"])
            told = tuple(match[0] for text in texts for match in _NAMED.finditer(text))
            named = reference.places.resolve(row.lists["oblast"], row.lists["raion"], told)
            choices = [hromada.full_name for hromada in named.hromadas]
            choices += [
                one.suggestion for _, one in named.findings if one.suggestion not in choices
            ]
            finding = replace(finding, suggestion="; ".join(filter(None, choices)) if told else "")
        yield name, finding


def _of_other_oblast(places: ResolvedPlaces) -> Iterator[tuple[str, Finding]]:
    for hromada in places.hromadas:
        finding = Finding("hromada_of_other_oblast", hromada.name, hromada.full_name)
        yield "hromadas", finding


def _are_hromadas(header: Header) -> bool:
    """Tell whether the column of hromadas is called so."""
    text = header.guessed.get(header.fields.get("hromadas", -1))
    return "hromadas" in header.fields and (text is None or bool(_OF_HROMADAS.search(text)))


def _status_of_words(
    row: CheckedRow, unknown: Finding | None, reference: Reference
) -> tuple[str, Finding | None]:
    """Return the status of a row whose own cell for it is empty or of no list.

    An empty one means held, unless other words tell; one that begins with words of a status is
    read by them; «день 2» and «онлайн» are of an event that was held. What cannot be read must
    not be counted as held.
    """
    written = row.texts["status"]
    if unknown is None:
        return row.status_told or HELD, None
    code = status_of_words(written)
    is_of_held = _OF_HELD.match(written) or reference.vocabularies["format"].find(written)
    if code or is_of_held:
        code = code or HELD
        return code, Finding("status_from_words", written, NAMES[code])
    return "announced", unknown
