"""Who did an act of which a sentence tells only beside another: an accusation of it, or an answer to it.

"A accused B of bombing C" tells two things: the accusation, and a bombing that is A's word and B's alleged act (gold
guidelines, rule 11). Where a coder leaves the author of such an act open, or puts the accuser there, the accused stands
in. "A attacked posts in retaliation for air strikes" tells of strikes that were not A's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tocsin.events.linking import provoking
from tocsin.records import Event, Participant, Quad, Status


def same_people(one: Iterable[Participant], two: Iterable[Participant]) -> bool:
    """Whether two sides name someone of one country, or by one name."""
    keys = [{person.country or person.name for person in people} - {None} for people in (one, two)]
    return bool(keys[0] & keys[1])


def open_act(event: Event) -> bool:
    """Whether a mention is someone's unconfirmed word on a deed, its author open or mistaken for the speaker."""
    if event.quad is not Quad.MATERIAL_CONFLICT or event.status is not Status.UNCONFIRMED or event.attribution is None:
        return False
    return not event.actors or same_people(event.actors, (event.attribution,))


def accused(event: Event, beside: Iterable[Event]) -> tuple[Participant, ...]:
    """Return whom the speaker of a mention accuses in the same sentence, before the act is named; or nobody."""
    for other in sorted(beside, key=lambda one: one.trigger.start, reverse=True):
        spoken = other.quad is Quad.VERBAL_CONFLICT and other.status is Status.REPORTED and other.recipients
        said = (event.attribution,) if event.attribution else ()
        if spoken and other.trigger.start < event.trigger.start and same_people(other.actors, said):
            return tuple(person for person in other.recipients if not same_people((person,), said))
    return ()


def provoked(event: Event, beside: Iterable[Event]) -> bool:
    """Whether a deed is what another mention of its sentence answers, though both are put down to the same actor."""
    before = (one for one in beside if one.trigger.end < event.trigger.start)
    return provoking(event) and any(same_people(event.actors, one.actors) for one in before)


def completed(events: Iterable[Event]) -> Iterator[Event]:
    """Yield the mentions, the accused as actor of what its accuser says it did, nobody as answering to himself."""
    found = list(events)
    by_sentence: dict[tuple[str, int], list[Event]] = defaultdict(list)
    for event in found:
        by_sentence[event.article, event.sentence.start].append(event)
    for event in found:
        beside = by_sentence[event.article, event.sentence.start]
        people = accused(event, beside) if open_act(event) else ()
        if people:
            yield replace(event, actors=people)
        elif event.quad is Quad.MATERIAL_CONFLICT and provoked(event, beside):
            yield replace(event, actors=())
        else:
            yield event
