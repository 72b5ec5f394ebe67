"""Ridge logistic regression over named evidence, by Newton's method."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from training.pairs.examples import Example

STEPS = 12


def design(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> NDArray[np.float64]:
    """Return the evidence as a table, a column of ones first."""
    at = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    table[:, 0] = 1.0
    for number, row in enumerate(rows):
        for name, value in row.items():
            table[number, at[name]] = value
    return table


def fit(
    examples: Sequence[Example], penalty: float, weights: Sequence[float], prior: Mapping[str, float]
) -> dict[str, float]:
    """Return the weight of each piece of evidence; `weights` says how much each example counts.

    The penalty is on the distance from `prior` (0 for what it does not know), save for the bias, which is nearly free.
    """
    names = ["bias", *sorted({name for one in examples for name in one.evidence} | (prior.keys() - {"bias"}))]
    x = design([one.evidence for one in examples], names)
    y = np.array([float(one.same) for one in examples])
    count = np.asarray(weights, dtype=float)[:, None]
    start = np.array([prior.get(name, 0.0) for name in names])
    w, ridge = start.copy(), np.eye(len(names)) * penalty
    ridge[0, 0] = 0.01
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (count[:, 0] * (p - y)) + ridge @ (w - start)
        w -= np.linalg.solve((x * (count[:, 0] * p * (1 - p))[:, None]).T @ x + ridge, slope)
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}
