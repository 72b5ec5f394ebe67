"""Backtest surges of a pair's own worst week on a daily GDELT series, 28 days ahead.

    python benchmarks/forecasts_surge.py TOCSIN_DATA [--tune]

Limits are set on 2018-2020 (with `--tune` on 2018-2019); weekly origins of 2021 and 2022 (2020), fitted on what
precedes each year. Prints Brier skill against the constant base rate, average precision and calibration error.
"""

import argparse
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from tocsin.forecasts.surge import forecast, series, surges
from tocsin.scores.probability import average_precision, bootstrap, calibration_error

HORIZON = 28
RESAMPLES = 100


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tune", action="store_true", help="the span on which choices were made")
    options = parser.parse_args()
    first, last = (date(2020, 1, 1), date(2020, 12, 31)) if options.tune else (date(2021, 1, 1), date(2022, 12, 31))
    table = pq.read_table(options.data / "data/forecast/pairs/gdelt_daily_pairs_2018_2022.parquet")
    columns = {
        "date": table["date"].cast("date32").cast("string").to_pylist(),
        "pair": table["dyad"].to_pylist(),
        "score": table["score"].to_pylist(),
    }
    made = series(columns, first.toordinal())
    truth = surges(made, HORIZON, first.toordinal() - made.start)
    days = [first + timedelta(days=7 * n) for n in range((last - first).days // 7)]
    days = [day for day in days if day + timedelta(days=HORIZON) <= last]
    said = np.array([row.p for row in forecast(columns, [day.isoformat() for day in days], [HORIZON])])
    came = np.concatenate([truth.on(day.toordinal() - made.start) for day in days])
    constant = float(came.mean())
    pairs = list(made.pairs) * len(days)
    skill = lambda at: 1 - float(np.square(said[at] - came[at]).mean() / np.square(constant - came[at]).mean())  # noqa: E731
    precision = lambda at: average_precision(said[at], came[at])  # noqa: E731
    everything = np.arange(len(said))
    parts = [f"{len(made.pairs)} pairs, {len(said)} forecasts, base {constant:.4f}"]
    for name, measure in (("Brier skill", skill), ("AP", precision)):
        low, high = bootstrap(measure, pairs, RESAMPLES)
        parts.append(f"{name} {measure(everything):.4f} ({low:.3f} to {high:.3f})")
    print(f"{', '.join(parts)}, ECE {calibration_error(said, came):.4f}")


if __name__ == "__main__":
    main()
