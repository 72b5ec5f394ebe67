"""Which pairs and countries an incident is about, and on which day it counts.

A subject is a pair of states, `AAA|BBB` in ISO 3166-1 alpha-3, sorted, or a country, `AAA`, for conflict within it.
Armed groups are third parties: what they do counts in the country where they do it, and a state that strikes one on a
neighbour's soil acts against the neighbour. Ground for escalation, forecasts and alerts, which must read an incident
alike.
"""

from collections.abc import Iterable
from itertools import combinations

from tocsin.records import Incident, Participant, Quad

# Those whose word is their country's word; an observer's or a newspaper's is not.
OFFICIAL = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG"})
# Those whose acts are their own affair, wherever their passport is from.
APART = frozenset({"MED", "NGO", "IGO", "BUS", "ELI", "REB", "UAF", "CRM"})
ARMED = frozenset({"REB", "UAF", "CRM"})
# A meeting of more states than this says little about any two of them.
MOST_MUTUAL = 4
FRIENDLY = frozenset({Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION})
VERBAL = frozenset({Quad.VERBAL_COOPERATION, Quad.VERBAL_CONFLICT})


def of_countries(people: Iterable[Participant]) -> frozenset[str]:
    """Return the countries of participants."""
    return frozenset(person.country for person in people if person.country)


def acting(incident: Incident) -> frozenset[str]:
    """Return the states that act: officially in words, by anyone but third parties in deeds."""
    verbal = incident.quad in VERBAL
    return of_countries(p for p in incident.actors if (p.sector in OFFICIAL if verbal else p.sector not in APART))


def acted_on(incident: Incident) -> frozenset[str]:
    """Return the states acted upon; where a state strikes abroad at none of that country, the country struck."""
    hit = of_countries(person for person in incident.recipients if person.sector not in ARMED)
    where = incident.place.country if incident.place else None
    by = acting(incident)
    if incident.quad is Quad.MATERIAL_CONFLICT and where is not None and len(by) == 1 and where not in by and hit <= by:
        return frozenset({where})
    return hit


def pair(one: str, two: str) -> str:
    """Return the subject of two countries."""
    return "|".join(sorted((one, two)))


def pairs(incident: Incident) -> tuple[str, ...]:
    """Return the pairs of states that an incident is between, sorted."""
    by, on = acting(incident), acted_on(incident)
    if len(by) > 1 and (incident.quad in FRIENDLY or on <= by):
        return tuple(sorted(pair(*two) for two in combinations(by, 2))) if len(by) <= MOST_MUTUAL else ()
    return tuple(sorted({pair(one, two) for one in by for two in on if one != two}))


def domestic(incident: Incident) -> tuple[str, ...]:
    """Return the one country that an incident stays within, or nothing."""
    where = incident.place.country if incident.place else None
    everyone = of_countries((*incident.actors, *incident.recipients))
    if incident.quad in VERBAL:
        return tuple(everyone) if len(everyone) == 1 else ()
    touched = acting(incident) | acted_on(incident) | ({where} if where else frozenset())
    if not touched:
        touched = everyone
    return tuple(touched) if len(touched) == 1 else ()


# Following years of news asks this of the same records on every day; a record is frozen, so the answer holds.
_ANSWERS: dict[int, tuple[Incident, tuple[str, ...]]] = {}
_MOST_ANSWERS = 100_000


def subjects(incident: Incident) -> tuple[str, ...]:
    """Return the subjects of an incident: its pairs, or the one country it stays within, or nothing."""
    kept = _ANSWERS.get(id(incident))
    if kept is not None and kept[0] is incident:
        return kept[1]
    if len(_ANSWERS) >= _MOST_ANSWERS:
        _ANSWERS.clear()
    answer = pairs(incident) or domestic(incident)
    _ANSWERS[id(incident)] = incident, answer
    return answer


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
