"""Patterns and word classes."""

import pytest

from tocsin.errors import StopRun
from tocsin.events.lexicon import lexicon, read_lexicon, read_pattern
from tocsin.events.ontology import plover
from tocsin.events.words import words


def test_every_pattern_names_a_type_and_mode_of_the_ontology() -> None:
    ontology = plover()
    patterns = [pattern for found in lexicon().values() for pattern in found]
    assert all(pattern.type in ontology.types and ontology.has_mode(pattern.type, pattern.mode) for pattern in patterns)


def test_every_type_has_a_trigger() -> None:
    assert {pattern.type for found in lexicon().values() for pattern in found} == set(plover().types)


def test_confidences_are_probabilities() -> None:
    assert all(0 < pattern.confidence <= 1 for found in lexicon().values() for pattern in found)


def test_the_more_demanding_pattern_comes_first() -> None:
    found = read_lexicon({"ASSAULT": {"none": {"verbs": ["hit", "hit o:car with:bomb"]}}})
    assert [pattern.source for pattern in found["hit", "VERB"]] == ["hit o:car with:bomb", "hit"]


def test_an_unknown_class_is_refused_with_the_pattern() -> None:
    with pytest.raises(StopRun, match="hit o:NONSENSE"):
        read_pattern("hit o:NONSENSE", "VERB", "ASSAULT", None)


def test_a_class_holds_the_words_of_those_it_includes() -> None:
    assert words("TROOPS") < words("ARMED")
