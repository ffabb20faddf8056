"""The page of all that is found, over the sample."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from ingest.common.search import stem, word_forms_of

SNOVSK = "UA74020050000033944"


def search(site, text):
    response = site.get("/search?q=" + quote(text))
    assert response.status_code == 200
    return response.text


def numbers(page):
    line = re.search(r'<p class="as-of">(.*?)</p>', page).group(1)
    return [
        int(number.replace("\N{NO-BREAK SPACE}", "")) for number in re.findall(r": (\d+)", line)
    ]


@pytest.mark.parametrize("text", ["Сновська", "СНОВСЬКА", "сновської", "Snovsk", "сновськ"])
def test_a_hromada_is_found_in_any_case_of_the_word_and_of_the_letters(sample_site, text):
    assert f'/hromada/{SNOVSK}"' in search(sample_site, text)


def test_a_hromada_is_found_by_its_name_before_it_was_renamed(sample_site):
    page = search(sample_site, "Більмацька")
    assert "Кам’янська селищна громада" in page
    assert numbers(page)[0] == 1


@pytest.mark.parametrize("text", ["Сновьска", "Снвська", "сновзька", "СНОВСЬКЕЙ"])
def test_of_a_misspelt_name_the_nearest_is_looked_for(sample_site, text):
    assert f'/hromada/{SNOVSK}"' in search(sample_site, text)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("стратигічне  планування", "стратегічне  планування"),
        ("Здоровъя", "здоров’я"),
        ("стратегічне планування", None),
        ("Сновськ", None),
        ("ьььь", None),
    ],
)
def test_the_page_knows_what_was_looked_for_instead(sample_site, text, corrected):
    database = sample_site.datasette.get_database("trainings")
    forms = asyncio.run(database.execute_fn(word_forms_of))
    assert forms.read_query(text).corrected == corrected


def test_a_name_too_far_to_be_meant_is_suggested_and_not_chosen(sample_site):
    page = search(sample_site, "Снавзька")
    assert "Нічого не знайдено" in page
    assert f'/hromada/{SNOVSK}"' in page.split("Можливо, ви шукали")[1]


def test_a_name_that_is_typed_whole_comes_before_those_that_begin_so(sample_site):
    page = search(sample_site, "Березне")
    labels = re.findall(r"/hromada/UA\d+\">(.*?)</a>", page)
    assert labels[:2] == ["Березнівська міська громада", "Березнегуватська селищна громада"]


def test_events_come_by_title_then_counted_then_recent(sample_site):
    page = search(sample_site, "просторове планування")
    titles = re.findall(r"/training/\d+\"[^>]*>(.*?)</a>", page)
    assert [title[:36] for title in titles] == [
        "Кроки для спеціалістів. Просторове п",  # in the title, counted
        "Конференція «Просторове планування р",  # in the title, not counted, of 2022
        "Конференція «Просторове планування р",  # of 2021
        "Презентація практичного посібника з ",  # in the topic's name only
    ]


def test_the_site_needs_no_dictionary(sample_folder):
    """It is installed where the database is built, and not where it is served."""
    code = """
import sys
sys.modules["pymorphy3"] = None
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from small_site import WholeSite
page = WholeSite(Path(sys.argv[2])).get("/search?q=Кривого+Рогу").text
print("Криворізька міська громада" in page)
"""
    tests = str(Path(__file__).parents[1])
    answer = subprocess.run(
        [sys.executable, "-c", code, tests, str(sample_folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == "True\n"


def test_namesakes_are_told_apart_by_their_oblasts(sample_site):
    page = search(sample_site, "Чернігівська")
    part = page.split("<h2>Громади</h2>")[1].split("</section>")[0]
    assert re.findall(r"— (.*?)</li>", part) == [
        "Чернігівський район, Чернігівська область",
        "Бердянський район, Запорізька область",
    ]


@pytest.mark.parametrize("text", ["DOBRE", "dobre"])
def test_a_project_is_found_by_its_name(sample_site, text):
    assert "/trainings/project/dobre" in search(sample_site, text)


@pytest.mark.parametrize("text", ["бюджет", "бюджетів", "budget"])
def test_a_topic_is_found_by_its_name_in_both_languages(sample_site, text):
    assert re.search(r'href="/overview/[\w-]*budget', search(sample_site, text))


def test_the_events_found_are_as_many_as_the_table_shows(sample_site):
    found = numbers(search(sample_site, "громад"))[3]
    page = sample_site.get("/trainings/training?_search=" + quote("громад")).text
    assert re.search(rf"<h2[^>]*>\s*{found} ", page.replace("\N{NO-BREAK SPACE}", " "))


@pytest.mark.parametrize("text", ["ьььь", "'", "*** ()", '"'])
def test_nothing_found_says_what_to_try(sample_site, text):
    assert "Нічого не знайдено" in search(sample_site, text)


def test_an_empty_box_says_what_to_type(sample_site):
    page = search(sample_site, "  ")
    assert "Введіть назву громади" in page
    assert "Нічого не знайдено" not in page


def test_what_is_typed_is_shown_and_never_run(sample_site):
    page = search(sample_site, "<script>alert(1)</script>")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("бюджетування", "бюджетува"),
        ("сновської", "сновськ"),
        ("землями", "земл"),
        ("вода", "вода"),
        ("єс", "єс"),
    ],
)
def test_a_word_keeps_what_its_forms_share(word, expected):
    assert stem(word) == expected
