"""The vocabularies and the register → the template's sheet of lists, and the drop-downs' sources.

The cascade needs no macros. `area_keys` has a line for the country, each oblast and each raion;
beside it stand the places of that area in two long columns: how many lines down they begin,
and how many they are. A drop-down takes them out with OFFSET and MATCH, which both Excel and
LibreOffice understand there; Excel allows no ranges like INDEX():INDEX() in a drop-down.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name, xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ingest.common.ukrainian import sort_key
from ingest.publish.table_schema import read_names
from ingest.resolve.gazetteer import read_csv
from ingest.schema import FIELDS, Field

LISTS = "Довідник"
FIRST_ROW = 1
"""The first row below the header, from 0: in this sheet and in that of the events."""

_PLAIN = ("project", "donor", "topic", "type", "format", "audience", "status", "oblast")
_PLACES = ("Область · Oblast", "Район · Raion", "Громада", "Hromada", "КАТОТТГ · KATOTTG")
_WIDEST = 60
_HEADER = {"bold": True, "bottom": 1, "bg_color": "#DCE9F7", "valign": "vcenter"}


@dataclass(frozen=True)
class Place:
    """One hromada, with its former names; Kyiv and Sevastopol have no raion."""

    oblast: str
    raion: str
    name: str
    latin: str
    code: str
    former: frozenset[str]

    @property
    def coded(self) -> str:
        """The code, and in brackets, which the reader leaves out, what it stands for."""
        return f"{self.code} ({self.name}, {self.raion})"


@dataclass(frozen=True)
class Area:
    """What an oblast and a raion, as the row has them, lead to: places in the long columns."""

    key: str
    raions_from: int
    raions: int
    hromadas_from: int
    hromadas: int


@dataclass(frozen=True)
class Cascade:
    """The long columns of raions and hromadas, and the areas that point into them."""

    raions: list[str]
    hromadas: list[str]
    areas: list[Area]

    def add(self, key: str, raions: tuple[int, int], places: Sequence[Place]) -> None:
        self.areas.append(Area(key, *raions, len(self.hromadas), len(places)))
        self.hromadas.extend(_offer(places))


def source_of(field: Field) -> str:
    """Return the formula of the field's drop-down, as it stands in the first row of events.

    It leads to the area of both oblast and raion, or of the oblast where that one is not known
    (several raions, say), or of the country. Excel takes 255 characters.
    """
    oblast, raion = cell_of("oblast"), cell_of("raion")
    in_oblast = f'IFERROR(MATCH({oblast}&"/",area_keys,0),1)'
    if field.vocabulary == "raion":
        return _offset("raions", in_oblast)
    if field.vocabulary == "hromada":
        return _offset("hromadas", f'IFERROR(MATCH({oblast}&"/"&{raion},area_keys,0),{in_oblast})')
    return f"=list_{field.vocabulary}"


def cell_of(name: str) -> str:
    """Return the address of the field's cell in the first row of events; the row may move."""
    column = next(number for number, field in enumerate(FIELDS) if field.name == name)
    return f"${xl_col_to_name(column)}{FIRST_ROW + 1}"


def _offset(column: str, line: str) -> str:
    return f"=OFFSET({column},INDEX({column}_from,{line}),0,INDEX({column}_count,{line}),1)"


def write_lists(workbook: Workbook, reference: Path) -> None:
    """Add the sheet: what people read, then in hidden columns what the cascade needs."""
    writer = _Writer(workbook)
    fields = {field.vocabulary: field for field in FIELDS}
    for noun in (*_PLAIN, "raion"):
        names = read_names(noun, reference)
        titles = (fields[noun].title_uk, fields[noun].title_en)
        name = None if noun == "raion" else f"list_{noun}"
        writer.add(titles[0], [uk for uk, _ in names], name)
        writer.add(titles[1], [en for _, en in names])
    places = read_places(reference)
    columns = zip(*((p.oblast, p.raion, p.name, p.latin, p.code) for p in places), strict=True)
    for title, column in zip(_PLACES, columns, strict=True):
        writer.add(title, column)
    cascade = make_cascade([name for name, _ in read_names("oblast", reference)], places)
    writer.add_hidden("raions", cascade.raions)
    writer.add_hidden("hromadas", cascade.hromadas)
    writer.add_hidden("area_keys", [area.key for area in cascade.areas])
    writer.add_hidden("raions_from", [area.raions_from for area in cascade.areas])
    writer.add_hidden("raions_count", [area.raions for area in cascade.areas])
    writer.add_hidden("hromadas_from", [area.hromadas_from for area in cascade.areas])
    writer.add_hidden("hromadas_count", [area.hromadas for area in cascade.areas])


