"""Rows of the register → CSV and GeoJSON, byte for byte the same for the same rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ALIAS_COLUMNS = ("place_code", "alias", "kind", "source")
OVERRIDE_COLUMNS = ("place_code", "column", "value", "reason")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows under a header; ValueError for a row with a column that is not in it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read_csv(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Read a list that people edit by hand; begin it with its header where there is none."""
    if not path.exists():
        write_csv(path, columns, ())
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_geojson(path: Path, collection: Mapping[str, object]) -> None:
    """Write GeoJSON without spaces, one feature a line so that changes can be read."""
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text.replace('{"type":"Feature",', '\n{"type":"Feature",') + "\n", "utf-8")
