"""Words of a cell → codes of the real vocabularies."""

import pytest


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        (("Місцеві бюджети та фінанси",), ("budget",)),
        (("бюджет",), ("budget",)),
        (("бюджет; стратегічне планування",), ("budget", "strategy")),
        (("бюджет, стратегічне планування",), ("budget", "strategy")),
        (("Бюджет та стратегічне планування",), ("budget", "strategy")),
        (("бюджет / охорона здоров'я",), ("budget", "health")),
        (("бюджет", "бюджет"), ("budget",)),
    ],
)
def test_several_topics_of_one_phrase(reference, cell, codes):
    texts = [part for text in cell for part in text.split(";")]
    assert reference.vocabularies["topic"].resolve_several(texts) == (codes, [])


@pytest.mark.parametrize("text", ["бюджет та рибальство", "рибальство"])
def test_a_phrase_that_is_not_known_whole_is_not_taken_in_part(reference, text):
    codes, (finding,) = reference.vocabularies["topic"].resolve_several([text])
    assert codes == ()
    assert (finding.code, finding.value) == ("topic_unknown", text)
