"""Rows → values with their types, and the rules that hold across cells."""

from datetime import date

import pytest
from hand_made import raw_row

from ingest.check.row import check_row
from ingest.common.quarters import Quarter
from ingest.problems import Finding

QUARTER = Quarter(2020, 4)
FULL = {
    "event_id": 17.0,
    "title": " Бюджет  громади ",
    "project": "U-LEAD; DOBRE",
    "start_date": "12.10.2020",
    "end_date": date(2020, 10, 14),
    "hours": "18 год",
    "hromadas": "Баранівська; Довбиська",
    "participants_total": 25.0,
    "women": "15",
    "men": 10,
    "url": "https://decentralization.ua/news/1",
    "notes": "н/д",
}


def check(quarter=QUARTER, as_of=QUARTER.end, **cells):
    return check_row(raw_row(**cells), quarter, as_of)


def problems(row):
    return [(field, finding.code) for field, finding in row.findings]


def test_every_cell_is_read_into_its_type():
    row = check(**FULL)
    assert (row.title, row.start_date, row.end_date) == (
        "Бюджет громади",
        date(2020, 10, 12),
        date(2020, 10, 14),
    )
    assert (row.hours, row.participants_total, row.women, row.men) == (18.0, 25, 15, 10)
    assert row.url == "https://decentralization.ua/news/1"
    assert (row.texts["event_id"], row.texts["notes"]) == ("17", "")
    assert row.lists["project"] == ("U-LEAD", "DOBRE")
    assert row.lists["hromadas"] == ("Баранівська", "Довбиська")
    assert row.findings == ()


def test_a_column_that_the_file_has_not_is_an_empty_cell():
    row = check(title="Бюджет", start_date="12.10.2020")
    assert (row.end_date, row.hours, row.participants_total, row.url) == (None, None, None, None)
    assert set(row.texts.values()) == {""}
    assert set(row.lists.values()) == {()}
    assert row.findings == ()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"title": None}, [("title", "title_missing")]),
        ({"title": " - "}, [("title", "title_missing")]),
        ({"start_date": "", "end_date": ""}, [("start_date", "date_missing")]),
        ({"start_date": "н/д"}, [("end_date", "start_by_end")]),
        ({"start_date": "до 13.10.2020", "end_date": ""}, [("start_date", "start_by_end")]),
        ({"start_date": "завершення – 13.10.2020"}, [("start_date", "start_by_end")]),
        ({"start_date": "скоро"}, [("start_date", "date_unreadable")]),
        ({"start_date": "02/10/2020"}, [("start_date", "date_ambiguous")]),
        ({"start_date": "01.01.2021", "end_date": None}, [("start_date", "date_in_future")]),
        ({"start_date": "30.09.2020"}, [("start_date", "date_outside_quarter")]),
        ({"end_date": "після свят"}, [("end_date", "end_date_unreadable")]),
        ({"end_date": "14/10/2020"}, []),
        ({"end_date": "11.10.2020"}, [("end_date", "end_before_start")]),
        ({"women": "кілька"}, [("women", "number_unreadable")]),
        ({"participants_total": "24"}, [("participants_total", "more_people_than_total")]),
        ({"participants_total": None}, []),
        ({"women": None}, []),
        ({"hours": 72}, []),
        ({"hours": 73}, [("hours", "more_hours_than_days")]),
        ({"hours": 25, "end_date": None}, [("hours", "more_hours_than_days")]),
        ({"url": "сайт громади"}, [("url", "url_unreadable")]),
        ({"notes": "тел. 0501234567"}, [("notes", "personal_data")]),
        ({"venue": "м. Лубни, вул. Соборна, 5, кв. 12"}, [("venue", "venue_too_fine")]),
        ({"venue": "Київ"}, []),
        ({"participants_total": "40 (онлайн)"}, [("participants_total", "number_approximate")]),
        ({"notes": "Перенесено на ІІ квартал"}, [("notes", "status_from_words")]),
        ({"notes": "не проводили, відключення світла"}, [("notes", "status_from_words")]),
        ({"notes": "Перенесено з вересня"}, [("notes", "status_doubtful")]),
        ({"notes": "Планується продовження"}, [("notes", "status_doubtful")]),
        ({"notes": "ковід, тому захід не відбувся"}, [("notes", "status_doubtful")]),
        ({"notes": "перенос на квітень"}, [("notes", "status_from_words")]),
        (
            {"participants_total": "0", "women": None, "men": None},
            [("participants_total", "number_unlikely")],
        ),
        ({"notes": "Перенесено", "status": "Відбувся"}, []),
        ({"title": "СКАСОВАНО: Бюджет"}, [("title", "status_from_words")]),
        ({"title": "Бюджет (не відбувся)"}, [("title", "status_from_words")]),
        ({"title": "Бюджет. Перенесено на 15 квітня"}, [("title", "status_from_words")]),
        ({"title": "Скасування пільг: що робити громаді"}, []),
        (
            {"title": "Візит — CANCELLED because of COVID-19"},
            [("title", "status_from_words")],
        ),
        ({"title": "Як бути, коли вибори перенесено"}, [("title", "status_from_words")]),
        ({"title": "Коли вибори перенесено: що далі"}, [("title", "status_doubtful")]),
        ({"title": "Разом за січень"}, [("title", "title_like_total")]),
        ({"title": "Разомники"}, []),
        ({"participants_total": 2021}, [("participants_total", "number_unlikely")]),
        (
            {"participants_total": "40 (20 ж, 20 ч)"},
            [("participants_total", "numbers_differ"), ("participants_total", "numbers_differ")],
        ),
        ({"women": "7 чол."}, [("women", "number_unreadable")]),
        ({"hromadas": "0710100000 Луцька; 5310700000"}, []),
        (
            {"participants_total": "12 учасниць", "women": "12", "men": ""},
            [("participants_total", "number_approximate")],
        ),
        ({"start_date": "кінець: 13.10.2020", "end_date": ""}, [("start_date", "start_by_end")]),
        (
            {"url": "буде проведено у травні"},
            [("url", "url_unreadable"), ("url", "status_from_words")],
        ),
        (
            {"start_date": "02.10.2020 перенесено на 12.10.2020", "notes": "проведено"},
            [("start_date", "date_with_words"), ("start_date", "status_doubtful")],
        ),
        ({"venue": "скасовано"}, [("venue", "status_from_words")]),
        ({"venue": "перенесено в онлайн"}, []),
        ({"women": "усі", "men": ""}, []),
        ({"women": "усі"}, [("participants_total", "more_people_than_total")]),
        ({"hromadas": "Луцька 0671234567"}, [("hromadas", "personal_data")]),
        ({"participants_total": "15+15"}, [("participants_total", "number_approximate")]),
        ({"participants_total": "40", "women": "65 %"}, [("women", "number_approximate")]),
        ({"participants_total": "40", "women": "0,64"}, [("women", "number_unreadable")]),
    ],
    ids=lambda value: ", ".join(map(str, value)) if isinstance(value, dict) else "",
)
def test_a_cell_in_doubt_has_its_finding_and_no_other(cells, expected):
    assert problems(check(**FULL | cells)) == expected


