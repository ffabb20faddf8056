"""The pages of an event, a project and an oblast, counted by hand or against the tables."""

import re
import sqlite3
from contextlib import closing

import pytest
from small_site import Site
from small_world import write_small_world
from test_hromada_pages import words


def figures(html):
    """Return what the figures of a page are called → the numbers, as they stand."""
    found = re.search(r'<dl class="figures">(.*?)</dl>', html, re.S)[1]
    parts = found.split("<div>")[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in parts]


@pytest.fixture(scope="module")
def event(sample_site):
    """An event of the sample that names five hromadas of Lviv oblast and has one remark."""
    path = "/trainings/training.json?title__startswith=Інформаційна сесія для фахівців"
    (row,) = sample_site.rows(path)
    return row


def test_an_event_says_who_where_what_and_from_which_row(sample_site, event):
    text = words(sample_site.get(f"/trainings/training/{event['training_id']}").text)
    assert "26 лютого 2026 · Громада в дії" in text.replace("\u00a0", " ")
    assert "Львівська область : " in text
    for name in ("Старосамбірська", "Сколівська", "Хирівська", "Новороздільська", "Львівська"):
        assert f"{name} міська громада" in text
    assert "Соціальний захист і послуги ветеранська політика; соціальні послуги" in text
    assert "2026-Q1/other-projects.xlsx , аркуш « Заходи », рядок 3" in text
    assert "Невідома тема" in text


def test_an_event_for_an_area_says_that_it_reaches_no_hromada(sample_site):
    (row,) = sample_site.rows("/trainings/training.json?scope_code=oblast&_size=1")
    text = words(sample_site.get(f"/trainings/training/{row['training_id']}").text)
    assert "громад він не називає" in text


def test_an_event_that_was_only_announced_says_that_it_is_not_counted(sample_site):
    (row,) = sample_site.rows("/trainings/training.json?is_counted=0&_size=1")
    text = words(sample_site.get(f"/trainings/training/{row['training_id']}").text)
    assert "Цей захід не рахується" in text


def test_the_same_event_of_two_projects_leads_to_the_other(tmp_path):
    path = tmp_path / "trainings.db"
    write_small_world(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "UPDATE training SET same_as_id = 2, is_counted = 0 WHERE training_id = 4"
        )
        connection.commit()
    site = Site(path)
    later, first = (site.get(f"/trainings/training/{number}").text for number in (4, 2))
    assert "там його й пораховано" in later
    assert "там його й пораховано" not in first
    assert re.findall(r'/training/(\d+)"', later.split("Цей самий захід")[1]) == ["2"]
    assert re.findall(r'/training/(\d+)"', first.split("Цей самий захід")[1]) == ["4"]


def test_the_figures_of_a_project_counted_by_hand(small):
    """Of p are held 1, 3, 4, 6 and 9; they name hromadas 1, 2 and 7, of A and of Kyiv."""
    assert figures(small.get("/trainings/project/p").text) == [
        "заходів 5",
        "громади 3",
        "області 2",
        "теми 2",
        "звітів отримано 1 із 2 очікуваних",
    ]


def test_the_quarters_of_a_project_lead_to_its_events_of_each(small):
    page = small.get("/trainings/project/p").text
    bars = page.split('<ol class="bars"')[1].split("</ol>")[0]
    assert re.findall(r'from_quarter=(\S+?)&amp;to_quarter=(\S+?)"', bars) == [
        (quarter, quarter) for quarter in ("2020-Q4", "2021-Q1", "2021-Q2")
    ]
    assert re.findall(r'class="tally">(\d+)<', bars) == ["1", "3", "1"]


def test_the_figures_of_an_oblast_counted_by_hand(small):
    """Of the four hromadas of A three are named, by 1, 2, 3, 4, 5, 8, 10 and 11; 6 is for all A."""
    page = small.get("/trainings/oblast/A").text
    assert figures(page) == [
        "охоплено громад 3 із 4 · 75 %",
        "заходів 8",
        "захід для всієї області 1",
        "проєкти 3",
    ]
    assert re.findall(r"Громада (\d)</a></td><td class=\"num\">(\d)", page) == [
        ("1", "6"), ("2", "1"), ("3", "2"), ("4", "0"),
    ]  # fmt: skip


def test_an_oblast_lists_each_of_its_hromadas_once(sample_site):
    code = "UA53000000000028050"
    page = sample_site.get(f"/trainings/oblast/{code}").text
    part = page.split("Громади за районами")[1].split("Хто тут працює")[0]
    listed = re.findall(r"/hromada/(UA\d{17})", part)
    assert len(listed) == len(set(listed)) == 60
    white = sample_site.query("white_spots", oblast=code)
    assert part.count(" квартал 20") == page.count('"dot is-reached"') == 60 - len(white) == 4


@pytest.mark.parametrize(
    "path", ["/trainings/project/nobody", "/trainings/oblast/UA99", "/trainings/training/1"]
)
def test_what_is_not_there_has_a_page_that_says_so(sample_site, path):
    answer = sample_site.get(path)
    assert answer.status_code == 404
    assert "Такого запису немає" in answer.text
