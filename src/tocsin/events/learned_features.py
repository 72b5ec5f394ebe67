"""What the judge knows of a candidate: the tagger's chances, the rules' view, the page and the neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.events.gate import Verdict
from tocsin.events.learned_candidates import Candidate, types
from tocsin.events.learned_windows import Batch

_SMALL = 1e-4
WIDTH = 40  # features of a candidate
_SOURCES = ("kept", "dropped", "model")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of an article with the heads' outputs: `chances` (n, 17), `modes` (n, pairs), `statuses` (n, 5)."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    chances: NDArray[np.float32]
    modes: NDArray[np.float32]
    statuses: NDArray[np.float32]

    def inside(self, start: int, end: int) -> NDArray[np.int64]:
        """Return the indices of the pieces that overlap a span of the text."""
        return np.flatnonzero((self.starts < end) & (self.ends > start))


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the softmax over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), np.float32)


def flatten(
    batch: Batch, chances: NDArray[np.float32], modes: NDArray[np.float32], statuses: NDArray[np.float32]
) -> Pieces:
    """Return the pieces with spans of their own, in text order of their windows."""
    own = batch.starts >= 0
    return Pieces(batch.starts[own], batch.ends[own], chances[own], modes[own], statuses[own])


def _logit(p: float) -> float:
    p = min(max(p, _SMALL), 1 - _SMALL)
    return float(np.log(p / (1 - p)))


@dataclass(frozen=True, slots=True)
class _Look:
    """The tagger's view of one candidate."""

    own: float
    event: float
    rest: float


def _look(one: Candidate, pieces: Pieces) -> _Look:
    inside = pieces.inside(*one.span)
    sentence = one.here.sentence.span
    around = np.setdiff1d(pieces.inside(sentence.start, sentence.end), inside)
    column = 1 + types().index(one.type)
    if not len(inside):
        return _Look(0.0, 0.0, 0.0)
    rest = float(pieces.chances[around, column].max()) if len(around) else 0.0
    return _Look(float(pieces.chances[inside, column].max()), float(1 - pieces.chances[inside, 0].min()), rest)


def _page(pieces: Pieces) -> float:
    """How full of events the tagger finds the page: the mean of its ten likeliest pieces."""
    event = np.sort(1 - pieces.chances[:, 0])[-10:]
    return float(event.mean()) if len(event) else 0.0


def _neighbours(one: Candidate, others: Sequence[Candidate]) -> list[float]:
    same = [o for o in others if o is not one and o.here is one.here]
    low, high = one.span
    overlapping = [o for o in same if o.span[0] < high and o.span[1] > low]
    return [
        float(any(o.type == one.type and o.source == "kept" for o in same)),
        float(any(o.type != one.type and o.source == "kept" for o in overlapping)),
        float(any(o.type != one.type and o.source == "model" for o in overlapping)),
        float(len(same)) / 5,
    ]


def features(
    candidates: Sequence[Candidate], pieces: Pieces, verdict: Verdict, weights: tuple[float, float]
) -> NDArray[np.float32]:
    """Return one row a candidate; `weights` are the page's political and strongest other weight (`gate.weigh`)."""
    rows, page = [], _page(pieces)
    for one in candidates:
        look, trigger = _look(one, pieces), one.mention.trigger
        source = [float(one.source == name) for name in _SOURCES]
        own = _logit(look.own)
        rows.append(
            [own, _logit(look.event), _logit(look.rest), *source, *(own * x for x in source)]
            + [trigger.confidence if one.source != "model" else 0.0, float(trigger.nominal), float(one.open)]
            + [float(verdict.political), weights[0] / 10, weights[1] / 10, _logit(page)]
            + [float(one.mention.points_back), min(one.here.sentence.number, 10) / 10]
            + [len(one.here.sentence.doc) / 40, float(one.here.sentence.number == 0)]
            + _neighbours(one, candidates)
            + [float(one.type == name) for name in types()]
        )
    return np.array(rows, np.float32).reshape(len(rows), len(rows[0]) if rows else WIDTH)
