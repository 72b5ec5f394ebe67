"""Decayed counts: what happened lately, how lately, and how often before, weighed by a logistic regression.

A discrete cousin of the Hawkes process (Hawkes 1971): each act lifts the odds and its lift fades. The weights are
learned on coded event history (`resources/forecasts/pairs.json` and its card).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.forecasts.calibrate import bounded, interval, logit, sigmoid
from tocsin.forecasts.climatology import base_rate, model, own_rate
from tocsin.forecasts.forecaster import Prediction
from tocsin.forecasts.pairs import History, features


def weights(horizon: int) -> Mapping[str, float]:
    """Return the weights for a horizon in days, those of the nearest that was learned (on a log scale)."""
    learned: Mapping[str, Mapping[str, float]] = model()["weights"]
    nearest = min(sorted(learned, key=int), key=lambda days: abs(math.log(int(days) / horizon)))
    return learned[nearest]


def odds(history: History, horizon: int) -> float:
    """Return the log odds of at least one incident of material conflict."""
    found = features(history)
    found["rate"] = logit(own_rate(history, horizon))
    table = weights(horizon)
    return math.fsum(table.get(name, 0.0) * value for name, value in sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Decay:
    """Forecasts from decayed counts and the pair's own rate."""

    name: str = "decay 1"
    slope: float = 1.0
    shift: float = 0.0

    def fit(self, histories: Sequence[History]) -> "Decay":
        """Return itself: the shipped weights are used until a store has a past long enough to check them."""
        return self

    def predict(self, history: History, horizon: int) -> Prediction:
        """Return the forecast, its base rate and an 80 % interval that narrows with the history's length."""
        p = bounded(sigmoid(self.slope * odds(history, horizon) + self.shift))
        low, high = interval(p, (history.day - history.start) / horizon + 4.0)
        return Prediction(p, base_rate(history, horizon), low, high)
