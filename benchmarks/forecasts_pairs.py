"""Learn and score the pair forecaster on coded event history.

    python benchmarks/forecasts_pairs.py TOCSIN_DATA [--write]

Reads `data/forecast/pairs/icews_2005_2015.parquet`: undirected pairs with at least 20 events to the end of 2012, weekly
origins. Fits on 2006 to 2012, reports 2013-02 on: Brier skill against the constant base rate of the fitting span and
against each pair's own, average precision, and calibration error, at 7, 30 and 90 days. Histories are cut to random
lengths while fitting, so that the weights also serve a store that has only just begun.
"""

import argparse
import json
from collections import defaultdict
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tocsin.forecasts.calibrate import LEAST, MOST
from tocsin.forecasts.pairs import EPISODE_GAP, HALF_LIVES, LONG_AGO

Array = NDArray[np.float64]
START, CUT, TEST = date(2005, 1, 1).toordinal(), date(2012, 12, 31).toordinal(), date(2013, 2, 1).toordinal()
QUADS = {
    **dict.fromkeys(range(1, 6), 0),
    **dict.fromkeys(range(6, 9), 1),
    **dict.fromkeys(range(9, 14), 2),
    **dict.fromkeys(range(14, 21), 3),
}
GROUPS = {"clash": (3,), "words": (2,)}
COVERAGE = (30, 60, 120, 365, 1500, 4000)


def load(path: Path, roots: frozenset[int] | None) -> tuple[list[str], Array, Array]:
    """Return pairs, daily counts (pair, class, day) and the daily target (pair, day)."""
    table = pq.read_table(path, columns=["date", "root", "sc", "oc"])
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    columns = (table[name].to_pylist() for name in ("date", "root", "sc", "oc"))
    last = START
    for when, root, one, two in zip(*columns, strict=True):
        if one and two and one != two and root in QUADS:
            day = when.date().toordinal()
            last = max(last, day)
            found[min(one, two), max(one, two)].append((day, root))
    kept = {pair: rows for pair, rows in sorted(found.items()) if sum(day <= CUT for day, _ in rows) >= 20}
    counts = np.zeros((len(kept), 4, last - START + 1))
    target = np.zeros((len(kept), last - START + 1))
    for at, rows in enumerate(kept.values()):
        for day, root in rows:
            counts[at, QUADS[root], day - START] += 1
            if (root in roots) if roots else QUADS[root] == 3:
                target[at, day - START] = 1
    return [f"{a}|{b}" for a, b in kept], counts, target


def running(daily: Array, half_life: float) -> Array:
    """Return decayed sums along the last axis."""
    keep, out, total = 0.5 ** (1 / half_life), np.empty_like(daily), np.zeros(daily.shape[:-1])
    for day in range(daily.shape[-1]):
        total = total * keep + daily[..., day]
        out[..., day] = total
    return out


def truncated(total: Array, half_life: float, at: int, span: int) -> Array:
    """Return decayed sums as a history of `span` days would give them."""
    if at - span < 0:
        return total[:, at]
    cut: Array = np.maximum(0.0, total[:, at] - 0.5 ** (span / half_life) * total[:, at - span])
    return cut


class Features:
    """All that the features need, worked out once."""

    def __init__(self, counts: Array, target: Array) -> None:
        self.sums = {
            (group, name): running(counts[:, list(rows)].sum(1), half)
            for group, rows in GROUPS.items()
            for name, half in HALF_LIVES.items()
        }
        clash = counts[:, 3] > 0
        self.since = np.full(clash.shape, 10_000.0)
        quiet = np.full(len(clash), 10_000.0)
        starts = np.zeros(clash.shape)
        for day in range(clash.shape[1]):
            starts[:, day] = clash[:, day] & (quiet >= EPISODE_GAP)
            quiet = np.where(clash[:, day], 0.0, quiet + 1)
            self.since[:, day] = quiet
        self.begun = np.cumsum(starts, axis=1)
        self.target = np.concatenate([np.zeros((len(target), 1)), np.cumsum(target, axis=1)], axis=1)

    def outcome(self, at: int, horizon: int) -> Array:
        """Return whether the target comes true within `horizon` days after day `at`."""
        return (self.target[:, at + 1 + horizon] > self.target[:, at + 1]).astype(float)

    def rows(self, at: int, span: int, horizon: int, prior: tuple[float, float]) -> Array:
        """Return the features of all pairs on a day, of a history cut to `span` days."""
        span = min(span, at)
        columns = [np.ones(len(self.since))]
        columns += [np.log1p(truncated(total, HALF_LIVES[name], at, span)) for (_, name), total in self.sums.items()]
        since = np.where(self.since[:, at] > span, LONG_AGO, np.minimum(LONG_AGO, self.since[:, at]))
        columns.append(np.log1p(since))
        begun = self.begun[:, at] - (self.begun[:, at - span] if at > span else 0)
        rate = 1 - np.exp(-(prior[0] + begun) * np.log1p(horizon / (prior[1] + span)))
        rate = np.clip(rate, LEAST, MOST)
        columns.append(np.log(rate / (1 - rate)))
        return np.stack(columns, axis=1)


