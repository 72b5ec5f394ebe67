"""Fit the weights by which places are given to events.

    python training/places_assign.py GOLD.jsonl [GOLD.jsonl ...] --gazetteer FOLDER [--folds N] [--sentences FILE]

Conditional logistic regression over the candidates of each event (its article's places, the countries that demonyms
speak of and their capitals, the seats of bodies, none), fitted by L-BFGS with an L2 penalty that draws to START. Two
rounds: in the second the events before have the places that the first round's weights give them, beside the gold
ones, so that the weights know their own errors. Input: files in the gold format (our own corpus). Output:
`src/tocsin/resources/gazetteer/assign_weights.json`, with a card inside. With `--sentences` the table for single verbs
(`verb_weights.json`) is fitted on event_location (MIT). With `--folds N` nothing is written: the figures of N-fold
cross-validation by article are printed.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tocsin.exchange.fields import event_from_fields
from tocsin.geodesy import km
from tocsin.places.assign import candidates, choose, wider
from tocsin.places.evidence import features
from tocsin.places.gazetteer import Gazetteer, open_gazetteer
from tocsin.places.locate import locate
from tocsin.places.scene import Candidate, Context, context
from tocsin.places.verbs import options
from tocsin.records import Article, Event, Place

HOLD_OUT = 5  # every fifth sentence of event_location is left for benchmarks/places_events.py
VERBS = Path(__file__).parents[1] / "src/tocsin/resources/gazetteer/verb_weights.json"
OUT = Path(__file__).parents[1] / "src/tocsin/resources/gazetteer/assign_weights.json"
# What annotators of other texts do, by the guidelines: the fit moves from here, lest one corpus decide alone.
START = {
    "told:before": -0.7,
    "none": -2.5,
    "coarser:country": -1.5,
    "coarser here:country": -1.0,
    "coarser here:province": -0.5,
    "subject:country": -2.0,
    "subject:point": -2.0,
    "object:country": -1.5,
    "seat:bare": -1.0,
    "link:same day": 0.5,
    "link:other day": -1.0,
    "from:party": -1.0,
    "from:country": -0.5,
    "from:party capital": -1.5,
    "from:country capital": -1.0,
    "hyphen": -1.0,
    "after by:country": -1.0,
    "preposition:in": 1.0,
    "inner": 0.7,
    "outer": -0.7,
    "possessive:country": -0.5,
    "after between:country": -1.0,
    "taken": -2.0,
    "dateline:from afar": -1.5,
    "foreign:country": -0.5,
    "foreign:point": -0.5,
    "kind:point": 0.5,
    "titled": 0.5,
    "preposition:from:point": -0.5,
    "preposition:from:country": -1.0,
    "preposition:to:country": -0.5,
    "body seat:a": 1.5,
    "body seat:s": 0.5,
    "body seat:r": -0.5,
    "from:seat": -0.5,
    "the capital:is": 1.0,
    "here:dateline": 1.0,
    "there:last": 0.7,
    "definite link:type": 0.8,
    "is:a": -0.7,
    "is:s": -0.5,
    "of:a": 0.3,
    "of:s": -0.3,
}
NONE_SHIFT = 0.75  # naming no place costs more than naming one too many; in cross-validation more shift gains nothing
LEAST = 3  # a feature seen with fewer events than this gets no weight of its own


@dataclass(slots=True)
class Choice:
    """One event's candidates as feature names, and which of them are right."""

    options: list[list[str]]
    right: list[bool]


