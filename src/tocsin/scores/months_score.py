"""The scores of draws of one month's deaths, beside those of what could have been drawn without a model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tocsin.scores.probability import Array, bin_score, crps, log1p_crps

# Brier of any death at all; CRPS in deaths; log score in bits over the bins of deaths; CRPS of log(1 + deaths).
MEASURES = ("brier", "crps", "log", "log1p")
REFERENCES = ("climatology", "persistence", "conflictology")
YEAR, DRAWS = 12, 1000

Four = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The scores of one forecast of one month, `ahead` months on (1: the month in which it was issued).

    `chance` is the probability of any death. Each of the rest holds a value for each of MEASURES; lower is better.
    """

    forecast: str
    issued: str
    mode: str
    ahead: int
    chance: float
    model: Four
    climatology: Four
    persistence: Four
    conflictology: Four


def four(values: Sequence[int], truth: int) -> Four:
    """Return the scores of draws, one for each of MEASURES; draws are repeated to about DRAWS for the log score."""
    found: Array = np.asarray(values, dtype=float)
    repeated = np.tile(found, max(1, round(DRAWS / len(found))))
    brier = (float((found > 0).mean()) - float(truth > 0)) ** 2
    scores = brier, crps(found, truth), bin_score(repeated, truth), log1p_crps(found, truth)
    return tuple(round(score, 6) for score in scores)


def scored(
    forecast: str, issued: str, mode: str, ahead: int, draws: Sequence[int], past: Sequence[int], truth: int
) -> Score:
    """Return the scores of a forecast's draws, and of its references from `past`: all, its last, its last year."""
    return Score(
        forecast=forecast,
        issued=issued,
        mode=mode,
        ahead=ahead,
        chance=round(sum(n > 0 for n in draws) / len(draws), 6),
        model=four(draws, truth),
        climatology=four(past, truth),
        persistence=four(past[-1:], truth),
        conflictology=four(past[-YEAR:], truth),
    )
