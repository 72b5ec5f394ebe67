"""Proper scores, ranking, calibration and their intervals."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.scores.probability import (
    average_precision,
    bin_score,
    bootstrap,
    brier,
    calibration_error,
    crps,
    log1p_crps,
    log_score,
    reliability,
    skill,
)

SURE, COIN = np.array([1.0, 0.0]), np.array([0.5, 0.5])
CAME = np.array([1.0, 0.0])


def test_the_brier_score_of_a_coin_is_a_quarter() -> None:
    assert brier(COIN, CAME).tolist() == [0.25, 0.25]


def test_the_log_score_of_a_coin_is_the_log_of_two() -> None:
    assert log_score(COIN, CAME) == pytest.approx([math.log(2)] * 2)


def test_crps_of_one_draw_is_the_distance() -> None:
    assert crps(np.array([3.0]), 10.0) == 7.0


@given(st.lists(st.floats(0, 1e4), min_size=1, max_size=30), st.floats(0, 1e4))
@settings(deadline=None)
def test_crps_is_never_below_nothing(draws: list[float], truth: float) -> None:
    assert crps(np.array(draws), truth) >= -1e-6


def test_crps_equals_its_definition() -> None:
    draws, truth = np.array([0.0, 2.0, 7.0]), 3.0
    pairs = np.abs(draws[:, None] - draws[None, :]).mean()
    assert crps(draws, truth) == pytest.approx(np.abs(draws - truth).mean() - pairs / 2)


def test_a_small_war_missed_counts_on_the_log_scale() -> None:
    assert log1p_crps(np.zeros(5), 9.0) == pytest.approx(math.log(10))


def test_draws_in_the_bin_of_the_truth_cost_little() -> None:
    assert bin_score(np.zeros(1000), 0.0) < 0.02 < 5 < bin_score(np.zeros(1000), 2000.0)


def test_a_perfect_ranking_has_average_precision_one() -> None:
    assert average_precision(np.array([0.9, 0.8, 0.1]), np.array([1.0, 1.0, 0.0])) == 1.0


def test_what_is_said_as_often_as_it_comes_is_calibrated() -> None:
    assert calibration_error(np.full(4, 0.25), np.array([1.0, 0.0, 0.0, 0.0])) == 0.0


def test_a_reliability_diagram_counts_every_forecast_once() -> None:
    found = reliability(np.linspace(0, 1, 101), np.zeros(101))
    assert sum(one.count for one in found) == 101
    assert len(found) == 10


def test_skill_is_nothing_against_itself() -> None:
    assert skill(np.array([0.2, 0.4]), np.array([0.4, 0.2])) == 0.0


def test_one_block_alone_says_nothing_of_spread() -> None:
    values = np.array([1.0, 2.0, 3.0])
    assert bootstrap(lambda at: float(values[at].mean()), ["one"] * 3) == (2.0, 2.0)


def test_the_same_cases_always_give_the_same_interval() -> None:
    values = np.arange(20.0)
    first, second = (bootstrap(lambda at: float(values[at].mean()), list(range(20))) for _ in range(2))
    assert first == second
    assert first[0] < values.mean() < first[1]
