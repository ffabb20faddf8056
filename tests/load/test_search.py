"""Loaded tables → what a reader finds, whatever way the words are spelled."""

import pytest

from ingest.common.ukrainian import APOSTROPHES, fold

HEALTH = "Здоров’я в Кам’янському"


def find(world, words, table="training", column="title"):
    """Return what the site would: the words folded, each of them looked for."""
    query = " ".join(f'"{word}"' for word in fold(words).split())
    rows = world.rows(
        f"""SELECT {column} FROM {table} WHERE {table}_id IN
        (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?) ORDER BY 1""",
        query,
    )
    return [text for (text,) in rows]


def find_hromadas(world, words):
    return find(world, words, "hromada", "hromada_label")


@pytest.mark.parametrize("apostrophe", ["", *APOSTROPHES])
@pytest.mark.parametrize("spell", [str, str.upper, str.lower, str.title])
def test_case_and_apostrophe_do_not_matter(counted, spell, apostrophe):
    words = spell("здоров’я кам’янському").replace("’", apostrophe)
    assert find(counted, words) == [HEALTH]


BUDGET, SECOND_YEAR, ANNOUNCED, CANCELLED, OBLAST = (
    *("Бюджет: із чого почати", "Бюджет: рік другий", "Електронна рада", "Не відбулося"),
    "День області",
)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("бюджет рік", [SECOND_YEAR]),
        ("місцеві фінанси", [BUDGET, SECOND_YEAR, ANNOUNCED, CANCELLED]),
        ("служба в омс", ["Кадри"]),
        (
            "decentralization offering better results",
            [BUDGET, SECOND_YEAR, OBLAST, HEALTH, CANCELLED],
        ),
        ("USAID DOBRE день", [OBLAST]),
        ("u lead", [BUDGET, "День країни"]),
        ("Асоціація міст", [BUDGET]),
        ("торчинська", [SECOND_YEAR]),
        ("житомирська область довбиська", [BUDGET, CANCELLED]),
        ("уся україна", ["День країни"]),
        ("звягельський район", ["День району"]),
        ("звягельська", [HEALTH]),
        ("новоград-волинська", [HEALTH]),
        ("Новоград Волинська", [HEALTH]),
        ("нетакська", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_event_is_found_by_title_topic_project_organiser_and_place(counted, words, titles):
    """By names that the row does not hold too: of its topic, of its project, once of a hromada."""
    assert find(counted, words) == sorted(titles)


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("БАРАНІВСЬКА", ["Баранівська міська громада"]),
        ("Баранівка", ["Баранівська міська громада"]),
        ("Baranivska", ["Баранівська міська громада"]),
        ("Новоград-Волинська", ["Звягельська міська громада"]),
        ("Zviahel", []),
        ("Zviahelska", ["Звягельська міська громада"]),
        ("Юр'ївська", ["Юріївська селищна громада"]),
    ],
)
def test_a_hromada_is_found_by_its_name_its_centre_in_latin_and_by_its_old_name(
    counted, words, labels
):
    assert find_hromadas(counted, words) == labels


@pytest.mark.parametrize("table", ["training", "hromada"])
def test_every_row_is_in_the_search_once(counted, table):
    rows = counted.rows(f"SELECT {table}_id FROM {table} ORDER BY 1")
    assert counted.rows(f"SELECT rowid FROM {table}_fts ORDER BY 1") == rows
    assert counted.rows(f"SELECT id FROM {table}_fts_docsize ORDER BY 1") == rows
