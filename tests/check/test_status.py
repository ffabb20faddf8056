"""What words tell of whether an event was held."""

import pytest
from small_site import ROOT

from ingest.check.status import NAMES, split_status, status_in_title, status_of_words
from ingest.resolve.vocabularies import load_vocabularies


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Completed", "held"),
        ("held, host: Trostianets", "held"),
        ("скасовано у зв’язку з карантином", "cancelled"),
        ("отменён", "cancelled"),
        ("не відбувся через карантин", "cancelled"),
        ("не відбулося, скасовано", "cancelled"),
        ("Won’t do", "cancelled"),
        ("CANCELLED (martial law)", "cancelled"),
        ("postponed, trainer ill", "postponed"),
        ("перенесено на 22.02", "postponed"),
        ("перенесено з вересня", ""),
        ("лише в плані, ще не проведено", "announced"),
        ("плануємо, якщо буде світло", "announced"),
        ("захід скасовано", "cancelled"),
        ("знято з плану", "cancelled"),
        ("відтерміновано", "postponed"),
        ("перен. на травень", "postponed"),
        ("перен. з травня", ""),
        ("буде проведено в травні", "announced"),
        ("пров.", "held"),
        ("не виконано", ""),
        ("планові показники", ""),
        ("ковід, захід не відбувся", ""),
        ("", ""),
    ],
)
def test_a_cell_tells_the_status_that_it_begins_with(text, status):
    assert status_of_words(text) == status


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("СКАСОВАНО: Бюджет", "cancelled"),
        ("Бюджет (не відбувся)", "cancelled"),
        ("Бюджет [СКАСОВАНО]", "cancelled"),
        ("Community safety - CANCELLED (air raid)", "cancelled"),
        ("Бюджет. Перенесено на 15 квітня", "postponed"),
        ("Бюджет (ПЕРЕНЕСЕНО на грудень)", "postponed"),
        ("Молодь і громада — перенесено на вересень", "postponed"),
        ("Комунікації – переніс на липень, захворів", "postponed"),
        ("ПЛАНУЄТЬСЯ: Бюджет", "announced"),
        ("Форум партнерів (план)", "announced"),
        ("Бюджет (план на 2024)", ""),
        ("Бюджет (захід заплановано)", "announced"),
        ("Анонс: вебінар", "announced"),
        ("Планування бюджету", ""),
        ("Розвиток громади: що заплановано", ""),
        ("Яке майбутнє очікується", ""),
        ("Скасування пільг: що робити громаді", ""),
        ("Перенесення даних", ""),
        ("Як скасовано пільги", ""),
        ("Scheduled maintenance of networks", ""),
        ("Тренінг «Що не відбулося»", ""),
    ],
)
def test_a_title_tells_the_status_that_stands_apart_in_it(title, status):
    assert status_in_title(title) == status


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("12.10.2020 (скасовано)", "12.10.2020", "скасовано"),
        ("23 листопада - перенесено на січень", "23 листопада", "перенесено на січень"),
        ("06.06.2023 не відбулося", "06.06.2023", "не відбулося"),
        ("12.10.2020, м. Луцьк", "12.10.2020, м. Луцьк", ""),
        ("12.10.2020 (проведено)", "12.10.2020 (проведено)", ""),
    ],
)
def test_words_after_a_day_are_told_from_it(text, day, words):
    assert split_status(text) == (day, words)


def test_statuses_are_called_as_in_their_list():
    listed = load_vocabularies(ROOT / "reference")["status"].names
    assert {code: name.lower() for code, name in listed.items()} == NAMES
