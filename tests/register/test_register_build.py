"""What rebuilds the register, piece by piece: small codifiers and places made by hand."""

import hashlib
import io
import json
import subprocess
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.common.ukrainian import fold
from ingest.register import sources
from ingest.register.__main__ import collect_names
from ingest.register.aliases import Release, find_renamed, merge_aliases
from ingest.register.build import (
    RegisterRefused,
    apply_overrides,
    build_hromadas,
    build_oblasts,
    build_outlines,
    build_raions,
    build_settlements,
)
from ingest.register.codifier import (
    CodifierRefused,
    Unit,
    find_centres,
    read_units,
    settlements_in_hromadas,
)
from ingest.register.coordinates import Locator, Point, choose_place, distance_km, find_middle
from ingest.register.geonames import Place, name_key, name_keys, read_places
from ingest.register.names import REGIONS, label_oblast, region_of, romanise
from ingest.register.outlines import (
    decode_polygons,
    decode_ring,
    find_centroid,
    read_outlines,
    signed_area,
    turn_rings,
    write_feature,
)
from ingest.register.sources import (
    Archive,
    ArchiveRefused,
    download_command,
    fetch_archives,
    read_member,
    verify_archive,
)
from ingest.register.write import (
    ALIAS_COLUMNS,
    read_csv,
    write_csv,
    write_geojson,
)

# Names.


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        # Examples of the table itself, resolution 55 of the Cabinet, 27 January 2010.
        ("Алушта", "Alushta"),
        ("Борщагівка", "Borshchahivka"),
        ("Вінниця", "Vinnytsia"),
        ("Гадяч", "Hadiach"),
        ("Згурський", "Zghurskyi"),
        ("Ґалаґан", "Galagan"),
        ("Донецьк", "Donetsk"),
        ("Єнакієве", "Yenakiieve"),
        ("Короп’є", "Koropie"),
        ("Житомир", "Zhytomyr"),
        ("Закарпаття", "Zakarpattia"),
        ("Їжакевич", "Yizhakevych"),
        ("Кадиївка", "Kadyivka"),
        ("Мар’їне", "Marine"),
        ("Йосипівка", "Yosypivka"),
        ("Стрий", "Stryi"),
        ("Олексій", "Oleksii"),
        ("Ужгород", "Uzhhorod"),
        ("Фастів", "Fastiv"),
        ("Харків", "Kharkiv"),
        ("Біла Церква", "Bila Tserkva"),
        ("Шостка", "Shostka"),
        ("Щербухи", "Shcherbukhy"),
        ("Юрій", "Yurii"),
        ("Корюківка", "Koriukivka"),
        ("Яготин", "Yahotyn"),
        ("Знам’янка", "Znamianka"),
        ("Розгон", "Rozghon"),
        ("Івано-Франківська", "Ivano-Frankivska"),
        ("Нове-Єгорове", "Nove-Yehorove"),
        ("", ""),
    ],
)
def test_romanise(name, latin):
    assert romanise(name) == latin


@given(st.text(st.sampled_from("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАЄЇЮЯЩЬ’ʼ'- ")))
def test_every_ukrainian_name_can_be_romanised(text):
    assert romanise(text).isascii()


@pytest.mark.parametrize(
    ("category", "name", "label"),
    [
        ("O", "Полтавська", "Полтавська область"),
        ("O", "Автономна Республіка Крим", "Автономна Республіка Крим"),
        ("K", "Київ", "місто Київ"),
    ],
)
def test_label_of_an_oblast(category, name, label):
    assert label_oblast(category, name) == label


def test_the_digits_of_iso_differ_for_five_regions():
    differ = {digits for digits, region in REGIONS.items() if region.iso_code != f"UA-{digits}"}
    assert differ == {"01", "44", "73", "80", "85"}
    assert region_of("UA73040190000062796").name_en == "Chernivtsi Oblast"


# Codifier. Two raions of one oblast, three hromadas, a city with special status and one
# city outside any hromada.