def rows(paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the articles of gold files."""
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "situation" not in row:
                yield row


def as_article(row: dict[str, Any]) -> Article:
    """Return a gold row as an article."""
    return Article(
        row["id"], None, row["title"], row["text"], "en", row["published"], (), row["publisher"], row["origin"], 0.0, ""
    )


def as_events(row: dict[str, Any]) -> list[Event]:
    """Return a gold row's events without their places."""
    article = as_article(row)
    return [replace(event_from_fields(e, article, n), place=None) for n, e in enumerate(row["events"])]


def right(gold: dict[str, Any] | None, place: Place | None) -> bool:
    """Whether a place is the gold one: within 50 km, 161 km for a province, or the same country for a country."""
    if gold is None or place is None or place.lat is None or place.lon is None:
        return gold is None and place is None
    if gold["precision"] == "country":
        return bool(gold["country"] == place.country)
    return km(gold["lat"], gold["lon"], place.lat, place.lon) <= (161 if gold["precision"] == "province" else 50)


def _best(gold: dict[str, Any], options: Sequence[Candidate]) -> Place | None:
    fitting = [o.place for o in options if o.place and right(gold, o.place)]
    same = [p for p in fitting if (p.precision == "country") == (gold["precision"] == "country")]
    return (same or fitting or [None])[0]


@dataclass(slots=True)
class Told:
    """A gold article with all that its events choose from."""

    row: dict[str, Any]
    events: list[Event]
    options: list[list[Candidate]]
    around: Context
    gold: list[Event]

    def fit(self, number: int) -> list[bool]:
        """Return which of an event's candidates are right."""
        return [right(self.row["events"][number]["place"], o.place) for o in self.options[number]]


def tell(row: dict[str, Any], gazetteer: Gazetteer) -> Told:
    """Return a gold article with its events' candidates, and its events at the candidates that are their places."""
    article, events = as_article(row), as_events(row)
    shared, counts = candidates(article, locate(article.text, gazetteer), gazetteer)
    around = context(article, [o.place for o in shared if o.place and o.source == "text"], events, counts)
    options = [wider(event, shared, counts) for event in events]
    gold = [
        replace(event, place=_best(e["place"], mine) if e["place"] else None)
        for event, e, mine in zip(events, row["events"], options, strict=True)
    ]
    return Told(row, events, options, around, gold)


def choices(told: Told, weights: dict[str, float] | None = None) -> Iterator[Choice]:
    """Yield each event of an article as a choice; the events before have their gold places, or what `weights` give."""
    placed = told.gold if weights is None else decide(told, weights)
    for n, (event, mine) in enumerate(zip(told.events, told.options, strict=True)):
        if any(good := told.fit(n)):
            yield Choice([list(features(event, option, told.around, placed[:n])) for option in mine], good)


def decide(told: Told, weights: dict[str, float]) -> list[Event]:
    """Return the events with the places that `weights` give them, one after the other."""
    out: list[Event] = []
    for event, mine in zip(told.events, told.options, strict=True):
        out.append(choose(event, mine, told.around, out, weights))
    return out


def learn(articles: Sequence[Told], penalty: float) -> dict[str, float]:
    """Return weights fitted in two rounds; naming none is made dearer by NONE_SHIFT."""
    first = [choice for told in articles for choice in choices(told)]
    weights = shifted(fit(first, penalty))
    second = [choice for told in articles for choice in choices(told, weights)]
    return shifted(fit(first + second, penalty))


def shifted(weights: dict[str, float]) -> dict[str, float]:
    """Return weights with none made dearer."""
    return {**weights, "none": round(weights.get("none", 0.0) - NONE_SHIFT, 3)}


def judge(articles: Sequence[Told], weights: dict[str, float]) -> Counter[str]:
    """Count placed mentions (`n`), those with the right country, those near, and unplaced ones kept so."""
    tally: Counter[str] = Counter()
    for told in articles:
        for e, out in zip(told.row["events"], decide(told, weights), strict=True):
            if e["place"] is None:
                tally.update(none=1, kept=out.place is None)
            else:
                country = bool(out.place and out.place.country == e["place"]["country"])
                tally.update(n=1, near=right(e["place"], out.place), country=country)
    return tally


def validate(articles: Sequence[Told], penalty: float, folds: int) -> None:
    """Print the figures of cross-validation by article."""
    tally: Counter[str] = Counter()
    for k in range(folds):
        weights = learn([a for n, a in enumerate(articles) if n % folds != k], penalty)
        tally += judge([a for n, a in enumerate(articles) if n % folds == k], weights)
    shares = {
        "country": tally["country"] / tally["n"],
        "within_50_km": tally["near"] / tally["n"],
        "unplaced_kept": tally["kept"] / max(1, tally["none"]),
    }
    print(json.dumps({"folds": folds, "placed": tally["n"], **{k: round(v, 3) for k, v in shares.items()}}))


def well_marked(row: dict[str, Any]) -> bool:
    """Whether a sentence's marks are names: about one in nine of the marked places lies off its words in the data."""
    marks = [row["text"][s["start"] : s["end"]] for s in row["spans"] if s["label"] == "LOCATION"]
    return all(len(m) > 2 and m == m.strip() and any(c.isupper() for c in m) for m in marks) and all(
        not row["text"][s["start"] - 1 : s["start"]].isalnum() and not row["text"][s["end"] : s["end"] + 1].isalnum()
        for s in row["spans"]
    )


def sentence_choices(path: str, gazetteer: Gazetteer) -> Iterator[Choice]:
    """Yield the verbs of event_location as choices among the names of their sentences."""
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        verbs = [s for s in row["spans"] if s["label"] == "VERB"]
        if number % HOLD_OUT == HOLD_OUT - 1 or not verbs or not well_marked(row):
            continue
        marked = {(s["start"], s["end"]) for s in row["spans"] if s["label"] == "LOCATION"}
        places = locate(row["text"], gazetteer, unplaced=True)
        event, shared, around = options(row["text"], verbs[0]["start"], verbs[0]["end"], places)
        good = [(o.place.start, o.place.end) in marked if o.place else not marked for o in shared]
        if any(good):
            yield Choice([list(features(event, option, around, [])) for option in shared], good)


def write_verbs(path: str, gazetteer: Gazetteer, penalty: float) -> None:
    """Fit and write the weights by which a sentence's verb gets its place."""
    examples = list(sentence_choices(path, gazetteer))
    card = {
        "what": "weights of the conditional logistic regression that gives a place to one verb of one sentence",
        "data": f"{len(examples)} sentences of event_location (Halterman 2019), four in five of all",
        "licence": "data MIT; weights Apache-2.0",
        "command": "python training/places_assign.py --sentences labeled.jsonl --gazetteer FOLDER",
        "penalty": penalty,
    }
    text = json.dumps({"card": card, "weights": fit(examples, penalty)}, indent=0, sort_keys=True)
    VERBS.write_text(text + "\n", encoding="utf-8")


def _matrix(examples: Sequence[Choice], index: dict[str, int]) -> csr_matrix:
    lines = [names for example in examples for names in example.options]
    cells = [(n, index[name]) for n, names in enumerate(lines) for name in set(names) if name in index]
    at = np.array(cells, dtype=np.int64).reshape(-1, 2)
    return csr_matrix((np.ones(len(at)), (at[:, 0], at[:, 1])), shape=(len(lines), len(index)))


def fit(examples: Sequence[Choice], penalty: float, rounds: int = 150) -> dict[str, float]:
    """Return the weights that make the right candidates likeliest: mean log loss + penalty / 2 |w - START|^2."""
    seen = Counter(name for example in examples for name in {n for option in example.options for n in option})
    index = {n: i for i, n in enumerate(sorted(n for n, c in seen.items() if c >= LEAST))}
    matrix = _matrix(examples, index)
    sizes = np.array([len(e.options) for e in examples])
    starts, group = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    good = np.array([ok for e in examples for ok in e.right], dtype=float)
    drawn = np.array([START.get(name, 0.0) for name in index])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        every, fitting = np.add.reduceat(odds, starts), np.add.reduceat(odds * good, starts)
        slope = matrix.T @ (odds / every[group] - odds * good / fitting[group]) / len(examples)
        off = weights - drawn
        return float(-np.log(fitting / every).mean() + penalty / 2 * off @ off), slope + penalty * off

    best = minimize(loss, drawn.copy(), jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return {name: round(float(best.x[i]), 3) for name, i in index.items() if abs(best.x[i]) > 0.02}


def main() -> None:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*")
    parser.add_argument("--sentences", help="labeled.jsonl of event_location: fit the other table")
    parser.add_argument("--gazetteer", required=True)
    parser.add_argument("--penalty", type=float, default=0.006)
    parser.add_argument("--folds", type=int, default=0)
    asked = parser.parse_args()
    gazetteer = open_gazetteer(asked.gazetteer)
    if asked.sentences:
        write_verbs(asked.sentences, gazetteer, 0.002)
    if not asked.gold:
        return
    articles = [tell(row, gazetteer) for row in rows(asked.gold) if row["events"]]
    if asked.folds:
        validate(articles, asked.penalty, asked.folds)
        return
    weights = learn(articles, asked.penalty)
    card = {
        "what": "weights of the conditional logistic regression that gives places to events",
        "data": f"{sum(len(a.events) for a in articles)} event mentions of Tocsin's own corpus (synthetic dispatches)",
        "licence": "Apache-2.0",
        "command": "python training/places_assign.py training/corpus/*.jsonl --gazetteer FOLDER",
        "penalty": asked.penalty,
    }
    OUT.write_text(json.dumps({"card": card, "weights": weights}, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
