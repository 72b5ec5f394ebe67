"""Find who says what in PolNeAR: TOCSIN_DATA=/path/to/data python benchmarks/events_polnear.py [--documents 240].

    F1 over attributions that name their source: the cue's head lies in the gold cue, and the source's head is the gold
    source's; each gold attribution is found once. An attribution given a source that gold leaves without one is wrong.

Two steps are learned on PolNeAR's training part, and thrown away: MiniLM tells for each word whether it heads a cue or
a source; boosted trees tell from the parse which source belongs to which cue, on documents the first step had not seen.
Needs torch; about four minutes of one core.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from folds.encoder import Item, Plan, Reader, Text, predict, read_lower, to_text, train
from folds.targets import Target, show
from numpy.typing import NDArray

from tocsin.events.parse import Sentence, Token, parse

Span: TypeAlias = tuple[int, int]
TARGET = Target("attribution_f1", 0.75, 0.92, "annotators agree .92 on attributions")
NONE, CUE, SOURCE = range(3)
LIKELY_CUE, LIKELY_SOURCE = 0.15, 0.03
_DEPS = ("nsubj", "nsubjpass", "pobj", "agent", "poss", "conj", "appos", "dobj", "attr", "compound")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A gold attribution: the spans of its cue and of its source, which may be missing."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A document's parsed sentences and its attributions."""

    sentences: tuple[Sentence, ...]
    gold: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence with its place in the text and the chances of cue and source."""

    token: Token
    start: int
    cue: float
    source: float


@dataclass(frozen=True, slots=True)
class Link:
    """A cue and a source that may be its own."""

    cue: Word
    source: Word
    features: tuple[float, ...]


def _spans(text: str) -> tuple[Span, ...]:
    return tuple((int(a), int(b)) for a, b in (part.split() for part in text.split(";")))


def attributions(annotation: str) -> tuple[Attribution, ...]:
    """Return the attributions of a brat file."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[dict[str, str]] = []
    for line in annotation.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            spans[key] = _spans(rest.split("\t")[0].split(" ", 1)[1])
        elif key.startswith("E"):
            events.append(dict(part.split(":") for part in rest.split()))
    return tuple(
        Attribution(
            tuple(s for role, key in one.items() if role.startswith("Cue") for s in spans.get(key, ())),
            tuple(s for role, key in one.items() if role.startswith("Source") for s in spans.get(key, ())),
        )
        for one in events
    )


