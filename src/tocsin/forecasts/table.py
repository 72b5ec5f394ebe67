"""Forecasts for pairs from a table of coded events, as of past days: `tocsin forecast pairs` and backtests.

The table has one row an event: `date` (ISO), `source`, `target`, `class` (quad, 1-4), `intensity`, and where known
`root` (CAMEO root, 1-20). A pair that has had fewer than `least` events by the day in question is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import StopRun
from tocsin.forecasts.calibrate import LEAST, MOST

Array = NDArray[np.float64]

TARGETS = ("class4", "root18-20", "p90", "onset")
HALF_LIVES = (3.0, 10.0, 30.0, 90.0, 365.0)
HEAT_HALF_LIVES = (10.0, 90.0)
QUIET_DAYS = 90
WEEK = 7
# A fit serves forecasts for this many days; then it is made anew from what has happened since.
FIT_DAYS = 365
WARM_UP = 365
PENALTY = 30.0
PRIOR_EVENTS, PRIOR_DAYS = 0.3, 130.0


@dataclass(frozen=True, slots=True)
class Row:
    """One forecast: the probability `p` that `target` comes true for `pair` within `horizon` days after `as_of`."""

    as_of: str
    pair: str
    target: str
    horizon: int
    p: float


@dataclass(frozen=True, slots=True)
class Panel:
    """Counts by pair, quad class and day; `hits` marks the days on which the target came true; day 0 is `start`."""

    pairs: tuple[str, ...]
    start: int
    counts: Array
    hits: Array


def names(one: str, two: str, undirected: bool) -> str:
    """Return the pair of a source and a target, sorted where undirected."""
    return "|".join(sorted((one, two))) if undirected else f"{one}|{two}"


def ordinals(values: Iterable[Any]) -> Iterator[int]:
    """Yield ordinals of ISO days, dates or datetimes."""
    for value in values:
        yield date.fromisoformat(str(value)[:10]).toordinal()


def strong(target: str, quad: int, root: int, intensity: float, limit: float) -> bool:
    """Whether an event makes the target true."""
    if target == "root18-20":
        return root in (18, 19, 20)
    return quad == 4 and (target != "p90" or intensity > limit)


def limits(rows: Mapping[str, list[tuple[int, int, int, float]]], until: int) -> dict[str, float]:
    """Return each pair's own 90th percentile of the intensity of material conflict up to a day."""
    found = {}
    for pair, events in rows.items():
        sizes = sorted(size for day, quad, _, size in events if quad == 4 and day <= until)
        found[pair] = sizes[int(0.9 * (len(sizes) - 1))] if sizes else float("inf")
    return found


def panel(columns: Mapping[str, Sequence[Any]], target: str, undirected: bool, until: int, least: int = 20) -> Panel:
    """Return the panel of a table; raises StopRun for an unknown target, or one that needs `root` where there is none.

    Pairs of fewer than `least` events are left out. For `p90` each pair's limit is set on what happened up to `until`
    (an ordinal), never later.
    """
    if target not in TARGETS:
        raise StopRun(f"no target named '{target}'", next_step=f"there is: {', '.join(TARGETS)}")
    if target == "root18-20" and "root" not in columns:
        raise StopRun("the events have no column 'root'", next_step="give CAMEO roots, or forecast class4")
    size = len(columns["date"])
    roots, sizes = columns.get("root", [0] * size), columns.get("intensity", [0.0] * size)
    found: dict[str, list[tuple[int, int, int, float]]] = defaultdict(list)
    days = ordinals(columns["date"])
    everything = zip(days, columns["source"], columns["target"], columns["class"], roots, sizes, strict=True)
    for day, one, two, quad, root, size_of in everything:
        if one and two and one != two:
            found[names(one, two, undirected)].append((day, int(quad), int(root or 0), abs(float(size_of or 0.0))))
    rows = {pair: events for pair, events in found.items() if len(events) >= least}
    if not rows:
        raise StopRun(
            f"no pair of different actors with {least} events", next_step="check the columns source and target"
        )
    return filled(rows, target, limits(rows, until))


def filled(rows: Mapping[str, list[tuple[int, int, int, float]]], target: str, limit: Mapping[str, float]) -> Panel:
    """Return the panel of grouped events."""
    pairs = tuple(sorted(rows))
    start = min(day for events in rows.values() for day, *_ in events)
    length = max(day for events in rows.values() for day, *_ in events) - start + 1
    counts, hits = np.zeros((len(pairs), 4, length)), np.zeros((len(pairs), length))
    for at, pair in enumerate(pairs):
        for day, quad, root, size in rows[pair]:
            counts[at, quad - 1, day - start] += 1
            if strong(target, quad, root, size, limit[pair]):
                hits[at, day - start] = 1
    return Panel(pairs, start, counts, hits)


def running(daily: Array, half_life: float) -> Array:
    """Return decayed sums along the last axis."""
    keep, out, total = 0.5 ** (1 / half_life), np.empty_like(daily), np.zeros(daily.shape[:-1])
    for day in range(daily.shape[-1]):
        total = total * keep + daily[..., day]
        out[..., day] = total
    return out


def heat(pairs: Sequence[str], sums: Array) -> Array:
    """Return for each pair what the other pairs of its two members have (contagion)."""
    members = sorted({name for pair in pairs for name in pair.split("|")})
    at = {name: index for index, name in enumerate(members)}
    share = np.zeros((len(pairs), len(members)))
    for row, pair in enumerate(pairs):
        share[row, [at[name] for name in pair.split("|")]] = 1
    found: Array = np.maximum(0.0, share @ (share.T @ sums) - 2 * sums)
    return found


