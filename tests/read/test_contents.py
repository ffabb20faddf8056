"""What the cells of a column tell of it."""

import pytest

from ingest.read.contents import is_month, oblast_of_title, tell_month_first


@pytest.mark.parametrize(
    ("cells", "is_first"),
    [
        (["10/12/2020", "10/25/2020"], True),
        (["10/15/2020-10/16/2020", "не знаю"], True),
        (["10/12/2020", "25/10/2020"], False),
        (["10/25/2020", "25/10/2020"], False),
        (["10/12/2020"], False),
        ([], False),
    ],
)
def test_a_column_tells_that_the_month_comes_first_only_if_no_day_of_it_denies(cells, is_first):
    assert tell_month_first(cells) is is_first


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Липень", True),
        ("липень 2021", True),
        ("07 Липень", True),
        ("січень-лютий", True),
        ("сiчень", True),  # a Latin i
        ("груд.", True),
        ("ЖОВТЕНЬ 2024", True),
        ("Sept", True),
        ("Липецька", False),
        ("Березне", False),
        ("Травневе", False),
        ("Квітнева", False),
    ],
)
def test_a_month_is_told_from_the_places_that_are_called_after_one(text, is_one):
    assert is_month(text) is is_one


@pytest.mark.parametrize(
    ("titles", "oblast"),
    [
        (["Волинська обласна державна адміністрація"], "волинська область"),
        (["Івано-Франківська ОВА"], "івано франківська область"),
        (["Громади Житомирщини", "Житомирська область"], "житомирська область"),
        (["Громады Одесской области"], "одесская область"),
        (["Реєстр: Одещина"], "одеська область"),
        (["Чернігівщина", "Чернігівська обл."], "чернігівська область"),
        (["Житомирщина та Полтавщина"], None),
        (["Полтавський центр"], None),
    ],
)
def test_lines_above_a_table_tell_its_oblast_where_they_tell_one(titles, oblast):
    assert oblast_of_title(titles) == oblast
