import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.forecasts.calibrate import bounded, interval, logit, platt, sigmoid


@given(st.floats(0.001, 0.999))
def test_log_odds_go_there_and_back(p: float) -> None:
    assert sigmoid(logit(p)) == pytest.approx(p)


@given(st.floats(0, 1), st.floats(0, 1000))
def test_an_interval_holds_its_probability(p: float, size: float) -> None:
    low, high = interval(bounded(p), size)
    assert 0 < low <= bounded(p) <= high < 1


def test_more_looks_narrow_the_interval() -> None:
    few, many = interval(0.3, 5), interval(0.3, 500)
    assert many[1] - many[0] < few[1] - few[0]


def test_forecasts_that_were_right_keep_their_scale() -> None:
    said = [0.2] * 500 + [0.8] * 500
    came = ([True] * 100 + [False] * 400) + ([True] * 400 + [False] * 100)
    slope, shift = platt(said, came)
    assert slope == pytest.approx(1, abs=0.05)
    assert shift == pytest.approx(0, abs=0.05)


def test_forecasts_that_were_too_high_are_shifted_down() -> None:
    assert platt([0.5] * 400, [True] * 40 + [False] * 360)[1] < -1
