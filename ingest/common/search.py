"""What people type → a search of the full-text tables, and of the short lists by name.

A word is looked for by its beginning, and a longer one without its ending first, since Ukrainian
words change their endings: «бюджетів» finds «бюджет», «бюджету», «бюджетування».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ingest.common.ukrainian import fold

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_BEGINNING = 3
"""Beginnings of one or two letters match a large part of all words, and cost accordingly."""
_MOST_WORDS = 24
"""Longer than any title; ten kilobytes of pasted text would run into the time limit."""
_SHORTEST_STEM = 4
_ALIKE = 75
"""rapidfuzz score from which a name is worth suggesting."""
_ENDING = re.compile(
    r"(?:ського|ському|ською|ськими|ських|ським|ської|ській|ськи|ськ[аеуії]"
    r"|ями|ами|ого|ому|ими|іми|ової|ові|еві|ів|їв|ий|ій|их|їх|им|їм|ої|ою|ею|єю|ах|ях|ам|ям|ом|ем"
    r"|ння|нню|нням|ь|[аеиіїоуюяє])$"
)
_KEPT = "ськ"
"""Of an adjective: «полтавської» is looked for as «полтавськ», not as «полтав»."""

EVENTS = """select training_id, title, start_date, places from training
where training_id in (select rowid from training_fts where training_fts match :words)
order by is_counted desc, start_date desc limit 8"""

EVENTS_FOUND = "select count(*) from training_fts where training_fts match :words"

HROMADAS = """select hromada_code, hromada_label,
  iif(raion_name is null, '', raion_name || ', ') || oblast_name, hromada_name,
  hromada_name_en, center_name, (select group_concat(alias, ' ') from hromada_alias
    where hromada_alias.hromada_id = hromada.hromada_id and kind = 'renamed')
from hromada join oblast using (oblast_code) left join raion using (raion_code)
order by is_counted desc, hromada_label, oblast_name"""

PROJECTS = (
    "select project_code, project_name, '', project_name_en from project order by project_name"
)
TOPICS = "select topic_code, topic_name, '', topic_name_en from topic order by topic_name"


def stem(word: str) -> str:
    """Return the folded word without its ending, as far as four letters are left.

    >>> [stem(word) for word in ("бюджетів", "громадам", "полтавської", "вода", "цнап")]
    ['бюджет', 'громад', 'полтавськ', 'вода', 'цнап']
    """
    match = _ENDING.search(word)
    if match is None:
        return word
    left = word[: match.start()] + (_KEPT if match.group().startswith(_KEPT) else "")
    return left if len(left) >= _SHORTEST_STEM else word


def words_of(text: object) -> list[str]:
    """Return the folded words that people typed, each once.

    Prepositions of one letter («в», «з») count only on their own.
    """
    words = list(dict.fromkeys(_WORD.findall(fold(str(text or "")))))
    return ([word for word in words if len(word) > 1 or not word.isalpha()] or words)[:_MOST_WORDS]


def match_expression(text: object) -> str:
    """Return the FTS5 query for what people typed: every word must be there.

    A word of three letters or more matches by its beginning, a shorter one as a whole. No word
    at all finds nothing: FTS5 answers an empty query with an error, and "" with no row.
    """
    terms = (
        f'"{stem(word)}"*' if len(word) >= _SHORTEST_BEGINNING else f'"{word}"'
        for word in words_of(text)
    )
    return " ".join(terms) or '""'


@dataclass(frozen=True)
class Names:
    """A short list, each row (code, name, …) with the words by which it is found."""

    rows: Sequence[Sequence[object]]
    words: Sequence[frozenset[str]]

    @classmethod
    def of(cls, rows: Iterable[Sequence[object]]) -> Names:
        """Index every column but the third, which is only shown."""
        kept = [tuple(row) for row in rows]
        texts = (" ".join(str(cell or "") for cell in (*row[:2], *row[3:])) for row in kept)
        return cls(kept, [frozenset(_WORD.findall(fold(text))) for text in texts])

    def find(self, text: object) -> list[Sequence[object]]:
        """Return the rows in which each word typed begins a word, those with whole words first."""
        typed = words_of(text)
        stems = [stem(word) for word in typed]
        found = [
            (-len(words.intersection(typed)), number)
            for number, words in enumerate(self.words)
            if stems and all(any(word.startswith(start) for word in words) for start in stems)
        ]
        return [self.rows[number] for _, number in sorted(found)]

    def suggest(self, text: object) -> list[Sequence[object]]:
        """Return up to five rows whose fourth column, a name, is written almost like the text."""
        names = {number: fold(str(row[3])) for number, row in enumerate(self.rows)}
        close = process.extract(
            fold(str(text)), names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5
        )
        return [self.rows[number] for _, _, number in close]
