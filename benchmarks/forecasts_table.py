"""Backtest the pair forecaster on coded event history, fitted on the past of each year alone.

    python benchmarks/forecasts_table.py TOCSIN_DATA [--target root18-20|class4|onset|p90] [--horizons 7,30,90]
        [--tune]

ICEWS 2005-2015, undirected pairs with at least 20 events to the day before the span, weekly origins from 2013-02 (with
`--tune` 2011 and 2012, on which choices were made; pairs by what was known to the end of 2010). Prints Brier skill
against the constant base rate of the span and against climatology (the share of the pair's own earlier spans of that
length in which the target came true), average precision and calibration error, each with a 90 % interval from a
bootstrap over pairs.
"""

import argparse
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from tocsin.forecasts.panel import panel
from tocsin.forecasts.table import Outcomes, forecast, outcomes
from tocsin.scores.probability import average_precision, bootstrap, calibration_error

CLASS_OF_ROOT = {**dict.fromkeys(range(1, 6), 1), **dict.fromkeys(range(6, 9), 2)}
CLASS_OF_ROOT |= {**dict.fromkeys(range(9, 14), 3), **dict.fromkeys(range(14, 21), 4)}
RESAMPLES = 200
# Climatology starts from so many spans of the whole panel's share, that a pair hardly known is not held for certain.
PRIOR_SPANS = 3.0


def read(path: Path) -> dict[str, list[object]]:
    """Return the columns that `tocsin forecast pairs` reads."""
    table = pq.read_table(path, columns=["date", "root", "gold", "sc", "oc"])
    rows = [row for row in table.to_pylist() if row["root"] in CLASS_OF_ROOT]
    return {
        "date": [row["date"].date().isoformat() for row in rows],
        "source": [row["sc"] for row in rows],
        "target": [row["oc"] for row in rows],
        "class": [CLASS_OF_ROOT[row["root"]] for row in rows],
        "intensity": [abs(row["gold"] or 0.0) for row in rows],
        "root": [row["root"] for row in rows],
    }


def climatology(truth: Outcomes, day: int, horizon: int) -> np.ndarray:
    """Return the share of each pair's spans, ended by a day, in which the target came true."""
    total = truth.total[:, : day + 2]
    came = total[:, horizon:] - total[:, :-horizon] > truth.limit[horizon][:, None]
    prior = PRIOR_SPANS * horizon
    found: np.ndarray = (came.sum(1) + prior * came.mean()) / (came.shape[1] + prior)
    return found


def show(horizon: int, p: np.ndarray, own: np.ndarray, y: np.ndarray, pairs: list[str]) -> None:
    """Print one line."""
    constant = np.full(len(y), float(y.mean()))

    def against(other: np.ndarray, at: np.ndarray) -> float:
        return 1 - float(np.square(p[at] - y[at]).mean()) / float(np.square(other[at] - y[at]).mean())

    def skill(at: np.ndarray) -> float:
        return against(constant, at)

    def over(at: np.ndarray) -> float:
        return against(own, at)

    def precision(at: np.ndarray) -> float:
        return average_precision(p[at], y[at])

    def gap(at: np.ndarray) -> float:
        return calibration_error(p[at], y[at])

    everything = np.arange(len(p))
    parts = []
    for name, measure in (("Brier skill", skill), ("over climatology", over), ("AP", precision), ("ECE", gap)):
        low, high = bootstrap(measure, pairs, RESAMPLES)
        parts.append(f"{name} {measure(everything):.4f} ({low:.3f} to {high:.3f})")
    print(f"{horizon:3} days: {len(p)} forecasts, base {y.mean():.4f}, {', '.join(parts)}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--target", default="root18-20")
    parser.add_argument("--tune", action="store_true", help="the span on which choices were made")
    parser.add_argument("--horizons", default="7,30,90")
    options = parser.parse_args()
    horizons = [int(days) for days in options.horizons.split(",")]
    first, last = (date(2011, 1, 1), date(2013, 1, 1)) if options.tune else (date(2013, 2, 1), date(2015, 9, 1))
    columns = read(options.data / "data/forecast/pairs/icews_2005_2015.parquet")
    before = date(first.year - 1, 12, 31).toordinal()
    made = panel(columns, options.target, True, first.toordinal())
    truth = outcomes(made, options.target, horizons, first.toordinal() - made.start, 20)
    at_of = {pair: index for index, pair in enumerate(made.pairs)}
    kept = made.seen[:, before - made.start] >= 20
    days = [(first + timedelta(days=7 * n)).isoformat() for n in range((last - first).days // 7)]
    end = min(made.length - 1, last.toordinal() - made.start) if options.tune else made.length - 1
    found: dict[int, list[tuple[float, float, float, str]]] = {horizon: [] for horizon in horizons}
    came: dict[tuple[int, int], tuple[np.ndarray, np.ndarray]] = {}
    for row in forecast(columns, days, horizons, options.target):
        at, index = date.fromisoformat(row.as_of).toordinal() - made.start, at_of[row.pair]
        if not kept[index] or at + row.horizon >= end:
            continue
        if (at, row.horizon) not in came:
            came[at, row.horizon] = truth.on(at, row.horizon), climatology(truth, at, row.horizon)
        became, own = came[at, row.horizon]
        found[row.horizon].append((row.p, float(own[index]), float(became[index]), row.pair))
    for horizon, rows in found.items():
        p, own, y = np.array([row[:3] for row in rows]).T
        show(horizon, p, own, y, [row[3] for row in rows])


if __name__ == "__main__":
    main()
