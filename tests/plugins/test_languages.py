"""Both languages at the same addresses: how one is chosen, that no word is left in the other."""

import asyncio
import io
import re

import openpyxl
import pytest
from babel.messages.pofile import read_po
from datasette.utils import module_from_path
from small_site import PLUGINS
from words import COMPOSED, words_of_code, words_of_data, words_of_templates

from ingest.common.language import CATALOGUE, Names, choose, choose_form, speaking
from ingest.common.sentences import format_date, format_number

PAGES = [
    "/trainings/oblast/UA53000000000028050",
    "/trainings/project/hoverla",
    "/guide/data",
    "/check",
    "/",
    "/overview",
    "/overview/gender",
    "/trainings",
    "/trainings/training?_search=budget&_topic=budget&_quarter=2021-Q4",
    "/trainings/expected_report",
    "/trainings/training_place",
    "/trainings/oblast",
    "/trainings/topic/budget",
    "/hromada/UA74020050000033944",
    "/search?q=budget",
    "/search?q=qqqzz",
    "/trainings/white_spots",
    "/trainings/white_spots_by_topic",
    "/trainings/evenness_by_oblast",
    "/trainings/evenness_over_time",
    "/trainings/topic_balance",
    "/trainings/where_next",
    "/trainings/where_next?topic=budget&places=100",
    "/trainings/overlaps?days=1200",
    "/trainings/presence_matrix",
    "/trainings/concentration",
    "/trainings/womens_share",
    "/trainings/reporting_completeness?project=u-lead",
    "/trainings/hromada_misses?percent=5",
    "/trainings/white_spots?oblast=nothing&other=1",
    "/trainings?sql=select+1",
    "/nosuch",
    "/trainings/nosuch",
]
_CYRILLIC = re.compile(r'[^<>"]*[а-яіїєґ][^<>"]*', re.I)


def ask(site, path, **headers):
    async def answer():
        await site.datasette.invoke_startup()
        return await site.datasette.client.get(path, headers=headers)

    return asyncio.run(answer())


@pytest.fixture(scope="module")
def catalogue():
    with CATALOGUE.open("rb") as file:
        return [message for message in read_po(file, locale="en") if message.id]


def test_every_word_of_the_site_has_its_english_and_no_other_is_kept(catalogue):
    needed = words_of_templates() | words_of_code() | words_of_data() | COMPOSED
    assert {message.id for message in catalogue} == needed


def test_no_english_is_empty_in_doubt_or_without_its_places(catalogue):
    for message in catalogue:
        texts = message.string if message.pluralizable else (message.string,)
        assert all(texts), message.id
        assert not message.fuzzy, message.id
        own = message.id if isinstance(message.id, str) else message.id[0]
        for text in texts:
            assert sorted(re.findall(r"{\w*}", text)) == sorted(re.findall(r"{\w*}", own)), own
            assert not re.search("[а-яіїєґ]", text, re.I), own


@pytest.mark.parametrize("path", PAGES)
def test_an_english_page_has_no_ukrainian_word_but_what_is_marked(sample_site, path):
    answer = ask(sample_site, path, **{"accept-language": "en-GB,en;q=0.9"})
    html = re.sub(r"<(script|style|pre)\b.*?</\1>", "", answer.text, flags=re.S)
    html = re.sub(r'<(\w+)[^>]* lang="uk"[^>]*>.*?</\1>', "", html, flags=re.S)
    assert _CYRILLIC.findall(html) == []
    assert '<html lang="en">' in html
    assert answer.headers["content-language"] == "en"


