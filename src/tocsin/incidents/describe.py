"""What a happening is, in one record: the most precise day and place, the sides, the kind that most mentions give."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from tocsin.incidents.compare import why as pair_why
from tocsin.incidents.corroborate import claims, origins, standing
from tocsin.incidents.toll import toll
from tocsin.incidents.view import REACH_KM, View, kind, telling
from tocsin.records import Event, Incident, Participant, Place, Quad, Toll, make_id

Role: TypeAlias = tuple[str, str]

# A role given by fewer than one in so many of the mentions that give the commonest is taken for a slip.
FEW = 4
# What one origin weighs against one mention.
WHOLE = 100


def told(members: Sequence[View]) -> list[View]:
    """Return the mentions that say it happened, or all where none does."""
    return [view for view in members if view.happened] or list(members)


def strongest(events: Sequence[Event]) -> Event:
    """Return the event whose Goldstein value is furthest from nought; the first of equals."""
    return max(events, key=lambda event: abs(event.goldstein))


def best_mode(events: Sequence[Event], type_: str) -> str | None:
    """Return the mode most mentions of a type give, or None where fewer than a third of them give it."""
    own = [event.mode for event in events if event.type == type_]
    counts = Counter(mode for mode in own if mode)
    if not counts:
        return None
    best = min(counts, key=lambda mode: (-counts[mode], mode))
    return best if counts[best] * 3 >= len(own) else None


def best_date(events: Sequence[Event]) -> str | None:
    """Return the most precise day, and among equals the one most mentions give, the earlier where they tie."""
    counts = Counter(event.date for event in events if event.date)
    if not counts:
        return None
    return min(counts, key=lambda value: (-min(len(value), 10), -counts[value], value))


def finer(place: Place) -> float:
    """Return how vague a place is, in kilometres."""
    return REACH_KM.get(place.precision, 100.0)


def best_place(events: Sequence[Event]) -> Place | None:
    """Return the most precise place, and among equals the one most mentions give.

    A place that stands in a title alone gives way to those of the texts, and a fight is not placed by it at all:
    `Riyadh and Doha call for restraint` tells who speaks and not where the fighting is.
    """
    found = [event.place for event in events if event.place]
    told = [place for place in found if not place.why.startswith("title:")]
    places = told or (found if strongest(events).quad is not Quad.MATERIAL_CONFLICT else [])
    if not places:
        return None
    counts = Counter(place.name for place in places)
    return min(places, key=lambda place: (finer(place), -counts[place.name], place.name, -place.score))


def fuller(person: Participant) -> tuple[bool, float, str]:
    """Return how much a participant's record tells, for choosing among mentions of the same one."""
    return (person.name is not None, person.score, person.text)


def votes(views: Sequence[View], which: str) -> Counter[Role]:
    """Return how many independent origins put each role on one side (`actors` or `recipients`).

    Copies and rewrites of one agency's report count once; mentions break ties, as hundredths of an origin at most.
    """
    origins_of: dict[Role, set[str]] = defaultdict(set)
    mentions: Counter[Role] = Counter()
    for view in views:
        for one in {role(person) for person in getattr(view.event, which) if telling(person)}:
            origins_of[one].add(view.origin)
            mentions[one] += 1
    return Counter({one: len(found) * WHOLE + min(mentions[one], WHOLE - 1) for one, found in origins_of.items()})


def role(person: Participant) -> Role:
    """Return what makes two participants one side: country and kind, or for a body of no state its name."""
    return (person.country or (person.name or person.text).lower(), kind(person.sector))


def clash(events: Sequence[Event]) -> bool:
    """Whether most mentions that name a doer have two or more countries act, as in a clash without an aggressor."""
    countries = [{role(person)[0] for person in event.actors if telling(person)} for event in events if event.actors]
    return 2 * sum(len(one) > 1 for one in countries) > len(countries)


