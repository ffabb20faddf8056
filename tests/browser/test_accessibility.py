"""WCAG 2.1 AA as far as axe-core can tell: each kind of page, both languages, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
PAGES = [
    "/",
    "/overview",
    "/overview/gender",
    "/trainings",
    "/trainings/training",
    "/trainings/training?_search=немаєтакого",
    "/trainings/training_place",
    "/trainings/hromada",
    "/trainings/project/u-lead",
    "/trainings/oblast/UA53000000000028050",
    "/trainings/training/2024441754516835",
    "/trainings/topic/budget",
    "/guide/data",
    "/guide/donors",
    "/guide/api",
    "/guide/accessibility",
    "/check",
    "/hromada/UA74020050000033944",
    "/search?q=бюджет",
    "/trainings/white_spots",
    "/trainings/evenness_by_oblast",
    "/trainings/evenness_over_time",
    "/trainings/where_next",
    "/trainings/overlaps?days=1200",
    "/trainings/hromada_received",
    "/trainings/white_spots?oblast=nothing",
    "/trainings?sql=select+1",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("locale", ["uk-UA", "en-GB"])
def test_axe_finds_no_violation(visit, path, locale):
    page = visit(path, locale=locale)
    assert page.get_attribute("html", "lang") == locale[:2]
    page.wait_for_load_state("networkidle")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == [], scheme
