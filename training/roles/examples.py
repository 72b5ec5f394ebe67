"""Gold dispatches into examples: each candidate of each event, with its features and the roles it has."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from tocsin import pipeline
from tocsin.events import linker, linker_candidates
from tocsin.events.code import code
from tocsin.events.learned_model import open_tagger
from tocsin.events.linker import Case
from tocsin.events.linker_candidates import Candidate
from tocsin.events.linker_features import Seen
from tocsin.events.linker_given import by_rules
from tocsin.events.linker_pieces import Sheet
from tocsin.events.linker_tagger import sheet
from tocsin.events.ontology import plover
from tocsin.records import Article, Event, Marks, Span
from tocsin.settings import load_settings

Labels: TypeAlias = tuple[int, int, int]
"""By role: 1 right, 0 wrong, -1 left out."""


# Who annotated a file: the four careful files, the situations, all others. The hands quote differently and do not tell
# a speaker equally often, so a hand is told to tagger and forests; Tocsin reads as the first.
CAREFUL, SITUATIONS, LATER = range(3)
_CAREFUL = ("armed", "coerce", "coop", "status")


@dataclass(frozen=True, slots=True)
class Page:
    """One article with its own or the coder's events: their cases, and each candidate's labels, one for one.

    A coded event that no gold mention matches has cases, for its neighbours' sake, and all labels -1. `group` names
    what must not be parted between training and test; `golds` are the gold mentions, None where there is none.
    """

    group: str
    hand: int
    text: str
    sheet: Sheet
    cases: Sequence[Case]
    labels: Sequence[Sequence[Labels]]
    golds: Sequence[dict[str, Any] | None]
    given: bool


def hand_of(path: Path) -> int:
    """Return who annotated a file."""
    if path.stem in _CAREFUL:
        return CAREFUL
    return SITUATIONS if path.stem.startswith("situation") else LATER


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
    if candidate.pronoun and quote.lower() == candidate.token.lower_:
        return 1.0
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


def _roles_of(people: Sequence[Candidate], gold: dict[str, Any], event: Seen) -> list[Labels]:
    wanted = (gold["actors"], gold["recipients"], [gold["attribution"]] if gold["attribution"] else [])
    table = [[0, 0, 0] for _ in people]
    for role, quotes in enumerate(wanted):
        for one in quotes:
            for i, value in label(people, one["text"], event).items():
                table[i][role] = value if table[i][role] != 1 else 1
    return [(a, b, c) for a, b, c in table]


def of_events(
    row: dict[str, Any], path: Path, on: Sheet, told: Sequence[Case], golds: dict[int, dict[str, Any]], given: bool
) -> Page:
    """Return the examples of an article; `golds` are the gold mentions by the id of the event that matches."""
    own = [golds.get(id(one.seen.event)) for one in told]
    labels = [
        _roles_of(one.people, gold, one.seen) if gold is not None else [(-1, -1, -1) for _ in one.people]
        for one, gold in zip(told, own, strict=True)
    ]
    hand = hand_of(path)
    group = path.stem if hand == SITUATIONS else row["id"]
    return Page(group, hand, row["text"], on, told, labels, own, given)


def examples(paths: Sequence[Path]) -> Iterator[Page]:
    """Yield the examples of gold files: by their own triggers, then by those the coder matched (not of later hands)."""
    plan = pipeline.plan(load_settings())
    for path in paths:
        for row in rows([path]):
            article = article_of(row)
            marks: Marks = pipeline.mark(plan, article)
            page = linker_candidates.read(article, marks)
            on = sheet(page, open_tagger())
            if not row["events"] or on is None:
                continue
            own = [by_rules(event, page) for event in given(row)]
            golds = {id(event): gold for event, gold in zip(own, row["events"], strict=True)}
            yield of_events(row, path, on, linker.cases(page, own), golds, True)
            if hand_of(path) != LATER:
                coded = code(article, marks, plan.coder)
                matched = {id(coded[j]): row["events"][i] for i, j in match(row["events"], coded)}
                yield of_events(row, path, on, linker.cases(page, coded), matched, False)


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
