"""Facets of trainings, over six trainings.

| id | quarter | topics          | donors    | named                                         |
| 1  | 2020-Q4 | Бюджет, Земля   | ЄС        | Полтавська громада                            |
| 2  | 2020-Q4 | Бюджет          | ЄС, США   | Зіньківська і Бучанська громади               |
| 3  | 2021-Q1 | Ґендер          | США       | Кременчуцька громада                          |
| 4  | 2021-Q1 | Інклюзія        | Швеція    | Бучанська громада                             |
| 5  | 2021-Q2 | Бюджет, Ґендер  | ЄС        | Полтавська область загалом                    |
| 6  | 2021-Q2 | —               | —         | —                                             |

Полтавський район: Полтавська і Зіньківська; Кременчуцький: Кременчуцька; Бучанський
(Київська область): Бучанська.
"""

import urllib.parse

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_site import Site, add, create_database

from ingest.common import facets
from ingest.common.choices import Choice, cut_to_size

POLTAVA_OBLAST, KYIV_OBLAST = "UA53000000000028050", "UA32000000000030281"
POLTAVA_RAION, KREMENCHUK_RAION = "UA53080000000053314", "UA53020000000022606"
BUCHA_RAION = "UA32080000000087172"
POLTAVA, ZINKIV = "UA53080370000000001", "UA53080170000000002"
KREMENCHUK, BUCHA = "UA53020110000000003", "UA32080070000000004"

PANELS = [{"quarter": "quarter_code"}, {"place": "place"}, {"topic": "topic"}, {"donor": "donor"}]
METADATA = {
    "databases": {
        "world": {
            "tables": {
                "training": {"facets": PANELS, "sort_desc": "start_date"},
                "hromada": {"facets": [{"place": "place"}], "sort": "hromada_label"},
                "quarter": {"label_column": "quarter_name"},
            }
        }
    }
}


def fill(connection):
    for code, name in (("2020-Q4", "IV квартал 2020"), ("2021-Q1", "I квартал 2021")):
        add(connection, "quarter", quarter_code=code, quarter_name=name)
    add(connection, "quarter", quarter_code="2021-Q2", quarter_name="II квартал 2021")
    for code, name in (
        ("budget", "Бюджет"),
        ("land", "Земля"),
        ("gender", "Ґендер"),
        ("inclusion", "Інклюзія"),
        ("youth", "Молодь"),
    ):
        add(connection, "topic", topic_code=code, topic_name=name)
    for code, name in (("eu", "ЄС"), ("us", "США"), ("se", "Швеція")):
        add(connection, "donor", donor_code=code, donor_name=name)
    fill_places(connection)
    fill_trainings(connection)


def fill_places(connection):
    for code, name in ((POLTAVA_OBLAST, "Полтавська область"), (KYIV_OBLAST, "Київська область")):
        add(connection, "oblast", oblast_code=code, oblast_name=name)
    for code, name, oblast in (
        (POLTAVA_RAION, "Полтавський район", POLTAVA_OBLAST),
        (KREMENCHUK_RAION, "Кременчуцький район", POLTAVA_OBLAST),
        (BUCHA_RAION, "Бучанський район", KYIV_OBLAST),
    ):
        add(connection, "raion", raion_code=code, raion_name=name, oblast_code=oblast)
    for number, code, name, raion, oblast in (
        (1, POLTAVA, "Полтавська", POLTAVA_RAION, POLTAVA_OBLAST),
        (2, ZINKIV, "Зіньківська", POLTAVA_RAION, POLTAVA_OBLAST),
        (3, KREMENCHUK, "Кременчуцька", KREMENCHUK_RAION, POLTAVA_OBLAST),
        (4, BUCHA, "Бучанська", BUCHA_RAION, KYIV_OBLAST),
    ):
        add(
            connection,
            "hromada",
            hromada_id=number,
            hromada_code=code,
            hromada_label=f"{name} міська громада",
            raion_code=raion,
            oblast_code=oblast,
        )


