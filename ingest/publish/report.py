"""Counts and problems → the words that a donor or the operator reads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ingest.common.messages import Language, load_messages, load_phrases
from ingest.load.tables import FileCounts
from ingest.problems import Problem, Severity

ORDER: tuple[Severity, ...] = ("error", "warning", "note")
_BRACKETED = re.compile(r" ?\([^()]*\{suggestion\}[^()]*\)")
_SENTENCE = re.compile(r" [^.!?]*\{suggestion\}[^.!?]*[.!?]")
_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MOST_PLACES = 20
_CHANGES = ("added", "changed", "dropped")


def explain(problem: Problem, language: Language) -> str:
    """Return what is wrong and how to mend it, in one line."""
    return " ".join(explain_parts(problem, language)).strip()


def explain_parts(problem: Problem, language: Language) -> tuple[str, str]:
    """Return what is wrong, and how to mend it."""
    message = load_messages(language)[problem.code]
    fix = message.fix
    if not problem.suggestion:
        fix = _SENTENCE.sub("", _BRACKETED.sub("", fix))
    # What cannot be read is told as it stands.
    is_as_it_stands = problem.code.endswith("unreadable")
    words = {
        "value": shorten(problem.value if is_as_it_stands else _write_days(problem.value)),
        "suggestion": _write_days(problem.suggestion),
    }
    return message.text.format(**words), fix.format(**words)


def _write_days(text: str) -> str:
    """Write ISO days as donors write them: 2021-02-14 → 14.02.2021."""
    return _ISO_DAY.sub(r"\3.\2.\1", text)


def shorten(value: str, most: int = 120) -> str:
    """Return `value` in one line of at most `most` characters."""
    value = " ".join(value.split())
    return value if len(value) <= most else value[: most - 1] + "…"


def locate(problem: Problem, language: Language) -> str:
    """Return where the problem is: file, sheet, row, column, as far as they are known."""
    phrases = load_phrases(language)
    parts = [problem.file]
    for name, value in (
        ("sheet", problem.sheet and f"«{problem.sheet}»"),
        ("row", problem.row),
        ("column", problem.column),
    ):
        if value:
            parts.append(f"{phrases[name]} {value}")
    return ", ".join(parts)


def describe_problems(problems: Iterable[Problem], language: Language) -> Iterator[str]:
    """Yield lines: by severity, the kinds of problem, and under each its places."""
    groups: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[problem.code].append(problem)
    messages, phrases = load_messages(language), load_phrases(language)
    for severity in ORDER:
        kinds = {code: found for code, found in groups.items() if found[0].severity == severity}
        if kinds:
            yield f"\n{phrases[severity]}"
        for code, found in sorted(kinds.items(), key=lambda kind: -len(kind[1])):
            yield f"  {messages[code].title}: {len(found)}"
            for problem in found[:_MOST_PLACES]:
                yield f"    {locate(problem, language)}: {explain(problem, language)}"
            if len(found) > _MOST_PLACES:
                yield "    " + phrases["more"].format(count=len(found) - _MOST_PLACES)


def describe_counts(counts: FileCounts, language: Language) -> str:
    """Return the fates of rows in one line; they add up to the first number."""
    phrases = load_phrases(language)
    names = ("accepted", "rejected", "duplicate", "blank")
    fates = ", ".join(f"{phrases[name].lower()} {getattr(counts, name)}" for name in names)
    return f"{phrases['rows']} {counts.total}: {fates}"


def describe_changes(kinds: Mapping[str, int], language: Language) -> str:
    """Return what a file sent anew changed, in one line."""
    phrases = load_phrases(language)
    return ", ".join(f"{phrases[kind]} {kinds.get(kind, 0)}" for kind in _CHANGES)


def describe_file(
    counts: FileCounts, problems: list[Problem], is_refused: bool, language: Language
) -> Iterator[str]:
    """Yield the answer to one donor: how many rows are fine first, then what to mend."""
    phrases = load_phrases(language)
    if not is_refused:
        told = counts.total - counts.blank
        yield phrases["fine"].format(accepted=counts.accepted, rows=told)
        yield describe_counts(counts, language)
    yield from describe_problems(problems, language) if problems else [phrases["all_fine"]]
    if not is_refused:
        yield "\n" + phrases["thanks"]