POLTAVA, KYIV = "UA53000000000000001", "UA80000000000000009"
WEST, EAST = "UA53020000000000002", "UA53040000000000003"
BIG, SMALL, OLD = "UA53020010000000004", "UA53020020000000005", "UA53040010000000006"
CODED = [
    ["ЗАТВЕРДЖЕНО", "", "", "", "", "", ""],
    ["Перший рівень", "Другий", "Третій", "Четвертий", "Додатковий", "Категорія", "Назва"],
    [POLTAVA, "", "", "", "", "O", "Полтавська "],
    [POLTAVA, POLTAVA, POLTAVA, "UA53000000010000031", "", "M", "Прип’ять"],
    [POLTAVA, WEST, "", "", "", "P", " Західний"],
    [POLTAVA, WEST, BIG, "", "", "H", "Полтавська"],
    [POLTAVA, WEST, BIG, "UA53020010010000011", "", "М", "Полтава"],  # a Cyrillic М
    [POLTAVA, WEST, BIG, "UA53020010020000012", "", "С", "Нова"],  # a Cyrillic С
    [POLTAVA, WEST, BIG, "UA53020010010000011", "UA53020010010100021", "B", "Київський"],
    [POLTAVA, WEST, SMALL, "", "", "H", "Новоселівська"],
    [POLTAVA, WEST, SMALL, "UA53020020010000013", "", "X", "Новоселівка"],
    [POLTAVA, EAST, "", "", "", "P", "Східний"],
    [POLTAVA, EAST, OLD, "", "", "H", "Станційна"],
    [POLTAVA, EAST, OLD, "UA53040010010000014", "", "C", "Станція"],
    [KYIV, "", "", "", "", "K", "Київ"],
    [KYIV, KYIV, KYIV, KYIV, "UA80000000000000022", "B", "Дарницький"],
    ["Коди набирають чинності", "", "", "", "", "", ""],
]
UNITS = list(read_units(CODED))
POINTS = {
    BIG: Point(49.6, 34.5, "exact"),
    SMALL: Point(49.7, 34.6, "probable"),
    OLD: Point(49.8, 34.7, "raion"),
    KYIV: Point(50.45, 30.52, "exact"),
}
FORMER_CATEGORIES = {11: "M", 13: "T", 14: "C"}


def test_units_are_read_without_notes_spaces_and_cyrillic_categories():
    assert len(UNITS) == 14
    assert UNITS[0] == Unit(POLTAVA, "O", "Полтавська", (POLTAVA,))
    assert UNITS[2] == Unit(WEST, "P", "Західний", (POLTAVA, WEST))
    assert [unit.category for unit in UNITS if unit.id in (11, 12)] == ["M", "C"]
    assert UNITS[6].path == (POLTAVA, WEST, BIG, "UA53020010010000011", UNITS[6].code)


def test_a_workbook_without_the_header_is_refused():
    with pytest.raises(CodifierRefused, match="Перший рівень"):
        list(read_units(CODED[:1]))


def test_districts_and_cities_outside_hromadas_are_no_settlements_of_theirs():
    settlements = settlements_in_hromadas(UNITS)
    assert [unit.name for unit in settlements] == ["Полтава", "Нова", "Новоселівка", "Станція"]
    centres = {code: unit.name for code, unit in find_centres(settlements).items()}
    assert centres == {BIG: "Полтава", SMALL: "Новоселівка", OLD: "Станція"}


def test_type_of_a_hromada_follows_what_its_centre_was_in_2021():
    rows = build_hromadas(UNITS, FORMER_CATEGORIES, POINTS)
    assert [(row["hromada_code"], row["hromada_label"], row["raion_code"]) for row in rows] == [
        (BIG, "Полтавська міська громада", WEST),
        (SMALL, "Новоселівська селищна громада", WEST),
        (OLD, "Станційна сільська громада", EAST),
        (KYIV, "місто Київ", ""),
    ]
    assert rows[1] == {
        "hromada_id": 5,
        "hromada_code": SMALL,
        "hromada_label": "Новоселівська селищна громада",
        "hromada_name": "Новоселівська",
        "hromada_name_en": "Novoselivska",
        "hromada_type": "селищна",
        "raion_code": WEST,
        "oblast_code": POLTAVA,
        "is_counted": 1,
        "center_name": "Новоселівка",
        "pcode": "UA5302002",
        "latitude": 49.7,
        "longitude": 34.6,
        "coord_quality": "probable",
    }
    assert [row["is_counted"] for row in rows] == [1, 1, 1, 0]


