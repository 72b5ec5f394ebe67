"""Who says so, who denies it, and how well it stands.

The rules are the gold guidelines' (section Situations). An origin counts once however many pages carry it,
and the outlets of one side (its state's media, its party's) count once together. An incident is

* confirmed where two or more independent origins tell it unhedged, or its actor owns it;
* contested where it is asserted and denied, until an independent inquiry settles what its alleged author denies,
  or two origins outweigh the denial of another;
* unconfirmed otherwise; what was only demanded or threatened has no origin and has not happened.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from tocsin.incidents.view import View, kind
from tocsin.records import Claim, Event, Participant, Quad, Standing, Status

INQUIRERS = frozenset({"IGO", "JUD", "NGO"})
STANCES = {Status.REPORTED: "for", Status.UNCONFIRMED: "hedged", Status.DENIED: "against"}


def owner(event: Event) -> str | None:
    """Return who says so, by name where known, or None for the narrator."""
    said = event.attribution
    return (said.name or said.text) if said else None


def same_side(speaker: Participant, people: Sequence[Participant]) -> bool:
    """Whether a speaker is one of `people` or speaks for the same state or group."""
    for person in people:
        if speaker.name and person.name and speaker.name.lower() == person.name.lower():
            return True
        if speaker.country and speaker.country == person.country:
            kinds = kind(speaker.sector), kind(person.sector)
            if kinds[0] == kinds[1] and (kinds[0] == "state" or not (speaker.name and person.name)):
                return True
    return False


def partial(speaker: Participant, members: Sequence[View]) -> bool:
    """Whether a speaker belongs to a side of the happening, by country or by name."""
    countries = frozenset[str]().union(*(view.actors.countries | view.recipients.countries for view in members))
    names = frozenset[str]().union(*(view.actors.names | view.recipients.names for view in members))
    return (speaker.country in countries) or (speaker.name or "").lower() in names


def voice(view: View) -> str | None:
    """Return whose outlet's own reporting a mention stands in."""
    return view.article.voice if view.article else None


def voiced(view: View, members: Sequence[View]) -> bool:
    """Whether a mention stands in the reporting of a side's own outlet."""
    whose = voice(view)
    return whose is not None and partial(Participant(whose, 0, 0, whose, "GOV", whose), members)


def teller(view: View, members: Sequence[View]) -> str:
    """Return who is counted for a mention: its origin, but all outlets of one side count as that side's one voice."""
    return f"voice of {voice(view)}" if voiced(view, members) else view.origin


def plainly(members: Sequence[View]) -> frozenset[str]:
    """Return the independent tellers that say unhedged that it happened."""
    return frozenset(teller(view, members) for view in members if view.event.status is Status.REPORTED)


def claims(members: Sequence[View]) -> tuple[Claim, ...]:
    """Return what each origin says of the happening, in canonical order; plans and wishes claim nothing."""
    found = []
    for view in members:
        event = view.event
        if event.status not in STANCES:
            continue
        said = event.attribution is not None and partial(event.attribution, members)
        known = view.key[0] if view.key[0] != "9999" else None
        found.append(
            Claim(
                event=event.id,
                article=event.article,
                origin=view.origin,
                owner=owner(event),
                stance=STANCES[event.status],
                party=said or voiced(view, members),
                killed=event.killed,
                known_at=known,
                voice=voice(view),
            )
        )
    return tuple(found)


def origins(members: Sequence[View]) -> tuple[str, ...]:
    """Return the independent origins that tell of the happening, hedged or not, sorted."""
    return tuple(sorted({v.origin for v in members if v.event.status in (Status.REPORTED, Status.UNCONFIRMED)}))


def actors_of(members: Sequence[View]) -> list[Participant]:
    """Return all actors that the mentions name."""
    return [person for view in members for person in view.event.actors]


@cache
def anonymous() -> frozenset[str]:
    """Return the words of `resources/incidents/anonymous.txt`."""
    text = (files("tocsin") / "resources" / "incidents" / "anonymous.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def binding(speaker: Participant) -> bool:
    """Whether a speaker's word can bind its side: a nameless source's cannot."""
    return not anonymous() & set(speaker.text.lower().split())


def owned(members: Sequence[View]) -> bool:
    """Whether the actor owns the act: it says so itself, or the act is its own word."""
    actors = actors_of(members)
    told = [view.event for view in members if view.event.status is Status.REPORTED]
    if any(event.quad is Quad.VERBAL_CONFLICT and event.actors for event in told):
        return True
    said = [event.attribution for event in told if event.attribution is not None]
    return any(binding(speaker) and same_side(speaker, actors) for speaker in said)


def inquiry(members: Sequence[View], since: str) -> bool:
    """Whether a body of no side says so after the first denial: an international body, a court, an aid agency."""
    return any(
        view.key[0] >= since
        and view.event.status is Status.REPORTED
        and view.event.attribution is not None
        and view.event.attribution.sector in INQUIRERS
        and not partial(view.event.attribution, members)
        for view in members
    )


def settled(members: Sequence[View], by_actor: bool) -> bool:
    """Whether a denial is outweighed: by an independent inquiry where the actor denies, else by two plain origins."""
    if by_actor:
        return inquiry(members, min(view.key[0] for view in members if view.event.status is Status.DENIED))
    return len(plainly(members)) > 1


def standing(members: Sequence[View]) -> Standing:
    """Return how well the happening is corroborated."""
    if not origins(members):
        return Standing.UNCONFIRMED
    denials = [view.event for view in members if view.event.status is Status.DENIED]
    actors = actors_of(members)
    by_actor = any(event.attribution is not None and same_side(event.attribution, actors) for event in denials)
    if owned(members):
        return Standing.CONFIRMED
    if denials and not settled(members, by_actor):
        return Standing.CONTESTED
    return Standing.CONFIRMED if len(plainly(members)) > 1 else Standing.UNCONFIRMED
