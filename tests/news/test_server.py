"""Following a server on this machine, some of whose feeds misbehave; a slice of `benchmarks/news_server.py`."""

import random
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from benchmarks.news_server import KINDS, READABLE, START, Server, allowed, at, running
from tocsin.following import Looked, look_round, states
from tocsin.news.fetch import get
from tocsin.news.health import SourceState
from tocsin.news.hosts import Hosts
from tocsin.news.sources import Source
from tocsin.settings import Settings
from tocsin.store import Store

FEEDS = 99
QUICK = tuple(number for number in (*range(6), *range(66, FEEDS, 3)))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running(Server(FEEDS)) as made:
        yield made


class Round:
    """Two rounds an hour apart over a few feeds of each kind, followed once for all tests."""

    def __init__(self, server: Server, path: Path) -> None:
        self.server = server
        self.kinds = {server.url(n): server.kind(n) for n in QUICK}
        hosts = Hosts(partial(get, allow=allowed(server), timeout=1.5), delay=0.02)
        sources = [Source(url) for url in self.kinds]
        self.store = Store(path, create=True)
        self.looks: list[list[Looked]] = []
        for hour in range(2):
            moment = START + timedelta(hours=hour)
            settings = Settings(allow=allowed(server))
            self.looks.append(list(look_round(self.store, sources, settings, at(moment), hosts)))
        self.states = states(self.store)
        self.urls = Counter(article.url for article in self.store.articles())

    def state(self, kind: str) -> SourceState:
        """Return the state of the first feed of a kind."""
        return self.states[next(url for url, one in self.kinds.items() if one == kind)]


@pytest.fixture(scope="module")
def followed(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Round]:
    made = Round(server, tmp_path_factory.mktemp("follow") / "t.db")
    yield made
    made.store.close()


def test_every_feed_is_looked_at_in_the_first_round(followed: Round) -> None:
    assert {one.source.url for one in followed.looks[0]} == set(followed.kinds)


def test_no_feed_is_asked_for_more_than_once_a_round(followed: Round) -> None:
    asked = Counter(path for _, _, path, _ in followed.server.asked if path.split("/")[1] in {"good", *KINDS})
    assert max(asked.values()) <= len(followed.looks)


def test_robots_rules_are_fetched_once_a_host(followed: Round) -> None:
    asked = Counter(host for _, host, path, _ in followed.server.asked if path == "/robots.txt")
    assert set(asked.values()) == {1}


def test_a_page_that_failed_once_is_tried_again_and_no_item_is_lost_or_doubled(followed: Round) -> None:
    server = followed.server
    numbers = [n for n in QUICK if server.kind(n) in READABLE]
    assert followed.urls == Counter({server.page_url(n, item): 1 for n in numbers for item in range(server.items)})


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("429", "429"),
        ("500", "500"),
        ("endless", "larger than 15 MiB"),
        ("drip", "took too long|could not be read"),
        ("loop", "circle"),
        ("bomb", "larger than 15 MiB"),
        ("tls", "no connection"),
        ("cut", "cut short"),
        ("garbage", "no feed"),
    ],
)
def test_a_failing_feed_says_why_and_when_it_is_tried_next(followed: Round, kind: str, reason: str) -> None:
    state = followed.state(kind)
    assert state.status == "failing"
    assert any(part in state.reason for part in reason.split("|")), state.reason
    assert state.next_try is not None


def test_a_host_that_asks_us_to_wait_is_left_alone(followed: Round) -> None:
    assert sum(path.startswith("/429/") for _, _, path, _ in followed.server.asked) == 1


def test_a_feed_that_is_gone_is_not_asked_for_again_soon(followed: Round) -> None:
    assert followed.state("gone").status == "gone"


def test_a_wrong_charset_does_not_garble_a_title(followed: Round) -> None:
    assert followed.state("charset").title.startswith("Вести")


def test_a_killed_follower_loses_and_doubles_nothing(tmp_path: Path) -> None:
    from benchmarks.news_server import _start

    with running(Server(6, items=3)) as server:
        (tmp_path / "tocsin.toml").write_text(f"[network]\nallow = {list(allowed(server))!r}\n".replace("'", '"'))
        rows = (f'[[source]]\nurl = "{server.url(n)}"\n' for n in range(4))
        (tmp_path / "sources.toml").write_text("\n".join(rows))
        process = _start(tmp_path, "killed.db", START)
        try:
            process.wait(1.5 + random.Random(4).random())
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        sources = [Source(server.url(n)) for n in range(4)]
        with Store(tmp_path / "killed.db", create=True) as store:
            for hour in range(2):
                hosts = Hosts(partial(get, allow=allowed(server)), delay=0.0)
                clock = at(START + timedelta(days=hour + 1))
                list(look_round(store, sources, Settings(allow=allowed(server)), clock, hosts))
            urls = Counter(article.url for article in store.articles())
        assert urls == Counter({server.page_url(n, item): 1 for n in range(4) for item in range(3)})
