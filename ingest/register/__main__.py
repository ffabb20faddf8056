"""Rebuild reference/ from the pinned archives: `python -m ingest.register`."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from ingest.register import sources
from ingest.register.aliases import Release, find_renamed, merge_aliases
from ingest.register.build import (
    Row,
    apply_overrides,
    build_hromadas,
    build_oblasts,
    build_outlines,
    build_raions,
    build_settlements,
)
from ingest.register.codifier import Unit, find_centres, read_codifier, settlements_in_hromadas
from ingest.register.coordinates import Locator, Point
from ingest.register.geonames import read_places
from ingest.register.outlines import read_outlines
from ingest.register.write import (
    ALIAS_COLUMNS,
    OVERRIDE_COLUMNS,
    read_csv,
    write_csv,
    write_geojson,
)
from ingest.schema import public_table

TABLES = {"oblasts": "oblast", "raions": "raion", "hromadas": "hromada"}
TABLES |= {"settlements": "settlement"}


def main() -> int:
    """Fetch what is missing, build, write and say how much."""
    archives, reference = Path("build/reference"), Path("reference")
    sources.fetch_archives(archives)
    rows = rebuild(archives, reference)
    quality = Counter(row["coord_quality"] for row in rows["hromadas"])
    print({name: len(table) for name, table in rows.items()}, dict(quality))
    return 0


def rebuild(archives: Path, reference: Path) -> dict[str, list[Row]]:
    """Build the register from the archives and write it into `reference`."""
    units = _codifier(archives, sources.CODIFIER_NOW)
    former = [
        Release(f"{archive.package} {archive.version}", _codifier(archives, archive))
        for archive in (sources.CODIFIER_2024, sources.CODIFIER_2021)
    ]
    outlines = read_outlines(_member(archives, sources.OUTLINES))
    points = locate(units, former, archives)
    former_categories = {unit.id: unit.category for unit in former[-1].units}
    hromadas = build_hromadas(units, former_categories, points)
    rows = {
        "oblasts": build_oblasts(units, hromadas, points, outlines),
        "raions": build_raions(units),
        "hromadas": hromadas,
        "settlements": build_settlements(units),
    }
    write_register(reference, rows)
    write_geojson(reference / "oblasts.geojson", build_outlines(rows["oblasts"], outlines))
    path = reference / "aliases.csv"
    aliases = merge_aliases(find_renamed(units, former), read_csv(path, ALIAS_COLUMNS))
    write_csv(path, ALIAS_COLUMNS, aliases)
    return rows


def locate(units: list[Unit], former: Iterable[Release], archives: Path) -> dict[str, Point]:
    """Return hromada code → point, for the two cities with special status as well."""
    places = read_places(
        _member(archives, sources.GEONAMES), _member(archives, sources.GEONAMES_RAIONS)
    )
    settlements = settlements_in_hromadas(units)
    locator = Locator(places, collect_names([units, *(release.units for release in former)]))
    cities = [unit for unit in units if unit.category == "K"]
    points = {unit.code: locator.locate_city(unit) for unit in cities}
    return points | locator.locate_hromadas(find_centres(settlements), settlements)


def collect_names(releases: Iterable[Iterable[Unit]]) -> dict[int, list[str]]:
    """Return the number of a unit → every name it has had."""
    names: dict[int, dict[str, None]] = defaultdict(dict)
    for units in releases:
        for unit in units:
            names[unit.id][unit.name] = None
    return {number: list(had) for number, had in names.items()}


def write_register(reference: Path, rows: Mapping[str, list[Row]]) -> None:
    """Apply the overrides and write the four lists, with the columns of the schema."""
    keys = {f"{TABLES[name]}_code": table for name, table in rows.items()}
    apply_overrides(keys, read_csv(reference / "overrides.csv", OVERRIDE_COLUMNS))
    for name, table in rows.items():
        columns = [column.name for column in public_table(TABLES[name]).columns]
        write_csv(reference / f"{name}.csv", columns, table)


def _codifier(archives: Path, archive: sources.Archive) -> list[Unit]:
    return read_codifier(_member(archives, archive))


def _member(archives: Path, archive: sources.Archive) -> bytes:
    return sources.read_member(archives / archive.file, archive.member)


if __name__ == "__main__":
    sys.exit(main())
