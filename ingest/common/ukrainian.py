"""Ukrainian text: one folding for names and for search, one collation for order.

SQLite folds only ASCII and sorts by code point, which puts Є, І and Ї before А and
Ґ last. Ingest, the search index and the site all use the two functions below, so a
name folds and sorts in the same way wherever it is met.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from functools import lru_cache

APOSTROPHES = "'’ʼ`‘ʹ′´＇ʻ"
_DROPPED = "\u00ad\u0301\u200b\u200c\u200d\u2060\ufeff" + APOSTROPHES
_DROP = {ord(char): None for char in _DROPPED}
_QUOTES = {ord(char): " " for char in '"«»„“”‟'}
_QUOTE_FOR_APOSTROPHE = re.compile(r'(?<=[^\W\d_])"(?=[яюєїЯЮЄЇ])')
_GAPS = re.compile(r"[\s\-‐‑‒–—―−_]+")
_WORD_OF_BOTH_SCRIPTS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-z]", re.I)
_CYRILLIC = re.compile(r"[а-яєіїґ]", re.I)
_LOOK_ALIKES = str.maketrans("aceiopxyïëtkmhbACEIOPXYTKMHB", "асеіорхуїёткмнвАСЕІОРХУТКМНВ")

_ALPHABET = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_ORDER = {letter: chr(0x0430 + place) for place, letter in enumerate(_ALPHABET)}
# Russian letters that Ukrainian lacks, met in names of people's own spelling: after their kin.
_ORDER.update({"ё": _ORDER["е"], "ъ": _ORDER["ь"], "ы": _ORDER["и"], "э": _ORDER["є"]})
_ORDER_TABLE = str.maketrans({**_ORDER, **dict.fromkeys(_DROPPED)})


def _mend_look_alikes(match: re.Match[str]) -> str:
    word = match.group()
    if _LATIN.search(word) and _CYRILLIC.search(word):
        return word.translate(_LOOK_ALIKES)
    return word


def lower(text: str) -> str:
    """Return `text` in lower case, with Latin letters inside its Cyrillic words made Cyrillic."""
    return mend(text.casefold())


def mend(text: str) -> str:
    """Return `text` with Latin letters inside its Cyrillic words made Cyrillic, in their case."""
    return _WORD_OF_BOTH_SCRIPTS.sub(_mend_look_alikes, text)


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return `text` as it is compared and searched.

    NFC; lower case; without apostrophes of any kind, stress marks, soft hyphens and
    quotation marks; hyphens, dashes and every kind of space become one space; Latin
    look-alikes inside a Cyrillic word become Cyrillic. Idempotent.

    >>> fold("КАМ’ЯНСЬК") == fold("Камʼянськ") == fold("кам'янськ")
    True
    """
    if '"' in text:  # on many keyboards the sign that is nearest to an apostrophe
        text = _QUOTE_FOR_APOSTROPHE.sub("", text)
    folded = unicodedata.normalize("NFC", text).casefold().translate(_DROP).translate(_QUOTES)
    folded = lower(unicodedata.normalize("NFC", folded))
    # A letter mended may join the mark after it: Latin y, then a breve.
    folded = unicodedata.normalize("NFC", folded)
    return _GAPS.sub(" ", folded).strip()


@lru_cache(maxsize=50_000)
def sort_key(text: str) -> tuple[str, str]:
    """Return the key that sorts `text` by the Ukrainian alphabet.

    Letters first, whatever their case and apostrophes; then the text itself, so that
    two different texts never compare as equal.
    """
    return unicodedata.normalize("NFC", text).casefold().translate(_ORDER_TABLE), text


def collate(left: str, right: str) -> int:
    """Compare two texts by the Ukrainian alphabet: -1, 0 or 1. 0 only for equal texts."""
    left_key, right_key = sort_key(left), sort_key(right)
    return (left_key > right_key) - (left_key < right_key)


def prepare_connection(connection: sqlite3.Connection) -> None:
    """Teach a SQLite connection Ukrainian order and folding.

    Adds the collation `ukrainian`, replaces NOCASE by it (the name columns of the register
    are declared NOCASE: this way they sort in Ukrainian here and still open in any SQLite
    program, which then sorts them its own way; no index stands on them), and adds the SQL
    function `fold(text)`; LIKE, which SQLite keeps to Latin letters, takes all letters of either
    case for the same.
    """
    connection.create_collation("ukrainian", collate)
    connection.create_collation("NOCASE", collate)
    connection.create_function("fold", 1, _fold_or_null, deterministic=True)
    connection.create_function("like", 2, like, deterministic=True)


def like(pattern: object, value: object) -> bool | None:
    """Tell whether a value is LIKE a pattern, in which % is any text and _ any sign.

    >>> like("%бюджет%", "Місцевий БЮДЖЕТ"), like("бюджет_", "бюджет"), like("%", None)
    (True, False, None)
    """
    if pattern is None or value is None:
        return None
    return _like(str(pattern)).fullmatch(str(value).casefold()) is not None


@lru_cache(maxsize=1000)
def _like(pattern: str) -> re.Pattern[str]:
    signs = {"%": ".*", "_": "."}
    parts = (signs.get(sign) or re.escape(sign) for sign in pattern.casefold())
    return re.compile("".join(parts), re.S)


def _fold_or_null(value: object) -> str | None:
    return None if value is None else fold(str(value))
