"""Tokens, keys and skeletons of names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.actors.names import fold, is_acronym, skeleton, tokens


@pytest.mark.parametrize(
    ("one", "two"),
    [("al-Qa'ida", "Al Qaida"), ("N'Djamena", "Ndjamena"), ("U.S.", "US"), ("Côte d'Ivoire", "cote divoire")],
)
def test_spellings_of_one_name_share_a_key(one: str, two: str) -> None:
    assert fold(one) == fold(two)


@pytest.mark.parametrize(
    ("one", "two"), [("tehrik i taliban", "tehreek e taleban"), ("hezbollah", "hizbullah"), ("mohammed", "muhamad")]
)
def test_romanisations_of_one_name_share_a_skeleton(one: str, two: str) -> None:
    assert skeleton(one) == skeleton(two) != ""


def test_a_possessive_is_dropped_and_noted() -> None:
    first = tokens("Pakistan's army")[0]
    assert (first.key, first.owner) == ("pakistan", True)


def test_only_short_capitals_are_acronyms() -> None:
    assert [is_acronym(name) for name in ("TTP", "U.S.", "Hamas", "A")] == [True, True, False, False]


@given(st.text(max_size=120))
@settings(deadline=None)
def test_tokens_lie_in_order_within_the_text(text: str) -> None:
    words = tokens(text)
    bounds = [bound for word in words for bound in (word.start, word.end)]
    assert bounds == sorted(bounds)
    assert all(0 <= word.start < word.end <= len(text) for word in words)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_a_key_is_the_folded_words_of_its_tokens(text: str) -> None:
    plain = text.replace("'s", "").replace("’s", "")
    assert fold(plain) == " ".join(word.key for word in tokens(plain))