def fill_trainings(connection):
    for number, quarter, topics, donors, hromadas in (
        (1, "2020-Q4", ("budget", "land"), ("eu",), (1,)),
        (2, "2020-Q4", ("budget",), ("eu", "us"), (2, 4)),
        (3, "2021-Q1", ("gender",), ("us",), (3,)),
        (4, "2021-Q1", ("inclusion",), ("se",), (4,)),
        (5, "2021-Q2", ("budget", "gender"), ("eu",), ()),
        (6, "2021-Q2", (), (), ()),
    ):
        add(connection, "training", training_id=number, title=str(number), quarter_code=quarter)
        for topic in topics:
            add(connection, "training_topic", topic_code=topic, training_id=number)
        for donor in donors:
            add(connection, "training_donor", donor_code=donor, training_id=number)
        for hromada in hromadas:
            add(connection, "training_hromada", hromada_id=hromada, training_id=number)
    for raion, number in ((POLTAVA_RAION, 1), (POLTAVA_RAION, 2), (BUCHA_RAION, 2)):
        add(connection, "training_raion", raion_code=raion, training_id=number)
    for raion, number in ((KREMENCHUK_RAION, 3), (BUCHA_RAION, 4)):
        add(connection, "training_raion", raion_code=raion, training_id=number)
    for number in (1, 2, 3, 5):
        add(connection, "training_oblast", oblast_code=POLTAVA_OBLAST, training_id=number)
    for number in (2, 4):
        add(connection, "training_oblast", oblast_code=KYIV_OBLAST, training_id=number)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("facets") / "world.db"
    with create_database(path) as connection:
        fill(connection)
    return path


@pytest.fixture(scope="module")
def site(database):
    return Site(database, {"suggest_facets": False}, METADATA)


def lines(site, query, title, table="training"):
    """Return a panel as (label, count), with ✖ after a line that is chosen."""
    panel = site.get(f"/world/{table}.json?{query}").json()["facet_results"][title]
    return [
        (line["label"], line["count"], "✖") if line["selected"] else (line["label"], line["count"])
        for line in panel["results"]
    ]


def training_ids(site, query):
    rows = site.rows(f"/world/training.json?_sort=training_id&{query}")
    return [row["training_id"] for row in rows]


def toggle(site, query, title, label, table="training"):
    """Follow the link of a line of a panel; return the arguments of the address it leads to."""
    panel = site.get(f"/world/{table}.json?{query}").json()["facet_results"][title]
    (url,) = (line["toggle_url"] for line in panel["results"] if line["label"] == label)
    return urllib.parse.urlsplit(url).query


def test_quarters_come_newest_first_under_their_years(site):
    assert lines(site, "", "Квартал") == [
        ("2021", 4),
        ("II квартал 2021", 2),
        ("I квартал 2021", 2),
        ("2020", 2),
        ("IV квартал 2020", 2),
    ]


def test_a_year_stands_for_its_four_quarters(site):
    query = "_quarter=2021"
    assert training_ids(site, query) == training_ids(site, "_quarter=2021-Q1&_quarter=2021-Q2")
    assert lines(site, query, "Квартал")[0] == ("2021", 4, "✖")
    assert toggle(site, query, "Квартал", "2021") == ""
    described = site.get(f"/world/training.json?{query}").json()["human_description_en"]
    assert "квартал: 2021 " in described
    assert training_ids(site, "_quarter=1999") == []


def test_the_format_is_a_facet_and_a_filter(sample_site):
    page = sample_site.get("/trainings/training.json?_size=0").json()
    every = page["facet_results"]["Формат"]["results"]
    assert {line["label"] for line in every} >= {"Онлайн", "Офлайн"}
    for line in every:
        query = urllib.parse.urlsplit(line["toggle_url"]).query
        assert f"_format={line['value']}" in query
        found = sample_site.get(f"/trainings/training.json?{query}").json()
        assert found["filtered_table_rows_count"] == line["count"]


def test_topics_count_every_topic_of_a_training_not_the_primary_one(site):
    assert lines(site, "", "Тема") == [
        ("Бюджет", 3),
        ("Ґендер", 2),
        ("Земля", 1),
        ("Інклюзія", 1),
    ]


