"""The ECharts-encoded outlines of Ukraine's regions → GeoJSON of the 27 regions.

ECharts writes each ring as text: two characters a point, each the zigzag-coded step from
the point before, in 1024ths of a degree, plus 64.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

STEPS_A_DEGREE = 1024
DECIMALS = 4
"""10 m; the steps of the source are about 100 m."""

OTHER_SPELLINGS = {"Odessa Oblast": "Odesa Oblast", "Zaporizhia Oblast": "Zaporizhzhia Oblast"}
"""Name in the outlines → name in the register."""

Ring = list[tuple[float, float]]


def decode_ring(text: str, offset: Sequence[int]) -> Ring:
    """Return the points of one ring as longitude and latitude, closed."""
    x, y = offset
    ring: Ring = []
    for first, second in zip(text[::2], text[1::2], strict=True):
        x, y = x + _decode_step(first), y + _decode_step(second)
        ring.append((round(x / STEPS_A_DEGREE, DECIMALS), round(y / STEPS_A_DEGREE, DECIMALS)))
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def _decode_step(char: str) -> int:
    code = ord(char) - 64
    return (code >> 1) ^ -(code & 1)


def decode_polygons(geometry: Mapping[str, Any]) -> list[list[Ring]]:
    """Return the polygons of an encoded Polygon or MultiPolygon."""
    texts, offsets = geometry["coordinates"], geometry["encodeOffsets"]
    if geometry["type"] == "Polygon":
        texts, offsets = [texts], [offsets]
    return [
        turn_rings([decode_ring(*pair) for pair in zip(*polygon, strict=True)])
        for polygon in zip(texts, offsets, strict=True)
    ]


def turn_rings(rings: Sequence[Ring]) -> list[Ring]:
    """Turn the outer ring counterclockwise and the holes clockwise, as GeoJSON wants."""
    outer, *holes = rings
    return [_turn(outer, 1), *(_turn(hole, -1) for hole in holes)]


def _turn(ring: Ring, sign: int) -> Ring:
    return ring if signed_area(ring) * sign > 0 else ring[::-1]


def signed_area(ring: Ring) -> float:
    """Return the area in square degrees; above zero when counterclockwise."""
    pairs = pairwise(ring)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def find_centroid(polygons: Sequence[Sequence[Ring]]) -> tuple[float, float]:
    """Return latitude and longitude of the centroid of the biggest outer ring."""
    ring = max((polygon[0] for polygon in polygons), key=signed_area)
    pairs = list(pairwise(ring))
    crosses = [x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs]
    weight = 3 * sum(crosses)
    xs = sum((a[0] + b[0]) * cross for (a, b), cross in zip(pairs, crosses, strict=True))
    ys = sum((a[1] + b[1]) * cross for (a, b), cross in zip(pairs, crosses, strict=True))
    return round(ys / weight, 5), round(xs / weight, 5)


def read_outlines(encoded: bytes) -> dict[str, list[list[Ring]]]:
    """Return English name of the region → its polygons."""
    features = json.loads(encoded)["features"]
    names = [feature["properties"]["name"] for feature in features]
    return {
        OTHER_SPELLINGS.get(name, name): decode_polygons(feature["geometry"])
        for name, feature in zip(names, features, strict=True)
    }


def write_feature(properties: Mapping[str, str], polygons: list[list[Ring]]) -> dict[str, object]:
    """Return a GeoJSON feature."""
    several = len(polygons) > 1
    geometry = {
        "type": "MultiPolygon" if several else "Polygon",
        "coordinates": polygons if several else polygons[0],
    }
    return {"type": "Feature", "properties": dict(properties), "geometry": geometry}
