"""What visitors do, in a real Chromium."""

import re

import pytest

PHONE = {"width": 390, "height": 844}

SNOVSK = "UA74020050000033944"
"""A hromada that three held events of the sample name, and one that was only announced."""

COUNT_MARKERS = """() => {
  const icons = [...document.querySelectorAll("#map .leaflet-marker-icon")];
  const of = (icon) => icon.classList.contains("marker-cluster") ? Number(icon.textContent) : 1;
  return icons.reduce((sum, icon) => sum + of(icon), 0);
}"""
"""How many places the markers of the map stand for, those inside clusters too."""

IS_DRAWN = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set();
  for (let i = 0; i < data.length; i += 4) colours.add(data.slice(i, i + 4).join());
  return colours.size > 4;
}"""
"""A chart has axes, bars of several colours and the greys of its words."""


def rows(page, path):
    return page.request.get(path).json()


def test_the_map_marks_every_white_spot_of_an_oblast(visit):
    path = "/trainings/white_spots"
    asked = "?oblast=UA53000000000028050&from_quarter=2021-Q1&to_quarter=2021-Q4"
    page = visit(path + asked)
    spots = rows(page, f"{path}.json{asked}&_shape=array")
    assert len(spots) > 40
    page.wait_for_selector("#map .leaflet-marker-icon")
    assert page.evaluate(COUNT_MARKERS) == len(spots)
    assert page.locator("#map path.oblast-outline").count() == 27


def test_the_map_of_a_table_marks_every_row_with_a_place(visit):
    page = visit("/trainings/hromada")
    page.wait_for_function(f"({COUNT_MARKERS})() === 1774")


def test_a_marker_tells_of_its_hromada_in_ukrainian(visit):
    page = visit("/trainings/overlaps?days=1200")
    page.locator("#map .leaflet-marker-icon").first.click()
    told = page.locator(".leaflet-popup-content").inner_text()
    assert "Громада\nЗвягельська міська громада" in told
    assert "latitude" not in told


@pytest.mark.parametrize(
    "path",
    ["/trainings/white_spots", "/trainings/evenness_by_oblast", "/trainings/who_trained_whom"],
)
def test_the_saved_chart_is_drawn(visit, path):
    page = visit(path)
    canvas = page.locator("#chart canvas")
    canvas.wait_for()
    assert canvas.evaluate(IS_DRAWN)


def test_a_chart_of_a_table_can_be_made(visit):
    page = visit("/trainings/oblast")
    page.get_by_role("button", name="Побудувати діаграму").click()
    page.get_by_label("Стовпчики").check()
    page.locator("#chart select[name=x_column]").select_option(label="Назва")
    page.locator("#chart select[name=y_column]").select_option(label="Громад")
    canvas = page.locator("#chart canvas")
    canvas.wait_for()
    assert canvas.evaluate(IS_DRAWN)


@pytest.mark.parametrize(
    "path", ["/trainings/hromada_received", "/trainings?sql=select+*+from+oblast"]
)
def test_a_page_without_a_chart_offers_one_in_ukrainian_above_the_table(visit, path):
    page = visit(path)
    page.locator(".chart-of-table ~ .table-wrapper").wait_for()
    page.locator("#chart").get_by_role("button", name="Побудувати діаграму").wait_for()


def test_the_menu_of_a_column_speaks_ukrainian(visit):
    page = visit("/trainings/training")
    page.locator("th .dropdown-menu-icon").first.click()
    words = page.locator(".dropdown-menu").inner_text()
    assert "За зростанням" in words
    assert "Sort" not in words


@pytest.mark.parametrize("path", ["/", "/overview", "/hromada/UA53080090000014431", "/guide/api"])
def test_a_page_without_rows_to_draw_loads_no_script_of_charts(visit, path):
    assert visit(path).locator("script[src*=vega]").count() == 0


def test_a_question_is_asked_by_choosing_from_its_list(visit):
    page = visit("/")
    page.get_by_role("link", name="Де навчань не було").click()
    page.get_by_label("Область", exact=True).select_option(label="Полтавська область")
    page.get_by_label("З кварталу").select_option(label="I квартал 2021")
    page.get_by_role("button", name="Показати").click()
    page.wait_for_url(re.compile(r"oblast=UA53000000000028050"))
    assert page.get_by_label("З кварталу").input_value() == "2021-Q1"
    query = page.url.partition("?")[2].partition("#")[0]
    spots = rows(page, f"/trainings/white_spots.json?{query}&_shape=array")
    assert page.locator("table.rows-and-columns tbody tr").count() == len(spots)
    assert {row["oblast"] for row in spots} == {"Полтавська область"}


def test_a_hromada_finds_what_it_received_from_the_start_page(visit):
    page = visit("/")
    page.get_by_label("Моя громада").select_option(SNOVSK)
    page.get_by_role("button", name="Показати").click()
    page.wait_for_url(re.compile("/hromada/" + SNOVSK))
    assert page.locator("table.rows-and-columns tbody tr").count() == 3


def test_a_facet_narrows_the_list_and_can_be_taken_back(visit):
    page = visit("/trainings/training")
    total = page.locator("h2.count").inner_text()
    page.get_by_role("link", name="I квартал 2021", exact=True).click()
    chosen = rows(page, "/trainings/training.json?_quarter=2021-Q1&_shape=array")
    assert page.locator("table.rows-and-columns tbody tr").count() == len(chosen) == 7
    page.locator(".facet-results a.cross").first.click()
    assert page.locator("h2.count").inner_text() == total


def test_the_search_box_of_every_page_leads_to_hromadas_and_trainings(visit):
    page = visit("/trainings/white_spots")
    page.get_by_role("searchbox", name="Пошук").fill("СНОВСЬКОЇ")
    page.get_by_role("button", name="Знайти").click()
    page.wait_for_url(re.compile("/search"))
    assert page.get_by_role("link", name="Сновська міська громада").count() == 1
    page.get_by_role("link", name="Таблиця з доборами").click()
    assert page.locator("table.rows-and-columns tbody tr").count() == 4


PAGES = [
    "/",
    "/trainings",
    "/overview",
    f"/hromada/{SNOVSK}",
    "/search?q=бюджет",
    "/trainings/training",
    "/trainings/hromada",
    "/trainings/training_place",
    "/trainings/white_spots",
    "/trainings/who_trained_whom",
    "/trainings/evenness_by_oblast",
    "/trainings/hromada_received",
    "/trainings/overlaps?days=1200",
    "/trainings/reporting_completeness",
    "/trainings?sql=select+1",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(visit, path):
    page = visit(path, PHONE)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
