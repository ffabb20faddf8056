"""Words of the full-text tables → the table word_form: what may be typed, and what it means.

The dictionary is needed here only; the site looks a typed word up. All readings of a word
count, not the likeliest one. A form that the site's rule of endings leads to its words anyway
(see `is_reached` in common/search.py) gets no row, so what remains are the words met, the forms
with a changed root («рогу» for «ріг»), short words, and names in the other alphabet.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pymorphy3

from ingest.common.search import is_reached
from ingest.common.ukrainian import fold
from ingest.register.names import romanise
from ingest.schema import public_table

NAMES = ("hromada_fts", "project_fts")
"""Only words of names are typed in Latin letters."""

_GUESSED = ("NOUN", "ADJF")
"""What a word may be that the dictionary lacks: such words are names, never verbs."""
_CYRILLIC = re.compile(r"[а-яґєії]{2,}")
_LATIN = re.compile(r"[a-z]{2,}")
_BEFORE_IOTATED = re.compile(r"(?<=[бпвмфркгджзснтх])(?=[яюєї])")
_AFTER_LABIAL = re.compile(r"((?:\b|[аеєиіїоуюя])[бпвмф])(?=[яєї])")
_DIGRAPHS = {"shch": "щ", "sh": "ш", "ch": "ч", "kh": "х", "zh": "ж", "ts": "ц"}
_LETTERS = str.maketrans(
    {**dict(zip("abcdefghiklmnopqrstuvwyz", "абкдефггіклмнопкрстуввіз", strict=True))}
    | {"j": "дж", "x": "кс"}
)


@dataclass
class Lexeme:
    """A word of the dictionary: its forms, and those of them that the texts hold."""

    forms: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    normal: str = ""


def add_word_forms(connection: sqlite3.Connection, indexes: Iterable[str]) -> None:
    """Fill word_form with the words of the full-text tables `indexes`."""
    words = {index: _words_of(connection, index) for index in indexes}
    names = {word for index in NAMES for word in words[index]}
    rows = list_word_forms({word for found in words.values() for word in found}, names)
    connection.executemany(public_table("word_form").insert_sql(), sorted(set(rows)))


def _words_of(connection: sqlite3.Connection, index: str) -> list[str]:
    connection.execute(f"CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, {index}, row)")
    words = [word for (word,) in connection.execute("SELECT term FROM temp.word")]
    connection.execute("DROP TABLE temp.word")
    return words


def list_word_forms(words: Iterable[str], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (typed, met), some of them twice, for folded `words`; met has its apostrophe back.

    `names` are those of the words that are also found by their Latin spelling.
    """
    analyser = pymorphy3.MorphAnalyzer(lang="uk")
    met = {word: restore_apostrophe(word, analyser) for word in sorted(words)}
    in_latin = {word for word in names if _CYRILLIC.fullmatch(word)}
    for word, spelled in met.items():
        if _CYRILLIC.fullmatch(word) or _LATIN.fullmatch(word):
            yield word, spelled
    for lexeme in _group_by_lexeme(met, analyser):
        spelled_all = [met[word] for word in lexeme.met]
        typed = {word for word in lexeme.forms if not is_reached(word, lexeme.met)} | lexeme.met
        if lexeme.met & in_latin:
            typed |= {romanise(word).lower() for word in (lexeme.normal, *lexeme.met)}
        yield from ((word, spelled) for word in typed for spelled in spelled_all)
    romanised = {romanise(word).lower() for word in in_latin}
    for word in met:
        if _LATIN.fullmatch(word) and word not in romanised:
            yield write_in_cyrillic(word), word


def _group_by_lexeme(words: dict[str, str], analyser: pymorphy3.MorphAnalyzer) -> Iterable[Lexeme]:
    lexemes: dict[tuple[str, str], Lexeme] = {}
    for word, spelled in words.items():
        if not _CYRILLIC.fullmatch(word):
            continue
        written = spelled.replace("’", "'")
        is_known = analyser.word_is_known(written)
        for reading in analyser.parse(written):
            if not is_known and reading.tag.POS not in _GUESSED:
                continue
            lexeme = lexemes.setdefault((reading.normal_form, str(reading.tag.POS)), Lexeme())
            lexeme.normal = fold(reading.normal_form)
            lexeme.forms.update(fold(form.word) for form in reading.lexeme)
            lexeme.met.add(word)
    return lexemes.values()


def restore_apostrophe(word: str, analyser: pymorphy3.MorphAnalyzer) -> str:
    """Return the folded word as it is written: «здоров’я» for «здоровя»."""
    if analyser.word_is_known(word):
        return word
    for place in _BEFORE_IOTATED.finditer(word):
        written = f"{word[: place.start()]}'{word[place.start() :]}"
        if analyser.word_is_known(written):
            return written.replace("'", "’")
    return _AFTER_LABIAL.sub(r"\1’", word)


def write_in_cyrillic(word: str) -> str:
    """Return a Latin word as it sounds: «егап» for «egap»."""
    for latin, letter in _DIGRAPHS.items():
        word = word.replace(latin, letter)
    return word.translate(_LETTERS)
