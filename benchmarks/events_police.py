"""Find what police did in IndiaPoliceEvents: TOCSIN_DATA=/path/to/data python benchmarks/events_police.py.

    F1 of KILL, ARREST and FORCE over sentences, in five folds of whole documents, beside a TF-IDF SVM in the same
    folds; and the same over documents (a document has what one of its sentences has).

The general coder reads every document (about two minutes of one core; `--kept` keeps what it read). Two mappings:
`rules` by its events alone, nothing trained: police or troops shoot or strike (FORCE), with deaths (KILL), or arrest.
`learned` in each fold, the sum of three: the SVM; a second one over words, parts of words, the sentence before and the
coder's events as flags (both together: `linear`); MiniLM over the sentence with the one before it, with the same flags,
which leaves sentences unread that hold no event and no word of force, police or custody. Each fold's thresholds are
those that suit the unseen scores of the other folds. Needs torch; about ten
minutes of one core, half a minute with `--epochs 0`, which leaves MiniLM out.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
from folds.coding import code
from folds.encoder import Item, Plan, Text, predict, read_lower, to_text, train
from folds.targets import Target, show
from numpy.typing import NDArray

from tocsin.records import Event, Status

CLASSES = ("KILL", "ARREST", "FORCE")
LEARNED = (*CLASSES, "FAIL", "ANY_ACTION")
TARGETS = tuple(Target(f"{k.lower()}_f1", f1, f1, "SVM") for k, f1 in zip(CLASSES, (0.821, 0.833, 0.821), strict=True))
FOLDS, UNREAD, BEFORE = 5, -9.0, 0.4
Floats: TypeAlias = NDArray[np.float64]
_WORDS = re.compile(
    r"polic|\bcops?\b|constab|army|jawan|troop|security|\bforces?\b|firing|fired|shot|arrest|detain|custody|round|lathi"
    r"|tear ?gas|baton|curfew|personnel|administration|booked|nabbed|\bheld\b|picked up|apprehend|batt?alion|dispers"
    r"|bullet|authorit|crackdown|raid|killed",
    re.I,
)
_ARMED = frozenset({"COP", "MIL", "GOV"})
_ACTS = frozenset({"ASSAULT", "COERCE"})
_HAPPENED = frozenset({Status.REPORTED, Status.UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its document, the sentence before it, its own text, its labels and the coder's events in it."""

    document: int
    before: str
    text: str
    labels: frozenset[str]
    events: tuple[Event, ...]


