"""A problem's code → the words a donor reads, from messages/uk.yml and messages/en.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

Language = Literal["uk", "en"]


@dataclass(frozen=True)
class Message:
    """What is wrong, in a title and a sentence, and what to do about it."""

    title: str
    text: str
    fix: str


@cache
def load_messages(language: Language) -> dict[str, Message]:
    """Return the messages of `language` by problem code."""
    source = files("ingest.messages").joinpath(f"{language}.yml").read_text(encoding="utf-8")
    return {code: Message(**words) for code, words in yaml.safe_load(source)["problems"].items()}


@cache
def load_phrases(language: Language) -> dict[str, str]:
    """Return the phrases of the command line in `language`."""
    source = files("ingest.messages").joinpath(f"{language}.yml").read_text(encoding="utf-8")
    phrases: dict[str, str] = yaml.safe_load(source)["phrases"]
    return phrases
