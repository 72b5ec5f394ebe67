"""Gold dispatches into examples: each candidate of each event, with its features and the roles it has."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin import pipeline
from tocsin.events import linker_candidates
from tocsin.events.code import code
from tocsin.events.linker_candidates import Candidate, Page
from tocsin.events.linker_features import Seen, features, focal, seen
from tocsin.events.linker_given import by_rules
from tocsin.events.ontology import plover
from tocsin.records import Article, Event, Marks, Span
from tocsin.settings import load_settings

ROLES = ("actor", "recipient", "speaker")


@dataclass(frozen=True, slots=True)
class Example:
    """One (event, candidate) pair: article, event number, features, and by role 1 right, 0 wrong, -1 left out."""

    article: str
    event: int
    features: dict[str, float]
    labels: tuple[int, int, int]
    given: bool


def rows(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Yield the articles of gold files, in order."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line) if line.strip() else {}
            if "text" in row:
                yield row


def article_of(row: dict[str, Any]) -> Article:
    """Return a gold row as gathered."""
    return Article(
        row["id"], None, row["title"], row["text"], "en", row["published"], (), row["publisher"], row["origin"], 1.0, ""
    )


def given(row: dict[str, Any]) -> list[Event]:
    """Return a gold row's mentions with sentence, trigger and type alone."""
    found, ontology = [], plover()
    for number, one in enumerate(row["events"]):
        start = max(0, row["text"].find(one["sentence"]))
        at = start + max(0, one["sentence"].find(one["trigger"]))
        found.append(
            Event(
                f"{row['id']}-{number}", row["id"], Span(one["sentence"], start, start + len(one["sentence"])),
                Span(one["trigger"], at, at + len(one["trigger"])), one["type"], one["mode"], "", 0.0,
                ontology.quad(one["type"]),
            )
        )  # fmt: skip
    return found


def words(text: str) -> list[str]:
    """Return the lower-case words of a quote."""
    return "".join(char if char.isalnum() else " " for char in text.lower()).split()


def fit(candidate: Candidate, quote: str) -> float:
    """How well a candidate's quote is the gold one: 1 equal, 0.5 and more where the head and most words agree."""
    own, want = words(candidate.who.text), words(quote)
    if not own or not want:
        return 0.0
    shared = len(set(own) & set(want)) / len(set(own) | set(want))
    if own == want:
        return 1.0
    same_head = own[-1] == want[-1] or own[-1] in want[-2:] or want[-1] in own
    return 0.3 + 0.6 * shared if same_head and shared > 0 else 0.0


def label(people: Sequence[Candidate], quote: str, event: Seen) -> dict[int, int]:
    """Return 1 for the candidate that a gold quote means, -1 for the others that would do as well."""
    found: dict[int, int] = {}
    scored = []
    for i, one in enumerate(people):
        own = fit(one, quote)
        if own > 0:
            far = abs(one.here.sentence.number - event.number)
            gap = abs(one.token.i - event.token.i) if far == 0 else 50
            scored.append((own - 0.25 * min(far, 2) - 0.002 * gap, i))
            found[i] = -1
    if scored:
        best = max(scored)[1]
        found[best] = 1
        entity = people[best].entity
        for i, one in enumerate(people):
            if one.entity == entity and i != best:
                # a second mention in the event's own sentence is as right: both lead to one participant
                found[i] = 1 if one.who == people[best].who else -1
    return found


def _roles_of(people: Sequence[Candidate], gold: dict[str, Any], event: Seen) -> list[tuple[int, int, int]]:
    wanted = (gold["actors"], gold["recipients"], [gold["attribution"]] if gold["attribution"] else [])
    table = [[0, 0, 0] for _ in people]
    for role, quotes in enumerate(wanted):
        for one in quotes:
            for i, value in label(people, one["text"], event).items():
                table[i][role] = value if table[i][role] != 1 else 1
    return [(a, b, c) for a, b, c in table]


def of_events(
    row: dict[str, Any],
    page: Page,
    pairs: Sequence[tuple[Event, dict[str, Any]]],
    events: Sequence[Event],
    is_given: bool,
) -> Iterator[Example]:
    """Yield the examples of an article's events that have a gold mention each."""
    placed = [one for one in (seen(event, page) for event in events) if one is not None]
    golds = {id(event): gold for event, gold in pairs}
    for number, one in enumerate(placed):
        gold = golds.get(id(one.event))
        if gold is None:
            continue
        people = linker_candidates.near(page, one.number, focal(one, placed))
        for candidate, labels in zip(people, _roles_of(people, gold, one), strict=True):
            yield Example(row["id"], number, features(candidate, one, placed, page), labels, is_given)


def examples(paths: Sequence[Path]) -> Iterator[Example]:
    """Yield the examples of gold files: by their own triggers, then by those the rules coder matched."""
    plan = pipeline.plan(load_settings())
    for row in rows(paths):
        article = article_of(row)
        marks: Marks = pipeline.mark(plan, article)
        page = linker_candidates.read(article, marks)
        own = [by_rules(event, page) for event in given(row)]
        yield from of_events(row, page, list(zip(own, row["events"], strict=True)), own, True)
        coded = code(article, marks, plan.coder)
        matched = [(coded[j], row["events"][i]) for i, j in match(row["events"], coded)]
        yield from of_events(row, page, matched, coded, False)


def match(gold: Sequence[dict[str, Any]], coded: Sequence[Event]) -> list[tuple[int, int]]:
    """Pair gold mentions with coded ones of the same type, sentence and best trigger, each used once."""

    def alike(one: str, other: str) -> float:
        a, b = set(words(one)), set(words(other))
        return len(a & b) / max(1, len(a | b))

    scored = [
        (alike(g["trigger"], c.trigger.text), i, j)
        for i, g in enumerate(gold)
        for j, c in enumerate(coded)
        if g["type"] == c.type and alike(g["sentence"], c.sentence.text) >= 0.5
    ]
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored, reverse=True):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs
