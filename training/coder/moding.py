"""The chooser of modes: a conditional logit with a ridge, fitted on mentions as a tagger saw them that had not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tocsin.events.learned import Chosen, fill
from tocsin.events.mode_features import Row, describe, tell
from tocsin.events.mode_model import Weights, chances
from training.coder.judging import Case

RIDGE, FREE, STEPS = 5.0, 0.5, 120
LEAST_SEEN, LEAST_WEIGHT = 4, 0.02
# What is shared by all modes has evidence enough to need less of a ridge.
_SHARED = ("own", "page", "rule:", "near", "means", "|")


class Seen(NamedTuple):
    """A mention: its case's number, what speaks for each mode, and the mode that the gold has."""

    case: int
    rows: Mapping[str | None, Row]
    mode: str | None


class Table(NamedTuple):
    """Mentions as one matrix: a row for each mode of each mention, where each mention begins, the true rows."""

    rows: Any
    starts: NDArray[np.int64]
    true: NDArray[np.int64]
    names: list[str]


def seen(cases: Sequence[Case]) -> list[Seen]:
    """Return the mentions among the candidates of cases, read as the coder would read them."""
    found = []
    for number, one in enumerate(cases):
        gold = {id(c): g for c, g in zip(one.candidates, one.gold, strict=True) if g is not None}
        chosen = [Chosen(c, 1.0) for c in one.candidates if id(c) in gold]
        page = one.example.page
        told = [tell(pick.candidate, event, one.pieces) for pick, _, event in fill(page, chosen)]
        rows = describe(told, page.contexts)
        found += [Seen(number, row, gold[id(t.candidate)].mode) for t, row in zip(told, rows, strict=True)]
    return found


def _table(some: Sequence[Seen]) -> Table:
    counts = Counter(name for one in some for row in one.rows.values() for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST_SEEN)
    column = {name: i for i, name in enumerate(names)}
    ends, columns, values, starts, true = [0], [], [], [], []
    for one in some:
        starts.append(len(ends) - 1)
        for mode, row in one.rows.items():
            if mode == one.mode:
                true.append(len(ends) - 1)
            known = [(column[name], value) for name, value in row.items() if name in column]
            columns += [i for i, _ in known]
            values += [value for _, value in known]
            ends.append(len(columns))
    matrix = csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(names)))
    return Table(matrix, np.array(starts), np.array(true), names)


def fit(some: Sequence[Seen]) -> dict[str, float]:
    """Return the weights by name; a mention whose mode is none of its type's is left out."""
    table = _table([one for one in some if one.mode in one.rows])
    rows, back = table.rows, table.rows.T.tocsr()
    owner = np.repeat(np.arange(len(table.starts)), np.diff([*table.starts, rows.shape[0]]))
    ridge = np.array([FREE if name.startswith(_SHARED) else RIDGE for name in table.names])
    truth = np.zeros(rows.shape[0])
    truth[table.true] = 1

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = rows @ w
        most = np.maximum.reduceat(scores, table.starts)
        shares = np.exp(scores - most[owner])
        total = np.add.reduceat(shares, table.starts)
        value = float((np.log(total) + most - scores[table.true]).sum() + 0.5 * (ridge * w * w).sum())
        return value, back @ (shares / total[owner] - truth) + ridge * w

    first = np.array([float(name == "own") for name in table.names])
    found = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    kept = {name: round(float(w), 3) for name, w in zip(table.names, found, strict=True)}
    return {name: w for name, w in kept.items() if abs(w) >= LEAST_WEIGHT}


def share(some: Sequence[Seen], by: Sequence[Weights]) -> float:
    """Return the share of right modes; `by` are the weights for each mention."""
    right = []
    for one, weights in zip(some, by, strict=True):
        likely = chances(one.rows, weights)
        right.append(max(likely, key=lambda mode: likely[mode]) == one.mode)
    return float(np.mean(right))
