"""How good probabilities and draws were: the proper scores, ranking, calibration, and how sure one can be of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

BINS = 10
RESAMPLES = 1000
# Ends of a 90 % interval, in percent.
ENDS = (5.0, 95.0)
# Deaths a month: the bins of the log score of draws, as cut in the VIEWS benchmark of conflictology.
DEATH_BINS = np.array([0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5])


def brier(p: Array, y: Array) -> Array:
    """Return the Brier score of each probability `p` of outcome `y` (0 or 1): 0 at best, 1 at worst (Brier 1950)."""
    found: Array = np.square(p - y)
    return found


def log_score(p: Array, y: Array) -> Array:
    """Return the log score of each probability in nats, 0 at best; `p` strictly between 0 and 1 (Good 1952)."""
    found: Array = -np.log(np.where(y > 0, p, 1 - p))
    return found


def crps(draws: Array, truth: float) -> float:
    """Return the continuous ranked probability score of draws, in the unit of `truth` (Gneiting & Raftery 2007)."""
    ordered = np.sort(draws)
    size = len(ordered)
    spread = float((ordered * (2 * np.arange(1, size + 1) - size - 1)).sum()) / size**2
    return float(np.abs(ordered - truth).mean()) - spread


def log1p_crps(draws: Array, truth: float) -> float:
    """Return the CRPS of log(1 + deaths), in which small wars count as well as great ones."""
    return crps(np.log1p(draws), float(np.log1p(truth)))


def bin_score(draws: Array, truth: float) -> float:
    """Return the log score of draws in bits over the bins of `DEATH_BINS`, each with one draw added."""
    found = np.bincount(np.searchsorted(DEATH_BINS, draws), minlength=len(DEATH_BINS) + 1)
    share = (found[np.searchsorted(DEATH_BINS, truth)] + 1) / (len(draws) + len(found))
    return -float(np.log2(share))


def average_precision(p: Array, y: Array) -> float:
    """Return average precision, 0..1: how well the probabilities rank what came true first."""
    hits = y[np.argsort(-p, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1) * hits).sum() / max(1.0, float(hits.sum())))


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of about one probability: how many, their mean, and the share that came true."""

    low: float
    high: float
    count: int
    said: float
    came: float


def reliability(p: Array, y: Array, bins: int = BINS) -> tuple[Bin, ...]:
    """Return the reliability diagram: bins of equal width that hold any forecast, lowest first."""
    at = np.minimum(bins - 1, (p * bins).astype(int))
    return tuple(
        Bin(b / bins, (b + 1) / bins, int((at == b).sum()), float(p[at == b].mean()), float(y[at == b].mean()))
        for b in sorted(set(at.tolist()))
    )


def calibration_error(p: Array, y: Array, bins: int = BINS) -> float:
    """Return the expected calibration error, 0..1: the mean gap between said and came, weighted by count."""
    return sum(abs(one.said - one.came) * one.count for one in reliability(p, y, bins)) / max(1, len(p))


def skill(ours: Array, theirs: Array) -> float:
    """Return the share by which a mean score falls below a reference's: 1 at best, 0 where no better, 0 for none."""
    other = float(theirs.mean()) if len(theirs) else 0.0
    return 1.0 - float(ours.mean()) / other if other > 0 else 0.0


def bootstrap(
    measure: Callable[[NDArray[np.int64]], float], blocks: Sequence[object], resamples: int = RESAMPLES, seed: int = 0
) -> tuple[float, float]:
    """Return the 90 % interval of `measure`, which takes the indices of the cases drawn.

    Whole blocks are drawn with replacement (Künsch 1989; Carlstein 1986): what lies in one block moves together.
    `blocks` names the block of each case. The same arguments always give the same interval.
    """
    if not len(blocks):
        return 0.0, 0.0
    members: dict[object, list[int]] = {}
    for at, block in enumerate(blocks):
        members.setdefault(block, []).append(at)
    groups = [np.array(one) for one in members.values()]
    dice = np.random.default_rng(seed)
    found = [
        measure(np.concatenate([groups[at] for at in dice.integers(len(groups), size=len(groups))]))
        for _ in range(resamples)
    ]
    low, high = np.percentile(found, ENDS).tolist()
    return float(low), float(high)
