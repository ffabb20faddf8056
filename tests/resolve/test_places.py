"""Names of places → hromadas, over the whole real register: found, or flagged, never guessed.

What is expected is read from the lists themselves, not from the gazetteer's indexes.
"""

import csv
from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.check.values import clean_list
from ingest.common.ukrainian import fold
from ingest.pipeline import REFERENCE
from ingest.resolve.places import Context, PlaceResolver, resolve_hromada


def read(noun):
    with (REFERENCE / f"{noun}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


OBLAST_NAMES = {row["oblast_code"]: row["oblast_name"] for row in read("oblasts")}
RAION_NAMES = {row["raion_code"]: row["raion_name"] for row in read("raions")}
HROMADAS, SETTLEMENTS, ALIASES = read("hromadas"), read("settlements"), read("aliases")
COUNTED = [row for row in HROMADAS if row["is_counted"] == "1"]
HROMADA_OF_ID = {row["hromada_id"]: row for row in HROMADAS}
HROMADA_OF_CODE = {row["hromada_code"]: row for row in COUNTED}
RENAMED = [
    (row["alias"], HROMADA_OF_CODE[row["place_code"]])
    for row in ALIASES
    if row["kind"] == "renamed" and row["place_code"] in HROMADA_OF_CODE
]
OLD_NAMES = [old for old, _ in RENAMED]


@pytest.fixture(scope="module")
def places(gazetteer):
    return PlaceResolver(gazetteer)


def problems(result):
    return [finding.code for _, finding in result.findings]


def labels(result):
    return [hromada.label for hromada in result.hromadas]


# The whole register.


def test_every_settlement_leads_by_code_to_its_hromada(places):
    assert len(SETTLEMENTS) == 29_701
    for row in SETTLEMENTS:
        result = places.resolve((), (), (row["settlement_code"],))
        assert [hromada.id for hromada in result.hromadas] == [int(row["hromada_id"])], row


def test_every_hromada_is_found_by_code_without_a_remark(places):
    assert len(HROMADAS) == 1774
    for row in HROMADAS:
        result = places.resolve((), (), (row["hromada_code"],))
        assert [hromada.code for hromada in result.hromadas] == [row["hromada_code"]]
        assert result.findings == ()


def test_every_counted_hromada_is_found_by_label_and_raion_without_a_remark(places):
    assert len(COUNTED) == 1469
    for row in COUNTED:
        raion = RAION_NAMES[row["raion_code"]]
        result = places.resolve((), (raion,), (row["hromada_label"],))
        assert [hromada.code for hromada in result.hromadas] == [row["hromada_code"]], row
        assert result.findings == ()


def test_the_oblast_is_enough_for_all_counted_hromadas_but_two_pairs(places):
    ambiguous = Counter()
    for row in COUNTED:
        oblast = OBLAST_NAMES[row["oblast_code"]]
        result = places.resolve((oblast,), (), (row["hromada_label"],))
        if result.hromadas:
            assert [hromada.code for hromada in result.hromadas] == [row["hromada_code"]], row
            assert result.findings == ()
        else:
            assert problems(result) == ["hromada_ambiguous"]
            ambiguous[oblast, row["hromada_label"]] += 1
    assert ambiguous == {
        ("Дніпропетровська область", "Миколаївська сільська громада"): 2,
        ("Київська область", "Калинівська селищна громада"): 2,
    }


def test_every_settlement_leads_by_name_to_its_hromada_or_is_ambiguous(gazetteer):
    """In its raion; a name that another village there had before counts as one of it.

    25,964 names lead on, 2,512 are of several hromadas of the raion, 19 are of villages
    called like a city of the raion and 153 of settlements called like the centre of a hromada,
    which is taken and told, and the village Громада is not looked for by the word that donors
    write after every name.
    """
    hromadas_with = defaultdict(set)
    home = {row["settlement_code"]: HROMADA_OF_ID[row["hromada_id"]] for row in SETTLEMENTS}
    names = [(row["settlement_code"], row["settlement_name"]) for row in SETTLEMENTS]
    names += [(row["place_code"], row["alias"]) for row in ALIASES if row["place_code"] in home]
    for code, name in names:
        hromadas_with[home[code]["raion_code"], fold(name)].add(home[code]["hromada_code"])
    met = Counter()
    for row in SETTLEMENTS:
        hromada = home[row["settlement_code"]]
        if hromada["is_counted"] == "0" or row["settlement_name"] == "Громада":
            continue
        raion, oblast = hromada["raion_code"], hromada["oblast_code"]
        context = Context(frozenset([oblast]), frozenset([raion]))
        result = resolve_hromada(row["settlement_name"], context, gazetteer)
        if hromadas_with[raion, fold(row["settlement_name"])] == {hromada["hromada_code"]}:
            assert result.hromada is not None, row
            assert result.hromada.code == hromada["hromada_code"], row
            met["found"] += 1
        else:
            met[result.finding.code] += 1
            assert (result.hromada is None) == (result.finding.code == "hromada_ambiguous"), row
    assert met == {
        "found": 25_964,
        "hromada_ambiguous": 2_512,
        "hromada_by_city": 19,
        "hromada_by_centre": 153,
    }


@pytest.mark.parametrize("name", ["Громада", "с. Громада", "громада", "ТГ"])
def test_the_word_hromada_is_no_name(places, name):
    result = places.resolve(("Житомирська область",), ("Житомирський район",), (name,))
    assert (labels(result), result.unresolved) == ([], (name,))
    assert problems(result) == ["hromada_unknown"]


# Former names. 46 counted hromadas are renamed; a 47th is respelt, from a Latin «i».


def oblast_of(hromada):
    return (OBLAST_NAMES[hromada["oblast_code"]],)


def test_renamed_hromadas_are_46():
    assert len(RENAMED) == 46


@pytest.mark.parametrize(("old", "hromada"), RENAMED, ids=OLD_NAMES)
def test_an_old_name_with_its_type_is_found_in_the_oblast(places, old, hromada):
    written = f"{old} {hromada['hromada_type']} громада"
    result = places.resolve(oblast_of(hromada), (), (written,))
    assert labels(result) == [hromada["hromada_label"]]
    assert problems(result) == ["hromada_by_old_name"]
    assert result.findings[0][1].suggestion == hromada["hromada_label"]


@pytest.mark.parametrize(("old", "hromada"), RENAMED, ids=OLD_NAMES)
def test_the_new_name_is_found_in_the_oblast_without_a_remark(places, old, hromada):
    for written in (hromada["hromada_name"], hromada["hromada_label"]):
        result = places.resolve(oblast_of(hromada), (), (written,))
        assert labels(result) == [hromada["hromada_label"]], written
        assert result.findings == ()


def test_the_oblast_alone_is_enough_for_all_old_names_but_one(places):
    missed = [
        (old, hromada["hromada_label"])
        for old, hromada in RENAMED
        if labels(places.resolve(oblast_of(hromada), (), (old,))) != [hromada["hromada_label"]]
    ]
    assert missed == [("Первомайська", "Заводська селищна громада")]


@pytest.mark.parametrize(
    ("raion", "written", "expected", "problem"),
    [
        ("", "Первомайська", ["Первомайська міська громада"], "hromada_by_city"),
        ("", "Первомайська міська громада", ["Первомайська міська громада"], None),
        (
            "",
            "Первомайська селищна громада",
            ["Заводська селищна громада"],
            "hromada_by_old_name",
        ),
        ("Первомайський район", "Первомайська", ["Первомайська міська громада"], None),
        (
            "Миколаївський район",
            "Первомайська",
            ["Заводська селищна громада"],
            "hromada_by_old_name",
        ),
    ],
)
def test_two_hromadas_of_mykolaiv_oblast_that_bear_or_bore_one_name(
    places, raion, written, expected, problem
):
    result = places.resolve(("Миколаївська",), (raion,) if raion else (), (written,))
    assert labels(result) == expected
    assert problems(result) == ([problem] if problem else [])


@pytest.mark.parametrize(
    "name", ["Жданівська", "Мар’янівська", "Первомайська", "Суворовська", "Чкаловська"]
)
def test_an_old_name_that_another_hromada_bears_is_ambiguous_without_an_oblast(places, name):
    """Seven hromadas bore these five names; each is the name of another hromada today."""
    bearers = [row for row in HROMADAS if row["hromada_name"] == name]
    assert bearers
    result = places.resolve((), (), (name,))
    assert (labels(result), problems(result)) == ([], ["hromada_ambiguous"])


def test_a_name_once_spelt_with_a_latin_letter_is_no_old_name(places):
    result = places.resolve(("Хмельницька",), (), ("Вiйтовецька",))
    assert (labels(result), problems(result)) == (["Війтовецька селищна громада"], [])


# Context.


def test_a_name_outside_the_oblast_is_not_accepted_but_suggested(places):
    result = places.resolve(("Полтавська",), (), ("Баранівська",))
    assert (labels(result), result.unresolved) == ([], ("Баранівська",))
    ((field, finding),) = result.findings
    assert (field, finding.code, finding.value) == (
        "hromadas", "hromada_outside_oblast", "Баранівська",
    )  # fmt: skip
    assert finding.suggestion == (
        "Баранівська міська громада (Житомирська область, UA18080010000090720)"
    )


def test_a_name_outside_the_raion_is_not_accepted(places):
    result = places.resolve(("Житомирська",), ("Бердичівський",), ("Баранівська",))
    assert (labels(result), problems(result)) == ([], ["hromada_outside_oblast"])


def test_the_raion_alone_is_a_context(places):
    assert labels(places.resolve((), ("Звягельський",), ("Баранівська",))) == [
        "Баранівська міська громада"
    ]
    outside = places.resolve((), ("Бердичівський",), ("Баранівська",))
    assert (labels(outside), problems(outside)) == ([], ["hromada_outside_oblast"])


@pytest.mark.parametrize(
    ("oblasts", "expected"),
    [
        ((), []),
        (("Одеська", "Херсонська"), []),
        (("Одеська", "Полтавська"), ["Іванівська селищна громада"]),
        (("Тернопільська",), ["Іванівська сільська громада"]),
    ],
)
def test_a_name_of_many_hromadas_is_found_only_where_one_of_them_is_meant(
    places, oblasts, expected
):
    result = places.resolve(oblasts, (), ("Іванівська",))
    assert labels(result) == expected
    assert problems(result) == ([] if expected else ["hromada_ambiguous"])
    assert {hromada.oblast_name.removesuffix(" область") for hromada in result.hromadas} <= set(
        oblasts
    )


def test_an_ambiguous_name_is_answered_with_the_choices(places):
    result = places.resolve(("Одеська", "Херсонська"), (), ("Іванівська",))
    assert result.findings[0][1].suggestion == (
        "Іванівська селищна громада (Одеська область, UA51020090000073639); "
        "Іванівська селищна громада (Херсонська область, UA65040030000056170)"
    )


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Миколаївська селищна громада", "селищна"),
        ("Миколаївська сільська ТГ", "сільська"),
        ("Миколаївської сільської ради", "сільська"),
    ],
)
def test_the_type_tells_namesakes_of_one_oblast_apart(places, written, kind):
    result = places.resolve(("Сумська",), (), (written,))
    assert labels(result) == [f"Миколаївська {kind} громада"]
    bare = places.resolve(("Сумська",), (), ("Миколаївська",))
    assert (labels(bare), problems(bare)) == ([], ["hromada_ambiguous"])


