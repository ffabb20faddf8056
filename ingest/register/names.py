"""Ukrainian names of places → Latin letters, labels and established English names."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LETTERS = dict(
    zip(
        "абвгґдежзиіклмнопрстуфхцчшщ",
        (*"abvhgde", "zh", *"zyiklmnoprstuf", "kh", "ts", "ch", "sh", "shch"),
        strict=True,
    )
)
_AT_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_INSIDE = {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}
_DROPPED = frozenset("ь’'ʼ")
_PARTS = re.compile(r"[А-ЯЄІЇҐа-яєіїґ’'ʼ]+")

TYPES = {"M": "міська", "T": "селищна"}
"""Category of the centre in the codifier of 2021 → type of hromada; the rest are rural."""

CATEGORIES = {"M": "місто", "T": "селище", "X": "селище", "C": "село"}


@dataclass(frozen=True)
class Region:
    """What the codifier does not say of an oblast, Crimea or a city with special status.

    `centre` is empty for Kyiv Oblast: its administration sits in Kyiv, outside it.
    """

    iso_code: str
    name_en: str
    centre: str


REGIONS = {
    "01": Region("UA-43", "Autonomous Republic of Crimea", "Сімферополь"),
    "05": Region("UA-05", "Vinnytsia Oblast", "Вінниця"),
    "07": Region("UA-07", "Volyn Oblast", "Луцьк"),
    "12": Region("UA-12", "Dnipropetrovsk Oblast", "Дніпро"),
    "14": Region("UA-14", "Donetsk Oblast", "Донецьк"),
    "18": Region("UA-18", "Zhytomyr Oblast", "Житомир"),
    "21": Region("UA-21", "Zakarpattia Oblast", "Ужгород"),
    "23": Region("UA-23", "Zaporizhzhia Oblast", "Запоріжжя"),
    "26": Region("UA-26", "Ivano-Frankivsk Oblast", "Івано-Франківськ"),
    "32": Region("UA-32", "Kyiv Oblast", ""),
    "35": Region("UA-35", "Kirovohrad Oblast", "Кропивницький"),
    "44": Region("UA-09", "Luhansk Oblast", "Луганськ"),
    "46": Region("UA-46", "Lviv Oblast", "Львів"),
    "48": Region("UA-48", "Mykolaiv Oblast", "Миколаїв"),
    "51": Region("UA-51", "Odesa Oblast", "Одеса"),
    "53": Region("UA-53", "Poltava Oblast", "Полтава"),
    "56": Region("UA-56", "Rivne Oblast", "Рівне"),
    "59": Region("UA-59", "Sumy Oblast", "Суми"),
    "61": Region("UA-61", "Ternopil Oblast", "Тернопіль"),
    "63": Region("UA-63", "Kharkiv Oblast", "Харків"),
    "65": Region("UA-65", "Kherson Oblast", "Херсон"),
    "68": Region("UA-68", "Khmelnytskyi Oblast", "Хмельницький"),
    "71": Region("UA-71", "Cherkasy Oblast", "Черкаси"),
    "73": Region("UA-77", "Chernivtsi Oblast", "Чернівці"),
    "74": Region("UA-74", "Chernihiv Oblast", "Чернігів"),
    "80": Region("UA-30", "Kyiv", "Київ"),
    "85": Region("UA-40", "Sevastopol", "Севастополь"),
}
"""First two digits of a KATOTTG code → its region. Digits of ISO 3166-2 differ for five."""


def region_of(code: str) -> Region:
    """Return the region that a KATOTTG code lies in."""
    return REGIONS[code[2:4]]


def romanise(text: str) -> str:
    """Write Ukrainian in Latin letters by the table of Cabinet resolution 55 of 2010.

    >>> romanise("Згурівська")
    'Zghurivska'
    """
    return _PARTS.sub(lambda word: _romanise_word(word.group()), text)


def _romanise_word(word: str) -> str:
    written = []
    for place, char in enumerate(word):
        letter = char.lower()
        if letter == "г" and word[:place].lower().endswith("з"):
            latin = "gh"
        elif letter in _DROPPED:
            latin = ""
        else:
            latin = (_INSIDE if place else _AT_START).get(letter) or _LETTERS[letter]
        written.append(latin.capitalize() if char.isupper() else latin)
    return "".join(written)


def label_oblast(category: str, name: str) -> str:
    """Return the full name: «Полтавська область», «Автономна Республіка Крим», «місто Київ»."""
    if category == "K":
        return f"місто {name}"
    return name if " " in name else f"{name} область"