NAMES = ["bias", *(f"{group}_{name}" for group in GROUPS for name in HALF_LIVES), "quiet", "rate"]


def gamma_prior(begun: Array, days: int) -> tuple[float, float]:
    """Return shape and days of a Gamma prior by moments of the pairs' rates of episodes."""
    rate = begun / days
    excess = max(1e-9, float(rate.var() - rate.mean() / days))
    return float(rate.mean() ** 2 / excess), float(rate.mean() / excess)


def fit(x: Array, y: Array, penalty: float = 10.0) -> Array:
    """Return the weights of a ridge logistic regression by Newton's method."""
    w = np.zeros(x.shape[1])
    ridge = np.eye(x.shape[1]) * penalty
    for _ in range(15):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (p - y) + ridge @ w
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, slope)
    return w


def average_precision(p: Array, y: Array) -> float:
    """Return average precision."""
    order = np.argsort(-p, kind="stable")
    hits = y[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1) * hits).sum() / max(1.0, hits.sum()))


def calibration_error(p: Array, y: Array) -> float:
    """Return the expected calibration error over ten equal-width bins."""
    bins = np.minimum(9, (p * 10).astype(int))
    return float(sum(abs(p[bins == b].mean() - y[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())))


def main() -> None:
    """Fit, print the table, and write the weights if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true", help="fit on class 4 and write the shipped weights")
    parser.add_argument("--target", default="class4", choices=["class4", "root18-20"])
    options = parser.parse_args()
    roots = None if options.target == "class4" else frozenset({18, 19, 20})
    pairs, counts, target = load(options.data / "data/forecast/pairs/icews_2005_2015.parquet", roots)
    made = Features(counts, target)
    prior = gamma_prior(made.begun[:, CUT - START], CUT - START)
    print(f"{len(pairs)} pairs, prior shape {prior[0]:.3f} days {prior[1]:.0f}")
    draw, learned = np.random.default_rng(7), {}
    last = counts.shape[-1] - 1
    for horizon in (7, 30, 90):
        origins = range(365, CUT - START - horizon, 7)
        spans = draw.choice(COVERAGE, size=len(origins))
        x = np.concatenate([made.rows(at, int(s), horizon, prior) for at, s in zip(origins, spans, strict=True)])
        y = np.concatenate([made.outcome(at, horizon) for at in origins])
        w = fit(x, y)
        learned[str(horizon)] = dict(zip(NAMES, (round(v, 4) for v in w.tolist()), strict=True))
        tests = range(TEST - START, last - horizon, 7)
        tx = np.concatenate([made.rows(at, 4000, horizon, prior) for at in tests])
        ty = np.concatenate([made.outcome(at, horizon) for at in tests])
        p = np.clip(1 / (1 + np.exp(-(tx @ w))), LEAST, MOST)
        rate = 1 / (1 + np.exp(-tx[:, -1]))
        brier = float(np.square(p - ty).mean())
        own, constant = float(np.square(rate - ty).mean()), float(np.square(y.mean() - ty).mean())
        print(
            f"{horizon:3} days: base {ty.mean():.3f} brier {brier:.4f} skill {1 - brier / constant:.3f} "
            f"over own rate {1 - brier / own:.3f} AP {average_precision(p, ty):.3f} ECE {calibration_error(p, ty):.4f}"
        )
    if options.write:
        out = Path(str(files("tocsin"))) / "resources" / "forecasts" / "pairs.json"
        made_of = "ICEWS coded events 2005-2012, undirected pairs, class 4; benchmarks/forecasts_pairs.py --write"
        until = date.fromordinal(CUT).isoformat()
        card = {
            "made": made_of,
            "until": until,
            "prior": {"shape": round(prior[0], 4), "days": round(prior[1], 1)},
            "weights": learned,
        }
        out.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
