"""A relation between a given source and target as a text with both marked: PLV_train, our corpus, PLOVER's records."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from folds.encoder import Item, Plan, Span, Text, predict, read_lower, to_text, train
from tocsin.events.classify import classify
from tocsin.events.ontology import plover

CORPUS = Path(__file__).parents[2] / "training" / "corpus"
FOLDS = 5
# PLV keeps PLOVER's earlier YIELD, since parted into CONCEDE and RETREAT.
EARLIER = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
ROOTS = tuple(sorted({EARLIER.get(name, name) for name in plover().types}))


def _span(sentence: str, quote: str) -> Span | None:
    at = sentence.lower().find(quote.lower().strip()) if quote.strip() else -1
    return (at, at + len(quote.strip())) if at >= 0 else None


def relation(sentence: str, source: str, target: str, root: str) -> Text:
    """Return a sentence with source and target marked; the rules' shares of each root stand beside."""
    shares = np.zeros(len(ROOTS))
    for name, share in classify(sentence, source, target).scores.items():
        shares[ROOTS.index(EARLIER.get(name, name))] += share
    marks = (_span(sentence, source), _span(sentence, target))
    text = to_text(sentence, marks)
    spans = tuple(text.span(*one) if one else (0, len(text.pieces)) for one in marks)
    return replace(text, items=(Item(spans, tuple(shares), ROOTS.index(EARLIER.get(root, root))),))


def plv(path: Path) -> list[Text]:
    """Return the rows of PLV_train.tsv."""
    rows = csv.DictReader(path.open(encoding="utf-8"), delimiter="\t")
    return [relation(row["sentence"], row["source"], row["target"], row["gold_root"].strip()) for row in rows]


def corpus() -> Iterator[Text]:
    """Yield the mentions of our training corpus that name an actor or a recipient; the first of each is marked."""
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for event in json.loads(line).get("events", ()) if line.strip() else ():
                source, target = ((event[role] or [{}])[0].get("text", "") for role in ("actors", "recipients"))
                if source or target:
                    yield relation(event["sentence"], source, target, event["type"])


def records(path: Path) -> Iterator[Text]:
    """Yield the gold records of the CAMEO manual in PLOVER (a file of JSON objects one after the other)."""
    text, decoder = path.read_text(encoding="utf-8"), json.JSONDecoder()
    at = text.find("\n{")
    while at >= 0:
        row, end = decoder.raw_decode(text, at + 1)
        at = text.find("\n{", end)
        people = [row.get(role) if isinstance(row.get(role), list) else [] for role in ("source", "target")]
        source, target = ((one or [{}])[0].get("actorText", "") for one in (people[0], people[1] or people[0][1:]))
        if "text" in row and EARLIER.get(row["event"], row["event"]) in ROOTS:
            yield relation(row["text"], source, target, row["event"])


def crossed(texts: list[Text], before: list[Text], plan: Plan, first: int) -> NDArray[np.float32]:
    """Return each text's scores (texts, roots) by a reader that never saw it.

    Every fold goes on from one reader that went `first` times through `before`.
    """
    from sklearn.model_selection import StratifiedKFold

    texts = read_lower(texts)
    base = train(read_lower(before), replace(plan, epochs=first))
    found = np.zeros((len(texts), len(ROOTS)), np.float32)
    labels = [text.items[0].target for text in texts]
    for seen, unseen in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(labels, labels):
        model = train([texts[i] for i in seen], plan, base)
        found[unseen] = np.concatenate(predict(model, [texts[i] for i in unseen]))
    return found
