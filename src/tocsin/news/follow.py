"""Follow sources: look at those that are due, hand out what is new, remember how each one did.

State goes in and out as records. The caller commits an update's documents and state together: killed in between, the
same items are handed out again, and their ids make them the same articles.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from queue import SimpleQueue
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tocsin.errors import SkipItem
from tocsin.news import dates, gdelt, health
from tocsin.news.feeds import MAX_ENTRIES, Entry, Feed, parse_feed
from tocsin.news.fetch import Response, TryLater, to_document
from tocsin.news.health import MAX_RETRY, MAX_SEEN, SourceState, conditions, from_iso, is_due, to_iso
from tocsin.news.hosts import Hosts
from tocsin.news.sitemap import parse_sitemap
from tocsin.news.sources import Source
from tocsin.records import Document

MAX_NEW, MAX_TRIES = 200, 4
MAX_NESTED, SITEMAP_DAYS = 3, 3
LONG_ENOUGH = 600
PART, PART_SIZE = 20, 8_000_000
WORKERS = 16


@dataclass(frozen=True, slots=True)
class Update:
    """A look at a source, or part of one: its new state, and the documents (or what was wrong with them) that are new.

    `done` is False where more of the same look is to come. `coded` are events that others coded.
    """

    source: Source
    state: SourceState
    items: tuple[Document | SkipItem, ...] = ()
    done: bool = True
    coded: tuple[gdelt.CodedEvent, ...] = ()


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


def _read(source: Source, answer: Response, hosts: Hosts, now: datetime) -> Feed:
    """Return what an answer lists, as a feed."""
    headers = {
        name: value
        for name, value in answer.headers
        if name in ("content-type", "content-location", "content-language")
    }
    if source.kind == "sitemap":
        return Feed(entries=_newest(_sitemap_entries(answer.body, hosts, 0), now))
    feed = parse_feed(answer.body, {**headers, "content-location": answer.url})
    if not feed.entries and not feed.title:
        raise SkipItem("what came is no feed", where=source.url, next_step="check the feed's address")
    return feed


def _newest(entries: Sequence[Entry], now: datetime) -> tuple[Entry, ...]:
    """Return a sitemap's stories, newest first: a sitemap may list all that a site ever had, and only news is news.

    Stories dated before SITEMAP_DAYS are left out; those without a date come last.
    """
    oldest = (now - timedelta(days=SITEMAP_DAYS)).date().isoformat()
    dated = [(day_of(entry.published or entry.updated) or "", entry) for entry in entries]
    dated = [pair for pair in dated if not pair[0] or pair[0] >= oldest]
    return tuple(entry for _, entry in sorted(dated, key=lambda pair: pair[0], reverse=True))[:MAX_ENTRIES]


def _sitemap_entries(body: bytes, hosts: Hosts, depth: int) -> tuple[Entry, ...]:
    found = parse_sitemap(body)
    entries = list(found.entries)
    if depth < 2:
        for address in found.sitemaps[-MAX_NESTED:]:
            entries += _sitemap_entries(hosts.fetch(address).body, hosts, depth + 1)
    return tuple(entries)


@dataclass(slots=True)
class _Progress:
    """How far one look has come: the state so far, how long hosts of its pages asked to wait, and its last part."""

    state: SourceState
    wait: int = 0
    items: tuple[Document | SkipItem, ...] = ()

    def handle(self, entry: Entry, item: Document | SkipItem) -> None:
        """Note that an item has been handed out, or that its page is to be tried again."""
        key, state = _key(entry), self.state
        tried = state.retry.count(key) + 1
        self.items += (item,)
        if isinstance(item, TryLater):
            self.wait = max(self.wait, item.wait)
            if tried < MAX_TRIES and len(state.retry) < MAX_RETRY:
                self.state = replace(state, retry=(*state.retry, key))
                return
        rest = tuple(one for one in state.retry if one != key)
        self.state = replace(state, seen=(key, *state.seen), retry=rest)


def _unseen(feed: Feed, state: SourceState) -> tuple[list[Entry], SourceState]:
    """Return the entries not handed out yet, in the feed's order, and the state with what the feed still lists first.

    What is remembered is bounded; what the feed still lists must never be what is forgotten.
    """
    listed = {_key(entry): entry for entry in feed.entries if _key(entry)}
    seen = set(state.seen)
    kept = dict.fromkeys([*(key for key in listed if key in seen), *state.seen])
    state = replace(state, seen=tuple(kept)[:MAX_SEEN], retry=tuple(key for key in state.retry if key in listed))
    return [entry for key, entry in listed.items() if key not in seen], state


def _is_full(items: Sequence[Document | SkipItem]) -> bool:
    """Return whether so much has come that it should be kept before more is fetched."""
    size = sum(len(item.raw) for item in items if isinstance(item, Document))
    return len(items) >= PART or size > PART_SIZE


def _feed_looks(
    source: Source, state: SourceState, answer: Response, feed: Feed, hosts: Hosts, now: datetime
) -> Iterator[Update]:
    unseen, state = _unseen(feed, state)
    run, most = _Progress(state), len(unseen) if is_local(source) else MAX_NEW
    for entry in unseen[:most]:
        if _is_full(run.items):
            yield Update(source, run.state, run.items, done=False)
            run.items = ()
        run.handle(entry, _page(entry, feed, source, hosts, now))
    more = len(unseen) > most
    last = health.succeed(run.state, source, answer, now, title=feed.title, ttl=feed.ttl or 0, wait=run.wait, more=more)
    yield Update(source, last, run.items)


def is_local(source: Source) -> bool:
    """Return whether a source is a table on this machine, named by the operator on the command line."""
    return source.kind == "gdelt" and source.url.startswith("file:")


def _local(source: Source) -> Response:
    try:
        data = Path(url2pathname(urlsplit(source.url).path)).read_bytes()
    except OSError as error:
        raise SkipItem(f"cannot be read ({error.strerror})", where=source.url, next_step="check the path") from None
    return Response(source.url, 200, (), data)


def _gdelt_looks(source: Source, state: SourceState, answer: Response, hosts: Hosts, now: datetime) -> Iterator[Update]:
    """Yield the events of the tables and, part by part, the pages that they list."""
    tables = gdelt.listed_files(answer.body)
    bodies = [hosts.fetch(url).body for url in tables] if tables else [answer.body]
    listed: dict[str, Entry] = {}
    for body in bodies:
        coded = tuple(one for one in gdelt.events(body) if isinstance(one, gdelt.CodedEvent))
        yield Update(source, state, done=False, coded=coded)
        listed = {entry.link: entry for entry in gdelt.entries(body)} | listed
    feed = Feed(title="GDELT", entries=tuple(listed.values()) if source.full_text else ())
    yield from _feed_looks(source, state, answer, feed, hosts, now)


def _looks(source: Source, state: SourceState, hosts: Hosts, now: datetime) -> Iterator[Update]:
    answer = _local(source) if is_local(source) else hosts.fetch(source.url, conditions(state))
    if answer.status == 304:
        yield Update(source, health.succeed(state, source, answer, now))
    elif not 200 <= answer.status < 300:
        wait, reason = health.retry_after(answer, now), f"the server answered {answer.status}"
        yield Update(source, health.fail(state, source, reason, now, wait, gone=answer.status == 410))
    elif source.kind == "page":
        document = to_document(answer, to_iso(now))
        yield Update(source, health.succeed(state, source, answer, now), (document,))
    elif source.kind == "gdelt":
        yield from _gdelt_looks(source, state, answer, hosts, now)
    else:
        yield from _feed_looks(source, state, answer, _read(source, answer, hosts, now), hosts, now)


def looks(source: Source, state: SourceState | None, hosts: Hosts, now: datetime) -> Iterator[Update]:
    """Yield one look at a source in parts: all but the last leave it due, so that a look broken off goes on there.

    Whatever goes wrong is told in the last update's state, never raised.
    """
    state = state or SourceState(source.url)
    try:
        yield from _looks(source, state, hosts, now)
    except SkipItem as error:
        wait = error.wait if isinstance(error, TryLater) else 0
        yield Update(source, health.fail(state, source, error.what, now, wait), (error,))


def look(source: Source, state: SourceState | None, hosts: Hosts, now: datetime) -> Update:
    """Return one whole look at a source; see `looks`."""
    parts = list(looks(source, state, hosts, now))
    items = tuple(item for part in parts for item in part.items)
    return replace(parts[-1], items=items, coded=tuple(one for part in parts for one in part.coded))


class _Round:
    """One round under way: workers take a host's sources in turn, and wait while enough updates lie unread."""

    def __init__(
        self, states: Mapping[str, SourceState], hosts: Hosts, clock: Callable[[], datetime], room: int
    ) -> None:
        self.states, self.hosts, self.clock = states, hosts, clock
        self.out: SimpleQueue[Update | None] = SimpleQueue()
        self.room = threading.Semaphore(room)
        self.stopped = threading.Event()

    def work(self, sources: Sequence[Source]) -> None:
        """Look at the sources of one host, one after the other."""
        for source in sources:
            for update in looks(source, self.states.get(source.url), self.hosts, self.clock()):
                while not self.room.acquire(timeout=0.5):
                    if self.stopped.is_set():
                        return
                self.out.put(update)
                if self.stopped.is_set():
                    return

    def updates(self, left: int) -> Iterator[Update]:
        """Yield what the workers hand over until `left` of them have ended."""
        while left:
            update = self.out.get()
            if update is None:
                left -= 1
            else:
                self.room.release()
                yield update


