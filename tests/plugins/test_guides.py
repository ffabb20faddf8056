"""The pages of text, and that what they say of the questions and pages is so."""

import re
from pathlib import Path

import pytest
from small_site import ROOT

from ingest.common.canned import load_canned_queries

GUIDES = ("data", "donors", "api", "accessibility")
QUESTIONS = load_canned_queries(ROOT / "canned_queries" / "trainings")


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_stands_in_the_language_of_the_page(sample_site, name):
    for language, suffix in (("uk", ".uk.md"), ("en", ".md")):
        page = sample_site.get(f"/guide/{name}?_lang={language}").text
        text = (ROOT / "docs" / f"{name}{suffix}").read_text(encoding="utf-8")
        title = re.match("# (.+)\n", text)[1]
        assert f"<h1>{title}</h1>" in page
        assert page.count("<h2>") == text.count("\n## ")
        assert ".md" not in page.split("<article")[1].split("</article>")[0].replace(
            "README.md", ""
        )


@pytest.mark.parametrize("name", GUIDES)
@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_link_of_a_guide_leads_somewhere(sample_site, name, language):
    page = sample_site.get(f"/guide/{name}?_lang={language}").text
    article = page.split("<article")[1].split("</article>")[0]
    for address in re.findall(r'(?:href|src)="(/[^"]*|pictures/[^"]*)"', article):
        path = address if address.startswith("/") else f"/guide/{address}"
        answer = sample_site.get(path)
        assert answer.status_code == 200, address


@pytest.mark.parametrize("suffix", [".md", ".uk.md"])
def test_the_table_of_questions_is_that_of_the_questions(suffix):
    text = Path(ROOT / "docs" / f"api{suffix}").read_text(encoding="utf-8")
    listed = {
        name: re.findall(r"`(\w+)`", parameters)
        for name, parameters in re.findall(r"^\| `(\w+)` \| [^|]+ \| (.*) \|$", text, re.M)
    }
    assert listed == {
        query.name: [parameter.name for parameter in query.parameters] for query in QUESTIONS
    }


def test_a_guide_that_does_not_exist_is_not_found(sample_site):
    assert sample_site.get("/guide/operator").status_code == 404
    assert sample_site.get("/guide/pictures/nosuch.png").status_code == 404
