"""Write a cited brief on a pair or a country: every sentence is made from records and carries its evidence."""

from collections.abc import Iterable

from tocsin.alerts.ahead import expert_warnings, holds_back, not_known, outlook, pushes_up
from tocsin.alerts.carry import cited, deed
from tocsin.alerts.cite import Brief, Desk, Section, Sentence
from tocsin.alerts.happened import against_whom, blamed, heaviest, physical, tolls, what_happened
from tocsin.alerts.likelihood import confidence, likelihood
from tocsin.alerts.render import to_html, to_markdown
from tocsin.records import Alert, Article, Event, Forecast, Incident, Level, Quad, Reading, Standing
from tocsin.subjects import known_by, subjects
from tocsin.wording import capital, country, day, percent, plural, subject

__all__ = ["Brief", "Section", "Sentence", "to_html", "to_markdown", "write"]

WITHIN = 14
LEVEL_WORDS = {
    Level.CALM: "calm",
    Level.WATCH: "on watch",
    Level.ELEVATED: "elevated",
    Level.HIGH: "high",
    Level.CRITICAL: "critical",
}


def desk_of(
    name: str,
    when: str,
    incidents: Iterable[Incident],
    events: Iterable[Event],
    articles: Iterable[Article],
    readings: Iterable[Reading],
    forecasts: Iterable[Forecast],
) -> Desk:
    """Return what belongs to a subject and was known by a day."""
    own = {one.id: one for one in incidents if known_by(one, when) and belongs(one, name)}
    return Desk(
        subject=name,
        day=when,
        incidents=own,
        events={one.id: one for one in events},
        articles={one.id: one for one in articles},
        readings={one.measure: one for one in readings if one.subject == name and one.day == when},
        forecasts={one.horizon: one for one in forecasts if one.subject == name and one.issued == when},
    )


def belongs(incident: Incident, name: str) -> bool:
    """Whether an incident is a brief's: its subject's own, or a danger spoken of for either of its countries."""
    found = subjects(incident)
    return name in found or (
        not incident.happened and not incident.claims and any(one in name.split("|") for one in found)
    )


def absence(desk: Desk) -> str:
    """Return the id of the reading that stands for there being nothing to cite."""
    return f"reading:{desk.subject}:{desk.day}:tension"


def standing_sentence(desk: Desk, alert: Alert | None) -> Sentence:
    """Return the sentence that gives the level."""
    who = subject(desk.subject)
    tense = f"The risk of conflict between {who}" if "|" in desk.subject else f"The risk of conflict in {who}"
    if alert is None:
        return Sentence(f"No alert stands for {who} on {day(desk.day)}.", (), (absence(desk),))
    since = f"since {day(alert.since)}" if alert.since != alert.day else f"as of {day(alert.day)}"
    return Sentence(f"{tense} is {LEVEL_WORDS[alert.level]} {since}.", (), (alert.id,))


def gist(desk: Desk) -> list[Sentence]:
    """Return the sentence on the gravest confirmed clash, or that there is none."""
    sure = [i for i in physical(desk, WITHIN, Standing.CONFIRMED) if i.quad is Quad.MATERIAL_CONFLICT]
    if not sure:
        return [
            Sentence(
                "No act of material conflict between the sides is confirmed for the last two weeks.",
                (),
                (absence(desk),),
            )
        ]
    lead = max(sure, key=lambda one: (one.intensity, len(one.origins), one.date or "", one.id))
    known = cited(lead, desk)
    origins = plural(len(lead.origins), "independent origin") if len(lead.origins) > 1 else "one origin"
    told = f"{capital(deed(known.incident))}, as {origins} {'report' if len(lead.origins) > 1 else 'reports'}"
    told += f"; {deaths}" if (deaths := tolls(known)) else ""
    told += blamed(known)
    if len(sure) > 1:
        told += f"; {plural(len(sure), 'act')} of material conflict are confirmed for the last two weeks"
    ids = (lead.id, *(one.id for one in sure if one is not lead))
    return [Sentence(f"{told}.", known.quotes, ids)]


def likely(desk: Desk) -> list[Sentence]:
    """Return the sentence on what is likely within the week."""
    week = desk.forecasts.get(7)
    if week is None:
        return []
    word = likelihood(week.probability)
    told = f"Further material conflict within seven days: {word} ({percent(week.probability)}, "
    told += f"base rate {percent(week.base_rate)})"
    return [Sentence(f"{told}.", (), (week.id,))]


def how_sure(desk: Desk) -> list[Sentence]:
    """Return the sentence on how sure the picture is."""
    near = heaviest([one for standing in Standing for one in physical(desk, WITHIN, standing)])
    degree, _, why = confidence(near).partition(": ")
    return (
        [Sentence(f"Confidence in this picture is {degree}: {why}.", (), tuple(one.id for one in near))] if near else []
    )


def bottom_line(desk: Desk, alert: Alert | None) -> Section:
    """Return the opening section."""
    return Section("Bottom line", (standing_sentence(desk, alert), *gist(desk), *likely(desk), *how_sure(desk)))


def write(
    subject: str,
    day: str,
    *,
    incidents: Iterable[Incident],
    events: Iterable[Event],
    articles: Iterable[Article],
    readings: Iterable[Reading] = (),
    forecasts: Iterable[Forecast] = (),
    alerts: Iterable[Alert] = (),
) -> Brief:
    """Return the brief on `subject` (`AAA|BBB`, sorted, or `AAA`) as of `day`, from what was known by then.

    Sections that have nothing to say are kept, empty, and rendered as such: silence is told, not hidden.
    """
    desk = desk_of(subject, day, incidents, events, articles, readings, forecasts)
    standing = next((one for one in alerts if one.subject == subject and one.day == day), None)
    sections = (
        bottom_line(desk, standing),
        *what_happened(desk, WITHIN),
        against_whom(desk, WITHIN),
        pushes_up(desk, WITHIN),
        holds_back(desk, WITHIN),
        expert_warnings(desk, WITHIN),
        outlook(desk),
        not_known(desk, WITHIN),
    )
    return Brief(subject, day, title_of(subject), sections)


def title_of(name: str) -> str:
    """Return a brief's title."""
    parts = [country(code).removeprefix("the ") for code in name.split("|")]
    return "–".join(parts)
