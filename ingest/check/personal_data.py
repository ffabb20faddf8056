"""Free text → the same text with contacts and numbers of people taken out.

Found: names of people (see person_names.py), e-mail addresses, Ukrainian phone numbers,
IBANs, passports, and ten-digit tax numbers (РНОКПП) whose check digit is right, so that an
eight-digit company code, a KATOTTG code or a date is let alone. Ten digits in a row that
begin with 0 are a phone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.check.person_names import find_people

REMOVED = "[вилучено]"

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|\[at\]|\(at\)|\(собака\)|\[собака\])\s?[\w-]+(?:\.[\w-]+)+|(?:telegram|телеграм\w*|instagram|viber)\s*:?\s*@\w{4,}",
    re.I,
)
_PHONE = re.compile(
    r"""(?<![\w/]) (?: \+?3?8[\s(-]* )?
    (?: \(0\d{2}\)(?:[\s-]*\d){7} | \(0\d{3}\)(?:[\s-]*\d){6} | \(0\d{4}\)(?:[\s-]*\d){5}
      | 0\d{2}(?:[\s-]*\d){7} | 0\d{2}\.\d{3}\.\d{2}\.\d{2} ) (?!\w)
    | (?<![\w/]) \+?380 [\s(-]* \d{2} [\s)-]* \d{3} [\s-]* \d{2} [\s-]* \d{2} (?!\w)""",
    re.X,
)
_IBAN = re.compile(r"\bUA\d{2}(?:\s?\d){25}\b", re.I)
_PASSPORT = re.compile(r"(?<!\w)[А-ЯЄІЇҐ]{2} ?№? ?\d{6}(?!\w)|(?i:паспорт\w*)[\s:№]*\d{9}(?!\d)")
_TEN_DIGITS = re.compile(r"(?<!\d)\d{10}(?!\d)")
_TAX_WEIGHTS = (-1, 5, 7, 9, 4, 6, 10, 5, 7)


def is_tax_number(digits: str) -> bool:
    """Tell whether ten digits are a РНОКПП, by its check digit (weights of the tax service)."""
    total = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, digits, strict=False))
    return total % 11 % 10 == int(digits[9])


@lru_cache(maxsize=100_000)
def remove_personal_data(text: str) -> str:
    """Return `text` with every contact and personal number replaced by «[вилучено]»."""
    for pattern in (_EMAIL, _IBAN, _PHONE, _PASSPORT):
        text = pattern.sub(REMOVED, text)
    text = _TEN_DIGITS.sub(_remove_tax_number, text)
    for start, end in reversed(list(find_people(text))):
        text = text[:start] + REMOVED + text[end:]
    return text


def _remove_tax_number(match: re.Match[str]) -> str:
    return REMOVED if is_tax_number(match.group()) else match.group()