def test_kyiv_is_not_in_kyiv_oblast(places):
    assert labels(places.resolve(("Київ",), (), ("м. Київ",))) == ["місто Київ"]
    result = places.resolve(("Київська",), (), ("м. Київ",))
    assert (labels(result), problems(result)) == ([], ["hromada_outside_oblast"])


@pytest.mark.parametrize(
    "written",
    [
        "Петропавлівська",
        "Петропавлівська ОТГ",
        "Петропавлівська селищна громада",
        "Петропавлівської селищної об’єднаної територіальної громади",
    ],
)
@pytest.mark.parametrize("raions", [(), ("Щастинський район",)])
def test_a_hromada_from_before_2020_is_not_taken_for_a_namesake_elsewhere(places, written, raions):
    """Three oblasts have a Петропавлівська today; that of Luhansk is in Щастинська now."""
    result = places.resolve(("Луганська область",), raions, (written,))
    assert (labels(result), result.unresolved) == ([], (written,))
    assert problems(result) == ["hromada_outside_oblast"]


def test_the_settlement_of_a_hromada_from_before_2020_leads_to_that_of_today(places):
    result = places.resolve(("Луганська область",), (), ("смт Петропавлівка",))
    assert [hromada.code for hromada in result.hromadas] == ["UA44160090000075695"]
    assert problems(result) == ["hromada_by_settlement"]


