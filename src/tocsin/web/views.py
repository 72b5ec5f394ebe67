"""What the pages show, made from the store's records; nothing here knows HTML."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.days import day_after
from tocsin.pipeline import Picture
from tocsin.records import Alert, Article, Claim, Event, Forecast, Incident, Level, Quad, Reading
from tocsin.search import Hit, homes_of, origins_of
from tocsin.store import Store
from tocsin.store.store import END_OF_TIME
from tocsin.subjects import acting
from tocsin.web.charts import Act, Fan, Line, Timeline, fan, line, timeline
from tocsin.wording import states

SPARK_DAYS = 60
AROUND = 140
RECENT_DAYS = 14


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


def _row(reading: Reading, values: Sequence[float], alert: Alert | None, week: Forecast | None) -> SubjectRow:
    before = values[-8] if len(values) >= 8 else (values[0] if values else reading.value)
    level, since = (alert.level, alert.since) if alert else (Level.CALM, "")
    return SubjectRow(
        slug(reading.subject),
        name_of(reading.subject),
        level,
        since,
        reading.value,
        reading.baseline,
        reading.value - before,
        line(values, reading.baseline, 120, 28),
        week,
    )


def _tensions(store: Store, subjects: Sequence[str], day: str) -> dict[str, list[float]]:
    """Return the tension of each subject over the last SPARK_DAYS days, oldest first."""
    marks = ",".join("?" * len(subjects))
    sql = f"SELECT subject, json_extract(record, '$.value') FROM reading WHERE subject IN ({marks}) "
    sql += "AND measure = 'tension' AND day > ? AND day <= ? ORDER BY subject, day"
    found: dict[str, list[float]] = {}
    for subject, value in store.query(sql, (*subjects, day_after(day, -SPARK_DAYS), day)):
        found.setdefault(subject, []).append(float(value))
    return found


def watch_list(store: Store, now: Picture, most: int) -> list[SubjectRow]:
    """Return a row for each pair and country with readings, the highest level and tension first, at most `most`."""
    alerts = {alert.subject: alert for alert in now.alerts}
    weeks = {f.subject: f for f in now.forecasts if f.horizon == 7}

    def rank(reading: Reading) -> tuple[int, float, str]:
        alert = alerts.get(reading.subject)
        return -(alert.level if alert else Level.CALM), -reading.value, slug(reading.subject)

    shown = sorted((r for r in now.readings if r.measure == "tension"), key=rank)[:most]
    past = _tensions(store, [r.subject for r in shown], now.day)
    return [_row(r, past.get(r.subject, []), alerts.get(r.subject), weeks.get(r.subject)) for r in shown]


def _quoted(event: Event, article: Article, origin: str) -> Quoted:
    at = event.trigger.start - event.sentence.start
    text = event.sentence.text
    end = at + len(event.trigger.text)
    return Quoted(event, article, origin, text[:at], text[at:end], text[end:])


def happenings(store: Store, incidents: Sequence[Incident], as_of: str | None) -> list[Happening]:
    """Return the incidents with the sentences that tell of them, newest happening first."""
    known = store.events_by_id(sorted({event for incident in incidents for event in incident.events}))
    events = {one.id: one for one in known}
    ids = sorted({e.article for e in events.values()})
    articles = {a.id: a for a in store.headlines(ids, as_of=as_of)}
    origins = origins_of(store, ids)

    def quotes(incident: Incident) -> tuple[Quoted, ...]:
        members = (events[e] for e in incident.events if e in events)
        found = [
            _quoted(e, articles[e.article], origins.get(e.article, articles[e.article].origin or ""))
            for e in members
            if e.article in articles
        ]
        return tuple(sorted(found, key=lambda q: (q.article.known_at or "", q.article.id, q.event.trigger.start)))

    ordered = sorted(incidents, key=lambda i: (i.date or "", i.id), reverse=True)
    return [Happening(incident, quotes(incident)) for incident in ordered]


def recent(incidents: Sequence[Incident], day: str, days: int = RECENT_DAYS) -> list[Incident]:
    """Return incidents that happened within the last `days` days, conflict first to show, newest first."""
    since = day_after(day, -days)
    found = [i for i in incidents if i.happened and since <= (i.date or "") <= day]
    return sorted(found, key=lambda i: (i.date or "", i.quad == Quad.MATERIAL_CONFLICT, i.id), reverse=True)


def with_homes(store: Store, events: Sequence[Event]) -> list[Event]:
    """Return the events with the id of the incident that each belongs to today."""
    home = homes_of(store, [event.id for event in events])
    return [replace(event, incident=home.get(event.id)) for event in events]


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A search hit with the words around what was found."""

    article: Article
    event: Event | None
    incident: str | None
    origin: str
    before: str
    marked: str
    after: str


