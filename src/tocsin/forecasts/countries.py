"""Deaths a month in a country, 1 to 14 months ahead, as draws.

A linear pool of two views of the country's own last two years, the latest months counting most: the months
themselves, each jittered (a smoothed "conflictology"), and a negative binomial fitted by moments. Both are blurred
more the further ahead, months of peace keep a small chance of war and wars one of peace, and every draw is capped at
a multiple of the worst month known.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.int64]

DRAWS = 1000
MONTHS = 24
HALF_LIFE = 4.0
POOL = 0.75
# Spread of the jitter on a log scale: at one month, and more with the square root of months ahead.
JITTER, JITTER_MORE = 0.5, 0.1
# Share of draws that come from another state than the last year's: in peace, and in war.
ONSET, END = 0.012, 0.05
ONSET_SIZES = (1, 1, 1, 2, 2, 3, 4, 6, 9, 15, 30)
CAP = 5.0


def weights(size: int) -> NDArray[np.float64]:
    """Return how much each of the last months counts, the latest most."""
    raw = 0.5 ** (np.arange(size)[::-1] / HALF_LIFE)
    found: NDArray[np.float64] = raw / raw.sum()
    return found


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


def draws(history: Sequence[float], ahead: int, count: int = DRAWS, seed: int = 0) -> Draws:
    """Return `count` draws of the deaths in one month, `ahead` months (1 or more) after the last of `history`.

    `history` is monthly deaths, oldest first; the last two years are read, and all of it for the cap. The same
    arguments always give the same draws.
    """
    past = np.asarray(history, dtype=float)
    months, dice = past[-MONTHS:], np.random.default_rng((seed, ahead, len(past), int(past.sum())))
    own = int(count * POOL)
    found = np.concatenate([jittered(months, own, ahead, dice), negative_binomial(months, count - own, dice)])
    quiet = not months.any()
    other = dice.random(count) < (ONSET if quiet else END)
    found[other] = dice.choice(ONSET_SIZES, size=int(other.sum())) if quiet else 0.0
    cap = max(CAP * float(past.max(initial=0.0)), float(max(ONSET_SIZES)))
    made: Draws = np.minimum(np.rint(found), cap).astype(np.int64)
    return made
