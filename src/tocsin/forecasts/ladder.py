"""Distribution regression: how likely deaths are to exceed each rung of a ladder, learned on all countries.

Two ladders (Foresi & Peracchi 1995): one of deaths a month, for peace and small wars; one of multiples of the country's
own present level, for wars of any size. Weights are in `resources/forecasts/countries.json`; `training.forecasts` made
them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from tocsin.forecasts.months import Array

# Deaths: a rung is exceeded by one more than the number named.
DEATHS = (0, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)
HIGHEST = 1500.0
# Multiples of the present level, the first rung being any death at all.
MULTIPLES = (0.0, 0.05, 0.12, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0, 1.2, 1.45, 1.8, 2.4, 3.5, 6.0)
LEAST_SHARE, MOST_SHARE = 0.02, 12.0


@dataclass(frozen=True, slots=True)
class Ladder:
    """Logistic regressions, one a rung: `weights` (rung, 1 + feature), on features less `centre` over `width`."""

    centre: Array
    width: Array
    weights: Array

    def exceed(self, x: Array) -> Array:
        """Return the probabilities of exceeding each rung for rows of features: (row, rung), never rising."""
        odds = self.weights[:, 0] + ((x - self.centre) / self.width) @ self.weights[:, 1:].T
        found: Array = np.minimum.accumulate(1 / (1 + np.exp(-np.clip(odds, -30, 30))), axis=1)
        return found


@dataclass(frozen=True, slots=True)
class Ladders:
    """The shipped ladders, and the last month that was read to make them."""

    deaths: Ladder
    multiples: Ladder
    until: str


@cache
def shipped() -> Ladders:
    """Return the ladders of `resources/forecasts/countries.json`."""
    text = (files("tocsin") / "resources" / "forecasts" / "countries.json").read_text(encoding="utf-8")
    table = json.loads(text)
    made = [
        Ladder(*(np.array(table[name][part]) for part in ("centre", "width", "weights")))
        for name in ("deaths", "multiples")
    ]
    return Ladders(made[0], made[1], table["until"])


def rungs(exceed: Sequence[float], count: int) -> NDArray[np.int64]:
    """Return for `count` draws, evenly spread over probability, the number of rungs each exceeds."""
    steps = np.concatenate([[1.0], exceed, [0.0]])
    share = np.clip(steps[:-1] - steps[1:], 0.0, None)
    found = np.searchsorted(np.cumsum(share / share.sum()), (np.arange(count) + 0.5) / count)
    return np.minimum(found, len(share) - 1).astype(np.int64)


def between(low: Array, high: Array, dice: np.random.Generator) -> Array:
    """Return draws between bounds, even on a log scale."""
    found: Array = low * np.power(np.maximum(high, low) / low, dice.random(len(low)))
    return found


def death_draws(exceed: Sequence[float], count: int, dice: np.random.Generator) -> Array:
    """Return draws from the ladder of deaths."""
    at = rungs(exceed, count)
    low, high = np.array([0, *(rung + 1 for rung in DEATHS)])[at], np.array([*DEATHS, HIGHEST])[at]
    found = np.maximum(np.rint(between(np.maximum(low, 0.6), high + 0.4, dice)), low)
    return np.where(at == 0, 0.0, found)


def multiple_draws(exceed: Sequence[float], level: float, count: int, dice: np.random.Generator) -> Array:
    """Return draws from the ladder of multiples of a present level above 0."""
    at = rungs(exceed, count)
    edges = np.array([0.0, LEAST_SHARE, *MULTIPLES[1:], MOST_SHARE])
    found = np.rint(level * between(np.maximum(edges[at], 0.01), edges[at + 1], dice))
    return np.where(at == 0, 0.0, np.maximum(found, 1.0))
