import numpy as np
import pytest

from tocsin.escalation.change import base, cusum, decayed, spread, surprise


def test_a_sum_halves_in_its_half_life() -> None:
    assert decayed(np.array([1.0] + [0.0] * 7), 7.0)[-1] == pytest.approx(0.5)


def test_without_a_past_the_base_is_the_prior() -> None:
    assert base(np.array([]), 0.2, 60) == pytest.approx(0.2)


def test_a_long_past_outweighs_the_prior() -> None:
    assert base(np.ones(600), 0.0, 60) > 0.9


def test_the_spread_never_falls_to_nought() -> None:
    assert spread(np.ones(1000), 1.0, 0.25, 60) > 0


def test_surprise_is_bounded() -> None:
    assert (surprise(1e9, 0, 1), surprise(-1e9, 0, 1)) == (10, -10)


def test_a_lasting_rise_adds_up_and_a_single_blip_fades() -> None:
    assert cusum([2.0] * 10) > 10 > cusum([2.0] + [0.0] * 9) == 0
