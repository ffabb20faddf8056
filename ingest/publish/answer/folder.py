"""A donor's answers → three files beside each other in a private folder, each whole or not there.

They hold what donors wrote, so only their owner may read them.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ingest.common.messages import Language
from ingest.common.quarters import Quarter
from ingest.load.tables import FileCounts
from ingest.problems import Problem
from ingest.publish.answer.html import render_html
from ingest.publish.answer.model import make_answer
from ingest.publish.answer.xlsx import write_xlsx
from ingest.read.headers import Headers
from ingest.receive import ReceivedFile

_ENDINGS = ("xlsx", "html", "json")
_ANSWER = re.compile(r"\.answer\.(xlsx|html|json)(\.new)?$")
_OWNER_ONLY_FOLDER, _OWNER_ONLY = 0o700, 0o600
_LONGEST_NAME = 200
"""Bytes of a file's name that leave room for the endings; a file system takes 255."""


@dataclass
class AnswerFolder:
    """Writes answers into `folder`, one file after another, each by the file's own path."""

    folder: Path
    headers: Headers
    language: Language
    _written: set[Path] = field(default_factory=set)

    def write(
        self, received: ReceivedFile, counts: FileCounts, problems: Sequence[Problem]
    ) -> None:
        """Write the answer to `received`."""
        answer = make_answer(received, counts, problems, self.headers, self.language)
        xlsx, html, data = self._name_files(received.file)
        with _replacing(xlsx) as new:
            write_xlsx(answer, new)
        with _replacing(html) as new:
            new.write_text(render_html(answer), encoding="utf-8")
        with _replacing(data) as new:
            words = json.dumps(answer.as_data(), ensure_ascii=False, indent=1)
            new.write_text(words + "\n", encoding="utf-8")
        self._written |= {xlsx, html, data}

    def _name_files(self, file: str) -> list[Path]:
        path = self.folder / file
        self.folder.mkdir(_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        for parent in reversed(path.parents):
            if parent.is_relative_to(self.folder):
                parent.mkdir(_OWNER_ONLY_FOLDER, exist_ok=True)
        name = path.name.encode()
        if len(name) > _LONGEST_NAME:
            name = name[:_LONGEST_NAME] + hashlib.sha256(name).hexdigest()[:8].encode()
        return [path.with_name(f"{name.decode(errors='ignore')}.answer.{end}") for end in _ENDINGS]

    def remove_others(self) -> None:
        """Remove the answers in the quarters' folders to files that are no longer there."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if not _is_quarter(path.relative_to(self.folder).parts[0]):
                continue
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif _ANSWER.search(path.name) and path not in self._written:
                path.unlink()


def _is_quarter(name: str) -> bool:
    try:
        Quarter.parse(name)
    except ValueError:
        return False
    return True


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Yield an empty file that only its owner may read; on leaving it takes the place of `path`."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    os.close(os.open(temporary, os.O_CREAT | os.O_WRONLY, _OWNER_ONLY))
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
