"""What participants tell of an event's place: their countries, capitals and seats, names that speak of them. Pure.

In the names of the features `a` is an actor, `r` a recipient, `s` the one who says so.
"""

import re
from collections.abc import Iterator

from tocsin.geodesy import km
from tocsin.places.cues import Seat, countries, seats
from tocsin.places.names import fold
from tocsin.places.scene import Candidate, Context, breadth
from tocsin.records import Event, Participant, Place

SEAT_KM = 30.0
REACH = 40
_STATE = frozenset(["GOV", "MIL", "SPY", "COP", "JUD", "LEG"])
_OF = re.compile(r"[\s,]*(?:(?:in|of|at|from|based|for|the|'s|’s|who|which|capital)[\s,]*){0,4}")


def sides(event: Event, candidate: Candidate, around: Context) -> Iterator[str]:
    """Yield the features of one candidate that rest on who acts, who suffers and who tells."""
    place = candidate.place
    if place is None:
        yield from _nowhere(event)
        return
    yield from _relation(event, place)
    yield from _capital(event, candidate, place)
    yield from _body(event, candidate, place)
    if candidate.source == "text":
        yield from _names(event, place, around)


def seats_of(event: Event) -> list[Candidate]:
    """Return the cities where international bodies among an event's participants sit, as candidates."""
    out: dict[str, Candidate] = {}
    for _, person in _people(event):
        if (seat := _seat(person)) and seat.city not in out:
            place = Place(
                seat.city,
                person.start,
                person.end,
                seat.country,
                lat=seat.lat,
                lon=seat.lon,
                score=0.5,
                why=f"seat of {person.text}",
            )
            out[seat.city] = Candidate(place, "seat")
    return list(out.values())


def _people(event: Event) -> Iterator[tuple[str, Participant]]:
    yield from (("a", person) for person in event.actors)
    yield from (("r", person) for person in event.recipients)
    if event.attribution:
        yield "s", event.attribution


def _seat(person: Participant) -> Seat | None:
    return seats().get(fold(person.name or "")) or seats().get(fold(person.text))


def _at(place: Place, lat: float, lon: float) -> bool:
    """Whether a place narrower than a country lies at a capital or seat."""
    if place.precision == "country" or place.lat is None or place.lon is None:
        return False
    return km(place.lat, place.lon, lat, lon) < SEAT_KM


def _nowhere(event: Event) -> Iterator[str]:
    yield f"none:{event.type}/{event.mode}"
    if not any(person.country for _, person in _people(event)):
        yield "none:no country"
    if event.attribution and event.status != "reported":
        yield "none:hedged"


def _relation(event: Event, place: Place) -> Iterator[str]:
    """Whose country the place lies in; `-` where no actor has one."""
    kind = breadth(place)
    of = {side for side, person in _people(event) if person.country == place.country}
    whose = "".join(side for side in "ar" if side in of)
    unknown = "" if any(a.country for a in event.actors) else "-"
    yield f"rel:{unknown}{whose}:{kind}"
    yield f"rel:{whose}:{event.type}"
    yield f"rel:{whose}:{event.type}/{event.mode}"
    yield f"kind:{kind}:{event.type}"
    if "s" in of:
        yield f"rel:s{whose}:{kind}"
    if event.status != "reported":
        yield f"rel:{whose}:{event.status}"


def _capital(event: Event, candidate: Candidate, place: Place) -> Iterator[str]:
    country = countries().get(place.country or "")
    if country is None or country.seat is None or not _at(place, *country.seat):
        return
    state = {s for s, person in _people(event) if person.country == place.country and person.sector in _STATE}
    whose = "".join(sorted(state))
    yield f"capital:{whose}"
    yield f"capital:{whose}:{event.type}"
    yield f"capital:{whose}:{event.status}"
    yield f"capital:{candidate.source}"


def _body(event: Event, candidate: Candidate, place: Place) -> Iterator[str]:
    """Whether an international body among the participants sits there."""
    whose = {s for s, person in _people(event) if (seat := _seat(person)) and _at(place, seat.lat, seat.lon)}
    if whose:
        told = "".join(sorted(whose))
        yield f"body seat:{told}"
        yield f"body seat:{told}:{event.type}"
        yield f"body seat:{candidate.source}"
        yield f"body seat:{event.status}"


def _names(event: Event, place: Place, around: Context) -> Iterator[str]:
    """Whether the name itself is a participant (`Kabul accused`), or says where one is from (`an analyst in Dakar`)."""
    for side, person in _people(event):
        if person.start == person.end:
            continue
        if person.start < place.end and place.start < person.end:
            yield f"is:{side}"
            yield f"is:{side}:{breadth(place)}"
            if side == "a":
                yield f"is:{side}:{event.type}"
        elif 0 <= place.start - person.end < REACH and _OF.fullmatch(around.text[person.end : place.start]):
            yield f"of:{side}"
