"""What people type → the words looked for, with a handful of known words."""

import gc
import sqlite3
import weakref
from contextlib import closing

import pytest

from ingest.common.search import WordForms, is_reached, word_forms_of, words_of

FORMS = WordForms(
    [
        *((word, word) for word in ("ріг", "бюджет", "мер", "мережа", "громада", "ґміна", "зміна")),
        ("рогу", "ріг"),
        ("здоровя", "здоров’я"),
        ("zviahel", "звягель"),
        ("zviahelska", "звягельська"),
    ]
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("рогу", '("рогу" OR "ріг")'),
        ("бюджет", '("бюджет" OR "бюджет"*)'),
        ("бюджетів", '("бюджет"*)'),
        ("мер", '("мер")'),
        ("мере", '("мере"*)'),
        ("здоров'я", '("здоровя" OR "здоров"*)'),
        ("zviah", '("zviah" OR "звягель" OR "звягельська" OR "zviah"*)'),
        ("громада", '("громада" OR "громад"*)'),
        ("громада бюджету", '("бюджет"*)'),
        ("в бюджет", '("бюджет" OR "бюджет"*)'),
        ("в", '("в")'),
        ("рогу мер", '("рогу" OR "ріг") AND ("мер")'),
        ("", '""'),
        ("'", '""'),
    ],
)
def test_a_word_is_looked_for_in_its_forms_and_by_its_beginning(typed, words):
    assert FORMS.read_query(typed).words == words


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("бюджнт", "бюджет"),
        ("Рада: бюджнт!", "Рада: бюджет!"),
        ("здорвя", "здоров’я"),
        ("гміна", "ґміна"),
        ("рггу", "рогу"),
        ("ргг", None),
        ("бюджет", None),
        ("бюджетник", None),
        ("бх", None),
        ("мережа2", None),
    ],
)
def test_a_word_that_nothing_begins_with_gives_way_to_the_nearest(typed, corrected):
    assert FORMS.read_query(typed).corrected == corrected


def test_general_words_are_asked_only_of_what_comes_first():
    query = FORMS.read_query("навчання ріг")
    assert query.words == '("ріг")'
    assert query.every == '("навча"*) AND ("ріг")'
    assert query.parameters()["title_every"] == f"{{title}} : ({query.every})"


def test_whole_words_are_told_from_beginnings():
    query = FORMS.read_query("бюджет")
    assert query.whole == '("бюджет")'
    assert FORMS.read_query("бюджетів").whole == '("бюджет"*)'


@pytest.mark.parametrize(
    ("word", "met", "reached"),
    [
        ("бюджетів", ["бюджет", "бюджету"], True),
        ("рогу", ["ріг"], False),
        ("добрим", ["добре"], False),
        ("школу", ["шкіл"], False),
    ],
)
def test_a_word_of_five_letters_or_more_reaches_what_begins_so(word, met, reached):
    assert is_reached(word, met) == reached


def test_the_old_spelling_of_project_is_the_new_one():
    assert words_of("Проектний ПРОЄКТ") == ["проєктний", "проєкт"]


def test_without_the_table_a_word_is_looked_for_by_its_beginning():
    with closing(sqlite3.connect(":memory:")) as connection:
        query = word_forms_of(connection).read_query("громадам бюджетів абвгд")
    assert query.words == '("бюджет"*) AND ("абвгд"*)'
    assert query.corrected is None


def write_forms(path, *rows):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE word_form (word, met)")
        connection.executemany("INSERT INTO word_form VALUES (?, ?)", rows)


def test_connections_of_one_database_share_one_copy_and_let_it_go(tmp_path):
    path = tmp_path / "forms.db"
    write_forms(path, ("рогу", "ріг"))
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(path)) as two:
        forms = word_forms_of(one)
        assert word_forms_of(two) is forms
    released = weakref.ref(forms)
    del forms
    gc.collect()
    assert released() is None


def test_a_database_written_anew_is_read_anew(tmp_path):
    path = tmp_path / "forms.db"
    write_forms(path, ("рогу", "ріг"))
    with closing(sqlite3.connect(path)) as before:
        old = word_forms_of(before)
    path.unlink()
    write_forms(path, ("рогу", "роги"))
    with closing(sqlite3.connect(path)) as after:
        assert word_forms_of(after).read_query("рогу").words == '("рогу" OR "роги")'
    assert old.read_query("рогу").words == '("рогу" OR "ріг")'
