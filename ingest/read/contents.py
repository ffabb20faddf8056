"""The cells under a header that nothing knows → whether they are days, places or people.

A column is told by its cells only where its header tells nothing, and the donor hears of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ingest.common.ukrainian import fold, lower
from ingest.read.sheet import Cell, has_text, plain_text

_OF_PAPER = re.compile(r"№|\b(?:акт|наказ|накладн|протокол|догов[оі]р|лист|рахун)", re.I)
"""«Акт № 12 від 30.04.2021» is not when the event was."""
_SHARE = 0.6
_SERIALS = range(40_000, 55_000)
_SPAN_SHARE = 0.8
"""Of rows that may have a slip in their days."""
_LONGEST_DAY = 60
_MONTH = (
    r"(?:січ|лют|берез|бер\b|квіт|кві\b|трав|тра\b|черв|лип|серп|сер\b|верес|вер\b|жовт|жов\b|листоп|груд|янв|фев|март|апр|мая|июн|июл"
    r"|авг|сент|окт|нояб|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_WHOLE_MONTH = (
    r"(?:(?:січ|квіт|трав|черв|лип|серп|верес|жовт|груд)(?:ень|н[яію]|нем)?|лют(?:ий|ого|ому|им)?"
    r"|берез(?:ень|н[яію]|нем)?|листоп(?:ад\w{0,2})?|янв(?:ар\w)?|фев(?:р(?:ал\w)?)?|март[ае]?"
    r"|апр(?:ел\w)?|ма[йяе]|ию[нл]\w?|авг(?:уст\w?)?|(?:сент|окт|нояб|дек)(?:я?бр\w|р\w)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ONLY_MONTH = re.compile(
    rf"(?:\d{{1,2}}[. ]+)?{_WHOLE_MONTH}\.?(?:\s*[-–]\s*{_WHOLE_MONTH}\.?)?"
    r"(?:\s+20\d\d(?:\s*р(?:\.|оку)?)?)?"
)
"""Not «Липецька» nor «Березне», which are places."""
_OF_MONTH = re.compile(rf"(?=.{{3,25}}$)(?:\w+ )?{_MONTH}\w*\b.*|\d{{1,2}}[./]20\d\d", re.I)
_DAY = re.compile(
    rf"\d{{1,2}}\s*[./-]\s*\d{{1,2}}\s*[./-]\s*\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|\b\d{{1,2}}\s*{_MONTH}"
    rf"|^{_MONTH}\w*\.?\s*\d|^\d{{2}}\.\d{{2}}\.?\s*$",
    re.I,
)
_PLAIN_DAY = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)|(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?:20)?(?P<y>\d{2})(?!\d)"
)
SLASHES = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)")
_AREA_NOUNS = (
    (re.compile(r"област|обл\b|oblast|obl\b|region", re.I), "область"),
    (re.compile(r"район|р-н|raion|rayon|district", re.I), "район"),
)
"""Signs of what kind of area a text names, and the noun of that kind."""
_AREA_BESIDE = re.compile(r" (?:обл\w*|р н|район|oblast|region|reg|raion|district)\b\.?$")
_OBLASTS = (
    "вінницьк|волинськ|дніпропетровськ|донецьк|житомирськ|закарпатськ|запорізьк|івано франківськ"
    "|київськ|кіровоградськ|луганськ|львівськ|миколаївськ|одеськ|полтавськ|рівненськ|сумськ"
    "|тернопільськ|харківськ|херсонськ|хмельницьк|черкаськ|чернівецьк|чернігівськ"
)
_COLLOQUIAL = (
    "вінничч|дніпропетровщ|донечч|житомирщ|івано франківщ|київщ|кіровоградщ|луганщ|львівщ|миколаївщ"
    "|одещ|полтавщ|рівненщ|сумщ|тернопільщ|харківщ|херсонщ|хмельничч|черкащ|чернігівщ|чернівечч"
)
_OBLAST = re.compile(
    rf"(?:(?:на|у|в) )?(?:(?:{_OBLASTS})\w{{1,3}}(?: обл\w*\.?)?|\w+щин[аиіу]|\w+ (?:oblast|region)"
    r"|закарпаття|прикарпаття|буковина|волинь|поділля|крим|(?:вся |уся )?україна)",
)
_HROMADA = re.compile(
    r"ua\d{17}|.*\b(?:громад\w*|тергромад\w*|о?тг|мтг|стг|hromadas?|communit\w+|ah|tc"
    r"|рад[аиі]|[мс]?ва|виконком\w*)(?!\w).*"
    r"|(?:м|с|смт|с ще|місто|село|селище)(?:\. ?| )\w.*"
    r"|(?:\S+ )?\S*(?:ськ|цьк|зьк)(?:а|ої|у|ій)(?: (?:міськ|селищн|сільськ)\w+)?"
    r"|\w*(?:ska|tska)",
)
_SPLIT = re.compile(r"[,;\n/&+]|\s(?:та|і|й|and|и)\s")
_ENGLISH = re.compile(r"\s*/\s*[A-Za-z -]+$|^[A-Za-z -]+/\s*")
_PEOPLE_OF = re.compile(r"(?:голови|старости|депутати|працівники|посадовці|актив) громад\w*$")
_BRACKETS = re.compile(r"\([^()]*\)")
_LIST_MARK = re.compile(r"^\s*(?:[-–—•▪*]|\w{1,2}\)|\d{1,2}\.)\s*(?=\w{3})")
_PEOPLE = re.compile(
    r"(?:(?:понад|близько|біля|майже|більше|до|орієнтовно|приблизно|over|about|~|>)\s*)?"
    r"\d{1,3}(?:[ \u00a0\u202f]?\d{3})?\+?"
    r"(?:\s*\([^()]{1,40}\))?"
    r"(?P<who>\s*\(?\d*\s*(?:осіб|особи|ос\b|людей|чол|чел|уч|учасн|ж\b|жін|жен|w\b|women|people|persons|pax).*)?",
    re.I,
)
_BETWEEN_FACTS = re.compile(
    r"[,;\n](?![^()]*\))|(?<=\d)\s+(?=м\. ?[А-ЯІЇЄҐ])"
    r"|\s(?=\(\s*\d+\s*(?:осіб|чол|учас))|(?<=\))\s+(?=\d)"
)
_ONLINE = re.compile(r"\(?(?:онлайн|офлайн|online|zoom|зум)\)?", re.I)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:[-–—]|$)")
_SOME_PEOPLE = re.compile(
    r"\(?\s*(?:(?:понад|близько|майже|до)\s*)?\d{1,4}\s*"
    r"(?:осіб|особи|особа|ос\b|чол|уч|людей|ж\b|жін|слухач|представник|people|pax|participants|\()"
    r"|(?:жінок|чоловіків|жін\.?|чол\.?|ж|ч)\s*[-–:]?\s*\d{1,4}$",
    re.I,
)
_CODES = re.compile(r"(?:UA\d{7}(?:\d{10})?[\s,;]*)+", re.I)
_COUNTED = re.compile(r"\d+")
_HOURS = re.compile(
    r"\d{1,3}(?:[.,]\d{1,2})?(?P<said>\s*(?:ак\w*\.?\s*)?(?:год|hour|hrs?\b|h\b|хв|min).*"
    r"|\s*(?:дн|день|days?\b).*(?:год|hour|h\b).*)?",
    re.I,
)
_BY_SEX = re.compile(
    r"(?P<who>ж|жін\w*)\.?\s*[-–:—]?\s*\d+[\s,;/]*(?:ч|чол\w*)\.?\s*[-–:—]?\s*\d+"
    r"|\d+\s*ж\w*\.?\W+(?:(?:і|та|й)\s+)?\d+\s*ч\w*\.?",
    re.I,
)
_IN_TITLE = re.compile(
    rf"\b(?P<stem>{_OBLASTS})(?:а|ої|ій|у) (?:обл\w*|о[вд]а)\b"
    r"|\b(?P<russian>[^\W\d_ ]+(?: франковск)?(?<=[сц]к)(?:ая|ой|ую)) обл\w*"
    rf"|\b(?P<told>{_COLLOQUIAL})ин(?:а|и|і|у)\b|\b(?P<own>закарпатт|прикарпатт|буковин)[яаиі]\b"
)
_OBLASTS_EN = (
    "vinnytsia|volyn|dnipropetrovsk|donetsk|zhytomyr|zakarpattia|zaporizhzhia|ivano frankivsk|kyiv"
    "|kirovohrad|luhansk|lviv|mykolaiv|odesa|poltava|rivne|sumy|ternopil|kharkiv|kherson"
    "|khmelnytskyi|cherkasy|chernivtsi|chernihiv"
)
_ENGLISH_AREA = (
    rf"(?:(?P<a>{_OBLASTS_EN}) (?:oblast|region|obl\b\.?)|(?:oblast|region) (?P<b>{_OBLASTS_EN}))"
)
_IN_ENGLISH = re.compile(rf"\b{_ENGLISH_AREA}(?!\w)")
_OF_SEVERAL = re.compile(r"\bобласт(?:ей|ях|ям|ями)\b|\b(?:oblasts|regions)\b")
_OWN_NAMES = {"закарпатт": "закарпатськ", "прикарпатт": "івано франківськ", "буковин": "чернівецьк"}
_HROMADA_SECTION = re.compile(
    r"\S*(?: \S+)?(?:ськ|цьк|зьк)а (?:(?:міськ|сільськ|селищн)а )?(?:територіальна )?"
    r"(?:громада|отг|тг|мтг|стг)"
)
_RAION_SECTION = re.compile(r"\S+(?:ськ|цьк|зьк)ий (?:район|р н)|\S+skyi (?:raion|rayon|district)")
_SECTION = re.compile(
    r"[^\W\d_ ]+(?: франковск)?(?<=[сц]к)ая (?:обл\.?|область)|"
    rf"(?:{_OBLASTS})а(?: (?:обл\.?|область))?|(?:{_COLLOQUIAL})ина"
    r"|закарпаття|прикарпаття|буковина|волинь"
)


def tells_days(cells: Iterable[Cell]) -> bool:
    """Tell a column of days: most of its cells hold one."""
    return _most(
        cells, lambda cell: isinstance(cell, date) or _holds_day(str(cell)) or _is_serial(cell)
    )


def tells_months(cells: Iterable[Cell]) -> bool:
    """Tell a column of months: «жовтень», «Листопад 2021», «05.2023», «кінець червня»."""
    return _most(cells, lambda cell: bool(_OF_MONTH.fullmatch(str(cell).strip())))


def _is_serial(cell: Cell) -> bool:
    """Tell the number of a day of our time, as Excel counts them."""
    return isinstance(cell, (int, float)) and cell in _SERIALS


def tell_one_span(first: Sequence[Cell], last: Sequence[Cell]) -> bool:
    """Tell two columns of days that begin and end the same events."""
    pairs = [(_day_of(a), _day_of(b)) for a, b in zip(first, last, strict=False)]
    known = [(a, b) for a, b in pairs if a and b]
    return bool(known) and sum(a <= b for a, b in known) >= _SPAN_SHARE * len(known)


def _day_of(cell: Cell) -> str | None:
    """Return a plainly written day in ISO, which sorts; None for any other cell."""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if _is_serial(cell):
        return f"{cell:.0f}"
    match = _PLAIN_DAY.match(str(cell).strip())
    if not match:
        return None
    return match[0] if match["iso"] else f"20{match['y']}-{match['m']:0>2}-{match['d']:0>2}"


def tell_month_first(texts: Iterable[str]) -> bool:
    """Tell from the cells of a column whether 10/12/2020 is the 12th of October in it.

    Some day of it can only be read so, and none only the other way round.
    """
    pairs = [(int(a), int(b)) for text in texts for a, b, _ in SLASHES.findall(text)]
    return any(a <= 12 < b for a, b in pairs) and all(a <= 12 for a, _ in pairs)


def tells_oblasts(cells: Iterable[Cell]) -> bool:
    """Tell a column of oblasts."""
    return _most(cells, lambda cell: bool(_OBLAST.fullmatch(fold(_ENGLISH.sub("", str(cell))))))


def tells_hromadas(cells: Iterable[Cell], known: frozenset[str] = frozenset()) -> bool:
    """Tell a column of hromadas, one or more in a cell; `known` are folded names of places."""
    return _most(cells, lambda cell: isinstance(cell, str) and _names_hromadas(cell, known))


def area_noun(text: str) -> str:
    """Return the noun of the kind of area that a text names, «область» or «район», or ''."""
    return next((noun for sign, noun in _AREA_NOUNS if sign.search(text)), "")


def is_month(text: str) -> bool:
    """Tell «Липень», «липень 2021» and «07 Липень» from other names of sheets and columns."""
    return bool(_ONLY_MONTH.fullmatch(lower(text).strip()))


def tells_people(cells: Sequence[Cell], *, in_words: bool) -> bool:
    """Tell a column of numbers of people: with `in_words` some cell must say so, «25 осіб»."""
    texts = [plain_text(cell) for cell in cells if has_text(cell)]
    matches = (_BY_SEX.fullmatch(text) or _PEOPLE.fullmatch(text) for text in texts)
    found = [match for match in matches if match]
    is_said = any(match["who"] for match in found) or not in_words
    return bool(found) and is_said and len(found) >= _SHARE * len(texts)


def tells_codes(cells: Iterable[Cell]) -> bool:
    """Tell a column of codes of hromadas, KATOTTG or P-codes, one or more in a cell."""
    return _most(cells, lambda cell: bool(_CODES.fullmatch(str(cell).strip())))


def tells_both_sexes(cells: Sequence[Cell]) -> bool:
    """Tell a column of how many women and men came: «ж – 11, ч – 6», «66 жінок і 9 чоловіків»."""
    return _most(cells, lambda cell: bool(_BY_SEX.fullmatch(plain_text(cell).strip())))


def tell_more(first: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """Tell two columns of numbers in some row of which the first is larger: «34 ос.» and 25."""
    pairs = [map(_COUNTED.match, map(plain_text, pair)) for pair in zip(first, second, strict=True)]
    return any(a and b and int(a[0]) > int(b[0]) for a, b in pairs)


def tells_hours(cells: Sequence[Cell]) -> bool:
    """Tell a column of durations, of which some cell says so: «6 год», «2 дні по 4 години»."""
    texts = [plain_text(cell) for cell in cells if has_text(cell)]
    found = [match for match in map(_HOURS.fullmatch, texts) if match]
    return any(match["said"] for match in found) and len(found) >= _SHARE * len(texts)


def tells_titles(cells: Sequence[Cell]) -> float:
    """Return the mean length of a column's texts; 0 where it does not hold mainly words."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    words = [
        text
        for text in texts
        if re.search(r"[^\W\d_]{3}", text) and "@" not in text and not _holds_day(text)
    ]
    if not words or len(words) < _SHARE * len([cell for cell in cells if has_text(cell)]):
        return 0
    return sum(map(len, words)) / len(words)


