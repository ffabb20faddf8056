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
class WrittenArea:
    """An area whose hromadas are not named: «усі громади Полтавщини», «12 громад Полтавщини».

    `area` is '' for that of the row. `is_exact` where all its hromadas are meant, not a number
    of them nor all but some.
    """

    text: str
    area: str
    is_exact: bool


@dataclass(frozen=True)
class WrittenPlaces:
    """What the cells of hromadas say: single names, and areas without names."""

    names: tuple[WrittenName, ...] = ()
    areas: tuple[WrittenArea, ...] = ()


_HROMADAS = (
    r"(?:(?:об.?єднан\w+|територіальн\w+|territorial|consolidated|amalgamated)\s+)*"
    r"(?:(?:тер)?громад\w*|о?тг|общин\w*|hromadas?|communities|municipalities|ccs?\b)"
)
_KINDS = r"(?:(?P<kind>[^\W\d_][\w-]*\s+){0,2}?)"
"""Words that make some of all: «усі прикордонні громади», «all target hromadas»."""
_PEOPLE = r"(?:представни\w+|учасни\w+|мешкан\w+|делегац\w+|команди|з|із|від|для)\s+"
_COUNT = re.compile(
    rf"(?:{_PEOPLE})*(?:понад|близько|майже|більше|до)?\s*(\d+)(?:-?(?:ти|ми|х|и))?\s+{_HROMADAS}"
    r"(?:[\s,]+(?:of\s+|in\s+)?(?P<area>.+))?",
    re.I,
)
_EVERY = r"(?:усі|всі|усіх|всіх|усім|всім|кожна|все|всех|all)"
_WHOLE = re.compile(
    rf"(?:{_PEOPLE})*{_EVERY}\s+(?:the\s+)?{_KINDS}{_HROMADAS}(?:\s+(?:of\s+|in\s+)?(?P<area>.+))?",
    re.I,
)
_SEVERAL_OBLASTS = re.compile(r"(?P<names>.+(?:ська|цька|зька))\s+(?:області|обл\.?)", re.I)
_RAION = re.compile(r"(?:район|р-н)\w*\s+\S+\s+обл", re.I)
_COUNTS_BETWEEN = re.compile(r"\s*(?:[,;]|\s(?:та|і|й|and)\s)\s*(?=\d)", re.I)
_WHOLE_AREA = re.compile(r"(?:вся|уся|весь|увесь|whole|entire|all\s+of)\s+(?P<area>.+)", re.I)
_AREA = (
    r"\S+(?:ської|цької|зької)\s+(?:області|обл\.?)|\S+(?:щ|чч)ин[иі]"
    r"|(?:тернопілля|прикарпаття|закарпаття|буковини|волині)\b|[\w’'-]+\s+(?:oblast|obl\b\.?|region\b)"
    r"|\S+(?:ського|цького|зького)\s+(?:району|р-ну)"
)
_NOT_NAMED = re.compile(
    rf"{_HROMADAS}[\s-]+(?:партнер\w*|учасни\w+)|(?:партнерськ|цільов|пілотн|різн)\w+\s+{_HROMADAS}"
    rf"|{_EVERY}\s+(?:охочі|бажаючі|зацікавлені)|(?:{_EVERY}\s+)?(?:новообран\w+\s+)?(?:голови|старости|депутати|посадовці)(?:\s+{_HROMADAS})?"
    rf"(?:\s+(?P<area>{_AREA}|області|району))?|(?:several|various|different|partner|target)(?:\s+{_HROMADAS})?",
    re.I,
)
_SOME = re.compile(
    rf"{_HROMADAS}\s+(?P<area>{_AREA}|(?:обох|двох|трьох|цих|цієї)\s+(?:області|областей))", re.I
)
_OF_THE_ROW = re.compile(
    r"\b(?:(?:цієї|обох|двох|трьох|цих|названих|зазначених|всієї|of\s+the|the)\s+)*"
    r"(?<![сц]ької )(?<![сц]ького )"
    r"(?:області|областей|району|районів|регіону|регіонів|oblasts?|regions?|raion)\b",
    re.I,
)
_ALL = re.compile(_EVERY, re.I)
_EXCEPT = re.compile(r"[\s,(]+(?:крім|окрім|за\s+винятком|except)\s+.+", re.I)
_HEADING = re.compile(
    r"\s*(?P<area>[^:]+?(?:область|області|обл\.?|район|р-н|(?:щ|чч)ин[аи]))\s*(?::|\s[-–—]\s)\s*",
    re.I,
)
_BEFORE_COLON = re.compile(r"\s*(?P<area>[^:,]+?)\s*:\s*")
_AREA_AFTER = re.compile(rf"(?P<name>.+?)\s+(?P<area>{_AREA})\s*(?P<more>.*)", re.I)
_OF_HROMADA = re.compile(
    r"(?P<name>(?:с|смт|м|с-ще|село|селище|місто)\.?\s+.+?)\s+"
    rf"(?P<of>\S+(?:ської|цької|зької)\s+(?:(?:міської|селищної|сільської)\s+)?{_HROMADAS})",
    re.I,
)
_WITH_COUNT = re.compile(
    r"(?P<name>\D+?)\s*[-–—:]\s*(?P<count>\d{1,3}(?:\s*(?:ос|осіб|чол|уч)\w*\.?)?)", re.I
)
_BEFORE_AREA = re.compile(r"\s+[-–—]\s+(?=[^-–—,;]+$)")
_LAST_OF_LIST = re.compile(rf".*\S\s+(?:територіальних\s+)?громади?\s+(?:{_AREA})\s*", re.I)
_CITIES = re.compile(r"^(?:міст(?:а|ах)\s+|гг\.\s*|м\.\s?м\.\s*)", re.I)
_LEAD = re.compile(
    rf"^(?:{_HROMADAS}\s*:\s*|(?:представни\w+|учасни\w+|делегац\w+|старост[иа]?|депутати?|працівники"
    r"|посадовці|голов[иа]|цнап(?:и|ів|у)?|[ву])\s+(?:(?:з|із|зі|від)\s+)?"
    r"|(?:all|усі|всі)\s+(?=\S+\s+(?:oblast|obl|обл))"
    r"|старостинськ\w+\s+округ\w*\s+|(?:спільно|разом)\s+(?:з|із|зі)\s+)",
    re.I,
)
_AND_AT_THE_END = re.compile(r"\s+(?:та|і|й|and|и)$", re.I)
_ADDRESS = re.compile(r"\s*\(\s*(?:https?://[^()]*|онлайн|online|zoom|зум|вебінар)\)", re.I)
_ALL_IN_BRACKETS = re.compile(rf"\s*\((?:{_EVERY})(?:\s+{_HROMADAS})?\)", re.I)
_KIND_OF_HROMADA = re.compile(
    r"(?:міськ|селищн|сільськ)(?:а|ої)(?:\s+(?:громада|рада|т?тг))?|(?:сел|сіл|міськ)\.", re.I
)
_KINDS_CUT_SHORT = {"сел.": "селищна", "сіл.": "сільська", "міськ.": "міська"}
_CODE_IN_TEXT = re.compile(r"\bua\d{17}\b", re.I)
_LATIN = str.maketrans("АаУу", "AaUu")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_SPLIT = re.compile(
    r"[,;\n•▪·/+&|]|\s+(?:т[аa]|і|i|й|а\s+також|and|и|(?:разом|спільно)\s+(?:з|із|зі))\s+|(?:^|(?<=\s))\d{1,2}[.)]\s*(?=[^\W\d])"
    r"|^\s*[-–—]\s+|(?<=\d)\s+(?=[Uu][Aa]\d)",
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
    heading: tuple[str, ...] = ()
    for cell in map(_without_addresses, cells):
        match = _HEADING.match(cell) or _BEFORE_COLON.match(cell)
        if match and (match.re is _HEADING or is_area(match["area"])):
            heading, cell = (match["area"],), cell[match.end() :]
        bare = _EXCEPT.sub("", cell)
        written = list(_read_areas(cell, bare, is_area))
        if written:
            areas += written
            continue
        if bare != cell:  # whoever is left out is not to be taken
            areas.append(WrittenArea(cell, "", is_exact=False))
        lists.append((cell, _share_areas(list(_read_names(bare, heading)), bare)))
    named = [name for _, names in lists for name in names]
    if all(is_area(name.text) and not name.areas for name in named):
        areas += [WrittenArea(cell, cell, is_exact=False) for cell, names in lists if names]
        return WrittenPlaces((), tuple(areas))
    return WrittenPlaces(tuple(dict.fromkeys(_of_areas_between(named, is_area))), tuple(areas))


def _without_addresses(cell: str) -> str:
    """Return a cell without addresses of pages and «(онлайн)»; «(усі громади)» is a part of it."""
    return _ALL_IN_BRACKETS.sub(", усі громади", _ADDRESS.sub("", mend(cell)))


def _read_areas(cell: str, bare: str, is_area: Callable[[str], bool]) -> Iterator[WrittenArea]:
    """Yield the areas that a cell speaks of instead of names; `bare` is without who is left out."""
    counted = _COUNTS_BETWEEN.split(bare)
    counts = [match for one in counted if (match := _COUNT.fullmatch(one))]
    if len(counts) == len(counted) > 1:
        for count in counts:
            yield WrittenArea(count[0], count["area"] or "", is_exact=False)
        return
    for separator in (",", ":", " – ", " - "):  # «Волинь, всі ТГ»
        first, _, last = map(str.strip, bare.partition(separator))
        for area, rest in ((first, last), (last, first)):
            match = _WHOLE.fullmatch(rest)
            if match and not match["area"] and is_area(area):
                yield WrittenArea(cell, area, bare == cell and not match["kind"])
                return
    whole = _WHOLE.fullmatch(bare) or (_ALL.fullmatch(bare) if bare != cell else None)
    of_area = _WHOLE_AREA.fullmatch(bare)
    if of_area and (is_area(of_area["area"]) or _OF_THE_ROW.fullmatch(of_area["area"])):
        whole = of_area
    oblasts = _SEVERAL_OBLASTS.fullmatch(bare)
    if oblasts and all(is_area(f"{name} область") for name in split_names([oblasts["names"]])):
        yield WrittenArea(cell, oblasts["names"], is_exact=False)
        return
    if _RAION.search(bare) and is_area(bare):  # «Подільський район Одеської області»
        yield WrittenArea(cell, bare, is_exact=False)
        return
    match = whole or _COUNT.fullmatch(bare) or _SOME.fullmatch(bare) or _NOT_NAMED.fullmatch(bare)
    if match:
        told = match.groupdict()
        is_exact = match is whole and bare == cell and not told.get("kind")
        area = _OF_THE_ROW.sub("", told.get("area") or "").strip()
        yield WrittenArea(cell, area, is_exact)


def _share_areas(names: list[WrittenName], cell: str) -> list[WrittenName]:
    """Return the names of one list, each with the area that the last of them may tell of all.

    «Лубенської та Хорольської громад Полтавщини» tells it; what stands beside other names is
    only near.
    """
    told = dict.fromkeys(area for name in names for area in name.areas)
    if len(told) != 1 or all(name.areas for name in names):
        return names
    is_of_all = _LAST_OF_LIST.fullmatch(cell) and not any(name.areas for name in names[:-1])
    areas, near = (tuple(told), ()) if is_of_all else ((), tuple(told))
    return [name if name.areas else replace(name, areas=areas, near=near) for name in names]


def _read_names(cell: str, heading: tuple[str, ...]) -> Iterator[WrittenName]:
    bare = _CITIES.sub("", _BEFORE_AREA.sub(", ", cell))
    for part in _SPLIT.split(_hide_commas_in_brackets(bare)):
        name = _with_areas(part.replace("\0", ","), heading)
        if name.text and not status_of_words(name.text):  # «Турійська - не відбулося»
            yield replace(name, text=f"м. {name.text}") if _CITIES.match(cell) else name


def _of_areas_between(
    names: list[WrittenName], is_area: Callable[[str], bool]
) -> Iterator[WrittenName]:
    """Yield the names of one cell, each with the area before or after it."""
    are_areas = [not name.areas and is_area(name.text) for name in names]
    if not any(are_areas):
        yield from names
        return
    own: list[WrittenName] = []
    area = names[0].text if are_areas[0] else None
    comes_first = area is not None
    for name, is_one in zip(names, are_areas, strict=True):
        if is_one and not comes_first:
            yield from (replace(one, areas=(*one.areas, name.text)) for one in own)
            own = []
        elif is_one:
            area = name.text
        elif area:
            yield replace(name, areas=(*name.areas, area))
        else:
            own.append(name)
    yield from own


def _hide_commas_in_brackets(cell: str) -> str:
    return _BRACKETS.sub(lambda match: match[0].replace(",", "\0"), cell)


def _with_areas(part: str, heading: tuple[str, ...]) -> WrittenName:
    remarks = [area.strip() for found in _BRACKETS.findall(part) for area in found.split(",")]
    areas = list(remarks)
    text = _AND_AT_THE_END.sub("", _LEAD.sub("", " ".join(_BRACKETS.sub(" ", part).split())))
    kinds = [remark for remark in remarks if _KIND_OF_HROMADA.fullmatch(remark)]
    if kinds:  # «Чорноморська (міська)»
        text = f"{text} {_KINDS_CUT_SHORT.get(kinds[0].casefold(), kinds[0])}"
        areas = [area for area in areas if area not in kinds]
        remarks = [remark for remark in remarks if remark not in kinds]
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