def _around(text: str, words: str) -> tuple[str, str, str]:
    """Return the stretch of a text around the first of the words looked for, cut before, at and after it."""
    stems = [word[: max(4, len(word) - 3)].lower() for word in re.findall(r"\w{2,64}", words)]
    low = text.lower() if len(text.lower()) == len(text) else text
    at = min((found for stem in stems if (found := low.find(stem)) >= 0), default=-1)
    if at < 0:
        return text[: 2 * AROUND] + ("…" if len(text) > 2 * AROUND else ""), "", ""
    end = at + len(re.match(r"\w*", text[at:])[0])  # type: ignore[index]  # \w* always matches
    start, stop = max(0, at - AROUND), min(len(text), end + AROUND)
    return ("…" if start else "") + text[start:at], text[at:end], text[end:stop] + ("…" if stop < len(text) else "")


def found_quotes(hits: Sequence[Hit], words: str) -> list[FoundQuote]:
    """Return the hits of a search with the sentence or the stretch of text that they were found in."""
    made = []
    for hit in hits:
        if hit.event:
            cut = _quoted(hit.event, hit.article, hit.origin)
            parts = cut.before, cut.trigger, cut.after
        else:
            parts = _around(hit.article.text, words)
        made.append(FoundQuote(hit.article, hit.event, hit.incident, hit.origin, *parts))
    return made


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day of the slider: its articles, its height (0..10 of the busiest), its highest level, whether it is later."""

    day: str
    news: int
    height: int
    level: Level
    later: bool


def slider(store: Store, day: str, before: int = 45, after: int = 15) -> list[DayMark]:
    """Return the days around `day` that the store covers; of later days only the date is told."""
    counts = {d: n for d, n in store.days() if d < END_OF_TIME}
    if not counts or day < min(counts):
        return []
    first, last = max(min(counts), day_after(day, -before)), min(max(max(counts), day), day_after(day, after))
    levels = {
        row[0]: row[1]
        for row in store.query("SELECT day, max(level) FROM alert WHERE day BETWEEN ? AND ? GROUP BY day", (first, day))
    }
    most = max((n for d, n in counts.items() if first <= d <= day), default=1)
    marks, here = [], first
    while here <= last:
        n, later = counts.get(here, 0), here > day
        tall = 0 if later else -(-10 * n // most)
        marks.append(DayMark(here, 0 if later else n, tall, Level(levels.get(here, 0)), later))
        here = day_after(here)
    return marks


def _kind(incident: Incident) -> str:
    return f"quad{int(incident.quad)}"


def _who_did(incident: Incident) -> str:
    who = ", ".join(dict.fromkeys(p.name or p.text for p in incident.actors)) or "actor not named"
    mode = f" ({incident.mode})" if incident.mode else ""
    where = f", {incident.place.name}" if incident.place else ""
    return f"{incident.date}: {who}: {incident.type.lower()}{mode}{where}; {incident.status.value}"


def acts_of(incidents: Sequence[Incident], subject: str, until: str, days: int) -> Timeline | None:
    """Return the timeline of what each side of a pair did (of a country: conflict above, cooperation below)."""
    span = [day_after(until, n - days + 1) for n in range(days)]
    at = {day: n for n, day in enumerate(span)}
    sides = subject.split("|")
    lanes = [f"{name_of(code)} acts" for code in sides] if len(sides) == 2 else ["Conflict", "Cooperation"]
    acts = []
    for one in sorted(incidents, key=lambda i: (i.date or "", i.id)):
        if not one.happened or one.background or one.date not in at:
            continue
        by = acting(one) if len(sides) == 2 else ()
        where = [n for n, code in enumerate(sides) if code in by] if len(sides) == 2 else [0 if one.quad >= 3 else 1]
        acts += [Act(at[one.date], lane, _kind(one), _who_did(one), f"/incident/{one.id}") for lane in where]
    return timeline(acts, lanes, span) if acts else None


@dataclass(frozen=True, slots=True)
class Dispute:
    """An incident that someone denies: those who assert it and those who deny it."""

    incident: Incident
    asserted: tuple[Claim, ...]
    denied: tuple[Claim, ...]


def disputes(incidents: Sequence[Incident]) -> list[Dispute]:
    """Return the incidents with claims against them, newest first."""
    found = [
        Dispute(
            one,
            tuple(c for c in one.claims if c.stance != "against"),
            tuple(c for c in one.claims if c.stance == "against"),
        )
        for one in incidents
    ]
    return sorted((d for d in found if d.denied), key=lambda d: (d.incident.date or "", d.incident.id), reverse=True)


def outlook_fan(forecasts: Sequence[Forecast]) -> Fan | None:
    """Return the fan over the horizons of one day's forecasts."""
    ordered = sorted(forecasts, key=lambda f: f.horizon)
    return fan([(f.horizon, f.low, f.probability, f.high, f.base_rate) for f in ordered])
