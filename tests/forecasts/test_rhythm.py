"""How the weeks of a pair follow each other."""

import numpy as np

from tocsin.forecasts.rhythm import WEEKS, rhythm, weeks


def total(days: list[int], length: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    hits = np.zeros((1, length))
    hits[0, days] = 1.0
    return np.concatenate([np.zeros((1, 1)), np.cumsum(hits, axis=1)], axis=1)


def test_weeks_are_counted_back_from_the_day() -> None:
    found = weeks(total([0, 1, 7, 20], 21), 20)
    assert found.shape == (1, WEEKS)
    assert found[0, :4].tolist() == [1.0, 1.0, 2.0, 0.0]


def test_steady_and_bursting_violence_of_one_mean_are_told_apart() -> None:
    steady, burst = total(list(range(0, 364, 7)), 364), total(list(range(312, 364)), 364)
    assert steady[0, -1] == burst[0, -1]
    assert [column[0] for column in rhythm(steady, 363)] != [column[0] for column in rhythm(burst, 363)]


def test_nothing_later_is_read() -> None:
    early, late = total([3, 9], 30), total([3, 9, 25], 30)
    assert np.array_equal(np.stack(rhythm(early, 20)), np.stack(rhythm(late, 20)))
