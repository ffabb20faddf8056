"""Words of the texts → what may be typed for them."""

import subprocess
import sys

import pymorphy3
import pytest

from ingest.load.word_forms import list_word_forms, restore_apostrophe, write_in_cyrillic

ANALYSER = pymorphy3.MorphAnalyzer(lang="uk")


def forms(*words, names=()):
    return set(list_word_forms(words, names))


@pytest.mark.parametrize(
    ("typed", "met"),
    [("рогу", "ріг"), ("львова", "львів"), ("шкіл", "школа"), ("водою", "вода")],
)
def test_a_form_that_its_beginning_does_not_reach_leads_to_the_word_met(typed, met):
    assert (typed, met) in forms(met)


def test_a_form_that_its_beginning_reaches_needs_no_entry():
    assert forms("бюджет") == {("бюджет", "бюджет")}


def test_words_met_lead_to_themselves_and_to_one_another():
    assert {("старости", "староста"), ("староста", "старости")} <= forms("староста", "старости")
    assert ("dobre", "dobre") in forms("dobre")


def test_every_reading_of_a_word_counts():
    """«мати» is a mother, mats, and to have."""
    typed = {word for word, _ in forms("мати")}
    assert {"матері", "матів", "маємо"} <= typed


def test_a_name_that_no_dictionary_has_is_no_verb():
    typed = {word for word, _ in forms("юлід")}
    assert not [word for word in typed if word.endswith(("ув", "ула", "неш"))]
    assert "юліднути" in {reading.normal_form for reading in ANALYSER.parse("юлід")}


@pytest.mark.parametrize(
    ("folded", "written"),
    [
        ("здоровя", "здоров’я"),
        ("пятихатська", "п’ятихатська"),
        ("сухополовянська", "сухополов’янська"),
        ("свято", "свято"),
        ("бюджет", "бюджет"),
    ],
)
def test_an_apostrophe_comes_back(folded, written):
    assert restore_apostrophe(folded, ANALYSER) == written


def test_only_names_are_found_by_their_latin_spelling():
    rows = forms("звягель", "бюджет", names=["звягель"])
    assert ("zviahel", "звягель") in rows
    assert not any(word.isascii() and met == "бюджет" for word, met in rows)


@pytest.mark.parametrize(
    ("latin", "cyrillic"), [("egap", "егап"), ("despro", "деспро"), ("hoverla", "говерла")]
)
def test_a_latin_word_is_found_as_it_sounds(latin, cyrillic):
    assert write_in_cyrillic(latin) == cyrillic
    assert (cyrillic, latin) in forms(latin)


def test_a_name_in_latin_is_not_written_back():
    assert not {met for _, met in forms("звягель", "zviahel", names=["звягель"])} - {
        "звягель",
        "zviahel",
    }
    assert ("звіагел", "zviahel") not in forms("звягель", "zviahel", names=["звягель"])


def test_the_table_is_the_same_whatever_the_order_of_hashes():
    """The database is a function of its inputs: the same bytes on every machine."""
    code = (
        "from ingest.load.word_forms import list_word_forms as f;"
        "print(sorted(set(f({'ріг','школа','мати','камянець','dobre'}, {'ріг'}))))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
