"""Forecasts for pairs from a table of coded events, as of past days: `tocsin forecast pairs` and backtests.

A pair that has had fewer than `least` events by the day in question is left out. Nothing later than a day is read for
its forecast: not in its features, not in the fit, not in a limit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import StopRun
from tocsin.forecasts.learners import Array, Pool, learn
from tocsin.forecasts.panel import TARGETS, Panel, ordinal, panel
from tocsin.forecasts.residuals import Errors, folds, past_errors
from tocsin.forecasts.signals import Small, signals

__all__ = ["TARGETS", "Row", "forecast", "panel"]

QUIET_DAYS = 90
WEEK = 7
# A fit serves forecasts for this many days; then it is made anew from what has happened since.
FIT_DAYS = 365
WARM_UP = 365
PERCENTILE = 90.0


@dataclass(frozen=True, slots=True)
class Row:
    """One forecast: the probability `p` that `target` comes true for `pair` within `horizon` days after `as_of`."""

    as_of: str
    pair: str
    target: str
    horizon: int
    p: float


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Whether and when a panel's target comes true; for `p90`, intensity in a span above the pair's own limit."""

    made: Panel
    target: str
    least: int
    total: Array
    limit: Mapping[int, Array]

    def candidates(self, day: int) -> NDArray[np.bool_]:
        """Return which pairs are forecast on a day: known well enough, and for `onset` quiet for three months."""
        at = min(day, self.made.length - 1)
        known: NDArray[np.bool_] = self.made.seen[:, at] >= self.least
        if self.target != "onset":
            return known
        quiet: NDArray[np.bool_] = known & (self.total[:, at + 1] == self.total[:, max(0, at + 1 - QUIET_DAYS)])
        return quiet

    def on(self, day: int, horizon: int) -> Array:
        """Return what came of the `horizon` days after a day (1 or 0); these must all lie in the panel."""
        found: Array = (self.total[:, day + 1 + horizon] - self.total[:, day + 1] > self.limit[horizon]).astype(float)
        return found


def outcomes(made: Panel, target: str, horizons: Sequence[int], until: int, least: int) -> Outcomes:
    """Return the outcomes of a panel; limits are set on what happened up to day `until`, never later."""
    daily = made.force if target == "p90" else made.hits
    total = np.concatenate([np.zeros((len(made.pairs), 1)), np.cumsum(daily, axis=1, dtype=float)], axis=1)
    limit = {horizon: np.zeros(len(made.pairs)) for horizon in horizons}
    if target == "p90":
        limit = {horizon: limits(total[:, : until + 2], horizon) for horizon in horizons}
    return Outcomes(made, target, least, total, limit)


def limits(total: Array, horizon: int) -> Array:
    """Return each pair's 90th percentile of intensity in spans of `horizon` days, from its running sums."""
    if total.shape[1] <= horizon:
        return np.zeros(len(total))
    found: Array = np.percentile(total[:, horizon:] - total[:, :-horizon], PERCENTILE, axis=1)
    return found


def training_days(until: int, horizons: Sequence[int]) -> set[int]:
    """Return the weekly origins that fits for these horizons read, on one grid counted back from day `until`."""
    return {day for day in range(until, WARM_UP - 1, -WEEK) if any(day + horizon <= until for horizon in horizons)}


def read_days(until: int, serves: int, horizons: Sequence[int]) -> set[int]:
    """Return all origins that fits made on day `until` read, to serve days up to `serves`."""
    days = [*range(until, WARM_UP - 1, -WEEK), *range(until, serves + 1, WEEK)]
    return {day for day in days if any(day + horizon <= serves for horizon in horizons)}


@dataclass(frozen=True, slots=True)
class Fit:
    """A pool fitted for one horizon, with the errors on past origins that it reads beside the signals."""

    pool: Pool
    past: Errors

    def __call__(self, known: Small, day: int, rows: NDArray[np.bool_]) -> list[float]:
        """Return the probabilities of some pairs from the signals of all on a day."""
        if not rows.any():
            return []
        found: list[float] = self.pool(np.hstack([known, self.past.columns(day)])[rows]).tolist()
        return found


def fit(known: Mapping[int, Small], became: Outcomes, until: int, horizon: int, serves: int | None = None) -> Fit:
    """Return the fit on weekly origins whose outcome was known by day `until`, to serve days up to `serves`.

    Raises StopRun where the history is too short for any.
    """
    train = sorted(training_days(until, [horizon]))
    rows = {day: became.candidates(day) for day in train}
    if not any(kept.any() for kept in rows.values()):
        raise StopRun(
            "too little history to fit on", next_step=f"give at least {WARM_UP + horizon} days before --as-of"
        )
    later = later_days(train[-1], max(until, serves or until), horizon)
    rows |= {day: became.candidates(day) for day in later}
    came = {day: became.on(day, horizon) for day in rows}
    past = past_errors(known, rows, came, folds(became.made.pairs), horizon, train)
    x = np.concatenate([np.hstack([known[day], past.columns(day)])[rows[day]] for day in train])
    return Fit(learn(x, np.concatenate([came[day][rows[day]] for day in train])), past)


def later_days(day: int, serves: int, horizon: int) -> list[int]:
    """Return the weekly origins after a day whose outcome is known by the last day served."""
    return list(range(day + WEEK, serves - horizon + 1, WEEK))


def fit_days(days: Sequence[int]) -> dict[int, int]:
    """Return for each day, in order, the day on which the fit that serves it is made: itself or one before."""
    found: dict[int, int] = {}
    made: int | None = None
    for day in days:
        if made is None or day - made > FIT_DAYS:
            made = day
        found[day] = made
    return found


def forecast(
    columns: Mapping[str, Sequence[Any]],
    as_of: Sequence[str],
    horizons: Sequence[int] = (7, 30, 90),
    target: str = "class4",
    undirected: bool = True,
    least: int = 20,
) -> Iterator[Row]:
    """Yield forecasts for every pair, day in `as_of` (ISO) and horizon (days), in that order.

    Each day's forecast is fitted on outcomes known by it, or by a day at most a year before; nothing later is read.
    """
    days = sorted(set(as_of))
    made = panel(columns, target, undirected, ordinal(days[0]), least)
    last = made.length - 1
    at = [ordinal(day) - made.start for day in days]
    served = fit_days(at)
    became = outcomes(made, target, horizons, min(at[0], last), least)
    spans = {until: max(day for day in at if served[day] == until) for until in set(served.values())}
    grid = {day for until, end in spans.items() for day in read_days(min(until, last), min(end, last), horizons)}
    known = signals(made, sorted({day for day in grid | set(at) if day >= 0}))
    fitted: dict[tuple[int, int], Fit] = {}
    for name, day in zip(days, at, strict=True):
        rows = became.candidates(day)
        chosen = [pair for pair, keep in zip(made.pairs, rows.tolist(), strict=True) if keep]
        for horizon in horizons:
            key = served[day], horizon
            if key not in fitted:
                until = served[day]
                fitted[key] = fit(known, became, min(until, last), horizon, min(spans[until], last))
            for pair, p in zip(chosen, fitted[key](known[day], day, rows), strict=True):
                yield Row(name, pair, target, horizon, round(p, 6))
