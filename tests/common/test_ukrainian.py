"""Folding and order of Ukrainian text, in Python and in SQL."""

import sqlite3
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.common.ukrainian import APOSTROPHES, collate, fold, prepare_connection, sort_key

ALPHABET = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
texts = st.text(st.characters(exclude_categories=["Cs"]))
# Letters of both scripts, marks and signs that meet in donors' files.
likely = st.text(
    st.sampled_from(ALPHABET + ALPHABET.upper() + "aceiopxyïT-–_ '’«»\u0301\u0306\u0308")
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Кам’янець-Подільська", "камянець подільська"),
        ("  Івано–Франківська\u00a0 область ", "івано франківська область"),
        ("П'ятихатки", "пятихатки"),
        ("ПʼЯТИХАТКИ", "пятихатки"),
        ("громада «Нова»", "громада нова"),
        ("Украї\u0301нка", "українка"),
        ("Зи\u0438\u0306", "зий"),
        ("Ґалаґан", "ґалаґан"),
        ("мiсто", "місто"),
        ("Kиїв", "київ"),
        ("U-LEAD with Europe", "u lead with europe"),
        ("Топ\u00adик", "топик"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_fold_keeps_apart_the_letters_that_ukrainian_tells_apart():
    assert len({fold(letter) for letter in "гґеєиіїй"}) == 8


@settings(max_examples=1000)
@given(st.one_of(texts, likely))
@example("бy\u0306")
@example("бı\u0307")
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from(ALPHABET + "ABCxyz -")), st.sampled_from(APOSTROPHES), st.data())
def test_fold_does_not_see_apostrophes(text, apostrophe, data):
    place = data.draw(st.integers(0, len(text)))
    assert fold(text[:place] + apostrophe + text[place:]) == fold(text)


@given(st.text(st.sampled_from(ALPHABET + " ")))
def test_fold_does_not_see_case_and_composition(text):
    assert fold(text.upper()) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_order_of_the_alphabet():
    assert sorted(ALPHABET, key=sort_key, reverse=True) == list(reversed(ALPHABET))


@pytest.mark.parametrize(
    "ordered",
    [
        ["Бориспільська", "Вінницька", "Галицька", "Ґонтівська", "Добропільська"],
        ["Енергодарська", "Єланецька", "Жовківська"],
        ["Ивовська", "Івано-Франківська", "Їжаківська", "Йосипівська"],
        ["Камінь-Каширська", "Кам’янська", "Канівська"],
        ["Ганна", "ганна", "Ганнівка"],
        ["2 тижні", "Zoom", "Аудит"],
    ],
)
def test_order_of_names(ordered):
    assert sorted(ordered, key=sort_key, reverse=True) == list(reversed(ordered))


@given(texts, texts)
def test_only_equal_texts_compare_as_equal(left, right):
    assert (collate(left, right) == 0) == (left == right)
    assert collate(left, right) == -collate(right, left)


@given(st.lists(st.one_of(texts, likely), min_size=3, max_size=3))
def test_order_is_transitive(three):
    low, middle, high = sorted(three, key=sort_key)
    assert collate(low, middle) <= 0
    assert collate(middle, high) <= 0
    assert collate(low, high) <= 0


@pytest.fixture
def connection():
    connection = sqlite3.connect(":memory:")
    prepare_connection(connection)
    connection.execute("create table place (name text collate nocase)")
    names = [("Яготин",), ("Ґонта",), ("Єланець",), ("Гадяч",), ("Енергодар",), (None,)]
    connection.executemany("insert into place values (?)", names)
    return connection


@pytest.mark.parametrize("order", ["name", "name collate ukrainian", "name collate nocase"])
def test_sql_sorts_in_ukrainian_order(connection, order):
    rows = connection.execute(f"select name from place order by {order}").fetchall()
    assert [name for (name,) in rows] == [None, "Гадяч", "Ґонта", "Енергодар", "Єланець", "Яготин"]


def test_sql_folds_and_leaves_null_alone(connection):
    sql = "select fold('П’ЯТЬ'), fold(null), fold(5)"
    assert connection.execute(sql).fetchone() == ("пять", None, "5")
