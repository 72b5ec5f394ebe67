"""Score draws of deaths in all organised violence, from monthly origins, beside two floors.

    python benchmarks/forecasts_monthly.py TOCSIN_DATA [--every 3] [--horizons 1,3,6,12]

Origins 2018-01 to 2023-04; the shipped ladders were learned on months to 2017-08. CRPS and CRPS of log(1 + deaths) as
ratios to NB12 (a negative binomial by the moments of the last twelve months) and to conflictology (these months drawn
again), with 90 % intervals from a bootstrap over countries.
"""

import argparse
import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.forecasts.countries import draws
from tocsin.scores.probability import bootstrap, crps, log1p_crps

Array = NDArray[np.float64]
ORIGINS = (12 * 29, 12 * 34 + 3)
TWELVE, DRAWS = 12, 1000


def nb12(past: Array, dice: np.random.Generator) -> Array:
    """Return draws of a negative binomial with the mean and variance of twelve months, or a Poisson."""
    mean, variance = float(past.mean()), float(past.var(ddof=1))
    if mean <= 0:
        return np.zeros(DRAWS)
    if variance <= mean:
        return dice.poisson(mean, DRAWS).astype(float)
    return dice.poisson(dice.gamma(mean**2 / (variance - mean), (variance - mean) / mean, DRAWS)).astype(float)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=3)
    parser.add_argument("--horizons", default="1,3,6,12")
    options = parser.parse_args()
    with (options.data / "data/forecast/all_violence_1989-01_2024-04.csv").open(encoding="utf-8") as lines:
        head, *rows = csv.reader(lines)
    named = [at for at, name in enumerate(head) if at and not name.startswith("Unnamed")]
    deaths = np.array([[float(row[at] or 0) for at in named] for row in rows]).T
    scores, countries, ahead = [], [], []
    for horizon in map(int, options.horizons.split(",")):
        for origin in range(ORIGINS[0], ORIGINS[1] + 1, options.every):
            for country, months in enumerate(deaths):
                past, truth = months[: origin + 1], float(months[origin + horizon])
                dice = np.random.default_rng((country, origin, horizon))
                made = draws(past.tolist(), horizon, seed=country).astype(float)
                floors = nb12(past[-TWELVE:], dice), np.tile(past[-TWELVE:], 83)
                scores.append([f(s, truth) for s in (made, *floors) for f in (crps, log1p_crps)])
                countries.append(country)
                ahead.append(horizon)
    table = np.array(scores)
    for name, kept in [("all", np.ones(len(table), bool))] + [
        (f"{h} months", np.array(ahead) == h) for h in sorted(set(ahead))
    ]:
        part, of = table[kept], np.array(countries)[kept].tolist()
        cells = []
        for floor, at in (("NB12", 2), ("conflictology", 4)):
            for score, offset in (("CRPS", 0), ("log1p-CRPS", 1)):
                a, b = part[:, offset], part[:, at + offset]
                low, high = bootstrap(lambda pick, a=a, b=b: float(a[pick].mean() / b[pick].mean()), of, 300)
                cells.append(f"{score} to {floor} {a.mean() / b.mean():.3f} ({low:.3f} to {high:.3f})")
        print(f"{name:9} {len(part):6} forecasts  {'   '.join(cells)}", flush=True)


if __name__ == "__main__":
    main()