class _Writer:
    """Puts column after column on the sheet, and gives names to their cells."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.sheet: Worksheet = workbook.add_worksheet(LISTS)
        self.sheet.freeze_panes(FIRST_ROW, 0)
        self.sheet.set_row(0, 24)
        # Against a sort or an edit by chance, which would break the cascade; no password.
        self.sheet.protect("", {"format_columns": True})
        self.header = workbook.add_format(_HEADER)
        self.columns = 0

    def add(self, title: str, values: Sequence[str | int], name: str | None = None) -> None:
        column = self.columns
        self.columns += 1
        self.sheet.write_string(0, column, title, self.header)
        self.sheet.write_column(FIRST_ROW, column, values)
        longest = max(len(str(value)) for value in (title, *values))
        self.sheet.set_column(column, column, min(longest + 2, _WIDEST))
        if name:
            cells = xl_range_abs(FIRST_ROW, column, FIRST_ROW + len(values) - 1, column)
            self.workbook.define_name(name, f"='{LISTS}'!{cells}")

    def add_hidden(self, name: str, values: Sequence[str | int]) -> None:
        self.add(name, values, name)
        self.sheet.set_column(self.columns - 1, self.columns - 1, None, None, {"hidden": True})


def read_places(reference: Path) -> list[Place]:
    """Return the hromadas of `reference`: oblasts in its order, then by the alphabet."""
    oblasts = {
        row["oblast_code"]: row["oblast_name"] for row in read_csv(reference / "oblasts.csv")
    }
    raions = {row["raion_code"]: row["raion_name"] for row in read_csv(reference / "raions.csv")}
    order = {name: number for number, name in enumerate(oblasts.values())}
    former = defaultdict(set)
    for row in read_csv(reference / "aliases.csv"):
        former[row["place_code"]].add(row["alias"])
    places = [
        Place(
            oblasts[row["oblast_code"]],
            raions.get(row["raion_code"], ""),
            row["hromada_label"],
            row["hromada_name_en"],
            row["hromada_code"],
            frozenset(
                f"{name} {row['hromada_type']} громада" for name in former[row["hromada_code"]]
            ),
        )
        for row in read_csv(reference / "hromadas.csv")
    ]
    return sorted(
        places, key=lambda p: (order[p.oblast], sort_key(p.raion), sort_key(p.name), p.code)
    )


def make_cascade(oblasts: Iterable[str], places: Sequence[Place]) -> Cascade:
    """Return the cascade of `places`, which stand by oblast and raion.

    The column of hromadas has them three times, each time so that every choice is plain
    within its area: the country in one alphabet, then each oblast, then each raion.
    """
    raions = list(dict.fromkeys((place.oblast, place.raion) for place in places if place.raion))
    bearers = Counter(raion for _, raion in raions)
    cascade = Cascade([raion for _, raion in raions], [], [])
    cascade.add("/", (0, len(raions)), places)
    for oblast in oblasts:
        numbers = [number for number, (of, _) in enumerate(raions) if of == oblast]
        # Where there is no raion, the empty cell below the last: no cell at all is an error.
        span = (numbers[0], len(numbers)) if numbers else (len(raions), 1)
        cascade.add(f"{oblast}/", span, [place for place in places if place.oblast == oblast])
    for number, (oblast, raion) in enumerate(raions):
        within = [place for place in places if (place.oblast, place.raion) == (oblast, raion)]
        cascade.add(f"{oblast}/{raion}", (number, 1), within)
        if bearers[raion] == 1:
            cascade.areas.append(replace(cascade.areas[-1], key=f"/{raion}"))
    return cascade


def _offer(places: Iterable[Place]) -> list[str]:
    """Return what a drop-down offers: names by the alphabet.

    A name that another bears too, or bore, is offered by its code: the reader would not choose.
    """
    ordered = sorted(places, key=lambda place: (sort_key(place.name), place.code))
    bearers = Counter(name for place in ordered for name in {place.name, *place.former})
    return [place.coded if bearers[place.name] > 1 else place.name for place in ordered]