# Spelling.


@pytest.mark.parametrize(
    ("oblast", "written", "meant"),
    [
        ("Житомирська", "Барановська", "Баранівська міська громада"),
        ("Полтавська", "Кременчуська", "Кременчуцька міська громада"),
        ("Черкаська", "Звенигороцька", "Звенигородська міська громада"),
        ("", "Звягильська", "Звягельська міська громада"),
    ],
)
def test_a_misspelling_is_only_a_suggestion(places, oblast, written, meant):
    result = places.resolve((oblast,) if oblast else (), (), (written,))
    assert (labels(result), result.unresolved) == ([], (written,))
    ((_, finding),) = result.findings
    assert finding.code == "hromada_unknown"
    assert finding.suggestion.startswith(meant)


def test_a_suggestion_keeps_to_the_oblast(places):
    result = places.resolve(("Волинська",), (), ("Звягильська",))
    assert problems(result) == ["hromada_unknown"]
    assert "Звягельська" not in result.findings[0][1].suggestion


def test_a_name_like_no_other_gets_no_suggestion(places):
    result = places.resolve((), (), ("Zzyzx",))
    assert [(finding.code, finding.suggestion) for _, finding in result.findings] == [
        ("hromada_unknown", "")
    ]


@pytest.mark.parametrize(
    ("oblast", "written", "label"),
    [
        ("Житомирська", "Баранівської", "Баранівська міська громада"),
        ("Сумська", "Сумської міської територіальної громади", "Сумська міська громада"),
        ("Житомирська", "у Баранівській", "Баранівська міська громада"),
        ("Сумська", "Сумській міській раді", "Сумська міська громада"),
        ("Сумська", "Охтирською громадою", "Охтирська міська громада"),
        ("Полтавська", "Полтавську МТГ", "Полтавська міська громада"),
        ("Івано-Франківська", "Івано-Франківської", "Івано-Франківська міська громада"),
        ("Львівська", "Новояворівської", "Новояворівська міська громада"),
        ("Херсонська", "Асканіє-Нової селищної громади", "Асканіє-Нова селищна громада"),
        ("Київська", "БІЛОЦЕРКІВСЬКОЇ", "Білоцерківська міська громада"),
    ],
)
def test_cases_of_a_name(places, oblast, written, label):
    result = places.resolve((oblast,), (), (written,))
    assert labels(result) == ([label] if label else [])
    assert problems(result) == ([] if label else ["hromada_unknown"])


@pytest.mark.parametrize(
    ("oblast", "written"),
    [
        ("Дніпропетровська", "Кам'янська міська громада"),
        ("Дніпропетровська", "КАМ`ЯНСЬКА"),
        ("Дніпропетровська", "«Камʼянська» МТГ"),
        ("Дніпропетровська", "Kам’янська"),  # a Latin K
        ("дніпропетровська обл.", "Кам\u2019ян\u00adська"),
        ("Січеславщина", "Кам’янська\u00a0міська\u00a0громада (Дніпропетровська обл.)"),
        ("Дніпропетровщина", "Кам’янської міської ради"),
    ],
)
def test_ways_to_write_one_hromada(places, oblast, written):
    result = places.resolve((oblast,), (), (written,))
    assert [hromada.code for hromada in result.hromadas] == ["UA12040150000015189"]
    assert result.findings == ()


# Codes.


@pytest.mark.parametrize(
    ("oblast", "code", "expected", "problem"),
    [
        ("", "UA18080010000090720", ["Баранівська міська громада"], None),
        ("Житомирська", " UA18080010000090720 ", ["Баранівська міська громада"], None),
        (
            "Житомирська",
            "UA18080010010059187",
            ["Баранівська міська громада"],
            "hromada_by_settlement",
        ),
        ("Полтавська", "UA18080010000090720", [], "hromada_outside_oblast"),
        ("Полтавська", "UA18080010010059187", [], "hromada_outside_oblast"),
        ("", "UA18080010000099999", [], "hromada_unknown"),
        ("", "UA18080000000016657", [], "hromadas_not_named"),  # a raion
        ("", "UA1808001", ["Баранівська міська громада"], None),  # the P-code of OCHA
        ("", "1820680000", [], "hromada_code_old"),  # КОАТУУ
        ("", "UA80000000000093317", ["місто Київ"], None),
    ],
)
def test_codes_of_hromadas_and_settlements(places, oblast, code, expected, problem):
    result = places.resolve((oblast,) if oblast else (), (), (code,))
    assert labels(result) == expected
    assert problems(result) == ([problem] if problem else [])


def test_codes_of_oblasts_and_raions(places):
    result = places.resolve(("UA18000000000041385",), ("UA18080000000016657",), ())
    assert [oblast.name for oblast in result.oblasts] == ["Житомирська область"]
    assert [raion.name for raion in result.raions] == ["Звягельський район"]
    assert result.findings == ()


# Several names.


def test_names_are_split_at_commas_outside_brackets(places):
    cell = "Баранівська (м. Баранівка, Полянка), Звягельська МТГ, , Чижівська"
    result = places.resolve(("Житомирська",), (), (cell,))
    assert labels(result) == [
        "Баранівська міська громада",
        "Звягельська міська громада",
        "Чижівська сільська громада",
    ]
    assert result.findings == ()


def test_a_hromada_named_twice_is_counted_once(places):
    result = places.resolve(("Житомирська",), (), ("Баранівська", "Баранівська МТГ, баранівська"))
    assert labels(result) == ["Баранівська міська громада"]


def test_what_is_not_found_is_kept_beside_what_is(places):
    result = places.resolve(("Житомирська",), (), ("Баранівська", "Сумська", "Zzyzx"))
    assert labels(result) == ["Баранівська міська громада"]
    assert result.unresolved == ("Сумська", "Zzyzx")
    assert problems(result) == ["hromada_outside_oblast", "hromada_unknown"]


# Oblasts, raions and scope.


