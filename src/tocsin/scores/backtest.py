"""Backtests: forecasts as of past days, scored by what the same table tells of the days after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from tocsin.errors import StopRun
from tocsin.forecasts import countries, shipped, surge, table
from tocsin.forecasts.forecaster import Forecaster
from tocsin.forecasts.panel import ordinal, panel
from tocsin.forecasts.table import Row
from tocsin.scores.probability import (
    Array,
    average_precision,
    bin_score,
    bootstrap,
    brier,
    calibration_error,
    crps,
    log1p_crps,
    log_score,
    skill,
)

BLOCK_DAYS = 28
RESAMPLES = 300
TWELVE = 12


@dataclass(frozen=True, slots=True)
class Case:
    """A forecast and what came of it; `base` is what the pair's own past would have said."""

    row: Row
    came: bool
    base: float


@dataclass(frozen=True, slots=True)
class Result:
    """The scores of one horizon (days): skill is against the constant share that came true, with a 90 % interval."""

    horizon: int
    count: int
    came: float
    brier: float
    log: float
    skill: float
    skill_low: float
    skill_high: float
    over_own: float
    average_precision: float
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Deaths:
    """Mean scores of draws at one horizon (months), and as ratios to the last twelve months drawn again."""

    horizon: int
    count: int
    crps: float
    bins: float
    log1p: float
    crps_ratio: float
    bins_ratio: float
    log1p_ratio: float


def days_between(first: str, last: str, every: int) -> list[str]:
    """Return every `every`-th day from `first` to `last` (ISO, both inclusive)."""
    start, count = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days
    if count < 0:
        raise StopRun("the last day lies before the first", where="--to", next_step="give --from and --to in order")
    return [(start + timedelta(days=n)).isoformat() for n in range(0, count + 1, every)]


def own_rate(hits: Array, day: int, horizon: int) -> Array:
    """Return the share of spans of `horizon` days up to a day that had a hit, a little smoothed."""
    total = np.concatenate([np.zeros((len(hits), 1)), np.cumsum(hits[:, : day + 1], axis=1)], axis=1)
    if total.shape[1] <= horizon:
        return np.full(len(hits), 0.05)
    spans = total[:, horizon:] > total[:, :-horizon]
    found: Array = (spans.sum(1) + 0.05 * horizon) / (spans.shape[1] + horizon)
    return found


def pairs(
    columns: Mapping[str, Sequence[Any]],
    days: Sequence[str],
    horizons: Sequence[int],
    target: str,
    undirected: bool,
    forecaster: Forecaster | None = None,
) -> list[Case]:
    """Return the cases of a table of events; without a forecaster, the models are fitted on what precedes each day.

    Days whose horizon the table does not cover are left out.
    """
    made = panel(columns, target, undirected, ordinal(days[0]))
    truth = table.outcomes(made, target, horizons, ordinal(days[0]) - made.start, 20)
    at_of = {pair: at for at, pair in enumerate(made.pairs)}
    rows: Iterable[Row]
    if forecaster is None:
        rows = table.forecast(columns, days, horizons, target, undirected)
    else:
        rows = shipped.forecast(columns, days, horizons, forecaster, undirected)
    hits, found = made.hits.astype(float), []
    known: dict[tuple[str, int], tuple[Array, Array]] = {}
    for row in rows:
        day = ordinal(row.as_of) - made.start
        if day + row.horizon >= made.length:
            continue
        if (row.as_of, row.horizon) not in known:
            known[row.as_of, row.horizon] = truth.on(day, row.horizon), own_rate(hits, day, row.horizon)
        came, base = known[row.as_of, row.horizon]
        found.append(Case(row, bool(came[at_of[row.pair]]), float(base[at_of[row.pair]])))
    return found


def series(columns: Mapping[str, Sequence[Any]], days: Sequence[str], horizons: Sequence[int]) -> list[Case]:
    """Return the cases of surges in a daily series; days whose horizon it does not cover are left out."""
    made = surge.series(columns, ordinal(days[0]))
    covered = [day for day in days if ordinal(day) - made.start + max(horizons) < made.length]
    if not covered:
        return []
    truth = {horizon: surge.surges(made, horizon, ordinal(days[0]) - made.start) for horizon in horizons}
    at_of = {pair: at for at, pair in enumerate(made.pairs)}
    found = []
    for row in surge.forecast(columns, covered, horizons):
        came = truth[row.horizon].on(ordinal(row.as_of) - made.start)
        found.append(Case(row, bool(came[at_of[row.pair]]), 1 - surge.PERCENTILE / 100))
    return found


def scored(cases: Iterable[Case]) -> tuple[Result, ...]:
    """Return the scores by horizon, shortest first; intervals by a bootstrap over pairs and spans of time."""
    groups: dict[int, list[Case]] = {}
    for case in cases:
        groups.setdefault(case.row.horizon, []).append(case)
    return tuple(_result(horizon, group) for horizon, group in sorted(groups.items()))


def _result(horizon: int, cases: Sequence[Case]) -> Result:
    p, y = np.array([case.row.p for case in cases]), np.array([float(case.came) for case in cases])
    own = np.array([case.base for case in cases])
    blocks = [(case.row.pair, ordinal(case.row.as_of) // max(BLOCK_DAYS, horizon)) for case in cases]
    ours, constant = brier(p, y), brier(np.full(len(y), y.mean()), y)
    low, high = bootstrap(lambda at: skill(ours[at], constant[at]), blocks, RESAMPLES)
    return Result(
        horizon=horizon,
        count=len(cases),
        came=float(y.mean()),
        brier=float(ours.mean()),
        log=float(log_score(p, y).mean()),
        skill=skill(ours, constant),
        skill_low=low,
        skill_high=high,
        over_own=skill(ours, brier(own, y)),
        average_precision=average_precision(p, y),
        calibration_error=calibration_error(p, y),
    )


def deaths(histories: Mapping[str, Sequence[float]], first: int, last: int, horizons: Sequence[int]) -> list[Deaths]:
    """Return the scores of draws for countries' monthly deaths, all histories ending in one month.

    Origins are the months `first` to `last`, as places in the longest history; those with less than a year before them,
    or whose month ahead is not there, are left out.
    """
    length = max((len(history) for history in histories.values()), default=0)
    found = []
    for horizon in horizons:
        rows = []
        for seed, (_, history) in enumerate(sorted(histories.items())):
            lead = length - len(history)
            for origin in range(max(first, lead + TWELVE - 1), min(last, length - 1 - horizon) + 1):
                past, truth = history[: origin - lead + 1], float(history[origin - lead + horizon])
                made = countries.draws(past, horizon, seed=seed).astype(float)
                again = np.tile(np.asarray(past[-TWELVE:], dtype=float), 83)
                rows.append([score(s, truth) for s in (made, again) for score in (crps, bin_score, log1p_crps)])
        if rows:
            m = np.array(rows).mean(0)
            ratios = [float(a / b) if b > 0 else 1.0 for a, b in zip(m[:3], m[3:], strict=True)]
            found.append(Deaths(horizon, len(rows), *m[:3].tolist(), *ratios))
    return found
