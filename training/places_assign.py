"""Fit the weights by which places are given to events.

    python training/places_assign.py GOLD.jsonl [GOLD.jsonl ...] --gazetteer FOLDER [--check GOLD.jsonl ...]

Conditional logistic regression over the candidates of each event (its article's places, the countries that demonyms
speak of and their capitals, none), fitted by gradient descent with an L2 penalty. Input: files in the gold format (our
own corpus). Output: `src/tocsin/resources/gazetteer/assign_weights.json`, with a card inside. With `--sentences` the
table for single verbs (`verb_weights.json`) is fitted on event_location (MIT).
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.geodesy import km
from tocsin.places.assign import candidates, wider
from tocsin.places.evidence import Candidate, context, features
from tocsin.places.gazetteer import Gazetteer, open_gazetteer
from tocsin.places.locate import locate
from tocsin.places.verbs import options
from tocsin.records import Article, Event, Figures, Participant, Place, Quad, Span, Status

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
}
NONE_SHIFT = 1.5  # tuned on the gold development set: naming no place costs more than naming one too many
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


def _person(row: dict[str, Any]) -> Participant:
    return Participant(row["text"], 0, 0, row["country"], row["sector"], row["name"])


def as_article(row: dict[str, Any]) -> Article:
    """Return a gold row as an article."""
    return Article(
        row["id"], None, row["title"], row["text"], "en", row["published"], (), row["publisher"], row["origin"], 0.0, ""
    )


def as_events(row: dict[str, Any]) -> list[Event]:
    """Return a gold row's events without their places."""
    out = []
    for number, e in enumerate(row["events"]):
        start = row["text"].find(e["sentence"])
        at = row["text"].find(e["trigger"], start)
        out.append(
            Event(
                f"{row['id']}-{number}",
                row["id"],
                Span(e["sentence"], start, start + len(e["sentence"])),
                Span(e["trigger"], at, at + len(e["trigger"])),
                e["type"],
                e["mode"],
                "",
                0.0,
                Quad.MATERIAL_CONFLICT,
                tuple(map(_person, e["actors"])),
                tuple(map(_person, e["recipients"])),
                date=e["date"],
                killed=Figures(**e["killed"]) if e["killed"] else None,
                status=Status(e["status"]),
                background=e["background"],
            )
        )
    return out


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


def choices(row: dict[str, Any], gazetteer: Gazetteer) -> Iterator[Choice]:
    """Yield each event of an article as a choice; the event before has its gold place."""
    article, events = as_article(row), as_events(row)
    places = locate(article.text, gazetteer)
    shared, counts = candidates(article, places, gazetteer)
    around = context(article, [o.place for o in shared if o.place and o.source == "text"], events, counts)
    earlier: list[Event] = []
    for event, e in zip(events, row["events"], strict=True):
        mine = wider(event, shared, counts)
        names = [list(features(event, option, around, earlier)) for option in mine]
        fit = [right(e["place"], o.place) for o in mine]
        earlier.append(replace(event, place=_best(e["place"], mine) if e["place"] else None))
        if any(fit):
            yield Choice(names, fit)


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


def fit(examples: Sequence[Choice], penalty: float, rounds: int = 400) -> dict[str, float]:
    """Return the weights that make the right candidates likeliest (Adam on the full set)."""
    seen: dict[str, int] = {}
    for example in examples:
        for name in {n for option in example.options for n in option}:
            seen[name] = seen.get(name, 0) + 1
    index = {n: i for i, n in enumerate(sorted(n for n, c in seen.items() if c >= LEAST))}
    matrix = np.zeros((sum(len(e.options) for e in examples), len(index)), dtype=np.float32)
    group, good = [], []
    line = 0
    for number, example in enumerate(examples):
        for names, ok in zip(example.options, example.right, strict=True):
            matrix[line, [index[n] for n in names if n in index]] = 1.0
            group.append(number)
            good.append(ok)
            line += 1
    groups, goods = np.array(group), np.array(good, dtype=np.float32)
    start = np.array([START.get(name, 0.0) for name in index])
    weights = start.copy()
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, rounds + 1):
        scores = matrix @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, np.flatnonzero(np.diff(groups, prepend=-1)))[groups])
        share = odds / np.bincount(groups, odds)[groups]
        wanted = odds * goods
        wanted = wanted / np.bincount(groups, wanted)[groups]
        gradient = (matrix.T @ (share - wanted)) / len(examples) + penalty * (weights - start)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weights[i]), 3) for name, i in index.items() if abs(weights[i]) > 0.02}


def main() -> None:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*")
    parser.add_argument("--sentences", help="labeled.jsonl of event_location: fit the other table")
    parser.add_argument("--gazetteer", required=True)
    parser.add_argument("--penalty", type=float, default=0.02)
    asked = parser.parse_args()
    gazetteer = open_gazetteer(asked.gazetteer)
    if asked.sentences:
        write_verbs(asked.sentences, gazetteer, 0.002)
    if not asked.gold:
        return
    examples = [choice for row in rows(asked.gold) for choice in choices(row, gazetteer)]
    weights = fit(examples, asked.penalty)
    weights["none"] = round(weights.get("none", 0.0) - NONE_SHIFT, 3)
    card = {
        "what": "weights of the conditional logistic regression that gives places to events",
        "data": f"{len(examples)} event mentions of Tocsin's own gold corpus (synthetic dispatches, written for it)",
        "licence": "Apache-2.0",
        "command": "python training/places_assign.py GOLD... --gazetteer FOLDER",
        "penalty": asked.penalty,
    }
    OUT.write_text(json.dumps({"card": card, "weights": weights}, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