@pytest.mark.parametrize("path", PAGES)
def test_a_ukrainian_page_says_so(sample_site, path):
    answer = ask(sample_site, path)
    assert '<html lang="uk">' in answer.text
    assert answer.headers["content-language"] == "uk"
    assert "Accept-Language" in answer.headers["vary"]
    assert "Cookie" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "language"),
    [
        (None, None, "", "uk"),
        (None, None, "de-DE,de;q=0.9", "uk"),
        (None, None, "en-US,en;q=0.9", "en"),
        (None, None, "en;q=0.5, uk;q=0.8", "uk"),
        (None, None, "ru,en;q=0.7", "en"),
        (None, None, "en;q=0, fr", "uk"),
        (None, "en", "uk", "en"),
        ("uk", "en", "en", "uk"),
        ("xx", "en", "uk", "en"),
        (None, "xx", "en;q=high", "uk"),
    ],
)
def test_the_address_goes_before_the_cookie_and_that_before_the_browser(
    asked, kept, accepted, language
):
    assert choose(asked, kept, accepted) == language


def test_a_language_asked_for_is_kept_and_leaves_the_address(sample_site):
    answer = ask(sample_site, "/trainings/training?_quarter=2021-Q4&_lang=en&_search=budget")
    assert answer.headers["set-cookie"].startswith("lang=en;")
    assert "Q4 2021" in answer.text
    # Only the ways to the languages themselves name it, and they keep the filters.
    assert set(re.findall(r'[^"]*_lang=\w+', answer.text)) == {
        f"/trainings/training?_quarter=2021-Q4&amp;_search=budget&amp;_lang={code}"
        for code in ("uk", "en")
    }
    assert "lang" not in ask(sample_site, "/", cookie="lang=en").headers.get("set-cookie", "")
    assert '<html lang="en">' in ask(sample_site, "/", cookie="a=b; lang=en").text


@pytest.mark.parametrize(
    "path",
    ["/trainings/white_spots.json?_shape=array", "/trainings/oblast.csv", "/static/site.css"],
)
def test_what_programs_read_is_the_same_in_both(sample_site, path):
    english = ask(sample_site, path, **{"accept-language": "en"})
    assert english.text == ask(sample_site, path).text
    assert "content-language" not in english.headers
    assert "accept-language" not in english.headers.get("vary", "").lower()


def test_a_workbook_has_titles_and_names_in_the_language_asked_for(sample_site):
    answer = ask(sample_site, "/trainings/white_spots.xlsx?oblast=UA53000000000028050&_lang=en")
    sheet, about = openpyxl.load_workbook(io.BytesIO(answer.content))
    head, first = list(sheet.iter_rows(max_row=2, values_only=True))
    assert head[:4] == ("Hromada", "Raion", "Oblast", "Type")
    assert first[2] == "Poltava Oblast"
    assert first[3] in ("urban", "settlement", "rural")
    assert about.title == "About the file"


def test_the_ways_to_the_languages_stay_on_the_site():
    plugin = module_from_path(str(PLUGINS / "interface_language.py"), "interface_language")
    scope = {"path": "//other.example/x", "raw_path": b"//other.example/x?a=1"}
    assert plugin.address_of({**scope, "query_string": b"a=1"}) == "/other.example/x?a=1&"
    assert plugin.address_of({"path": "/"}) == "/?"


def test_numbers_days_and_nouns_have_the_form_of_the_language():
    forms = ("захід", "заходи", "заходів")
    assert [choose_form(n, *forms) for n in (1, 3, 11, 21)] == [
        "захід",
        "заходи",
        "заходів",
        "захід",
    ]
    assert format_number(1469.5) == "1\u00a0469,5"
    assert format_date("2020-10-12") == "12\u00a0жовтня\u00a02020"
    with speaking("en"):
        assert [choose_form(n, *forms) for n in (1, 3, 21)] == ["event", "events", "events"]
        assert format_number(1469.5) == "1,469.5"
        assert format_date("2020-10-12") == "12\u00a0October\u00a02020"


def test_names_in_lists_are_told_one_by_one_and_the_unknown_stay():
    names = Names({"Гранти, проєкти": "Grants", "Сумська область": "Sumy Oblast"})
    text = "Гранти, проєкти; Сумська область: Невідома; щось"
    assert names.shown(text) == text
    with speaking("en"):
        assert names.shown(text) == "Grants; Sumy Oblast: Невідома; щось"
        assert names.shown("від останнього заходу минуло 12 кварталів") == (
            "12 quarters since the last event"
        )