@pytest.mark.parametrize(
    ("oblasts", "raions", "hromadas", "scope"),
    [
        (("Житомирська",), ("Звягельський",), ("Баранівська",), "hromadas"),
        (("вся Україна",), (), ("Баранівська",), "hromadas"),
        (("Житомирська",), (), ("Zzyzx",), "hromadas"),
        (("Житомирська",), ("Звягельський",), (), "raion"),
        ((), ("Новоград-Волинський р-н",), (), "raion"),
        (("Одеська", "Одеський район"), (), (), "raion"),
        (("Житомирська",), (), (), "oblast"),
        (("Житомирщина", "Сумська обл."), (), (), "oblast"),
        (("Житомирська",), ("Полтавський",), (), "oblast"),
        (("вся Україна",), (), (), "national"),
        (("ВСІ ОБЛАСТІ", "Сумська"), (), (), "national"),
        ((), (), ("для всіх громад України",), "national"),
        ((), (), ("Чортківський район Тернопільщини",), "raion"),
        (("Сумська, Полтавська",), (), ("міста-партнери",), "oblast"),
        (("Сумська, Полтавська",), (), ("громади двох областей",), "oblast"),
        (("Сумська",), (), ("громади-переможці конкурсу (15 громад)",), "oblast"),
        (("Kharkiv",), (), ("selected hromadas",), "oblast"),
        ((), (), ("молодь 9 громад Чернігівщини",), "oblast"),
        ((), (), ("Одеська обл. - усі громади Ізмаїльського району",), "raion"),
        ((), (), ("члени делегації, голови громад",), "unknown"),
        ((), (), ("громади-партнери Полтавської та Сумської областей",), "oblast"),
        (("Волинська",), (), ("всі 54",), "oblast"),
        ((), (), ("заклади освіти з усіх громад Вінниччини",), "oblast"),
        ((), (), ("молодіжні ради 8 громад Чернігівщини",), "oblast"),
        ((), (), ("ЦНАП-и Прикарпаття",), "oblast"),
        (("Zaporizka",), (), ("oblast level",), "oblast"),
        (("Lviv oblast",), (), ("not specified",), "oblast"),
        (("Донецкая",), (), ("все громады Волновахского района",), "raion"),
        (("Черкащина",), (), ("район: Звенигородський, усі громади",), "raion"),
        ((), (), ("представники 30 громад - членів АМУ",), "unknown"),
        ((), (), (), "unknown"),
        ((), (), (" ", ",", "()"), "unknown"),
        (("Атлантида",), (), (), "unknown"),
    ],
)
def test_scope(places, oblasts, raions, hromadas, scope):
    assert places.resolve(oblasts, raions, hromadas).scope == scope


def test_an_event_without_a_place_is_flagged_once(places):
    assert problems(places.resolve((), (), ())) == ["place_missing"]
    assert problems(places.resolve(("вся Україна",), (), ())) == []
    assert problems(places.resolve(("Атлантида",), (), ())) == ["oblast_unknown"]


def test_oblasts_named_twice_are_one(places):
    result = places.resolve(("Полтавська", "Полтавщина", "полтавська обл."), (), ())
    assert [oblast.name for oblast in result.oblasts] == ["Полтавська область"]


def test_an_unknown_oblast_gets_a_suggestion(places):
    ((field, finding),) = places.resolve(("Палтавська",), (), ()).findings
    assert (field, finding.code, finding.suggestion) == (
        "oblast", "oblast_unknown", "Полтавська область",
    )  # fmt: skip


def test_a_raion_outside_the_oblast_is_not_accepted(places):
    result = places.resolve(("Полтавська",), ("Звягельський",), ())
    assert result.raions == ()
    ((field, finding),) = result.findings
    assert (field, finding.code, finding.suggestion) == (
        "raion", "raion_unknown", "Звягельський район",
    )  # fmt: skip


def test_every_raion_is_found_by_name(places):
    assert len(RAION_NAMES) == 136
    for code, name in RAION_NAMES.items():
        result = places.resolve((), (name,), ())
        assert [raion.code for raion in result.raions] == [code]


@pytest.mark.parametrize(
    ("written", "label"),
    [
        # Вишнева, Спаська and Садова are hromadas too, each of another place.
        ("с. Вишнева", "Савинська селищна громада"),
        ("с. Спаська", "Кам’янська сільська громада"),
        ("с. Садова", "Вендичанська селищна громада"),
    ],
)
def test_a_village_is_not_taken_for_a_hromada_of_its_name(places, written, label):
    result = places.resolve((), (), (written,))
    assert (labels(result), problems(result)) == ([label], ["hromada_by_settlement"])


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("м. Баранівка", "Баранівська міська громада"),
        ("місто Київ", "місто Київ"),
        ("смт Іршанськ", "Іршанська селищна громада"),
    ],
)
def test_what_a_settlement_is_tells_it_from_its_namesakes(places, written, label):
    assert labels(places.resolve((), (), (written,))) == [label]


def test_a_type_that_the_codifier_does_not_confirm_is_remarked_on(places):
    oblast = ("Житомирська область",)
    result = places.resolve(oblast, (), ("Баранівська сільська громада",))
    assert labels(result) == ["Баранівська міська громада"]
    assert problems(result) == ["hromada_type_differs"]


@pytest.mark.parametrize(("oblasts", "raions"), [(("Харкіська",), ()), ((), ("Богодухський",))])
def test_beside_a_place_that_cannot_be_read_a_name_of_one_hromada_is_taken(places, oblasts, raions):
    result = places.resolve(oblasts, raions, ("Баранівська",))
    assert labels(result) == ["Баранівська міська громада"]
    (unread,) = problems(result)
    assert unread in ("oblast_unknown", "raion_unknown")
    of_several = places.resolve(oblasts, raions, ("Семенівська",))
    assert (labels(of_several), problems(of_several)) == ([], [unread, "hromada_ambiguous"])


def test_a_raion_bounds_its_own_oblast_only(places):
    oblasts, raions = ("Полтавська", "Сумська"), ("Полтавський",)
    result = places.resolve(oblasts, raions, ("Полтавська", "Сумська", "Кременчуцька"))
    assert labels(result) == ["Полтавська міська громада", "Сумська міська громада"]
    assert problems(result) == ["hromada_outside_oblast"]


def test_oblasts_are_split_at_commas(places):
    result = places.resolve(("Львівська, Тернопільська",), (), ())
    assert [oblast.name for oblast in result.oblasts] == [
        "Львівська область",
        "Тернопільська область",
    ]


# Lists and phrases of a cell.


