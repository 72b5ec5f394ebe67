"""A learned link from triggers to participants: who of the candidates around acts, suffers, or says so.

Candidates are the noun phrases, marked actors and pronouns of the event's sentence, its neighbours and the lead; what
the dependency rules found is one of the features. The task is implicit argument linking
(Gerber and Chai 2010); the method a pairwise classifier.
"""

from collections.abc import Sequence
from dataclasses import replace

from tocsin.events import linker_candidates
from tocsin.events.linker_candidates import Candidate
from tocsin.events.linker_features import features, focal, same, seen
from tocsin.events.linker_model import Floats, Model, model
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


def link(article: Article, marks: Marks, events: tuple[Event, ...], model_: Model | None = None) -> tuple[Event, ...]:
    """Return the events of `article` with actors, recipients and attribution chosen among all candidates around.

    `events` are as the coder left them (its own roles are evidence); spans quote the article's text, and `why` gives
    the probability, 0..1. An event whose trigger stands in no sentence is returned as it came.
    """
    if not events:
        return events
    used, page = model_ or model(), linker_candidates.read(article, marks)
    placed = [seen(event, page) for event in events]
    known = [one for one in placed if one is not None]
    people = [linker_candidates.near(page, one.number, focal(one, known)) if one else () for one in placed]
    rows = [features(who, one, known, page) for one, some in zip(placed, people, strict=True) if one for who in some]
    scores = used.probabilities(rows)
    out, begin = [], 0
    for event, some in zip(events, people, strict=True):
        own = {role: values[begin : begin + len(some)] for role, values in scores.items()}
        out.append(decide(event, some, own, used) if some else event)
        begin += len(some)
    return tuple(out)
