"""What people type → a search of the full-text tables that knows forms of words.

A typed word is looked up in the table word_form, made when the database was built: «рогу» finds
«ріг», `zviahel` finds «Звягель». A word without an entry, and a long one with it, is also looked
for by its beginning without the ending, since Ukrainian words change their endings: «бюджетів»
finds «бюджетування». A word that nothing of the texts begins with is taken for misspelt and gives
way to the nearest word there is.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile
from pathlib import Path
from weakref import WeakValueDictionary

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from ingest.common.ukrainian import APOSTROPHES, fold

OLD_SPELLING, NEW_SPELLING = "проект", "проєкт"
"""Before and since the orthography of 2019; the texts have both, the index only the new one."""

_WORD = re.compile(r"[^\W_]+")
_TYPED = re.compile(rf"[^\W_]+(?:[{re.escape(APOSTROPHES)}][^\W_]+)*")
_SHORTEST_BEGINNING = 3
"""Beginnings of one or two letters match a large part of all words, and cost accordingly."""
_MOST_WORDS = 24
"""Longer than any title; ten kilobytes of pasted text would run into the time limit."""
_QUERIES_KEPT = 64
"""A page of a table asks for its search several times: its rows, their number, its facets."""
_MOST_LATIN = 40
"""Words that a Latin beginning may stand for."""
_SHORTEST_STEM = 4
_SURE_STEM = 5
"""«бюджет» is enough to tell a word by, «добр» is not: Добрянка, Доброслав."""
_ONE_SLIP, _TWO_SLIPS = 4, 8
"""Letters from which on a stem may differ from a known one by one letter, and by two."""
_ALIKE = 70
"""rapidfuzz score from which a word is worth suggesting."""
_ENDING = re.compile(
    r"(?:ського|ському|ською|ськими|ських|ським|ськім|ської|ській|ськії|ськи|ськ[аеуії]"
    r"|ями|ами|ого|ому|ими|іми|ової|ові|еві|ів|їв|ий|ій|их|їх|им|їм|ої|ою|ею|єю|ах|ях|ам|ям|ом|ем"
    r"|ння|нню|нням|ь|[аеиіїоуюяє])$"
)
_KEPT = "ськ"
"""Of an adjective: «полтавської» is looked for as «полтавськ», not as «полтав»."""
_KIN = str.maketrans("ґиїйыєёэ", "гііііеее")
"""Letters taken one for another, also on a Russian keyboard: no slip at all."""
_SMALL = re.compile(
    r"[^\W\d_]|на|для|із|зі|до|та|про|по|при|від|під|над|між|що|як|або|чи|за"
    r"|of|in|for|and|the|to|with|on"
)
"""Words that are left out where another one is typed."""
_GENERAL = re.compile(
    r"громад(?:а|и|і|у|ою|ам|ами|ах)?|о?тг|навчан(?:ня|ню|ням|нями|нях|ь)"
    r"|про[єе]кт(?:у|ом|і|и|ів|ам|ами|ах)?|програм(?:а|и|і|у|ою|ам|ами|ах)?"
    r"|зах[оі]д(?:у|ом|і|и|ів|ам|ами|ах)?|hromadas?|projects?|programmes?|trainings?"
)
"""Words that are true of almost everything here: they raise what has them, and hide nothing."""

_RELEVANT = """(training_id in (select rowid from training_fts where training_fts match :title))
  + (training_id in (select rowid from training_fts where training_fts match :title_whole))
  + (training_id in (select rowid from training_fts where training_fts match :title_every))
  + (training_id in (select rowid from training_fts where training_fts match :whole))"""
EVENTS = f"""select training_id, title, start_date, places from training
where training_id in (select rowid from training_fts where training_fts match :words)
order by {_RELEVANT} desc, is_counted desc, start_date desc, training_id limit 8"""

EVENTS_FOUND = "select count(*) from training_fts where training_fts match :words"

HROMADAS = """select hromada_code, hromada_label,
  iif(raion_name is null, '', raion_name || ', ') || oblast_name