@pytest.mark.parametrize(
    "cell",
    [
        "Баранівська, Звягельська",
        "Баранівської та Звягельської громад",
        "Баранівська і Звягельська територіальні громади",
        "1. Баранівська 2. Звягельська",
        "1) Баранівська міська громада; 2) Звягельська міська громада",
        "• Баранівська • Звягельська",
        "громади: Баранівська, Звягельська",
        "Житомирська область: Баранівська, Звягельська",
        "Баранівська (Житомирська обл.), Звягельська (Житомирщина)",
        "Баранівська громада Житомирської області; Звягельська громада Звягельського району",
        "Баранівська/Звягельська",
        "Баранівська, Звягельська, Житомирська обл.",
        "Житомирщина, Баранівська та Звягельська",
        "Баранівська громада, Житомирська область, Звягельська громада, Звягельський р-н",
        "UA18080010000090720 Баранівська міська громада; ua18080150000022496",
        "старости Баранівської та Звягельської громад",
        "в Баранівській i Звягельській громадах",  # a Latin i
        "UA1808001 UA1808015",
        "Baranivska, Zviahelska",
        "Baranivska hromada and Zviahelska urban territorial community",
    ],
)
def test_lists_of_hromadas_are_taken_apart(places, cell):
    result = places.resolve((), (), clean_list(cell))
    assert labels(result) == ["Баранівська міська громада", "Звягельська міська громада"]
    assert (result.scope, result.unresolved) == ("hromadas", ())


@pytest.mark.parametrize(
    ("oblast", "cell", "scope", "names"),
    [
        ("", "усі громади Полтавської області", "oblast", ["Полтавська область"]),
        ("", "всі територіальні громади Полтавщини", "oblast", ["Полтавська область"]),
        ("Полтавська", "усі громади", "oblast", ["Полтавська область"]),
        ("", "усі громади Звягельського району", "raion", ["Звягельський район"]),
        ("", "вся Україна", "national", []),
    ],
)
def test_all_hromadas_of_an_area_are_the_area(places, oblast, cell, scope, names):
    result = places.resolve((oblast,) if oblast else (), (), (cell,))
    named = result.raions if scope == "raion" else result.oblasts
    assert (result.scope, [place.name for place in named]) == (scope, names)
    assert (result.hromadas, result.findings) == ((), ())


@pytest.mark.parametrize(
    ("oblast", "cell", "scope"),
    [
        ("", "представники 12 громад Полтавщини", "oblast"),
        ("Полтавська", "12 громад", "oblast"),
        ("Полтавська", "понад 20 тергромад", "oblast"),
        ("", "усі громади Полтавської області, крім Лубенської та Хорольської", "oblast"),
        ("", "12 громад", "unknown"),
        ("", "сім громад Полтавщини", "oblast"),
        ("Дніпропетровська", "Дев'ять громад Криворізького району", "raion"),
        ("Одеська", "представники громад", "oblast"),
        ("", "усі громади-партнери Кіровоградщини (9)", "oblast"),
        ("Львівська", "громади області за заявками", "oblast"),
    ],
)
def test_hromadas_without_names_are_an_area_in_doubt(places, oblast, cell, scope):
    result = places.resolve((oblast,) if oblast else (), (), (cell,))
    assert (result.scope, labels(result), result.unnamed) == (scope, [], (cell,))
    assert problems(result) == ["hromadas_not_named"]


@pytest.mark.parametrize("cell", ["Полтавська область", "Полтавщина", "Полтавська обл., Сумщина"])
def test_oblasts_where_hromadas_should_be_named_are_an_area_in_doubt(places, cell):
    result = places.resolve((), (), (cell,))
    assert (result.scope, labels(result), result.unnamed) == ("oblast", [], (cell,))
    assert result.oblasts[0].name == "Полтавська область"
    assert problems(result) == ["hromadas_not_named"]


@pytest.mark.parametrize(
    ("oblast", "raion", "cell", "scope", "names"),
    [
        ("", "", "всі 60 громад Полтавської області", "oblast", ["Полтавська область"]),
        ("", "", "all 60 hromadas of Poltava oblast", "oblast", ["Полтавська область"]),
        ("Полтавська", "", "по всій області", "oblast", ["Полтавська область"]),
        ("", "", "все громады Полтавской области", "oblast", ["Полтавська область"]),
        ("", "Стрийський", "весь район", "raion", ["Стрийський район"]),
        ("Lviv", "Stryi", "whole district", "raion", ["Стрийський район"]),
        ("", "", "24 області", "national", []),
        ("", "", "міські голови з усіх областей України", "national", []),
        ("", "", "open to all hromadas of Ukraine", "national", []),
        ("", "", "whole of Ukraine", "national", []),
        ("", "", "онлайн, вся Україна", "national", []),
    ],
)
def test_all_of_an_area_in_other_words(places, oblast, raion, cell, scope, names):
    result = places.resolve((oblast,) if oblast else (), (raion,) if raion else (), (cell,))
    named = result.raions if scope == "raion" else result.oblasts
    assert (result.scope, [place.name for place in named]) == (scope, names)
    assert (result.hromadas, result.unresolved, result.findings) == ((), (), ())


@pytest.mark.parametrize(
    ("cell", "scope", "names"),
    [
        ("Полтавщина (12 громад)", "oblast", ["Полтавська область"]),
        ("Полтавська область, 12 ОТГ", "oblast", ["Полтавська область"]),
        ("12 AHs of Poltava", "oblast", ["Полтавська область"]),
        ("30 осіб з 12 громад Полтавщини", "oblast", ["Полтавська область"]),
        (
            "Львівщина та Волинь",
            "oblast",
            ["Львівська область", "Волинська область"],
        ),
        ("Lviv and Volyn oblasts", "oblast", ["Львівська область", "Волинська область"]),
        ("Myrhorod district, 5 hromadas", "raion", ["Миргородський район"]),
        (
            "громади Миргородського та Лубенського районів Полтавської області",
            "raion",
            ["Миргородський район", "Лубенський район"],
        ),
        ("громади з різних областей", "unknown", []),
        ("усі пілотні громади проєкту", "unknown", []),
        ("громади Стрийського району (релоковані)", "raion", ["Стрийський район"]),
        ("school heads of the pilot hromadas", "unknown", []),
        ("Zoom", "unknown", []),
    ],
)
def test_some_of_an_area_in_other_words(places, cell, scope, names):
    result = places.resolve((), (), (cell,))
    named = result.raions if scope == "raion" else result.oblasts
    assert (result.scope, [place.name for place in named]) == (scope, names)
    assert (result.hromadas, result.unnamed, problems(result)) == (
        (),
        (cell,),
        ["hromadas_not_named"],
    )


