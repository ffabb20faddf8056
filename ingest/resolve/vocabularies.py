"""Words of a cell → codes of a vocabulary: topics, types, formats, audiences, statuses, donors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from ingest.common.ukrainian import fold
from ingest.problems import Finding
from ingest.resolve.gazetteer import read_csv

FILES = {
    "topic": "topics.csv",
    "type": "types.csv",
    "format": "formats.csv",
    "audience": "audiences.csv",
    "status": "statuses.csv",
    "donor": "donors.csv",
    "project": "projects.csv",
}
_ALIKE = 80
_AND = re.compile(r"\s+(?:та|і|й|and|и)\s+|\s*[/+]\s*", re.I)


@dataclass(frozen=True)
class Vocabulary:
    """One list: folded spelling → codes, and code → its Ukrainian name."""

    noun: str
    codes_by_name: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]

    def find(self, text: str) -> tuple[str, ...]:
        """Return the codes that `text` may mean: none, one or, for a shared name, several."""
        return self.codes_by_name.get(fold(text).strip(" ."), ())

    def suggest(self, text: str) -> str:
        """Return the name most like `text`, or '' where none is."""
        found = process.extractOne(
            fold(text), list(self.codes_by_name), scorer=fuzz.WRatio, score_cutoff=_ALIKE
        )
        return self.names[self.codes_by_name[found[0]][0]] if found else ""

    def resolve_one(self, text: str) -> tuple[str | None, Finding | None]:
        """Return the code of `text`; a finding where the list does not have it."""
        if not text:
            return None, None
        codes = self.find(text)
        if len(codes) == 1:
            return codes[0], None
        return None, Finding(f"{self.noun}_unknown", text, self.suggest(text))

    def resolve_several(self, texts: Iterable[str]) -> tuple[tuple[str, ...], list[Finding]]:
        """Return the codes in the order written, each once.

        Commas split where «;» did not, and «та» where all that it joins is known.
        """
        codes: dict[str, None] = {}
        findings = []
        for text in texts:
            for part in self._split(text):
                code, finding = self.resolve_one(part)
                if code:
                    codes[code] = None
                if finding:
                    findings.append(finding)
        return tuple(codes), findings

    def _split(self, text: str) -> list[str]:
        if self.find(text):
            return [text]
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if len(parts) > 1:
            return [small for part in parts for small in self._split(part)]
        small = [part.strip() for part in _AND.split(text) if part.strip()]
        return small if small and all(self.find(part) for part in small) else parts


def load_vocabularies(reference: Path) -> dict[str, Vocabulary]:
    """Read every vocabulary with its aliases from `reference`, by noun."""
    aliases: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in read_csv(reference / "vocabulary_aliases.csv"):
        aliases[row["vocabulary"]].append((row["alias"], row["code"]))
    return {
        noun: _load_vocabulary(noun, reference / file, aliases[noun])
        for noun, file in FILES.items()
    }


def _load_vocabulary(noun: str, path: Path, aliases: Iterable[tuple[str, str]]) -> Vocabulary:
    rows = list(read_csv(path))
    names = {row[f"{noun}_code"]: row[f"{noun}_name"] for row in rows}
    spellings: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        code = row[f"{noun}_code"]
        for spelling in (code, row[f"{noun}_name"], row[f"{noun}_name_en"]):
            spellings[fold(spelling)][code] = None
    for alias, code in aliases:
        spellings[fold(alias)][code] = None
    return Vocabulary(noun, {name: tuple(codes) for name, codes in spellings.items()}, names)
