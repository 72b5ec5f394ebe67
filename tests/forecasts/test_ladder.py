"""Draws from regressions of exceeding each rung."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.forecasts.ladder import DEATHS, MULTIPLES, death_draws, multiple_draws, rungs, shipped
from tocsin.forecasts.months import features, window

DICE = np.random.default_rng(1)
EXCEED = st.lists(st.floats(0, 1), min_size=len(DEATHS), max_size=len(DEATHS)).map(lambda row: sorted(row)[::-1])


def test_as_many_draws_exceed_a_rung_as_it_is_likely() -> None:
    assert float((rungs([0.3, 0.1], 1000) > 0).mean()) == 0.3


@given(EXCEED)
@settings(deadline=None, max_examples=30)
def test_draws_of_deaths_lie_within_their_rungs(exceed: list[float]) -> None:
    found = death_draws(exceed, 200, DICE)
    for rung, share in zip(DEATHS, exceed, strict=True):
        assert abs(float((found > rung).mean()) - share) < 0.02


def test_draws_of_multiples_follow_the_present_level() -> None:
    steady = [1.0] * MULTIPLES.index(1.0) + [0.5] + [0.0] * (len(MULTIPLES) - MULTIPLES.index(1.0) - 1)
    assert 80 < float(np.median(multiple_draws(steady, 100.0, 500, DICE))) < 125


def test_the_shipped_ladders_never_rise() -> None:
    x = features(np.stack([window(np.full(24, float(n))) for n in (0, 3, 90, 4000)]), 6)
    for ladder in (shipped().deaths, shipped().multiples):
        assert (np.diff(ladder.exceed(x), axis=1) <= 1e-12).all()


def test_war_is_likelier_to_go_on_than_to_begin() -> None:
    x = features(np.stack([window(np.zeros(24)), window(np.full(24, 60.0))]), 6)
    peace, war = shipped().deaths.exceed(x)[:, 0].tolist()
    assert peace < 0.1 < 0.9 < war