@pytest.mark.parametrize(
    "cell",
    [
        "Доманівська, Вознесенський район Миколаївської обл.",
        "Доманівська, Вознесенський р-н Миколаївської області",
        "Доманёвская, Вознесенский район Николаевской обл.",
    ],
)
def test_a_raion_after_a_name_may_have_its_oblast(places, cell):
    result = places.resolve((), (), (cell,))
    assert labels(result) == ["Доманівська селищна громада"]
    assert (result.unresolved, set(problems(result)) - {"hromada_by_russian_name"}) == ((), set())


def test_areas_of_several_lines_are_each_told(places):
    result = places.resolve((), (), ("Полтавська область: 12 громад; Сумська: 5 громад",))
    assert [oblast.name for oblast in result.oblasts] == ["Полтавська область", "Сумська область"]


@pytest.mark.parametrize("cell", ["UA3208015 Irpinska", "Ірпінська, онлайн", "UA3208015 other"])
def test_what_stands_beside_a_hromada_and_is_no_place_does_not_count(places, cell):
    result = places.resolve((), (), (cell,))
    assert (labels(result), result.unresolved) == (["Ірпінська міська громада"], ())


@pytest.mark.parametrize(
    ("oblast", "cell", "names"),
    [
        (
            "",
            "Баранівської та Дубровицької громад Житомирської та Рівненської областей",
            ["Баранівська", "Дубровицька"],
        ),
        ("", "Львівська обл. (Жовківська, Белзька)", ["Жовківська", "Белзька"]),
        ("", "Донецька: Лиманська, Сіверська", ["Лиманська", "Сіверська"]),
        (
            "Рівненська",
            "для старост Радивилівської та Козинської громад",
            ["Радивилівська", "Козинська"],
        ),
        ("Тернопільська", "старостат с. Старий Скалат", ["Скалатська"]),
        ("Закарпатська", "ДОВЖАНСЬКА с.р.", ["Довжанська"]),
        ("Кіровоградська", "сел. Побузьке", ["Побузька"]),
        ("Івано-Франківська", "3аболотівська", ["Заболотівська"]),
        ("Волинська", "Мар*янівська", ["Мар’янівська"]),
        ("Чернівецька", "В.Кучурівська", ["Великокучурівська"]),
        ("Дніпропетровська", "Криворожская", ["Криворізька"]),
        ("Одеська", "Вилково", ["Вилківська"]),
        ("Донецька", "Славянская", ["Слов’янська"]),
        ("Луганська", "Счастье, Станица Луганская", ["Щастинська", "Станично-Луганська"]),
        (
            "",
            "Melitopol ATC, Enerhodar ATC (Zaporizhia region)",
            ["Мелітопольська", "Енергодарська"],
        ),
        ("", "City of Poltava", ["Полтавська"]),
        ("Rivne", "Rokytne TH (w/o starostas)", ["Рокитнівська"]),
        ("Kherson", "Kherson CMA, Bilozerka SMA", ["Херсонська", "Білозерська"]),
        ("Ivano-Frankivsk", "Kosivska Kutska Yablunivska", ["Косівська", "Кутська", "Яблунівська"]),
        ("Rivne", "Derman Persha and Derman Druha villages", ["Мізоцька"]),
        ("", "Oblast Winnyzja: AHs Bar, Scharhorod", ["Барська", "Шаргородська"]),
        ("Sumy", "Mykolaivska (rural)", ["Миколаївська"]),
        ("Харківська", "Лозівська гр. + Близнюки", ["Лозівська", "Близнюківська"]),
        ("Полтавська", "для громад: Лубенської, Хорольської", ["Лубенська", "Хорольська"]),
        ("Дніпропетровська", "мм. Павлоград, Тернівка", ["Павлоградська", "Тернівська"]),
        ("Луганська", "Рубежное", ["Рубіжанська"]),
        ("Донецька", "Угледар, Часов Яр", ["Вугледарська", "Часовоярська"]),
        ("Донецька", "Ильиновская", ["Іллінівська"]),
        ("Donetsk", "Krasnohorivka", ["Мар’їнська"]),
        ("Chernivtsi", "Mamaivtsi Hlyboka Chudei", ["Мамаївська", "Глибоцька", "Чудейська"]),
        ("Chernivtsi Kirovohrad", "Mamaivtsi", ["Мамаївська"]),
        ("", "Tysmenytsya", ["Тисменицька"]),
        ("Хмельницька", "громади Полонного та Понінки", ["Полонська", "Понінківська"]),
        ("Volyn", "Volodymyr-Volynskyi", ["Володимирська"]),
        ("Черкаська", "Канівська кома Степанецька крапка", ["Канівська", "Степанецька"]),
        (
            "Sumy",
            "Hlukhiv (town) with Shalyhyne and Svesa",
            ["Глухівська", "Шалигинська", "Свеська"],
        ),
        ("", "cities of Izmail, Reni", ["Ізмаїльська", "Ренійська"]),
        ("", "Irpin, Borodianka (Kyiv obl.)", ["Ірпінська", "Бородянська"]),
        ("Mykolaiv", "Voznesenska miska hromada", ["Вознесенська"]),
        ("Полтавська", "Кременчугская, Горишние Плавни", ["Кременчуцька", "Горішньоплавнівська"]),
        ("Odesa", "Chornomorska (the city, not the rural one)", ["Чорноморська"]),
        ("Khmelnytskyi", "Dunaivtsi", ["Дунаєвецька"]),
        ("Zaporizhzhia", "Zaporizka miska hromada", ["Запорізька"]),
        ("Одеська", "Арцизская", ["Арцизька"]),
        ("Сумська", "Ахтырская", ["Охтирська"]),
        ("Харківська", "Волчанская", ["Вовчанська"]),
        ("Полтавська", "новообрані депутати Решетилівської", ["Решетилівська"]),
        ("Винницкая", "г. Винница, г. Жмеринка", ["Вінницька", "Жмеринська"]),
        ("Полтавська", "онлайн (Шишацька, Миргородська)", ["Шишацька", "Миргородська"]),
        ("Полтавська", "з Шишацької, Миргородської громад", ["Шишацька", "Миргородська"]),
        ("Полтавська", "Шишацька с/р, Миргородська тощо", ["Шишацька", "Миргородська"]),
        ("Харківська", "смт Донець", ["Донецька"]),
        ("Дніпропетровська", "Покровська (смт Покровське)", ["Покровська"]),
        ("Полтавська", "5310700000 (Лубни), 5310900000 (Миргород)", ["Лубенська", "Миргородська"]),
        ("Чернігівська", "молодь Козельця й Остра", ["Козелецька", "Остерська"]),
        ("Донецкая", "пос. Урзуф", ["Мангуська"]),
        ("Днепропетровская", "Днепр, Павлоград", ["Дніпровська", "Павлоградська"]),
        ("", "Волинь — Луцька, Торчинська", ["Луцька", "Торчинська"]),
        ("", "Житомирщина (Малинська), Київщина (Ірпінська)", ["Малинська", "Ірпінська"]),
        ("Полтавська", "посадовці з Шишаків, громади Лубен", ["Шишацька", "Лубенська"]),
    ],
)
def test_hromadas_in_the_words_of_offices(places, oblast, cell, names):
    result = places.resolve((oblast,) if oblast else (), (), (cell,))
    assert ([hromada.name for hromada in result.hromadas], result.unresolved) == (names, ())


