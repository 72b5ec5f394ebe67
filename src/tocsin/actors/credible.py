"""Whether what a coder quoted as a participant can act at all: a field left empty beats a wrong one."""

from dataclasses import replace

from tocsin.records import Event, Participant

# On training dispatches 94 of 100 recipients, and 9 of 10 actors, that resolve to no known role and no name are things:
# `reinforcements`, `jacket`, `consequences`.
UNKNOWN = 0.5
RELATIVE = frozenset({"who", "whom", "which", "that", "whose", "what"})


def can_act(participant: Participant) -> bool:
    """Return whether a resolved participant is a named one, has a known role or a nationality of its own."""
    if participant.text.lower() in RELATIVE:
        return False
    return participant.name is not None or participant.score > UNKNOWN or " of " in participant.why


def _same(one: Participant, other: Participant) -> bool:
    return one.start == other.start or (one.name is not None and one.name == other.name)


def only_actors(event: Event) -> Event:
    """Return the event without participants that cannot act or act on themselves; who says so is kept."""
    actors = tuple(filter(can_act, event.actors))
    recipients = (who for who in event.recipients if can_act(who) and not any(_same(who, a) for a in actors))
    return replace(event, actors=actors, recipients=tuple(recipients))