def test_a_city_with_special_status_is_a_settlement_of_itself():
    rows = build_settlements(UNITS)
    assert [(row["settlement_name"], row["category"], row["hromada_id"]) for row in rows] == [
        ("Полтава", "місто", 4),
        ("Нова", "село", 4),
        ("Новоселівка", "селище", 5),
        ("Станція", "село", 6),
        ("Київ", "місто", 9),
    ]


def test_raions_are_labelled_in_both_languages():
    assert build_raions(UNITS)[0] == {
        "raion_code": WEST,
        "raion_name": "Західний район",
        "raion_name_en": "Zakhidnyi Raion",
        "oblast_code": POLTAVA,
        "pcode": "UA5302",
    }


def oblasts(units=UNITS, outlines=None):
    hromadas = build_hromadas(units, FORMER_CATEGORIES, POINTS)
    return build_oblasts(units, hromadas, POINTS, outlines or {})


def test_oblasts_count_their_hromadas_and_stand_at_their_centre():
    poltava, kyiv = oblasts()
    assert poltava == {
        "oblast_code": POLTAVA,
        "oblast_name": "Полтавська область",
        "oblast_name_en": "Poltava Oblast",
        "iso_code": "UA-53",
        "pcode": "UA53",
        "counted_hromadas": 3,
        "latitude": 49.6,
        "longitude": 34.5,
    }
    assert (kyiv["oblast_name"], kyiv["counted_hromadas"]) == ("місто Київ", 0)
    assert (kyiv["latitude"], kyiv["longitude"]) == (50.45, 30.52)


def test_an_oblast_without_its_centre_stands_in_the_middle_of_its_outline():
    village = [Unit(u.code, "C" if u.name == "Полтава" else u.category, u.name, u.path)
               for u in UNITS]  # fmt: skip
    square = [[(33.0, 49.0), (35.0, 49.0), (35.0, 50.0), (33.0, 50.0), (33.0, 49.0)]]
    poltava, _ = oblasts(village, {"Poltava Oblast": [square]})
    assert (poltava["latitude"], poltava["longitude"]) == (49.5, 34.0)


# Overrides.


@pytest.fixture
def tables():
    return {
        "oblast_code": [{"oblast_code": "UA80", "latitude": 1.0, "counted_hromadas": 0}],
        "hromada_code": [
            {"hromada_code": "UA80", "latitude": 1.0, "coord_quality": "exact"},
            {"hromada_code": "UA53", "latitude": 2.0, "coord_quality": "raion"},
        ],
    }


def override(code, column, value="7"):
    return {"place_code": code, "column": column, "value": value, "reason": "seen on a map"}


def test_an_override_changes_one_value_of_one_place(tables):
    apply_overrides(tables, [override("UA53", "coord_quality", "exact")])
    assert tables["hromada_code"] == [
        {"hromada_code": "UA80", "latitude": 1.0, "coord_quality": "exact"},
        {"hromada_code": "UA53", "latitude": 2.0, "coord_quality": "exact"},
    ]


def test_an_override_of_a_city_changes_it_in_every_list_that_has_the_column(tables):
    apply_overrides(tables, [override("UA80", "latitude"), override("UA80", "counted_hromadas")])
    assert tables["oblast_code"][0] == {
        "oblast_code": "UA80", "latitude": "7", "counted_hromadas": "7",
    }  # fmt: skip
    assert tables["hromada_code"][0]["latitude"] == "7"
    assert "counted_hromadas" not in tables["hromada_code"][0]


@pytest.mark.parametrize(
    ("code", "column"),
    [("UA99", "latitude"), ("UA53", "lattitude"), ("UA53", "counted_hromadas"), ("", "latitude")],
)
def test_an_override_of_nothing_is_refused(tables, code, column):
    with pytest.raises(RegisterRefused, match=column):
        apply_overrides(tables, [override(code, column)])


# Outlines.


def encode(points, offset=(0, 0)):
    """Write steps as ECharts does: zigzag, plus 64."""
    text, (x, y) = "", offset
    for point in points:
        for step in (point[0] - x, point[1] - y):
            text += chr(64 + (2 * step if step >= 0 else -2 * step - 1))
        x, y = point
    return text


