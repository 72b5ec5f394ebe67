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
from tocsin.news.repeats import Repeats
from tocsin.news.sources import Source
from tocsin.records import Article, Document
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


def _articles(update: Update, repeats: Repeats) -> tuple[list[Article], tuple[SkipItem, ...]]:
    articles, skipped = [], []
    for item in update.items:
        try:
            if not isinstance(item, Document):
                raise item
            articles += [gather(entry) for entry in split(item)]
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
    """
    sums: dict[str, _Sum] = {}
    repeats = Repeats()
    for update in follow(sources, states(store), hosts or open_hosts(settings), clock, settings.workers):
        articles, skipped = _articles(update, repeats)
        coded = keep_events(store, update.coded)
        so_far = sums.setdefault(update.source.url, _Sum())
        so_far.new += store.keep_look(update.source.url, to_plain(update.source), to_plain(update.state), articles)
        so_far.new += coded
        so_far.skipped += skipped
        if update.done:
            total = sums.pop(update.source.url)
            yield Looked(update.source, update.state, total.new, total.skipped)
