"""Words that say whether an event was held → the code of its status.

Where the words stand tells how far they are sure: those that begin a cell, or stand apart in a
title, say what became of the event; those within a sentence only make it doubtful.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.common.ukrainian import lower

HELD, ANNOUNCED = "held", "announced"
_CANCELLED = (
    r"скасова?н\w*|скасува(?:ли|но)\w*|скасовується|відмін(?:ен|ил)\w*|отмен(?:ен|ил|а\b)\w*"
    r"|cancel\w*|зірвано|зірваний|won.?t do|не (?:відбу|пров[оіе]|состоял)\w*|захід не відбу\w*"
    r"|захід (?:скасова|відміне)н\w+|скас\.|знят[оий]+ з плану"
    r"|abgesagt|entfallen|entfällt|[✗✘]"
    r"|not held|did not take place|not\w* held|called off|анульован\w*"
)
_POSTPONED = (
    r"перен[іо]с(?:ла|ли)?(?=\s+на\b)|переносится|postponed?|rescheduled|moved to\b"
    r"|перенес(?:ен(?:о|а|ий|і|ы|)|ли)\b(?! (?:з|із|від|с)\b| (?:[ву] )?он-?лайн)"
    r"|перенос(?:иться|имо)?\b"
    r"|від(?:кладен|терміновано|строчен)\w*|отложен\w*|перен\.(?! ?(?:з|із|від)\b)"
)
_ANNOUNCED = (
    r"(?:захід )?(?:за)?плану(?:ється|ються|ємо|валося|валось)\b|(?:захід )?заплановано?\w*"
    r"|анонс\w*|planned|geplant|scheduled|upcoming|to be held|планиру\w+|запланирован\w*"
    r"|(?:лише )?в план(?:і|ах)|очікується\b|план(?=\s*[,.:!)\d]|$)"
    r"|ще не (?:відбу|провед|проводи)\w*|буд(?:е|уть) проведен\w+|tb[cd]\b"
)
_HELD = (
    r"провед(?:ено?|ений|ена|ені|ены?)?\b|виконано?\b|відбу(?:вся|лося|лась|лася|лися|лись)\b|заверше\w+"
    r"|реалізован\w+|состоял\w+|выполнен\w*|complete[d]?\b|held\b|done\b|conducted\b|delivered\b"
    r"|implemented\b|finished\b|took place|провели\b|пров\.|заверш\."
    r"|захід (?:відбувся|проведено)|ok(?:ay)?\b|ок\b|[✓✔]|v$"
)
NAMES = {
    "held": "відбувся",
    "announced": "за анонсом",
    "postponed": "перенесено",
    "cancelled": "скасовано",
}
_KINDS = (
    ("announced", _ANNOUNCED),
    ("cancelled", _CANCELLED),
    ("postponed", _POSTPONED),
    ("held", _HELD),
)
"""In their order: «ще не проведено» was not cancelled."""
NOT_HELD = re.compile(
    r"(?:скасов|скасува|відмінен|відміни|отменен|cancel|перенес|перенос|postpon|відкладен|анонс|зірван"
    r"|не\s+(?:відбу|пров[оіе]|состоял)|won.?t\s+do|moved\s+to|backlog|abgesagt|✗|✘)\w*",
    re.I,
)
"""Words that make an event doubtful wherever they stand."""
_BEFORE_WORDS = re.compile(r"(?<![\s(,–—-])[\s(,–—-]+(?=[^\W\d])")
_LONGEST_WORDS = 100
"""Letters in which a status is told, wherever it begins."""
_BEGINS = [(code, re.compile(rf"\W*(?:{words})(?!\w)")) for code, words in _KINDS]
_APART = "|".join(words for code, words in _KINDS if code != "held")
_IN_TITLE = re.compile(
    rf"^\W*(?P<a>{_APART})(?=\s*[:!.\]\)–—-]|\s*$)|^\W*[\[(]\s*(?P<e>{_APART})"
    rf"|^(?P<f>скасован\w*|відмінен\w*|отменен\w*|cancell?ed|перенесен\w*|відкладен\w*|анонс)\W"
    rf"|[\[(]\s*(?P<b>{_APART})(?!\w)"
    rf"|[\s_][-–—:.!/|]*\s*(?P<c>{_CANCELLED}|{_POSTPONED})"
    r"(?:\s+(?:на|через|у зв|до|з причин|внаслідок|за рішенням|until|to|due|because"
    r"|as|owing|by)\b.*|\s*\(.*\)|,\s.*|\s*/.*)?[\s.!)\]]*$"
)


@lru_cache(maxsize=50_000)
def status_of_words(text: str) -> str:
    """Return the code of the status that a cell begins with, '' where it begins with none."""
    bare = _plain(text)
    return next((code for code, words in _BEGINS if words.match(bare)), "")


def split_status(text: str) -> tuple[str, str]:
    """Return a cell without the words at its end that say it was not held, and those words."""
    for gap in _BEFORE_WORDS.finditer(text):
        if status_of_words(text[gap.end() :][:_LONGEST_WORDS]) not in ("", HELD):
            return text[: gap.start()], text[gap.end() :].strip(" ()")
    return text, ""


NOT_HELD_IN_TITLE = re.compile(
    r"\b(?:(?:скасова|відміне|перенесе|відкладе)н(?:о|ий|а)|cancell?ed|postponed"
    r"|не\s+(?:відбу[влд]|проведен|пров[оі]д)\w*)(?!\w)",
    re.I,
)
"""Wherever it stands in a title it makes the event doubtful: nouns may be of its topic."""


@lru_cache(maxsize=50_000)
def status_in_title(title: str) -> str:
    """Return the code of the status that stands apart in a title: «СКАСОВАНО: …»."""
    plain = _plain(title)
    match = _IN_TITLE.search(plain)
    return status_of_words(plain[match.start(match.lastindex or 0) :]) if match else ""


def _plain(text: str) -> str:
    return lower(text).replace("ё", "е").replace("’", "'")