def test_a_name_is_of_the_area_that_stands_after_it_in_the_list(places):
    cell = "Ямпільська і Шаргородська (Вінницька обл.), Ямпільська (Сумська обл.)"
    result = places.resolve((), (), (cell,))
    told = [(hromada.name, hromada.oblast_name) for hromada in result.hromadas]
    assert told == [
        ("Ямпільська", "Вінницька область"),
        ("Шаргородська", "Вінницька область"),
        ("Ямпільська", "Сумська область"),
    ]
    assert "hromada_by_oblast_near" in problems(result)


def test_a_code_of_before_2020_beside_a_name_leaves_it_in_doubt(places):
    result = places.resolve((), (), ("3210900000 Ірпінська",))
    assert labels(result) == ["Ірпінська міська громада"]
    assert problems(result) == ["hromada_remark"]


def test_a_hromada_outside_the_oblast_written_after_it_is_not_taken(places):
    result = places.resolve((), (), ("Баранівська громада, Полтавська область",))
    assert (labels(result), problems(result)) == ([], ["hromada_outside_oblast"])


def test_an_area_beside_names_is_kept_as_written(places):
    result = places.resolve((), (), ("Баранівська", "усі громади Полтавщини"))
    assert labels(result) == ["Баранівська міська громада"]
    assert result.unresolved == ("усі громади Полтавщини",)
    assert problems(result) == ["hromada_unknown"]


@pytest.mark.parametrize("remark", ["скасовано", "не прибули", "та інші 5", "Шишацька"])
def test_a_remark_beside_a_name_puts_it_in_doubt(places, remark):
    result = places.resolve(("Полтавська",), (), (f"Лубенська ({remark})",))
    assert labels(result) == ["Лубенська міська громада"]
    assert problems(result) == ["hromada_remark"]


def test_all_hromadas_of_another_oblast_than_that_of_the_row_are_not_taken(places):
    result = places.resolve(("Полтавська",), (), ("усі громади Сумської області",))
    assert [oblast.name for oblast in result.oblasts] == ["Полтавська область"]
    assert problems(result) == ["hromada_unknown"]


def test_a_hromada_with_its_own_oblast_is_taken_though_the_row_names_another(places):
    result = places.resolve(("Полтавська",), (), ("Баранівська (Житомирська обл.)",))
    assert labels(result) == ["Баранівська міська громада"]
    assert problems(result) == ["hromada_of_other_oblast"]


@pytest.mark.parametrize(
    "written",
    [
        "Poltava Oblast",
        "Полтавская",
        "Полтавщини",
        "Полтавської області",
        "у Полтавській обл.",
        "UA53",
        "Полтавська та Полтавщина",
    ],
)
def test_ways_to_write_an_oblast(places, written):
    result = places.resolve((written,), (), ())
    assert [oblast.name for oblast in result.oblasts] == ["Полтавська область"]


@pytest.mark.parametrize("written", ["Звягельського району", "Звягельський р-н", "UA1808"])
def test_ways_to_write_a_raion(places, written):
    result = places.resolve((), (written,), ())
    assert [raion.name for raion in result.raions] == ["Звягельський район"]


# Whatever is written.

cells = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
        st.sampled_from([row["hromada_label"] for row in HROMADAS]),
        st.sampled_from([row["hromada_name"] for row in HROMADAS]),
        st.sampled_from([row["settlement_name"] for row in SETTLEMENTS]),
        st.sampled_from([row["settlement_code"] for row in SETTLEMENTS]),
        st.sampled_from([row["alias"] for row in ALIASES]),
        st.sampled_from(["(", ")", ",", " ", "громада", "вся Україна", "с.", "UA", "Іванівської"]),
    ),
    max_size=4,
).map(" ".join)
lists = st.lists(cells, max_size=3).map(tuple)
oblast_cells = st.lists(st.one_of(cells, st.sampled_from([*OBLAST_NAMES.values()])), max_size=2)
raion_cells = st.lists(st.one_of(cells, st.sampled_from([*RAION_NAMES.values()])), max_size=2)


@given(oblast_cells.map(tuple), raion_cells.map(tuple), lists)
def test_whatever_is_written_only_places_of_the_context_are_found(
    gazetteer, oblasts, raions, hromadas
):
    result = PlaceResolver(gazetteer).resolve(oblasts, raions, hromadas)
    known_oblasts = {oblast.code for oblast in result.oblasts}
    known_raions = {raion.code for raion in result.raions}
    for raion in result.raions:
        assert raion.oblast_code in known_oblasts or not known_oblasts
    for hromada in result.hromadas:
        assert hromada.oblast_code in known_oblasts or not known_oblasts
        bounded = {raion.oblast_code for raion in result.raions}
        assert hromada.raion_code in known_raions or hromada.oblast_code not in bounded


