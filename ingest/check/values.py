"""One cell → one value: pure parsers that never guess.

Each returns the value and the findings about it; a value that cannot be read is None with
a finding, a value read in doubt comes with a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from ingest.common.ukrainian import APOSTROPHES, fold, lower
from ingest.problems import Finding
from ingest.read.sheet import is_empty
from ingest.read.sheets import Cell

# Not «1,000» or «1.000», which may mean one or a thousand.
_NUMBER = r"(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]0{1,2})?"
_PEOPLE = (
    r"(?:\s*(?:осіб|особи|особа|ос\.?|людей|людин[аи]|уч\.?|учасни\w*|участни\w*|чол\w*\.?|чел\w*\.?"
    r"|слухач\w*|старост\w*|фахівц\w*|депутат\w*|представник\w*|освітян\w*|педагог\w*|вчител\w*"
    r"|лікар\w*|посадовц\w*|спеціаліст\w*|працівник\w*|керівник\w*|мешкан\w*|жител\w*|експерт\w*|активіст\w*"
    r"|people|persons|participants|attendees|pax|ppl|pers\.?|адміністратор\w*)"
    r"(?:\s?/\s?-?[^\W\d]{1,12})?)?"  # «учасників/-ць»
)
_COUNT = re.compile(_NUMBER + _PEOPLE, re.I)
_ABOUT = re.compile(
    r"(?:понад|більше(?:\s+ніж)?|більш(?:\s+як)?|десь(?:\s+під)?|під|ca?\.?(?=\s)|circa|abt\.?|бл\.|не\s+менше|не\s+менш\s+як|близько|біля|майже|приблизно|орієнтовно|до"
    r"|более|около|over|about|approx\.?|appr\.?|almost|~|≈|>)\s*(.+)|(\d[\d ]*)\s*\+(\D*)",
    re.I,
)
_PERCENT = re.compile(r"\s*\(\s*\d+(?:[.,]\d+)?\s*%[^()]*\)")
_OF_SOMEONE = re.compile(
    _NUMBER
    + r"\s+(?!год|дн[іяв]|день|груп|команд|громад|област|заклад|шк[оі]л|цнап|сесі|модул|тиж|міс|хв)"
    r"[^\W\d]{2,}\.?(?:(?:\s+(?:і|та|й))?\s+[^\W\d]{3,})?",
    re.I,
)
_WITH_PARTS = re.compile(r"(\d+)\s*\((\d+)\s*[/+]\s*(\d+)\)")
_FOOTNOTE = re.compile(r"[*†‡¹²³]+$")
_LETTER_FOR_ZERO = re.compile(r"(?<=\d)[oо](?!\w)")
_LETTER_FOR_THREE = re.compile(r"(?<!\w)з(?=\d)")
"""«1О» and «З0», typed in a hurry."""
_OF_ONE_SEX = re.compile(
    r"(\d+)(?:\s*(?:ос|чол|уч)\w*\.?)?\s*[(,-]?\s*(?:all|усі|всі|лише|тільки|only)\s+(?P<who>[^\W\d]+)\s*\)?"
)
_ONE_MORE = re.compile(r"\D*?(\d+)\D*")
_IN_ALL = re.compile(r"^(?:усього|всього|разом|загалом|всего|итого|total)\s*[-–:]?\s*", re.I)
_REMARK = re.compile(r"\s*\([^()\d]+\)\s*$")
_AND_OTHERS = re.compile(
    r"(\d+)(?:\s*(?:осіб|ос\.?|чол\.?|учасник\w*|pax))?\s*"
    r"(?:\+\s*(?:\d+\s+(?!он-?лайн|online|дистанц))?[^\W\d]+\.?|/\s*(?:усі|всі)|\([^()]*[^\W\d]{2}[^()]*\))",
    re.I,
)
"""«14 осіб +2 тренери», «16 (було записано 20)»: the first number is theirs, in doubt."""
_WITH_OTHERS = re.compile(
    r"(\d+)(?:\s*[^\W\d]+\.?)?\s*\((?:(?:з|із)\s+них\s+|of\s+whom\s+)?\d+\s+[^\W\d]+\)"
)
"""«735 осіб (196 команд)»."""
_OF_PERSONS = re.compile(
    r"(\d{1,6})\s*(?:ос(?:іб|об[иа]|\.)|люд\w+|учасни\w+|слухач\w*|participants|people|persons|pax)"
)
_OF_GROUPS = re.compile(
    r"\d{1,6}\s*(?:команд|громад|тг\b|груп|заклад|шк[оі]л|організац|тренер|модератор|експерт|спікер"
    r"|фасилітатор|воді|team|communit|hromada|group|trainer)"
)
"""«12 команд (36 осіб)»: the people, in doubt."""
_EQUAL_GROUPS = re.compile(
    r"(\d{1,2})\s*(?:груп\w*|поток\w*|groups?)\s*(?:по|of|x|х|×)\s*(\d{1,3})\s*(?:ос\w*\.?|люд\w*|учасни\w*)?"
)
_DIGITS = re.compile(r"\d+")
_IN_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})(?:[.,](\d))?\s*тис(?:\.|\w*)")
"""«понад 1 тис.», «1,5 тисячі»."""
_ASKED = re.compile(r"\s*\?+$")
_OF_REGISTERED = (
    r"(?:за)?реєстр\w*|подал\w*|запрошен\w*|запросил\w*|заявок|заявлен\w*|записал\w*"
    r"|зарегистрир\w*|registered|invited|enrolled"
)
_REGISTERED = re.compile(
    rf"\b(?:{_OF_REGISTERED})\.?\s*[-–—:]?\s*\d+"
    rf"|(?:\b(?:із?|з|of)\s+)?\d+\s*(?:{_OF_REGISTERED})"
)
"""«зареєстровано 140»: the number of those who came stands beside."""
_CAME = re.compile(
    r"\b(?:завершил\w*|закінчил\w*|взял\w*\s+участь|відвідал\w*|прийшл\w*|бул[иоа]|присутн\w*"
    r"|випускник\w*|дійшл\w*|отримал\w*\s+сертифікат\w*|(?:з|із)\s+них"
    r"|finished|completed|attended|came)\b\s*[-–—:]?"
)
_CAME_FIRST = re.compile(rf"^(?:{_CAME.pattern})\s*(?=\d)")
"""«взяли участь 68»"""
_WOMEN = r"(?:ж\.?|жін\w*\.?|дівч\w*|жен(?:щ\w*)?\.?|учасниц\w*|ladies|women|female|f|w)"
_MEN = r"(?:ч\.?|чол\w*\.?|хлоп\w*|муж\w*\.?|м|gentlemen|men|male|m)"
_OF_WOMEN, _OF_MEN = (
    re.compile(
        rf"(?<![\d.,])(\d+)\s*[-–:]?\s*{who}(?!\w)|(?<!\w){who}\s*[-–:—]?\s*(\d+)(?!\d|[.,]\d)",
        re.I,
    )
    for who in (_WOMEN, _MEN)
)
_LABELLED = re.compile(
    rf"(?<!\w)(?P<who>{_WOMEN}|{_MEN})(?!\w)\s*[-–:—]\s*(?P<number>\d+)(?!\d|[.,]\d)", re.I
)
_OF_THESE = (
    r"(?:[зі]з?\s+(?:них|яких)|[ув]\s*т\.?\s*ч\.?|[ву]\s+тому\s+числі|из\s+(?:них|которых)"
    r"|of\s+(?:whom|them)|incl\w*\.?|dont|davon|darunter)"
)
_TOTAL_FIRST = re.compile(
    rf"(?P<total>\d+)(?:\s*(?:чол|муж|учасн|осіб|ос|люд|уч|слухач|people|persons|pax)\w*\.?)?"
    rf"(?:[\s,;:(–—-]*{_OF_THESE}\s*:?|\s*[(:]|\s*,(?=\s*(?:жін|жен)))(?P<parts>.+)"
)
"""«21 чол., з них 13 жінок і 8 чоловіків»: a number before its parts is of people, not of men."""
_ALTOGETHER = re.compile(r"(?<=\))\s*(?:разом|усього|всього|total)$")
_BY_SEX = re.compile(r"(\d+)\s*[/+]\s*(\d+)\s*\(?\s*(?:f\s?/\s?m|w\s?/\s?m|ж\s?[/+]\s?ч)\)?")
"""«20/2 f/m»."""
_BETWEEN = re.compile(
    r"(?<!\w)(?:i\.?\s?e\.?|тобто|з\s+них|із\s+них|у\s+т\.?\s*ч\.?|[ву]\s+тому\s+числі|та|і|i|й|и|and|of\s+them)(?!\w)",
    re.I,
)
_HOURS = re.compile(
    r"(\d+(?:[.,]\d+)?)(\s*(?:ак\.?|акад\w*\.?))?(?:\s*(?:г(?:од\w*)?\.?|час\w*\.?|ч\.?|hours?|hrs?|h))?"
    r"(?:\s*\(\d+ ?(?:дн\w*|день|days?)\))?",
    re.I,
)
_HOURS_A_DAY = re.compile(
    r"(\d{1,2})\s*(?:дн\w*|день|days?)?,?\s*(?:по|[xх×*])\s*(\d{1,2}(?:[.,]\d)?)"
    r"\s*(?:год\w*\.?|час\w*\.?|ч\.?|hours?|hrs?|h)",
    re.I,
)
_ONE_DAY = re.compile(r"(?:1|один)\s*день\s*[,:(–—-]\s*(\d[^()]*)\)?", re.I)
_HOURS_IN_WORDS = {
    "пів години": 0.5, "півгодини": 0.5, "півтори години": 1.5,
    "година": 1, "одна година": 1, "дві години": 2, "три години": 3, "чотири години": 4,
    "пять годин": 5, "шість годин": 6, "сім годин": 7, "вісім годин": 8,
}  # fmt: skip
_HOURS_AND_MINUTES = re.compile(
    r"(?:(\d+)\s*(?:г(?:од\w*)?\.?|h)\s*)?(\d+)\s*(?:хв\w*\.?|мин\w*\.?|min\w*\.?)|(\d+):([0-5]\d)",
    re.I,
)
_LOOKUP = re.compile(r";#(?:\d+(?:;#)?)?")
"""After each value that a list of SharePoint looks up: «Балтська;#128;#Болградська;#135»."""
_BROKEN = re.compile(
    r"(?<!\s)\s++(?=(?:міськ|сільськ|селищн|територіальн|громад|о?тг\b|область|обл\.))", re.I
)
"""«Хмельницька» over «міська громада»."""
_HYPHENATED = re.compile(r"(?<=[а-яіїєґ])-(?=[^\S\n]*\n)\s++(?=[а-яіїєґ])")
"""«Колочав-» over «ська»."""
_BRACKETED = re.compile(r"\([^()]*\)")
_LONGEST_CELL = 200
"""Of a number in words with remarks; whatever is longer is no number, and slow to search."""
_TOLD_TWICE = re.compile(r"(\d+)\s*\(\1\)")
"""«27 (двадцять сім)»."""
_THOUSANDS = re.compile(
    r"([1-9]\d{0,2})[.,](?!000)(\d{3})(?:\s*(?:осіб|учасн\w*|people|participants))?"
)
"""«1,120», but not «19,000», which programs of accountants write for nineteen."""
_SUMMED = re.compile(r"(\d{1,4})(?:\s+[^\W\d]+)?\s*(?:\+|плюс|plus)\s*(\d{1,4})(?:\s+[^\W\d]+\.?)?")
_BY_FORM = re.compile(
    r"(\d{1,4})\s*(?:очно|офлайн|онлайн|дистанційно)\s*(?:[,;/]|та|і)\s*(\d{1,4})\s*"
    r"(?:очно|офлайн|онлайн|дистанційно)"
)
_NOT_TRAINED = re.compile(r"тренер|спікер|модератор|організатор|trainer|speaker|organi")
_NOBODY = re.compile(r"не було|немає|нікого|жодн\w+|none|nobody", re.I)
_LONGEST_COUNT = 7  # digits; a longer number is a phone or a code
_MOST_HOURS = 24 * 366
_SPACES = re.compile(r"[\s\u00a0]+")

