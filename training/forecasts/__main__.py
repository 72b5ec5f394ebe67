"""Make the shipped ladders of deaths a month.

    python -m training.forecasts all_violence.csv [--until 2017-08]

Reads deaths of all kinds of organised violence by country (columns) and month (rows, from 1989-01); origins are every
month, histories cut to 12 to 60 months at random, so that the weights also serve one who has little. Writes
`resources/forecasts/countries.json`.
"""

import argparse
import csv
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.forecasts.ladder import DEATHS, MULTIPLES, Ladder
from tocsin.forecasts.learners import logistic
from tocsin.forecasts.months import MEMORY, Array, features, level, window

AHEAD = (1, 3, 5, 8, 11, 14)
CUTS = (12, 12, 24, 36, 48)
FIRST_ORIGIN = 23
LEAST_LEVEL = 3.0
DECIMALS = 5


def read(path: Path, until: str) -> Array:
    """Return deaths by country and month, to the month `until`."""
    with path.open(encoding="utf-8") as lines:
        head, *rows = csv.reader(lines)
    named = [at for at, name in enumerate(head) if at and not name.startswith("Unnamed")]
    return np.array([[float(row[at] or 0) for at in named] for row in rows if row[0][:7] <= until]).T


def cut(windows: Array, dice: np.random.Generator) -> Array:
    """Return windows of which half are cut to a random number of months."""
    found = windows.copy()
    spans = np.where(dice.random(len(found)) < 0.5, dice.choice(CUTS, size=len(found)), MEMORY)
    found[np.arange(MEMORY) < (MEMORY - spans)[:, None]] = np.nan
    return found


def examples(deaths: Array, dice: np.random.Generator) -> tuple[Array, Array, Array]:
    """Return features, deaths to come and present levels of all origins and months ahead."""
    xs, ys, levels = [], [], []
    for origin in range(FIRST_ORIGIN, deaths.shape[1]):
        windows = cut(np.stack([window(row[: origin + 1]) for row in deaths]), dice)
        for ahead in AHEAD:
            if origin + ahead < deaths.shape[1]:
                xs.append(features(windows, ahead))
                ys.append(deaths[:, origin + ahead])
                levels.append(level(windows))
    return np.concatenate(xs), np.concatenate(ys), np.concatenate(levels)


def ladder(x: Array, over: list[Array], penalty: float) -> Ladder:
    """Return the regressions of exceeding each rung (0 or 1)."""
    fits = [logistic(x, one, penalty) for one in over]
    return Ladder(fits[0].centre, fits[0].width, np.stack([fit.weights for fit in fits]))


def plain(made: Ladder) -> dict[str, Any]:
    """Return a ladder ready for JSON."""
    return {
        "centre": np.round(made.centre, DECIMALS).tolist(),
        "width": np.round(made.width, DECIMALS + 3).tolist(),
        "weights": np.round(made.weights, DECIMALS).tolist(),
    }


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--until", default="2017-08")
    options = parser.parse_args()
    x, y, levels = examples(read(options.table, options.until), np.random.default_rng(1))
    war = levels >= LEAST_LEVEL
    deaths = ladder(x, [(y > rung) * 1.0 for rung in DEATHS], 100.0)
    multiples = ladder(x[war], [(y[war] > rung * levels[war]) * 1.0 for rung in MULTIPLES], 30.0)
    card = {
        "made": "python -m training.forecasts",
        "data": "deaths a month in organised violence of all kinds (UCDP GED, CC BY 4.0), 1989-01 on",
        "until": options.until,
        "rows": len(x),
        "deaths": plain(deaths),
        "multiples": plain(multiples),
    }
    out = Path(str(files("tocsin"))) / "resources" / "forecasts" / "countries.json"
    out.write_text(json.dumps(card) + "\n", encoding="utf-8")
    print(f"{len(x)} rows, {int(war.sum())} of them of war; {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
