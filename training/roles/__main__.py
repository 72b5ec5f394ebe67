"""Remake the role linker's weights: TOCSIN_DATA=/path/to/data python -m training.roles.

Trains on gold/train alone (synthetic dispatches written for Tocsin), prints figures cross-validated by article, and
writes weights and card to `src/tocsin/resources/models/roles/`. The thresholds are tuned on gold/dev.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.roles import fit
from training.roles.card import write_card
from training.roles.examples import ROLES, Example, examples

OUT = Path(__file__).parents[2] / "src/tocsin/resources/models/roles"
FOLDS = 3
# Probabilities that the likeliest candidate of a role, and each further one, must reach; tuned on gold/dev.
FIRST = {"actor": 0.22, "recipient": 0.25, "speaker": 0.33}
MORE = {"actor": 0.42, "recipient": 0.3, "speaker": 1.0}


def folds(found: Sequence[Example]) -> NDArray[np.int64]:
    """Return the fold of each example; an article is never parted."""
    of = {name: i % FOLDS for i, name in enumerate(sorted({one.article for one in found}))}
    return np.array([of[one.article] for one in found])


def out_of_fold(rows: NDArray[np.float32], labels: NDArray[np.int64], fold: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return each example's probability by trees that did not see its article."""
    scores = np.zeros(len(rows))
    for number in range(FOLDS):
        scores[fold == number] = fit.fit(rows[fold != number], labels[fold != number]).predict(rows[fold == number])
    return scores


def best(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> tuple[float, float]:
    """Return the highest F1 over thresholds, and that threshold."""
    order = np.argsort(-scores)
    hits = np.cumsum(labels[order] == 1)
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + (labels == 1).sum())
    return float(f1.max()), float(scores[order][f1.argmax()])


def rule_f1(found: Sequence[Example], role: str, labels: NDArray[np.int64]) -> float:
    """Return the F1 of the dependency rules on the same candidates."""
    said = np.array([f"rule {role}" in one.features for one in found])
    kept = labels >= 0
    return float(2 * (said & (labels == 1)).sum() / max(1, said[kept].sum() + (labels == 1).sum()))


def main() -> None:
    """Train, print, write."""
    paths = sorted((Path(os.environ["TOCSIN_DATA"]) / "gold" / "train").glob("*.jsonl"))
    found = list(examples(paths))
    names = fit.columns(found)
    rows, fold = fit.table(found, names), folds(found)
    heads, figures = {}, {}
    for i, role in enumerate(ROLES):
        labels = np.array([one.labels[i] for one in found])
        kept = labels >= 0
        f1, at = best(out_of_fold(rows, labels, fold)[kept], labels[kept])
        figures[role] = {"linker": round(f1, 3), "rules": round(rule_f1(found, role, labels), 3)}
        print(role, figures[role], "threshold", round(at, 3), flush=True)
        heads[role] = fit.plain(fit.fit(rows, labels))
    whole = {"features": names, "first": FIRST, "more": MORE, "heads": heads}
    (OUT / "weights.json").write_text(json.dumps(whole, separators=(",", ":")) + "\n", encoding="utf-8")
    write_card(OUT / "card.md", figures, len(found), len({one.article for one in found}))


if __name__ == "__main__":
    main()
