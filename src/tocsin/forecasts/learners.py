"""What learns from past origins: a ridge logistic regression, boosted trees where LightGBM is there, and their pool."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.forecasts.calibrate import LEAST, MOST

Array = NDArray[np.float64]
Predictor = Callable[[NDArray[Any]], Array]
"""Takes rows of features (row, feature) and returns a probability for each."""

PENALTY = 1000.0
STEPS = 20
# Small trees grown slowly, each on few features: chosen on origins of 2009-2012 of ICEWS, never on later ones.
ROUNDS, SEEDS = 300, (0, 1)
TREES = {
    "objective": "binary",
    "learning_rate": 0.015,
    "num_leaves": 12,
    "min_data_in_leaf": 600,
    "lambda_l2": 50.0,
    "feature_fraction": 0.15,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "max_bin": 63,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
# Trees need so many cases of the rarer outcome to say more than the regression.
LEAST_CASES = 200


def odds(p: Array) -> Array:
    """Return the log odds of probabilities, which are held within what a forecast may say."""
    held = np.clip(p, LEAST / 30, MOST)
    found: Array = np.log(held / (1 - held))
    return found


def probability(x: Array) -> Array:
    """Return the probabilities of log odds."""
    found: Array = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return found


@dataclass(frozen=True, slots=True)
class Fitted:
    """A ridge logistic regression on standardised features."""

    centre: Array
    width: Array
    weights: Array

    def __call__(self, x: NDArray[Any]) -> Array:
        """Return probabilities for rows of features."""
        z = np.hstack([np.ones((len(x), 1)), (x - self.centre) / self.width])
        return np.clip(probability(z @ self.weights), LEAST / 30, MOST)


def loss(z: Array, y: Array, w: Array, ridge: Array) -> float:
    """Return the penalised log loss."""
    said = z @ w
    return float(np.logaddexp(0, said).sum() - said @ y + 0.5 * w @ ridge @ w)


def logistic(x: NDArray[Any], y: Array, penalty: float = PENALTY) -> Fitted:
    """Return the fit of `y` (0 or 1) on `x`, by Newton's method with halved steps where a whole one overshoots."""
    centre, width = x.mean(0, dtype=float), x.std(0, dtype=float) + 1e-6
    z = np.hstack([np.ones((len(x), 1)), (x - centre) / width])
    ridge = np.eye(z.shape[1]) * penalty
    ridge[0, 0] = 1e-6
    w = np.zeros(z.shape[1])
    w[0] = np.log((y.sum() + 0.5) / (len(y) - y.sum() + 0.5))
    now = loss(z, y, w, ridge)
    for _ in range(STEPS):
        p = probability(z @ w)
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (p - y) + ridge @ w)
        size, following = 1.0, loss(z, y, w - step, ridge)
        while following > now and size > 1e-3:
            size, following = size / 2, loss(z, y, w - size / 2 * step, ridge)
        w, before, now = w - size * step, now, following
        if before - now < 1e-6 * before:
            break
    return Fitted(centre, width, w)


def boosted(x: NDArray[Any], y: Array) -> list[Predictor]:
    """Return boosted trees (Ke et al. 2017), one predictor a seed; none without LightGBM or with too few cases."""
    if find_spec("lightgbm") is None or min(y.sum(), len(y) - y.sum()) < LEAST_CASES:
        return []
    import lightgbm

    data = lightgbm.Dataset(x, y, params={"max_bin": TREES["max_bin"], "verbose": -1})
    trees = [lightgbm.train(TREES | {"seed": seed}, data, ROUNDS) for seed in SEEDS]
    return [_predictor(tree) for tree in trees]


def _predictor(tree: Any) -> Predictor:
    def predict(x: NDArray[Any]) -> Array:
        found: Array = np.asarray(tree.predict(x, num_threads=1), dtype=float)
        return found

    return predict


@dataclass(frozen=True, slots=True)
class Pool:
    """A logarithmic pool in which the regression and the trees, where there are any, weigh alike."""

    regression: Predictor
    trees: Sequence[Predictor]

    def __call__(self, x: NDArray[Any]) -> Array:
        """Return probabilities for rows of features."""
        found = odds(self.regression(x))
        if self.trees:
            found = (found + np.mean([odds(tree(x)) for tree in self.trees], axis=0)) / 2
        return np.clip(probability(found), LEAST / 30, MOST)


def learn(x: NDArray[Any], y: Array) -> Pool:
    """Return the pool fitted on rows of features and outcomes (0 or 1)."""
    return Pool(logistic(x, y), boosted(x, y))