def test_donors(site):
    assert lines(site, "", "Донор") == [("ЄС", 3), ("США", 2), ("Швеція", 1)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("_quarter=2020-Q4", [1, 2]),
        ("_quarter=2020-Q4&_quarter=2021-Q1", [1, 2, 3, 4]),
        ("_topic=gender", [3, 5]),
        ("_topic=gender&_topic=land", [1, 3, 5]),
        ("_donor=us&_topic=budget", [2]),
        (f"_place={POLTAVA_OBLAST}", [1, 2, 3, 5]),
        (f"_place={POLTAVA_OBLAST}&_place={KYIV_OBLAST}", [2]),
        (f"_place={POLTAVA_OBLAST}&_place={POLTAVA_RAION}", [1, 2]),
        (f"_place={ZINKIV}", [2]),
        (f"_place={POLTAVA_OBLAST}&_quarter=2021-Q2", [5]),
        ("_quarter=&_topic=&_place=&_donor=", [1, 2, 3, 4, 5, 6]),
        ("_quarter=Q4-2020", []),
        ("_quarter=Q4-2020&_quarter=2021-Q1", [3, 4]),
        ("_topic=nonsense", []),
        ("_place=UA99", []),
        (f"_place={POLTAVA_OBLAST}&_place=UA99", []),
        ("_topic=%00%27%22%5D", []),
    ],
)
def test_filters(site, query, expected):
    assert training_ids(site, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("_quarter=2020-Q4", "квартал: IV квартал 2020"),
        ("_quarter=2020-Q4&_quarter=2021-Q1", "квартал: IV квартал 2020 або I квартал 2021"),
        ("_quarter=2020-Q9", "квартал: 2020-Q9 (немає в базі)"),
        ("_topic=budget", "тема: Бюджет"),
        ("_donor=us", "донор: США"),
        (f"_place={POLTAVA_OBLAST}", "місце: Полтавська область"),
        (
            f"_place={POLTAVA_OBLAST}&_place={POLTAVA_RAION}",
            "місце: Полтавська область, Полтавський район",
        ),
        (f"_place={ZINKIV}", "місце: Зіньківська міська громада"),
        ("_place=UA99", "місце: UA99 (немає в базі)"),
    ],
)
def test_filters_are_told_in_ukrainian(site, query, expected):
    described = site.get(f"/world/training.json?{query}").json()["human_description_en"]
    assert described == f"where {expected} sorted by start_date descending"


def test_other_values_keep_their_counts_so_that_they_can_be_added(site):
    assert lines(site, "_quarter=2020-Q4", "Квартал") == [
        ("2021", 4),
        ("II квартал 2021", 2),
        ("I квартал 2021", 2),
        ("2020", 2),
        ("IV квартал 2020", 2, "✖"),
    ]


def test_counts_follow_the_other_filters(site):
    query = f"_quarter=2020-Q4&_place={KYIV_OBLAST}&_topic=budget"
    assert lines(site, query, "Квартал") == [("2020", 1), ("IV квартал 2020", 1, "✖")]
    assert lines(site, query, "Тема") == [("Бюджет", 1, "✖")]
    assert lines(site, query, "Донор") == [("ЄС", 1), ("США", 1)]
    assert lines(site, "title__in=3,5", "Тема") == [("Ґендер", 2), ("Бюджет", 1)]


def test_a_chosen_value_is_shown_even_where_nothing_has_it(site):
    assert lines(site, "_topic=youth", "Тема")[-1] == ("Молодь", 0, "✖")
    assert lines(site, "_topic=nonsense", "Тема")[-1] == ("nonsense", 0, "✖")
    assert lines(site, "_place=UA99", "Місце") == [("UA99", 0, "✖")]


def test_places_start_with_oblasts(site):
    assert lines(site, "", "Місце") == [("Полтавська область", 4), ("Київська область", 2)]


def test_an_oblast_opens_its_raions_and_only_its_own(site):
    assert lines(site, f"_place={POLTAVA_OBLAST}", "Місце") == [
        ("Полтавська область", 4, "✖"),
        ("Полтавський район", 2),
        ("Кременчуцький район", 1),
    ]


def test_a_raion_opens_its_hromadas_in_ukrainian_order(site):
    assert lines(site, f"_place={POLTAVA_OBLAST}&_place={POLTAVA_RAION}", "Місце") == [
        ("Полтавська область", 2, "✖"),
        ("Полтавський район", 2, "✖"),
        ("Зіньківська міська громада", 1),
        ("Полтавська міська громада", 1),
    ]


def test_two_raions_offer_only_what_is_in_both(site):
    query = f"_place={POLTAVA_RAION}&_place={BUCHA_RAION}"
    assert lines(site, query, "Місце") == [
        ("Бучанський район", 1, "✖"),
        ("Полтавський район", 1, "✖"),
        ("Бучанська міська громада", 1),
        ("Зіньківська міська громада", 1),
    ]


def test_a_hromada_chosen_still_narrows_the_raions_of_its_oblast(site):
    assert lines(site, f"_place={POLTAVA_OBLAST}&_place={BUCHA}", "Місце") == [
        ("Полтавська область", 1, "✖"),
        ("Бучанська міська громада", 1, "✖"),
        ("Полтавський район", 1),
    ]


