"""Keep probabilities honest: bounded away from certainty, recalibrated on past origins, with an interval."""

import math
from collections.abc import Sequence

LEAST, MOST = 0.003, 0.985
# Half-width of an 80 % interval in standard errors.
EIGHTY = 1.2816


def logit(p: float) -> float:
    """Return the log odds of a probability in (0, 1)."""
    return math.log(p / (1.0 - p))


def sigmoid(x: float) -> float:
    """Return the probability of log odds, without overflow."""
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, x))))


def bounded(p: float) -> float:
    """Return a probability held within what a forecast may ever say."""
    return max(LEAST, min(MOST, p))


def interval(p: float, size: float) -> tuple[float, float]:
    """Return an 80 % interval of a probability resting on about `size` independent looks (at least one)."""
    width = EIGHTY / math.sqrt(max(1.0, size) * p * (1.0 - p) + 1.0)
    return bounded(sigmoid(logit(p) - width)), bounded(sigmoid(logit(p) + width))


def platt(forecasts: Sequence[float], outcomes: Sequence[bool], prior: float = 20.0) -> tuple[float, float]:
    """Return slope and shift of a logistic recalibration (Platt 1999), shrunk to (1, 0) by `prior` pseudo-forecasts."""
    slope, shift = 1.0, 0.0
    points = [(logit(bounded(p)), float(y)) for p, y in zip(forecasts, outcomes, strict=True)]
    for _ in range(25):
        g0 = g1 = h01 = 0.0
        h00 = h11 = prior * 0.25
        g0, g1 = prior * 0.25 * shift, prior * 0.25 * (slope - 1.0)
        for x, y in points:
            p = sigmoid(slope * x + shift)
            w = p * (1.0 - p)
            g0, g1 = g0 + p - y, g1 + (p - y) * x
            h00, h01, h11 = h00 + w, h01 + w * x, h11 + w * x * x
        det = h00 * h11 - h01 * h01
        shift, slope = shift - (h11 * g0 - h01 * g1) / det, slope - (h00 * g1 - h01 * g0) / det
    return slope, shift
