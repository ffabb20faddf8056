"""Codifier, points and outlines → the rows of oblasts, raions, hromadas and settlements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ingest.register.codifier import Unit, find_centres, settlements_in_hromadas
from ingest.register.coordinates import Point
from ingest.register.names import CATEGORIES, TYPES, label_oblast, region_of, romanise
from ingest.register.outlines import Ring, find_centroid, write_feature

UNCOUNTED = frozenset(("UA01", "UA80", "UA85"))
"""Crimea, Kyiv and Sevastopol: in the register, outside the 1,469 that coverage counts over."""

Row = dict[str, object]
Polygons = list[list[Ring]]


class RegisterRefused(Exception):
    """The sources do not fit together."""


def build_oblasts(
    units: Iterable[Unit],
    hromadas: Iterable[Row],
    points: Mapping[str, Point],
    outlines: Mapping[str, Polygons],
) -> list[Row]:
    """Return the 27 rows of oblasts.csv. `points` is as for `build_hromadas`."""
    counts = Counter(row["oblast_code"] for row in hromadas if row["is_counted"])
    units = list(units)
    centres = {
        (centre.code[:4], centre.name): points[hromada]
        for hromada, centre in find_centres(settlements_in_hromadas(units)).items()
        if centre.category == "M"
    }
    return [
        {
            "oblast_code": unit.code,
            "oblast_name": label_oblast(unit.category, unit.name),
            "oblast_name_en": region_of(unit.code).name_en,
            "iso_code": region_of(unit.code).iso_code,
            "pcode": unit.code[:4],
            "counted_hromadas": counts[unit.code],
            **_locate_oblast(unit, points, centres, outlines),
        }
        for unit in units
        if unit.category in ("O", "K")
    ]


def _locate_oblast(
    unit: Unit,
    points: Mapping[str, Point],
    centres: Mapping[tuple[str, str], Point],
    outlines: Mapping[str, Polygons],
) -> Row:
    region = region_of(unit.code)
    point = points.get(unit.code) or centres.get((unit.code[:4], region.centre))
    if point is not None:
        return {"latitude": point.latitude, "longitude": point.longitude}
    latitude, longitude = find_centroid(outlines[region.name_en])
    return {"latitude": latitude, "longitude": longitude}


def build_raions(units: Iterable[Unit]) -> list[Row]:
    """Return the rows of raions.csv."""
    return [
        {
            "raion_code": unit.code,
            "raion_name": f"{unit.name} район",
            "raion_name_en": f"{romanise(unit.name)} Raion",
            "oblast_code": unit.path[0],
            "pcode": unit.code[:6],
        }
        for unit in units
        if unit.category == "P"
    ]


def build_hromadas(
    units: Iterable[Unit], former_categories: Mapping[int, str], points: Mapping[str, Point]
) -> list[Row]:
    """Return the rows of hromadas.csv, the two cities with special status among them.

    `former_categories` is settlement number → its category in the codifier of 2021, which
    the type of the hromada follows. `points` is hromada code → its point.
    """
    units = list(units)
    centres = find_centres(settlements_in_hromadas(units))
    rows = []
    for unit in units:
        if unit.category == "H":
            centre = centres[unit.code]
            kind = TYPES.get(former_categories[centre.id], "сільська")
            label = f"{unit.name} {kind} громада"
            rows.append(_hromada(unit, label, kind, unit.path[1], centre.name, points[unit.code]))
        elif unit.category == "K":
            label = label_oblast("K", unit.name)
            rows.append(_hromada(unit, label, "місто", "", unit.name, points[unit.code]))
    return rows


def _hromada(unit: Unit, label: str, kind: str, raion: str, centre: str, point: Point) -> Row:
    return {
        "hromada_id": unit.id,
        "hromada_code": unit.code,
        "hromada_label": label,
        "hromada_name": unit.name,
        "hromada_name_en": romanise(unit.name),
        "hromada_type": kind,
        "raion_code": raion,
        "oblast_code": unit.path[0],
        "is_counted": int(unit.code[:4] not in UNCOUNTED),
        "center_name": centre,
        "pcode": unit.code[:9],
        "latitude": point.latitude,
        "longitude": point.longitude,
        "coord_quality": point.quality,
    }


def build_settlements(units: Iterable[Unit]) -> list[Row]:
    """Return the rows of settlements.csv; Kyiv and Sevastopol are settlements too."""
    units = list(units)
    hromadas = {unit.code: unit.id for unit in units if unit.category == "H"}
    cities = [unit for unit in units if unit.category == "K"]
    return [
        {
            "settlement_id": unit.id,
            "settlement_code": unit.code,
            "settlement_name": unit.name,
            "category": CATEGORIES.get(unit.category, "місто"),
            "hromada_id": hromadas.get(unit.path[-2], unit.id) if len(unit.path) > 1 else unit.id,
        }
        for unit in [*settlements_in_hromadas(units), *cities]
    ]


def build_outlines(oblasts: Iterable[Row], outlines: Mapping[str, Polygons]) -> Row:
    """Return the GeoJSON of the regions, in the order of `oblasts`."""
    features = [
        write_feature(
            {name: str(row[name]) for name in ("oblast_code", "oblast_name", "iso_code")},
            outlines[str(row["oblast_name_en"])],
        )
        for row in oblasts
    ]
    return {"type": "FeatureCollection", "features": features}


def apply_overrides(
    tables: Mapping[str, Sequence[Row]], overrides: Iterable[Mapping[str, str]]
) -> None:
    """Write the values of overrides.csv over the rows, by code. Applied last.

    `tables` is name of the code column → rows. RegisterRefused on a code or column unknown.
    """
    by_code = [{str(row[key]): row for row in rows} for key, rows in tables.items()]
    for override in overrides:
        code, column = override["place_code"], override["column"]
        found = [rows[code] for rows in by_code if column in rows.get(code, {})]
        if not found:
            raise RegisterRefused(f"overrides.csv: no {column} of a place {code}")
        for row in found:
            row[column] = override["value"]
