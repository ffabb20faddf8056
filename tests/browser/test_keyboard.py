"""One task of each of the five kinds of users, done from the keyboard alone."""

import re

import pytest
from hand_made import EVENT, HEADER, write_workbook

_FOCUSED = """() => {
  const own = document.activeElement;
  const style = getComputedStyle(own);
  return {
    text: (own.getAttribute("aria-label") || own.innerText || own.name || "").trim(),
    id: own.id,
    name: own.getAttribute("name") || "",
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
  };
}"""
_MOST_STEPS = 150


@pytest.fixture
def keys(visit):
    """Return a function that opens a page and gives what goes over it by Tab."""
    return lambda path, **options: Keys(visit(path, **options))


class Keys:
    """A page and its keyboard; the mouse is never touched."""

    def __init__(self, page):
        self.page = page

    def go_to(self, wanted):
        """Press Tab until the text, id or name of what has the focus is `wanted`."""
        for _ in range(_MOST_STEPS):
            self.page.keyboard.press("Tab")
            focused = self.page.evaluate(_FOCUSED)
            if wanted in (focused["text"], focused["id"], focused["name"]):
                assert focused["outline"], f"the focus on {wanted} is not seen"
                return self
        pytest.fail(f"{wanted} is not reached in {_MOST_STEPS} steps")

    def press(self, key):
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        return self

    def type(self, text):
        self.page.keyboard.type(text)
        return self

    def choose(self, label):
        """Go down the list that has the focus."""
        chosen = "document.activeElement.selectedOptions[0].label"
        for _ in range(_MOST_STEPS):
            self.page.keyboard.press("ArrowDown")
            if self.page.evaluate(chosen) == label:
                return self
        pytest.fail(f"{label} is not in the list")


def test_the_first_step_of_a_page_leads_past_its_head(keys):
    at = keys("/trainings/white_spots")
    at.page.keyboard.press("Tab")
    assert at.page.evaluate(_FOCUSED)["text"] == "До змісту"
    at.page.keyboard.press("Enter")
    at.page.keyboard.press("Tab")
    assert at.page.evaluate(_FOCUSED)["name"] == "from_quarter", at.page.evaluate(_FOCUSED)


def test_the_ministry_asks_where_there_was_no_training_in_an_oblast(keys):
    at = keys("/").go_to("Де навчань не було").press("Enter")
    at.go_to("oblast").choose("Полтавська область").go_to("Показати").press("Enter")
    assert "oblast=UA53" in at.page.url
    assert re.search(r"в областях: 1\b", at.page.locator(".said").inner_text())


def test_an_analyst_narrows_the_events_by_a_topic_and_takes_the_choice_back(keys):
    at = keys("/").go_to("Усі заходи: відбір, пошук").press("Enter")
    at.go_to("Місцеві бюджети та фінанси").press("Enter")
    assert "_topic=budget" in at.page.url
    narrowed = at.page.locator("h2.count").inner_text()
    at.go_to("Прибрати").press("Enter")
    assert "_topic" not in at.page.url
    assert at.page.locator("h2.count").inner_text() != narrowed


def test_a_project_checks_its_file(keys, tmp_path):
    path = tmp_path / "report.xlsx"
    path.write_bytes(write_workbook(Заходи=[HEADER, EVENT]))
    at = keys("/").go_to("Перевірити звіт").press("Enter").go_to("file")
    # The dialogue of files is the system's own.
    at.page.locator("#file").set_input_files(path)
    at.go_to("Перевірити").press("Enter")
    assert at.page.locator("h1").inner_text() == "1 із 1 рядків прийнято"
    at.go_to("Завантажити копію з позначками (XLSX)")


def test_a_hromada_finds_itself_by_name(keys):
    at = keys("/").go_to("q").type("Сновська").press("Enter")
    at.go_to("Сновська міська громада").press("Enter")
    assert at.page.locator("h1").inner_text() == "Сновська міська громада"
    at.go_to("Excel")


def test_a_partner_reads_in_english_how_programs_ask(keys):
    at = keys("/").go_to("English").press("Enter")
    at.go_to("In detail").press("Enter")
    assert at.page.locator("h1").inner_text() == "For programs: JSON, CSV and the file"
    assert at.page.get_attribute("html", "lang") == "en"


def test_the_language_is_changed_with_the_filters_kept(keys):
    at = keys("/trainings/training?_quarter=2021-Q4&_topic=budget").go_to("English").press("Enter")
    count = at.page.locator("h2.count").inner_text()
    assert "quarter: Q4 2021" in count.replace("\u00a0", " ")
    at.go_to("Українською").press("Enter")
    assert "квартал: IV квартал 2021" in at.page.locator("h2.count").inner_text()