def lines(folder: Path, kept: Path | None) -> list[Line]:
    """Return all sentences of the set with the coder's events in them."""
    rows = [json.loads(row) for row in (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = {str(row["doc_id"]): row["doc_text"] for row in rows}
    events = code(texts, "2002-03-15", kept)
    found, at, before, last = [], 0, "", None
    for row in map(json.loads, (folder / "sents.jsonl").read_text(encoding="utf-8").splitlines()):
        name, text = str(row["doc_id"]), row["sent_text"]
        if name != last:
            at, before, last = 0, "", name
        start = max(at, texts[name].find(text.strip(), at))
        end = start + len(text.strip())
        own = tuple(e for e in events[name] if start <= e.trigger.start < end)
        found.append(Line(row["doc_id"], before, text.strip() or ".", frozenset(row["sent_labels"]), own))
        at, before = end, text.strip()
    return found


def by_rules(line: Line) -> set[str]:
    """Return the classes that the coder's events amount to."""
    found = set[str]()
    for event in line.events:
        armed = any(one.sector in _ARMED for one in event.actors)
        if event.status not in _HAPPENED:
            continue
        if event.type == "COERCE" and event.mode == "arrest":
            found.add("ARREST")
        if (event.type == "ASSAULT" and armed) or (event.type == "COERCE" and event.mode == "restrict"):
            found |= {"FORCE", "KILL"} if event.killed else {"FORCE"}
    return found


def _flags(line: Line) -> tuple[float, ...]:
    """Return what the coder says of a sentence as numbers."""
    acts = [e for e in line.events if e.status in _HAPPENED]
    rules = by_rules(line)
    return (
        *(float(name in rules) for name in CLASSES),
        float(any(e.type == "ASSAULT" for e in acts)),
        float(any(e.type == "COERCE" for e in acts)),
        float(any(e.type == "PROTEST" for e in acts)),
        float(any(e.killed is not None for e in acts)),
        float(any(one.sector == "COP" for e in acts for one in e.actors)),
        float(any(e.status not in _HAPPENED for e in line.events)),
    )


def _margins(seen: Sequence[str], labels: NDArray[np.bool_], unseen: Sequence[str]) -> NDArray[np.float64]:
    """Return the margins (unseen, classes) of one TF-IDF SVM a class."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    given, asked = words.fit_transform(seen), words.transform(unseen)
    svms = (LinearSVC(class_weight="balanced", max_iter=5000).fit(given, column) for column in labels.T)
    return np.stack([svm.decision_function(asked) for svm in svms], axis=1)


def _rich(some: Sequence[Line], labels: NDArray[np.bool_], seen: Sequence[int], unseen: Sequence[int]) -> Floats:
    """Return margins (unseen, classes) of SVMs over words, their parts, the sentence before and the coder's events."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    views = (
        ([line.text for line in some], 1.0, {"ngram_range": (1, 2), "min_df": 2}),
        ([line.text for line in some], 1.0, {"ngram_range": (3, 5), "min_df": 5, "analyzer": "char_wb"}),
        ([line.before for line in some], BEFORE, {"min_df": 3}),
    )
    given, asked = ([csr_matrix([_flags(some[i]) for i in part])] for part in (seen, unseen))
    for texts, weight, shape in views:
        words = TfidfVectorizer(sublinear_tf=True, **shape)
        given.append(weight * words.fit_transform([texts[i] for i in seen]))
        asked.append(weight * words.transform([texts[i] for i in unseen]))
    first, second = hstack(given).tocsr(), hstack(asked).tocsr()
    svms = (LinearSVC(class_weight="balanced", C=0.3, max_iter=3000).fit(first, column) for column in labels[seen].T)
    return np.stack([svm.decision_function(second) for svm in svms], axis=1)


def _to_text(line: Line) -> Text:
    whole = f"{line.before[-300:]} {line.text}"
    start = len(whole) - len(line.text)
    text = to_text(whole, ((start, len(whole)),), 160)
    wanted = tuple(float(name in line.labels) for name in LEARNED)
    return replace(text, items=(Item((text.span(start, len(whole)),), _flags(line), wanted),))


def f1(gold: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    """Return the F1 of the positive class."""
    return float(2 * (gold & found).sum() / max(1, gold.sum() + found.sum()))


def threshold(gold: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Return the score from which on F1 is highest."""
    grid = np.unique(scores[scores > np.quantile(scores, 0.5)])
    return float(max(grid, key=lambda least: f1(gold, scores >= least))) if len(grid) else 0.0


def _documents(some: Sequence[Line], flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    ids = [line.document for line in some]
    order = {one: i for i, one in enumerate(dict.fromkeys(ids))}
    found = np.zeros(len(order), bool)
    np.logical_or.at(found, [order[one] for one in ids], flags)
    return found


@dataclass(frozen=True, slots=True)
class Scores:
    """The fold of each line, and what both SVMs (margins) and reader (log odds) say of it (each lines, classes)."""

    fold: NDArray[np.int64]
    svm: Floats
    rich: Floats
    reader: Floats


def crossed(some: Sequence[Line], epochs: int) -> Scores:
    """Return the scores of lines in documents that neither SVM nor reader had seen."""
    from sklearn.model_selection import GroupKFold

    groups = [line.document for line in some]
    labels = np.array([[name in line.labels for name in CLASSES] for line in some])
    read = np.array([bool(_WORDS.search(line.text) or any(e.type in _ACTS for e in line.events)) for line in some])
    read &= epochs > 0
    texts = dict(zip(np.flatnonzero(read), read_lower([_to_text(some[i]) for i in np.flatnonzero(read)]), strict=True))
    fold, reader = np.zeros(len(some), int), np.full(labels.shape, UNREAD)
    svm, rich = np.zeros(labels.shape), np.zeros(labels.shape)
    for number, (seen, unseen) in enumerate(GroupKFold(FOLDS).split(groups, groups=groups)):
        fold[unseen] = number
        svm[unseen] = _margins([some[i].text for i in seen], labels[seen], [some[i].text for i in unseen])
        rich[unseen] = _rich(some, labels, seen, unseen)
        print(f"fold {number + 1} of {FOLDS}", file=sys.stderr, flush=True)
        chosen = [i for i in unseen if read[i]]
        if not chosen:
            continue
        model = train([texts[i] for i in seen if read[i]], Plan("several", len(LEARNED), epochs=epochs))
        reader[chosen] = np.concatenate(predict(model, [texts[i] for i in chosen]))[:, : len(CLASSES)]
    return Scores(fold, svm, rich, reader)


def decided(scores: NDArray[np.float64], labels: NDArray[np.bool_], fold: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which lines reach the threshold that is best, class by class, for the unseen scores of the other folds."""
    found = np.zeros_like(labels)
    for number in range(FOLDS):
        for k in range(labels.shape[1]):
            other = fold != number
            found[~other, k] = scores[~other, k] >= threshold(labels[other, k], scores[other, k])
    return found


def main() -> None:
    """Code, map, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    options = parser.parse_args()
    root = Path(os.environ["TOCSIN_DATA"])
    folder = next(p for p in (root / "events", root / "data" / "events") if p.exists()) / "india_police_events"
    some = lines(folder, options.kept)
    labels = np.array([[name in line.labels for name in CLASSES] for line in some])
    ruled = np.array([[name in by_rules(line) for name in CLASSES] for line in some])
    scores = crossed(some, options.epochs)
    linear = scores.svm + scores.rich
    kinds = {
        "": decided(linear + scores.reader / 2, labels, scores.fold),
        "linear_": decided(linear, labels, scores.fold),
        "reader_": decided(scores.reader, labels, scores.fold),
        "svm_": scores.svm >= 0,
        "rules_": ruled,
    }
    found: dict[str, float] = {}
    for k, name in enumerate(CLASSES):
        for kind, flags in kinds.items():
            found[f"{kind}{name.lower()}_f1"] = f1(labels[:, k], flags[:, k])
            found[f"{kind}{name.lower()}_f1_documents"] = f1(
                _documents(some, labels[:, k]), _documents(some, flags[:, k])
            )
    show(TARGETS, found)


if __name__ == "__main__":
    main()
