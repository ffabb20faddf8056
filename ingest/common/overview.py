"""The release in figures for the start page, and the map of Ukraine it is drawn on."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ingest.common.language import translate
from ingest.common.sentences import format_number

RELEASE = "select * from release"

OUTLINES = Path(__file__).resolve().parents[2] / "reference" / "oblasts.geojson"
"""The oblasts of the register, as GeoJSON."""

MAP_WIDTH = 720
_MIDDLE_LATITUDE = 48.4
NOT_COUNTED = "не входить до громад, за якими рахують охоплення"
STEPS = (0, 5, 10, 20, 40)
"""Shares of hromadas reached, %, above which an oblast takes the next darker shade."""


@dataclass(frozen=True)
class QuarterBar:
    """One quarter's bar. `height` is in % of the highest."""

    code: str
    name: str
    events: int
    missing: int
    height: float


@dataclass(frozen=True)
class OblastShare:
    """One oblast on the map. `share` is in %; None for Crimea, Kyiv and Sevastopol."""

    code: str
    name: str
    hromadas: int
    reached: int
    path: str

    @property
    def share(self) -> float | None:
        return 100 * self.reached / self.hromadas if self.hromadas else None

    @property
    def shade(self) -> str:
        """'none' outside the 1,469, '0' where no hromada is reached, else '1' … '5'."""
        return shade_of_share(self.share)

    @property
    def told(self) -> str:
        """The share in words, for the pop-up of the map."""
        if self.share is None:
            return translate(NOT_COUNTED)
        numbers = (self.reached, self.hromadas, round(self.share, 1))
        return translate("{} із {} громад ({} %)").format(*map(format_number, numbers))


@dataclass(frozen=True)
class ShadedArea:
    """One oblast on the map of an answer; `share` is its value in %, None where it has none."""

    code: str
    name: str
    share: float | None
    path: str

    @property
    def shade(self) -> str:
        return shade_of_share(self.share)

    @property
    def told(self) -> str:
        return translate(NOT_COUNTED) if self.share is None else f"{format_number(self.share)} %"


def shade_of_share(share: float | None) -> str:
    """Return the shade of a share in %: 'none' without one, '0' of nothing, else '1' … '5'."""
    return "none" if share is None else str(sum(share > step for step in STEPS))


def make_bars(rows: Iterable[Sequence[object]]) -> list[QuarterBar]:
    """Return the bars of the QUARTERS rows."""
    counted = [
        (str(code), str(name), int(str(events)), int(str(missing)))
        for code, name, events, missing in rows
    ]
    highest = max((events for _, _, events, _ in counted), default=0) or 1
    return [QuarterBar(*row, height=100 * row[2] / highest) for row in counted]


def make_shares(rows: Iterable[Sequence[object]], outlines: Mapping[str, str]) -> list[OblastShare]:
    """Return the oblasts of the OBLASTS rows with their outlines."""
    return [
        OblastShare(
            str(code), str(name), int(str(hromadas)), int(str(reached)), outlines.get(str(code), "")
        )
        for code, name, hromadas, reached in rows
    ]


@dataclass(frozen=True)
class Outlines:
    """Oblast code → SVG path, of a map MAP_WIDTH wide and `height` high.

    Longitudes shrink by the cosine of the middle latitude, so that shapes look as on a map.
    """

    paths: Mapping[str, str]
    height: int
    west: float
    north: float
    scale: float

    def place(self, latitude: float, longitude: float) -> tuple[int, int]:
        """Return where a place lies on the map, from its left and upper edge."""
        return (
            round((longitude - self.west) * self.scale),
            round((self.north - latitude) * self.scale / _SHRINK),
        )

    def frame(self, code: str) -> str:
        """Return the SVG viewBox that holds one oblast: «x y width height»."""
        xs, ys = [], []
        for x, y, steps in _SHAPE.findall(self.paths[code]):
            left, top = int(x), int(y)
            moves = [int(number) for number in steps.split()]
            for dx, dy in zip((0, *moves[::2]), (0, *moves[1::2]), strict=True):
                left, top = left + dx, top + dy
                xs.append(left)
                ys.append(top)
        return f"{min(xs) - 2} {min(ys) - 2} {max(xs) - min(xs) + 4} {max(ys) - min(ys) + 4}"


_SHAPE = re.compile(r"M(-?\d+) (-?\d+)l([-\d ]*)z")
_SHRINK = math.cos(math.radians(_MIDDLE_LATITUDE))


@cache
def draw_outlines() -> Outlines:
    """Return the outlines of the oblasts, drawn once a process: they never change."""
    features = json.loads(OUTLINES.read_text(encoding="utf-8"))["features"]
    rings = {
        feature["properties"]["oblast_code"]: [
            ring for polygon in _polygons(feature["geometry"]) for ring in polygon
        ]
        for feature in features
    }
    points = [point for of_oblast in rings.values() for ring in of_oblast for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = MAP_WIDTH / (east - west)
    stretch = scale / _SHRINK

    def draw(ring: Sequence[Sequence[float]]) -> str:
        placed = [(round((x - west) * scale), round((north - y) * stretch)) for x, y in ring]
        steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(placed) if (a, b) != (x, y)]
        line = " ".join(f"{x} {y}" for x, y in steps[:-1])
        return f"M{placed[0][0]} {placed[0][1]}l{line}z" if len(steps) > 2 else ""

    paths = {code: "".join(draw(ring) for ring in of) for code, of in rings.items()}
    return Outlines(paths, round((north - south) * stretch), west, north, scale)


def _polygons(geometry: Mapping[str, Any]) -> list[list[list[list[float]]]]:
    coordinates: list[list[list[list[float]]]] = geometry["coordinates"]
    return coordinates if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
