"""Fifty searches of real people over the sample: how many of the right answers are found."""

import re
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml

SEARCHES = Path(__file__).with_name("searches.yml")
BY_PEOPLE = yaml.safe_load(SEARCHES.read_text("utf-8"))
ALL = [search for searches in BY_PEOPLE.values() for search in searches]
AMONG_FIRST = 3

RECALL = 0.95
FIRST_RIGHT = 45

LINK = re.compile(
    r'<li><a href="[^"]*?/(hromada|overview|project|training)/([^"/?]+)"[^>]*>(.*?)</a>'
)
KINDS = {"overview": "topic", "training": "event"}


@pytest.fixture(scope="module")
def ask(sample_site):
    """Return a function: what is typed → (the page's lists, all that the tables' boxes find)."""

    @cache
    def ask(typed):
        page = sample_site.get("/search?q=" + quote(typed)).text
        shown = {"hromada": [], "topic": [], "project": [], "event": []}
        for kind, code, name in LINK.findall(page):
            kind = KINDS.get(kind, kind)
            shown[kind].append(f"{kind} {unescape(name) if kind == 'event' else code}")
        found = {answer for answers in shown.values() for answer in answers}
        for table, kind, column in (
            ("training", "event", "title"),
            ("hromada", "hromada", "hromada_code"),
        ):
            address = f"/trainings/{table}.json?_search={quote(typed)}&_size=max"
            found |= {f"{kind} {row[column]}" for row in sample_site.rows(address)}
        return shown, found

    return ask


def is_among_first(shown, answer):
    return answer in shown[answer.split()[0]][:AMONG_FIRST]


def test_there_are_ten_searches_of_each_of_five_kinds_of_people():
    assert {people: len(searches) for people, searches in BY_PEOPLE.items()} == dict.fromkeys(
        ("ministry", "analyst", "project", "hromada", "operator"), 10
    )
    assert len({search["typed"] for search in ALL}) == 50


def test_the_right_answers_are_found(ask):
    right = [(s["typed"], answer) for s in ALL for answer in (s["first"], *s.get("also", []))]
    missed = [(typed, answer) for typed, answer in right if answer not in ask(typed)[1]]
    assert len(right) == 110
    assert (len(right) - len(missed)) / len(right) >= RECALL, missed


def test_the_answer_that_matters_is_among_the_first_three_of_its_list(ask):
    late = [s["typed"] for s in ALL if not is_among_first(ask(s["typed"])[0], s["first"])]
    assert len(ALL) - len(late) >= FIRST_RIGHT, late


@pytest.mark.parametrize("search", [s for s in ALL if "wrong" in s], ids=lambda s: s["typed"])
def test_what_is_not_meant_is_not_found(ask, search):
    assert not ask(search["typed"])[1].intersection(search["wrong"])
