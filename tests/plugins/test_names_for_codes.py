"""Filters by what the cells show: the name of a code in either language means the code."""

import pytest


def count(site, query):
    return site.get(f"/trainings/training.json?_size=0&{query}").json()["filtered_table_rows_count"]


@pytest.mark.parametrize("value", ["Онлайн", "онлайн", "Online", "online"])
def test_a_name_in_either_language_is_its_code(sample_site, value):
    expected = count(sample_site, "format_code=online")
    assert expected > 0
    assert count(sample_site, f"format_code={value}") == expected
    assert count(sample_site, f"format_code__exact={value}") == expected


def test_all_but_a_name_are_all_but_its_code(sample_site):
    assert count(sample_site, "format_code__not=Онлайн") == count(
        sample_site, "format_code__not=online"
    )


def test_the_rest_of_the_address_stays(sample_site):
    query = "format_code=Онлайн&_search=бюджет&quarter_code__gt=2021-Q1"
    assert count(sample_site, query) <= count(sample_site, "_search=бюджет")
    assert count(sample_site, "format_code=Нічого такого") == 0
