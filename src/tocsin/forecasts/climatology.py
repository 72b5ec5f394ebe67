"""The base rate: how often a pair like this one, and this one itself, had material conflict in such a span."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.forecasts.calibrate import bounded, interval
from tocsin.forecasts.forecaster import Prediction
from tocsin.forecasts.pairs import History, episodes

# The last days are what a forecast is about; a base rate that took them in would rise with every crisis.
PRESENT = 28


@cache
def model() -> Mapping[str, Any]:
    """Return the shipped figures of `resources/forecasts/pairs.json`."""
    text = (files("tocsin") / "resources" / "forecasts" / "pairs.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


def base_rate(history: History, horizon: int) -> float:
    """Return what was the pair's own rate before the present: that of four weeks ago, over `horizon` days."""
    return own_rate(history.as_of(history.day - PRESENT), horizon)


def own_rate(history: History, horizon: int) -> float:
    """Return the probability of at least one episode in `horizon` days from a pair's own rate.

    Gamma-Poisson: the rate of episodes has a Gamma prior fitted on pairs in the news (`prior` in `pairs.json`: shape,
    and days for its rate), updated by the episodes and days of the pair's own history.
    """
    prior = model()["prior"]
    shape = float(prior["shape"]) + episodes(history)
    days = float(prior["days"]) + (history.day - history.start)
    return bounded(1.0 - math.exp(-shape * math.log1p(horizon / days)))


@dataclass(frozen=True, slots=True)
class Climatology:
    """Forecasts the base rate and nothing else."""

    name: str = "climatology 1"

    def fit(self, histories: Sequence[History]) -> "Climatology":
        """Return itself: each history brings its own rate."""
        return self

    def predict(self, history: History, horizon: int) -> Prediction:
        """Return the base rate as the forecast."""
        rate = base_rate(history, horizon)
        low, high = interval(rate, (history.day - history.start) / horizon + 4.0)
        return Prediction(rate, rate, low, high)
