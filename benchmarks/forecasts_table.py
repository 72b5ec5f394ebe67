"""Backtest the pair forecaster on coded event history, fitted on the past of each year alone.

    python benchmarks/forecasts_table.py TOCSIN_DATA [--target root18-20|class4|onset]

ICEWS 2005-2015, undirected pairs with at least 20 events to the end of 2012, weekly origins from 2013-02. Prints
Brier skill against the constant base rate of the test span, average precision and calibration error.
"""

import argparse
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from forecasts_pairs import QUADS, average_precision, calibration_error

from tocsin.forecasts.table import Features, forecast, panel

FIRST, LAST, HORIZONS = date(2013, 2, 1), date(2015, 9, 1), (7, 30, 90)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--target", default="root18-20")
    options = parser.parse_args()
    table = pq.read_table(
        options.data / "data/forecast/pairs/icews_2005_2015.parquet", columns=["date", "root", "sc", "oc"]
    )
    rows = [row for row in table.to_pylist() if row["root"] in QUADS and row["date"].date() >= date(2005, 1, 1)]
    columns = {
        "date": [row["date"].date().isoformat() for row in rows],
        "source": [row["sc"] for row in rows],
        "target": [row["oc"] for row in rows],
        "class": [QUADS[row["root"]] + 1 for row in rows],
        "root": [row["root"] for row in rows],
    }
    made = panel(columns, options.target, True, FIRST.toordinal())
    truth, at_of = Features(made), {pair: index for index, pair in enumerate(made.pairs)}
    kept = truth.seen[:, date(2012, 12, 31).toordinal() - made.start] >= 20
    days = [(FIRST + timedelta(days=7 * n)).isoformat() for n in range((LAST - FIRST).days // 7)]
    found: dict[int, tuple[list[float], list[float]]] = {horizon: ([], []) for horizon in HORIZONS}
    for row in forecast(columns, days, HORIZONS, options.target):
        at = date.fromisoformat(row.as_of).toordinal() - made.start
        if kept[at_of[row.pair]] and at + 1 + row.horizon < truth.total.shape[1]:
            index = at_of[row.pair]
            found[row.horizon][0].append(row.p)
            found[row.horizon][1].append(float(truth.total[index, at + 1 + row.horizon] > truth.total[index, at + 1]))
    for horizon, (said, came) in found.items():
        p, y = np.array(said), np.array(came)
        skill = 1 - float(np.square(p - y).mean()) / float(y.var())
        print(
            f"{horizon:3} days: {len(p)} forecasts, base {y.mean():.4f}, Brier skill {skill:.3f}, "
            f"AP {average_precision(p, y):.3f}, ECE {calibration_error(p, y):.4f}"
        )


if __name__ == "__main__":
    main()
