"""Deaths a month in a country, 1 to 14 months ahead, as draws.

A linear pool. The floor has two views of the country's own last two years, the latest months counting most: the months
themselves, each jittered (a smoothed "conflictology") and blurred more the further ahead, and a negative binomial
fitted by moments; months of peace keep a small chance of war and wars one of peace. In small wars the floor is the
negative binomial alone. On top stand two ladders learned on all countries (`ladder`), which know the country's state:
one of deaths, one of multiples of the present level. Every draw is capped at a multiple of the worst month known.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tocsin.forecasts.ladder import death_draws, multiple_draws, shipped
from tocsin.forecasts.months import features, level, weights, window

Draws = NDArray[np.int64]

DRAWS = 1000
MONTHS = 24
# Spread of the jitter on a log scale: at one month, and more with the square root of months ahead.
JITTER, JITTER_MORE = 0.5, 0.1
# Share of draws that come from another state than the last year's: in peace, and in war.
ONSET, END = 0.012, 0.05
ONSET_SIZES = (1, 1, 1, 2, 2, 3, 4, 6, 9, 15, 30)
CAP = 5.0
# Shares of the jittered months, the negative binomial, the ladder of multiples and that of deaths, by deaths a month in
# the last year: none, below GREAT, and above. Chosen on all-violence windows 2010-2017 and the VIEWS window of 2018.
GREAT = 100.0
LEAST_LEVEL = 3.0
Pool = tuple[float, float, float, float]
QUIET_POOL: Pool = (0.525, 0.175, 0.0, 0.3)
SMALL_POOL: Pool = (0.0, 0.2, 0.6, 0.2)
GREAT_POOL: Pool = (0.525, 0.175, 0.3, 0.0)


def jittered(months: NDArray[np.float64], count: int, ahead: int, dice: np.random.Generator) -> NDArray[np.float64]:
    """Return draws of past months, each times a lognormal of median one; small counts are blurred by a Poisson."""
    picked = dice.choice(months, size=count, p=weights(len(months)))
    spread = JITTER + JITTER_MORE * np.sqrt(ahead)
    found: NDArray[np.float64] = picked * np.exp(spread * dice.standard_normal(count) - spread**2 / 2)
    return dice.poisson(found).astype(float)


def negative_binomial(months: NDArray[np.float64], count: int, dice: np.random.Generator) -> NDArray[np.float64]:
    """Return draws of a negative binomial with the mean and variance of the months (at least Poisson)."""
    share = weights(len(months))
    mean = float(share @ months)
    if mean <= 0:
        return np.zeros(count)
    variance = max(mean * 1.05, float(share @ np.square(months - mean)) * len(months) / max(1, len(months) - 1))
    rate = dice.gamma(mean**2 / (variance - mean), (variance - mean) / mean, size=count)
    return dice.poisson(rate).astype(float)


def floor(
    past: NDArray[np.float64], ahead: int, counts: tuple[int, int], dice: np.random.Generator
) -> NDArray[np.float64]:
    """Return draws from the country's own last two years alone: so many jittered months, so many of the binomial."""
    months = past[-MONTHS:]
    found = np.concatenate([jittered(months, counts[0], ahead, dice), negative_binomial(months, counts[1], dice)])
    quiet = not months.any()
    other = dice.random(sum(counts)) < (ONSET if quiet else END)
    found[other] = dice.choice(ONSET_SIZES, size=int(other.sum())) if quiet else 0.0
    return found


def learned(past: NDArray[np.float64], ahead: int, counts: tuple[int, int], dice: np.random.Generator) -> Draws:
    """Return draws from the two ladders: so many from that of multiples, so many from that of deaths."""
    windows = window(past)[None]
    now, x = float(level(windows)[0]), features(windows, ahead)
    multiples, deaths = counts if now >= LEAST_LEVEL else (0, sum(counts))
    parts = []
    if multiples:
        parts.append(multiple_draws(shipped().multiples.exceed(x)[0].tolist(), now, multiples, dice))
    if deaths:
        parts.append(death_draws(shipped().deaths.exceed(x)[0].tolist(), deaths, dice))
    return np.concatenate([np.zeros(0), *parts]).astype(np.int64)


def pool(past: NDArray[np.float64]) -> Pool:
    """Return the shares of jittered months, the negative binomial, the ladder of multiples and that of deaths."""
    year = past[-12:]
    if not year.any():
        return QUIET_POOL
    return SMALL_POOL if float(year.mean()) < GREAT else GREAT_POOL


def draws(history: Sequence[float], ahead: int, count: int = DRAWS, seed: int = 0) -> Draws:
    """Return `count` draws of the deaths in one month, `ahead` months (1 or more) after the last of `history`.

    `history` is monthly deaths, oldest first; the last five years are read, and all of it for the cap. The same
    arguments always give the same draws.
    """
    past = np.asarray(history, dtype=float)
    dice = np.random.default_rng((seed, ahead, len(past), int(past.sum())))
    months, _, multiples, deaths = (int(count * share) for share in pool(past))
    own = (months, count - months - multiples - deaths)
    found = np.concatenate([floor(past, ahead, own, dice), learned(past, ahead, (multiples, deaths), dice)])
    cap = max(CAP * float(past.max(initial=0.0)), float(max(ONSET_SIZES)))
    made: Draws = np.minimum(np.rint(found), cap).astype(np.int64)
    return made
