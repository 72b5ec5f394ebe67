"""Print how following does on a local server of 300 feeds, a third of them misbehaving, and under `kill -9`.

    python benchmarks/news_server.py [--feeds 300] [--kills 20] [--seed 1]

Rounds: each feed is to be asked for once a round (a conditional request from the second on), every host's robots.txt
once, no host oftener than its pause allows; every item of a readable feed is to be in the store once, and every failing
feed is to say why and when it is tried next. Kills: `tocsin follow` is killed at random moments, each time with new
items on the server; in the end the store must hold the same articles and mentions as one that was never disturbed.
The server listens on loopback addresses only, which `network.allow` opens.
"""

import argparse
import asyncio
import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

START = datetime(2025, 3, 4, 6, tzinfo=UTC)
TOWNS = (
    "Brannau",
    "Kelvik",
    "Ostrow",
    "Marenta",
    "Tolbay",
    "Sunde",
    "Veyra",
    "Lomar",
    "Quill",
    "Hesper",
    "Adran",
    "Zelm",
)
ACTS = ("shelled", "entered", "left", "besieged", "bombed", "surrounded", "stormed", "evacuated")
WHO = ("Government troops", "Rebel fighters", "Border guards", "Marines", "A militia", "Paratroopers", "Army units")
KINDS = ("429", "500", "endless", "drip", "loop", "bomb", "charset", "tls", "cut", "gone", "garbage")
READABLE = frozenset({"good", "charset"})
DELAY, TIMEOUT = 0.2, 4.0


