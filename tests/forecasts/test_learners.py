"""What learns from past origins."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tocsin.forecasts.learners import LEAST_CASES, boosted, learn, logistic

DICE = np.random.default_rng(3)
X: NDArray[np.float64] = DICE.standard_normal((4000, 3))
Y: NDArray[np.float64] = (DICE.random(4000) < 1 / (1 + np.exp(-X[:, 0]))).astype(float)


def test_the_regression_finds_what_counts_and_says_it_as_often_as_it_comes() -> None:
    fitted = logistic(X, Y, 1.0)
    assert fitted.weights[1] == pytest.approx(1.0, abs=0.15)
    assert float(fitted(X).mean()) == pytest.approx(float(Y.mean()), abs=0.01)


def test_a_greater_penalty_draws_weights_together() -> None:
    assert abs(logistic(X, Y, 10_000.0).weights[1]) < abs(logistic(X, Y, 1.0).weights[1])


def test_trees_stay_silent_on_too_few_cases() -> None:
    assert boosted(X, (np.arange(4000) < LEAST_CASES - 1).astype(float)) == []


def test_the_same_rows_always_give_the_same_pool() -> None:
    assert np.array_equal(learn(X, Y)(X[:50]), learn(X, Y)(X[:50]))


def test_probabilities_stay_within_what_a_forecast_may_say() -> None:
    found = learn(X, (X[:, 0] > 0).astype(float))(X * 100)
    assert 0 < found.min() < found.max() < 1