def test_a_ring_is_decoded_by_hand():
    """@ is 0, A is -1, B is 1: a square of one step, from (1024, 2048) on, closed."""
    assert decode_ring("@@B@@BA@", [1024, 2048]) == [
        (1.0, 2.0), (1.001, 2.0), (1.001, 2.001), (1.0, 2.001), (1.0, 2.0),
    ]  # fmt: skip


def test_a_closed_ring_is_not_closed_again():
    assert decode_ring("@@B@@BAA", [0, 0]) == [(0, 0), (0.001, 0), (0.001, 0.001), (0, 0)]


def test_half_a_point_is_an_error():
    with pytest.raises(ValueError, match="shorter"):
        decode_ring("@@B", [0, 0])


steps = st.integers(-10_000, 60_000)


@given(st.lists(st.tuples(steps, steps), min_size=1, max_size=9), st.tuples(steps, steps))
def test_decoding_undoes_encoding(points, offset):
    decoded = decode_ring(encode(points, offset), offset)
    expected = [(round(x / 1024, 4), round(y / 1024, 4)) for x, y in points]
    assert decoded[: len(points)] == expected
    assert decoded[0] == decoded[-1]


def box(west, south, east, north):
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def test_area_is_above_zero_counterclockwise():
    assert signed_area(box(0, 0, 2, 3)) == 6
    assert signed_area(box(0, 0, 2, 3)[::-1]) == -6


@pytest.mark.parametrize("outer", [box(0, 0, 4, 4), box(0, 0, 4, 4)[::-1]])
@pytest.mark.parametrize("hole", [box(1, 1, 2, 2), box(1, 1, 2, 2)[::-1]])
def test_rings_are_turned_as_geojson_wants(outer, hole):
    assert turn_rings([outer, hole]) == [box(0, 0, 4, 4), box(1, 1, 2, 2)[::-1]]


def test_polygons_are_decoded_with_their_holes():
    outer, hole = [(0, 0), (4096, 0), (4096, 4096)], [(2048, 1024), (3072, 1024), (3072, 2048)]
    texts, offsets = [encode(outer), encode(hole)], [[0, 0], [0, 0]]
    polygon = [
        [(0, 0), (4, 0), (4, 4), (0, 0)],
        [(2, 1), (3, 2), (3, 1), (2, 1)],
    ]
    one = {"type": "Polygon", "coordinates": texts, "encodeOffsets": offsets}
    two = {"type": "MultiPolygon", "coordinates": [texts] * 2, "encodeOffsets": [offsets] * 2}
    assert decode_polygons(one) == [polygon]
    assert decode_polygons(two) == [polygon, polygon]


def test_centroid_of_the_biggest_ring_as_latitude_and_longitude():
    """An L of three unit squares: (0.5 + 1.5 + 0.5) / 3 along both axes, less 10 and 50."""
    corner = [(10, 50), (12, 50), (12, 51), (11, 51), (11, 52), (10, 52), (10, 50)]
    of_many_points = [(0, 0), *((1, step / 10) for step in range(10)), (0, 0)]
    assert find_centroid([[of_many_points], [corner]]) == (50.83333, 10.83333)


def test_outlines_are_named_as_the_register_names_them():
    ring = {"type": "Polygon", "coordinates": ["@@B@@B"], "encodeOffsets": [[0, 0]]}
    names = ["Odessa Oblast", "Zaporizhia Oblast", "Kyiv"]
    features = [{"properties": {"name": name}, "geometry": ring} for name in names]
    encoded = json.dumps({"features": features}).encode()
    assert list(read_outlines(encoded)) == ["Odesa Oblast", "Zaporizhzhia Oblast", "Kyiv"]


def test_a_feature_is_a_polygon_or_several():
    polygon = [box(0, 0, 1, 1)]
    one, two = write_feature({"a": "b"}, [polygon]), write_feature({}, [polygon, polygon])
    assert one == {
        "type": "Feature",
        "properties": {"a": "b"},
        "geometry": {"type": "Polygon", "coordinates": polygon},
    }
    assert two["geometry"] == {"type": "MultiPolygon", "coordinates": [polygon, polygon]}


