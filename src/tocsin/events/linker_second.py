"""The second look: what the first one gave to the rivals of a candidate, and to the other events of the article.

Roles of one event depend on one another and on those of its neighbours (the accused of one sentence is the doer of the
next); a second classifier sees the first one's choices as features, as in stacked sequential learning (Cohen and
Carvalho 2005). The first one's scores are those of folds that had not seen the article while it is trained.
"""

from collections.abc import Iterator, Mapping, Sequence

from tocsin.events.linker_candidates import Candidate
from tocsin.events.linker_features import Seen, beside, in_others
from tocsin.events.linker_model import Floats
from tocsin.records import Participant

ROLES = ("actor", "recipient", "speaker")
_RANKS = 4


def _entities(people: Sequence[Candidate], scores: Floats) -> dict[str, float]:
    """The best score of each entity."""
    best: dict[str, float] = {}
    for one, score in zip(people, scores, strict=True):
        best[one.entity] = max(best.get(one.entity, 0.0), float(score))
    return best


def _standing(own: float, entity: float, ranked: Sequence[float], role: str) -> Iterator[tuple[str, float]]:
    yield f"2 {role}", own
    yield f"2 {role} entity", entity
    yield f"2 {role} rank", min(_RANKS, sum(other > entity for other in ranked))
    rival = next((other for other in ranked if other != entity), 0.0)
    yield f"2 {role} lead", entity - rival
    yield f"2 {role} best mention", own == entity


def _sides(candidate: Candidate, event: Seen) -> Iterator[tuple[str, float]]:
    told = event.event
    speakers: tuple[Participant, ...] = (told.attribution,) if told.attribution is not None else ()
    for role, people in (("actor", told.actors), ("recipient", told.recipients), ("speaker", speakers)):
        countries = {one.country for one in people} - {None}
        yield f"2 {role}s", len(people)
        yield f"2 beside {role}", beside(candidate, people)
        yield f"2 country of {role}", candidate.who.country in countries
        yield f"2 other country than {role}", bool(countries) and candidate.who.country not in {None, *countries}


def second(
    people: Sequence[Candidate], event: Seen, scores: Mapping[str, Floats], events: Sequence[Seen]
) -> list[dict[str, float]]:
    """Return the further features of an event's candidates.

    `scores` are the first classifier's of these candidates, by role; `event` and `events` hold the participants that
    it chose.
    """
    best = {role: _entities(people, scores[role]) for role in ROLES}
    ranked = {role: sorted(best[role].values(), reverse=True) for role in ROLES}
    out = []
    for i, one in enumerate(people):
        found: dict[str, float] = {}
        for role in ROLES:
            found.update(_standing(float(scores[role][i]), best[role][one.entity], ranked[role], role))
        found.update(_sides(one, event))
        found.update((f"2 {name}", value) for name, value in in_others(one, event, events))
        out.append({name: float(value) for name, value in found.items() if value})
    return out
