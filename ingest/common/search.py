"""What people type → a search of the full-text tables, and of the short lists by name.

A word is looked for by its beginning, and a longer one without its ending first, since Ukrainian
words change their endings: «бюджетів» finds «бюджет», «бюджету», «бюджетування».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.common.ukrainian import fold

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_BEGINNING = 3
"""Beginnings of one or two letters match a large part of all words, and cost accordingly."""
_MOST_WORDS = 24
"""Longer than any title; ten kilobytes of pasted text would run into the time limit."""
_SHORTEST_STEM = 4
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

HROMADAS = """select hromada_code, hromada.hromada_label, raion_name, oblast_name
from hromada_fts join hromada on hromada_id = hromada_fts.rowid
join oblast using (oblast_code) left join raion on raion.raion_code = hromada.raion_code
where hromada_fts match :words
order by is_counted desc, bm25(hromada_fts), hromada.hromada_label limit 8"""

HROMADAS_FOUND = "select count(*) from hromada_fts where hromada_fts match :words"

PROJECTS = "select project_code, project_name, project_name_en from project order by project_name"
TOPICS = "select topic_code, topic_name, topic_name_en from topic order by topic_name"


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


def find_named(rows: Iterable[Sequence[object]], text: object) -> list[Sequence[object]]:
    """Return the rows of (code, name, English name) in which each word begins a word."""
    sought = [stem(word) for word in words_of(text)]
    return [
        row
        for row in rows
        if sought
        and all(
            any(word.startswith(one) for word in _WORD.findall(fold(f"{row[0]} {row[1]} {row[2]}")))
            for one in sought
        )
    ]
