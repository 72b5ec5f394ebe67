"""Follow sources: look at those that are due, hand out what is new, remember how each one did.

State goes in and out as records. The caller commits an update's documents and state together: killed in between, the
same items are handed out again, and their ids make them the same articles.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from tocsin.errors import SkipItem
from tocsin.news import dates, gdelt, health
from tocsin.news.feeds import Entry, Feed, parse_feed
from tocsin.news.fetch import Response, to_document
from tocsin.news.health import SourceState, conditions, from_iso, is_due, to_iso
from tocsin.news.hosts import Hosts
from tocsin.news.sitemap import parse_sitemap
from tocsin.news.sources import Source
from tocsin.records import Document

MAX_NEW = 200
MAX_NESTED = 3
LONG_ENOUGH = 600


@dataclass(frozen=True, slots=True)
class Update:
    """One look at one source: its new state, and the documents (or what was wrong with them) that are new."""

    source: Source
    state: SourceState
    items: tuple[Document | SkipItem, ...] = ()


def due(sources: Sequence[Source], states: Mapping[str, SourceState], now: datetime) -> tuple[Source, ...]:
    """Return the sources to look at now, those waiting longest first."""
    waiting = [one for one in sources if is_due(states.get(one.url, SourceState(one.url)), now)]
    return tuple(sorted(waiting, key=lambda one: (states.get(one.url, SourceState(one.url)).next_try or "", one.url)))


def day_of(text: str | None) -> str | None:
    """Return the ISO day of a feed's date (RFC 2822, RFC 3339 or written), or None."""
    if not text:
        return None
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError):
        return next((found.value for found in dates.find(text) if found.year and found.day), None)


def _key(entry: Entry) -> str:
    return entry.id or entry.link or entry.title


def _origin(entry: Entry, feed_title: str) -> str | None:
    return entry.source if entry.source and entry.source != feed_title else None


def _from_entry(entry: Entry, feed: Feed, source: Source, now: datetime) -> Document:
    """Return the document that the feed itself carries."""
    raw = entry.content or entry.summary
    return Document(
        raw=raw,
        url=entry.link or None,
        title=entry.title or None,
        published=day_of(entry.published or entry.updated),
        publisher=source.name or feed.title or None,
        origin=_origin(entry, feed.title),
        fetched=to_iso(now),
        where=entry.link or source.url,
    )


def _page(entry: Entry, feed: Feed, source: Source, hosts: Hosts, now: datetime) -> Document | SkipItem:
    """Return an item's page; where it cannot be had, the text that the feed carries, if there is enough of it."""
    carried = _from_entry(entry, feed, source, now)
    if not source.full_text or not entry.link:
        return carried
    try:
        page = to_document(hosts.fetch(entry.link), to_iso(now))
    except SkipItem as error:
        return carried if len(carried.raw) >= LONG_ENOUGH else error
    return Document(
        raw=page.raw,
        url=page.url,
        title=carried.title,
        published=carried.published,
        publisher=source.name or None,
        origin=carried.origin,
        fetched=page.fetched,
        where=page.where,
    )


def _read(source: Source, answer: Response, hosts: Hosts) -> Feed:
    """Return what an answer lists, as a feed."""
    headers = {
        name: value
        for name, value in answer.headers
        if name in ("content-type", "content-location", "content-language")
    }
    if source.kind == "sitemap":
        return Feed(entries=_sitemap_entries(answer.body, hosts, 0))
    if source.kind == "gdelt":
        return Feed(title="GDELT", entries=gdelt.entries(answer.body))
    feed = parse_feed(answer.body, {**headers, "content-location": answer.url})
    if not feed.entries and not feed.title:
        raise SkipItem("what came is no feed", where=source.url, next_step="check the feed's address")
    return feed


def _sitemap_entries(body: bytes, hosts: Hosts, depth: int) -> tuple[Entry, ...]:
    found = parse_sitemap(body)
    entries = list(found.entries)
    if depth < 2:
        for address in found.sitemaps[-MAX_NESTED:]:
            entries += _sitemap_entries(hosts.fetch(address).body, hosts, depth + 1)
    return tuple(entries)


def _look(source: Source, state: SourceState, hosts: Hosts, now: datetime) -> Update:
    answer = hosts.fetch(source.url, conditions(state))
    if answer.status == 304:
        return Update(source, health.succeed(state, source, answer, now))
    if not 200 <= answer.status < 300:
        wait = health.retry_after(answer, now)
        return Update(
            source,
            health.fail(state, source, f"the server answered {answer.status}", now, wait, gone=answer.status == 410),
        )
    if source.kind == "page":
        return Update(source, health.succeed(state, source, answer, now), (to_document(answer, to_iso(now)),))
    feed = _read(source, answer, hosts)
    seen = set(state.seen)
    fresh = list({_key(entry): entry for entry in feed.entries if _key(entry) and _key(entry) not in seen}.values())[
        :MAX_NEW
    ]
    items = tuple(_page(entry, feed, source, hosts, now) for entry in fresh)
    done = health.succeed(state, source, answer, now, map(_key, fresh), feed.title, feed.ttl)
    return Update(source, done, items)


def look(source: Source, state: SourceState | None, hosts: Hosts, now: datetime) -> Update:
    """Return one look at a source; whatever goes wrong is told in the update's state, never raised."""
    state = state or SourceState(source.url)
    try:
        return _look(source, state, hosts, now)
    except SkipItem as error:
        return Update(source, health.fail(state, source, error.what, now), (error,))


def follow(
    sources: Sequence[Source],
    states: Mapping[str, SourceState],
    hosts: Hosts,
    clock: Callable[[], datetime],
    workers: int = 8,
) -> Iterator[Update]:
    """Yield one look at each source that is due, as they are done; several hosts at once, each host in turn.

    Closing the iterator stops cleanly: looks that have not begun are left for the next round.
    """
    waiting = due(sources, states, clock())
    pool = ThreadPoolExecutor(max_workers=max(1, workers), thread_name_prefix="follow")
    try:
        futures = [pool.submit(look, one, states.get(one.url), hosts, clock()) for one in waiting]
        for future in as_completed(futures):
            yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def next_round(sources: Sequence[Source], states: Mapping[str, SourceState], now: datetime) -> float:
    """Return the seconds until the next source is due; 0 where one already is."""
    times = [states[one.url].next_try for one in sources if one.url in states]
    moments = [from_iso(text) for text in times if text]
    if not sources or len(moments) < len(sources):
        return 0.0
    return max(0.0, (min(moments) - now).total_seconds())
