"""A cell that speaks of an area's hromadas without their names → which area, and whether of all.

«Усі громади Полтавської області», «12 громад Полтавщини», «весь район», «all 31 partner
communities», «громади Львівської та Волинської областей». Such a phrase is made of few parts:
who came, all or how many of them, hromadas of some kind, and areas before or after that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.check.values import figures_for_words
from ingest.read.contents import area_noun


@dataclass(frozen=True)
class WrittenArea:
    """Hromadas that are not named: «усі громади Полтавщини», «12 громад Полтавщини».

    `areas` are those that the phrase names; without one it is of the areas of the row, and
    `of_raion` where it says that of its raion.
    `is_exact` where all their hromadas are meant, not a number of them nor all but some.
    """

    text: str
    areas: tuple[str, ...]
    is_exact: bool
    of_raion: bool = False


HROMADAS = (
    r"(?:(?:об.?єднан\w+|територіальн\w+|тер\.|сільськ\w+|селищн\w+|міськ\w+|territorial|consolidated|amalgamated)\s+)*"
    r"(?:(?:тер)?громад\w*|о?тг|общин\w*|hromadas?|communities|municipalities"
    r"|(?:ah|th|tg|tc|atc|utc|otg|c[tau]?c)s?\b)"
)
_PEOPLE = (
    r"(?:(?:новообран\w+\s+)?(?:депутати|голови|старости)(?=\s+(?:усіх|всіх)\b)|представни\w+|представител\w+|учасни\w+|участник\w+|мешкан\w+|делегац\w+|команди"
    r"|молодь|молоді|активіст\w+|жінки|освітяни|підприємці|фахівці|посадовці|працівники"
    r"|representatives|participants|people|persons|teams|mayors|heads|staff|officials"
    r"|(?:lsg\s+)?authorities|starostas|deputies|осіб|людей"
    r"|(?:\d+(?=\s+(?:осіб|людей|people|persons|participants|представни|учасни)))"
    r"|from|of|for|з|із|зі|из|від|от|для|по|на|у|в)\s+"
)
EVERY = r"(?:усі|всі|усіх|всіх|усім|всім|кожна|все|всех|alle?|every|each|any)"
_WHOLE = (
    r"(?:вся|уся|весь|увесь|всю|усю|всій|усій|всієї|усієї|всього|усього|whole|entire|all(?:\s+of)?)"
)
_ABOUT = r"(?:понад|близько|майже|більше|до|over|about|some|around)\s+"
_NUMBER = r"\d{1,4}(?:-?(?:ти|ми|х|и))?"
_PLACES = (
    rf"(?:{HROMADAS}|cities|towns|міст|області|областей|областях|районів|районах"
    r"|oblasts|regions|raions)"
)
_MANY = re.compile(
    rf"(?:{_PEOPLE})*(?:(?P<every>{EVERY})\s+(?:the\s+|of\s+the\s+)?)?"
    rf"(?:(?:{_ABOUT})?(?P<count>{_NUMBER})\s+)?"
    rf"(?P<kind>(?:[^\W\d_][\w-]*\s+){{0,3}}?){_PLACES}(?!\w)",
    re.I,
)
_SOME_KIND = re.compile(
    rf"(?:{_PEOPLE})*(?:(?:партнерськ|цільов|пілотн|різн|сусідн|інш)\w+|several|various|different|partner|target)"
    rf"\s+{_PLACES}(?!\w)(?:\s+(?:різн|кільк|декільк)\w+\s+{_PLACES})?"
    r"|(?:представники\s+)?(?:(?:обласних|районних|місцевих)\s+)?військових\s+адміністрацій"
    rf"|(?:{_PEOPLE})*(?:{EVERY}\s+)?(?:{_NUMBER}\s+)?(?:{HROMADAS}|міст[ао]?)[\s–—-]+(?:(?:з|із|from)\s+)?(?:член\w+(?:\s+[^\W\d]+)?|партнер\w*(?:\s+(?-i:[A-ZА-ЯІЇЄҐ]{{3,}}))?|учасни\w+(?:\s+[^\W\d]+)?|(?:різних|двох|обох|трьох|кількох|various|different|two|both)\s+{_PLACES})|{EVERY}\s+(?:охочі|бажаючі|зацікавлені)"
    rf"|(?:[\w-]+\s+){{1,3}}(?:of|from|з|із)\s+(?:the\s+)?(?:pilot|partner|target|all|(?:пілотн|партнерськ)\w+)\s+{_PLACES}"
    rf"|(?:відділ|управлін|фахів|спеціаліст|працівник|керівник)\w*(?:\s+(?!\w*(?:ої|ки[йх]|ьк\w+)\b)[^\W\d]+){{0,3}}\s+{HROMADAS}"
    r"|представники\s+громад(?!\w)"
    r"|(?:oblast|regional|обласн\w+|районн\w+)\s+(?:level|рів\w+)"
    r"|not\s+specified|unspecified|не\s+(?:вказан|зазначен|визначен)\w+"
    r"|без\s+обмежень|не\s+обмежувал\w+|відкрита\s+реєстрація|open(?:\s+to\s+all|\s+registration|\s+link)?"
    rf"|(?:{EVERY}\s+)?(?:новообран\w+\s+)?(?:голови|старости|депутати|посадовці)(?:\s+{HROMADAS})?"
    r"|(?:several|various|different|partner|target|різні)$",
    re.I,
)
_HROMADAS_OF = re.compile(rf"(?:{_PEOPLE})*{HROMADAS}(?!\w)", re.I)
_ONLY_PEOPLE = re.compile(rf"(?:{_PEOPLE})+", re.I)
_INSTITUTION = re.compile(
    r"(?:(?:заклад|освіт|молод|рад[иа]?\b|цнап|працівн|керівн|центр|ліце|шк[оі]л|лікарн|фахів|спеціаліст"
    r"|бібліотек|музе|клуб|організац|активіст|підприєм|фермер|жін|ветеран|команд|представн|учасн"
    r"|делегац|старост|депутат|голов|посадов|директор|вчител|педагог|медик|соціальн|місцев)[\w’'-]*"
    r"|з|із|зі|від|та|і|й)\s+",
    re.I,
)
_EVERY = re.compile(rf"{EVERY}(?:\s+{_NUMBER})?", re.I)
"""«усі», «всі 54»."""
_WORDS = re.compile(r"[^\W\d]+")
_SHORTEST_WORD, _LONGEST_PHRASE = 2, 200
_OF_SOME = re.compile(
    r"громад|\bомс\b|посадов|тренер|делегац|партнер|hromada|communit|municipalit", re.I
)
_ADJECTIVE = re.compile(r"(?:ськ|цьк|зьк)(?:а|ої|ій|у|ою)$|ska$", re.I)
_WHOLE_AREA = re.compile(
    rf"(?:по\s+|in\s+|across\s+)?(?:the\s+)?{_WHOLE}\s+(?:the\s+)?(?=\w)", re.I
)
_EXCEPT = re.compile(
    r"(?<![\s,(])[\s,(]+(?:крім|окрім|кроме|за\s+винятком|except|excluding|without)\s+.+", re.I
)
ONLINE = r"(?:он-?лайн|on-?line|zoom|зум|вебінар|дистанційно|teams)(?:\s+(?:захід|event|формат))?"
_WHO_CAME = re.compile(
    r",?\s+(?:хто|які|що)\s+(?:підключ|захот|зареєстр|прийш|бул)\w*.*$|\s+за\s+заявками$", re.I
)
_ONLINE_BESIDE = re.compile(
    rf"^{ONLINE}(?:\s*[,;:–-]\s*|\s+(?=(?:для|for)\s))|\s*[,;(–-]\s*{ONLINE}\)?$", re.I
)
_OF_THE_ROW = re.compile(
    r"(?:(?:від|цієї|обох|двох|трьох|цих|названих|зазначених|всієї|кожно\w+|both|the|this|these|each|two|three)\s+)*"
    r"(?:област\w+|обл\.|р-н\w*|район[ау]?|районів|регіон\w*|oblasts?|regions?|raions?|districts?)",
    re.I,
)
RAION = r"(?:район\w*|р-н\w*|raion|rayon|district)"
RAION_OF_OBLAST = re.compile(
    rf"(?P<raion>.{{1,80}}?{RAION})[\s,(]+"
    r"(?P<oblast>.{1,80}?(?:обл\w*\.?|oblast|region|(?:щ|чч)ин\w|(?:закарпат|прикарпат|терноп)\w+|волин\w|буковин\w))\)?",
    re.I,
)
_BETWEEN_AREAS = re.compile(r"[,;/&+]|\s+(?:та|і|й|и|and)\s+", re.I)
_OF = re.compile(r"^(?:of|in|from|across|the|der|у|в|з|із|зі|из|по|на)\s+", re.I)
_COUNT_IN_WORDS = re.compile(rf"^[^\W\d]+(?:['’ʼ][^\W\d]+)?\s+{HROMADAS}", re.I)
_COUNTED = re.compile(r"\s*\(\s*\d+(?:\s*(?:з|із|of|/)\s*\d+)?\s*\)")
"""«Усі громади району (17)», «(7 з 14)»."""
_OF_PROJECT = re.compile(r"^(?:про[єе]кт\w*|програм\w*|project|programme?)\b", re.I)
_REMARK = re.compile(r"\s*\([^()\d]+\)$")
_OF_RAION = re.compile(rf"\b{RAION}", re.I)
_SIGNS = " ,;:.()–—-"
_PARTS = re.compile(r"\s*[;\n]\s*")
_COUNTS_BETWEEN = re.compile(r"\s*(?:[,;]|\s(?:та|і|й|and)\s)\s*(?=\d)", re.I)
_SIDES = re.compile(r"\s*[,:()]\s*|\s+[-–—]\s+")


_MAY_TELL = re.compile(
    rf"\d|\b(?:{EVERY}|{_WHOLE}|{ONLINE})(?!\w)|^\W*{HROMADAS}(?!\w)|област|обл\b|район|р-н|щин|ччин|волин|волинь"
    r"|закарпатт|прикарпатт|буковин|тернопілл|oblast|obl\b|region|raion|rayon|district|bukovyna|volyn"
    r"|різн|партнер|пілотн|цільов|бажаюч|охоч|зацікавлен|обмеж|відкрит|відділ|управлін|фахів|спеціаліст|працівник|керівник|представник|заявк|голов|старост|депутат|посадов"
    r"|specified|вказан|зазначен|визначен|several|various|different|partner|pilot|target|open",
    re.I,
)
"""What every phrase has some of; most cells only name a hromada."""


def without_exceptions(cell: str) -> str:
    """Return a cell without those whom it leaves out: «усі громади, крім Полтавської»."""
    return _EXCEPT.sub("", cell)


def _names_nobody(phrase: str) -> bool:
    """Tell words about hromadas of which none is a name: «громади-переможці конкурсу»."""
    words = _WORDS.findall(phrase)
    are_common = all(word in (word.lower(), word.upper()) for word in words)
    are_several = sum(len(word) > _SHORTEST_WORD for word in words) > 1
    is_of_some = are_several and bool(_OF_SOME.search(phrase))
    return are_common and is_of_some and not any(map(_ADJECTIVE.search, words))


def read_areas(cell: str, is_area: Callable[[str], bool]) -> tuple[WrittenArea, ...]:
    """Return the areas that a cell speaks of instead of names; none where it names hromadas.

    `is_area` tells the names of oblasts and raions, with their noun, from all others.
    """
    if not (_MAY_TELL.search(cell) or cell.islower()):
        return ()
    told = figures_for_words(cell.lower()) if _COUNT_IN_WORDS.search(cell) else cell
    bare = _COUNTED.sub("", without_exceptions(told)).rstrip(" *†")
    bare = _ONLINE_BESIDE.sub("", _WHO_CAME.sub("", bare)) or bare
    if not is_area(_REMARK.sub("", bare)) and _read(bare, is_area) is None:
        bare = _REMARK.sub("", bare)  # «громади Куп’янського р-ну (релоковані)»
    is_cut = without_exceptions(cell) != cell and not re.fullmatch(r".*\(\d+\)", cell)
    if re.fullmatch(EVERY, bare, re.I) and not is_cut:
        return ()  # of the areas of the row, or of the country
    ways = ([bare], _PARTS.split(bare), _COUNTS_BETWEEN.split(bare))
    for parts in dict.fromkeys(map(tuple, ways)):
        read = [(part, _read(part.strip(), is_area)) for part in parts if part.strip()]
        if all(phrase is not None for _, phrase in read):
            return tuple(
                WrittenArea(
                    cell if len(read) == 1 else part,
                    areas,
                    is_all and not is_cut,
                    not areas and bool(_OF_RAION.search(part)),
                )
                for part, phrase in read
                if phrase is not None
                for areas, is_all in [phrase]
            )
    return ()


def _read(phrase: str, is_area: Callable[[str], bool]) -> tuple[tuple[str, ...], bool] | None:
    """Return the areas of one phrase and whether all of their hromadas are meant."""
    if _OF_THE_ROW.fullmatch(phrase):  # «область»
        return (), False
    for who, where in _sides(phrase):
        is_all = False
        match = _MANY.fullmatch(who)
        if match and (match["every"] or match["count"]):
            is_all = bool(match["every"]) and not match["kind"]
        elif _EVERY.fullmatch(who):
            is_all = True
        elif where and _HROMADAS_OF.fullmatch(who):  # «Бериславський р-н, громади»
            pass
        elif not (_SOME_KIND.fullmatch(who) or re.fullmatch(ONLINE, who, re.I)):
            continue
        areas = _areas_of(where, is_area, "область")
        if areas is not None:
            return areas, is_all
    if match := _WHOLE_AREA.match(phrase):
        areas = _areas_of(phrase[match.end() :], is_area)
        return None if areas is None else (areas, True)
    if _names_nobody(phrase):
        return (), False
    match = _HROMADAS_OF.match(phrase) or _ONLY_PEOPLE.match(phrase)
    areas = _areas_of(phrase[match.end() if match else 0 :], is_area)
    has_area = areas or (match and phrase[match.end() :].strip(_SIGNS))
    if areas is not None and has_area:
        return areas, False
    if len(phrase) > _LONGEST_PHRASE:
        return None
    while match := _INSTITUTION.match(phrase):  # «заклади освіти з усіх громад Вінниччини»
        phrase = phrase[match.end() :]
        many = _MANY.match(phrase)
        areas = _areas_of(phrase[many.end() if many else 0 :], is_area, "область" if many else "")
        if areas:
            return areas, False
    return None


def _sides(phrase: str) -> Iterator[tuple[str, str]]:
    """Yield how a phrase may fall into the hromadas and their areas, in either order."""
    for pattern in (_MANY, _SOME_KIND):
        if match := pattern.match(phrase):
            yield phrase[: match.end()], phrase[match.end() :]
    yield phrase, ""
    for match in _SIDES.finditer(phrase):
        before, after = phrase[: match.start()].strip(_SIGNS), phrase[match.end() :].strip(_SIGNS)
        yield before, after
        yield after, before


def _areas_of(text: str, is_area: Callable[[str], bool], noun: str = "") -> tuple[str, ...] | None:
    """Return the areas of a list, the last of which may tell what all are; None for other words.

    `noun` is what they are taken for where none is told: «12 громад Полтавської».
    """
    text = _OF_PROJECT.sub("", _OF.sub("", text.strip(_SIGNS))).strip(_SIGNS)
    if not text or _OF_THE_ROW.fullmatch(text):
        return ()
    found: tuple[str, ...] = ()
    for part in reversed(_BETWEEN_AREAS.split(text)):
        area = _OF.sub("", _OF.sub("", part.strip(_SIGNS)))
        nested = RAION_OF_OBLAST.fullmatch(area)
        areas = (nested["oblast"], nested["raion"]) if nested else (area,)
        own = area_noun(areas[-1])
        noun = own or noun
        if not own and not is_area(area):
            areas = (f"{area} {noun}",)
        if not area or not all(map(is_area, areas)):
            return None
        found = (*areas, *found)
    return tuple(dict.fromkeys(found))