from hromada join oblast using (oblast_code) left join raion using (raion_code)
where hromada_id in (select rowid from hromada_fts where hromada_fts match :words)
order by hromada_id in (select rowid from hromada_fts where hromada_fts match :whole) desc,
  is_counted desc, hromada_label, oblast_name"""

PROJECTS = """select project_code, project_name, '', project_name_en from project
where rowid in (select rowid from project_fts where project_fts match :words)
order by rowid in (select rowid from project_fts where project_fts match :whole) desc,
  project_name"""

TOPICS = """select topic_code, topic_name, '', topic_name_en from topic
where rowid in (select rowid from topic_fts where topic_fts match :words)
order by rowid in (select rowid from topic_fts where topic_fts match :whole) desc, topic_name"""


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


def is_reached(word: str, met: Iterable[str]) -> bool:
    """Return whether `word`, without an entry, leads to every one of the words `met`."""
    beginning = stem(word)
    return len(beginning) >= _SURE_STEM and all(one.startswith(beginning) for one in met)


def words_of(text: object) -> list[str]:
    """Return the folded words that people typed, each once.

    Prepositions and other small words count only on their own.
    """
    words = list(dict.fromkeys(_WORD.findall(_fold_as_indexed(str(text or "")))))
    telling = [word for word in words if not _SMALL.fullmatch(word)]
    return (telling or words)[:_MOST_WORDS]


def _fold_as_indexed(text: str) -> str:
    return fold(text).replace(OLD_SPELLING, NEW_SPELLING)


@dataclass(frozen=True)
class Term:
    """A typed word: the words that it means, the beginning looked for, what it was taken for."""

    whole: tuple[str, ...]
    beginning: str | None = None
    corrected: str | None = None

    def expression(self, is_whole: bool = False) -> str:
        """Return FTS5 for any of the words; of whole words only, if there are any."""
        found = [f'"{word}"' for word in self.whole]
        if self.beginning and not (is_whole and found):
            found.append(f'"{self.beginning}"*')
        return f"({' OR '.join(found)})"


@dataclass(frozen=True)
class Query:
    """FTS5 expressions of one search, from the widest to the narrowest; '""' finds nothing.

    `words` must be there; `whole` wants them whole, not begun; `every` wants the general words
    («навчання», «громада») too. `corrected` is the text with misspelt words mended, or None.
    """

    words: str
    whole: str
    every: str
    corrected: str | None = None

    def parameters(self) -> dict[str, str]:
        """Return the parameters of the SQL of this module."""
        return {
            "words": self.words,
            "whole": self.whole,
            "title": _in_title(self.words),
            "title_whole": _in_title(self.whole),
            "title_every": _in_title(self.every),
        }


def _in_title(expression: str) -> str:
    return f"{{title}} : ({expression})" if expression != '""' else expression


class WordForms:
    """The table word_form of one database: typed word → words of the texts."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        met: dict[str, list[str]] = defaultdict(list)
        for word, found in rows:
            met[word].append(found)
        self._met: Mapping[str, list[str]] = dict(met)
        self._sorted = sorted(met)
        self.read_query = lru_cache(_QUERIES_KEPT)(self._read_query)

    def _read_query(self, text: object) -> Query:
        """Return the search for what people typed; no word at all finds nothing."""
        typed = words_of(text)
        if not typed:
            return Query('""', '""', '""')
        terms = {word: self.find(word) for word in typed}
        telling = [word for word in typed if not _GENERAL.fullmatch(word)] or typed
        return Query(
            _all(terms[word].expression() for word in telling),
            _all(terms[word].expression(is_whole=True) for word in telling),
            _all(term.expression() for term in terms.values()),
            self._correct(str(text), terms),
        )

    def find(self, word: str) -> Term:
        """Return what a folded word may mean."""
        met = self._met.get(word)
        if word.isascii() and word.isalpha() and len(word) > _SHORTEST_BEGINNING:
            met = [one for known in self._begun(word) for one in self._met[known]] or None
        if met:
            beginning = stem(word)
            whole = dict.fromkeys((word, *map(fold, met)))
            return Term(tuple(whole), beginning if len(beginning) >= _SURE_STEM else None)
        if len(word) < _SHORTEST_BEGINNING:
            return Term((word,))
        if self._met and not self._begun(stem(word)):
            nearest = self._nearest(word)
            if nearest:
                meant = self.find(nearest)
                return Term(meant.whole, meant.beginning, self._spell(nearest))
        return Term((), stem(word))

    def _spell(self, word: str) -> str:
        """Return a known word with its apostrophe, if the texts have the very form."""
        return next((met for met in self._met[word] if fold(met) == word), word)

    def _begun(self, beginning: str) -> list[str]:
        """Return the known words that begin so, at most 40."""
        start = bisect_left(self._sorted, beginning)
        near = self._sorted[start : start + _MOST_LATIN]
        return list(takewhile(lambda word: word.startswith(beginning), near))

    @cached_property
    def _stems(self) -> list[str]:
        return [stem(word).translate(_KIN) for word in self._sorted]

    def _nearest(self, word: str) -> str | None:
        """Return the known word with the nearest stem, if it is near enough."""
        wanted = stem(word).translate(_KIN)
        if not word.isalpha() or len(wanted) < _ONE_SLIP:
            return None
        most = 2 if len(wanted) >= _TWO_SLIPS else 1
        close = process.extract(
            wanted, self._stems, scorer=OSA.distance, score_cutoff=most, limit=None
        )
        found = [
            (slips, near[0] != wanted[0], OSA.distance(word, self._sorted[n]), self._sorted[n])
            for near, slips, n in close
        ]
        return min(found)[-1] if found else None

    def suggest(self, text: object) -> str:
        """Return FTS5 for any of the words that look like those typed, less near than meant."""
        alike = [
            f'"{fold(self._spell(self._sorted[number]))}"'
            for word in words_of(text)
            if len(word) >= _ONE_SLIP
            for *_, number in process.extract(
                stem(word).translate(_KIN), self._stems, scorer=fuzz.ratio, score_cutoff=_ALIKE
            )
        ]
        return " OR ".join(dict.fromkeys(alike)) or '""'

    def _correct(self, text: str, terms: Mapping[str, Term]) -> str | None:
        mended = {word: term.corrected for word, term in terms.items() if term.corrected}
        if not mended:
            return None
        return _TYPED.sub(lambda match: mended.get(_fold_as_indexed(match[0])) or match[0], text)


def _all(expressions: Iterable[str]) -> str:
    return " AND ".join(expressions)


_known: WeakValueDictionary[tuple[str, int], WordForms] = WeakValueDictionary()
"""One copy for all the connections of a database, as long as any of them is open."""


def word_forms_of(connection: sqlite3.Connection) -> WordForms:
    """Return the word forms of the connection's database, read once; none without the table.

    A database that is written anew is read anew by the connections made after that.
    """
    (path,) = (row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main")
    if not path:
        return _read_word_forms(connection)
    key = (path, Path(path).stat().st_mtime_ns)
    known = _known.get(key)
    if known is None:
        known = _known[key] = _read_word_forms(connection)
    return known


def _read_word_forms(connection: sqlite3.Connection) -> WordForms:
    has_table = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'word_form'")
    if has_table.fetchone() is None:
        return WordForms(())
    return WordForms(connection.execute("SELECT word, met FROM word_form"))
