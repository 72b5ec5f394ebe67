"""The parts of a brief that look ahead: what pushes up, what holds back, warnings, outlook, and what is not known."""

from tocsin.alerts.carry import cited, deed, only
from tocsin.alerts.cite import Desk, Section, Sentence, quotes_of
from tocsin.alerts.happened import heaviest, physical, recently
from tocsin.alerts.likelihood import likelihood
from tocsin.days import silent, week_before
from tocsin.records import Driver, Event, Forecast, Incident, Quad, Standing, Status
from tocsin.wording import capital, day, listing, noun, participant, percent, plural, sides, subject, where

MOST = 6
# How a driver says of an incident that it is not new (`forecasts.drivers_week`).
FURTHER = ": a week further back"
CONFLICT = (Quad.VERBAL_CONFLICT, Quad.MATERIAL_CONFLICT)


def points(weight: float) -> str:
    """Return a driver's weight in words."""
    size = max(1, round(abs(weight) * 100))
    return plural(size, "percentage point")


def driver_sentence(driver: Driver, forecast: Forecast, desk: Desk) -> Sentence:
    """Return the sentence of what moved a forecast since last week, or of what it rests on still."""
    incident = desk.incidents[driver.incidents[0]]
    known = cited(incident, desk)
    name, many = named_act(known.incident)
    way, now = ("adds", "add") if driver.weight > 0 else ("takes off", "take off"), points(driver.weight)
    verb = way[many]
    if driver not in forecast.moved:
        told = f"{name} still {verb} {now}"
    elif FURTHER in driver.text:
        told = f"{name} {'lie' if many else 'lies'} a week further back, which {way[0]} {now}"
    else:
        told = f"{name} {verb} {now} since {day(week_before(forecast.issued))}"
    return Sentence(f"{capital(told)}.", known.quotes, (incident.id, forecast.id))


def named_act(incident: Incident) -> tuple[str, bool]:
    """Return an incident as a noun with its doers, place and day, and whether the noun is plural."""
    name = noun(incident)
    by, to = sides(incident)
    who = f" by {by}" if by else f" against {to}" if to and incident.quad in CONFLICT else f" with {to}" if to else ""
    when = f" on {day(incident.date)}" if incident.date and len(incident.date) >= 10 else ""
    return f"{name}{who}{where(incident)}{when}", many(name)


def many(name: str) -> bool:
    """Whether a noun takes a verb in the plural."""
    return name.split()[0] not in ("a", "an") and name.endswith("s")


def moved(desk: Desk, sign: int) -> list[Sentence]:
    """Return the sentences of what moved the week forecast one way since last week, and of what it rests on still."""
    week = desk.forecasts.get(7)
    if week is None:
        return []
    told = {one for driver in week.moved for one in driver.incidents}
    rest = [driver for driver in week.drivers if not told & set(driver.incidents)]
    drivers = [d for d in (*week.moved, *rest) if d.weight * sign > 0 and set(d.incidents) & set(desk.incidents)]
    return [driver_sentence(driver, week, desk) for driver in drivers[:MOST]]


def pending(incident: Incident, desk: Desk) -> Sentence | None:
    """Return the sentence of an act announced, demanded or feared that has not happened, or None without evidence."""
    events = [desk.events[one] for one in incident.events if one in desk.events]
    if not events:
        return None
    planned = any(event.status is Status.PLANNED for event in events)
    known = cited(incident, desk)
    if not known.quotes:
        return None
    by, to = sides(known.incident)
    both = not to and len({one.country for one in known.incident.actors}) > 1
    who = f" {'between' if both else 'by'} {by}" if by else ""
    offered = "offered" if incident.quad in (Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION) else "threatened"
    verb = f"has been announced or {offered}" if planned else "is spoken of as possible, but has not been reported"
    told = f"{capital(noun(incident))}{who} {verb}"
    if many(noun(incident)):
        told = (
            told.replace(" has been", " have been").replace(" is spoken", " are spoken").replace("but has", "but have")
        )
    return Sentence(f"{told}.", known.quotes, (incident.id,))


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
    made = [(one, cited(one, desk)) for one in heaviest(near)[:MOST]]
    told_of = [Sentence(f"{capital(deed(known.incident))}.", known.quotes, (one.id,)) for one, known in made]
    return Section("What holds back", (*drawn, *told_of, *unreal(desk, within, friendly)))


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
    if forecast.earlier is not None:
        told += f"; for {day(week_before(forecast.issued))}, a week before, it was {percent(forecast.earlier)}"
    return Sentence(f"{told}.", (), (forecast.id,))


