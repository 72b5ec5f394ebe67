"""Score country-month draws on the VIEWS windows beside the official conflictology.

    python benchmarks/forecasts_countries.py TOCSIN_DATA

For each year the months to the October before are the history (twelve for 2018, twelve more with each year);
forecasts are for the twelve months of the year. CRPS, log score (bins, base 2) and CRPS of log(1 + deaths), as ratios
to conflictology12 (twelve draws repeated), with 90 % intervals from a bootstrap over countries. 2018 was for choices.
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tocsin.forecasts.countries import draws
from tocsin.scores.probability import bin_score, bootstrap, crps, log1p_crps

Array = NDArray[np.float64]
SCORES = {"CRPS": crps, "log score": bin_score, "log1p-CRPS": log1p_crps}
FIRST_AHEAD = 3


def read(path: Path) -> dict[tuple[int, int], list[float]]:
    """Return values by country and month, in the order of the draws."""
    table = pq.read_table(path)
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    order = table["draw"].to_pylist() if "draw" in table.column_names else [0] * table.num_rows
    columns = (table["country_id"].to_pylist(), table["month_id"].to_pylist(), order, table["outcome"].to_pylist())
    for country, month, _, value in sorted(zip(*columns, strict=True)):
        found[country, month].append(float(value))
    return found


def show(name: str, ours: Array, theirs: Array, countries: list[int]) -> None:
    """Print the means and ratios of one span, from (case, score) tables."""
    parts = []
    for at, score in enumerate(SCORES):
        a, b = ours[:, at], theirs[:, at]
        low, high = bootstrap(lambda pick, a=a, b=b: float(a[pick].mean() / b[pick].mean()), countries, 500)
        now = a.mean() / b.mean()
        parts.append(f"{score} {a.mean():.4f} / {b.mean():.4f} = {now:.3f} ({low:.3f} to {high:.3f})")
    print(f"{name:9} {'   '.join(parts)}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    folder = options.data / "data" / "forecast" / "views_cm"
    known: dict[int, list[float]] = defaultdict(list)
    parts = []
    for year in range(2018, 2024):
        truths, floor = read(folder / f"cm_actuals_{year}.parquet"), read(folder / f"Conflictology_{year}.parquet")
        first = min(month for _, month in truths)
        for country, month in truths:
            if month == first:
                known[country] += floor[country, month]
        ours, theirs = [], []
        for (country, month), (truth,) in truths.items():
            made = draws(known[country], month - first + FIRST_AHEAD, seed=country).astype(float)
            official = np.tile(np.array(floor[country, month]), 83)
            ours.append([score(made, truth) for score in SCORES.values()])
            theirs.append([score(official, truth) for score in SCORES.values()])
        parts.append((np.array(ours), np.array(theirs), [country for country, _ in truths]))
        show(str(year), *parts[-1])
    for name, kept in (("2018-2023", parts), ("2019-2023", parts[1:])):
        ours_all, theirs_all = (np.concatenate([part[at] for part in kept]) for at in (0, 1))
        show(name, ours_all, theirs_all, [country for part in kept for country in part[2]])


if __name__ == "__main__":
    main()
