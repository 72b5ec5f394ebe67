import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.forecasts.countries import draws

HISTORIES = st.lists(st.integers(0, 5000), min_size=1, max_size=30)


def test_the_same_history_gives_the_same_draws() -> None:
    assert np.array_equal(draws([3, 0, 9], 3), draws([3, 0, 9], 3))


def test_peace_keeps_a_small_chance_of_war() -> None:
    share = float((draws([0] * 12, 6) > 0).mean())
    assert 0 < share < 0.05


def test_war_is_forecast_where_there_is_war() -> None:
    assert 50 < float(np.median(draws([100] * 12, 3))) < 150


def test_the_further_ahead_the_wider() -> None:
    near, far = draws([100] * 12, 1), draws([100] * 12, 14)
    assert far.std() > near.std()


def test_the_latest_months_count_most() -> None:
    assert draws([100] * 12 + [0] * 12, 3).mean() < draws([0] * 12 + [100] * 12, 3).mean()


@settings(deadline=None, max_examples=40)
@given(HISTORIES, st.integers(1, 14))
def test_draws_are_counts_and_capped(history: list[int], ahead: int) -> None:
    found = draws(history, ahead, count=200)
    assert len(found) == 200
    assert found.min() >= 0
    assert found.max() <= max(5 * max(history), 30)
