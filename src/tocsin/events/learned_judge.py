"""The judge: which candidates are mentions, and of what status, from the tagger's and the rules' views."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.events.learned_candidates import Candidate
from tocsin.events.learned_features import Pieces
from tocsin.records import Status

STATUSES = tuple(Status)
_SMALL = 1e-4


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights fitted on scores of articles that the tagger had not seen (`training/coder/judge.py`).

    `mean` and `scale` (features), `hidden` (features, units), `hidden_bias` (units), `out` (units), `out_bias`:
    a perceptron for the chance that a candidate is a mention; `least` is the chance it must reach. `status` (5, 5)
    is added to the tagger's log chances by what the rules read.
    """

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    hidden: NDArray[np.float64]
    hidden_bias: NDArray[np.float64]
    out: NDArray[np.float64]
    out_bias: float
    least: float
    status: NDArray[np.float64]

    def chances(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the chance, 0..1, that each row of `features` (n, features) is a mention."""
        inner = np.tanh((features - self.mean) / self.scale @ self.hidden + self.hidden_bias)
        return np.asarray(1 / (1 + np.exp(-(inner @ self.out + self.out_bias))))


def read(table: dict[str, Any]) -> Judge:
    """Return the judge written in a JSON table."""
    found: dict[str, Any] = {k: v if isinstance(v, float) else np.array(v, np.float64) for k, v in table.items()}
    return Judge(**found)


@cache
def judge() -> Judge:
    """Return the judge that ships with Tocsin."""
    text = (files("tocsin.resources") / "models" / "coder" / "judge.json").read_text(encoding="utf-8")
    return read(json.loads(text))


def _mean_log(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray(np.log(np.maximum(rows.astype(np.float64), _SMALL)).mean(axis=0))


def status_of(one: Candidate, pieces: Pieces, told: Status, weights: NDArray[np.float64]) -> tuple[Status, float]:
    """Return the status and its chance; `told` is the rules' reading."""
    inside = pieces.inside(*one.span)
    if not len(inside):
        return told, 0.5
    scores = _mean_log(pieces.statuses[inside]) + weights[STATUSES.index(told)]
    shares = np.exp(scores - scores.max())
    best = int(shares.argmax())
    return STATUSES[best], float(shares[best] / shares.sum())
