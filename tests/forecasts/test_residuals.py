"""What regressions got wrong on past origins."""

import numpy as np
from numpy.typing import NDArray

from tocsin.forecasts.residuals import FOLDS, Errors, folds, past_errors

DAYS = (0, 7, 14, 21)


def errors(error: NDArray[np.float64]) -> Errors:
    return Errors(np.array(DAYS), 7, error, np.full(error.shape, 0.25))


def test_an_error_counts_only_once_its_outcome_is_known() -> None:
    late = np.zeros((4, 1))
    late[3] = 1.0
    assert errors(late).columns(27)[0, 0] == 0.0
    assert errors(late).columns(28)[0, 0] > 0.0


def test_more_than_was_forecast_of_a_pair_shows_with_it_alone() -> None:
    more = np.zeros((4, 2))
    more[:, 0] = 0.6
    first, second = errors(more).columns(40)
    assert first[0] > 0.0
    assert not second.any()


def test_pairs_known_later_change_nothing_of_those_known_before() -> None:
    before = np.random.default_rng(2).normal(size=(4, 3))
    after = np.hstack([before, np.zeros((4, 2))])
    variances = np.hstack([np.full((4, 3), 0.25), np.zeros((4, 2))])
    found = Errors(np.array(DAYS), 7, after, variances).columns(40)
    assert np.array_equal(found[:3], errors(before).columns(40))


def test_a_pair_is_left_out_by_its_name_alone() -> None:
    assert folds(["A|B", "C|D"])[1] == folds(["C|D"])[0] < FOLDS


def test_forecasts_of_a_pair_rest_on_others() -> None:
    dice, pairs = np.random.default_rng(4), [f"A|{n}" for n in range(60)]
    known = {day: dice.normal(size=(60, 2)).astype(np.float32) for day in DAYS}
    rows = {day: np.ones(60, dtype=bool) for day in DAYS}
    came = {day: (known[day][:, 0] > 0).astype(float) for day in DAYS}
    made = past_errors(known, rows, came, folds(pairs), 7, DAYS[:2])
    changed = {day: y.copy() for day, y in came.items()}
    for day in DAYS[:2]:
        changed[day][0] = 1.0 - changed[day][0]
    other = past_errors(known, rows, changed, folds(pairs), 7, DAYS[:2])
    assert np.array_equal(made.error[2:, 0], other.error[2:, 0])
    assert not np.array_equal(made.error[2:], other.error[2:])