class Features:
    """The features of all pairs on any day: decayed counts, time since, own rate, and the heat of third parties."""

    def __init__(self, made: Panel) -> None:
        self.panel = made
        kinds = [made.hits, *(made.counts[:, quad] for quad in (3, 2, 1, 0)), made.counts.sum(1)]
        self.sums = [running(kind, half_life) for kind in kinds for half_life in HALF_LIVES]
        self.sums += [heat(made.pairs, running(made.hits, half_life)) for half_life in HEAT_HALF_LIVES]
        self.since = since(made.hits)
        self.total = np.concatenate([np.zeros((len(made.pairs), 1)), np.cumsum(made.hits, axis=1)], axis=1)
        self.seen = np.cumsum(made.counts.sum(1), axis=1)

    def on(self, at: int) -> Array:
        """Return the features on day `at`, one row a pair."""
        at = min(at, self.since.shape[1] - 1)
        columns = [np.log1p(one[:, at]) for one in self.sums]
        rate = (self.total[:, at + 1] + PRIOR_EVENTS) / (at + PRIOR_DAYS)
        return np.stack([*columns, np.log1p(self.since[:, at]), np.log(rate)], axis=1)

    def outcome(self, at: int, horizon: int) -> Array:
        """Return whether the target came true in the `horizon` days after day `at`; these must all lie in the panel."""
        found: Array = (self.total[:, at + 1 + horizon] > self.total[:, at + 1]).astype(float)
        return found


def since(hits: Array) -> Array:
    """Return the days since the target last came true, 3,000 at the start."""
    found, quiet = np.empty_like(hits), np.full(len(hits), 3000.0)
    for day in range(hits.shape[1]):
        quiet = np.where(hits[:, day] > 0, 0.0, quiet + 1)
        found[:, day] = quiet
    return found


@dataclass(frozen=True, slots=True)
class Fitted:
    """A ridge logistic regression on standardised features."""

    centre: Array
    width: Array
    weights: Array

    def __call__(self, x: Array) -> Array:
        """Return probabilities for rows of features."""
        z = np.hstack([np.ones((len(x), 1)), (x - self.centre) / self.width])
        p: Array = np.clip(1 / (1 + np.exp(-np.clip(z @ self.weights, -30, 30))), LEAST / 3, MOST)
        return p


def logistic(x: Array, y: Array, penalty: float = PENALTY) -> Fitted:
    """Return the fit of `y` (0 or 1) on `x`, by Newton's method with halved steps where a whole one overshoots."""
    centre, width = x.mean(0), x.std(0) + 1e-6
    z = np.hstack([np.ones((len(x), 1)), (x - centre) / width])
    ridge = np.eye(z.shape[1]) * penalty
    ridge[0, 0] = 1e-6
    w = np.zeros(z.shape[1])
    w[0] = np.log((y.sum() + 0.5) / (len(y) - y.sum() + 0.5))
    now = loss(z, y, w, ridge)
    for _ in range(20):
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (p - y) + ridge @ w)
        size, following = 1.0, loss(z, y, w - step, ridge)
        while following > now and size > 1e-3:
            size, following = size / 2, loss(z, y, w - size / 2 * step, ridge)
        w, before, now = w - size * step, now, following
        if before - now < 1e-6 * before:
            break
    return Fitted(centre, width, w)


def loss(z: Array, y: Array, w: Array, ridge: Array) -> float:
    """Return the penalised log loss."""
    odds = z @ w
    return float(np.logaddexp(0, odds).sum() - odds @ y + 0.5 * w @ ridge @ w)


def candidates(made: Features, at: int, target: str, least: int) -> NDArray[np.bool_]:
    """Return which pairs are forecast on a day: known well enough, and for `onset` quiet for three months."""
    at = min(at, made.since.shape[1] - 1)
    known: NDArray[np.bool_] = made.seen[:, at] >= least
    return known & (made.since[:, at] >= QUIET_DAYS) if target == "onset" else known


def fit(made: Features, until: int, horizon: int, target: str, least: int) -> Fitted:
    """Return the fit on weekly origins whose outcome was known by day `until`.

    Raises StopRun where the history is too short for any.
    """
    xs, ys = [], []
    for at in range(WARM_UP, until - horizon + 1, WEEK):
        rows = candidates(made, at, target, least)
        xs.append(made.on(at)[rows])
        ys.append(made.outcome(at, horizon)[rows])
    if not xs or not sum(len(y) for y in ys):
        raise StopRun(
            "too little history to fit on", next_step=f"give at least {WARM_UP + horizon} days before --as-of"
        )
    return logistic(np.concatenate(xs), np.concatenate(ys))


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
    table = panel(columns, target, undirected, date.fromisoformat(days[0]).toordinal(), least)
    made = Features(table)
    fitted: dict[int, tuple[int, Fitted]] = {}
    for day in days:
        at = date.fromisoformat(day).toordinal() - table.start
        rows = candidates(made, at, target, least)
        x = made.on(at)[rows]
        chosen = [pair for pair, keep in zip(table.pairs, rows.tolist(), strict=True) if keep]
        for horizon in horizons:
            if horizon not in fitted or at - fitted[horizon][0] > FIT_DAYS:
                fitted[horizon] = (at, fit(made, min(at, made.since.shape[1] - 1), horizon, target, least))
            for pair, p in zip(chosen, fitted[horizon][1](x).tolist(), strict=True):
                yield Row(day, pair, target, horizon, p)
