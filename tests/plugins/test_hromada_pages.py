"""The page of a hromada: what it got, what it misses, its neighbours; by code and by name."""

import re
from urllib.parse import quote

import pytest

SNOVSK = "UA74020050000033944"


def words(html):
    content = html.split('<section class="content"')[1]
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


def test_the_figures_of_a_hromada_counted_by_hand(small):
    """Hromada 1: held are events 1, 2, 3, 4, 5 and 8; its topics are budget and youth.

    Of its raion the counts are 6 and 1, of the oblast 6, 1, 2, 0, of the country 6, 1, 2, 0, 0, 0.
    """
    text = words(small.get("/hromada/UA1").text)
    assert "заходів 6 останній — 25 травня 2021" in text
    assert "теми 2" in text
    assert "медіана району 3,5" in text
    assert "медіана області 1,5" in text
    assert "медіана країни 0,5" in text
    assert "ширший захід 1" in text


def test_neighbours_are_those_of_the_raion_with_itself_marked(small):
    page = small.get("/hromada/UA1").text
    table = page.split("Сусіди в районі")[1]
    found = re.findall(r"Громада (\d)</a></td><td class=\"num\">(\d)", table)
    assert found == [("1", "6"), ("2", "1")]
    assert table.count('aria-current="true"') == 1


def test_a_hromada_that_nobody_named_says_what_that_means(small):
    text = words(small.get("/hromada/UA6").text)
    assert "жоден захід її не назвав" in text
    assert "ще не значить, що навчань не було" in text


def test_what_it_misses_is_what_the_saved_question_answers(sample_site):
    missing = sample_site.query("hromada_misses")
    page = sample_site.get(f"/hromada/{missing[0]['hromada_code']}").text
    assert missing[0]["topic"] in page
    part = page.split("Чого бракує")[1].split("</section>")[0]
    assert part.count("/overview/") == len(missing)


@pytest.mark.parametrize("written", ["Сновська", "сновська", "СНОВСЬКА", "Сновська міська громада"])
def test_a_name_leads_to_the_page(sample_site, written):
    answer = sample_site.get(f"/hromada/{quote(written)}")
    assert answer.status_code == 302
    assert answer.headers["location"].endswith(SNOVSK)


def test_a_former_name_leads_there_too(sample_site):
    answer = sample_site.get(f"/hromada/{quote('Іларіонівська')}")
    assert answer.status_code == 302


def test_a_code_may_be_written_in_small_letters(sample_site):
    assert sample_site.get(f"/hromada/{SNOVSK.lower()}").status_code == 200


def test_namesakes_are_listed_with_their_oblasts(sample_site):
    answer = sample_site.get(f"/hromada/{quote('Миколаївська')}")
    assert answer.status_code == 300
    assert answer.text.count('href="/hromada/UA') > 3
    assert "Одеська область" in answer.text


@pytest.mark.parametrize("path", ["/hromada/nothing", "/hromada/UA00", "/hromada/%3Cscript%3E"])
def test_what_is_no_hromada_is_not_found_in_ukrainian(sample_site, path):
    answer = sample_site.get(path)
    while answer.status_code in (301, 302):
        answer = sample_site.get(answer.headers["location"])
    assert answer.status_code == 404
    assert "Такої громади немає" in answer.text
    assert "<script>alert" not in answer.text


def test_answers_and_tables_lead_to_the_page(sample_site):
    for path in ("/trainings/white_spots", "/trainings/hromada?_search=Сновська"):
        assert 'href="/hromada/UA' in sample_site.get(path).text
