"""Names as donors write them → the bare names that the register is searched by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.resolve.names import (
    fold_oblast,
    fold_place,
    fold_raion,
    latin_key,
    means_country,
    means_every,
    nominative_guesses,
    stated_type,
)


@pytest.mark.parametrize(
    "name",
    [
        "Баранівська",
        "БАРАНІВСЬКА",
        "Баранiвська",  # a Latin i
        "«Баранівська»",
        "Баранівська міська громада",
        "Баранівська міська територіальна громада",
        "Баранівська об'єднана територіальна громада",
        "Баранівська МТГ",
        "Баранівська ТГ",
        "Баранівська ОТГ",
        "Баранівська міська рада",
        "Баранівська міська військова адміністрація",
        "Баранівська (Житомирська обл.)",
        "  Баранівська,",
        "громада Баранівська",
    ],
)
def test_a_hromada_is_bared_of_rank_kind_and_brackets(name):
    assert fold_place(name) == "баранівська"


@pytest.mark.parametrize(
    "name",
    ["м. Баранівка", "м.Баранівка", "місто Баранівка", "м Баранівка", "г. Баранівка", "Баранівка"],
)
def test_a_city_is_bared_of_its_kind(name):
    assert fold_place(name) == "баранівка"


@pytest.mark.parametrize("kind", ["с.", "с", "село", "смт", "смт.", "с-ще", "селище", "пгт"])
def test_a_village_or_settlement_is_bared_of_its_kind(kind):
    assert fold_place(f"{kind} Нові Озера") == "нові озера"


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Міські Млини", "міські млини"),
        ("Об’єднане", "обєднане"),
        ("Селище", "селище"),
        ("Нове Місто", "нове місто"),
        ("Радісне", "радісне"),
        ("Сільце", "сільце"),
        ("Смтова", "смтова"),
        ("Громадське", "громадське"),
        ("Івано-Франківська", "івано франківська"),
        ("Кам’янець-Подільська МТГ", "камянець подільська"),
    ],
)
def test_words_that_are_part_of_a_name_stay(name, bare):
    assert fold_place(name) == bare


@pytest.mark.parametrize(
    "name", ["громада", "Громади", "ТГ", "об’єднані територіальні громади", "міська рада", "—"]
)
def test_words_that_name_no_place_leave_nothing(name):
    assert fold_place(name) == ""


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        ("баранівської", "баранівська"),
        ("баранівській", "баранівська"),
        ("баранівську", "баранівська"),
        ("баранівською", "баранівська"),
        ("баранівка", None),
        ("баранівська", None),
    ],
)
def test_cases_lead_back_to_the_nominative(written, guess):
    guesses = nominative_guesses(written)
    assert guess in guesses if guess else guesses == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Миколаївська міська громада", "міська"),
        ("Миколаївської селищної ТГ", "селищна"),
        ("Миколаївська СІЛЬСЬКА рада", "сільська"),
        ("Миколаївська", None),
        ("Приміська", None),
        ("Миколаївська міська та сільська", None),
    ],
)
def test_the_type_is_told_where_the_name_states_one(name, kind):
    assert stated_type(name) == kind


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Полтавська область", "полтавська"),
        ("Полтавська обл.", "полтавська"),
        ("полтавська обл", "полтавська"),
        ("м. Київ", "київ"),
        ("місто Київ", "київ"),
        ("Київська", "київська"),
        ("Автономна Республіка Крим", "автономна республіка крим"),
        ("Львівщина", "львівщина"),
    ],
)
def test_an_oblast_is_bared_of_its_rank(name, bare):
    assert fold_oblast(name) == bare


@pytest.mark.parametrize("name", ["Звягельський район", "Звягельський р-н", "ЗВЯГЕЛЬСЬКИЙ"])
def test_a_raion_is_bared_of_its_rank(name):
    assert fold_raion(name) == "звягельський"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("вся Україна", True),
        ("громади всієї України", True),
        ("з усієї України", True),
        ("громади з усіх областей", True),
        ("all Ukraine (webinar)", True),
        ("вся Украина", True),
        ("ВСІ", False),
        ("усі громади області", False),
        ("«Усі області»", True),
        ("Nationwide", True),
        ("Україна та Польща", False),
        ("Полтавська", False),
        ("", False),
    ],
)
def test_words_for_the_whole_country(name, expected):
    assert means_country(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("ВСІ", True), ("all", True), ("Всіхсвятська", False)]
)
def test_words_for_all_of_what_stands_beside(name, expected):
    assert means_every(name) == expected


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("zhmerynka", "zhmerinka"),
        ("nizhyn", "nezhin"),
        ("zdolbuniv", "zdolbunov"),
        ("hadiach", "gadyach"),
        ("kremenchuk", "kremenchug"),
        ("derazhnianska", "derazhnyanska"),
        ("krasnoilsk", "krasnoyilsk"),
        ("poltavska", "poltavskaya"),
    ],
)
def test_ways_of_writing_a_name_in_latin_share_a_key(ours, theirs):
    assert latin_key(ours) == latin_key(theirs)


def test_other_names_have_other_latin_keys():
    assert (
        len({latin_key(name) for name in ("kosivska", "kalushska", "kolkivska", "halytska")}) == 4
    )


words = st.lists(
    st.sampled_from(
        ["Баранівська", "міська", "Міські", "Млини", "громада", "ТГ", "с.", "село", "(обл.)"]
    ),
    max_size=5,
)


@given(words)
def test_baring_a_bare_name_changes_nothing_but_a_second_kind(words):
    """«село смт Млини» loses one kind a time; nothing else is left to lose."""
    once = fold_place(" ".join(words))
    kinds = {"с", "смт", "село"}
    assert fold_place(once) == once or once.split()[0] in kinds