def _by_host(sources: Sequence[Source]) -> list[list[Source]]:
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(urlsplit(source.url).netloc.lower(), []).append(source)
    return list(groups.values())


def follow(
    sources: Sequence[Source],
    states: Mapping[str, SourceState],
    hosts: Hosts,
    clock: Callable[[], datetime],
    workers: int = WORKERS,
) -> Iterator[Update]:
    """Yield the looks at all sources that are due, part by part; several hosts at once, each host's sources in turn.

    Closing the iterator stops cleanly: looks that have not begun are left for the next round.
    """
    run = _Round(states, hosts, clock, room=2 * workers)
    pool = ThreadPoolExecutor(max_workers=max(1, workers), thread_name_prefix="follow")
    try:
        futures = [pool.submit(run.work, group) for group in _by_host(due(sources, states, clock()))]
        for future in futures:
            future.add_done_callback(lambda _: run.out.put(None))
        yield from run.updates(len(futures))
        for future in futures:
            future.result()
    finally:
        run.stopped.set()
        pool.shutdown(wait=True, cancel_futures=True)


def next_round(sources: Sequence[Source], states: Mapping[str, SourceState], now: datetime) -> float:
    """Return the seconds until the next source is due; 0 where one already is."""
    times = [states[one.url].next_try for one in sources if one.url in states]
    moments = [from_iso(text) for text in times if text]
    if not sources or len(moments) < len(sources):
        return 0.0
    return max(0.0, (min(moments) - now).total_seconds())
