"""The only place that knows the order of the stages: `plan` says what they need, `run` takes news to warnings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import tocsin
from tocsin.actors.credible import only_actors
from tocsin.actors.resolve import find, resolve_event
from tocsin.alerts.brief import to_html, to_markdown, write
from tocsin.alerts.raise_ import raise_alerts
from tocsin.alerts.watches import Watch
from tocsin.coded import load_events
from tocsin.days import day_after, week_before
from tocsin.errors import NotFound, SkipItem
from tocsin.escalation.track import track
from tocsin.events.alleged import completed
from tocsin.events.code import code
from tocsin.events.coder import Coder
from tocsin.events.linker import link
from tocsin.forecasts.issue import issue
from tocsin.incidents.merge import Memory, merge
from tocsin.news.archive import read as read_archive
from tocsin.news.duplicates import group
from tocsin.news.gather import gather
from tocsin.news.gdelt import is_gdelt
from tocsin.news.repeats import keep, recalled
from tocsin.places.assign import assign
from tocsin.places.locate import locate
from tocsin.plans import Plan as Plan
from tocsin.plans import plan as plan
from tocsin.records import Alert, Article, Event, Forecast, Incident, Marks, Reading, make_id
from tocsin.scores.resolve import resolve
from tocsin.store import Store
from tocsin.store.codec import pair_codes
from tocsin.store.store import END_OF_TIME
from tocsin.times.anchor import anchor
from tocsin.times.read import read as read_times

HORIZONS = (7, 30, 90)
GAP_DAYS = 30  # readings go on this many days past the last news, then wait for more
BATCH = 200

Progress = Callable[[str, int, int], None]
"""Called with (what, done, total) as work goes on."""


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


# -- one article -------------------------------------------------------------------------------------------------


def mark(plan: Plan, article: Article) -> Marks:
    """Return the actors, places and times named in an article."""
    return Marks(
        actors=find(article.text, article.published, plan.roster),
        places=locate(article.text, plan.gazetteer),
        times=read_times(article.text, article.published),
    )


def code_article(plan: Plan, article: Article, coder: Coder | None = None) -> tuple[Event, ...]:
    """Return an article's events, coded (by the plan's coder or the one given), dated, resolved and placed."""
    marks = mark(plan, article)
    # The days were learned with few participants: those that the linker adds tie mentions to one day that are of two.
    events = anchor(code(article, marks, coder or plan.coder), marks.times, article)
    events = link(article, marks, events)
    events = tuple(only_actors(resolve_event(e, article, plan.roster, plan.place_country)) for e in events)
    events = tuple(completed(events))
    return assign(events, marks.places, article, plan.gazetteer)


# -- news into the store -----------------------------------------------------------------------------------------


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: articles and coded events read, how many are new, and what was skipped, with reasons."""

    read: int
    new: int
    skipped: tuple[SkipItem, ...]


def load(store: Store, paths: Sequence[Path], progress: Progress = quiet) -> Loaded:
    """Bring files and folders into the store: every article is kept before anything is made of it.

    Tables of GDELT events come in as events that another machine coded (see `tocsin.coded`).
    """
    skipped: list[SkipItem] = []
    repeats = recalled(store.path)
    tables = [path for path in paths if path.is_file() and is_gdelt(path)]
    pages = [path for path in paths if path not in tables]
    coded = [load_events(store, path) for path in tables]
    skipped += (skip for one in coded for skip in one.skipped)
    read = sum(one.read for one in coded)

    def articles() -> Iterator[Article]:
        nonlocal read
        for path in pages:
            for item in read_archive(path):
                try:
                    if isinstance(item, SkipItem):
                        raise item
                    yield gather(item, repeats)
                    read += 1
                    progress("reading", read, 0)
                except SkipItem as skip:
                    skipped.append(skip)

    new = sum(store.add_articles(batch) for batch in _batches(articles())) + sum(one.new for one in coded)
    keep(repeats, store.path)
    return Loaded(read, new, tuple(skipped))


def code_store(plan: Plan, store: Store, progress: Progress = quiet) -> int:
    """Code every article that has not been coded; return how many. Can be stopped and resumed at any article."""
    waiting = store.uncoded()
    for done, article in enumerate(waiting, 1):
        store.add_events(article, code_article(plan, article), plan.settings.coder)
        progress("coding", done, len(waiting))
    return len(waiting)


