"""Pairs of mentions, labelled by the incidents that written situations and dispatches give.

Each file is read twice: with the mentions as written, and with the mentions that the coder finds in its raw pages, each
given the incident of the written mention it matches. The second reading teaches the score how far the coder's own days,
places and sides can be trusted.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

from tocsin.batches import code_row, given_events
from tocsin.incidents.block import candidates
from tocsin.incidents.compare import barred, evidence
from tocsin.incidents.merge import views
from tocsin.incidents.view import View
from tocsin.pipeline import Plan, credits
from tocsin.records import Article, Event

Row: TypeAlias = dict[str, Any]
Credit: TypeAlias = dict[str, tuple[str, str]]
LEAST_ALIKE = 0.5
# A feed tells when a page came out and from whom; two in three raw texts here do not: their mentions would have no day.
GIVEN = ("id", "raw", "published", "publisher", "origin")


@dataclass(frozen=True, slots=True)
class Reading:
    """One file's articles and mentions; `event.incident` is the written one, None for a mention nobody wrote.

    `written` gives the incident of every written mention, found or not.
    """

    name: str
    articles: tuple[Article, ...]
    events: tuple[Event, ...]
    copies: Credit
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """The evidence of one pair, whether it is one happening, and whether both stand in one article."""

    evidence: Mapping[str, float]
    same: bool
    within: bool


def rows_of(path: Path) -> list[Row]:
    """Return the articles of a gold-format file, without the line that describes its situation."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [row for row in lines if "situation" not in row]


def written(path: Path) -> Reading:
    """Return a file with its mentions as written."""
    items = [given_events(row) for row in rows_of(path)]
    events = [
        replace(event, incident=row["incident"])
        for item in items
        for event, row in zip(item.events, item.row["events"], strict=True)
    ]
    return _reading(path.stem, [item.article for item in items], events, homes(item.row for item in items))


def found(path: Path, plan: Plan) -> Reading:
    """Return a file with the mentions that the coder finds in its raw pages."""
    rows = rows_of(path)
    items = [code_row(plan, {name: row[name] for name in GIVEN}) for row in rows]
    events = [event for row, item in zip(rows, items, strict=True) for event in matched(item.events, row["events"])]
    return _reading(path.stem, [item.article for item in items], events, homes(rows))


def _reading(name: str, articles: Iterable[Article], events: Iterable[Event], home: tuple[str, ...]) -> Reading:
    ordered = sorted(articles, key=lambda one: (one.known_at or "", one.id))
    copies = {row[0]: (row[1], row[2]) for row in credits(ordered)}
    return Reading(name, tuple(ordered), tuple(events), copies, home)


def homes(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the incident of every written mention."""
    return tuple(mention["incident"] for row in rows for mention in row["events"])


def matched(events: Sequence[Event], wanted: Sequence[Row]) -> list[Event]:
    """Return the events with the incident of the written mention each matches best; one written mention serves once."""
    ranked = sorted(
        ((alike(event, row), -i, -j) for i, event in enumerate(events) for j, row in enumerate(wanted)), reverse=True
    )
    incidents: dict[int, str] = {}
    used: set[int] = set()
    for likeness, i, j in ranked:
        if likeness >= LEAST_ALIKE and -i not in incidents and -j not in used:
            used.add(-j)
            incidents[-i] = wanted[-j]["incident"]
    return [replace(event, incident=incidents.get(i)) for i, event in enumerate(events)]


def alike(event: Event, row: Row) -> float:
    """Return how well a coded event matches a written mention: 0 unless type and sentence agree."""
    if event.type != row["type"]:
        return 0.0
    sentence = shared(event.sentence.text, row["sentence"])
    return sentence + shared(event.trigger.text, row["trigger"]) if sentence >= LEAST_ALIKE else 0.0


def shared(one: str, two: str) -> float:
    """Return the Jaccard overlap of two texts' lowered words, 0..1."""
    a, b = set(one.lower().split()), set(two.lower().split())
    return len(a & b) / max(1, len(a | b))


def pairs(reading: Reading) -> Iterator[tuple[View, View]]:
    """Yield once each pair that merging would compare, and all pairs within an article."""
    known = [event for event in reading.events if event.incident]
    made = views(reading.articles, known, reading.copies)
    seen = set()
    within = (pair for pair in combinations(made, 2) if pair[0].event.article == pair[1].event.article)
    for one, two in (*within, *candidates(made)):
        ids = (one.event.id, two.event.id) if one.event.id < two.event.id else (two.event.id, one.event.id)
        if ids not in seen and not barred(one, two):
            seen.add(ids)
            yield one, two


def examples(reading: Reading) -> list[Example]:
    """Return the labelled pairs of one reading."""
    return [
        Example(evidence(a, b), a.event.incident == b.event.incident, a.event.article == b.event.article)
        for a, b in pairs(reading)
    ]
