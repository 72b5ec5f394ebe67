"""The parts of a brief that look ahead: what pushes up, what holds back, warnings, outlook, and what is not known."""

from tocsin.alerts.cite import Desk, Section, Sentence, evidence, quotes_of
from tocsin.alerts.happened import heaviest, physical, recently
from tocsin.alerts.likelihood import likelihood
from tocsin.records import Driver, Event, Forecast, Incident, Quad, Standing, Status
from tocsin.wording import capital, clause, day, listing, noun, participant, percent, plural

MOST = 6


def points(weight: float) -> str:
    """Return a driver's weight in words."""
    size = max(1, round(abs(weight) * 100))
    return plural(size, "percentage point")


def driver_sentence(driver: Driver, desk: Desk) -> Sentence:
    """Return the sentence of one driver."""
    incident = desk.incidents[driver.incidents[0]]
    way = "adds" if driver.weight > 0 else "takes off"
    told = f"{capital(clause(incident))}; this {way} {points(driver.weight)}"
    ids = [forecast.id for forecast in desk.forecasts.values() if driver in forecast.drivers]
    return Sentence(f"{told}.", evidence(incident, desk), (incident.id, *ids))


def moved(desk: Desk, sign: int) -> list[Sentence]:
    """Return the sentences of the week forecast's drivers that point one way."""
    week = desk.forecasts.get(7)
    drivers = [d for d in week.drivers if d.weight * sign > 0 and d.incidents[0] in desk.incidents] if week else []
    return [driver_sentence(driver, desk) for driver in drivers[:MOST]]


def pending(incident: Incident, desk: Desk) -> Sentence | None:
    """Return the sentence of an act announced, demanded or feared that has not happened, or None without evidence."""
    events = [desk.events[one] for one in incident.events if one in desk.events]
    if not events:
        return None
    planned = any(event.status is Status.PLANNED for event in events)
    sides = listing(map(participant, incident.actors[:2]))
    who = f" by {sides}" if sides else ""
    offered = "offered" if incident.quad in (Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION) else "threatened"
    verb = f"has been announced or {offered}" if planned else "is spoken of as possible, but has not been reported"
    told = f"{capital(noun(incident))}{who} {verb}"
    plural_noun = noun(incident).split()[0] not in ("a", "an")
    if plural_noun and noun(incident).endswith("s"):
        told = (
            told.replace(" has been", " have been").replace(" is spoken", " are spoken").replace("but has", "but have")
        )
    return Sentence(f"{told}.", quotes_of(events, desk, {}), (incident.id,))


def unreal(desk: Desk, within: int, quads: tuple[Quad, ...]) -> list[Sentence]:
    """Return the sentences of what is planned, demanded or feared, of some classes."""
    near = [i for i in recently(desk, within) if not i.happened and i.quad in quads and not warned(i, desk)]
    told = (pending(one, desk) for one in heaviest(near)[:MOST])
    return [one for one in told if one is not None]


def pushes_up(desk: Desk, within: int) -> Section:
    """Return what raises the risk."""
    return Section("What pushes up", (*moved(desk, 1), *unreal(desk, within, (Quad.MATERIAL_CONFLICT,))))


def holds_back(desk: Desk, within: int) -> Section:
    """Return what lowers the risk: drivers that pull down, talks and truces, and those in prospect."""
    friendly = (Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION)
    drawn = moved(desk, -1)
    told = {one for sentence in drawn for one in sentence.records}
    near = [i for i in recently(desk, within) if i.happened and i.quad in friendly and i.id not in told]
    made = [Sentence(f"{capital(clause(one))}.", evidence(one, desk), (one.id,)) for one in heaviest(near)[:MOST]]
    return Section("What holds back", (*drawn, *made, *unreal(desk, within, friendly)))


def outsider(event: Event, incident: Incident) -> bool:
    """Whether the one who speaks is no party's official."""
    said = event.attribution
    if said is None:
        return False
    sides = {person.country for person in (*incident.actors, *incident.recipients)}
    return said.sector in ("ELI", "IGO", "NGO", "EDU", "MED") or said.country not in sides


