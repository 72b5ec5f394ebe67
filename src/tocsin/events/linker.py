"""A learned link from triggers to participants: who of the candidates around acts, suffers, or says so.

Candidates are the noun phrases, marked actors and pronouns of the event's sentence, its neighbours and the lead; what
the dependency rules found, and what the role tagger makes of each word, are among the features. The task is implicit
argument linking (Gerber and Chai 2010); the method a pairwise classifier.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.events import linker_candidates, linker_odds
from tocsin.events.linker_candidates import Candidate, Page
from tocsin.events.linker_features import Seen, features, focal, same, seen
from tocsin.events.linker_model import Floats, Model, model
from tocsin.events.linker_tagger import RoleTagger, open_role_tagger, reading, sheet
from tocsin.records import Article, Event, Marks, Participant

MOST = 4


def _quoted(candidate: Candidate, probability: float, role: str) -> Participant:
    return replace(candidate.who, why=f"linked as {role} with {probability:.2f}; {candidate.who.why}".rstrip("; "))


def chosen(people: Sequence[Candidate], scores: Floats, role: str, model_: Model) -> list[tuple[Candidate, float]]:
    """Return the candidates of one role, likeliest first, each entity once; the first has a threshold of its own."""
    found: list[tuple[Candidate, float]] = []
    for i in sorted(range(len(people)), key=lambda i: -scores[i]):
        least = model_.more[role] if found else model_.first[role]
        if scores[i] < least or len(found) == MOST:
            break
        known = any(one.entity == people[i].entity or same(one.who, people[i].who) for one, _ in found)
        if not known:
            found.append((people[i], float(scores[i])))
    return found


def decide(event: Event, people: Sequence[Candidate], scores: dict[str, Floats], model_: Model) -> Event:
    """Return the event with the participants that the scores speak for; nobody is on both sides."""
    actors = chosen(people, scores["actor"], "actor", model_)
    recipients = chosen(people, scores["recipient"], "recipient", model_)
    odds = {one.entity: p for one, p in actors}
    recipients = [(one, p) for one, p in recipients if p > odds.get(one.entity, 0.0)]
    suffering = {one.entity for one, _ in recipients}
    actors = [(one, p) for one, p in actors if one.entity not in suffering]
    speakers = chosen(people, scores["speaker"], "speaker", model_)
    return replace(
        event,
        actors=tuple(sorted((_quoted(one, p, "actor") for one, p in actors), key=lambda one: one.start)),
        recipients=tuple(sorted((_quoted(one, p, "recipient") for one, p in recipients), key=lambda one: one.start)),
        attribution=_quoted(*speakers[0], "speaker") if speakers else None,
    )


@dataclass(frozen=True, slots=True)
class Case:
    """One event as placed in its page, its candidates, and their features, one for one."""

    seen: Seen
    people: Sequence[Candidate]
    rows: Sequence[dict[str, float]]


def cases(page: Page, events: Sequence[Event]) -> list[Case]:
    """Return the events of a page whose trigger stands in a sentence, with all candidates around them."""
    placed = [one for one in (seen(event, page) for event in events) if one is not None]
    found = []
    for one in placed:
        people = linker_candidates.near(page, one.number, focal(one, placed))
        found.append(Case(one, people, [features(who, one, placed, page) for who in people]))
    return found


def tagged(told: Sequence[Case], page: Page, tagger: RoleTagger) -> list[Case]:
    """Return the cases with what the role tagger makes of their candidates among the features."""
    on = sheet(page, tagger.lower)
    if on is None:
        return list(told)
    arounds = [reading(one.seen, on) for one in told]
    chances = tagger.chances([(on, one) for one in arounds])
    out = []
    for one, around, own in zip(told, arounds, chances, strict=True):
        more = linker_odds.rows(one.people, linker_odds.views(one.people, around, own))
        out.append(replace(one, rows=[row | extra for row, extra in zip(one.rows, more, strict=True)]))
    return out


def look(told: Sequence[Case], model_: Model) -> list[dict[str, Floats]]:
    """Return each case's scores by role, 0..1, one for each of its candidates."""
    scores = model_.probabilities([row for one in told for row in one.rows])
    out, begin = [], 0
    for one in told:
        end = begin + len(one.people)
        out.append({role: values[begin:end] for role, values in scores.items()})
        begin = end
    return out


def link(article: Article, marks: Marks, events: tuple[Event, ...], model_: Model | None = None) -> tuple[Event, ...]:
    """Return the events of `article` with actors, recipients and attribution chosen among all candidates around.

    `events` are as the coder left them (its own roles are evidence); spans quote the article's text, and `why` gives
    the probability, 0..1. An event whose trigger stands in no sentence is returned as it came. Raises StopRun where
    the tagger's files are missing.
    """
    if not events:
        return events
    used, page = model_ or model(), linker_candidates.read(article, marks)
    told = tagged(cases(page, events), page, open_role_tagger())
    linked = {
        id(one.seen.event): decide(one.seen.event, one.people, own, used)
        for one, own in zip(told, look(told, used), strict=True)
        if one.people
    }
    return tuple(linked.get(id(event), event) for event in events)
