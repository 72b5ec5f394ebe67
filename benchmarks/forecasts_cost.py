"""What a day's forecasts cost: 2,000 pairs at three horizons, and 190 countries for 14 months.

    python benchmarks/forecasts_cost.py

Made-up histories, shipped weights, one process. Prints seconds and the most memory held.
"""

import resource
import time
from datetime import date

import numpy as np

from tocsin.forecasts.countries import draws
from tocsin.forecasts.decay import Decay
from tocsin.forecasts.pairs import Act, History
from tocsin.records import Quad

PAIRS, ACTS, COUNTRIES, MONTHS, AHEAD = 2000, 150, 190, 120, 14


def main() -> None:
    """Print one line."""
    dice = np.random.default_rng(5)
    day = date(2025, 10, 12).toordinal()
    begun = time.perf_counter()
    decay = Decay()
    for pair in range(PAIRS):
        when = sorted(int(day - age) for age in dice.integers(0, 1500, size=ACTS))
        acts = tuple(Act(at, Quad(int(dice.integers(1, 5))), 1.0, str(n)) for n, at in enumerate(when))
        for horizon in (7, 30, 90):
            decay.predict(History(f"P{pair}", day, day - 1500, acts), horizon)
    paired = time.perf_counter()
    for country in range(COUNTRIES):
        months = (dice.poisson(30, MONTHS) * (country % 3 == 0)).tolist()
        for ahead in range(1, AHEAD + 1):
            draws(months, ahead, seed=country)
    done = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{PAIRS} pairs x 3 horizons {paired - begun:.1f} s, {COUNTRIES} countries x {AHEAD} months "
        f"{done - paired:.1f} s, {memory:.2f} GB"
    )


if __name__ == "__main__":
    main()