def likelihood_words(probability: float) -> str:
    """Return the ICD 203 word as it fits after `is`."""
    word = likelihood(probability)
    if word == "almost no chance":
        return "very improbable (almost no chance)"
    return "about as likely as not (roughly even chance)" if word == "roughly even chance" else word


def strongest_sentence(forecast: Forecast, desk: Desk) -> Sentence:
    """Return the sentence that says how much of a forecast hangs on one report, and whose that is."""
    report = forecast.strongest
    incident = desk.incidents.get(report.incidents[0]) if report else None
    if report is None or incident is None:
        told = f"No single report makes a difference to the probability for {plural(forecast.horizon, 'day')}"
        return Sentence(f"{told}.", (), (forecast.id,))
    known = cited(only(incident, report.origin or ""), desk)
    told = (
        f"Without the strongest single report, by {report.origin}, that {deed(known.incident)}, the probability for "
        f"{plural(forecast.horizon, 'day')} would be {percent(forecast.probability - report.weight)} instead of "
        f"{percent(forecast.probability)}"
    )
    return Sentence(f"{told}.", known.quotes, (forecast.id, incident.id))


def outlook(desk: Desk) -> Section:
    """Return the forecasts in words, and how much of the nearest hangs on one report."""
    forecasts = [forecast for _, forecast in sorted(desk.forecasts.items())]
    told = [outlook_sentence(forecast) for forecast in forecasts]
    return Section("Outlook", (*told, *(strongest_sentence(forecast, desk) for forecast in forecasts[:1])))


def unknown(incident: Incident, desk: Desk) -> Sentence | None:
    """Return what is not known of one grave incident, or None where nothing is missing."""
    known = cited(incident, desk)
    gaps = []
    if not known.incident.actors:
        gaps.append("who did it")
    if known.incident.place is None or known.incident.place.precision == "country":
        gaps.append("exactly where")
    if incident.killed is None:
        gaps.append("how many died")
    elif incident.killed.high > 2 * max(1, incident.killed.low):
        gaps.append("how many died, since the figures differ widely")
    if incident.intensity < 8 or not gaps or incident.quad is not Quad.MATERIAL_CONFLICT:
        return None
    name, _ = named_act(known.incident)
    name = f"the {name.removeprefix('an ').removeprefix('a ')}"
    return Sentence(f"Of {name}, we do not know {listing(gaps)}.", known.quotes, (incident.id,))


def silence(desk: Desk) -> list[Sentence]:
    """Return the sentence that nothing has been told for weeks, where that is so: no data is not calm."""
    if not desk.incidents:
        return []
    last = max(desk.incidents.values(), key=lambda one: ((one.known_at or "")[:10], one.id))
    known = (last.known_at or "")[:10]
    if not known or not silent(known, desk.day):
        return []
    told = f"Nothing new has been reported of {subject(desk.subject)} since {day(known)}, and silence is not calm"
    return [Sentence(f"{told}.", cited(last, desk).quotes, (last.id,))]


def not_known(desk: Desk, within: int) -> Section:
    """Return what is open: silence, disputed facts, gaps, and how much hangs on single origins."""
    told = silence(desk)
    for one in heaviest(physical(desk, within, Standing.CONTESTED))[:3]:
        known = cited(one, desk, ("for", "against"))
        told.append(Sentence(f"It is disputed whether {deed(known.incident)}.", known.quotes, (one.id,)))
    single = [i for i in physical(desk, within, Standing.UNCONFIRMED) if len(i.origins) == 1]
    if single:
        verb = "rests" if len(single) == 1 else "rest"
        text = f"{capital(plural(len(single), 'reported incident'))} {verb} on one origin"
        quotes = tuple(dict.fromkeys(quote for one in single[:3] for quote in cited(one, desk).quotes[:1]))
        told.append(Sentence(f"{text}{' each' if len(single) > 1 else ''}.", quotes, tuple(one.id for one in single)))
    gaps = (unknown(one, desk) for one in heaviest(physical(desk, within, Standing.CONFIRMED)))
    told += [one for one in gaps if one is not None][:4]
    return Section("What we do not know", tuple(told))
