"""Contacts and numbers of people: planted ones go, codes and dates stay."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.check.personal_data import REMOVED, is_tax_number, remove_personal_data
from ingest.pipeline import REFERENCE
from ingest.resolve.gazetteer import read_csv

PLANTED = [
    "olena.kovalenko@gmail.com",
    "o-k_1+news@mail.gromada.gov.ua",
    "олена@громада.укр",
    "0501234567",
    "050 123 45 67",
    "050-12-34-567",
    "(050) 123-45-67",
    "+38 (050) 123-45-67",
    "+380501234567",
    "380501234567",
    "8 050 123 45 67",
    "(044) 278-12-34",
    "(0432) 55-12-34",
    "0432 55-12-34",
    "+38 (04142) 4-12-34",
    "UA213223130000026007233566001",
    "UA21 3223 1300 0002 6007 2335 6600 1",
    "ua213223130000026007233566001",
    "АБ 123456",
    "МВ№654321",
    "паспорт: 123456789",
    "1234567899",
]

LEFT_ALONE = [
    "40108708",  # a company code
    "UA18040070000033444",
    "12.10.2020-14.10.2020",
    "2020-01-12 2020-10-13",
    "01/10/2020",
    "09:30-18:00",
    "1234567890",  # ten digits, but no tax number: its check digit is 9
    "3220883201",  # a КОАТУУ code; as a tax number it would end in 9
    "1 250 000 грн",
    "3 000 000 000 грн",
    "№ 0451 від 12.01.2021",
    "постанова № 1318-р",
    "https://novenska-gromada.gov.ua/news/1603976380",
    "ISO 9001:2015",
    "ТГ 123 456",
    "@hromada",
    "27 жінок і 3 чоловіки, 2020-2021",
]


@pytest.mark.parametrize("number", PLANTED)
@pytest.mark.parametrize(
    "around",
    ["{}", "Запис: {}.", "Тренінг ({}) для старост", "тел.: {}, Олена", "{};{}"],
)
def test_what_is_planted_is_removed_and_the_words_around_it_stay(number, around):
    assert remove_personal_data(around.format(number, number)).replace("паспорт: ", "") == (
        around.format(REMOVED, REMOVED)
    )


def test_a_phone_may_stand_close_to_the_word_before_it():
    assert remove_personal_data("тел.0501234567,Олена") == f"тел.{REMOVED},Олена"


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_codes_dates_and_sums_are_let_alone(text):
    assert remove_personal_data(text) == text


def test_no_name_code_or_date_of_our_own_lists_is_taken_for_personal_data():
    values = {
        value
        for name in ("hromadas", "raions", "projects", "donors", "topics", "vocabulary_aliases")
        for row in read_csv(REFERENCE / f"{name}.csv")
        for value in row.values()
    }
    assert len(values) > 5000
    assert [value for value in values if remove_personal_data(value) != value] == []


@pytest.mark.parametrize(
    ("digits", "is_right"),
    [
        # -1·1+5·2+7·3+9·4+4·5+6·6+10·7+5·8+7·9 = 295; 295 mod 11 = 9
        ("1234567899", True),
        ("1234567890", False),
        # -1·1+6·1 = 5 for 1000010000: only the first and the sixth weight count
        ("1000010005", True),
        ("1000010006", False),
        # 5·2 = 10; 10 mod 11 = 10, which is written 0
        ("0200000000", True),
        ("0200000001", False),
    ],
)
def test_a_tax_number_is_known_by_its_check_digit(digits, is_right):
    assert is_tax_number(digits) == is_right
    assert (REMOVED in remove_personal_data(f"ІПН {digits}")) == (is_right or digits[0] == "0")


numbers = st.sampled_from(PLANTED)
words = st.text(st.sampled_from("абвгдеєжз ,.;:()«»!?"), max_size=20)


@given(st.lists(st.one_of(numbers, words, st.sampled_from(LEFT_ALONE)), max_size=6))
def test_a_second_pass_finds_nothing_more(parts):
    once = remove_personal_data(" ".join(parts))
    assert remove_personal_data(once) == once


@given(words, numbers, words)
def test_a_planted_number_never_survives_whatever_stands_beside_it(before, number, after):
    digits = re.sub(r"\W", "", number)[-9:]
    left = remove_personal_data(f"{before} {number} {after}")
    assert REMOVED in left
    assert digits not in re.sub(r"\W", "", left)
