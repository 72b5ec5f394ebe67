"""Score country-month draws on the VIEWS windows beside the official conflictology.

    python benchmarks/forecasts_countries.py TOCSIN_DATA

For each year the months to the October before are the history (twelve for 2018, twelve more with each year);
forecasts are for the twelve months of the year. CRPS, log score (bins, base 2) and CRPS of log(1 + deaths), as ratios
to conflictology12 (twelve draws repeated).
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tocsin.forecasts.countries import draws

BINS = np.array([0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5])
Array = NDArray[np.float64]


def crps(sample: Array, truth: float) -> float:
    """Return the CRPS of an ensemble."""
    ordered = np.sort(sample)
    size = len(ordered)
    spread = float((ordered * (2 * np.arange(1, size + 1) - size - 1)).sum()) / size**2
    return float(np.abs(ordered - truth).mean()) - spread


def log_score(sample: Array, truth: float) -> float:
    """Return the log score in bits over the eleven bins, each with one draw added."""
    found = np.bincount(np.searchsorted(BINS, sample), minlength=11)
    return -float(np.log2((found[np.searchsorted(BINS, truth)] + 1) / (len(sample) + 11)))


def read(path: Path) -> dict[tuple[int, int], list[float]]:
    """Return values by country and month, in the order of the draws."""
    table = pq.read_table(path)
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    order = table["draw"].to_pylist() if "draw" in table.column_names else [0] * table.num_rows
    columns = (table["country_id"].to_pylist(), table["month_id"].to_pylist(), order, table["outcome"].to_pylist())
    for country, month, _, value in sorted(zip(*columns, strict=True)):
        found[country, month].append(float(value))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    folder = options.data / "data" / "forecast" / "views_cm"
    reported: list[Array] = []
    known: dict[int, list[float]] = defaultdict(list)
    for year in range(2018, 2024):
        truths, floor = read(folder / f"cm_actuals_{year}.parquet"), read(folder / f"Conflictology_{year}.parquet")
        first = min(month for _, month in truths)
        scores = []
        for (country, month), (truth,) in truths.items():
            past = floor[country, month]
            known[country] = (known[country] if month == first else known[country][:-12]) + past
            ours = draws(known[country], month - first + 3, seed=country).astype(float)
            theirs = np.tile(np.array(past), 83)
            row = [f(s, t) for s in (ours, theirs) for f, t in ((crps, truth), (log_score, truth))]
            row += [crps(np.log1p(s), float(np.log1p(truth))) for s in (ours, theirs)]
            scores.append(row)
        table = np.array(scores)
        reported += [table] if year > 2018 else []
        show(str(year), table)
    show("2019-2023", np.concatenate(reported))


def show(name: str, table: Array) -> None:
    """Print the means and ratios of one span."""
    m = table.mean(0)
    print(
        f"{name:10} CRPS {m[0]:8.3f} / {m[2]:8.3f} = {m[0] / m[2]:.3f}   log score {m[1]:.3f} / {m[3]:.3f} = "
        f"{m[1] / m[3]:.3f}   log1p-CRPS {m[4]:.4f} / {m[5]:.4f} = {m[4] / m[5]:.3f}"
    )


if __name__ == "__main__":
    main()
