"""Projects and donors as written → codes; two projects of one name are told apart by donor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.problems import Finding
from ingest.resolve.gazetteer import read_csv
from ingest.resolve.vocabularies import Vocabulary

Found = list[tuple[str, Finding]]


@dataclass(frozen=True)
class ProjectRegister:
    """The projects with their donors and their dates (None where unknown)."""

    projects: Vocabulary
    donors: Vocabulary
    donors_of: Mapping[str, tuple[str, ...]]
    dates_of: Mapping[str, tuple[date | None, date | None]]

    def resolve(
        self, project_names: Iterable[str], donor_names: Iterable[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...], Found]:
        """Return project codes, donor codes and findings.

        The donors are those written; where none is, those of the projects.
        """
        donors, donor_findings = self.donors.resolve_several(donor_names)
        found: Found = [("donor", finding) for finding in donor_findings]
        projects: dict[str, None] = {}
        for name in project_names:
            code, finding = self._resolve_project(name, donors)
            if code:
                projects[code] = None
            if finding:
                found.append(("project", finding))
        if not donors and not donor_findings:
            donors = tuple(dict.fromkeys(d for p in projects for d in self.donors_of.get(p, ())))
        return tuple(projects), donors, found

    def _resolve_project(
        self, name: str, donors: tuple[str, ...]
    ) -> tuple[str | None, Finding | None]:
        codes = self.projects.find(name)
        if len(codes) > 1:
            funded = [code for code in codes if set(donors) & set(self.donors_of.get(code, ()))]
            if len(funded) != 1:
                choices = "; ".join(self.projects.names[code] for code in codes)
                return None, Finding("project_ambiguous", name, choices)
            codes = (funded[0],)
        if codes:
            return codes[0], None
        return None, Finding("project_unknown", name, self.projects.suggest(name))

    def check_dates(self, projects: Iterable[str], start: date) -> Found:
        """Return a finding for each project that `start` lies outside of."""
        return [
            ("start_date", Finding("date_outside_project", start.isoformat(), self._span(code)))
            for code in projects
            if not _within(start, *self.dates_of.get(code, (None, None)))
        ]

    def _span(self, code: str) -> str:
        first, last = (f"{day:%d.%m.%Y}" if day else "…" for day in self.dates_of[code])
        return f"{self.projects.names[code]}: {first} – {last}"


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or day >= first) and (last is None or day <= last)


def load_projects(reference: Path, projects: Vocabulary, donors: Vocabulary) -> ProjectRegister:
    """Read the projects' donors and dates from `reference`."""
    donors_of: dict[str, list[str]] = defaultdict(list)
    for row in read_csv(reference / "project_donors.csv"):
        donors_of[row["project_code"]].append(row["donor_code"])
    dates_of = {
        row["project_code"]: (_day(row["start_date"]), _day(row["end_date"]))
        for row in read_csv(reference / "projects.csv")
    }
    return ProjectRegister(
        projects, donors, {code: tuple(found) for code, found in donors_of.items()}, dates_of
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