def test_outlines_are_written_in_the_order_of_the_oblasts():
    outlines = {"Kyiv": [[box(0, 0, 1, 1)]], "Poltava Oblast": [[box(2, 2, 3, 3)]]}
    features = build_outlines(oblasts(), outlines)["features"]
    assert [feature["properties"] for feature in features] == [
        {"oblast_code": POLTAVA, "oblast_name": "Полтавська область", "iso_code": "UA-53"},
        {"oblast_code": KYIV, "oblast_name": "місто Київ", "iso_code": "UA-30"},
    ]


# Aliases.

HAMLET = "UA53020010020000012"
TODAY = [
    Unit(WEST, "P", "Західний", (POLTAVA, WEST)),
    Unit(BIG, "H", "Самарівська", (POLTAVA, WEST, BIG)),
    Unit(SMALL, "H", "Кам’янська", (POLTAVA, WEST, SMALL)),
    Unit(HAMLET, "C", "Новий Самар", (POLTAVA, WEST, BIG, HAMLET)),
    Unit("UA53020010010100021", "B", "Центральний", (POLTAVA, WEST, BIG, "UA53020010010100021")),
]
IN_2024 = [
    Unit(WEST, "P", "Довоєнний", (POLTAVA, WEST)),
    Unit(BIG, "H", "Новомосковська", (POLTAVA, WEST, BIG)),
    Unit(SMALL, "H", "Кам'янська", (POLTAVA, WEST, SMALL)),  # another apostrophe
    Unit(HAMLET, "C", "Новий-Cамар", (POLTAVA, WEST, BIG, HAMLET)),  # a hyphen, a Latin C
    Unit("UA53020010010100021", "B", "Жовтневий", (POLTAVA, WEST, BIG, "UA53020010010100021")),
    Unit("UA53020010030000077", "C", "Зникле", (POLTAVA, WEST, BIG, "UA53020010030000077")),
]
IN_2021 = [
    Unit(BIG, "H", "Новомосковська", (POLTAVA, WEST, BIG)),
    Unit(HAMLET, "C", "Ленінка", (POLTAVA, WEST, BIG, HAMLET)),
]
RELEASES = [Release("codifier 2024", IN_2024), Release("codifier 2021", IN_2021)]


def alias(code, name, kind="renamed", source="codifier 2024"):
    return {"place_code": code, "alias": name, "kind": kind, "source": source}


RENAMED = [
    alias(WEST, "Довоєнний район"),
    alias(BIG, "Новомосковська"),
    alias(HAMLET, "Ленінка", source="codifier 2021"),
]


def test_former_names_are_those_that_differ_in_more_than_spelling():
    """Districts of cities and places that are gone have none; the later release is named."""
    assert find_renamed(TODAY, RELEASES) == RENAMED


def test_no_former_release_means_no_former_names():
    assert find_renamed(TODAY, []) == []


def test_rows_written_by_hand_stay_and_renamed_ones_are_made_anew():
    by_hand = [alias(POLTAVA, "Полтавщина", "colloquial", "common usage"), alias(BIG, "Самар",
               "manual", "an operator")]  # fmt: skip
    stale = alias(BIG, "Давня", source="codifier 2019")
    merged = merge_aliases(RENAMED, [*by_hand, stale])
    assert [(row["place_code"], row["alias"]) for row in merged] == [
        (POLTAVA, "Полтавщина"),
        (WEST, "Довоєнний район"),
        (BIG, "Новомосковська"),
        (BIG, "Самар"),
        (HAMLET, "Ленінка"),
    ]
    assert merge_aliases(RENAMED, merged) == merged


def test_every_name_a_unit_had_is_collected_once():
    assert collect_names([TODAY, IN_2024, IN_2021])[4] == ["Самарівська", "Новомосковська"]


# Places and points.


def place(name, latitude, longitude, raion="", population=1000, others=()):
    names = name_keys([name, *others])
    return Place(latitude, longitude, population, raion, name_key(name), names)


def test_latin_spellings_of_one_name_have_one_key():
    assert name_key("Shyryayeve") == name_key("Shyriaieve")
    assert name_key("Камʼянка") == fold("Кам’янка")
    assert name_key("Лиса") != name_key("Ліса")