def test_places_inside_follow_the_other_filters(site):
    query = f"_place={POLTAVA_OBLAST}&_topic=gender&_topic=land"
    assert lines(site, query, "Місце") == [
        ("Полтавська область", 3, "✖"),
        ("Кременчуцький район", 1),
        ("Полтавський район", 1),
    ]


def test_a_place_goes_with_the_places_inside_it(site):
    everything = "&".join(f"_place={code}" for code in (POLTAVA_OBLAST, POLTAVA_RAION, ZINKIV))
    assert toggle(site, everything, "Місце", "Полтавська область") == ""
    assert toggle(site, everything, "Місце", "Полтавський район") == f"_place={POLTAVA_OBLAST}"
    assert toggle(site, everything, "Місце", "Зіньківська міська громада") == (
        f"_place={POLTAVA_OBLAST}&_place={POLTAVA_RAION}"
    )


def test_hromadas_are_listed_by_their_own_places(site):
    query = f"_place={POLTAVA_OBLAST}"
    assert lines(site, "", "Місце", "hromada") == [
        ("Полтавська область", 3),
        ("Київська область", 1),
    ]
    assert lines(site, query, "Місце", "hromada") == [
        ("Полтавська область", 3, "✖"),
        ("Полтавський район", 2),
        ("Кременчуцький район", 1),
    ]
    rows = site.rows(f"/world/hromada.json?_place={POLTAVA_RAION}")
    assert [row["hromada_id"] for row in rows] == [2, 1]


def test_the_map_of_trainings_takes_the_filters_of_a_training(site):
    rows = site.rows("/world/training_place.json?_topic=budget")
    assert sorted((row["training_id"], row["hromada"]) for row in rows) == [
        (1, "Полтавська міська громада"),
        (2, "Бучанська міська громада"),
        (2, "Зіньківська міська громада"),
    ]


def test_downloads_take_the_filters(site):
    answer = site.get("/world/training.csv?_stream=1&_topic=gender&_col=title")
    csv = answer.text.removeprefix("\ufeff")
    assert csv.split() == ["training_id,title", "3,3", "5,5"]


def test_following_a_link_adds_and_takes_away_one_value(site):
    chosen = toggle(site, "_quarter=2020-Q4&_sort=title", "Тема", "Бюджет")
    assert chosen == "_quarter=2020-Q4&_sort=title&_topic=budget"
    assert training_ids(site, chosen.replace("_sort=title&", "")) == [1, 2]
    assert toggle(site, chosen, "Тема", "Бюджет") == "_quarter=2020-Q4&_sort=title"
    assert toggle(site, "_topic=land&_topic=gender", "Тема", "Земля") == "_topic=gender"


@pytest.mark.parametrize(
    "order", ["", "&_sort=title", "&_sort_desc=quarter_code", "&_topic=budget"]
)
def test_counts_of_a_later_page_are_those_of_the_first(site, order):
    first = site.get(f"/world/training.json?_size=2{order}").json()
    following = site.get(first["next_url"].replace("http://localhost", "")).json()
    panels = [
        {
            title: [(line["value"], line["count"]) for line in panel["results"]]
            for title, panel in page["facet_results"].items()
        }
        for page in (first, following)
    ]
    assert set(panels[0]) == {"Квартал", "Місце", "Тема", "Донор"}
    assert panels[0] == panels[1]


def test_a_link_of_a_later_page_leads_to_a_first_page(site):
    following = urllib.parse.urlsplit(site.get("/world/training.json?_size=2").json()["next_url"])
    assert "_next=" in following.query
    assert "_next=" not in toggle(site, following.query, "Тема", "Бюджет")


def test_a_declared_panel_cannot_be_hidden_and_one_asked_for_can(site):
    declared = site.get("/world/training.json").json()["facet_results"]["Квартал"]
    assert declared["hideable"] is False
    url = "/world/submission.json?_facet_quarter=quarter_code&_size=5"
    asked = site.get(url).json()["facet_results"]["Квартал"]
    assert asked["hideable"] is True
    assert asked["toggle_url"] == "/world/submission.json?_size=5"


def test_a_panel_that_a_table_cannot_have_is_left_out(site):
    assert site.get("/world/raion.json?_facet_topic=x&_facet_place=x").json()["facet_results"] == {}