Findings = tuple[Finding, ...]


@lru_cache(maxsize=100_000, typed=True)
def clean_text(cell: Cell) -> str:
    """Return the cell's text in one line; '' for an empty cell and for the marks of one."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = _SPACES.sub(" ", str(cell)).strip()
    return "" if is_empty(text) else text


@lru_cache(maxsize=100_000, typed=True)
def clean_list(cell: Cell) -> tuple[str, ...]:
    """Return the values of a cell that may hold several, split by «;» or by lines."""
    if cell is None:
        return ()
    text = _HYPHENATED.sub("", str(cell).replace("\u00ad", ""))
    text = _LOOKUP.sub(";", _BROKEN.sub(" ", text))
    text = _BRACKETED.sub(lambda match: match[0].replace(";", ","), text)
    parts = (clean_text(part) for part in re.split(r"[;\n]", text))
    return tuple(part for part in parts if part)


@dataclass(frozen=True)
class People:
    """How many came, and of them women and men, as far as a cell says."""

    total: int | None = None
    women: int | None = None
    men: int | None = None
    findings: Findings = ()


@lru_cache(maxsize=50_000, typed=True)
def parse_count(cell: Cell) -> tuple[int | None, Findings]:
    """Read a whole number of people: 25, «1 250», «25 осіб», «18 (72 %)»; «понад 40» in doubt."""
    text = clean_text(cell)
    if not text:
        return None, ()
    if len(text) > _LONGEST_CELL:
        return None, (Finding("number_unreadable", value=text),)
    bare = _TOLD_TWICE.sub(r"\1", figures_for_words(lower(text)))
    mended = _LETTER_FOR_THREE.sub("3", _LETTER_FOR_ZERO.sub("0", bare))
    mended = _ASKED.sub("", _IN_THOUSANDS.sub(_in_figures, mended))
    if mended != bare:
        number, _ = parse_count(mended)
        return number, (Finding("number_approximate", text, str(number)),)
    bare = _IN_ALL.sub("", _PERCENT.sub("", _FOOTNOTE.sub("", bare)))
    remark = _REMARK.search(bare)
    bare = _REMARK.sub("", bare)
    parts = _WITH_PARTS.fullmatch(bare)
    if parts and int(parts[1]) == int(parts[2]) + int(parts[3]):  # of whom is not told
        return int(parts[1]), (Finding("number_approximate", text, parts[1]),)
    if equal := _EQUAL_GROUPS.fullmatch(bare):  # «2 групи по 15 осіб»
        number = int(equal[1]) * int(equal[2])
        return number, (Finding("number_approximate", text, str(number)),)
    persons, groups = _OF_PERSONS.findall(bare), _OF_GROUPS.findall(bare)
    if len(persons) == 1 and groups and len(_DIGITS.findall(bare)) == len(groups) + 1:
        return int(persons[0]), (Finding("number_approximate", text, persons[0]),)
    if others := _WITH_OTHERS.fullmatch(bare) or _AND_OTHERS.fullmatch(bare):
        return int(others[1]), (Finding("number_approximate", text, others[1]),)
    bare = bare.removesuffix(".") if bare[:-1].isdecimal() else bare
    thousands = _THOUSANDS.fullmatch(bare)
    if thousands:  # of people there are no thousandths
        number = int(thousands[1] + thousands[2])
        return number, (Finding("number_approximate", text, str(number)),)
    summed = _SUMMED.fullmatch(bare) or _BY_FORM.fullmatch(bare)
    if summed and not _NOT_TRAINED.search(bare):  # of two groups
        number = int(summed[1]) + int(summed[2])
        return number, (Finding("number_approximate", text, str(number)),)
    about = _ABOUT.fullmatch(bare)
    if about:
        bare = about[1] or f"{about[2]}{about[3]}"
    match = _COUNT.fullmatch(bare.strip())
    if match is None and (match := _OF_SOMEONE.fullmatch(bare.strip())):
        remark = match  # «33 підприємці»: whoever they are
    digits = re.sub(r"\D", "", match[1]) if match else ""
    if not digits or len(digits) > _LONGEST_COUNT:
        return None, (Finding("number_unreadable", value=text),)
    number = int(digits)
    # «25 чоловіків» may be men, or people as the Russian word counts them.
    in_doubt = about or remark or "чоловік" in bare
    return number, (Finding("number_approximate", text, str(number)),) if in_doubt else ()


def _in_figures(match: re.Match[str]) -> str:
    return str(int(match[1]) * 1000 + int(match[2] or 0) * 100)


_UNITS = {
    "один": 1, "одна": 1, "два": 2, "дві": 2, "три": 3, "чотири": 4, "пять": 5, "шість": 6,
    "двоє": 2, "троє": 3, "четверо": 4, "пятеро": 5, "шестеро": 6, "семеро": 7, "десятеро": 10,
    "двадцятеро": 20,
    "сім": 7, "вісім": 8, "девять": 9, "десять": 10, "одинадцять": 11, "дванадцять": 12,
    "тринадцять": 13, "чотирнадцять": 14, "пятнадцять": 15, "шістнадцять": 16, "сімнадцять": 17,
    "вісімнадцять": 18, "девятнадцять": 19, "twelve": 12, "one": 1, "two": 2, "three": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "двадцять": 20, "тридцять": 30, "сорок": 40, "пятдесят": 50, "шістдесят": 60, "сімдесят": 70,
    "вісімдесят": 80, "девяносто": 90, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "сто": 100, "hundred": 100,
}  # fmt: skip
_IN_WORDS = re.compile(
    r"(?<!\w)(?:(?:{tens})(?:[\s-]+(?:{tens}|{units}))*|(?:{units}))(?!\w)".format(
        tens="|".join(_TENS), units="|".join(sorted(_UNITS, key=len, reverse=True))
    )
)
_NUMBERS_IN_WORDS = {**_UNITS, **_TENS}
_APOSTROPHES = str.maketrans("", "", APOSTROPHES)


def figures_for_words(text: str) -> str:
    """Return a text in lower case with the numbers up to 199 that it spells out in figures.

    >>> figures_for_words("тридцять п’ять осіб, з них двадцять жінок")
    '35 осіб, з них 20 жінок'
    """
    if not any(char.isalpha() for char in text):
        return text
    bare = text.translate(_APOSTROPHES)
    told = _IN_WORDS.sub(
        lambda match: str(sum(_NUMBERS_IN_WORDS[word] for word in re.split(r"[\s-]+", match[0]))),
        bare,
    )
    return told if told != bare else text


@lru_cache(maxsize=50_000, typed=True)  # donors repeat numbers
def parse_people(cell: Cell) -> People:
    """Read a total that may tell of women and men too: «25 (18 ж / 7 ч)», «27 жінок і 3 чоловіки».

    «25 чол.» is twenty-five people: men are told only beside women.
    """
    text = clean_text(cell)
    if len(text) > _LONGEST_CELL:
        return People(findings=(Finding("number_unreadable", value=text),))
    mended = figures_for_words(lower(text))
    if (bare := _CAME_FIRST.sub("", mended)) != mended:
        came = parse_people(bare)
        return replace(came, findings=tuple(replace(f, value=text) for f in came.findings))
    if (bare := _REGISTERED.sub(" ", mended)) != mended:
        came = parse_people(_CAME.sub(" ", bare).strip(" ,;/()"))
        if came.total is not None and not came.findings:
            return replace(came, findings=(Finding("number_approximate", text, str(came.total)),))
    if match := _OF_ONE_SEX.fullmatch(mended):
        number = int(match[1])
        for who, told in ((_WOMEN, (number, 0)), (_MEN, (0, number))):
            if re.fullmatch(who, match["who"]):
                return People(number, *told)
    if _LABELLED.search(mended):  # «Всього: 38, ж – 23, ч – 15»: the words go first
        mended = _LABELLED.sub(r"\g<number>\g<who> ", mended)
    mended = _BY_SEX.sub(r"\1 ж / \2 ч", _ALTOGETHER.sub("", mended))
    women = _OF_WOMEN.search(mended)
    if match := _TOTAL_FIRST.match(mended):
        return _parts_of(int(match["total"]), match["parts"], text)
    if women is None:
        total, findings = parse_count(cell)
        return People(total, findings=findings)
    rest = _OF_WOMEN.sub(" ", mended, count=1)
    men = _OF_MEN.search(rest)
    rest = _BETWEEN.sub(" ", _OF_MEN.sub(" ", rest, count=1))
    rest = " ".join(re.sub(r"[()/,;.:+=]|(?<!\d)[-–—](?!\d)", " ", rest).split())
    total, findings = parse_count(rest)
    if findings:
        return People(findings=(Finding("number_unreadable", value=text),))
    of_women, of_men = _counted(women), _counted(men) if men else None
    if total is None and of_men is not None:
        total = of_women + of_men
    return People(total, of_women, of_men)


def _parts_of(total: int, parts: str, text: str) -> People:
    """Read the women and men told after the number of all."""
    women = _OF_WOMEN.search(parts)
    rest = _OF_WOMEN.sub(" ", parts, count=1)
    men = _OF_MEN.search(rest)
    if women is None and men is None:
        number, findings = parse_count(text)
        return People(number, findings=findings)
    rest = _BETWEEN.sub(" ", _OF_MEN.sub(" ", rest, count=1))
    of_women, of_men = (_counted(match) if match else None for match in (women, men))
    told = (of_women, of_men)
    known = sum(filter(None, told))
    more = _ONE_MORE.fullmatch(rest)
    if more and None not in told and known + int(more[1]) == total:  # «ще 1 не вказано»
        return People(total, of_women, of_men, (Finding("number_approximate", text, str(total)),))
    if rest.strip(" ().,;:/+–—-") or known > total or (None not in told and known != total):
        return People(findings=(Finding("number_unreadable", value=text),))
    # «30 (5 чол.)»: five men, most likely.
    doubt = () if women else (Finding("number_approximate", text, str(total)),)
    return People(total, of_women, of_men, doubt)


def _counted(match: re.Match[str]) -> int:
    return int(match[1] or match[2])


def parse_women(cell: Cell) -> tuple[int | None, Findings]:
    """Read a number of women: 18, «18 жінок»."""
    return _parse_some(cell, _OF_WOMEN, _OF_MEN)


def parse_men(cell: Cell) -> tuple[int | None, Findings]:
    """Read a number of men: 7, «7 чол.»."""
    return _parse_some(cell, _OF_MEN, _OF_WOMEN)


def _parse_some(
    cell: Cell, of: re.Pattern[str], of_others: re.Pattern[str]
) -> tuple[int | None, Findings]:
    text = clean_text(cell)
    mended = lower(text)
    if match := of.fullmatch(mended):
        return _counted(match), ()
    if of_others.fullmatch(mended):
        return None, (Finding("number_unreadable", value=text),)
    if _NOBODY.fullmatch(mended):
        return 0, ()
    if len(text) <= _LONGEST_CELL and (both := of.search(mended)) and of_others.search(mended):
        return _counted(both), (Finding("number_approximate", text, str(_counted(both))),)
    return parse_count(cell)


def parse_hours(cell: Cell) -> tuple[float | None, Findings]:
    """Read a duration in hours: 6, 1.5, «1,5», «6 год», «1 год 30 хв», «2 дні по 6 годин».

    «8 ак. год» is eight hours in doubt: an academic hour is shorter.
    """
    if isinstance(cell, time):
        cell = timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
    if isinstance(cell, timedelta):
        cell = round(cell.total_seconds() / 3600, 2)
    text = clean_text(cell)
    if not text:
        return None, ()
    written, text = text, _ONE_DAY.sub(r"\1", lower(text))
    text = _REMARK.sub("", text)
    hours: float | None = _HOURS_IN_WORDS.get(fold(text))
    is_academic = False
    if match := _HOURS.fullmatch(text):
        hours, is_academic = float(match[1].replace(",", ".")), bool(match[2])
    elif match := _HOURS_A_DAY.fullmatch(text):
        hours = int(match[1]) * float(match[2].replace(",", "."))
    elif match := _HOURS_AND_MINUTES.fullmatch(text):
        hours = int(match[1] or match[3] or 0) + round(int(match[2] or match[4]) / 60, 2)
    if hours is None or hours > _MOST_HOURS:
        return None, (Finding("number_unreadable", value=written),)
    return hours, (Finding("number_approximate", written, f"{hours:g}"),) if is_academic else ()


def parse_url(cell: Cell) -> tuple[str | None, Findings]:
    """Read a web address; only http and https with a host pass."""
    text = clean_text(cell)
    if not text:
        return None, ()
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    # An address with a person's e-mail in it is not published.
    is_plain = " " not in text and "@" not in text
    if parts.scheme in ("http", "https") and parts.hostname and is_plain:
        return text, ()
    return None, (Finding("url_unreadable", value=text),)