def credits(articles: Iterable[Article]) -> Iterator[tuple[str, str, str, float, str]]:
    """Yield (article id, origin, copy group, score, why) in the articles' order, which is that of becoming known.

    A page whose origin nobody can tell is an origin of its own, shared only with its copies.
    """
    for copy in group(articles):
        origin = copy.origin or f"unknown source {copy.copy_group[:6]}"
        yield copy.article, origin, copy.copy_group, copy.score, copy.why


def credit_copies(store: Store) -> None:
    """Keep whose reporting every article is."""
    store.set_copies(credits(store.articles()))


# -- days into warnings ------------------------------------------------------------------------------------------


def news_days(counts: Sequence[tuple[str, int]], until: str | None = None) -> list[str]:
    """Return every calendar day that needs deriving: each day of news and up to GAP_DAYS after it, to the last of news.

    `until` extends the last stretch (still within GAP_DAYS) to that day.
    """
    days: list[str] = []
    known = [day for day, _ in counts if day < END_OF_TIME and (until is None or day <= until)]
    for here, following in zip_longest(known, known[1:]):
        end = min(day_after(here, GAP_DAYS), day_after(following, -1) if following else max(until or here, here))
        while here <= end:
            days.append(here)
            here = day_after(here)
    return days


def changes(before: Mapping[str, Incident], now: Sequence[Incident]) -> tuple[list[Incident], dict[str, str | None]]:
    """Return the incidents that are new or revised, and those that ended, with the one each was merged into."""
    revised = [i for i in now if before.get(i.id) != i]
    kept = {i.id for i in now}
    home = {event: i.id for i in now for event in i.events}
    ended = {
        old: next((home[e] for e in was.events if e in home), None) for old, was in before.items() if old not in kept
    }
    return revised, ended


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything said on one day from what was known then."""

    day: str
    incidents: tuple[Incident, ...]
    readings: tuple[Reading, ...]
    forecasts: tuple[Forecast, ...]
    alerts: tuple[Alert, ...]


def picture(
    day: str,
    incidents: Sequence[Incident],
    exposure: Mapping[str, int],
    previous: Sequence[Alert],
    watches: Sequence[Watch] = (),
    earlier: Iterable[Forecast] = (),
) -> Picture:
    """Return the readings, forecasts and alerts of `day`, from incidents and news volume known by then.

    `earlier` are the forecasts issued a week before, against which each says what moved it.
    """
    readings = track(incidents, day, exposure)
    subjects = sorted({reading.subject for reading in readings})
    forecasts = issue(incidents, day, subjects, HORIZONS, earlier=earlier)
    alerts = raise_alerts(day, readings, forecasts, incidents, previous, watches)
    return Picture(day, tuple(incidents), readings, forecasts, alerts)


class _Known:
    """Articles and events of a store, revealed day by day."""

    def __init__(self, store: Store) -> None:
        self.articles = list(store.articles())
        self.events: dict[str, list[Event]] = {}
        for event in store.events():
            self.events.setdefault(event.article, []).append(event)
        self.copies, self.counts = store.copies(), store.days()
        self._newsy = {day for day, _ in self.counts}
        self._memory = Memory()
        self._last: tuple[Incident, ...] | None = None

    def incidents(self, day: str) -> tuple[Incident, ...]:
        """Return the incidents known by `day`; days are to be asked in order, so that only what is new is merged."""
        if self._last is None or day in self._newsy:
            articles = [a for a in self.articles if (a.known_at or END_OF_TIME)[:10] <= day]
            events = [e for a in articles for e in self.events.get(a.id, ())]
            self._last = merge(articles, events, self.copies, self._memory)
        return self._last

    def exposure(self, day: str) -> dict[str, int]:
        return {d: n for d, n in self.counts if d <= day}

    def inputs(self, days: Sequence[str], how: str) -> list[str]:
        """Return a running hash a day over everything known by then and over `how` it is made into records."""
        new: dict[str, list[str]] = {}
        for article in self.articles:
            new.setdefault((article.known_at or END_OF_TIME)[:10], []).append(article.id)
        hashes, last = [], how
        for day in days:
            last = make_id(last, day, *new.get(day, ()))
            hashes.append(last)
        return hashes


def derive(plan: Plan, store: Store, progress: Progress = quiet) -> int:
    """Bring incidents, readings, forecasts and alerts up to date, day by day; return how many days were derived.

    Days whose inputs have not changed are kept, so a second run does nothing, and news that comes late is worked in
    from its own day on: the result does not depend on the order of loading.
    """
    known = _Known(store)
    days = news_days(known.counts)
    watches = plan.desk.watches
    how = (tocsin.__version__, plan.settings.coder, *(repr(watch) for watch in watches))
    hashes = known.inputs(days, " ".join(how))
    done = store.derived_days()
    first = next((n for n, (day, inputs) in enumerate(zip(days, hashes, strict=True)) if done.get(day) != inputs), None)
    if first is None:
        return 0
    store.forget_derived(days[first])
    before = {i.id: i for i in store.incidents()}
    alerts: Sequence[Alert] = [a for a in store.alerts() if first and a.day == days[first - 1]]
    for n in range(first, len(days)):
        incidents = known.incidents(days[n])
        revised, ended = changes(before, incidents)
        now = picture(days[n], incidents, known.exposure(days[n]), alerts, watches, _week_ago(store, days[n]))
        store.keep_day(
            days[n],
            hashes[n],
            revised=revised,
            ended=ended,
            readings=now.readings,
            forecasts=now.forecasts,
            alerts=now.alerts,
        )
        before, alerts = {i.id: i for i in incidents}, now.alerts
        progress("following the days", n - first + 1, len(days) - first)
    return len(days) - first


def _week_ago(store: Store, day: str) -> Sequence[Forecast]:
    """Return the forecasts that were issued seven days before a day, none where that day has not been derived."""
    kept = store.day(week_before(day))
    return kept[1] if kept else ()


def run(plan: Plan, store: Store, progress: Progress = quiet) -> None:
    """Code what is new, bring everything derived from it up to date, and score the forecasts whose time is up."""
    code_store(plan, store, progress)
    credit_copies(store)
    derive(plan, store, progress)
    resolve(store)


def look(store: Store, as_of: str | None = None) -> Picture:
    """Return the picture of the day `as_of` (by default the last day of news), as it would have been drawn then."""
    counts = [(day, n) for day, n in store.days() if day < END_OF_TIME]
    day = as_of or (counts[-1][0] if counts else "1970-01-01")
    incidents = store.incidents(as_of=day)
    if kept := store.day(day):
        readings, forecasts, alerts = kept
        return Picture(day, tuple(incidents), tuple(readings), tuple(forecasts), tuple(alerts))
    earlier = store.alerts(as_of=day_after(day, -1))
    last = max((alert.day for alert in earlier), default="")
    exposure = {d: n for d, n in counts if d <= day}
    before = [alert for alert in earlier if alert.day == last]
    return picture(day, incidents, exposure, before, earlier=_week_ago(store, day))


def subject_in(picture: Picture, text: str) -> str:
    """Return the subject that `PAK-AFG` or `PAK` names in a picture; raises NotFound, listing those there are."""
    subject = "|".join(pair_codes(text))
    known = {reading.subject for reading in picture.readings}
    if subject not in known:
        raise NotFound("pair or country with news", text, (s.replace("|", "-") for s in known), where=picture.day)
    return subject


def _around(store: Store, subject: str, day: str) -> tuple[Sequence[Incident], Sequence[Event], Sequence[Article]]:
    """Return the incidents that either side of a subject takes part in, their mentions, and the articles of those.

    All are found by their keys: a brief on one pair reads nothing of the others.
    """
    found = {one.id: one for code in pair_codes(subject) for one in store.incidents(pair=code, as_of=day)}
    events = store.events_by_id([event for one in found.values() for event in one.events], as_of=day)
    pages = store.articles_by_id(sorted({event.article for event in events}), as_of=day)
    return tuple(found.values()), events, pages


def _said(store: Store, as_of: str | None) -> Picture:
    """Return what was said on a day without its incidents where that was kept, else all of it."""
    day = as_of or store.last_day() or "1970-01-01"
    kept = store.day(day)
    if kept is None:
        return look(store, day)
    readings, forecasts, alerts = kept
    return Picture(day, (), tuple(readings), tuple(forecasts), tuple(alerts))


def write_brief(store: Store, subject: str, as_of: str | None = None, *, html: bool = False) -> str:
    """Return the brief on `PAK-AFG` (or one country) as it would have read on `as_of`, in Markdown or HTML.

    Raises NotFound, listing what there is, where nothing is known of the subject by then.
    """
    now = _said(store, as_of)
    key = subject_in(now, subject)
    incidents, events, articles = _around(store, key, now.day)
    made = write(
        key,
        now.day,
        incidents=incidents,
        events=events,
        articles=articles,
        readings=now.readings,
        forecasts=now.forecasts,
        alerts=now.alerts,
    )
    return to_html(made) if html else to_markdown(made)
