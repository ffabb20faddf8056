"""The search box over four trainings and two hromadas."""

import sqlite3
import urllib.parse

import pytest
from datasette.utils import module_from_path
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_site import PLUGINS, Site, add, create_database

from ingest.common.ukrainian import fold

search = module_from_path(str(PLUGINS / "ukrainian_search.py"), "ukrainian_search")

TITLES = {
    1: "Кам’янськ: навчання з бюджету",
    2: "КАМ'ЯНСЬКА громада, земельні питання",
    3: "Камʼянець-Подільський: бюджет участі",
    4: "Цифрові послуги ЄС у ЦНАП",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "world.db"
    with create_database(path) as connection:
        for number, title in TITLES.items():
            add(connection, "training", training_id=number, title=title)
        for number, label in ((1, "Ґонтівська громада"), (2, "Гонтівська громада")):
            add(connection, "hromada", hromada_id=number, hromada_code=label, hromada_label=label)
        add_search(connection, "training", "training_id", "title")
        add_search(connection, "hromada", "hromada_id", "hromada_label")
    return Site(path, {"suggest_facets": False})


def add_search(connection, table, key, column):
    connection.execute(
        f'create virtual table {table}_fts using fts5 ({column}, content="{table}", '
        f"content_rowid={key})"
    )
    connection.execute(
        f"insert into {table}_fts (rowid, {column}) select {key}, fold({column}) from {table}"
    )


def found(site, text, table="training", argument="_search"):
    query = urllib.parse.urlencode({argument: text})
    return sorted(row[f"{table}_id"] for row in site.rows(f"/world/{table}.json?{query}"))


@pytest.mark.parametrize(
    "spelling", ["кам'янськ", "КАМ’ЯНСЬК", "камʼянськ", "«Кам`янськ»", "камянськ"]
)
def test_every_spelling_of_an_apostrophe_finds_the_same(site, spelling):
    assert found(site, spelling) == [1, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("бюджет", [1, 3]),
        ("бюджету", [1, 3]),
        ("БЮДЖЕТІВ", [1, 3]),
        ("земельного питання", [2]),
        ("бюджет кам", [1, 3]),
        ("бюджет в Камʼянську", [1]),
        ("бюджет в кам’янськ", [1]),
        ("навчання в Камʼянську", [1, 2]),
        ("програма навчання громади", []),
        ("навчання", [1]),
        ("послуги в ЦНАП для громад", [4]),
        ("камянець подільськ", [3]),
        ("Кам’янець–Подільський", [3]),
        ("єс", [4]),
        ("у", [4]),
        ("цн", []),
        ("ЦНАП OR бюджет", []),
        ("NOT", []),
        ("бюджет*", [1, 3]),
        ('"бюджет участі"', [3]),
        ('бюджет"', [1, 3]),
        ("'", []),
        ("*** ()", []),
        ("title:бюджет", []),
        ("\0бюджет", [1, 3]),
    ],
)
def test_search(site, text, expected):
    assert found(site, text) == expected


def test_letters_that_ukrainian_tells_apart_stay_apart(site):
    assert found(site, "ґонт", "hromada") == [1]
    assert found(site, "гонт", "hromada") == [2]


@pytest.mark.parametrize("empty", ["", "   ", "\t"])
def test_an_empty_box_lists_everything(site, empty):
    assert found(site, empty) == [1, 2, 3, 4]


def test_search_of_one_column_folds_too(site):
    assert found(site, "КАМ’ЯНСЬК", argument="_search_title") == [1, 2]


@pytest.mark.parametrize(
    "text", ["бюджет " * 1500, "а" * 10_000, "я" * 9_000 + "'\"*", " ".join(map(str, range(2_000)))]
)
def test_ten_kilobytes_are_answered(site, text):
    assert (
        site.get(f"/world/training?{urllib.parse.urlencode({'_search': text})}").status_code == 200
    )


def test_a_pasted_text_finds_the_training_by_its_first_words(site):
    assert found(site, "Цифрові послуги ЄС у ЦНАП " * 400) == [4]


def test_what_is_typed_stays_in_the_box(site):
    page = site.get("/world/training?" + urllib.parse.urlencode({"_search": "Кам’янськ"})).text
    assert 'value="Кам’янськ"' in page


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (b"_search=", b""),
        (b"_search=&_sort=title", b"_sort=title"),
        (b"a=1&_search=%20+", b"a=1"),
        (b"a_search=&_search=x", b"a_search=&_search=x"),
    ],
)
def test_only_an_empty_search_is_dropped(query, kept):
    assert search.drop_empty_search(query) == kept


def empty_index():
    connection = sqlite3.connect(":memory:")
    search.prepare_connection(connection)
    connection.execute("create virtual table found using fts5 (title)")
    return connection


@settings(max_examples=500, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
@example('NEAR(a b) ^x {t} : c* + "')
@example("\0")
@example("𞤀𞤁")
def test_no_text_is_an_error_for_fts5(text):
    connection = empty_index()
    connection.execute("insert into found values (?)", [fold(text)])
    sql = "select title from found where found match escape_fts(?)"
    rows = connection.execute(sql, [text]).fetchall()
    assert rows in ([], [(fold(text),)])


@given(
    st.lists(st.text(st.sampled_from("абвгґдеєжзиіїйкклмя"), min_size=1), min_size=1, max_size=20)
)
def test_a_title_is_found_by_itself(words):
    connection = empty_index()
    connection.execute("insert into found values (?)", [fold(" ".join(words))])
    sql = "select count(*) from found where found match escape_fts(?)"
    assert connection.execute(sql, [" ".join(words).upper()]).fetchone() == (1,)


def test_what_follows_the_24th_word_of_a_pasted_text_does_not_matter():
    words = [f"слово{number}" for number in range(1_000)]
    connection = empty_index()
    for known in (23, 24):
        connection.execute("insert into found values (?)", [" ".join(words[:known])])
    sql = "select rowid from found where found match escape_fts(?)"
    assert connection.execute(sql, [" ".join(words)]).fetchall() == [(2,)]


@pytest.mark.parametrize("value", [None, 5, ""])
def test_escape_fts_takes_any_value_of_sql(value):
    connection = empty_index()
    (query,) = connection.execute("select escape_fts(?)", [value]).fetchone()
    assert query == ('("5")' if value == 5 else '""')