def pages(folder: Path, count: int | None = None) -> list[Page]:
    """Return the documents of a part of the set, evenly chosen where there are more than `count`."""
    names = sorted(path.stem for path in (folder / "text").glob("*.txt"))
    marked = {path.stem.rsplit("_", 1)[0]: path for path in sorted((folder / "attributions").glob("*.ann"))}
    found = [name for name in names if name in marked]
    step = max(1, len(found) // count) if count else 1
    return [
        Page(
            parse((folder / "text" / f"{name}.txt").read_text(encoding="utf-8")),
            attributions(marked[name].read_text(encoding="utf-8")),
        )
        for name in found[::step][:count]
    ]


def head(sentence: Sentence, spans: Sequence[Span]) -> Token | None:
    """Return the first word of `spans` in this sentence on which no other of them depends; None where it has none."""
    shift = sentence.span.start
    inside = [t for t in sentence.doc if any(a < t.idx + shift + len(t.text) and t.idx + shift < b for a, b in spans)]
    return next((t for t in inside if t.head not in inside or t.head == t), None)


def _labels(page: Page) -> dict[tuple[int, int], int]:
    """Return CUE or SOURCE for (sentence, word) of every head."""
    found: dict[tuple[int, int], int] = {}
    for sentence in page.sentences:
        for one in page.gold:
            for kind, spans in ((SOURCE, one.source), (CUE, one.cue)):
                if spans and (token := head(sentence, spans)) is not None:
                    found[sentence.number, token.i] = kind
    return found


def _words(sentence: Sentence) -> list[Token]:
    return [t for t in sentence.doc if not t.is_punct and not t.is_space]


def tagged(page: Page) -> list[Text]:
    """Return the sentences as texts whose items are their words, each with what it heads."""
    labels, found = _labels(page), []
    for sentence in page.sentences:
        text = to_text(sentence.span.text)
        items = tuple(
            Item((text.span(t.idx, t.idx + len(t.text)),), (), labels.get((sentence.number, t.i), NONE))
            for t in _words(sentence)
        )
        found.append(replace(text, items=items))
    return found


def _climb(token: Token) -> list[Token]:
    chain = [token]
    while chain[-1].head != chain[-1]:
        chain.append(chain[-1].head)
    return chain


def _features(cue: Word, source: Word, words: Sequence[Word]) -> tuple[float, ...]:
    """What the parse, the order of words and the first step say of a cue and a source."""
    a, b = cue.token, source.token
    up_a, up_b = _climb(a), _climb(b)
    joint = next((t for t in up_b if t in up_a), None)
    low, high = sorted((a.i, b.i))
    between = [w for w in words if low < w.token.i < high]
    rivals = [w.source for w in words if w.token != b]
    return (
        cue.cue,
        source.source,
        cue.source,
        source.cue,
        float(b.i - a.i),
        float(up_a.index(joint)) if joint is not None else 9.0,
        float(up_b.index(joint)) if joint is not None else 9.0,
        float(b.head == a),
        *(float(b.dep_ == dep) for dep in _DEPS),
        float(a.pos_ == "VERB"),
        float(a.pos_ == "NOUN"),
        float(a.dep_ == "ROOT"),
        float(b.pos_ == "PRON"),
        float(b.pos_ == "PROPN"),
        max([w.source for w in between], default=0.0),
        max([w.cue for w in between], default=0.0),
        max(rivals, default=0.0),
        float(any(t.is_punct and t.text in "\"'“”" for t in a.doc[low:high])),
        float(any(child.dep_ in ("nsubj", "nsubjpass") for child in a.children)),
    )


def links(page: Page, chances: Sequence[NDArray[np.float32]]) -> Iterator[list[Link]]:
    """Yield for each likely cue the sources that may be its own."""
    for sentence, rows in zip(page.sentences, chances, strict=True):
        shift = sentence.span.start
        words = [Word(t, t.idx + shift, *map(float, r[1:])) for t, r in zip(_words(sentence), rows, strict=True)]
        sources = [w for w in words if w.source > LIKELY_SOURCE]
        for cue in words:
            if cue.cue > LIKELY_CUE:
                yield [Link(cue, w, _features(cue, w, words)) for w in sources if w is not cue]


def heads(page: Page) -> list[tuple[Attribution, frozenset[int]]]:
    """Return each attribution that names its source, with the places of its source's heads in the text."""
    found = []
    for one in page.gold:
        if one.source:
            tokens = ((s, head(s, one.source)) for s in page.sentences)
            found.append((one, frozenset(s.span.start + t.idx for s, t in tokens if t is not None)))
    return found


def _inside(at: int, spans: Sequence[Span]) -> bool:
    return any(a <= at < b for a, b in spans)


def right(cue: int, source: int, gold: Sequence[tuple[Attribution, frozenset[int]]]) -> int | None:
    """Return the number of the attribution that a cue and a source at these places are, None where they are none."""
    return next((n for n, (one, tops) in enumerate(gold) if source in tops and _inside(cue, one.cue)), None)


def count(page: Page, found: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """Return how many of the (cue, source) pairs are right, how many there are, and how many gold has."""
    gold = heads(page)
    hits = {n for cue, source in found if (n := right(cue, source, gold)) is not None}
    return len(hits), len(found), len(gold)


def f1(counts: Sequence[tuple[int, int, int]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of summed counts."""
    hits, said, true = (sum(column) for column in zip(*counts, strict=True))
    return hits / max(1, said), hits / max(1, true), 2 * hits / max(1, said + true)


def _softmax(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(rows - rows.max(axis=1, keepdims=True)) if len(rows) else rows
    return powers / powers.sum(axis=1, keepdims=True) if len(rows) else rows


def candidates(model: Reader, some: Sequence[Page]) -> list[list[list[Link]]]:
    """Return for each page, for each likely cue, its links, on pages that `model` had not seen."""
    found = []
    for page in some:
        chances = [_softmax(rows) for rows in predict(model, read_lower(tagged(page)))]
        found.append(list(links(page, chances)))
    return found


def fit_links(some: Sequence[Page], found: Sequence[Sequence[Sequence[Link]]]) -> Any:
    """Return trees that tell whether a link is right."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    rows, labels = [], []
    for page, cues in zip(some, found, strict=True):
        gold = heads(page)
        for link in (link for cue in cues for link in cue):
            rows.append(link.features)
            labels.append(right(link.cue.start, link.source.start, gold) is not None)
    trees = HistGradientBoostingClassifier(max_iter=150, learning_rate=0.06, max_leaf_nodes=12, random_state=1)
    return trees.fit(np.array(rows), np.array(labels))


def chosen(trees: Any, cues: Sequence[Sequence[Link]]) -> list[tuple[float, int, int]]:
    """Return (chance, cue, source) of the likeliest link of each cue."""
    found = []
    for cue in cues:
        if cue:
            chances = trees.predict_proba(np.array([link.features for link in cue]))[:, 1]
            best = cue[int(chances.argmax())]
            found.append((float(chances.max()), best.cue.start, best.source.start))
    return found


def _kept(found: Sequence[tuple[float, int, int]], least: float) -> list[tuple[int, int]]:
    return [(cue, source) for chance, cue, source in found if chance >= least]


def main() -> None:
    """Train on documents of the training part, score the development part, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=240)
    parser.add_argument("--epochs", type=int, default=2)
    options = parser.parse_args()
    root = Path(os.environ["TOCSIN_DATA"])
    folder = next(p for p in (root / "events", root / "data" / "events") if p.exists()) / "polnear"
    train_pages, dev = pages(folder / "train", options.documents), pages(folder / "dev")
    seen, unseen = train_pages[: -len(train_pages) // 4], train_pages[-len(train_pages) // 4 :]
    texts = read_lower([text for page in seen for text in tagged(page)])
    model = train(texts, Plan("choice", 3, epochs=options.epochs))
    found = candidates(model, unseen)
    half = len(unseen) * 2 // 3
    trees = fit_links(unseen[:half], found[:half])
    ranked = [chosen(trees, cues) for cues in found[half:]]
    grid = np.arange(0.1, 0.9, 0.05)
    scores = [f1([count(p, _kept(r, x)) for p, r in zip(unseen[half:], ranked, strict=True)])[2] for x in grid]
    least = float(grid[int(np.argmax(scores))])
    trees = fit_links(unseen, found)
    marks = [_kept(chosen(trees, cues), least) for cues in candidates(model, dev)]
    precision, recall, both = f1([count(page, pairs) for page, pairs in zip(dev, marks, strict=True)])
    show((TARGET,), {"attribution_f1": both, "precision": precision, "recall": recall, "threshold": least})


if __name__ == "__main__":
    main()
