"""Level, base and bursts of a daily series."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Series = NDArray[np.float64]


def decayed(amounts: Series, half_life: float) -> Series:
    """Return the exponentially decayed running sum of daily amounts; the half-life is in days."""
    keep = 0.5 ** (1.0 / half_life)
    out = np.empty_like(amounts)
    total = 0.0
    for index, amount in enumerate(amounts.tolist()):
        total = total * keep + amount
        out[index] = total
    return out


def base(series: Series, prior: float, prior_days: float) -> float:
    """Return the mean of a past series shrunk to `prior`, which counts as `prior_days` days of history."""
    return float((series.sum() + prior * prior_days) / (len(series) + prior_days))


def spread(series: Series, centre: float, prior: float, prior_days: float) -> float:
    """Return the standard deviation about `centre`, shrunk to `prior` in the same way."""
    total = float(np.square(series - centre).sum()) + prior * prior * prior_days
    return math.sqrt(total / (len(series) + prior_days))


def surprise(value: float, centre: float, width: float, most: float = 10.0) -> float:
    """Return how many standard deviations `value` lies from its base, held within `most` either way."""
    return max(-most, min(most, (value - centre) / width))


def cusum(deviations: Sequence[float], slack: float = 0.5) -> float:
    """Return the one-sided CUSUM of standardised deviations at their end (Page 1954), 0 or more."""
    total = 0.0
    for deviation in deviations:
        total = max(0.0, total + deviation - slack)
    return total