@given(st.sampled_from(HROMADAS), st.sampled_from(sorted(OBLAST_NAMES)))
def test_a_hromada_of_another_oblast_is_never_accepted(gazetteer, hromada, oblast):
    context = Context(frozenset([oblast]))
    result = resolve_hromada(hromada["hromada_label"], context, gazetteer)
    if result.hromada is None:
        assert result.finding is not None
    else:
        assert result.hromada.oblast_code == oblast
    code = resolve_hromada(hromada["hromada_code"], context, gazetteer)
    assert (code.hromada is not None) == (hromada["oblast_code"] == oblast)


@given(lists)
def test_whatever_is_written_each_name_is_found_or_kept_and_flagged(gazetteer, hromadas):
    result = PlaceResolver(gazetteer).resolve((), (), hromadas)
    failures = {"hromada_unknown", "hromada_ambiguous", "hromada_outside_oblast"}
    flagged = [finding.value for _, finding in result.findings if finding.code in failures]
    assert flagged == list(result.unresolved)
    assert (result.scope == "unknown") == (not result.hromadas and not result.unresolved)


@pytest.mark.parametrize(
    ("written", "oblast"),
    [
        ("Kyiv Oblast", "Київська область"),
        ("Kyiv region", "Київська область"),
        ("Kyiv", "місто Київ"),
        ("Kyivska", "Київська область"),
        ("Poltavska", "Полтавська область"),
        ("Zhytomyrska oblast", "Житомирська область"),
        ("Zakarpattia Oblast", "Закарпатська область"),
    ],
)
def test_oblasts_in_latin_letters(places, written, oblast):
    assert [found.name for found in places.resolve((written,), (), ()).oblasts] == [oblast]


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("Stryi", "Стрийська міська громада"),
        ("Turka", "Турківська міська громада"),
        ("Turka territorial community", "Турківська міська громада"),
    ],
)
def test_a_hromada_is_found_by_its_centre_in_latin_letters_and_said_of(places, written, label):
    result = places.resolve(("Lviv Oblast",), (), (written,))
    assert (labels(result), problems(result)) == ([label], ["hromada_by_latin_name"])


def test_the_bare_name_of_an_oblast_may_be_the_hromada_of_its_city(places):
    alone = places.resolve((), (), ("Харківська",))
    assert (labels(alone), problems(alone)) == ([], ["hromada_ambiguous"])
    for oblasts, names in (
        ((), ("Харківська міська громада",)),
        (("Харківська область",), ("Харківська",)),
        ((), ("Харківська, Лозівська",)),
    ):
        assert "Харківська міська громада" in labels(places.resolve(oblasts, (), names))


@pytest.mark.parametrize(
    ("oblast", "written", "label"),
    [
        ("Черкаська", 'Кам"янська', "Кам’янська міська громада"),
        ("Чернівецька", "Мамаївська¹", "Мамаївська сільська громада"),
        ("Чернівецька", "Герцаївська**", "Герцаївська міська громада"),
        ("Запорізька", "Комишуваська селищна ВА", "Комишуваська селищна громада"),
        (
            "Чернівецька",
            "виконком Новодністровської міської ради",
            "Новодністровська міська громада",
        ),
        ("Одеська", "Чорноморська МТГ", "Чорноморська міська громада"),
        (
            "Житомирська",
            "керівники відділів освіти Баранівської громади",
            "Баранівська міська громада",
        ),
        ("Житомирська", "гості: Баранівська громада", "Баранівська міська громада"),
    ],
)
def test_what_stands_around_a_name_changes_nothing(places, oblast, written, label):
    result = places.resolve((oblast,), (), (written,))
    assert (labels(result), problems(result)) == ([label], [])


@pytest.mark.parametrize(
    ("oblast", "written", "found"),
    [
        ("Ів.-Франк. обл.", "Яремчанська", "Яремчанська міська громада"),
        ("Кіровогр.", "Побузька", "Побузька селищна громада"),
        ("Львівська", "представники Новояворівської громади", "Новояворівська міська громада"),
        ("Хмельницька", "Білогірська та Теофіпольська селищні", "Білогірська селищна громада"),
    ],
)
def test_places_cut_short_and_words_for_those_who_came(places, oblast, written, found):
    result = places.resolve((oblast,), (), (written,))
    assert labels(result)[0] == found
    assert problems(result) == []


def test_an_oblast_cut_too_short_is_not_chosen(places):
    assert problems(places.resolve(("Черн. обл.",), (), ("Менська",)))[0] == "oblast_unknown"


def test_codes_parted_by_a_blank_are_two(places):
    codes = "UA48020150000051082 UA56080170000055864"
    result = places.resolve((), (), (codes,))
    assert [hromada.code for hromada in result.hromadas] == codes.split()


def test_no_village_is_meant_by_a_city(places):
    """Балаклея is a village of Черкаська; the city is Балаклія."""
    written = places.resolve((), (), ("г. Балаклея",))
    assert (labels(written), written.unresolved) == ([], ("г. Балаклея",))
    within = places.resolve(("Харківська",), (), ("г. Балаклея",))
    assert labels(within) == ["Балаклійська міська громада"]
    assert problems(within) == ["hromada_by_russian_name"]


@pytest.mark.parametrize("cell", ["не приїхала Шишацька", "крім Шишацької"])
def test_whoever_did_not_come_is_not_taken(places, cell):
    result = places.resolve(("Полтавська",), (), (cell,))
    assert labels(result) == []
    assert problems(result) != []


def test_who_came_of_a_hromada_is_said_of(places):
    result = places.resolve(("Полтавська",), (), ("молодь Шишацької громади",))
    assert labels(result) == ["Шишацька селищна громада"]
    assert problems(result) == ["hromada_remark"]


def test_an_area_in_brackets_below_a_list_is_of_all_of_it(places):
    lines = ("1) Калуська", "2) Болехівська", "(Івано-Франківська обл.)")
    result = places.resolve(("Львівська",), (), lines)
    assert [hromada.name for hromada in result.hromadas] == ["Калуська", "Болехівська"]
    assert set(problems(result)) == {"hromada_of_other_oblast"}


def test_a_centre_goes_before_other_settlements_of_its_name_and_is_said_of(places):
    result = places.resolve(("Полтавська",), (), ("Шишаки",))
    assert labels(result) == ["Шишацька селищна громада"]
    assert problems(result) == ["hromada_by_centre"]
    assert labels(places.resolve((), (), ("Шишаки",))) == []
    village = places.resolve(("Полтавська",), (), ("с. Шишаки",))
    assert labels(village) == ["Хорольська міська громада"]
