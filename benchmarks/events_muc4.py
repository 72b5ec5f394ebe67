"""Fill MUC-4's type slot: TOCSIN_DATA=/path/to/data python benchmarks/events_muc4.py.

Options: [--kept-train FILE] [--kept-dev FILE].

    Recall, precision and F1 of incident type on the development part, by the scorer of `folds/templates.py`: over all
    templates (the target's row), and over matched and missing ones, beside it.

The general coder reads every report, with capitals restored by `folds/casing.py`, for the set's copies have lost them
(four minutes of one core; `--kept-...` keep what it read). Two mappings of what it found:
`rules`, nothing trained: a bombing, kidnapping, arson or attack where it codes an assault of that mode that happened.
`learned` on the training part, and thrown away: boosted trees over counts of the coder's events, over TF-IDF
regressions on the whole text, and over the likeliest sentences to name a filler of a template of that type.

The set's copies hold types and string slots alone; stage, date and location are not among them, so they cannot be
scored here. Needs scikit-learn.
"""

import argparse
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from folds.casing import restore
from folds.coding import code
from folds.targets import Target, show
from folds.templates import TYPES, Report, reports, score
from numpy.typing import NDArray

from tocsin.records import Event, Status

NOT_THERE = "the set's copies leave this slot out"
TARGETS = (
    Target("type_f1", 0.80, 0.757, "best of 17 systems on MUC-4's tests"),
    Target("stage_f1", 0.82, source=NOT_THERE),
    Target("date_f1", 0.70, source=NOT_THERE),
    Target("location_f1", 0.68, source=NOT_THERE),
)
LEARNED = TYPES[:5]
# What is told of a document: something at all, each type, and a second template of the three commonest.
ABOUT = (("", 0), *((name, 0) for name in LEARNED), *((name, 1) for name in LEARNED[:3]))
LEVELS = (*((name, 0) for name in LEARNED), *((name, n) for n in (1, 2) for name in LEARNED[:3]))
FOLDS, TOP = 5, 3
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_HAPPENED = frozenset({Status.REPORTED, Status.UNCONFIRMED})
_TYPE_OF_MODE = {"explosives": "bombing", "suicide-attack": "bombing", "abduct": "kidnapping", "destroy": "arson"}
_UNARMED = frozenset({"CVL", "GOV", "ELI", "JUD", "LEG", "BUS", "MED", "PTY", "REL", "EDU", "LAB"})
_STATE = frozenset({"MIL", "COP", "GOV"})
_IRREGULAR = frozenset({"REB", "UAF", "CRM"})

Floats = NDArray[np.float64]


def by_rules(events: Sequence[Event]) -> tuple[str, ...]:
    """Return one template for each type that an assault amounts to, of irregulars or upon the unarmed."""
    found = set[str]()
    for event in events:
        irregular = any(one.sector in _IRREGULAR for one in event.actors)
        unarmed = any(one.sector in _UNARMED for one in event.recipients)
        if event.type == "ASSAULT" and event.status in _HAPPENED and (irregular or unarmed):
            found.add(_TYPE_OF_MODE.get(event.mode or "", "attack"))
    return tuple(sorted(found))


def _share(events: Sequence[Event], sectors: frozenset[str], role: str) -> float:
    return float(sum(any(one.sector in sectors for one in getattr(event, role)) for event in events))


def counts(events: Sequence[Event], kinds: Sequence[tuple[str, str | None]]) -> list[float]:
    """Return how often the coder finds each kind of event, and by and to whom its assaults are."""
    live = [event for event in events if event.status in _HAPPENED]
    seen = Counter((event.type, event.mode) for event in live)
    assaults = [event for event in live if event.type == "ASSAULT"]
    return [
        *(float(seen[kind]) for kind in kinds),
        float(len(events)),
        float(len(assaults)),
        float(sum(event.background for event in assaults)),
        float(sum(event.killed is not None for event in assaults)),
        float(sum(event.place is not None for event in assaults)),
        float(sum(event.type == "ASSAULT" for event in events) - len(assaults)),
        _share(assaults, _IRREGULAR, "actors"),
        _share(assaults, _STATE, "actors"),
        _share(assaults, _STATE, "recipients"),
        _share(assaults, _UNARMED, "recipients"),
    ]


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of some reports in one list: whose each is, and which types' fillers it names."""

    texts: tuple[str, ...]
    report: NDArray[np.int64]
    named: NDArray[np.bool_]


def sentences(some: Sequence[Report]) -> Sentences:
    """Return the reports' sentences, in order."""
    texts, owner, named = [], [], []
    for number, one in enumerate(some):
        starts = [0, *(gap.end() for gap in _SENTENCE.finditer(one.text))]
        for start, end in zip(starts, [*starts[1:], len(one.text)], strict=True):
            types = {type_ for type_, at in one.named if start <= at < end}
            texts.append(one.text[start:end])
            owner.append(number)
            named.append([name in types for name in LEARNED])
    return Sentences(tuple(texts), np.array(owner), np.array(named))


def _chances(seen: Any, labels: NDArray[np.bool_], unseen: Any, strength: float) -> Floats:
    """Return the chances (unseen, columns) of one logistic regression a column; nought where there is one class."""
    from sklearn.linear_model import LogisticRegression

    columns = [
        LogisticRegression(C=strength, max_iter=300).fit(seen, column).predict_proba(unseen)[:, 1]
        if column.any()
        else np.zeros(unseen.shape[0])
        for column in labels.T
    ]
    return np.stack(columns, axis=1)


