"""The cells of hromadas, as written → single names, each with the area it is said to lie in.

«Недобоївської, Вижницької та Новоселицької громад» are three names; «усі громади Полтавської
області» is a whole oblast; «12 громад Полтавщини» names nobody. No name of the register holds
a comma or an «and», so that lists can be split at them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.check.status import status_of_words
from ingest.common.ukrainian import mend
from ingest.resolve.area_words import (
    EVERY,
    HROMADAS,
    ONLINE,
    RAION,
    WrittenArea,
    read_areas,
    without_exceptions,
)
from ingest.resolve.names import means_country


@dataclass(frozen=True)
class WrittenName:
    """One name, and the oblast or raion that stands with it: «Лубенська (Полтавська обл.)».

    `remarks` is what stands in brackets beside it: an area, or something else. `near` are the
    areas of other names of its list, which may be its own: «Коростень, Малин (Житомирська)».
    """

    text: str
    areas: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class WrittenPlaces:
    """What the cells of hromadas say: single names, and areas without names."""

    names: tuple[WrittenName, ...] = ()
    areas: tuple[WrittenArea, ...] = ()


_AREA = (
    r"\S+(?:[сцз]ької|[сц]кой)\s+(?:області|области|обл\.?)|\S+(?:щ|чч)ин[иі]"
    r"|(?:тернопілля|прикарпаття|закарпаття|буковини|волині)\b|[\w’'-]+\s+(?:oblast|obl\b\.?|region\b)"
    r"|\S+(?:ського|цького|зького)\s+(?:району|р-ну)"
)
_HEADING = re.compile(
    r"\s*+(?P<area>[^:]+?(?:область|області|обл\.?|район|р-н|(?:щ|чч)ин[аи]"
    r")|волинь|закарпаття|прикарпаття|буковина|тернопілля)\s*(?::|\s[-–—]\s)\s*",
    re.I,
)
_BEFORE_COLON = re.compile(r"\s*+(?P<area>[^\s:,](?:[^:,]*[^\s:,])?)\s*+:\s*")
_AREA_AFTER = re.compile(rf"(?P<name>.+?)\s+(?P<area>{_AREA})\s*(?P<more>.*)", re.I)
_OF_HROMADA = re.compile(
    r"(?P<name>(?:с|смт|м|с-ще|село|селище|місто)\.?\s+.+?)\s+"
    rf"(?P<of>\S+(?:ської|цької|зької)\s+(?:(?:міської|селищної|сільської)\s+)?{HROMADAS})",
    re.I,
)
_WITH_COUNT = re.compile(
    r"(?P<name>\D+?)\s*[-–—:]\s*(?P<count>\d{1,3}(?:\s*(?:ос|осіб|чол|уч)\w*\.?)?)", re.I
)
_BEFORE_AREA = re.compile(r"\s+[-–—]\s+(?=[^-–—,;\d][^-–—,;]*$)")
_LAST_OF_LIST = re.compile(rf".*\S\s+(?:територіальних\s+)?громади?\s+(?:{_AREA})\s*", re.I)
_CITIES = re.compile(r"^(?:міст(?:а|ах)\s+|гг\.\s*|м\.?\s?м\.\s*)", re.I)
_LEAD = re.compile(
    rf"^(?:{HROMADAS}\s*:\s*|громади\s+(?=[^\W\d_])|(?:представни\w+|учасни\w+|делегац\w+|старост[иа]?|депутати?|працівники"
    r"|посадовці|голов[иа]|цнап(?:и|ів|у)?|[ву])\s+(?:(?:з|із|зі|від)\s+)?"
    r"|для\s+(?:громад\w*\s*:?\s*)?|(?:(?:керівник\w*|фахівц\w+|начальник\w*|спеціаліст\w*|працівник\w*)\s+(?:відділ\w+\s+\w+\s+)?|(?:старост|голів|депутатів|посадовців)\s+)(?=\S+(?:ої|их)\b)"
    r"|(?:mayors|heads|starostas|deputies|staff|officials|representatives|participants|people|persons|delegates|city|cities|town|towns"
    r"|villages?|settlements?|municipality)\s+(?:(?:of|from|in)\s+)(?:the\s+)?|the\s+"
    r"|разом\s+(?:з|із)\s+[^:,]+:\s*|(?:hosts?|guests?|господар\w*|гост[іей]\w*|група\s*\d*|ті\s+(?:самі|ж))\s*:\s*|старостат\w*\s+|сусід\w+\s+|жител\w+\s+|мешкан\w+\s+|(?:also|plus|а\s+також|та|і|й|and)\s+"
    r"|(?:all|усі|всі)\s+(?=\S+\s+(?:oblast|obl|обл))"
    r"|старостинськ\w+\s+округ\w*\s+|(?:спільно|разом)\s+(?:з|із|зі)\s+)",
    re.I,
)
_AND_AT_THE_END = re.compile(r"\s+(?:та|і|й|and|и|only|тільки|лише|разом)$", re.I)
_ADDRESS = re.compile(r"\s*\(\s*(?:https?://[^()]*|онлайн|online|zoom|зум|вебінар)\)", re.I)
_DICTATED = re.compile(r"\s+(кома|крапка)(?!\w)", re.I)
"""Signs that a phone wrote out as they were dictated."""
_STAR_FOR_APOSTROPHE = re.compile(r"(?<=[^\W\d_])\*(?=[яюєї])", re.I)
_DIGIT_FOR_LETTER = re.compile(r"(?<![\w.,])3(?=[а-яіїєґ]{3})")
"""«3аболотівська» begins with a digit."""
_LIST = r"\((?P<names>(?=[^()]*[^\W\d])[^()]*)\)"
_AREA_WITH_LIST = re.compile(rf"(?P<area>[^()]+){_LIST}\s*")
_LISTS_OF_AREAS = re.compile(rf"(?:^|[,;]|\s(?:та|і|й)\s)\s*(?P<area>[^\s(),;][^(),;]*){_LIST}")
_ALONE_IN_BRACKETS = re.compile(r"\s*\((?P<area>[^()]+)\)\s*")
_LIST_OF_AREAS = re.compile(
    rf"(?P<names>.+\s{HROMADAS})\s+(?P<areas>\S+(?:ської|цької|зької)\s+(?:та|і|й)\s+.+\s(?:областей|обл\.?))",
    re.I,
)
"""«Баранівської та Дубровицької громад Житомирської та Рівненської областей»."""
_ALL_IN_BRACKETS = re.compile(rf"\s*\((?:{EVERY})(?:\s+{HROMADAS})?\)", re.I)
_KIND_OF_HROMADA = re.compile(
    r"(?:міськ|селищн|сільськ)(?:а|ої)(?:\s+(?:громада|рада|т?тг))?|(?:сел|сіл|міськ)\.", re.I
)
_ENGLISH_KINDS = {
    "rural": "сільська", "village": "сільська", "settlement": "селищна", "smt": "селищна",
    "urban": "міська", "city": "міська", "town": "міська",
    "silska": "сільська", "selyshchna": "селищна", "miska": "міська",
}  # fmt: skip
_KINDS_CUT_SHORT = {"сел.": "селищна", "сіл.": "сільська", "міськ.": "міська"}
_CODE_IN_TEXT = re.compile(r"\bua(?:\d{17}|\d{7})\b", re.I)
_CODE_BEFORE_2020 = re.compile(r"\b(\d{10})\b\W*(?=[^\W\d])|(?<=[^\W\d])\W*\b(\d{10})\b")
_ONLY_OLD_CODE = re.compile(r"\d{10}")
_LATIN = str.maketrans("АаУу", "AaUu")
_ONLINE_FOR = re.compile(rf"^\s*{ONLINE}\s*\(([^()]*)\)\s*$", re.I)
"""«онлайн (Шишацька, Миргородська)»"""
_COUNCIL = re.compile(r"(?<=[аі])\s+[смСМ]/[рР](?:ад\w+)?(?!\w)|\s+тощо\s*\.?$")
_NOUN_FIRST = re.compile(
    r"(?:^|(?<=[,;]))\s*(район|область)\s*:\s*([А-ЯІЇЄҐ][\w’'ʼ-]*[сцз]ьк(?:ий|а))(?!\w)", re.I
)
"""«район: Звенигородський»"""
_UNDERSCORES = re.compile(r"_+")
_NO_PLACE = re.compile(rf"{ONLINE}|other|інш[аеі]|others|etc\.?|тощо", re.I)
_OF_BOTH = re.compile(
    r"^(?:(?:обидв[іа]|усі|всі|both|all)\s+(?=\S+\s*(?:обл|oblast|р-н|район))"
    r"|(?:та\s+)?(?:що|яка|that)\s+(?:у|в|in)\s+)",
    re.I,
)
"""«(обидві Київська обл.)», «(що у Броварському р-ні)»."""
_RAION_AT_THE_END = re.compile(rf"{RAION}$", re.I)
_BRACKETS = re.compile(r"\(([^)]{0,1000})\)")
_HIDDEN = str.maketrans(",/", "\0\1")
_SHOWN = str.maketrans("\0\1", ",/")
_SPLIT = re.compile(
    r"[,;\n•▪·/+&|]|(?<!\s)\s+(?:т[аa]|і|i|й|а\s+також|and|und|u\.|(?:along\s+|together\s+)?with|и|(?:разом|спільно)\s+(?:з|із|зі))\s+|(?:^|(?<=\s))\d{1,2}[.)]\s*(?=[^\W\d])"
    r"|^\s*[-–—]\s+|(?<=\d)\s+(?=[Uu][Aa]\d|other\b)|(?<!\s)\s+(?=other\s*$)",
    re.I,
)


def read_places(
    cells: Iterable[str], is_area: Callable[[str], bool] = lambda name: False
) -> WrittenPlaces:
    """Return what the cells of hromadas say, in their order, each name once.

    A heading such as «Полтавська область:» holds until the next one. `is_area` tells an oblast
    or raion that stands among the names: first, it is of all that follow; after a name, of
    those before it.
    """
    lists: list[tuple[str, list[WrittenName]]] = []
    areas: list[WrittenArea] = []
    *before, last = [*cells] or [""]
    alone = _ALONE_IN_BRACKETS.fullmatch(last) if before else None
    of_all = alone is not None and is_area(alone["area"])  # «(Сумська обл.)» below the list
    heading: tuple[str, ...] = (alone["area"],) if alone and of_all else ()
    cells = before if of_all else [*before, last]
    for cell in _headed_lists(map(_without_addresses, cells), is_area):
        if not means_country(cell) and (written := read_areas(cell, is_area)):
            areas += written
            continue
        match = _HEADING.match(cell) or _BEFORE_COLON.match(cell)
        if match and (match.re is _HEADING or _is_heading(match["area"], is_area)):
            heading, cell = (match["area"],), cell[match.end() :]
        elif (match := _AREA_WITH_LIST.fullmatch(cell)) and is_area(match["area"].strip()):
            heading, cell = (match["area"].strip(),), match["names"]
        elif match := _LIST_OF_AREAS.fullmatch(cell):
            heading, cell = split_names([match["areas"]]), match["names"]
        if match and (written := read_areas(cell, is_area)):  # «Одеська обл.: усі громади району»
            areas += [replace(one, areas=(*one.areas, *heading)) for one in written]
            continue
        bare = without_exceptions(cell)
        if bare != cell:  # whoever is left out is not to be taken
            areas.append(WrittenArea(cell, (), is_exact=False))
        lists.append((cell, _share_areas(list(_read_names(bare, heading)), bare)))
    named = [name for _, names in lists for name in names]
    if all(is_area(name.text) and not name.areas for name in named):
        areas += [WrittenArea(cell, (cell,), is_exact=False) for cell, names in lists if names]
        return WrittenPlaces((), tuple(areas))
    return WrittenPlaces(tuple(dict.fromkeys(_of_areas_between(named, is_area))), tuple(areas))


def _headed_lists(cells: Iterable[str], is_area: Callable[[str], bool]) -> Iterator[str]:
    """Yield the cells; of «Житомирщина (Малинська), Київщина (Ірпінська)» each area by itself."""
    for cell in cells:
        lists = [
            (found["area"].strip(), found["names"]) for found in _LISTS_OF_AREAS.finditer(cell)
        ]
        is_all = not _LISTS_OF_AREAS.sub("", cell).strip(" .")
        if is_all and len(lists) > 1 and all(is_area(area) for area, _ in lists):
            yield from (f"{area}: {names}" for area, names in lists)
        else:
            yield cell


def _is_heading(name: str, is_area: Callable[[str], bool]) -> bool:
    """Tell the area, or «Донецька» and «Donetsk», of which a list follows."""
    return is_area(name) or (len(name.split()) == 1 and is_area(f"{name} область"))


def _without_addresses(cell: str) -> str:
    """Return a cell without addresses of pages and «(онлайн)»; «(усі громади)» is a part of it."""
    cell = _DICTATED.sub(lambda match: "," if match[1].casefold() == "кома" else " ", cell)
    cell = _UNDERSCORES.sub(" ", cell)
    bare = _STAR_FOR_APOSTROPHE.sub("’", _DIGIT_FOR_LETTER.sub("З", mend(cell)))
    bare = _NOUN_FIRST.sub(r" \2 \1", bare)
    bare = _COUNCIL.sub(" ", _ONLINE_FOR.sub(r"\1", bare))
    return _ALL_IN_BRACKETS.sub(", усі громади", _ADDRESS.sub("", bare))


def _share_areas(names: list[WrittenName], cell: str) -> list[WrittenName]:
    """Return the names of one list, each with the area that the last of them may tell of all.

    «Лубенської та Хорольської громад Полтавщини» tells it; what stands beside other names is
    only near.
    """
    told = dict.fromkeys(area for name in names for area in name.areas)
    if not told or all(name.areas for name in names):
        return names
    is_of_all = (
        len(told) == 1
        and _LAST_OF_LIST.fullmatch(cell)
        and not any(name.areas for name in names[:-1])
    )
    if is_of_all:
        return [name if name.areas else replace(name, areas=tuple(told)) for name in names]
    # «Ямпільська і Шаргородська (Вінницька обл.)»: the area after a name is the nearest.
    after: tuple[str, ...] = next(name.areas for name in reversed(names) if name.areas)
    shared = []
    for name in reversed(names):
        after = name.areas or after
        shared.append(name if name.areas else replace(name, near=after))
    return shared[::-1]


def _read_names(cell: str, heading: tuple[str, ...]) -> Iterator[WrittenName]:
    bare = _CITIES.sub("", _BEFORE_AREA.sub(", ", cell))
    for part in _SPLIT.split(_hide_signs_in_brackets(bare)):
        name = _with_areas(part.translate(_SHOWN), heading)
        # «Турійська - не відбулося», «онлайн, вся Україна»
        if name.text and not status_of_words(name.text) and not _NO_PLACE.fullmatch(name.text):
            yield replace(name, text=f"м. {name.text}") if _CITIES.match(cell) else name


def _of_areas_between(
    names: list[WrittenName], is_area: Callable[[str], bool]
) -> Iterator[WrittenName]:
    """Yield the names of one cell, each with the area before or after it."""
    # «Доманівська, Вознесенський район Миколаївської обл.»: the raion has an area of its own.
    are_areas = [
        is_area(name.text) and (not name.areas or bool(_RAION_AT_THE_END.search(name.text)))
        for name in names
    ]
    if not any(are_areas):
        yield from names
        return
    own: list[WrittenName] = []
    area = (names[0].text, *names[0].areas) if are_areas[0] else ()
    comes_first = are_areas[0]
    for name, is_one in zip(names, are_areas, strict=True):
        if is_one and not comes_first:
            yield from (replace(one, areas=(*one.areas, name.text, *name.areas)) for one in own)
            own = []
        elif is_one:
            area = (name.text, *name.areas)
        elif area:
            yield replace(name, areas=(*name.areas, *area))
        else:
            own.append(name)
    yield from own


def _hide_signs_in_brackets(cell: str) -> str:
    return _BRACKETS.sub(lambda match: match[0].translate(_HIDDEN), cell)


def _with_areas(part: str, heading: tuple[str, ...]) -> WrittenName:
    remarks = [
        _OF_BOTH.sub("", area.strip())
        for found in _BRACKETS.findall(part)
        for area in found.split(",")
    ]
    areas = list(remarks)
    bare = _BRACKETS.sub(" ", part)
    if match := _CODE_BEFORE_2020.search(bare):  # «3210900000 Ірпінська»
        remarks.append(match[1] or match[2])
    bare = _CODE_BEFORE_2020.sub(" ", bare)
    text = _AND_AT_THE_END.sub("", _LEAD.sub("", _LEAD.sub("", " ".join(bare.split()))))
    remarks = [
        _ENGLISH_KINDS.get(remark.casefold().removeprefix("the "), remark) for remark in remarks
    ]
    kinds = [remark for remark in remarks if _KIND_OF_HROMADA.fullmatch(remark)]
    if kinds:  # «Чорноморська (міська)»
        text = f"{text} {_KINDS_CUT_SHORT.get(kinds[0].casefold(), kinds[0])}"
        areas = [area for area in areas if area not in kinds]
        remarks = [remark for remark in remarks if remark not in kinds]
    if remarks and _ONLY_OLD_CODE.fullmatch(text):  # «5310700000 (Лубни)»
        text, remarks = remarks[0], [text, *remarks[1:]]
        areas = [area for area in areas if area != text]
    if match := _WITH_COUNT.fullmatch(text):  # «Гніванська – 5»
        text = match["name"]
        remarks.append(match["count"])
    while match := _AREA_AFTER.fullmatch(text):
        areas.append(match["area"])
        text = f"{match['name']} {match['more']}".strip()
    if match := _OF_HROMADA.fullmatch(text):  # «смт Ворзель Бучанської громади»
        text = match["of"]
        remarks.append(match["name"])
    if code := _CODE_IN_TEXT.search(text.translate(_LATIN)):
        text = code[0].upper()
    return WrittenName(text, (*filter(None, areas), *heading), tuple(filter(None, remarks)))


def split_names(cells: Iterable[str]) -> tuple[str, ...]:
    """Split cells of oblasts or raions at commas and «and»; each name once."""
    parts = (part.strip() for cell in cells for part in _SPLIT.split(cell))
    return tuple(dict.fromkeys(part for part in parts if part))