def test_places_get_the_raion_of_the_same_coordinates():
    cities = {
        "1": {"latitude": 49.5, "longitude": 34.5, "countrycode": "UA", "population": 300_000,
              "name": "Poltava", "alternatenames": ["Полтава"]},
        "2": {"latitude": 49.6, "longitude": 34.6, "countrycode": "UA", "population": 600,
              "name": "Nova", "alternatenames": []},
        "3": {"latitude": 49.7, "longitude": 34.7, "countrycode": "UA", "population": 5000,
              "name": "Districtne", "alternatenames": []},
        "4": {"latitude": 52.0, "longitude": 21.0, "countrycode": "PL", "population": 9,
              "name": "Warszawa", "alternatenames": []},
    }  # fmt: skip
    raions = [
        {"country": "UA", "lat": "49.50", "lng": "34.50", "admin2": "5302"},
        {"country": "UA", "lat": "49.7", "lng": "34.7", "admin2": "532345"},
        {"country": "PL", "lat": "49.6", "lng": "34.6", "admin2": "1465"},
    ]
    found = read_places(json.dumps(cities).encode(), json.dumps(raions).encode())
    assert [(p.main_name, p.raion) for p in found] == [
        (name_key("Poltava"), "UA5302"),
        (name_key("Nova"), ""),
        (name_key("Districtne"), ""),
    ]
    assert found[0].names == {name_key("Poltava"), "полтава"}
    assert found[0].population == 300_000


def test_distance_of_a_degree():
    assert distance_km(place("a", 49, 34), place("b", 50, 34)) == pytest.approx(111.2)
    assert distance_km(place("a", 60, 34), place("b", 60, 35)) == pytest.approx(55.6)


def test_middle_is_the_median():
    assert find_middle([place("a", 49, 30), place("b", 50, 31), place("c", 60, 39)]) == (50, 31)


def test_of_two_places_of_a_name_the_one_by_the_other_villages_is_chosen():
    near, far = place("Nova", 49.5, 34.5), place("Nova", 49.9, 34.9, population=9000)
    assert choose_place([far, near], name_key("Nova"), [place("Syla", 49.51, 34.5)]) == near
    assert choose_place([far, near], name_key("Nova"), []) == far


def test_the_present_name_comes_before_the_bigger_place():
    renamed = place("Lenine", 49.5, 34.5, population=9000, others=["Nova"])
    named = place("Nova", 49.9, 34.9)
    assert choose_place([renamed, named], name_key("Nova"), []) == named


NAMES = collect_names([UNITS])
CENTRES = find_centres(settlements_in_hromadas(UNITS))


def locate(*places):
    return Locator(places, NAMES).locate_hromadas(CENTRES, settlements_in_hromadas(UNITS))


def test_a_centre_is_exact_only_inside_its_raion():
    found = locate(
        place("Poltava", 49.59, 34.55, "UA5302"),
        place("Novoselivka", 49.7, 34.6, "UA5304"),
        place("Stantsiia", 49.8, 34.7, "UA5304", others=["Станція"]),
    )
    assert found[BIG] == Point(49.59, 34.55, "exact")
    assert found[OLD] == Point(49.8, 34.7, "exact")
    assert found[SMALL] == Point(49.59, 34.55, "raion")


def test_a_place_without_a_raion_is_a_probable_centre_of_a_raion_near_it():
    found = locate(
        place("Poltava", 49.59, 34.55, "UA5302"),
        place("Stantsiia", 49.8, 34.7, "UA5304"),
        place("Novoselivka", 49.61, 34.56),
    )
    assert found[SMALL] == Point(49.61, 34.56, "probable")


def test_a_place_without_a_raion_far_from_the_raion_is_not_its_centre():
    """The three places nearest to it are all of another raion."""
    around = [place(name, 49.8, 34.7, "UA5304") for name in ("Stantsiia", "Syla", "Sula")]
    found = locate(
        place("Poltava", 49.59, 34.55, "UA5302"), place("Novoselivka", 49.81, 34.71), *around
    )
    assert found[SMALL] == Point(49.59, 34.55, "raion")


