"""The ranking formula: how likely a candidate is the place that a name means here. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for one candidate; each 0 where nothing is known.

    `known` is how well known the place is (log10 of people, about 0..9); `country` and `province` the share (0..1) of
    the text's other places that lie in the same; `near` the closeness (0..1) of the other places named;
    `contained` 1 where the text says what it lies in and it does, -1 where it does not; `kind` 1 where a word
    beside it names its kind, -1 where it names another; `hint` 1 where the caller expects its country.
    """

    known: float = 0.0
    country: float = 0.0
    province: float = 0.0
    near: float = 0.0
    contained: float = 0.0
    kind: float = 0.0
    hint: float = 0.0


# Set by hand: the sets that could fit them (LGL, GeoVirus) are under the GPL and only measure.
WEIGHTS = Features(known=1.0, country=4.0, province=4.0, near=3.0, contained=6.0, kind=2.5, hint=2.0)


def score(features: Features, weights: Features = WEIGHTS) -> float:
    """Return the weighted sum of the features: log-odds up to a constant."""
    return float(sum(getattr(features, f.name) * getattr(weights, f.name) for f in fields(Features)))


def shares(scores: Sequence[float]) -> list[float]:
    """Return the probability of each candidate among all (softmax), in order."""
    if not scores:
        return []
    top = max(scores)
    odds = [math.exp(s - top) for s in scores]
    total = sum(odds)
    return [o / total for o in odds]


def reasons(features: Features, weights: Features = WEIGHTS) -> str:
    """Return the features that moved the score, the weightiest first, as words."""
    names = {
        "known": "well known",
        "country": "same country as other places",
        "province": "same province as other places",
        "near": "near other places",
        "contained": "inside the area named",
        "kind": "kind named",
        "hint": "country expected",
    }
    moved = [(getattr(features, f.name) * getattr(weights, f.name), f.name) for f in fields(Features)]
    return ", ".join(names[name] for value, name in sorted(moved, reverse=True) if value >= 0.5)
