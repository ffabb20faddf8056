"""A file's name as it can be printed and stored: names on a disk are bytes, of any kind.

A line break, a mark that turns the line from right to left or a byte that is no UTF-8 would
break the report that names the file, or the database that keeps it.
"""

from __future__ import annotations


def printable(name: str) -> str:
    r"""Return `name` with what cannot be printed written as \x0a, \u202e or, of a byte, \xff."""
    return name if name.isprintable() else "".join(map(_printable, name))


def unambiguous(name: str) -> str:
    r"""Return `name` printable and unlike that of any other file: its own \ are doubled."""
    return printable(name.replace("\\", "\\\\"))


def _printable(char: str) -> str:
    if char.isprintable():
        return char
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is no UTF-8, as os.fsdecode gives it
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"