def test_of_two_centres_of_one_name_in_a_raion_the_city_is_the_bigger_place():
    village, city = "UA53020010010000011", "UA53020020010000013"
    units = [
        Unit(BIG, "H", "Лиманська", (POLTAVA, WEST, BIG)),
        Unit(village, "C", "Лиман", (POLTAVA, WEST, BIG, village)),
        Unit(SMALL, "H", "Лиманська", (POLTAVA, WEST, SMALL)),
        Unit(city, "M", "Лиман", (POLTAVA, WEST, SMALL, city)),
    ]
    settlements = settlements_in_hromadas(units)
    places = [
        place("Lyman", 49.5, 34.5, "UA5302", population=900),
        place("Lyman", 49.9, 34.9, "UA5302", population=20_000),
    ]
    locator = Locator(places, collect_names([units]))
    assert locator.locate_hromadas(find_centres(settlements), settlements) == {
        BIG: Point(49.5, 34.5, "exact"),
        SMALL: Point(49.9, 34.9, "exact"),
    }


def test_a_hromada_whose_centre_is_not_known_stands_at_another_village_of_it():
    found = locate(
        place("Nova", 49.4, 34.4, "UA5302"),
        place("Novoselivka", 49.7, 34.6, "UA5302"),
        place("Stantsiia", 49.8, 34.7, "UA5304"),
    )
    assert found[BIG] == Point(49.4, 34.4, "hromada")


def test_a_city_with_special_status_is_the_biggest_place_of_its_name():
    hamlet, city = place("Київ", 47.2, 31.5, population=600), place("Київ", 50.45, 30.52)
    kyiv = next(unit for unit in UNITS if unit.code == KYIV)
    assert Locator([hamlet, city], NAMES).locate_city(kyiv) == Point(50.45, 30.52, "exact")


# Archives.

CONTENT = b"kodifikator"
PINNED = Archive(
    "lib", "1.2.3", "lib-1.2.3.whl", hashlib.sha256(CONTENT).hexdigest(), "pip", "lib/data.bin"
)


def test_the_pinned_archive_is_taken(tmp_path):
    (tmp_path / PINNED.file).write_bytes(CONTENT)
    verify_archive(tmp_path / PINNED.file, PINNED)


def test_an_archive_with_another_sum_is_refused(tmp_path):
    (tmp_path / PINNED.file).write_bytes(CONTENT + b"!")
    with pytest.raises(ArchiveRefused) as refused:
        verify_archive(tmp_path / PINNED.file, PINNED)
    assert PINNED.sha256 in str(refused.value)
    assert hashlib.sha256(CONTENT + b"!").hexdigest() in str(refused.value)


def test_a_missing_archive_is_refused(tmp_path):
    with pytest.raises(ArchiveRefused, match=r"lib-1\.2\.3\.whl"):
        verify_archive(tmp_path / PINNED.file, PINNED)


@pytest.fixture
def commands(monkeypatch):
    """Keep the commands that would be run, and run none."""
    run = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: run.append(command))
    return run


def test_an_archive_that_is_there_is_not_fetched_again(tmp_path, commands):
    (tmp_path / PINNED.file).write_bytes(CONTENT)
    fetch_archives(tmp_path, [PINNED])
    assert commands == []


def test_an_archive_that_is_there_but_another_is_fetched_and_checked(tmp_path, commands):
    (tmp_path / PINNED.file).write_bytes(b"half of it")
    with pytest.raises(ArchiveRefused):
        fetch_archives(tmp_path, [PINNED])
    assert commands == [download_command(PINNED, tmp_path)]


def test_a_download_that_leaves_nothing_is_refused(tmp_path, commands):
    with pytest.raises(ArchiveRefused):
        fetch_archives(tmp_path / "new", [PINNED])
    assert len(commands) == 1


def command(client, tmp_path):
    return download_command(Archive("lib", "1.2.3", "", "", client, ""), tmp_path)


def test_pip_downloads_a_wheel_of_one_version_alone(tmp_path):
    words = command("pip", tmp_path)
    assert words[1:4] == ["-m", "pip", "download"]
    assert words[-1] == "lib==1.2.3"
    assert words[words.index("--dest") + 1] == str(tmp_path)
    assert "--no-deps" in words
    assert "--no-binary" not in words


def test_pip_downloads_the_source_where_it_is_told_to(tmp_path):
    words = command("pip sdist", tmp_path)
    assert words[words.index("--no-binary") + 1] == ":all:"
    assert words[-1] == "lib==1.2.3"