def test_panels_are_titled_in_ukrainian_without_the_type(site):
    page = site.get("/world/training").text
    heads = [part.split("<span")[0].strip() for part in page.split("<strong>")[1:]]
    assert {"Квартал", "Місце", "Тема", "Донор"} <= set(heads)


def test_column_facets_keep_working_beside_ours(site):
    panels = site.get("/world/training.json?_facet=quarter_code").json()["facet_results"]
    assert [(line["label"], line["count"]) for line in panels["quarter_code"]["results"]] == [
        ("IV квартал 2020", 2),
        ("I квартал 2021", 2),
        ("II квартал 2021", 2),
    ]


def test_a_long_panel_is_cut_but_never_below_a_chosen_value(site):
    panel = site.get("/world/training.json?_facet_size=1&_quarter=2020-Q4").json()
    quarters = panel["facet_results"]["Квартал"]
    assert [line["value"] for line in quarters["results"]] == ["2021", "2020-Q4"]
    assert quarters["truncated"] is True


def test_cutting_keeps_order_and_chosen_lines():
    lines = [Choice("a", "А", 3), Choice("b", "Б", 2), Choice("c", "В", 1, selected=True)]
    assert [line.value for line in cut_to_size(lines, 1)] == ["a", "c"]
    assert cut_to_size(lines, 3) == lines


def test_a_panel_out_of_time_is_named_and_the_page_still_answers(database, monkeypatch):
    endless = (
        "with recursive n(i) as (select 1 union all select i + 1 from n) select i, i, i from n"
    )
    monkeypatch.setattr(facets.ListFacet, "counts_sql", lambda *_: endless)
    settings = {"suggest_facets": False, "facet_time_limit_ms": 20}
    slow = Site(database, settings, METADATA)
    answer = slow.get("/world/training?title=1")
    assert answer.status_code == 200
    for title in ("Квартал", "Тема", "Донор"):
        assert title in answer.text.split("facets-timed-out")[1].split("</p>")[0]


def test_names_sort_in_ukrainian_order(site):
    rows = site.rows("/world/topic.json?_sort=topic_name")
    assert [row["topic_name"] for row in rows] == [
        "Бюджет",
        "Ґендер",
        "Земля",
        "Інклюзія",
        "Молодь",
    ]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    argument=st.sampled_from(["_quarter", "_topic", "_donor", "_place"]),
    values=st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4),
)
def test_no_value_breaks_the_page(site, argument, values):
    query = urllib.parse.urlencode([(argument, value) for value in values])
    answer = site.get(f"/world/training?{query}")
    assert answer.status_code == 200
    if any(value.strip() for value in values):
        assert "(немає в базі)" in answer.text


def test_a_range_of_quarters_keeps_the_rows_within_and_the_other_filters(sample_site):
    asked = "_from_quarter=2021-Q2&_to_quarter=2021-Q4"
    rows = sample_site.rows(f"/trainings/training.json?{asked}&_size=max")
    quarters = {row["quarter_code"] for row in rows}
    assert quarters == {"2021-Q2", "2021-Q3", "2021-Q4"}
    page = sample_site.get(f"/trainings/training?{asked}&_topic=budget").text
    assert "з кварталу: II квартал 2021, до кварталу: IV квартал 2021" in page
    assert page.count('<option value="2021-Q2" selected>') == 1
    assert 'type="hidden" name="_topic"' in page
    assert 'type="hidden" name="_from_quarter"' not in page
    assert sample_site.get("/trainings/training?_from_quarter=someday").status_code == 200


@pytest.mark.parametrize("asked", ["other=1", "other__gte=1", "_sort=other", "_sort_desc=other"])
def test_a_column_that_is_not_there_is_refused_with_those_that_are(sample_site, asked):
    answer = sample_site.get(f"/trainings/training?{asked}")
    assert answer.status_code == 400
    assert "Колонки «other» у цій таблиці немає" in answer.text
    assert "Початок (start_date)" in answer.text


@pytest.mark.parametrize("word", ["воркшоп", "ВОРКШОП", "Воркшоп"])
def test_a_filter_of_texts_takes_letters_of_either_case(sample_site, word):
    found = sample_site.rows(f"/trainings/training.json?title__contains={word}")
    assert len(found) == 2


def test_a_page_that_is_not_there_offers_to_search_for_its_last_word(sample_site):
    page = sample_site.get("/trainings/project/u-leed").text
    assert '<a href="/search?q=u-leed">шукати «u-leed»</a>' in page
