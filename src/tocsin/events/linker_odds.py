"""What the role tagger makes of each candidate, as features: at its word, over its quote, and beside its rivals."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tocsin.events.linker_candidates import Candidate
from tocsin.events.linker_pieces import Around, Floats

ROLES = ("actor", "recipient", "speaker")
_SMALL, _RANKS = 1e-4, 4
# Log odds are shifted to stay above zero, which stands for what the tagger did not read.
_SHIFT = 10.0


def _odds(chances: Floats) -> Floats:
    return np.asarray(np.round(np.log((chances + _SMALL) / (1 - chances + _SMALL)), 2) + _SHIFT, np.float32)


def views(people: Sequence[Candidate], told: Around, chances: Floats) -> Floats:
    """Return each candidate's chances, shape (candidates, roles, 3): at its word, mean and highest over its quote.

    0 where the tagger read neither.
    """
    out = np.zeros((len(people), len(ROLES), 3), np.float32)
    for i, one in enumerate(people):
        start = one.here.sentence.span.start + one.token.idx
        word = chances[told.inside(start, start + len(one.token))]
        quote = chances[told.inside(one.who.start, one.who.end)]
        if len(word):
            out[i, :, 0] = word.max(axis=0)
        if len(quote):
            out[i, :, 1], out[i, :, 2] = quote.mean(axis=0), quote.max(axis=0)
    return out


def _standing(entities: NDArray[np.int64], chances: Floats) -> tuple[Floats, Floats, Floats]:
    """Return each candidate's best chance among its entity's mentions, how many entities have more, and the next best.

    The next best is that of the likeliest other chance, 0 where there is none.
    """
    best = np.zeros(entities.max() + 1, np.float32)
    np.maximum.at(best, entities, chances)
    own = best[entities]
    more = (best[None, :] > own[:, None]).sum(axis=1)
    others = np.where(best[None, :] != own[:, None], best[None, :], 0)
    return own, np.minimum(_RANKS, more).astype(np.float32), others.max(axis=1)


def rows(people: Sequence[Candidate], seen: Floats) -> list[dict[str, float]]:
    """Return the tagger's features of candidates; `seen` are their `views`."""
    if not people:
        return []
    numbers: dict[str, int] = {}
    entities = np.array([numbers.setdefault(one.entity, len(numbers)) for one in people])
    names, columns = [], []
    for r, role in enumerate(ROLES):
        own, rank, rival = _standing(entities, seen[:, r, 0])
        names += [f"t {role} {name}" for name in ("token", "mean", "max", "entity", "rank", "lead")]
        columns += [*_odds(seen[:, r]).T, _odds(own), rank, np.round(_odds(own) - _odds(rival), 2)]
    return [dict(zip(names, values, strict=True)) for values in np.stack(columns, axis=1).tolist()]
