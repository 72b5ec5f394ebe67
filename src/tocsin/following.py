"""Following sources into the store: what a look brought and what is remembered of the source are kept together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from tocsin.coded import keep_events
from tocsin.errors import SkipItem
from tocsin.news.fetch import get
from tocsin.news.follow import Update, follow
from tocsin.news.gather import gather
from tocsin.news.health import SourceState
from tocsin.news.hosts import Hosts
from tocsin.news.live import split
from tocsin.news.repeats import Repeats, keep, recalled
from tocsin.news.sources import Source
from tocsin.news.voice import Grades
from tocsin.records import Article, Document, Incident
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.tables import from_plain, to_plain


@dataclass(frozen=True, slots=True)
class Looked:
    """One look as kept: the source, its state, how many articles were new and what was skipped."""

    source: Source
    state: SourceState
    new: int
    skipped: tuple[SkipItem, ...]


def states(store: Store) -> dict[str, SourceState]:
    """Return what the store remembers of each source, by address."""
    return {state["url"]: from_plain(SourceState, state) for _, state in store.sources()}


def known_sources(store: Store) -> list[tuple[Source, SourceState]]:
    """Return the sources that have been followed, with their states."""
    return [(from_plain(Source, source), from_plain(SourceState, state)) for source, state in store.sources()]


def grades(store: Store) -> Grades:
    """Return the grades of sources as the user had set them when each was last looked at."""
    return Grades(source for source, _ in known_sources(store))


@dataclass(frozen=True, slots=True)
class Carrier:
    """The article that carries a claim: its title, who put it out, how reliable that is held to be, whose voice."""

    article: str
    title: str
    publisher: str | None
    grade: str
    voice: str | None


def carriers(store: Store, incident: Incident) -> dict[str, Carrier]:
    """Return the articles that carry an incident's claims, by id."""
    graded, ids = grades(store), sorted({claim.article for claim in incident.claims})
    articles = store.articles_by_id(ids)
    return {a.id: Carrier(a.id, a.title, a.publisher, graded.of(a), a.voice) for a in articles}


def _articles(update: Update, repeats: Repeats) -> tuple[list[Article], tuple[SkipItem, ...]]:
    articles, skipped = [], []
    for item in update.items:
        try:
            if not isinstance(item, Document):
                raise item
            articles += [gather(entry, repeats, update.source.voice) for entry in split(item)]
        except SkipItem as skip:
            skipped.append(skip)
    return articles, tuple(skipped)


def open_hosts(settings: Settings) -> Hosts:
    """Return the hosts that sources are fetched from; one object for as long as following runs, so that pauses hold."""
    return Hosts(partial(get, allow=settings.allow))


@dataclass(slots=True)
class _Sum:
    """What the parts of one look have brought so far."""

    new: int = 0
    skipped: tuple[SkipItem, ...] = ()


def look_round(
    store: Store,
    sources: Sequence[Source],
    settings: Settings,
    clock: Callable[[], datetime],
    hosts: Hosts | None = None,
) -> Iterator[Looked]:
    """Look once at every source that is due; yield each look after all of it has been kept.

    Every part of a look is committed with the state that says so: broken off anywhere, the next round goes on there.
    What was learned of the sites' boilerplate is kept at the end.
    """
    sums: dict[str, _Sum] = {}
    hosts = hosts or open_hosts(settings)
    hosts.repeats = hosts.repeats or recalled(store.path)
    for update in follow(sources, states(store), hosts, clock, settings.workers):
        articles, skipped = _articles(update, hosts.repeats)
        coded = keep_events(store, update.coded)
        so_far = sums.setdefault(update.source.url, _Sum())
        so_far.new += store.keep_look(update.source.url, to_plain(update.source), to_plain(update.state), articles)
        so_far.new += coded
        so_far.skipped += skipped
        if update.done:
            total = sums.pop(update.source.url)
            yield Looked(update.source, update.state, total.new, total.skipped)
    keep(hosts.repeats, store.path)
