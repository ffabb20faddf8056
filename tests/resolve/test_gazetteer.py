"""The register's lists → places by code and by folded name, over a register of a few rows.

Two oblasts, two raions and a city outside them; three hromadas of the raions and the city;
two of the hromadas were called otherwise, as was one raion and one village.
"""

import pytest

from ingest.resolve.gazetteer import Hromada, Oblast, Raion, load_gazetteer

LISTS = {
    "oblasts": """oblast_code,oblast_name
UA18,Житомирська область
UA48,Миколаївська область
UA80,місто Київ
""",
    "raions": """raion_code,raion_name,oblast_code
UA1808,Звягельський район,UA18
UA4806,Миколаївський район,UA48
""",
    "hromadas": """\
hromada_id,hromada_code,hromada_label,hromada_name,hromada_type,raion_code,oblast_code
1,UA180801,Баранівська міська громада,Баранівська,міська,UA1808,UA18
2,UA180815,Звягельська міська громада,Звягельська,міська,UA1808,UA18
3,UA480627,Заводська селищна громада,Заводська,селищна,UA4806,UA48
4,UA8000,місто Київ,Київ,місто,,UA80
""",
    "settlements": """settlement_code,settlement_name,category,hromada_id
UA18080101,Баранівка,місто,1
UA18080102,Млини,село,1
UA18081501,Звягель,місто,2
UA18081502,Млини,селище,2
UA18081503,Громада,село,2
UA48062701,Заводське,селище,3
UA8000,Київ,місто,4
""",
    "aliases": """place_code,alias,kind
UA18,Житомирщина,colloquial
UA18080102,Житомирщина,renamed
UA1808,Новоград-Волинський район,renamed
UA180815,Новоград-Волинська,renamed
UA18081501,Новоград-Волинський,renamed
UA480627,Первомайська,renamed
UA48,Житомирщини кінець,colloquial
UA99,Нікому,manual
""",
}


@pytest.fixture
def small(tmp_path):
    for name, text in LISTS.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return load_gazetteer(tmp_path)


def numbers(hromadas):
    return [hromada.id for hromada in hromadas]


def test_places_are_found_by_code(small):
    assert small.oblasts["UA18"] == Oblast("UA18", "Житомирська область")
    assert small.raions["UA4806"] == Raion("UA4806", "Миколаївський район", "UA48")
    assert small.hromadas["UA180815"] == Hromada(
        2, "UA180815", "Звягельська", "Звягельська міська громада", "міська",
        "UA1808", "UA18", "Житомирська область",
    )  # fmt: skip
    assert (small.hromadas["UA8000"].raion_code, small.home["UA8000"].id) == ("", 4)
    assert {code: hromada.id for code, hromada in small.home.items()} == {
        "UA18080101": 1,
        "UA18080102": 1,
        "UA18081501": 2,
        "UA18081502": 2,
        "UA18081503": 2,
        "UA48062701": 3,
        "UA8000": 4,
    }


def test_hromadas_are_found_by_the_name_of_today_and_by_the_former_one(small):
    assert {name: numbers(found) for name, found in small.by_name.items()} == {
        "баранівська": [1],
        "звягельська": [2],
        "заводська": [3],
        "київ": [4],
    }
    assert {name: numbers(found) for name, found in small.by_old_name.items()} == {
        "новоград волинська": [2],
        "первомайська": [3],
    }


def test_a_name_of_a_settlement_leads_to_every_hromada_that_has_one(small):
    assert {name: numbers(found) for name, found in small.by_settlement.items()} == {
        "баранівка": [1],
        "млини": [1, 2],
        "звягель": [2],
        "новоград волинський": [2],
        "житомирщина": [1],
        "заводське": [3],
        "київ": [4],
    }


def test_settlements_are_told_apart_by_what_they_are(small):
    told = {kind: {n: numbers(f) for n, f in i.items()} for kind, i in small.by_category.items()}
    assert told == {
        "місто": {"баранівка": [1], "звягель": [2], "новоград волинський": [2], "київ": [4]},
        "селище": {"млини": [2], "заводське": [3]},
        "село": {"млини": [1], "житомирщина": [1]},
    }


def test_a_village_called_by_a_word_for_hromada_is_not_found_by_it(small):
    assert "" not in small.by_settlement
    assert small.home["UA18081503"].id == 2


def test_oblasts_are_found_by_name_and_alias_whatever_else_is_called_so(small):
    assert {name: oblast.code for name, oblast in small.oblast_by_name.items()} == {
        "житомирська": "UA18",
        "миколаївська": "UA48",
        "zhytomyrska": "UA18",
        "mykolaivska": "UA48",
        "київ": "UA80",
        "житомирщина": "UA18",
        "житомирщини кінець": "UA48",
    }


def test_raions_are_found_by_former_names_too(small):
    assert {name: [r.code for r in raions] for name, raions in small.raions_by_name.items()} == {
        "звягельський": ["UA1808"],
        "миколаївський": ["UA4806"],
        "новоград волинський": ["UA1808"],
    }


def test_the_real_register_is_read_whole(gazetteer):
    counts = [
        len(places)
        for places in (gazetteer.oblasts, gazetteer.raions, gazetteer.hromadas, gazetteer.home)
    ]
    assert counts == [27, 136, 1774, 29_701]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("полтавська", "UA53"),
        ("буковина", "UA73"),
        ("прикарпаття", "UA26"),
        ("крим", "UA01"),
        ("арк", "UA01"),
        ("закарпаття", "UA21"),
        ("січеславщина", "UA12"),
        ("київ", "UA80"),
        ("київська", "UA32"),
        ("київщина", "UA32"),
        ("севастополь", "UA85"),
    ],
)
def test_real_oblasts_by_official_and_colloquial_names(gazetteer, name, code):
    assert gazetteer.oblast_by_name[name].code[:4] == code