def test_the_findings_say_what_stands_there_and_what_it_is():
    findings = dict(check(**FULL | {"start_date": "30.09.2020", "participants_total": 24}).findings)
    assert findings == {
        "start_date": Finding("date_outside_quarter", "2020-09-30", "III квартал 2020"),
        "participants_total": Finding("more_people_than_total", "25 > 24"),
    }


def test_an_end_before_the_start_is_left_out():
    row = check(**FULL | {"end_date": "11.10.2020"})
    assert (row.start_date, row.end_date) == (date(2020, 10, 12), None)


def test_an_end_on_the_first_day_is_an_event_of_one_day():
    row = check(**FULL | {"end_date": "12.10.2020", "hours": 24})
    assert (row.end_date, row.findings) == (date(2020, 10, 12), ())


@pytest.mark.parametrize(
    ("start", "as_of", "expected"),
    [
        ("31.12.2020", date(2020, 12, 31), []),
        ("31.12.2020", date(2020, 12, 30), [("start_date", "date_in_future")]),
        ("01.10.2020", date(2020, 12, 31), []),
        ("12.10.2019", date(2020, 12, 31), [("start_date", "date_outside_quarter")]),
    ],
)
def test_the_future_begins_after_the_day_given(start, as_of, expected):
    row = check(as_of=as_of, title="Бюджет", start_date=start)
    assert problems(row) == expected


def test_without_a_quarter_any_past_day_is_in_its_place():
    assert problems(check(quarter=None, title="Бюджет", start_date="05.05.2009")) == []


def test_a_row_without_anything_lacks_both_title_and_date():
    assert problems(check(notes="уперше")) == [
        ("title", "title_missing"),
        ("start_date", "date_missing"),
    ]


@pytest.mark.parametrize(
    "field",
    [
        *("title", "venue", "notes", "type", "format", "status", "event_id"),
        *("project", "donor", "organiser", "topic", "oblast", "raion", "hromadas", "audience"),
    ],
)
def test_personal_data_is_taken_out_of_every_text(field):
    written = "Олена Коваль, o.koval@ukr.net"
    row = check(**{"title": "Бюджет", "start_date": "12.10.2020"} | {field: written})
    kept = row.title if field == "title" else row.texts.get(field) or row.lists[field][0]
    assert kept == "Олена Коваль, [вилучено]"
    assert row.findings == ((field, Finding("personal_data", written, kept)),)


def test_of_several_values_only_the_one_with_personal_data_is_changed():
    cells = FULL | {"organiser": "ГО «Громада»; Коваль 050 123 45 67"}
    row = check(**cells)
    assert row.lists["organiser"] == ("ГО «Громада»", "Коваль [вилучено]")
    assert problems(row) == [("organiser", "personal_data")]
