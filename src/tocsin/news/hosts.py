"""Be polite: one request at a time to a host, a pause between two, its robots.txt and its wish for peace kept."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urlsplit

from tocsin.errors import SkipItem
from tocsin.news.decode import decode
from tocsin.news.fetch import Response, TryLater
from tocsin.news.health import retry_after
from tocsin.news.repeats import Repeats
from tocsin.news.robots import Robots, crawl_delay, may_fetch, robots_url

DELAY = 1.0
ROBOTS_KEPT, ROBOTS_RETRY = 24 * 3600.0, 1800.0  # RFC 9309 section 2.4: no longer than a day
MAX_HOSTS = 5000
ASKED_DEFAULT = 60


class Getter(Protocol):
    """A function that fetches: `fetch.get` with the operator's `allow` already set, or one like it."""

    def __call__(self, url: str, *, headers: dict[str, str] | None = None) -> Response:
        """Return the answer; raise SkipItem where none came."""
        ...


def asked_wait(answer: Response) -> int:
    """Return the seconds that an overloaded host asks all of us to keep away, 0 where it does not."""
    if answer.status not in (429, 503):
        return 0
    try:
        now = parsedate_to_datetime(answer.header("date") or "")
    except (TypeError, ValueError):
        now = datetime.max.replace(tzinfo=UTC)  # a date without the server's own clock beside it tells nothing
    asked = retry_after(answer, now if now.tzinfo else now.replace(tzinfo=UTC))
    return asked or (ASKED_DEFAULT if answer.status == 429 else 0)


class Hosts:
    """Per-host turns, pauses and rules for as long as following runs; safe to share between threads.

    `repeats` is for the caller to keep its sites' boilerplate in, from one round to the next.
    """

    def __init__(
        self,
        get: Getter,
        delay: float = DELAY,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take the fetching function and the least pause in seconds between two requests to one host."""
        self.get, self.delay, self.clock, self.sleep = get, delay, clock, sleep
        self._guard = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._free_at: dict[str, float] = {}
        self._closed_until: dict[str, float] = {}
        self._robots: dict[str, tuple[Robots, float]] = {}
        self.repeats: Repeats | None = None

    @contextmanager
    def _turn(self, host: str, pause: float) -> Iterator[None]:
        with self._guard:
            turn = self._turns.setdefault(host, threading.Lock())
        with turn:
            self._check_open(host)
            if (wait := self._free_at.get(host, 0.0) - self.clock()) > 0:
                self.sleep(wait)
            try:
                yield
            finally:
                self._free_at[host] = self.clock() + pause

    def _check_open(self, host: str) -> None:
        """Raise TryLater while the host has asked to be left alone."""
        left = self._closed_until.get(host, 0.0) - self.clock()
        if left > 0:
            raise TryLater("the host asks us to wait", where=host, wait=int(left) + 1)

    def forget(self) -> None:
        """Drop what is no longer true, and all where it has grown past its bound; for use between two rounds."""
        now = self.clock()
        with self._guard:
            self._closed_until = {host: until for host, until in self._closed_until.items() if until > now}
            self._free_at = {host: free for host, free in self._free_at.items() if free > now}
            self._robots = {place: kept for place, kept in self._robots.items() if kept[1] > now}
            if len(self._robots) > MAX_HOSTS:
                self._robots.clear()
            self._turns = {host: turn for host, turn in self._turns.items() if turn.locked()}

    def robots(self, url: str) -> Robots:
        """Return the rules of an address's host, fetched once a day at most."""
        place, host = robots_url(url), urlsplit(url).netloc
        known = self._robots.get(place)
        if known and known[1] > self.clock():
            return known[0]
        with self._turn(host, self.delay):
            known = self._robots.get(place)
            if known and known[1] > self.clock():
                return known[0]
            found = self._fetch_robots(place)
            kept = ROBOTS_KEPT if found.status < 500 else ROBOTS_RETRY
            self._robots[place] = found, self.clock() + kept
        return found

    def _fetch_robots(self, place: str) -> Robots:
        try:
            answer = self.get(place)
        except SkipItem as error:
            return Robots(place, 503, error.what)
        self._heed(urlsplit(place).netloc, answer)
        # RFC 9309 section 2.3.1.4: a host that cannot serve its rules, or is too busy to, is left alone.
        if answer.status == 429:
            return Robots(place, 503, "the server answered 429")
        if answer.status == 200:
            return Robots(place, 200, decode(answer.body, answer.charset))
        return Robots(place, answer.status, f"the server answered {answer.status}")

    def _heed(self, host: str, answer: Response) -> None:
        if wait := asked_wait(answer):
            self._closed_until[host] = self.clock() + wait

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Response:
        """Return the answer to a polite request.

        Raises SkipItem where robots.txt forbids it, TryLater where nothing came or the host wants to be left alone.
        """
        robots = self.robots(url)
        if not may_fetch(robots, url):
            if robots.status != 200:
                raise TryLater(f"the host's robots.txt cannot be had ({robots.text})", where=url)
            raise SkipItem(
                "the host's robots.txt asks us not to fetch this",
                where=url,
                next_step="read it in another way, or ask the publisher",
            )
        host = urlsplit(url).netloc
        with self._turn(host, max(self.delay, crawl_delay(robots))):
            answer = self.get(url, headers=headers)
            self._heed(host, answer)
            return answer
