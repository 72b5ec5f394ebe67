"""How fast pages and API answer on 100,000 made incidents: one reader alone, then 50 at once while a load runs.

    python benchmarks/web_load.py [--store FILE] [--incidents 100000] [--readers 50] [--seconds 30] [--api]

Prints one JSON object: the 50th, 95th and 99th percentile of the answer times (milliseconds) by kind of address and in
all, errors, processor milliseconds of the server for each answer (which a busy machine does not lengthen), and how many
articles a second a writer commits alone and beside the readers. A reader asks, reads for a
second on the average (exponential), and asks for something else. `--api` leaves the pages out. The store is made where
FILE does not exist; everything in it is made up.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx

from tocsin.records import (
    Alert,
    Article,
    Claim,
    Event,
    Forecast,
    Incident,
    Level,
    Participant,
    Place,
    Quad,
    Reading,
    Span,
    Standing,
    make_id,
)
from tocsin.store import Store

COUNTRIES = tuple("AFGPAKINDIRNARMAZERUSUKRISRLBNSYRIRQETHERISDNSSDCODRWAKORPRK"[n : n + 3] for n in range(0, 60, 3))
DAYS, LAST = 1000, date(2025, 10, 19)
SENTENCE = "Troops of {one} shelled {two} positions near the crossing at {n} on {day}, officials of both sides said."
KINDS = (("ASSAULT", Quad.MATERIAL_CONFLICT), ("ACCUSE", Quad.VERBAL_CONFLICT), ("CONSULT", Quad.VERBAL_COOPERATION))


def made(number: int, day: str, dice: random.Random) -> tuple[Article, Event, Incident]:
    """Return one made happening as an article, its mention and its incident."""
    one, two = dice.sample(COUNTRIES, 2)
    text = " ".join(SENTENCE.format(one=one, two=two, n=f"{number}-{part}", day=day) for part in range(4))
    name = make_id("made", number)
    origin = f"Agency {number % 40}"
    article = Article(
        name,
        f"https://example.org/{name}",
        f"{one} and {two}, {day}",
        text,
        "en",
        day,
        (),
        origin,
        origin,
        1.0,
        "made",
        None,
        day,
    )
    kind, quad = KINDS[number % 3]
    end = text.index(".") + 1
    actors = (Participant(one, text.index(one), text.index(one) + 3, one, "MIL", f"Army of {one}"),)
    recipients = (Participant(two, text.index(two), text.index(two) + 3, two, "MIL", f"Army of {two}"),)
    place = Place("Crossing", 0, 0, two, "North", dice.uniform(-60, 60), dice.uniform(-170, 170))
    trigger = Span("shelled", text.index("shelled"), text.index("shelled") + 7)
    event = Event(
        make_id(name, "event"),
        name,
        Span(text[:end], 0, end),
        trigger,
        kind,
        None,
        "190",
        -9.0,
        quad,
        actors=actors,
        recipients=recipients,
        place=place,
        date=day,
    )
    claim = Claim(event.id, name, origin, None, "for", False, None, day)
    incident = Incident(
        make_id(name, "incident"), (event.id,), kind, None, quad, 9.0, day, place, actors, recipients, None, None,
        Standing.CONFIRMED, (origin,), (claim,), True, False, "made", day,
    )  # fmt: skip
    return article, event, incident


def derived(
    day: str, incidents: list[Incident], dice: random.Random
) -> tuple[list[Reading], list[Forecast], list[Alert]]:
    """Return the readings, forecasts and alerts of a day for every pair that meets on it and every country."""
    pairs = {"|".join(sorted(c for c in (i.actors[0].country, i.recipients[0].country) if c)) for i in incidents}
    names = sorted({*pairs, *COUNTRIES})
    readings = [Reading(s, day, m, dice.random(), 0.2, 0.4) for s in names for m in ("tension", "trend", "threats")]
    forecasts = [
        Forecast(make_id(s, day, h), s, "clash", h, day, dice.random(), 0.1, 0.05, 0.9, "made", "made")
        for s in names
        for h in (7, 30, 90)
    ]
    alerts = [
        Alert(make_id(s, day), s, Level.WATCH, day, day, "unlikely", "low", (incidents[0].id,), "Made.", "")
        for s in names[::4]
    ]
    return readings, forecasts, alerts


def build(path: Path, count: int) -> None:
    """Make the store: `count` incidents over DAYS days, each with its mention and article."""
    dice, a_day = random.Random(8), max(1, count // DAYS)
    with Store(path, create=True) as store:
        for n in range(DAYS):
            day = (LAST - timedelta(days=DAYS - 1 - n)).isoformat()
            rows = [made(n * a_day + k, day, dice) for k in range(a_day)]
            keep(store, day, rows, dice, rich=n >= DAYS - 60)


def keep(
    store: Store, day: str, rows: list[tuple[Article, Event, Incident]], dice: random.Random, *, rich: bool
) -> None:
    """Write a day: articles, mentions in one transaction, then what is derived."""
    store.add_articles(row[0] for row in rows)
    with store.write() as db:
        from tocsin.store.codec import countries_key, encode

        db.executemany(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (e.id, a.id, e.trigger.start, day, e.type, int(e.quad), day, countries_key(e), encode(e))
                for a, e, _ in rows
            ),
        )
        db.executemany("INSERT INTO coded VALUES (?, 'made')", ((a.id,) for a, _, _ in rows))
        db.executemany("INSERT INTO copy VALUES (?, ?, ?, 1.0, 'made')", ((a.id, a.origin, a.id) for a, _, _ in rows))
    incidents = [row[2] for row in rows]
    readings, forecasts, alerts = derived(day, incidents, dice) if rich else ([], [], [])
    store.keep_day(day, "made", revised=incidents, ended={}, readings=readings, forecasts=forecasts, alerts=alerts)


def write(path: str, seconds: float, out: "multiprocessing.Queue[tuple[float, float]]") -> None:
    """Load as fast as it goes, an article a commit, its mentions a commit; say how many and the longest wait."""
    dice, done, longest, start = random.Random(time.time_ns()), 0, 0.0, time.monotonic()
    first = time.time_ns()
    with Store(path) as store:
        while time.monotonic() - start < seconds:
            began = time.monotonic()
            article, event, _ = made(first + done, LAST.isoformat(), dice)
            store.add_articles([article])
            store.add_events(article, [event], "made")
            longest, done = max(longest, time.monotonic() - began), done + 1
    out.put((done / (time.monotonic() - start), longest))


def addresses(path: Path, pages: bool, dice: random.Random) -> list[tuple[str, str]]:
    """Return (kind, address) pairs, some of every kind."""
    with Store(path) as store:
        ids = [row[0] for row in store.query("SELECT id FROM incident ORDER BY id LIMIT 400")]
        articles = [row[0] for row in store.query("SELECT id FROM article ORDER BY id LIMIT 400")]
    day = lambda: (LAST - timedelta(days=dice.randrange(50))).isoformat()  # noqa: E731  # a die, not a function
    pair = lambda: "-".join(sorted(dice.sample(COUNTRIES, 2)))  # noqa: E731
    found = [("api incidents", f"/api/v1/incidents?pair={pair()}&as_of={day()}") for _ in range(40)]
    found += [
        ("api incidents", f"/api/v1/incidents?since={day()}&limit=50&offset={dice.randrange(500)}") for _ in range(40)
    ]
    found += [("api incident", f"/api/v1/incidents/{one}") for one in dice.sample(ids, 40)]
    found += [("api events", f"/api/v1/events?pair={pair()}&limit=50") for _ in range(40)]
    found += [("api article", f"/api/v1/articles/{one}") for one in dice.sample(articles, 40)]
    found += [("api subjects", f"/api/v1/subjects?as_of={day()}") for _ in range(20)]
    found += [("api map", f"/api/v1/incidents.geojson?as_of={day()}") for _ in range(20)]
    found += [("api alerts", "/api/v1/alerts")] * 20
    if pages:
        found += [("world", "/")] * 20 + [("world on a day", f"/?as_of={day()}") for _ in range(20)]
        found += [("pair", f"/pair/{one}") for one in COUNTRIES] + [("pair", f"/pair/{pair()}") for _ in range(20)]
        found += [("incident", f"/incident/{one}") for one in dice.sample(ids, 40)]
        found += [("article", f"/article/{one}") for one in dice.sample(articles, 40)]
        found += [("search", f"/search?q=crossing+{pair()[:3]}") for _ in range(20)] + [("alerts", "/alerts")] * 10
    return found


Times = list[tuple[str, float, int | str]]


async def _ask(client: httpx.AsyncClient, kind: str, path: str, times: Times) -> None:
    began = time.monotonic()
    try:
        code: int | str = (await client.get(path)).status_code
    except httpx.HTTPError as error:
        code = f"{type(error).__name__}: {error}"
    times.append((kind, 1000 * (time.monotonic() - began), code))


async def _reader(
    client: httpx.AsyncClient, asked: list[tuple[str, str]], end: float, dice: random.Random, times: Times
) -> None:
    await asyncio.sleep(dice.random())
    while time.monotonic() < end:
        await _ask(client, *dice.choice(asked), times)
        await asyncio.sleep(min(5.0, dice.expovariate(1.0)))


async def read(address: str, asked: list[tuple[str, str]], readers: int, seconds: float) -> Times:
    """Return (kind, milliseconds, status) of what `readers` asked; one reader asks everything once."""
    times: Times = []
    limits = httpx.Limits(max_connections=readers)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        if readers == 1:
            for kind, path in asked:
                await _ask(client, kind, path, times)
        else:
            end = time.monotonic() + seconds
            await asyncio.gather(*(_reader(client, asked, end, random.Random(n), times) for n in range(readers)))
    return times


def table(times: Times) -> dict[str, Any]:
    """Return count, errors and percentiles of all and of each kind; 404 for a pair without news is an answer."""
    kinds: dict[str, list[float]] = {"all": [ms for _, ms, _ in times]}
    for kind, ms, _ in times:
        kinds.setdefault(kind, []).append(ms)
    cut = {kind: sorted(found) for kind, found in kinds.items() if found}
    at = {k: [round(v[min(len(v) - 1, int(len(v) * q))], 1) for q in (0.5, 0.95, 0.99)] for k, v in cut.items()}
    return {
        "asked": len(times),
        "errors": [(kind, code) for kind, _, code in times if code not in (200, 404)],
        "p50 p95 p99 ms": at,
    }


def serve(path: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start the server in its own process and return it with its address once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tocsin", "--store", str(path), "serve", "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            httpx.get(f"{address}/api/v1/days", timeout=30)
            return server, address
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def writing(path: Path, seconds: float) -> tuple[multiprocessing.Process, "multiprocessing.Queue[tuple[float, float]]"]:
    """Start a load in its own process."""
    out: multiprocessing.Queue[tuple[float, float]] = multiprocessing.Queue()
    process = multiprocessing.Process(target=write, args=(str(path), seconds, out))
    process.start()
    return process, out


def spent(pid: int) -> float:
    """Return the processor seconds that a process has used, from /proc; NaN where there is none."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(path: Path, readers: int, seconds: float, pages: bool) -> dict[str, Any]:
    """Return the figures of one reader alone, of the writer alone, and of all at once."""
    asked = addresses(path, pages, random.Random(1))
    alone, out = writing(path, 5)
    alone_rate, alone_wait = out.get()
    alone.join()
    server, address = serve(path)
    try:
        marks = [spent(server.pid)]
        one = table(asyncio.run(read(address, asked, 1, seconds)))
        marks.append(spent(server.pid))
        beside, out = writing(path, seconds)
        many = table(asyncio.run(read(address, asked, readers, seconds)))
        marks.append(spent(server.pid))
        rate, wait = out.get()
        beside.join()
    finally:
        server.terminate()
        server.wait()
    return {
        "one reader": one,
        f"{readers} readers while a load runs": many,
        "articles a second, writer alone": round(alone_rate, 1),
        "articles a second, beside the readers": round(rate, 1),
        "processor ms an answer, one reader and many": [
            round(1000 * (marks[n + 1] - marks[n]) / max(1, found["asked"]), 1) for n, found in enumerate((one, many))
        ],
        "load average, 1 minute": round(os.getloadavg()[0], 1),
        "longest wait of the writer, ms": [round(1000 * w) for w in (alone_wait, wait)],
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", type=Path)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--api", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "load.db"
        if not path.exists():
            build(path, given.incidents)
        with Store(path) as store:
            counts = store.counts()
        print(
            json.dumps(
                {"incidents": counts["incident"], **measure(path, given.readers, given.seconds, not given.api)},
                indent=1,
            )
        )


if __name__ == "__main__":
    main()