def fact_of(text: str, field: str) -> str:
    """Return the days, the places or the people of a cell that tells them one after another.

    >>> fact_of("22 особи, м. Лубни, 28–29 квітня", "hromadas")
    'м. Лубни'
    """
    facts: dict[str, list[str]] = {"start_date": [], "participants_total": [], "hromadas": []}
    pieces = [piece.strip() for piece in _BETWEEN_FACTS.split(text) if piece.strip()]
    for piece in pieces:
        if _SOME_PEOPLE.match(piece):
            facts["participants_total"].append(piece.removeprefix("(").removesuffix(")").strip())
        elif _holds_day(piece) or is_month(piece) or _CLOCK.match(piece):
            facts["start_date"].append(piece)
        elif not _ONLINE.fullmatch(piece):
            facts["hromadas"].append(piece)
    return ", ".join(facts[field])


def oblast_of_section(text: str) -> str | None:
    """Return the oblast that a line or a sheet is named for: «Вінницька область»."""
    folded = fold(text)
    if english := _IN_ENGLISH.fullmatch(folded):
        return f"{english['a'] or english['b']} oblast"
    return text.strip() if _SECTION.fullmatch(folded) else None


def raion_of_section(text: str) -> str | None:
    """Return the raion that a line is named for: «Миргородський район»."""
    return text.strip() if _RAION_SECTION.fullmatch(fold(text)) else None


