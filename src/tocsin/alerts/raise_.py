"""Raise alerts: one for each subject at watch or above, or whose level has changed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tocsin.alerts.likelihood import confidence, likelihood
from tocsin.alerts.rules import Evidence, clashes, next_level, recent, value
from tocsin.alerts.watches import Watch, raised
from tocsin.records import Alert, Forecast, Incident, Level, Quad, Reading, Standing, make_id
from tocsin.subjects import day_of, known_by, subjects
from tocsin.wording import capital, clause, percent, plural, subject

SHOWN = 10


def gather(
    day: str, readings: Iterable[Reading], forecasts: Iterable[Forecast], incidents: Iterable[Incident]
) -> dict[str, Evidence]:
    """Return the evidence of each subject that has readings on `day`, from what was known by then."""
    by_subject: dict[str, dict[str, Reading]] = defaultdict(dict)
    for reading in readings:
        if reading.day == day:
            by_subject[reading.subject][reading.measure] = reading
    issued: dict[str, dict[int, Forecast]] = defaultdict(dict)
    for forecast in forecasts:
        if forecast.issued == day:
            issued[forecast.subject][forecast.horizon] = forecast
    known: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        if known_by(incident, day):
            for name in subjects(incident):
                known[name].append(incident)
    return {name: Evidence(name, day, found, issued[name], latest(known[name])) for name, found in by_subject.items()}


def latest(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return incidents latest first."""
    return tuple(sorted(incidents, key=lambda one: (day_of(one) or "", one.id), reverse=True))


def telling(evidence: Evidence) -> list[Incident]:
    """Return the recent incidents that weigh most: conflict first, confirmed and grave before the rest."""
    order = {Standing.CONFIRMED: 0, Standing.CONTESTED: 1, Standing.UNCONFIRMED: 2}
    near = [i for i in recent(evidence, SHOWN) if i.happened]
    return sorted(near, key=lambda i: (-int(i.quad > 2), order[i.status], -i.intensity, i.id))


def text(evidence: Evidence, level: Level, before: Level) -> str:
    """Return why the level is what it is, in two or three sentences."""
    told = []
    if level != before:
        told.append(
            f"{capital(subject(evidence.subject))} {'rose' if level > before else 'fell'} to {level.name.lower()}"
        )
    else:
        told.append(f"{capital(subject(evidence.subject))} stayed at {level.name.lower()}")
    fought = [i for i in telling(evidence) if i.quad is Quad.MATERIAL_CONFLICT]
    if fought:
        lead = fought[0]
        told.append(f"{capital(clause(lead))} ({lead.status.value}, {plural(len(lead.origins), 'independent origin')})")
        if len(fought) > 1:
            told.append(f"{capital(plural(len(fought) - 1, 'further incident'))} of material conflict in {SHOWN} days")
    tension = evidence.readings.get("tension")
    if tension:
        told.append(f"Tension stands at {tension.value:.1f}, against a base of {tension.baseline:.1f}")
    week = evidence.forecasts.get(7)
    if week:
        told.append(
            f"Further material conflict within seven days: {percent(week.probability)}, "
            f"base rate {percent(week.base_rate)}"
        )
    return ". ".join(told) + "."


def lower(evidence: Evidence, level: Level) -> str:
    """Return what would lower the level."""
    if level is Level.CALM:
        return "Nothing to lower."
    if level is Level.WATCH:
        return "It falls when no further report comes in for ten days."
    near = clashes(recent(evidence, SHOWN), 5.0)
    reasons = ["no further confirmed clash for several days" if near else "no further threat or clash"]
    if value(evidence, "truce") > 0.3:
        reasons.append("the truce holding")
    else:
        reasons.append("a truce or talks that both sides keep to")
    return f"It falls, a step at a time, with {' and '.join(reasons)}."


def because(evidence: Evidence) -> tuple[str, ...]:
    """Return the ids the alert rests on: incidents, forecasts, readings."""
    found = [incident.id for incident in telling(evidence)[:SHOWN]]
    found += [forecast.id for _, forecast in sorted(evidence.forecasts.items())]
    if "tension" in evidence.readings:
        found.append(f"reading:{evidence.subject}:{evidence.day}:tension")
    return tuple(found)


def alert(evidence: Evidence, level: Level, before: Alert | None) -> Alert:
    """Return the alert of one subject."""
    held = before.level if before else Level.CALM
    since = before.since if before and before.level == level else evidence.day
    week = evidence.forecasts.get(7)
    return Alert(
        id=make_id("alert", evidence.subject, evidence.day, int(level)),
        subject=evidence.subject,
        level=level,
        day=evidence.day,
        since=since,
        likelihood=likelihood(week.probability) if week else "",
        confidence=confidence(telling(evidence)),
        because=because(evidence),
        text=text(evidence, level, held),
        lower=lower(evidence, level),
    )


def raise_alerts(
    day: str,
    readings: Iterable[Reading],
    forecasts: Iterable[Forecast],
    incidents: Iterable[Incident],
    previous: Iterable[Alert],
    watches: Sequence[Watch] = (),
) -> tuple[Alert, ...]:
    """Return the alerts of `day`: subjects at watch or above, or whose level changed; highest first.

    `previous` are the alerts of the day before; of several for a subject the latest counts. `watches` are the user's
    own rules, which can raise a level.
    """
    held = {one.subject: one for one in sorted(previous, key=lambda one: one.day)}
    found = []
    for name, evidence in gather(day, readings, forecasts, incidents).items():
        before = held.get(name)
        was = before.level if before else Level.CALM
        level, own = raised(watches, evidence, next_level(evidence, was, before.since if before else None))
        if level >= Level.WATCH or level != was:
            made = alert(evidence, level, before)
            found.append(replace(made, text=" ".join((made.text, *(f"{why}." for why in own)))))
    return tuple(sorted(found, key=lambda one: (-one.level, one.subject)))