def warned(incident: Incident, desk: Desk) -> list[Event]:
    """Return the mentions in which an outsider warns of an act that has not happened."""
    if incident.happened or incident.quad is not Quad.MATERIAL_CONFLICT:
        return []
    events = [desk.events[one] for one in incident.events if one in desk.events]
    return [event for event in events if event.status is Status.HYPOTHETICAL and outsider(event, incident)]


def expert_warnings(desk: Desk, within: int) -> Section:
    """Return the warnings of outsiders, kept as warnings and never counted as events."""
    told = []
    for incident in recently(desk, within):
        for event in warned(incident, desk)[:1]:
            who = capital(participant(event.attribution)) if event.attribution else ""
            text = f"{who} warned of {noun(incident)}, as something that could happen"
            told.append(Sentence(f"{text}.", quotes_of([event], desk, {}), (incident.id, event.id)))
    return Section("Expert warnings", tuple(told[:MOST]))


def outlook_sentence(forecast: Forecast) -> Sentence:
    """Return the sentence of one forecast, with its interval and base rate."""
    told = (
        f"Within {plural(forecast.horizon, 'day')} of {day(forecast.issued)}, at least one further incident of "
        f"material conflict is {likelihood_words(forecast.probability)}: {percent(forecast.probability)}, with a range "
        f"of {percent(forecast.low)} to {percent(forecast.high)}, against a base rate of {percent(forecast.base_rate)}"
    )
    return Sentence(f"{told}.", (), (forecast.id,))


def likelihood_words(probability: float) -> str:
    """Return the ICD 203 word as it fits after `is`."""
    word = likelihood(probability)
    if word == "almost no chance":
        return "very improbable (almost no chance)"
    return "about as likely as not (roughly even chance)" if word == "roughly even chance" else word


def outlook(desk: Desk) -> Section:
    """Return the forecasts in words."""
    return Section("Outlook", tuple(outlook_sentence(forecast) for _, forecast in sorted(desk.forecasts.items())))


def unknown(incident: Incident, desk: Desk) -> Sentence | None:
    """Return what is not known of one grave incident, or None where nothing is missing."""
    gaps = []
    if not incident.actors:
        gaps.append("who carried it out")
    if incident.place is None or incident.place.precision == "country":
        gaps.append("exactly where")
    if incident.killed is None:
        gaps.append("how many died")
    elif incident.killed.high > 2 * max(1, incident.killed.low):
        gaps.append("how many died, since the figures differ widely")
    if incident.intensity < 8 or not gaps or incident.quad is not Quad.MATERIAL_CONFLICT:
        return None
    name = noun(incident)
    when = f" of {day(incident.date)}" if incident.date else ""
    return Sentence(f"On {name}{when}, we do not know {listing(gaps)}.", evidence(incident, desk), (incident.id,))


def not_known(desk: Desk, within: int) -> Section:
    """Return what is open: disputed facts, gaps, and how much hangs on single origins."""
    told = []
    for one in heaviest(physical(desk, within, Standing.CONTESTED))[:3]:
        told.append(
            Sentence(f"It is disputed whether {clause(one)}.", evidence(one, desk, ("for", "against")), (one.id,))
        )
    single = [i for i in physical(desk, within, Standing.UNCONFIRMED) if len(i.origins) == 1]
    if single:
        verb = "rests" if len(single) == 1 else "rest"
        text = f"{capital(plural(len(single), 'reported incident'))} {verb} on one origin"
        quotes = tuple(dict.fromkeys(quote for one in single[:3] for quote in evidence(one, desk)[:1]))
        told.append(Sentence(f"{text}{' each' if len(single) > 1 else ''}.", quotes, tuple(one.id for one in single)))
    gaps = (unknown(one, desk) for one in heaviest(physical(desk, within, Standing.CONFIRMED)))
    told += [one for one in gaps if one is not None][:4]
    return Section("What we do not know", tuple(told))
