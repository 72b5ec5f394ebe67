"""What regressions got wrong lately: their errors on each pair's past origins, faded. A rolling recalibration.

A pair that did more than was forecast of it is likelier to do so again. The errors are those of regressions that have
not seen the pair, and count from the day their outcome is known; the weights stay as they were fitted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tocsin.forecasts.learners import logistic
from tocsin.forecasts.panel import Array, Whole

FOLDS = 3
# Half-lives in days of an error; variances by which a pair's ratio is drawn towards 0.
HALF_LIVES = (56.0, 182.0, 546.0)
PRIORS = (1.0, 6.0)


@dataclass(frozen=True, slots=True)
class Errors:
    """Errors (outcome less forecast) and variances p(1-p) of origins `days` for one horizon: (origin, pair)."""

    days: Whole
    horizon: int
    error: Array
    variance: Array

    def columns(self, day: int) -> NDArray[np.float32]:
        """Return the features on a day, from origins whose outcome was known by it: (pair, feature)."""
        known = self.days + self.horizon <= day
        age, errors, variances = (day - self.horizon - self.days)[known], self.error[known], self.variance[known]
        found: list[Array] = []
        for half_life in HALF_LIVES:
            weight = (0.5 ** (age / half_life))[:, None]
            # Summed down each column, so that pairs known later change no other's sum.
            error, variance = (weight * errors).sum(0), (weight * variances).sum(0)
            found += [error / (variance + prior) for prior in PRIORS]
        return np.stack(found, axis=1).astype(np.float32)


def folds(pairs: Sequence[str]) -> Whole:
    """Return for each pair the fold it is left out of, by its name alone: 0 to FOLDS - 1."""
    return np.array([crc32(pair.encode()) % FOLDS for pair in pairs], dtype=np.int64)


def past_errors(
    known: Mapping[int, NDArray[Any]],
    rows: Mapping[int, NDArray[np.bool_]],
    came: Mapping[int, Array],
    fold: Whole,
    horizon: int,
    train: Sequence[int],
) -> Errors:
    """Return the errors on the origins of `came` (day to outcomes) of regressions fitted on origins `train`.

    `known` are the features of a day, `rows` which pairs are forecast on it; others have no error.
    """
    x, y = np.concatenate([known[day][rows[day]] for day in train]), np.concatenate([came[d][rows[d]] for d in train])
    seen = np.concatenate([fold[rows[day]] for day in train])
    days = sorted(came)
    error, variance = np.zeros((len(days), len(fold))), np.zeros((len(days), len(fold)))
    for part in range(FOLDS):
        apart = seen != part
        if not apart.any():
            continue
        blind = logistic(x[apart], y[apart])
        for at, day in enumerate(days):
            mine = rows[day] & (fold == part)
            p = blind(known[day][mine])
            error[at, mine], variance[at, mine] = came[day][mine] - p, p * (1 - p)
    return Errors(np.array(days, dtype=np.int64), horizon, error, variance)
