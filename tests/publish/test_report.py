"""Counts and problems → what a donor reads: whole sentences, in both languages."""

import re
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.common.messages import load_messages, load_phrases
from ingest.load.tables import FileCounts
from ingest.problems import SEVERITIES, Problem
from ingest.publish.report import (
    describe_counts,
    describe_file,
    describe_problems,
    explain,
    locate,
)

LANGUAGES = ("uk", "en")
languages = pytest.mark.parametrize("language", LANGUAGES)
codes = pytest.mark.parametrize("code", SEVERITIES)
COUNTS = FileCounts(total=10, accepted=4, rejected=3, duplicate=2, blank=1)


def placeholders(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@languages
def test_every_code_has_its_message_and_no_message_is_without_a_code(language):
    assert sorted(load_messages(language)) == sorted(SEVERITIES)


@codes
def test_both_languages_tell_the_same_values(code):
    uk, en = (load_messages(language)[code] for language in LANGUAGES)
    for part in ("title", "text", "fix"):
        told = placeholders(getattr(uk, part))
        assert told == placeholders(getattr(en, part))
        assert set(told) <= {"value", "suggestion"}
        assert getattr(uk, part) != getattr(en, part)


def test_both_languages_have_the_same_phrases():
    uk, en = (load_phrases(language) for language in LANGUAGES)
    assert {key: placeholders(text) for key, text in uk.items()} == {
        key: placeholders(text) for key, text in en.items()
    }


@languages
@codes
def test_a_message_tells_the_value_and_what_to_write_instead(language, code):
    told = explain(Problem(code, "a.csv", value="ОСЬ", suggestion="ТАК"), language)
    message = load_messages(language)[code]
    asked = placeholders(message.text) + placeholders(message.fix)
    assert told.count("ОСЬ") == asked.count("value")
    assert told.count("ТАК") == asked.count("suggestion")
    assert not re.search(r"[{}]|  |None", told)
    assert told[-1] in ".?"


WITHOUT_SUGGESTION = {
    "oblast_unknown": "Оберіть область зі списку.",
    "raion_unknown": "Оберіть район зі списку.",
    "hromada_unknown": "Впишіть назву з кодифікатора або код КАТОТТГ.",
    "topic_unknown": "Оберіть тему зі списку.",
    "type_unknown": "Оберіть вид зі списку.",
    "format_unknown": "Оберіть: офлайн, онлайн, дистанційно або змішано.",
    "audience_unknown": "Оберіть зі списку одну або кілька.",
    "status_unknown": "Лишіть порожнім, якщо захід відбувся, або оберіть зі списку.",
}


@pytest.mark.parametrize(("code", "ending"), WITHOUT_SUGGESTION.items())
def test_where_nothing_can_be_suggested_the_rest_of_the_advice_stands(code, ending):
    problem = Problem(code, "a.csv", value="ОСЬ")
    assert explain(problem, "uk").endswith(f" {ending}")
    english = explain(problem, "en")
    assert "Perhaps" not in english
    assert english.endswith(".")


def test_a_suggestion_ends_the_advice():
    problem = Problem("topic_unknown", "a.csv", value="гроші", suggestion="Місцеві бюджети")
    assert explain(problem, "uk") == (
        "Теми «гроші» немає в списку; її збережено, як записано. "
        "Оберіть тему зі списку. Може, Місцеві бюджети?"
    )
    assert explain(problem, "en") == (
        "The topic “гроші” is not in the list; it was kept as written. "
        "Choose a topic of the list. Perhaps Місцеві бюджети?"
    )


def test_a_long_value_is_cut():
    told = explain(Problem("topic_unknown", "a.csv", value="х" * 121), "uk")
    assert "«" + "х" * 119 + "…»" in told
    assert "«" + "х" * 120 + "»" in explain(
        Problem("topic_unknown", "a.csv", value="х" * 120), "uk"
    )


@languages
@given(value=st.text(alphabet="{}%\\х0. ", max_size=8), suggestion=st.text(alphabet="{}\\1х"))
def test_whatever_a_cell_holds_is_told_as_it_is(language, value, suggestion):
    told = explain(
        Problem("hromada_by_old_name", "a.csv", None, 2, "A", None, value, suggestion), language
    )
    assert " ".join(value.split()) in told
    assert suggestion in told


@pytest.mark.parametrize(
    ("problem", "uk", "en"),
    [
        (Problem("file_empty", "2020-Q4/a.csv"), "2020-Q4/a.csv", "2020-Q4/a.csv"),
        (
            Problem("sheet_skipped", "a.xlsx", "Кошторис"),
            "a.xlsx, аркуш «Кошторис»",
            "a.xlsx, sheet «Кошторис»",
        ),
        (Problem("title_missing", "a.csv", None, 5), "a.csv, рядок 5", "a.csv, row 5"),
        (
            Problem("title_missing", "a.xlsx", "Заходи", 5, "AA", "title"),
            "a.xlsx, аркуш «Заходи», рядок 5, колонка AA",
            "a.xlsx, sheet «Заходи», row 5, column AA",
        ),
    ],
    ids=["a file", "a sheet", "a row", "a cell"],
)
def test_a_place_is_told_as_far_as_it_is_known(problem, uk, en):
    assert locate(problem, "uk") == uk
    assert locate(problem, "en") == en


def test_kinds_are_told_by_weight_then_by_number():
    found = ["duplicate_row", "topic_unknown", "type_unknown", "type_unknown", "title_missing"]
    lines = list(describe_problems([Problem(code, "a.csv") for code in found], "en"))
    assert [line for line in lines if not line.startswith("    ")] == [
        "\nTo mend",
        "  No title: 1",
        "\nAccepted in doubt",
        "  Unknown type: 2",
        "  Unknown topic: 1",
        "\nFor information",
        "  Repeated row: 1",
    ]


@pytest.mark.parametrize(("number", "places", "rest"), [(20, 20, []), (25, 20, ["5"])])
def test_of_many_places_the_first_twenty_are_told_and_the_rest_counted(number, places, rest):
    problems = [Problem("title_missing", "a.csv", None, row) for row in range(2, number + 2)]
    _, kind, *lines = describe_problems(problems, "uk")
    assert kind == f"  Немає назви заходу: {number}"
    assert [line for line in lines if ", рядок " in line] == lines[:places]
    assert lines[0] == "    a.csv, рядок 2: У рядку немає назви заходу. Впишіть назву."
    assert [re.findall(r"\d+", line) for line in lines[places:]] == [rest] * bool(rest)


def test_no_problem_no_words():
    assert list(describe_problems([], "uk")) == []


def test_fates_are_told_in_one_line_that_adds_up():
    uk, en = (describe_counts(COUNTS, language) for language in LANGUAGES)
    assert uk == "Рядків 10: прийнято 4, відхилено 3, повторів 2, порожніх 1"
    assert en == "Rows 10: accepted 4, rejected 3, duplicate 2, blank 1"


@languages
@given(st.lists(st.integers(0, 10**6), min_size=4, max_size=4))
def test_the_first_number_is_the_sum_of_the_rest(language, fates):
    line = describe_counts(FileCounts(sum(fates), *fates), language)
    total, *rest = map(int, re.findall(r"\d+", line))
    assert rest == fates
    assert total == sum(rest)


def test_a_donor_reads_first_what_is_fine_and_blank_rows_do_not_count():
    lines = list(describe_file(COUNTS, [Problem("title_missing", "a.csv")], False, "uk"))
    assert lines[0] == "4 із 9 рядків прийнято"
    assert lines[1] == describe_counts(COUNTS, "uk")
    assert lines[3] == "  Немає назви заходу: 1"
    assert lines[-1] == "\nДякуємо за звіт!"


def test_a_file_without_a_fault_is_told_so():
    lines = list(describe_file(FileCounts(1, 1), [], False, "en"))
    assert lines == [
        "1 of 1 rows accepted",
        "Rows 1: accepted 1, rejected 0, duplicate 0, blank 0",
        "Nothing to mend.",
        "\nThank you for the report!",
    ]


def test_of_a_refused_file_only_the_reason_is_told():
    refusal = Problem("column_missing", "a.csv", value="«Назва заходу»")
    assert list(describe_file(FileCounts(), [refusal], True, "uk")) == [
        "\nТреба виправити",
        "  Немає потрібної колонки: 1",
        f"    a.csv: {explain(refusal, 'uk')}",
    ]


@pytest.mark.parametrize(
    ("code", "language", "ending"),
    [
        ("project_unknown", "uk", "Впишіть назву зі списку або напишіть нам, щоб додати проєкт."),
        ("donor_unknown", "uk", "Впишіть назву зі списку або напишіть нам, щоб додати донора."),
        ("project_unknown", "en", "Write a name of the list or ask us to add the project."),
        ("donor_unknown", "en", "Write a name of the list or ask us to add the donor."),
    ],
)
def test_where_no_project_can_be_suggested_the_rest_of_the_advice_stands(code, language, ending):
    assert explain(Problem(code, "a.csv", value="Щось"), language).endswith(f" {ending}")


def test_a_message_is_one_line_whatever_the_cell_holds():
    told = explain(Problem("column_unknown", "a.csv", value="Кількість\nтренерів"), "uk")
    assert len(told.splitlines()) == 1
