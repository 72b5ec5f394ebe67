"""What every forecaster keeps, built in or installed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from tocsin.forecasts.pairs import History


@dataclass(frozen=True, slots=True)
class Prediction:
    """A probability with its base rate and an 80 % interval, each strictly between 0 and 1."""

    probability: float
    base_rate: float
    low: float
    high: float


@runtime_checkable
class Forecaster(Protocol):
    """Says how likely at least one incident of material conflict is within `horizon` days after a history's day."""

    @property
    def name(self) -> str:
        """Name and version, as kept with each forecast."""
        ...

    def fit(self, histories: Sequence[History]) -> "Forecaster":
        """Return a forecaster adapted to these histories; it reads nothing after each history's own day."""
        ...

    def predict(self, history: History, horizon: int) -> Prediction:
        """Return the prediction for one history; `horizon` in days, at least 1."""
        ...
