"""Be polite: one request at a time to a host, a pause between two, its robots.txt kept."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol
from urllib.parse import urlsplit

from tocsin.errors import SkipItem
from tocsin.news.decode import decode
from tocsin.news.fetch import Response
from tocsin.news.robots import Robots, crawl_delay, may_fetch, robots_url

DELAY = 1.0


class Getter(Protocol):
    """A function that fetches: `fetch.get` with the operator's `allow` already set, or one like it."""

    def __call__(self, url: str, *, headers: dict[str, str] | None = None) -> Response:
        """Return the answer; raise SkipItem where none came."""
        ...


class Hosts:
    """Per-host turns, pauses and rules for one run of following; safe to share between threads."""

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
        self._robots: dict[str, Robots] = {}

    @contextmanager
    def _turn(self, host: str, pause: float) -> Iterator[None]:
        with self._guard:
            turn = self._turns.setdefault(host, threading.Lock())
        with turn:
            if (wait := self._free_at.get(host, 0.0) - self.clock()) > 0:
                self.sleep(wait)
            try:
                yield
            finally:
                self._free_at[host] = self.clock() + pause

    def robots(self, url: str) -> Robots:
        """Return the rules of an address's host, fetched once a run."""
        place = robots_url(url)
        if place not in self._robots:
            with self._turn(urlsplit(url).netloc, 0.0):
                if place not in self._robots:
                    self._robots[place] = self._fetch_robots(place)
        return self._robots[place]

    def _fetch_robots(self, place: str) -> Robots:
        try:
            answer = self.get(place)
        except SkipItem:
            return Robots(place, 503)
        return Robots(place, answer.status, decode(answer.body, answer.charset) if answer.status == 200 else "")

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Response:
        """Return the answer to a polite request. Raises SkipItem where robots.txt forbids it or nothing came."""
        robots = self.robots(url)
        if not may_fetch(robots, url):
            closed = robots.status != 200
            raise SkipItem(
                "the host's robots.txt cannot be had" if closed else "the host's robots.txt asks us not to fetch this",
                where=url,
                next_step="it is tried again later" if closed else "read it in another way, or ask the publisher",
            )
        with self._turn(urlsplit(url).netloc, max(self.delay, crawl_delay(robots))):
            return self.get(url, headers=headers)
