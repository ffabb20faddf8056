"""The language of the page being made, and the English of its words.

Words stand in the code and in the templates in Ukrainian, marked with `_`; their English is
in locale/en/LC_MESSAGES/site.po. Names in the data have their English beside them there.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from ingest.common.messages import Language

CATALOGUE = Path(__file__).resolve().parents[1] / "locale" / "en" / "LC_MESSAGES" / "site.po"
LANGUAGES: tuple[Language, ...] = ("uk", "en")

_current: ContextVar[Language] = ContextVar("language", default="uk")
_ACCEPTED = re.compile(r"\s*([a-zA-Z]{1,8})(?:-[\w-]+)?\s*(?:;\s*q=([\d.]+))?\s*")
_TWINS = re.compile(r"(?P<uk>.*[а-яіїєґ].*?[.)»]) (?P<en>[^а-яіїєґ]+)", re.I | re.S)
_NUMBER = re.compile(r"\d+")
_LIST = re.compile(r"(: |, )")


def current() -> Language:
    """Return the language of the page being made: Ukrainian where nothing else is said."""
    return _current.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Make what is made within in this language."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def choose(asked: str | None, kept: str | None, accepted: str) -> Language:
    """Return the language for what an address asks, a cookie keeps and a browser accepts.

    >>> choose(None, None, "en-GB,en;q=0.9"), choose(None, "uk", "en"), choose("en", "uk", "")
    ('en', 'uk', 'en')
    """
    for wish in (asked, kept, *_by_preference(accepted)):
        for language in LANGUAGES:
            if wish == language:
                return language
    return "uk"


def _by_preference(accepted: str) -> list[str]:
    wishes = [match for part in accepted.split(",") if (match := _ACCEPTED.fullmatch(part))]
    return [m[1].lower() for m in sorted(wishes, key=lambda m: -_quality(m[2])) if _quality(m[2])]


def _quality(text: str | None) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0


@cache
def _catalogue() -> gettext.NullTranslations:
    # Here and not above: the first English page brings Babel, the others need it not.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(compiled, read_po(file, locale="en"))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translate(text: str) -> str:
    """Return a Ukrainian text of the site in the language of the page."""
    return text if current() == "uk" or not text else _catalogue().gettext(text)


def of_two(text: str) -> str:
    """Return the part in the language of the page of a text that says all in both.

    >>> of_two("Код громади. Code of the hromada")
    'Код громади.'
    """
    twins = _TWINS.fullmatch(text)
    return twins[current()] if twins else text


def choose_form(number: int, one: str, few: str, many: str) -> str:
    """Return the form of a noun that goes with a number: 1 захід, 2 заходи, 5 заходів.

    English has two, which the catalogue gives for the first and the last of these.
    """
    if current() == "en":
        return _catalogue().ngettext(one, many, number)
    if 11 <= number % 100 <= 14:
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(number % 10, many)


@dataclass(frozen=True)
class Names:
    """The names in the data: Ukrainian → English."""

    english: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[Iterable[object]]) -> Names:
        return cls({str(name): str(english) for name, english in pairs if name and english})

    def shown(self, value: object) -> str:
        """Return a name, a list of names or a word of an answer in the language of the page.

        What has no English is shown as it is written.
        """
        text = "" if value is None else str(value)
        if current() == "uk" or not text:
            return text
        return self._one(text) or "; ".join(map(self._line, text.split("; ")))

    def _line(self, text: str) -> str:
        """Return «Полтавська область: Карлівська, Хорольська», each name of it by itself."""
        return self._one(text) or "".join(self._one(p) or p for p in _LIST.split(text))

    def _one(self, text: str) -> str | None:
        if not text:
            return None
        found = self.english.get(text) or _catalogue().gettext(text)
        if found != text:
            return found
        # «минуло 5 кварталів» is in the catalogue with {} for its number.
        numbers = _NUMBER.findall(text)
        bare = _NUMBER.sub("{}", text)
        found = _catalogue().gettext(bare) if numbers else bare
        return found.format(*numbers) if found != bare else None


_names: WeakKeyDictionary[object, Names] = WeakKeyDictionary()


def keep_names(site: object, names: Names) -> None:
    """Keep the names of a site's data, read once when it starts."""
    _names[site] = names


def names_of(site: object) -> Names:
    """Return the names of a site's data; none where it has not started."""
    return _names.get(site) or Names()


_NOUNS = (
    "oblast", "raion", "topic_group", "topic", "type", "format", "audience", "scope", "status",
    "donor", "project", "quarter", "problem_kind",
)  # fmt: skip
_HROMADAS = """select hromada_label, hromada_name_en || ' ' || case hromada_type
  when 'міська' then 'urban hromada' when 'селищна' then 'settlement hromada'
  when 'сільська' then 'rural hromada' else 'city' end from hromada
union all select hromada_name, hromada_name_en from hromada"""
ALL_NAMES = " union all ".join(
    [_HROMADAS, *(f"select {noun}_name, {noun}_name_en from {noun}" for noun in _NOUNS)]
)
"""Every name of the data with its English."""
