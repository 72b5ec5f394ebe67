"""What the pages show, made from the store's records; nothing here knows HTML."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.pipeline import Picture, day_after
from tocsin.records import Alert, Article, Event, Forecast, Incident, Level, Quad, Reading
from tocsin.store import Store
from tocsin.web.charts import Line, line
from tocsin.wording import states

SPARK_DAYS = 60


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One row of the watch list."""

    slug: str
    name: str
    level: Level
    since: str
    tension: float
    base: float
    change: float
    spark: Line | None
    week: Forecast | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A mention of an incident as quoted in an article."""

    event: Event
    article: Article
    origin: str
    before: str
    trigger: str
    after: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An incident with its quotations."""

    incident: Incident
    quotes: tuple[Quoted, ...]


def slug(subject: str) -> str:
    """Return `AFG-PAK` for `AFG|PAK`."""
    return subject.replace("|", "-")


def name_of(subject: str) -> str:
    """Return `Afghanistan – Pakistan` for `AFG|PAK`; codes without a name stay codes."""
    return " – ".join(states().get(code, (code, ""))[0] for code in subject.split("|"))


def series(store: Store, subject: str, until: str, days: int) -> list[Reading]:
    """Return the subject's tension readings of the last `days` days up to `until`, oldest first."""
    return list(store.readings(subject, measure="tension", since=day_after(until, -days), as_of=until))


def _row(store: Store, reading: Reading, alert: Alert | None, week: Forecast | None) -> SubjectRow:
    past = series(store, reading.subject, reading.day, SPARK_DAYS)
    values = [r.value for r in past]
    before = values[-8] if len(values) >= 8 else (values[0] if values else reading.value)
    level, since = (alert.level, alert.since) if alert else (Level.CALM, "")
    spark = line(values, reading.baseline, 120, 28)
    return SubjectRow(
        slug(reading.subject),
        name_of(reading.subject),
        level,
        since,
        reading.value,
        reading.baseline,
        reading.value - before,
        spark,
        week,
    )


def watch_list(store: Store, now: Picture) -> list[SubjectRow]:
    """Return a row for each pair and country with readings, the highest level and tension first."""
    alerts = {alert.subject: alert for alert in now.alerts}
    weeks = {f.subject: f for f in now.forecasts if f.horizon == 7}
    rows = [
        _row(store, reading, alerts.get(reading.subject), weeks.get(reading.subject))
        for reading in now.readings
        if reading.measure == "tension"
    ]
    return sorted(rows, key=lambda row: (-row.level, -row.tension, row.slug))


def _quoted(event: Event, article: Article, origin: str) -> Quoted:
    at = event.trigger.start - event.sentence.start
    text = event.sentence.text
    end = at + len(event.trigger.text)
    return Quoted(event, article, origin, text[:at], text[at:end], text[end:])


def happenings(store: Store, incidents: Sequence[Incident], as_of: str | None) -> list[Happening]:
    """Return the incidents with the sentences that tell of them, newest happening first."""
    wanted = {event for incident in incidents for event in incident.events}
    events = {e.id: e for e in store.events(as_of=as_of) if e.id in wanted}
    articles = {a.id: a for a in store.articles(ids=sorted({e.article for e in events.values()}))}
    copies = store.copies()

    def quotes(incident: Incident) -> tuple[Quoted, ...]:
        members = (events[e] for e in incident.events if e in events)
        found = [
            _quoted(e, articles[e.article], copies.get(e.article, (articles[e.article].origin or "", ""))[0])
            for e in members
            if e.article in articles
        ]
        return tuple(sorted(found, key=lambda q: (q.article.known_at or "", q.article.id, q.event.trigger.start)))

    ordered = sorted(incidents, key=lambda i: (i.date or "", i.id), reverse=True)
    return [Happening(incident, quotes(incident)) for incident in ordered]


def of_subject(incidents: Sequence[Incident], subject: str) -> list[Incident]:
    """Return the incidents in which every country of the subject takes part."""
    codes = set(subject.split("|"))

    def countries(incident: Incident) -> set[str | None]:
        found = {who.country for who in (*incident.actors, *incident.recipients)}
        return found | ({incident.place.country} if incident.place else set())

    return [i for i in incidents if codes <= countries(i)]


def recent(incidents: Sequence[Incident], day: str, days: int = 14) -> list[Incident]:
    """Return incidents that happened within the last `days` days, conflict first to show, newest first."""
    since = day_after(day, -days)
    found = [i for i in incidents if i.happened and since <= (i.date or "") <= day]
    return sorted(found, key=lambda i: (i.date or "", i.quad == Quad.MATERIAL_CONFLICT, i.id), reverse=True)


def with_homes(store: Store, events: Sequence[Event]) -> list[Event]:
    """Return the events with the id of the incident that each belongs to today."""
    home = {event: incident.id for incident in store.incidents() for event in incident.events}
    return [replace(event, incident=home.get(event.id)) for event in events]