def _pooled(chances: Floats, owner: NDArray[np.int64], numbers: Sequence[int]) -> Floats:
    """Return for each report its TOP highest sentence chances of each type, and that any is true."""
    found = []
    for number in numbers:
        ranked = np.sort(chances[owner == number], axis=0)[::-1]
        ranked = np.vstack([ranked, np.zeros((TOP, chances.shape[1]))])
        found.append(np.concatenate([*ranked[:TOP], 1 - np.prod(1 - ranked, axis=0)]))
    return np.array(found)


def _about(some: Sequence[Report]) -> NDArray[np.bool_]:
    return np.array([[(one.types.count(name) if name else len(one.types)) > n for name, n in ABOUT] for one in some])


def evidence(seen: Sequence[Report], unseen: Sequence[Report]) -> Floats:
    """Return what regressions over texts and sentences of `seen` say of each report of `unseen`."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, max_df=0.5, sublinear_tf=True)
    given, asked = words.fit_transform([one.text for one in seen]), words.transform([one.text for one in unseen])
    whole = _chances(given, _about(seen), asked, 10)
    own, other = sentences(seen), sentences(unseen)
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True)
    labels = np.column_stack([own.named, own.named.any(axis=1)])
    parts = _chances(words.fit_transform(own.texts), labels, words.transform(other.texts), 5)
    return np.hstack([whole, _pooled(parts, other.report, range(len(unseen)))])


def crossed(some: Sequence[Report]) -> Floats:
    """Return each report's evidence by regressions that had not seen it."""
    fold = np.random.default_rng(0).permutation(len(some)) % FOLDS
    found: dict[int, Floats] = {}
    for k in range(FOLDS):
        held = np.flatnonzero(fold == k)
        rows = evidence([some[i] for i in np.flatnonzero(fold != k)], [some[i] for i in held])
        found |= dict(zip(held.tolist(), rows, strict=True))
    return np.array([found[i] for i in range(len(some))])


def _trees(features: Floats, some: Sequence[Report], asked: Floats) -> Floats:
    """Return the chance of each of LEVELS for every row asked about."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    shape = {"max_iter": 120, "learning_rate": 0.05, "max_leaf_nodes": 8, "min_samples_leaf": 15, "random_state": 1}
    columns = []
    for name, n in LEVELS:
        labels = np.array([one.types.count(name) > n for one in some])
        trees = HistGradientBoostingClassifier(l2_regularization=1.0, **shape).fit(features, labels)
        columns.append(trees.predict_proba(asked)[:, 1])
    return np.stack(columns, axis=1)


def templates(chances: Floats, least: float) -> list[tuple[str, ...]]:
    """Return for each row the types of the templates that are likely enough."""
    return [tuple(name for (name, _), p in zip(LEVELS, row, strict=True) if p >= least) for row in chances]


def _threshold(features: Floats, some: Sequence[Report]) -> float:
    """Return the chance from which on a template is worth its place, by folds of the training part."""
    fold = np.random.default_rng(1).permutation(len(some)) % FOLDS
    chances = np.zeros((len(some), len(LEVELS)))
    for k in range(FOLDS):
        seen = np.flatnonzero(fold != k)
        chances[fold == k] = _trees(features[seen], [some[i] for i in seen], features[fold == k])
    gold = [one.types for one in some]
    return float(max(np.arange(0.2, 0.6, 0.05), key=lambda least: score(gold, templates(chances, least))[0].f1))


def main() -> None:
    """Code, map, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kept-train", type=Path)
    parser.add_argument("--kept-dev", type=Path)
    options = parser.parse_args()
    root = Path(os.environ["TOCSIN_DATA"])
    folder = next(p for p in (root / "events", root / "data" / "events") if p.exists()) / "muc4"
    given, dev = reports(folder / "train.json"), reports(folder / "dev.json")
    coded = [
        code({one.id: restore(one.text) for one in part}, None, kept)
        for part, kept in ((given, options.kept_train), (dev, options.kept_dev))
    ]
    seen = Counter((event.type, event.mode) for events in coded[0].values() for event in events)
    kinds = [kind for kind, number in sorted(seen.items(), key=str) if number > 25]
    own, other = (
        np.array([[*counts(read[one.id], kinds), float(len(one.text))] for one in part])
        for part, read in zip((given, dev), coded, strict=True)
    )
    own, other = np.hstack([own, crossed(given)]), np.hstack([other, evidence(given, dev)])
    found = templates(_trees(own, given, other), _threshold(own, given))
    gold = [one.types for one in dev]
    reached: dict[str, float] = {}
    for name, said in (("", found), ("rules_", [by_rules(coded[1][one.id]) for one in dev])):
        whole, matched = score(gold, said)
        reached |= {f"{name}type_f1": whole.f1, f"{name}type_p": whole.precision, f"{name}type_r": whole.recall}
        reached[f"{name}type_f1_matched_missing"] = matched.f1
        relevant = [bool(a) == bool(b) for a, b in zip(gold, said, strict=True)]
        reached[f"{name}relevant_accuracy"] = sum(relevant) / len(relevant)
    show(TARGETS, reached)


if __name__ == "__main__":
    main()