def hromada_of_section(text: str) -> str | None:
    """Return the hromada that a line is named for: «Гадяцька міська громада»."""
    return text.strip() if _HROMADA_SECTION.fullmatch(fold(text)) else None


def oblast_of_title(texts: Iterable[str]) -> str | None:
    """Return the one oblast that the lines above a table name; None for none and for several."""
    folded = [fold(text) for text in texts]
    if any(map(_OF_SEVERAL.search, folded)):
        return None
    found = {_oblast_told(match): None for text in folded for match in _IN_TITLE.finditer(text)}
    english = (match for text in folded for match in _IN_ENGLISH.finditer(text))
    found |= {f"{match['a'] or match['b']} oblast": None for match in english}
    return next(iter(found)) if len(found) == 1 else None


def _oblast_told(match: re.Match[str]) -> str:
    """Return an oblast's own name for «Волинська обласна рада», «Полтавської обл.», «Сумщина»."""
    if match["russian"]:
        return f"{match['russian'][:-2]}ая область"
    stem = match["stem"] or _OWN_NAMES.get(match["own"] or "")
    if stem is None:  # «вінничч», «київщ»
        told = re.sub("ч?[чщ]$", "", match["told"])
        stem = next(one for one in _OBLASTS.split("|") if one.startswith(told))
    return f"{stem}а область"


def _most(cells: Iterable[Cell], is_such: Callable[[Cell], bool]) -> bool:
    filled = [cell for cell in cells if has_text(cell)]
    return bool(filled) and sum(map(is_such, filled)) >= _SHARE * len(filled)


def _holds_day(text: str) -> bool:
    return len(text) <= _LONGEST_DAY and bool(_DAY.search(text)) and not _OF_PAPER.search(text)


def _names_hromadas(text: str, known: frozenset[str]) -> bool:
    bare = _BRACKETS.sub("", text)
    parts = [fold(_LIST_MARK.sub("", part)) for part in _SPLIT.split(bare) if part.strip()]
    if known:  # an area beside a name is not one more
        parts = [part for part in parts if not _AREA_BESIDE.search(part)] or parts
    named = [
        part
        for part in parts
        if part in known or (_HROMADA.fullmatch(part) and not _PEOPLE_OF.match(part))
    ]
    return 2 * len(named) > len(parts)
