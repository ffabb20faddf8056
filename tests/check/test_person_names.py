"""Names of people in free text, and what only looks like one."""

import csv

import pytest

from ingest.check.personal_data import REMOVED, remove_personal_data
from ingest.pipeline import REFERENCE


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Іваненко Марія Петрівна провела", f"{REMOVED} провела"),
        ("за участі Петра Олексійовича", f"за участі {REMOVED}"),
        ("разом із Сергієм Івановичем Ковалем", f"разом із {REMOVED}"),
        ("Ганна Сергіївна", REMOVED),
        ("Відповідальна: Коваль О. П.", f"Відповідальна: {REMOVED}"),
        ("О.П. Коваль", REMOVED),
        ("Тренінг (тренерка Олена Коваль)", f"Тренінг (тренерка {REMOVED})"),
        ("Модератор – Сергій Жадан.", f"Модератор – {REMOVED}."),
        ("Тренери: Дмитро Засядько, Юлія Коваль", f"Тренери: {REMOVED}, {REMOVED}"),
        ("Проводила Наталія Кульбабко", f"Проводила {REMOVED}"),
        ("спікерки: Бойко Ірина", f"спікерки: {REMOVED}"),
        ("тренерка Олена Петрівна Коваль", f"тренерка {REMOVED}"),
        ("Тренерка Коваль Марія Петрівна", f"Тренерка {REMOVED}"),
        ("тренери: Іван Петрович Коваль та Олена Бойко", f"тренери: {REMOVED} та {REMOVED}"),
    ],
)
def test_names_of_people_are_taken_out(text, left):
    assert remove_personal_data(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Бібліотека ім. Т. Г. Шевченка", "вул. Івана Франка", "площа Михайла Петровича Старицького",
        "голова Баранівської громади", "експерти Ради Європи", "Софія Київська",
        "Івано-Франківська область", "Олександрівська громада", "День Володимира Великого",
        "Незламні громади. Відновлюємо Україну разом!", "ГО «Молодь України»", "Великі Глібовичі",
        "тренери U-LEAD", "модератор Верховної Ради України", "Петрівна",
        "проведено Перше засідання",
    ],
)  # fmt: skip
def test_what_is_no_person_stays(text):
    assert remove_personal_data(text) == text


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("hromadas", "hromada_label"),
        ("settlements", "settlement_name"),
        ("aliases", "alias"),
        ("topics", "topic_name"),
        ("projects", "project_name"),
        ("vocabulary_aliases", "alias"),
    ],
)
def test_no_name_of_our_lists_reads_as_personal(name, column):
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        texts = [row[column] for row in csv.DictReader(file)]
    assert [text for text in texts if remove_personal_data(text) != text] == []