def test_npm_packs_one_version(tmp_path):
    words = command("npm", tmp_path)
    assert words[:2] == ["npm", "pack"]
    assert words[words.index("--pack-destination") + 1] == str(tmp_path)
    assert words[-1] == "lib@1.2.3"


def test_archives_are_pinned_by_version_and_sum_and_come_from_known_clients():
    assert len({archive.file for archive in sources.ARCHIVES}) == 6
    for archive in sources.ARCHIVES:
        assert archive.version in archive.file
        assert len(bytes.fromhex(archive.sha256)) == 32
        assert archive.client in ("pip", "pip sdist", "npm")


@pytest.fixture
def archives(tmp_path):
    """Return a wheel and a tarball with data/one.txt in each; the tarball has its folder."""
    wheel, tarball = tmp_path / "lib.whl", tmp_path / "lib.tgz"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("data/one.txt", "in a wheel")
    with tarfile.open(tarball, "w:gz") as file:
        folder = tarfile.TarInfo("data")
        folder.type = tarfile.DIRTYPE
        file.addfile(folder)
        member = tarfile.TarInfo("data/one.txt")
        member.size = len(b"in a tarball")
        file.addfile(member, io.BytesIO(b"in a tarball"))
    return {"wheel": wheel, "tarball": tarball}


@pytest.mark.parametrize("kind", ["wheel", "tarball"])
def test_a_file_is_read_out_of_an_archive(archives, kind):
    assert read_member(archives[kind], "data/one.txt") == f"in a {kind}".encode()


@pytest.mark.parametrize(
    ("kind", "member"),
    [("wheel", "data/two.txt"), ("tarball", "data/two.txt"), ("tarball", "data")],
)
def test_a_file_that_an_archive_lacks_is_a_key_error(archives, kind, member):
    with pytest.raises(KeyError):
        read_member(archives[kind], member)


# Files.

ROWS = [
    {"code": "UA1", "name": "Кам’янська", "latitude": 49.5},
    {"code": "UA2", "name": 'Нова, «стара» "вона"', "latitude": ""},
]


def test_a_list_is_written_to_the_byte(tmp_path):
    path = tmp_path / "list.csv"
    write_csv(path, ("code", "name", "latitude"), ROWS)
    assert path.read_bytes() == (
        'code,name,latitude\nUA1,Кам’янська,49.5\nUA2,"Нова, «стара» ""вона""",\n'.encode()
    )


def test_a_list_is_written_over_and_read_back(tmp_path):
    path = tmp_path / "list.csv"
    rows = [alias(BIG, "Самар, місто", "manual", "an operator"), RENAMED[2]]
    for _ in range(2):
        write_csv(path, ALIAS_COLUMNS, rows)
        assert read_csv(path, ALIAS_COLUMNS) == rows


def test_a_column_that_is_not_in_the_header_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="latitude"):
        write_csv(tmp_path / "list.csv", ("code", "name"), ROWS)


def test_a_list_of_hand_made_rows_is_begun_with_its_header(tmp_path):
    path = tmp_path / "aliases.csv"
    assert read_csv(path, ALIAS_COLUMNS) == []
    assert path.read_text(encoding="utf-8") == "place_code,alias,kind,source\n"


def test_geojson_is_written_a_feature_a_line(tmp_path):
    path = tmp_path / "two.geojson"
    features = [write_feature({"name": name}, [[box(0, 0, 1, 1)]]) for name in ("Київ", "Крим")]
    collection = {"type": "FeatureCollection", "features": features}
    written = []
    for _ in range(2):
        write_geojson(path, collection)
        written.append(path.read_bytes())
    assert written[0] == written[1]
    lines = written[0].decode().splitlines()
    assert lines[0] == '{"type":"FeatureCollection","features":['
    assert lines[1].startswith('{"type":"Feature","properties":{"name":"Київ"},"geometry":')
    assert lines[2].startswith('{"type":"Feature","properties":{"name":"Крим"},"geometry":')
    assert len(lines) == 3
    assert written[0].endswith(b"]}\n")
    assert json.loads(written[0]) == json.loads(json.dumps(collection))
