"""What a file must not do to us: bounds, and the parts of an archive that are safe to parse.

A file is known by its first bytes, whatever its name says. Of a ZIP (XLSX, ODS) every part
that a parser will see is unpacked here under a bound, and packed again without compression:
the parser never meets the archive that came, nor what it says of itself.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from ingest.problems import FileRefused, Finding

MOST_BYTES = 50_000_000
"""Of a file as it came. A quarter's report is under 1 MB; 10,000 events are 10 MB."""
MOST_COLUMNS = 300
MOST_ROWS = 150_000
"""A thousand times a quarter's report."""
MOST_CELLS = 3_000_000
"""Rows by columns, in all sheets: 120,000 events in 20 columns, in about 400 MB of memory."""
MOST_TEXT = 40_000_000
"""Characters in all cells: a workbook keeps a text once and may show it in a million cells."""
MOST_MERGES = 50_000

_MOST_UNPACKED = 70_000_000
_MOST_PARTS = 500
_RATIO, _RATIO_FROM = 200, 1_000_000
"""An honest sheet packs 10 to 60 times; a bomb, 1,000. Small parts may pack as they like."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED_FLAG = 0x1

XLSX, XLS, ODS, HTML, TEXT = "XLSX", "XLS", "ODS", "HTML", "CSV/TXT"

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"SQLite format 3", "SQLite"),
)
_MARKUP = ((b"<?xml", "XML"), (b"<html", HTML), (b"<!doctype", HTML), (b"<table", HTML))
_PARTS_OF_KINDS = (
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", "XLSB"),
    ("word/document.xml", "DOCX"),
    ("content.xml", ODS),
)


def refuse_big(what: int, most: int, unit: str) -> None:
    """Raise FileRefused if there is more of something than may be: «70000000 > 50000000 B»."""
    if what > most:
        raise FileRefused(Finding("file_too_big", value=f"{what} {unit}", suggestion=f"{most}"))


def kind_of(content: bytes) -> str:
    """Return what the bytes are: XLSX, XLS, ODS, another known kind, or else text."""
    if content.startswith(_ZIP):
        return _kind_of_archive(content)
    if content.startswith(_OLE):
        return XLS
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    start = content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((kind for mark, kind in _MARKUP if start.startswith(mark)), TEXT)


def _kind_of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {plain_name(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "ZIP"
    return next((kind for name, kind in _PARTS_OF_KINDS if name in names), "ZIP")


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the XML parts of an archive by name; the rest is not unpacked.

    Raises FileRefused for a bomb, a DTD, a password or a broken archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members)
            parts = {m.filename: _read_part(archive, m) for m in members if _is_read(m)}
    except (
        zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
    ) as error:  # fmt: skip
        raise FileRefused(Finding("file_unreadable", value=str(error) or "ZIP")) from error
    for name, part in parts.items():
        if plain_name(name) != "mimetype":
            _check_xml(name, part)
    return parts


def repack(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of the parts, not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def _read_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # Not archive.read(): it would unpack up to 2 GB before it looks at the size.
    with archive.open(member) as part:
        return part.read(member.file_size)


def plain_name(name: str) -> str:
    """Return the name by which a part is found: in any case, written with either slash."""
    return name.replace("\\", "/").lower()


def _is_read(member: zipfile.ZipInfo) -> bool:
    name = plain_name(member.filename)
    return name == "mimetype" or name.endswith((".xml", ".rels"))


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    """Judge the archive by its list, before anything is unpacked.

    The list may lie: but of no part are more bytes unpacked than the list says.
    """
    refuse_big(len(members), _MOST_PARTS, "parts")
    if len({plain_name(member.filename) for member in members}) < len(members):
        raise FileRefused(Finding("file_unsafe", value="ZIP 2×"))
    for member in members:
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise FileRefused(Finding("file_unreadable", value="password"))
        packs_by = member.file_size / max(member.compress_size, 1)
        if member.file_size > _RATIO_FROM and packs_by > _RATIO:
            raise FileRefused(Finding("file_unsafe", value=f"ZIP 1:{packs_by:.0f}"))
        if member.compress_type not in _METHODS:
            raise FileRefused(Finding("file_unsafe", value=f"ZIP {member.compress_type}"))
    refuse_big(sum(member.file_size for member in members), _MOST_UNPACKED, "B")


def _check_xml(name: str, part: bytes) -> None:
    # A part in UTF-16, where a DTD would look otherwise, holds NULs; so does no other.
    for mark, value in ((b"\0", "NUL"), (b"<!DOCTYPE", "DTD"), (b"<!ENTITY", "DTD")):
        if mark in part:
            raise FileRefused(Finding("file_unsafe", value=f"{value}: {name}"))