def doers(by: Counter[Role], to: Counter[Role], struck: frozenset[str]) -> set[Role]:
    """Return who acts in one-sided violence.

    At least half as many origins must say so as say it of the likeliest doer, and more than say that it suffered; a
    state of those struck is no doer beside another country: whoever told of the attack was taken for its author.
    """
    best = max(by.values(), default=0)
    found = {one for one, count in by.items() if count > to[one] and count * 2 >= best}
    abroad = {one for one in found if one[0] not in struck}
    return {one for one in found if one in abroad or one[1] != "state" or not abroad}


def unplaced(event: Event) -> Event:
    """Return an act of violence without doers that are quoted as its place is: `the bombing of Kabul`, not by it."""
    if event.quad is not Quad.MATERIAL_CONFLICT or event.place is None:
        return event
    where = event.place.name.lower()
    return replace(event, actors=tuple(one for one in event.actors if one.text.lower() != where))


def both(by: Counter[Role], to: Counter[Role]) -> set[Role]:
    """Return the roles that stand on a side as often as on the other, less the slips."""
    return {one for one, count in by.items() if count >= to[one] and count * FEW > max(by.values())}


def sides(views: Sequence[View]) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Return actors and recipients as most independent origins have them.

    A role that stands on both sides goes where more put it (to both where they tie, save in one-sided violence); one
    that few give beside many that give another is left out as a slip.
    """
    views = [replace(view, event=unplaced(view.event)) for view in views]
    events = [view.event for view in views]
    by, to = votes(views, "actors"), votes(views, "recipients")
    recipients = both(to, by)
    if strongest(events).quad is Quad.MATERIAL_CONFLICT and not clash(events):
        countries = {one[0] for one in recipients} | {event.place.country for event in events if event.place}
        actors = doers(by, to, frozenset(filter(None, countries)))
        recipients -= actors
    else:
        actors = both(by, to)
    return (
        people(p for event in events for p in event.actors if role(p) in actors),
        people(p for event in events for p in event.recipients if role(p) in recipients),
    )


def people(found: Iterable[Participant]) -> tuple[Participant, ...]:
    """Return the distinct participants, the fullest record of each, those named most often first."""
    best: dict[tuple[str | None, str, str | None], Participant] = {}
    counts: Counter[tuple[str | None, str, str | None]] = Counter()
    for person in found:
        key = (person.country, person.sector, (person.name or "").lower() or None)
        counts[key] += 1
        if key not in best or fuller(person) > fuller(best[key]):
            best[key] = person
    named = {(key[0], key[1]) for key in best if key[2]}
    kept = [key for key in best if key[2] or (key[0], key[1]) not in named]
    return tuple(best[key] for key in sorted(kept, key=lambda key: (-counts[key], key[0] or "", key[1], key[2] or "")))


def intensity(event: Event, killed: Toll | None) -> float:
    """Return how grave a happening is, from 0: the size of its Goldstein value, and a point for each doubling of
    deaths.
    """
    return abs(event.goldstein) + float((killed.best if killed else 0).bit_length())


def reason(members: Sequence[View]) -> str:
    """Return why the mentions were merged: what the last shares with the first."""
    if len(members) == 1:
        return "one mention"
    return f"{len(members)} mentions: " + (pair_why(members[0], members[-1]) or "joined through one another")


def describe(members: Sequence[View]) -> Incident:
    """Return the incident of one cluster of mentions, given in canonical order."""
    views = told(members)
    events = [view.event for view in views]
    lead = strongest(events)
    status = standing(members)
    killed = toll(members, "killed", status)
    sources = origins(members)
    actors, recipients = sides(views)
    known = [view.key[0] for view in members if view.key[0] != "9999"]
    return Incident(
        id=make_id("incident", members[0].event.id),
        events=tuple(view.event.id for view in members),
        type=lead.type,
        mode=best_mode(events, lead.type),
        quad=lead.quad,
        intensity=intensity(lead, killed),
        date=best_date(events),
        place=best_place(events),
        actors=actors,
        recipients=recipients,
        killed=killed,
        injured=toll(members, "injured", status),
        status=status,
        origins=sources,
        claims=claims(members),
        happened=bool(sources),
        background=all(event.background for event in events),
        why=reason(members),
        known_at=max(known) if known else None,
    )
