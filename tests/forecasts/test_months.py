"""What monthly deaths tell."""

import numpy as np
import pytest

from tocsin.forecasts.months import MEMORY, features, level, states, window

PEACE, ONSET, CLASH, WAR, WANING = range(5)


@pytest.mark.parametrize(
    ("months", "state"),
    [
        ([0] * 12, PEACE),
        ([0] * 10 + [3, 0], ONSET),
        ([2] * 12, CLASH),
        ([90] * 12, WAR),
        ([40] * 9 + [0] * 3, WANING),
    ],
)
def test_each_history_is_in_one_state(months: list[int], state: int) -> None:
    assert states(window(np.array(months, dtype=float))[None])[0].tolist() == [float(n == state) for n in range(5)]


def test_what_lies_before_a_history_is_unknown_not_peace() -> None:
    assert int(np.isnan(window(np.ones(12))).sum()) == MEMORY - 12


def test_the_latest_months_count_most_for_the_level() -> None:
    rising, falling = (window(np.array(row, dtype=float)) for row in ([0] * 6 + [10] * 6, [10] * 6 + [0] * 6))
    first, second = level(np.stack([rising, falling])).tolist()
    assert first > 2 * second


def test_features_are_finite_whatever_is_known() -> None:
    rows = np.stack([window(np.zeros(1)), window(np.arange(100.0)), window(np.full(12, 5000.0))])
    assert np.isfinite(features(rows, 3)).all()
