"""Surges of a daily score between pairs: will the worst week of the days to come be among the pair's own worst?

The table has one row a pair and day: `date`, `pair` (`A|B`), `score` (below 0 is conflict). A pair's pressure is the
sum of -score over seven days; a surge is a horizon whose highest pressure lies above the 95th percentile of the pair's
own horizons before the first day forecast. Nothing later than a day is read for its forecast.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import StopRun
from tocsin.forecasts.learners import Array, Pool, learn
from tocsin.forecasts.panel import ordinal
from tocsin.forecasts.table import Row, fit_days

PERCENTILE = 95.0
WEEK = 7
WARM_UP = 365
# Limits as they would have been set at the first day, and every so many days after it, serve the fit.
LIMIT_DAYS = 182
# Days on which a pair must have been told of by the first day forecast, for its own worst weeks to be known.
LEAST_DAYS = 180
SPANS = (7, 14, 28, 91, 365)
Small = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Series:
    """Daily scores (pair, day), 0 where there is none, and whether there is any; day 0 is the ordinal `start`."""

    pairs: tuple[str, ...]
    start: int
    score: Small
    told: NDArray[np.bool_]

    @property
    def length(self) -> int:
        """Days from the first to the last."""
        return int(self.score.shape[1])


def series(columns: Mapping[str, Sequence[Any]], until: int) -> Series:
    """Return the series of pairs told of on enough days by the ordinal `until`; raises StopRun where there is none."""
    days = np.array([ordinal(str(value)[:10]) for value in columns["date"]], dtype=np.int64)
    names, at = np.unique(np.array([str(name) for name in columns["pair"]]), return_inverse=True)
    if not len(days):
        raise StopRun("the series is empty", next_step="give date, pair and score")
    start = int(days.min())
    score = np.zeros((len(names), int(days.max()) - start + 1), dtype=np.float32)
    told = np.zeros(score.shape, dtype=bool)
    score[at, days - start] = np.nan_to_num(np.array(columns["score"], dtype=np.float32))
    told[at, days - start] = True
    kept = told[:, : max(0, until - start + 1)].sum(1) >= LEAST_DAYS
    if not kept.any():
        raise StopRun(f"no pair is told of on {LEAST_DAYS} days before --as-of", next_step="give a longer series")
    return Series(tuple(names[kept].tolist()), start, score[kept], told[kept])


def pressure(score: Small) -> Array:
    """Return the sum of -score over the seven days to each day."""
    total = np.concatenate([np.zeros((len(score), WEEK)), np.cumsum(-score, axis=1, dtype=float)], axis=1)
    found: Array = total[:, WEEK:] - total[:, :-WEEK]
    return found


def highest(weekly: Array, horizon: int) -> Array:
    """Return for each day the highest pressure of weeks that lie within the `horizon` days after it."""
    size = max(1, horizon - WEEK + 1)
    windows = np.lib.stride_tricks.sliding_window_view(weekly, size, axis=1)
    found: Array = windows.max(-1)[:, min(horizon, WEEK) :]
    return found


def features(made: Series, weekly: Array, limit: Array, day: int) -> Small:
    """Return the features of all pairs on a day: (pair, feature), each on the pair's own scale."""
    scale = np.maximum(limit, 1.0)[:, None]
    columns: list[Array] = [np.log(scale[:, 0])]
    for span in SPANS:
        part = slice(max(0, day + 1 - span), day + 1)
        score, told = made.score[:, part] / scale, made.told[:, part]
        columns += [
            score.mean(1),
            np.minimum(score, 0).mean(1),
            score.std(1),
            told.mean(1),
            (weekly[:, part] / scale).max(1),
            np.log1p(np.abs(made.score[:, part]).mean(1)),
        ]
    columns += [weekly[:, day] / scale[:, 0], (weekly[:, max(0, day - WEEK)]) / scale[:, 0]]
    held = [np.sign(one) * np.log1p(np.abs(one) * 3) for one in columns]
    return np.stack([*held, *around(made.pairs, held[-2])], axis=1).astype(np.float32)


def around(pairs: Sequence[str], now: Array) -> list[Array]:
    """Return what presses on the other pairs of each side, the more and the less pressed, and on all pairs."""
    members = sorted({name for pair in pairs for name in pair.split("|")})
    at = {name: index for index, name in enumerate(members)}
    sides = np.array([[at[name] for name in (pair.split("|") * 2)[:2]] for pair in pairs])
    total = np.bincount(sides.ravel(), weights=np.repeat(now, 2), minlength=len(members))
    count = np.bincount(sides.ravel(), minlength=len(members))
    mean = (total[sides] - now[:, None]) / np.maximum(1, count[sides] - 1)
    return [mean.max(1), mean.min(1), np.full(len(now), now.mean())]


@dataclass(frozen=True, slots=True)
class Surges:
    """A series with each pair's limit for one horizon, and what came of every day."""

    made: Series
    weekly: Array
    limit: Array
    peak: Array

    def on(self, day: int) -> Array:
        """Return whether each pair surged in the horizon after a day (1 or 0); it must lie in the series."""
        found: Array = (self.peak[:, day] > self.limit).astype(float)
        return found

    def limited(self, horizon: int, until: int) -> "Surges":
        """Return the same with limits set on horizons that ended by another day."""
        past = self.peak[:, : max(1, until - horizon + 1)]
        return Surges(self.made, self.weekly, np.percentile(past, PERCENTILE, axis=1), self.peak)


def surges(made: Series, horizon: int, until: int) -> Surges:
    """Return the surges of a series; limits are set on horizons that ended by day `until`.

    Raises StopRun where there are too few of them.
    """
    if until - horizon < WARM_UP // 2:
        raise StopRun("too short a series to set limits on", next_step="give at least two years before --as-of")
    weekly = pressure(made.score)
    found = Surges(made, weekly, np.zeros(len(made.pairs)), highest(weekly, horizon))
    return found.limited(horizon, until)


def fit(found: Surges, until: int, horizon: int) -> Pool:
    """Return the fit on origins whose outcome was known by day `until`, each under limits set before it.

    Limits set on the span itself would teach that who has had its worst weeks will have no more.
    """
    xs, ys = [], []
    for since in range(WARM_UP, until - horizon, LIMIT_DAYS):
        then = found.limited(horizon, since)
        for day in range(since, until - horizon + 1, 2 * WEEK):
            xs.append(features(then.made, then.weekly, then.limit, day))
            ys.append(then.on(day))
    if not xs:
        raise StopRun("too short a series to fit on", next_step=f"give {WARM_UP + horizon} days before --as-of")
    return learn(np.concatenate(xs), np.concatenate(ys))


def forecast(
    columns: Mapping[str, Sequence[Any]], as_of: Sequence[str], horizons: Sequence[int] = (28,)
) -> Iterator[Row]:
    """Yield the probability of a surge for every pair, day in `as_of` (ISO) and horizon (days).

    Fits are made on what precedes each day, and made anew every year.
    """
    days = sorted(set(as_of))
    first = ordinal(days[0])
    made = series(columns, first)
    last = made.length - 1
    at = [ordinal(day) - made.start for day in days]
    served = fit_days(at)
    for horizon in horizons:
        found = surges(made, horizon, min(at[0], last))
        fitted: dict[int, Pool] = {}
        for name, day in zip(days, at, strict=True):
            until = min(served[day], last)
            if until not in fitted:
                fitted[until] = fit(found, until, horizon)
            x = features(made, found.weekly, found.limit, min(day, last))
            for pair, p in zip(made.pairs, fitted[until](x).tolist(), strict=True):
                yield Row(name, pair, "surge", horizon, round(p, 6))
