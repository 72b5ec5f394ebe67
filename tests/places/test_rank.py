"""The ranking formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.places.rank import Features, reasons, score, shares


def test_the_score_is_the_weighted_sum() -> None:
    assert score(Features(known=2.0, hint=1.0), Features(known=1.5, hint=2.0)) == pytest.approx(5.0)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=20))
def test_shares_add_up_to_one(scores: list[float]) -> None:
    assert sum(shares(scores)) == pytest.approx(1.0)


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=20))
def test_the_highest_score_has_the_largest_share(scores: list[float]) -> None:
    odds = shares(scores)
    assert odds[scores.index(max(scores))] == max(odds)


def test_no_candidates_have_no_shares() -> None:
    assert shares([]) == []


def test_the_reason_names_what_weighed_most_first() -> None:
    assert reasons(Features(known=3.0, contained=1.0)).startswith("inside the area named")
