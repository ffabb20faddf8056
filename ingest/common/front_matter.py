"""A SQL file → the YAML front matter of its leading comment, with line numbers, and its SQL."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

Words = Mapping[str, str]
"""The same words in the site's languages: {"uk": …, "en": …}."""

Keys = tuple[str, ...]

LANGUAGES = ("uk", "en")
_FILE = re.compile(r"\s*/\*\s*---[ \t]*\n(?P<yaml>.*?)^---\s*\*/(?P<sql>.*)\Z", re.DOTALL | re.M)


class CannedQueryError(ValueError):
    """A saved query that cannot be published; the message begins with file and line."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}:{line}: {message}")


@dataclass(frozen=True)
class FrontMatter:
    """What a file says of its query. `lines` tells where each value stands in the file."""

    path: Path
    data: Mapping[str, object]
    lines: Mapping[Keys, int]
    sql: str
    sql_line: int

    def fault(self, message: str, *keys: str) -> CannedQueryError:
        """Return the error for the value under `keys`, or for what should hold it."""
        while keys not in self.lines:
            keys = keys[:-1]
        return CannedQueryError(self.path, self.lines[keys], message)

    def sql_fault(self, message: str) -> CannedQueryError:
        """Return the error for the SQL below the comment."""
        return CannedQueryError(self.path, self.sql_line, message)

    def value(self, *keys: str) -> object:
        """Return the value under `keys`, None if there is none."""
        found: object = self.data
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found

    def mapping(self, *keys: str) -> Mapping[str, object]:
        """Return the mapping under `keys`, {} if there is nothing."""
        found = self.value(*keys)
        if found is None:
            return {}
        if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
            raise self.fault(f"{keys[-1]}: expected a mapping", *keys)
        return found

    def text(self, *keys: str) -> str:
        """Return the word or number under `keys` as text, '' if there is nothing."""
        found = self.value(*keys)
        if found is None:
            return ""
        if isinstance(found, bool) or not isinstance(found, (str, int, float)):
            raise self.fault(f"{keys[-1]}: expected one word, got {found!r}", *keys)
        return str(found)

    def choice(self, allowed: Collection[str], *keys: str) -> str:
        """Return the word under `keys`, which must be one of `allowed`."""
        found = self.text(*keys)
        if found not in allowed:
            expected = ", ".join(allowed)
            raise self.fault(f"{keys[-1]}: {found!r} is not one of {expected}", *keys)
        return found

    def words(self, *keys: str) -> dict[str, str]:
        """Return the words under `keys` in both languages; neither may be blank."""
        self.allow_only(LANGUAGES, *keys)
        words = {language: self.text(*keys, language).strip() for language in LANGUAGES}
        for language, text in words.items():
            if not text:
                raise self.fault(f"{keys[-1]}: no words in {language!r}", *keys)
        return words

    def allow_only(self, allowed: Collection[str], *keys: str) -> None:
        """Refuse keys that nothing reads: a slip of the pen would pass in silence."""
        for key in self.mapping(*keys):
            if key not in allowed:
                raise self.fault(f"{key}: unknown, expected {', '.join(allowed)}", *keys, key)


def read_front_matter(path: Path) -> FrontMatter:
    """Read a file; CannedQueryError if it does not begin with YAML in `/* ---` … `--- */`."""
    text = path.read_text(encoding="utf-8")
    match = _FILE.match(text)
    if match is None:
        raise CannedQueryError(path, 1, "expected a leading comment /* --- … --- */ with YAML")
    first = _line_at(text, match.start("yaml"))
    loader = yaml.SafeLoader(match["yaml"])
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first + (mark.line if mark else 0)
        raise CannedQueryError(path, line, f"not YAML: {error.problem}") from error
    if not isinstance(data, dict):
        raise CannedQueryError(path, first, "expected YAML with title:, question: and so on")
    lines: dict[Keys, int] = {(): first}
    for keys, line in _key_lines(node):
        if keys in lines:
            raise CannedQueryError(path, first + line, f"{keys[-1]}: given twice")
        lines[keys] = first + line
    sql = match["sql"].strip().rstrip(";").rstrip()
    return FrontMatter(path, data, lines, sql, _line_at(text, text.find(sql, match.start("sql"))))


def _line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _key_lines(node: object, above: Keys = ()) -> Iterator[tuple[Keys, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            keys = (*above, str(key.value))
            yield keys, key.start_mark.line
            yield from _key_lines(value, keys)
