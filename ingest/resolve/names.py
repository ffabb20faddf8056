"""Written names of places → the bare names that the register is searched by."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.common.ukrainian import fold

_IN_BRACKETS = re.compile(r"\([^)]{0,1000}\)")
_BRACKETS = re.compile(r"\([^)]{0,1000}\)|[*†‡¹²³⁴⁵]+")
"""What stands beside a name: brackets, and marks of footnotes."""
_SETTLEMENT_KINDS = {
    "м": "місто", "місто": "місто", "г": "місто", "с": "село", "село": "село",
    "смт": "селище", "с ще": "селище", "селище": "селище", "пгт": "селище", "сел": "селище",
    "пос": "селище",
}  # fmt: skip
_SETTLEMENT_KIND = re.compile(r"^(м|місто|смт|с ще|с|село|селище|сел|пгт|пос|г)(?:\. ?| )(?=\S)")
# Feminine endings, and plural ones before a noun: the village Міські Млини keeps its first word.
_HROMADA_WORDS = re.compile(
    r"\b(?:(?:об?єднан|міськ|селищн|сільськ|територіальн)"
    r"(?:а|ої|ій|у|ою|(?:і|их|им|ими)(?= (?:територіальн|громад|рад|отг|тг)))"
    r"|(?:міськ|селищн|сільськ)\.?(?= (?:рад|громад))"
    r"|(?:міськ|міс|сел|сіл|сільськ|селищн|тер|терит)\. гром\w*\.?|городск\w+ (?:совет|рад)\w*"
    r"|[сc]\.\s?р\.|гр\."
    r"|(?<=[кс]ая )(?:городская|сельская|поселковая)"
    r"|громад[аиіоуюмхы]*|общин[аиы]?|рад[аиіу]|отг|тг|мтг|стг|військов\w+ адміністраці\w+|[мс]?ва"
    r"|селтг|смтг|в[гц]а|ccs?\b|виконком\w*|виконавч\w+ комітет\w*|(?<=[сцз]ької )мр)(?!\w)"
)
_KIND_AFTER = re.compile(r"(?<=[сцз]ька) (?:м|с|смт|сел|сіл)\.?$|(?<=\w{3}) (?:м|смт)\.?$")
_KINDS_OF_SEVERAL = re.compile(r"(?: (?:міськ|селищн|сільськ)(?:і|их))+$")
_OBLAST_WORDS = re.compile(
    r"^(?:у|в|на|по) | (?:рв|ро|регіональне відділення|відділення|філія)$"
    r"|\b(?:област(?:ь|і|и|ю|ей|ям|ях|ями)|обл\.?|місто|м\.?|obl\.?|reg\.|oblasts?|regions?)(?!\w)"
)
_RAION_WORDS = re.compile(
    r"\b(?:район(?:|у|і|ом|и|ів|а|е|ов)|р н[уі]?|raions?|rayons?|districts?)(?!\w)"
)
_GENITIVE = (("ької", "ька"), ("ький", "ька"), ("ої", "а"), ("ій", "а"), ("ою", "а"), ("у", "а"))
_NOUN_ENDS = (
    ("ого", "е"), ("ої", "а"), ("и", "а"), ("і", "я"), ("і", "ь"), ("ця", "ць"), ("ьця", "ець"),
    ("ця", "ець"), ("ля", "ль"), ("ра", "ер"), ("ка", "ок"),
    ("я", "й"), ("а", ""), ("ові", "ів"), ("ова", "ів"), ("єва", "їв"), ("ів", "и"), ("ок", "ки"),
    ("ен", "ни"), ("ень", "ні"), ("", "и"),
)  # fmt: skip
_AREA_ENDS = (
    ("ької", "ька"), ("ской", "ская"), ("цкой", "цкая"), ("ского", "ский"), ("цкого", "цкий"),
    ("ькій", "ька"), ("ьку", "ька"),
    ("ького", "ький"), ("ькому", "ький"),
    ("ини", "ина"), ("ині", "ина"), ("ині", "инь"), ("ину", "ина"), ("тю", "тя"), ("ті", "тя"),
    ("му", "м"), ("ське", "ська"), ("цьке", "цька"),
)  # fmt: skip
_KINDS = (
    ("городск", "міська"),
    ("сельск", "сільська"),
    ("поселков", "селищна"),
    ("міськ", "міська"),
    ("мтг", "міська"),
    ("селищн", "селищна"),
    ("сільськ", "сільська"),
)
_RUSSIAN_END = re.compile(r"(?<=к)(?:ая|ой)$")
_RUSSIAN_PLURAL = re.compile(r"(?<=[нк])ие\b")
_RUSSIAN_SOFT = re.compile(r"(?<=[ин]ц)а$")
_RUSSIAN_NEUTER = re.compile(r"(?<=н)ое$|(?<=[оеиі]в)о$")
_LATIN_HABITS = [
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("(?<=sk)(?:aya|aia|aja|oi|oy|oyi)$", "a"),
        ("(?<=sk)(?:yi|iy|yy|ij|ii|y)$", "i"),
        ("slav[iy]an", "slovian"), ("shch|sch", "x"), ("zgh", "zh"),
        ("kh|g(?!$)", "h"), ("(?<=[a-z])g$", "k"), ("w", "v"),
        ("[yij]*a", "a"), ("[yij]+u", "u"), ("[yij]*[eo][yij]*|[yij]+", "i"),
        (r"(.)\1+", r"\1"),
    )
]  # fmt: skip
_RUSSIAN = re.compile(r"[ыэъё]|кая\b|^г\. ?|^город |(?:ое|[ое]в|[ое]во)\b")
_RUSSIAN_STEMS = (
    ("константин", "костянтин"), ("камен", "камян"), ("славян", "словян"), ("счасте", "щастя"),
    ("счаст", "щаст"), ("криворожска", "криворизка"), ("станица", "станиця"),
    ("угска", "уцка"), ("ахска", "аска"), ("кска", "цка"), ("чска", "цка"), ("цска", "цка"),
    ("ахски", "аски"), ("шски", "ски"), ("зски", "зки"), ("жски", "зки"), ("кски", "цки"),
    ("чски", "цки"), ("сски", "ски"),
    ("сска", "ска"), ("шска", "ска"), ("зска", "зка"), ("жска", "зка"), ("гска", "зка"),
    ("ахтир", "охтир"), ("волчан", "вовчан"), ("жолк", "жовк"),
    ("толст", "товст"), ("желт", "жовт"), ("никола", "микола"), ("александр", "олександр"),
    ("алексе", "олекси"), ("владимир", "володимир"), ("екатерин", "катерин"),
    ("железн", "зализн"), ("акимов", "якимов"), ("ровенска", "ровненска"),
)  # fmt: skip
_LOOSE = str.maketrans("ыіїэєёґ", "иииееег", "ьъ")
_ALL_OF = r"(?:вс[яюі]|ус[яюі]|все|вс[іи]х|усіх|всієї|усієї|всій|усій|весь)"
_OF_WHOM = (
    r"(?:(?:представники|представители|учасники|участники|голови|міські|сільські|селищні|старости"
    r"|депутати|для|усіх|всіх|усі|всі|охочі|бажаючі|громад[аиі]?|громады|общины|з|із|из|по|на|территория|територ\w+|hromadas?"
    r"|communities|municipalities|heads|mayors|local|authorities|representatives|participants|people|open|to|for"
    r"|from|of|the|any) )*"
)
_NATIONAL = re.compile(
    _OF_WHOM + rf"(?:(?:{_ALL_OF} )?(?:україн(?:а|и|у|і|ою)|украин[аыеу]|країни)"
    r"|(?:вс[іе]|усі|вс[іе]х|усіх) (?:області|регіони|областей|регіонів|области|регионы)"
    rf"|{_ALL_OF} (?:країна|країни|страна|страны)"
    r"|(?:вс[іе]|усі|вс[іе]х|усіх) (?:області|областей|регіонів) (?:україни|украины)"
    r"|(?:(?:загально)?національн|(?:все|загально)українськ)\w+(?: рівень)?|всеукраинск\w+"
    r"|(?:all (?:[\w ]{1,30} )?|(?:whole|entire|all) (?:of )?|across |throughout )?ukraine"
    r"|all (?:country|ukrainian)"
    r"|(?:(?:з|із|всі|усі|all) )?2[4-7] (?:област[іи]|областей|oblasts|regions)"
    r"|(?:ua|ukraine) wide|nation ?wide|country ?wide|national(?: level)?"
    r"|(?:all|every) (?:regions?|oblasts?)(?: of ukraine)?|(?:the )?whole country(?: of ukraine)?"
    r"|nation ?wide,? open registration)"
)
_EVERY = frozenset({"всі", "усі", "все", "all", "every"})


@lru_cache(maxsize=200_000)
def fold_place(name: str) -> str:
    """Return the bare name of a hromada or settlement: without kind, rank and brackets."""
    return _SETTLEMENT_KIND.sub("", _bare(name)).strip(" .,:")


def _bare(name: str) -> str:
    bare = _HROMADA_WORDS.sub(" ", fold(_BRACKETS.sub(" ", name)))
    bare = " ".join(bare.replace(".", ". ").split())
    return _KIND_AFTER.sub("", _KINDS_OF_SEVERAL.sub("", bare))


def stated_category(name: str) -> str | None:
    """Return the category of settlement that the written name states: «с. Садова» → «село»."""
    kind = _SETTLEMENT_KIND.match(_bare(name))
    return _SETTLEMENT_KINDS[kind[1]] if kind else None


def nominative_guesses(bare: str) -> list[str]:
    """Return what the folded adjective may be in the nominative: «баранівської» → «баранівська»."""
    return [bare[: -len(end)] + base for end, base in _GENITIVE if bare.endswith(end)]


def noun_guesses(bare: str) -> list[str]:
    """Return what a folded name of a town may be in the nominative: «понінки» → «понінка»."""
    return [bare.removesuffix(end) + base for end, base in _NOUN_ENDS if bare.endswith(end)]


def loose_key(bare: str) -> str:
    """Return a folded name without what Russian and Ukrainian spelling differ in.

    >>> loose_key("краматорская") == loose_key("краматорська")
    True
    """
    bare = _RUSSIAN_PLURAL.sub("и", bare)
    bare = _RUSSIAN_SOFT.sub("я", bare)
    ended = _RUSSIAN_NEUTER.sub("е", _RUSSIAN_END.sub("а", bare))
    bare = ended.translate(_LOOSE)
    if bare.startswith("угле"):  # Угледар
        bare = f"в{bare}"
    bare = "днипро" if bare == "днепр" else bare
    for russian, ours in _RUSSIAN_STEMS:
        bare = bare.replace(russian, ours)
    return bare


def looser_key(bare: str) -> str:
    """Return the loose key with one letter for the vowels that alternate in the two languages.

    >>> looser_key("лозовская") == looser_key("лозівська")
    True
    """
    return re.sub(r"(.)\1", r"\1", re.sub("[ое]", "и", loose_key(bare)))


def latin_key(bare: str) -> str:
    """Return a folded Latin name without what the ways of writing Ukrainian in Latin differ in.

    The official table of 2010, BGN, and the older spellings by way of Russian; vowels as in
    `looser_key`.

    >>> latin_key("zhmerynka") == latin_key("zhmerinka")
    True
    """
    for pattern, letters in _LATIN_HABITS:
        bare = pattern.sub(letters, bare)
    return bare


_GERMAN = (
    ("tsch", "č"), ("sch", "sh"), ("ch", "kh"), ("č", "ch"), ("w", "v"), ("tz", "z"), ("z", "ts"),
    ("j", "i"),
)  # fmt: skip


def from_german(bare: str) -> str:
    """Return a folded name in German letters as the official table writes it.

    >>> from_german("schostka"), from_german("trostjanez")
    ('shostka', 'trostianets')
    """
    for german, official in _GERMAN:
        bare = bare.replace(german, official)
    return bare


def looks_russian(name: str) -> bool:
    """Tell a name that is surely written in Russian."""
    return _RUSSIAN.search(fold(name)) is not None


def area_guesses(bare: str) -> list[str]:
    """Return what a folded oblast or raion may be in the nominative: «волині» → «волинь»."""
    return [bare[: -len(end)] + base for end, base in _AREA_ENDS if bare.endswith(end)]


def stated_type(name: str) -> str | None:
    """Return the type of hromada that the written name states, if it does."""
    folded = fold(name)
    types = [kind for stem, kind in _KINDS if re.search(rf"(?<!\w){stem}", folded)]
    return types[0] if len(types) == 1 else None


def fold_oblast(name: str) -> str:
    """Return the bare name of an oblast: «Полтавська обл.» → «полтавська»."""
    return " ".join(_OBLAST_WORDS.sub(" ", fold(name)).split()).strip(" .")


def fold_raion(name: str) -> str:
    """Return the bare name of a raion: «Звягельський р-н» → «звягельський»."""
    return " ".join(_RAION_WORDS.sub(" ", fold(name)).split()).strip(" .")


def means_country(name: str) -> bool:
    """Tell whether the words mean the whole country: «вся Україна», «громади з усіх областей»."""
    return _NATIONAL.fullmatch(" ".join(_IN_BRACKETS.sub(" ", fold(name)).split())) is not None


def means_every(name: str) -> bool:
    """Tell «усі» and «all»: of the areas named beside it, or of the country where none is."""
    return fold(name) in _EVERY
