"""The parts of a brief that tell what happened, and who says what against whom."""

from collections.abc import Iterable
from dataclasses import replace

from tocsin.alerts.carry import Cited, cited, deed, of_stance, several, speaker
from tocsin.alerts.cite import Desk, Section, Sentence, quotes_of
from tocsin.alerts.naming import named
from tocsin.alerts.rules import recent
from tocsin.records import Incident, Participant, Quad, Standing, Toll
from tocsin.subjects import OFFICIAL
from tocsin.wording import capital, listing, number, participant, plural

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


def tolls(known: Cited) -> str:
    """Return what is said of deaths and injuries, as a clause, or nothing; each side's dead apart, by its word."""
    killed, injured = known.incident.killed, known.incident.injured
    told = [toll_words(killed, "killed")] if killed else []
    if killed and len(groups := dead(known)) > 1:
        told = [f"{listing(of_whom(who, *span) for who, span in groups.items())} were killed"]
    told += [toll_words(injured, "injured")] if injured else []
    by = counted_by(known)
    return f"{by}{listing(told)}" if told else ""


def of_whom(who: str, low: int, high: int) -> str:
    """Return how many of some people: `12 Afghan civilians`, `15 to 20 of the Taliban`."""
    count = number(high) if low == high else f"{number(low)} to {number(high)}"
    return (
        f"{count} {who}"
        if several(who) and not who.endswith("forces") and " the " not in f" {who}"
        else f"{count} of {who}"
    )


def dead(known: Cited) -> dict[str, tuple[int, int]]:
    """Return how many of whom were killed, by the quotations of an incident that give it of one side each."""
    found: dict[str, tuple[int, int]] = {}
    for event in known.events:
        if event.killed and event.killed.high and len({one.country for one in event.recipients}) == 1:
            who = participant(event.recipients[0])
            low, high = found.get(who, (event.killed.low, 0))
            found[who] = min(low, event.killed.low), max(high, event.killed.high)
    return found


def counted_by(known: Cited) -> str:
    """Return whose word the figures are where they are somebody's: `by the account of Pakistan's armed forces `."""
    counts = [event for event in known.events if event.killed or event.injured]
    if not counts or any(event.attribution is None for event in counts):
        return ""
    said = [
        told_by(event.attribution)
        for event in counts
        if event.attribution and any(named(event.attribution, quote.text, event) for quote in known.quotes)
    ]
    return f"by the account of {listing(said)}, " if said else "by one side's account, "


def origins_words(incident: Incident) -> str:
    """Return who tells of an incident, in words."""
    names = [name for name in incident.origins if name]
    if len(names) == 1:
        return f"told by one origin, {names[0]}"
    shown = listing(names[:3]) if len(names) <= 3 else f"{', '.join(names[:3])} and {number(len(names) - 3)} more"
    return f"told by {number(len(names))} independent origins, {shown}"


def told_by(person: Participant) -> str:
    """Return who denies, in words: officials by their country and office, others as `carry.speaker` has them."""
    return participant(person) if person.sector in OFFICIAL else speaker(person)


def deniers(incident: Incident, desk: Desk) -> str:
    """Return who denies an incident, in words, or nothing."""
    found = []
    for claim in incident.claims:
        if claim.stance == "against":
            event = desk.events.get(claim.event)
            said = event.attribution if event else None
            clear = said is not None and event is not None and named(said, event.sentence.text, event)
            found.append(told_by(said) if said and clear else f"a report by {claim.origin}")
    return listing(sorted(set(found)))


def blamed(told: Cited) -> str:
    """Return the other side's word on who did it, as the end of a sentence, or nothing."""
    return f"; {told.blame}" if told.blame else ""


def sentence(incident: Incident, desk: Desk) -> Sentence:
    """Return the sentence that tells one incident, with its toll and its origins."""
    against = deniers(incident, desk) if incident.status is Standing.CONTESTED else ""
    known = cited(incident, desk, ("for", "hedged"))
    told = capital(deed(known.incident))
    if incident.status is Standing.UNCONFIRMED:
        told = f"It is reported, but not confirmed, that {deed(known.incident)}"
    if deaths := tolls(known):
        sure = incident.status is Standing.CONFIRMED or deaths.startswith("by ")
        told += f"; {deaths}" if sure else f"; by these reports {deaths}"
    told += f" ({origins_words(incident)}){blamed(known)}"
    quotes = known.quotes
    if against:
        told += f"; it is denied by {against}"
        origins = {claim.event: claim.origin for claim in incident.claims}
        quotes = tuple(dict.fromkeys((*quotes, *quotes_of(of_stance(incident, desk, ("against",)), desk, origins))))
    return Sentence(f"{told}.", quotes, (incident.id,))


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
    told += [one for one in (denial(incident, desk) for incident in heaviest(denied)) if one is not None]
    return Section("Who says what against whom", tuple(told))


def sentence_of_words(incident: Incident, desk: Desk) -> Sentence:
    """Return the sentence that tells an accusation, threat, refusal or demand."""
    known = cited(incident, desk)
    return Sentence(f"{capital(deed(known.incident))}.", known.quotes, (incident.id,))


def denial(incident: Incident, desk: Desk) -> Sentence | None:
    """Return the sentence that tells who denies a happening; None where no one said that it happened.

    Who denies having done a thing denies it as a thing that was done: the doer is not told twice.
    """
    if not any(claim.stance != "against" for claim in incident.claims):
        return None
    known, who = cited(incident, desk, ("against",)), deniers(incident, desk)
    own = [person for person in known.incident.actors if participant(person) not in who]
    told = f"{capital(who)} denied that {deed(replace(known.incident, actors=tuple(own)))}."
    return Sentence(told, known.quotes, (incident.id,))