def _story(number: int, item: int) -> tuple[str, str]:
    """Return a headline and body of two paragraphs, different for every feed and item."""
    town, other = TOWNS[number % 12], TOWNS[(number // 12 + item) % 12]
    act, who = ACTS[(number + item) % 8], WHO[(number + 3 * item) % 7]
    head = f"{who} {act} {town} {number}-{item}"
    body = (
        f"<p>{who} {act} the town of {town} on Monday, the mayor of {other} said, killing {item + 2} people and "
        f"wounding {number + 3}.</p><p>Residents of district {number} counted {item + number} houses on fire by the "
        f"evening, and the road to {other} was closed at kilometre {number * 7 + item}.</p>"
    )
    return head, body


@dataclass(slots=True)
class Server:
    """A server on many loopback addresses; what it serves is told from the path, and every request is noted."""

    feeds: int
    items: int = 2
    edition: int = 0
    port: int = 0
    asked: list[tuple[float, str, str, bool]] = field(default_factory=list)
    flaky: set[str] = field(default_factory=set)

    def kind(self, number: int) -> str:
        """Return how a feed behaves; the first two thirds behave well, and each misbehaving host has one manner."""
        good = self.feeds * 2 // 3
        return "good" if number < good else KINDS[(number - good) // 3 % len(KINDS)]

    def host(self, number: int) -> str:
        """Return a feed's address; three feeds share one, good and misbehaving ones never."""
        good = self.feeds * 2 // 3
        at = number // 3 if number < good else good // 3 + 1 + (number - good) // 3
        return f"127.0.{7 + at // 250}.{at % 250 + 1}"

    def url(self, number: int) -> str:
        """Return a feed's address in full."""
        scheme = "https" if self.kind(number) == "tls" else "http"
        return f"{scheme}://{self.host(number)}:{self.port}/{self.kind(number)}/{number}"

    def listed(self, number: int) -> range:
        """Return the items that a feed lists in the current edition: every fourth feed gains one an edition."""
        return range(self.items + (self.edition if number % 4 == 0 else 0))

    def page_url(self, number: int, item: int) -> str:
        """Return the address of an item's page."""
        return f"http://{self.host(number)}:{self.port}/page/{number}/{item}"

    def expected(self) -> set[str]:
        """Return the addresses of all pages that readable feeds list."""
        return {
            self.page_url(number, item)
            for number in range(self.feeds)
            if self.kind(number) in READABLE
            for item in self.listed(number)
        }

    def feed(self, number: int) -> bytes:
        """Return a feed's RSS."""
        rows = "".join(
            f"<item><title>{_story(number, item)[0]}</title><link>{self.page_url(number, item)}</link>"
            f"<guid>{number}-{item}</guid><pubDate>Mon, 03 Mar 2025 1{item % 10}:00:00 GMT</pubDate></item>"
            for item in self.listed(number)
        )
        charset = "utf-8" if self.kind(number) == "charset" else "windows-1251"
        text = (
            f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel><title>Вести {number}</title>{rows}'
        )
        return f"{text}</channel></rss>".encode("cp1251")


Write = Callable[[bytes], Awaitable[None]]


def _head(status: int, **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} X", "Date: Tue, 04 Mar 2025 06:00:00 GMT", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


# gzip members one after the other unfold into one body
BOMB = gzip.compress(b"<rss>") + gzip.compress(b" " * (1024 * 1024)) * 64


async def _misbehave(kind: str, path: str, write: Write) -> None:
    if kind == "429":
        await write(_head(429, Retry_After="7200"))
    elif kind in ("500", "gone"):
        await write(_head(500 if kind == "500" else 410))
    elif kind == "endless":
        await write(_head(200, Content_Type="application/rss+xml"))
        while True:
            await write(b"<item><title>again</title></item>" * 2000)
    elif kind == "drip":
        await write(_head(200, Content_Type="application/rss+xml"))
        while True:
            await write(b" ")
            await asyncio.sleep(0.2)
    elif kind == "loop":
        await write(_head(302, Location=path if path.endswith("/b") else f"{path}/b"))
        return
    elif kind == "bomb":
        await write(_head(200, Content_Type="application/rss+xml", Content_Encoding="gzip") + BOMB)
    elif kind == "cut":
        await write(_head(200, Content_Type="application/rss+xml", Content_Length="5000") + b"<rss><channel>")
    else:
        await write(_head(200, Content_Type="application/rss+xml") + b"\x00\xff\x00 no feed at all")


async def _answer(server: Server, path: str, conditional: bool, write: Write) -> None:
    kind, number, *rest = [*path.strip("/").split("/"), "0"][:4]
    if kind == "robots.txt":
        await write(_head(200, Content_Type="text/plain") + b"User-agent: *\nDisallow: /private/\n")
    elif kind == "page":
        if int(number) % 7 == 0 and path not in server.flaky:
            server.flaky.add(path)
            await write(_head(503))
            return
        title, body = _story(int(number), int(rest[0]))
        page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
        await write(_head(200, Content_Type="text/html; charset=utf-8") + page.encode())
    elif kind in READABLE:
        tag = f'"{server.edition}-{len(server.listed(int(number)))}"'
        if conditional and int(number) % 4:
            await write(_head(304, ETag=tag))
        else:
            await write(_head(200, ETag=tag, Content_Type="application/rss+xml") + server.feed(int(number)))
    else:
        await _misbehave(kind, path, write)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Serve in a thread while the block runs."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def write(data: bytes) -> None:
            writer.write(data)
            await writer.drain()

        try:
            request = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)).decode("latin-1")
            path = request.split(" ", 2)[1]
            conditional = "if-none-match" in request.lower()
            server.asked.append((time.monotonic(), writer.get_extra_info("sockname")[0], path, conditional))
            await _answer(server, path, conditional, write)
        except (OSError, IndexError, ValueError, EOFError, asyncio.LimitOverrunError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            writer.close()

    hosts = sorted({server.host(number) for number in range(server.feeds)})
    ready, loop = threading.Event(), asyncio.new_event_loop()

    async def serve() -> None:
        made = await asyncio.start_server(handle, hosts[0], 0)
        server.port = made.sockets[0].getsockname()[1]
        others = await asyncio.start_server(handle, hosts[1:], server.port) if len(hosts) > 1 else None
        ready.set()
        await stop.wait()
        for one in (made, others):
            if one:
                one.close()
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await asyncio.sleep(0.05)  # closed connections let go of their sockets in the loop's next turn

    stop = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(5)
        loop.close()


def allowed(server: Server) -> tuple[str, ...]:
    """Return the host:port pairs that `network.allow` is to open."""
    return tuple(sorted({f"{server.host(number)}:{server.port}" for number in range(server.feeds)}))


def at(moment: datetime) -> Callable[[], datetime]:
    """Return a clock that stands still."""
    return lambda: moment


def _gaps(asked: Sequence[tuple[float, str, str, bool]]) -> float:
    """Return the shortest time in seconds between two requests to one host, redirects left out."""
    times: dict[str, list[float]] = defaultdict(list)
    for second, host, path, _ in asked:
        if not path.endswith("/b"):
            times[host].append(second)
    return min((b - a for row in times.values() for a, b in pairwise(row)), default=9.9)


def rounds(server: Server, folder: Path, count: int = 3) -> dict[str, Any]:
    """Follow all feeds for some rounds, an hour apart, and return what the server and the store saw."""
    from tocsin.following import look_round, states
    from tocsin.news.fetch import get
    from tocsin.news.hosts import Hosts
    from tocsin.news.sources import Source
    from tocsin.settings import Settings
    from tocsin.store import Store

    sources = [Source(server.url(number), str(number)) for number in range(server.feeds)]
    hosts = Hosts(partial(get, allow=allowed(server), timeout=TIMEOUT), delay=DELAY)
    settings, begun, per_round = Settings(allow=allowed(server)), time.monotonic(), []
    with Store(folder / "rounds.db", create=True) as store:
        for number in range(count):
            before = len(server.asked)
            moment = START + timedelta(hours=number)
            looked = [one.source.url for one in look_round(store, sources, settings, at(moment), hosts)]
            fetched = Counter(path for _, _, path, _ in server.asked[before:] if path.split("/")[1] in {"good", *KINDS})
            per_round.append((len(looked), max(fetched.values()), sum(fetched.values())))
        urls = Counter(article.url for article in store.articles())
        known = states(store)
    bad = [state for state in known.values() if state.status in ("failing", "gone")]
    wanted = {server.url(number) for number in range(server.feeds) if server.kind(number) not in READABLE}
    robots = Counter(host for _, host, path, _ in server.asked if path == "/robots.txt")
    return {
        "feeds": server.feeds,
        "misbehaving": len(wanted) + sum(server.kind(n) == "charset" for n in range(server.feeds)),
        "looks_a_round": [one[0] for one in per_round],
        "most_fetches_of_a_feed_a_round": max(one[1] for one in per_round),
        "robots_fetches_of_a_host": max(robots.values()),
        "shortest_gap_s": round(_gaps(server.asked), 3),
        "items_listed": len(server.expected()),
        "items_kept": len(urls),
        "items_lost": len(server.expected() - urls.keys()),
        "items_doubled": sum(count > 1 for count in urls.values()),
        "failing_with_reason_and_next_try": sum(bool(state.reason and state.next_try) for state in bad),
        "failing_wrongly": len({state.url for state in bad} ^ wanted),
        "seconds": round(time.monotonic() - begun, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def child(store: str, allow: str, sources: str, moment: str) -> None:
    """Follow once as `tocsin follow --once` does, by the clock given."""
    from tocsin.cli.follow import keep_following
    from tocsin.news.sources import load_sources
    from tocsin.settings import load_settings

    settings = load_settings(Path(allow), {**os.environ, "TOCSIN_STORE": store})
    keep_following(settings, load_sources(Path(sources)), once=True, clock=at(datetime.fromisoformat(moment)))


def _start(folder: Path, store: str, moment: datetime) -> subprocess.Popen[bytes]:
    files = [str(folder / name) for name in ("tocsin.toml", "sources.toml")]
    return subprocess.Popen(
        [sys.executable, __file__, "--child", str(folder / store), *files, moment.isoformat()],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _ids(path: Path) -> tuple[Counter[str | None], set[str], set[str], int]:
    from tocsin.store import Store

    with Store(path) as store:
        articles = store.articles()
        return (
            Counter(a.url for a in articles),
            {a.id for a in articles},
            {e.id for e in store.events()},
            len(store.uncoded()),
        )


def kills(server: Server, folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Kill following at `count` random moments, let it end, and compare with a run that was left alone."""
    rng = random.Random(seed)
    (folder / "tocsin.toml").write_text(f"[network]\nallow = {json.dumps(allowed(server))}\n")
    rows = (f'[[source]]\nurl = "{server.url(n)}"\nname = "{n}"\nevery = "15m"\n' for n in range(server.feeds))
    (folder / "sources.toml").write_text("\n".join(rows))
    begun = time.monotonic()
    _start(folder, "warm.db", START).wait()
    whole, killed, moment = time.monotonic() - begun, 0, START
    while killed < count:
        process = _start(folder, "killed.db", moment)
        try:
            process.wait(rng.uniform(0.3, whole))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        server.edition, moment = server.edition + 1, moment + timedelta(hours=1)
    for _ in range(6):  # a page that fails is tried again in the next rounds
        moment += timedelta(hours=12)
        _start(folder, "killed.db", moment).wait()
        _start(folder, "calm.db", moment).wait()
    urls, ids, events, waiting = _ids(folder / "killed.db")
    _, calm_ids, calm_events, _ = _ids(folder / "calm.db")
    return {
        "kills": killed,
        "items_listed": len(server.expected()),
        "items_lost": len(server.expected() - urls.keys()),
        "items_doubled": sum(n > 1 for n in urls.values()),
        "articles_uncoded": waiting,
        "articles_unlike_an_undisturbed_run": len(ids ^ calm_ids),
        "mentions": len(events),
        "mentions_unlike_an_undisturbed_run": len(events ^ calm_events),
        "seconds": round(time.monotonic() - begun, 1),
    }


def main() -> None:
    """Serve, follow, kill and print one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", nargs=4)
    given = parser.parse_args()
    if given.child:
        return child(*given.child)
    out: dict[str, Any] = {"benchmark": "news-server"}
    with tempfile.TemporaryDirectory() as name:
        with running(Server(given.feeds)) as server:
            out["rounds"] = rounds(server, Path(name))
        if given.kills:
            with running(Server(18, items=1)) as server:
                out["kill"] = kills(server, Path(name), given.kills, given.seed)
    print(json.dumps(out))
    return None


if __name__ == "__main__":
    main()
