"""The parts of a brief that tell what happened, and who says what against whom."""

from collections.abc import Iterable

from tocsin.alerts.cite import Desk, Section, Sentence, evidence
from tocsin.alerts.rules import recent
from tocsin.records import Incident, Quad, Standing, Toll
from tocsin.wording import capital, clause, listing, number, participant, plural

MOST_TOLD = 12
HEADINGS = {
    Standing.CONFIRMED: "What happened: confirmed",
    Standing.CONTESTED: "What happened: contested",
    Standing.UNCONFIRMED: "What happened: unconfirmed",
}


def toll_words(toll: Toll, what: str) -> str:
    """Return a toll in words; `what` is `killed` or `injured`."""
    if toll.high == 0:
        return f"no one was {what}"
    if toll.low == toll.high:
        return f"{plural(toll.best, 'person was', 'people were')} {what}"
    if toll.low == 0:
        return f"up to {number(toll.high)} people were {what}"
    return f"between {number(toll.low)} and {number(toll.high)} people were {what}"


def tolls(incident: Incident) -> str:
    """Return what is said of deaths and injuries, as a clause, or nothing."""
    told = [
        toll_words(toll, what) for toll, what in ((incident.killed, "killed"), (incident.injured, "injured")) if toll
    ]
    return listing(told)


def origins_words(incident: Incident) -> str:
    """Return who tells of an incident, in words."""
    names = [name for name in incident.origins if name]
    if len(names) == 1:
        return f"told by one origin, {names[0]}"
    shown = listing(names[:3]) if len(names) <= 3 else f"{', '.join(names[:3])} and {number(len(names) - 3)} more"
    return f"told by {number(len(names))} independent origins, {shown}"


def deniers(incident: Incident, desk: Desk) -> str:
    """Return who denies an incident, in words, or nothing."""
    found = []
    for claim in incident.claims:
        if claim.stance == "against":
            event = desk.events.get(claim.event)
            said = event.attribution if event else None
            found.append(participant(said) if said else f"a report by {claim.origin}")
    return listing(sorted(set(found)))


def sentence(incident: Incident, desk: Desk) -> Sentence:
    """Return the sentence that tells one incident, with its toll and its origins."""
    told = capital(clause(incident))
    if incident.status is Standing.UNCONFIRMED:
        told = f"It is reported, but not confirmed, that {clause(incident)}"
    if deaths := tolls(incident):
        told += f"; {deaths}" if incident.status is Standing.CONFIRMED else f"; by these reports {deaths}"
    told += f" ({origins_words(incident)})"
    stances = ["for", "hedged"]
    if incident.status is Standing.CONTESTED and (against := deniers(incident, desk)):
        told += f"; it is denied by {against}"
        stances.append("against")
    return Sentence(f"{told}.", evidence(incident, desk, stances), (incident.id,))


def physical(desk: Desk, within: int, standing: Standing) -> list[Incident]:
    """Return what happened lately between the sides in deed, of one standing, latest first."""
    near = (i for i in recently(desk, within) if i.happened and i.status is standing)
    return [i for i in near if i.quad in (Quad.MATERIAL_CONFLICT, Quad.MATERIAL_COOPERATION)]


def recently(desk: Desk, within: int) -> list[Incident]:
    """Return the incidents of the last `within` days, latest first."""
    from tocsin.alerts.rules import Evidence

    known = tuple(desk.incidents.values())
    return list(recent(Evidence(desk.subject, desk.day, {}, {}, known), within))


def heaviest(incidents: Iterable[Incident]) -> list[Incident]:
    """Return the gravest incidents, in order of day."""
    kept = sorted(incidents, key=lambda one: (-one.intensity, -len(one.origins), one.id))[:MOST_TOLD]
    return sorted(kept, key=lambda one: (one.date or "", one.id))


def what_happened(desk: Desk, within: int) -> list[Section]:
    """Return the sections of confirmed, contested and unconfirmed incidents; each says so where it is empty."""
    sections = []
    for standing, title in HEADINGS.items():
        told = [sentence(one, desk) for one in heaviest(physical(desk, within, standing))]
        sections.append(Section(title, tuple(told)))
    return sections


def against_whom(desk: Desk, within: int) -> Section:
    """Return what the sides say against each other, and who denies what."""
    words = [i for i in recently(desk, within) if i.quad is Quad.VERBAL_CONFLICT and i.happened and i.actors]
    told = [sentence_of_words(one, desk) for one in heaviest(words)]
    denied = [i for i in recently(desk, within) if deniers(i, desk) and i.status is not Standing.CONTESTED]
    told += [denial(one, desk) for one in heaviest(denied)]
    return Section("Who says what against whom", tuple(told))


def sentence_of_words(incident: Incident, desk: Desk) -> Sentence:
    """Return the sentence that tells an accusation, threat, refusal or demand."""
    return Sentence(f"{capital(clause(incident))}.", evidence(incident, desk), (incident.id,))


def denial(incident: Incident, desk: Desk) -> Sentence:
    """Return the sentence that tells who denies a happening."""
    told = f"{capital(deniers(incident, desk))} denied the report that {clause(incident)}."
    return Sentence(told, evidence(incident, desk, ("against",)), (incident.id,))
