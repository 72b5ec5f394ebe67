"""Which pairs and countries an incident is about, and on which day it counts.

A subject is a pair of states, `AAA|BBB` in ISO 3166-1 alpha-3, sorted, or a country, `AAA`, for conflict within it.
Armed groups stand by their country; one that a state strikes on a neighbour's soil is a third party, and the
neighbour the other side. Ground for escalation, forecasts and alerts, which all must read an incident the same way.
"""

from itertools import combinations

from tocsin.records import Incident, Participant, Quad

# Those whose word is their country's word; an observer's or a newspaper's is not.
OFFICIAL = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG", "REB"})
# Those whose acts are their own affair, wherever their passport is from.
APART = frozenset({"MED", "NGO", "IGO", "BUS", "ELI"})
# A meeting of more states than this says little about any two of them.
MOST_MUTUAL = 4


def counts(person: Participant, quad: Quad) -> bool:
    """Whether a participant's act counts as its country's in a happening of this class."""
    verbal = quad in (Quad.VERBAL_COOPERATION, Quad.VERBAL_CONFLICT)
    return person.country is not None and (person.sector in OFFICIAL if verbal else person.sector not in APART)


def acting(incident: Incident) -> frozenset[str]:
    """Return the countries that act."""
    return frozenset(p.country for p in incident.actors if p.country and counts(p, incident.quad))


def acted_on(incident: Incident) -> frozenset[str]:
    """Return the countries acted upon; where a state strikes abroad at no one of that country, the country struck."""
    hit = frozenset(p.country for p in incident.recipients if p.country)
    where = incident.place.country if incident.place else None
    by = acting(incident)
    abroad = incident.quad is Quad.MATERIAL_CONFLICT and where is not None and by and where not in by
    if where is not None and abroad and hit <= by and len(by) == 1:
        return frozenset({where})
    return hit


def pair(one: str, two: str) -> str:
    """Return the subject of two countries."""
    return "|".join(sorted((one, two)))


def pairs(incident: Incident) -> tuple[str, ...]:
    """Return the pairs of states that an incident is between, sorted."""
    by, on = acting(incident), acted_on(incident)
    friendly = incident.quad in (Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION)
    if len(by) > 1 and (friendly or on <= by):
        return tuple(sorted(pair(*two) for two in combinations(by, 2))) if len(by) <= MOST_MUTUAL else ()
    return tuple(sorted({pair(one, two) for one in by for two in on if one != two}))


def subjects(incident: Incident) -> tuple[str, ...]:
    """Return the subjects of an incident: its pairs, or the one country it stays within, or nothing."""
    found = pairs(incident)
    if found:
        return found
    by = frozenset(p.country for p in incident.actors if p.country and p.sector not in APART)
    touched = by | acted_on(incident)
    if incident.place and incident.place.country:
        touched |= {incident.place.country}
    foreign = any(p.country not in touched for p in incident.actors if p.country)
    return tuple(touched) if len(touched) == 1 and not foreign else ()


def day_of(incident: Incident) -> str | None:
    """Return the day on which an incident counts, or None where it is not known well enough.

    What has a month alone counts on its last day known by then; what is undated and not of the past counts on the day
    it became known.
    """
    known = (incident.known_at or "")[:10]
    if incident.date is None:
        return known or None if not incident.background else None
    if len(incident.date) >= 10:
        return incident.date[:10]
    if len(incident.date) == 7 and not incident.background:
        return min(known, f"{incident.date}-28") if known else f"{incident.date}-28"
    return None


def known_by(incident: Incident, day: str) -> bool:
    """Whether an incident, as this record tells it, was known by the end of `day`."""
    return (incident.known_at or "9999")[:10] <= day
