"""A built database → a release folder that `current` points to, whole or not at all.

Everything is made in a hidden folder beside the releases, flushed to disk, renamed, and only
then does `current` switch, in one step. A kill at any moment leaves the former release whole;
the next build removes what a killed one left.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ingest.problems import BuildRefused
from ingest.schema import PUBLIC_TABLES

DATABASE, INSPECT, MANIFEST = "trainings.db", "inspect-data.json", "manifest.json"
CURRENT = "current"
_PREFIX = ".building-"


@contextmanager
def lock_releases(releases: Path) -> Iterator[None]:
    """Hold the only right to publish into `releases`; BuildRefused if another build has it."""
    releases.mkdir(parents=True, exist_ok=True)
    if (releases / CURRENT).exists() and not (releases / CURRENT).is_symlink():
        raise BuildRefused(f"{releases / CURRENT} is in the way: it should be a link to a release")
    with (releases / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildRefused(f"another build is writing to {releases}") from error
        for stale in releases.glob(f"{_PREFIX}*"):
            _remove(stale)
        yield


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


@contextmanager
def building_folder(releases: Path) -> Iterator[Path]:
    """Yield an empty hidden folder in `releases`; it is gone afterwards unless published."""
    folder = releases / f"{_PREFIX}{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        if folder.exists():
            shutil.rmtree(folder)


def write_release(folder: Path, releases: Path, release_id: str) -> Path:
    """Publish the database in `folder` as `releases`/`release_id` and point `current` at it.

    A release of the same inputs and code that is already there, whole, is kept as it is.
    """
    _describe_release(folder, release_id)
    _flush_folder(folder)
    target = releases / release_id
    broken = releases / f"{_PREFIX}broken-{os.getpid()}"
    if _is_whole(target):
        shutil.rmtree(folder)
    else:
        if target.exists():
            target.rename(broken)
        folder.rename(target)
    _flush_folder(releases)
    _point_current(releases, release_id)
    if broken.exists():
        _remove(broken)
    return target


def _describe_release(folder: Path, release_id: str) -> None:
    database = folder / DATABASE
    sha256 = _hash_file(database)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        counts = {
            table.name: connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
            for table in PUBLIC_TABLES
        }
        content = hash_content(connection)
    size = database.stat().st_size
    tables = {table: {"count": count} for table, count in counts.items()}
    inspect = {"trainings": {"hash": sha256, "size": size, "file": DATABASE, "tables": tables}}
    manifest = {
        "release_id": release_id,
        "sha256": sha256,
        "content_sha256": content,
        "bytes": size,
        "rows": counts,
    }
    for name, data in ((INSPECT, inspect), (MANIFEST, manifest)):
        (folder / name).write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def hash_content(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 of every row of every public table in key order.

    Unlike the hash of the file it does not depend on the version of SQLite.
    """
    digest = hashlib.sha256()
    for table in PUBLIC_TABLES:
        digest.update(table.name.encode())
        for row in connection.execute(
            f"SELECT * FROM {table.name} ORDER BY {', '.join(table.key)}"
        ):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush_folder(folder: Path) -> None:
    for path in (*(p for p in folder.iterdir() if p.is_file()), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _is_whole(target: Path) -> bool:
    manifest, database = target / MANIFEST, target / DATABASE
    if not (manifest.is_file() and database.is_file() and (target / INSPECT).is_file()):
        return False
    try:
        expected = json.loads(manifest.read_text(encoding="utf-8"))["sha256"]
    except (ValueError, KeyError):
        return False
    return bool(expected == _hash_file(database))


def _point_current(releases: Path, release_id: str) -> None:
    link = releases / f"{_PREFIX}link-{os.getpid()}"
    link.symlink_to(release_id)
    link.replace(releases / CURRENT)
    _flush_folder(releases)
