"""The overview of the ministry: figures counted by hand, and pictures with their tables."""

import re

import pytest

from ingest.common.dashboard import tabulate_topics


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_figures_are_those_of_all_topics(sample_site):
    page = sample_site.get("/overview")
    assert page.status_code == 200
    text = words(page.text)
    assert "громад охоплено 7,4 % 108 із 1 469" in text
    for heading in (
        "Частка громад, яких навчали, за областями",
        "Заходи за кварталами",
        "Куди далі",
        "Теми за роками",
        "Хто не прозвітував",
    ):
        assert heading in text


def test_figures_of_a_topic_in_the_small_world(small):
    """Youth: events 3, 4 and 5, all of hromada 1 of six, by p, q and r."""
    text = words(small.get("/overview/youth").text)
    assert "16,7 %" in text
    assert "1 із 6" in text
    assert "заходи 3" in text
    assert "проєкти 3" in text


def test_figures_of_all_topics_in_the_small_world(small):
    """Ten are held; hromadas 1, 2 and 3 of the six are named; three projects."""
    text = words(small.get("/overview").text)
    assert "50 %" in text
    assert "3 із 6" in text
    assert "заходів 10" in text


@pytest.mark.parametrize("path", ["/overview", "/overview/gender"])
def test_each_picture_has_its_numbers_in_a_table(sample_site, path):
    page = sample_site.get(path).text
    assert page.count("<path class=") == 27
    assert page.count("<summary>Таблиця</summary>") == 2
    for label in re.findall(r'<svg[^>]*aria-label="([^"]+)"', page):
        assert "таблиці" in label
    assert "<script src" not in page.split('<section class="content"')[1]


def test_the_page_of_a_topic_leads_to_its_own_questions(sample_site):
    page = sample_site.get("/overview/gender").text
    for address in (
        "/trainings/training?_topic=gender",
        "/trainings/white_spots_by_topic?topic=gender&amp;oblast=UA53",
        "/trainings/where_next?topic=gender",
    ):
        assert address in page


def test_every_topic_has_a_page(sample_site):
    for code in re.findall(r'href="/overview/(\w+)"', sample_site.get("/overview").text):
        assert sample_site.get(f"/overview/{code}").status_code == 200


def test_an_unknown_topic_is_not_found_in_ukrainian(sample_site):
    answer = sample_site.get("/overview/nothing")
    assert answer.status_code == 404
    assert "Такої теми немає" in answer.text


def test_topics_are_tabulated_by_year_with_years_between():
    rows = [("a", "А", "2020", 1), ("a", "А", "2022", 4), ("b", "Б", "2022", 10)]
    years, lines = tabulate_topics(rows)
    assert years == ["2020", "2021", "2022"]
    assert [(line.code, line.cells, line.total) for line in lines] == [
        ("b", ((0, 0), (0, 0), (10, 5)), 10),
        ("a", ((1, 1), (0, 0), (4, 2)), 5),
    ]
    assert tabulate_topics([]) == ([], [])
