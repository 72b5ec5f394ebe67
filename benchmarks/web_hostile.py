"""Whether any page runs, or any table turns into a formula, what hostile news says: a browser opens them all.

    TOCSIN_DATA=FOLDER python benchmarks/web_hostile.py [--most N] [--chromium PATH]

Takes the script lines of PayloadsAllTheThings, the fixtures of DOMPurify and the Big List of Naughty Strings from
FOLDER, and makes a store whose headlines, texts, publishers, addresses, actors, places, sources, claims, alerts and
notes are those strings. A Chromium then (1) parses every page as served and compares its elements and attributes with
those of the same pages over plain words, and (2) opens pages that each hold many strings, watching for dialogs, for
calls that the strings make, for console errors and for requests that leave the machine. Prints one JSON object;
`foreign` counts pages with an element or attribute that plain words do not bring.
"""

import argparse
import csv
import io
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from tocsin import records
from tocsin.alerts.acts import Act, Deed
from tocsin.exchange.formats import FORMATS, Bundle
from tocsin.news.health import SourceState
from tocsin.news.sources import Source
from tocsin.records import make_id
from tocsin.ringing import keep_act
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.tables import to_plain
from tocsin.web.serving import serving

LAST, APART = date(2025, 10, 19), 15  # the world page looks 14 days back: each of its days shows other strings
A_DAY, A_SHEET = 60, 20
PAIRS = tuple(combinations(("AFG", "IND", "IRN", "ISR", "PAK", "RUS", "UKR"), 2))[:20]
FLAGS = [
    "--no-sandbox",
    "--enable-webgl",
    "--use-gl=swiftshader",
    "--ignore-gpu-blocklist",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
FORMULAS = (
    *(f"{sign}SUM(1;1)" for sign in "=+-@＝＋－＠"),
    *(f"{blank}=1+1" for blank in "\t\r\n \u200b\ufeff"),
    '=HYPERLINK("https://example.org","open")',
    "=cmd|'/C calc'!A0",
)
PLAIN = (*(f"plain-{n}" for n in range(A_DAY)), "plain words", "two plain paragraphs\n\nof words")
CANARY = """for (const name of ["alert", "prompt", "confirm", "print", "open"])
  window[name] = (...said) => { console.debug("ran " + name, ...said.map(String)); };"""
SCAN = """async ([paths, known]) => {
  const plain = new Set(known), found = [];
  const bad = (v) => URL.canParse(v, location.origin) && !/^https?:$/.test(new URL(v, location.origin).protocol);
  for (const path of paths) {
    const answer = await fetch(path), made = new Set();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const e of page.querySelectorAll("*")) {
      const names = [...e.attributes].map((a) => a.name).sort();
      made.add(`${e.localName}[${names}]`);
      for (const a of e.attributes) {
        if (/(^|:)(href|src|action|formaction|data)$/.test(a.name) && bad(a.value)) made.add(`${a.name}: ${a.value}`);
      }
      if (e.localName === "script" && !(e.getAttribute("src") ?? "").startsWith("/static/")) made.add("inline script");
    }
    const policy = answer.headers.get("content-security-policy") ?? "";
    found.push([path, answer.status, policy, [...made].filter((m) => !plain.has(m))]);
  }
  return found;
}"""


def strings(folder: Path) -> list[str]:
    """Return the hostile strings under `folder` (the data folder), each once, in a fixed order."""
    found = list(FORMULAS)
    for file in sorted((folder / "data/security/payloads-all-the-things/xss").glob("*.txt")):
        found += file.read_text(encoding="utf-8", errors="replace").splitlines()
    fixtures = json.loads((folder / "data/security/dompurify-fixtures/payloads.json").read_text(encoding="utf-8"))
    found += [one["payload"] for one in fixtures]
    found += json.loads((folder / "data/ingest/naughty-strings/blns.json").read_text(encoding="utf-8"))
    return [one for one in dict.fromkeys(found) if one.strip()]


def _day(number: int) -> str:
    return (LAST - timedelta(days=APART * (number // A_DAY))).isoformat()


def _article(name: str, bad: str, text: str, day: str, link: str) -> records.Article:
    dated = records.DateCandidate(day, "day", bad, bad, "chosen", bad)
    return records.Article(name, link, bad, text, "en", day, (dated,), bad, bad, 1.0, bad, None, day)


def _event(article: records.Article, said: str, bad: str, number: int) -> records.Event:
    """Return the mention told by the paragraph `said`, every quotation in it the string."""
    start = article.text.index(said)
    at = [start + m.start() for m in re.finditer(re.escape(bad), said)]
    one, two = PAIRS[number % len(PAIRS)]
    who = [records.Participant(bad, p, p + len(bad), c, "MIL", bad) for p, c in zip(at, (one, two, one), strict=False)]
    place = records.Place(bad, at[0], at[0] + len(bad), two, bad, 34.5, 69.2 + number % 9)
    sentence, trigger = records.Span(said, start, start + len(said)), records.Span(bad, at[0], at[0] + len(bad))
    return records.Event(
        make_id(article.id, "event", number), article.id, sentence, trigger, "ASSAULT", "aerial", "195", -10.0,
        records.Quad.MATERIAL_CONFLICT, type_why=bad, actors=(replace(who[0], name=None), who[0]),
        recipients=(who[1],), place=place, date=article.published, date_why=bad, status_why=bad, attribution=who[-1],
    )  # fmt: skip


def _incident(event: records.Event, near: Sequence[tuple[str, records.Article, records.Event]]) -> records.Incident:
    """Return the incident of one mention, with a claim by each of the neighbouring strings."""
    claims = tuple(
        records.Claim(e.id, a.id, bad, bad, ("for", "against", "hedged")[n % 3], True, None, a.known_at)
        for n, (bad, a, e) in enumerate(near)
    )
    return records.Incident(
        make_id(event.id, "incident"), (event.id,), event.type, event.mode, event.quad, 9.0, event.date, event.place,
        event.actors, event.recipients, records.Toll(1, 2, 3), None, records.Standing.CONTESTED,
        tuple(c.origin for c in claims), claims, True, False, claims[0].origin, event.date,
    )  # fmt: skip


def told(bad: str, number: int, hosts: bool) -> tuple[str, records.Article, records.Event]:
    """Return the string with an article and a mention that hold it wherever news holds words.

    The article's address is the string, or has it as its path or (`hosts`) its host.
    """
    links = (bad, f"https://example.org/{bad}", f"https://{bad}")
    day, name = _day(number), make_id("hostile", number, bad)
    said = f"Troops of {bad} shelled {bad} on Monday, {bad} said."
    article = _article(name, bad, said, day, links[number % (3 if hosts else 2)])
    return bad, article, _event(article, said, bad, number)


def sheet(some: Sequence[str], number: int) -> tuple[records.Article, list[records.Event]]:
    """Return one article that holds many strings, a paragraph and a mention each."""
    said = [f"{n}. {bad} fired at {bad}, {bad} said." for n, bad in enumerate(some)]
    name, day = make_id("sheet", number), (LAST - timedelta(days=APART * 200)).isoformat()
    article = _article(name, " ".join(some)[:2000], "\n\n".join(said), day, f"https://example.org/{some[0]}")
    return article, [_event(article, text, bad, n) for n, (text, bad) in enumerate(zip(said, some, strict=True))]


def _derived(
    day: str, some: Sequence[tuple[str, records.Incident]]
) -> tuple[list[records.Reading], list[records.Forecast], list[records.Alert]]:
    """Return a reading, a forecast and an alert of every pair whose words are the day's strings."""
    readings, forecasts, alerts = [], [], []
    for n, pair in enumerate(PAIRS):
        subject, own = "|".join(pair), some[n :: len(PAIRS)] or some[:1]
        bad, ids = " ".join(one for one, _ in own), tuple(i.id for _, i in own)
        name = make_id(subject, day)
        readings.append(records.Reading(subject, day, "tension", 0.9, 0.2, 0.4))
        driver = records.Driver(bad, 0.1, ids)
        forecasts.append(records.Forecast(name, subject, "clash", 7, day, 0.5, 0.1, 0.2, 0.8, bad, bad, (driver,)))
        alerts.append(records.Alert(name, subject, records.Level.HIGH, day, day, bad, bad, ids, bad, bad))
    return readings, forecasts, alerts


def build(path: Path, hostile: Sequence[str], *, hosts: bool = True) -> None:
    """Make the store through the doors that loading, following and deriving use."""
    with Store(path, create=True) as store:
        rows = [told(bad, n, hosts) for n, bad in enumerate(hostile)]
        sheets = [sheet(hostile[n : n + A_SHEET], n) for n in range(0, len(hostile), A_SHEET)]
        store.add_articles([*(a for _, a, _ in rows), *(a for a, _ in sheets)])
        for article, events in [*((a, [e]) for _, a, e in rows), *sheets]:
            store.add_events(article, events, "made")
        store.set_copies((a.id, bad, a.id, 1.0, bad) for bad, a, _ in rows)
        for start in reversed(range(0, len(rows), A_DAY)):
            _keep(store, rows[start : start + A_DAY])
        for n, bad in enumerate(hostile):
            url = f"https://example.org/{n}/{bad}"
            state = SourceState(url, "failing", bad, 1, title=bad)
            store.keep_look(url, to_plain(Source(url, bad if n % 2 else "", voice=bad)), to_plain(state), [])


def _keep(store: Store, rows: Sequence[tuple[str, records.Article, records.Event]]) -> None:
    """Write what is derived for a day, and a note on each of its alerts."""
    day = rows[0][1].known_at or ""
    made = [
        (bad, _incident(e, rows[n - n % A_SHEET : n - n % A_SHEET + A_SHEET])) for n, (bad, _, e) in enumerate(rows)
    ]
    readings, forecasts, alerts = _derived(day, made)
    revised = [incident for _, incident in made]
    store.keep_day(day, "made", revised=revised, ended={}, readings=readings, forecasts=forecasts, alerts=alerts)
    for alert in alerts:
        keep_act(store, Act(Deed.NOTE, alert.subject, alert.id, alert.text[:100], f"{day}T09:00:00Z", "", alert.text))


def _few(hostile: Sequence[str], most: int = 400) -> Iterator[str]:
    """Yield the strings joined, as many at a time as the search box takes."""
    held = ""
    for bad in (one[:most] for one in hostile):
        if held and len(held) + len(bad) + 1 > most:
            yield held
            held = ""
        held = f"{held} {bad}" if held else bad
    yield held


def full_pages(path: Path, hostile: Sequence[str]) -> list[str]:
    """Return the addresses that hold many strings each."""
    days = sorted({_day(n) for n in range(len(hostile))})
    slugs = ["-".join(pair) for pair in PAIRS]
    with Store(path) as store:
        sheets = [
            row[0] for row in store.query("SELECT DISTINCT article FROM event GROUP BY article HAVING count(*) > 1")
        ]
        incidents = [row[0] for row in store.query("SELECT id FROM incident ORDER BY known_at, id")]
        count = store.counts()["article"]
    found = ["/sources", "/about", "/scores"]
    found += [f"{page}?as_of={day}" for day in days for page in ("/", "/alerts", "/network")]
    found += [f"/pair/{slug}" for slug in slugs] + [f"/brief/{slug}" for slug in slugs[::4]]  # a brief is slow to make
    found += [f"/articles?page={n}" for n in range(1, count // 100 + 2)]
    found += [f"/article/{one}" for one in sheets] + [f"/incident/{one}" for one in incidents[::A_SHEET]]
    return found + [f"/search?{urlencode({'q': some})}" for some in _few(hostile)]


def single_pages(path: Path, hostile: Sequence[str]) -> list[str]:
    """Return, for each string, the addresses that hold it alone: its article, its incident and what it is asked for."""
    with Store(path) as store:
        found = [f"/article/{row[0]}" for row in store.query("SELECT id FROM article")]
        found += [f"/incident/{row[0]}" for row in store.query("SELECT id FROM incident")]
    for bad in hostile[::5]:  # the full pages ask for all
        found += [f"/search?{urlencode({'q': bad[:400], 'origin': bad[:400], 'kind': bad[:80]})}"]
    for n, bad in enumerate(hostile):
        found += [f"/about?{urlencode({bad: bad})}" if n % 2 else f"/nowhere/{quote(bad, safe='')}"]
    return found + [f"/?{urlencode({'as_of': bad})}" for bad in hostile[::10]]


def is_formula(cell: str) -> bool:
    """Return whether a spreadsheet takes a cell for a formula (OWASP, CSV injection); numbers are none."""
    text = re.sub(r"\A[\s\u200b-\u200d\u2060\ufeff]+", "", cell)
    if re.fullmatch(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", text):
        return False
    return text[:1] in tuple("=+-@＝＋－＠") or cell[:1] in ("\t", "\r", "\n")


def formulas(tables: Iterable[bytes]) -> list[str]:
    """Return the cells of CSV tables that are formulas."""
    csv.field_size_limit(10**7)
    rows = (row for table in tables for row in csv.reader(io.StringIO(table.decode(), newline="")))
    return [cell for row in rows for cell in row if is_formula(cell)]


def exported(path: Path) -> list[bytes]:
    """Return the store in every export format that is a table."""
    with Store(path) as store:
        bundle = Bundle(store.incidents(), store.events(), {a.id: a for a in store.articles()})
    return [FORMATS[name](bundle) for name in ("acled", "ucdp", "hxl", "cameo")]


def asked(address: str, count: int) -> Iterator[bytes]:
    """Yield the tables of the API, page by page."""
    import httpx

    for name in ("incidents", "events"):
        for offset in range(0, count, 500):
            yield httpx.get(f"{address}/api/v1/{name}.csv?limit=500&offset={offset}", timeout=60).content


class Watched:
    """A browser page that keeps what hostile strings did on it."""

    def __init__(self, browser: Any, address: str) -> None:
        self.page, self.address = browser.new_page(), address
        self.ran, self.wrong, self.left, self.unsafe, self.broken = (list[str]() for _ in range(5))
        self.refused = list[str]()
        self.page.add_init_script(CANARY)
        self.page.on("dialog", self._dialog)
        self.page.on("console", lambda m: self._said(m.type, m.text))
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("request", self._asked)

    def _dialog(self, dialog: Any) -> None:
        self.ran.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _said(self, kind: str, text: str) -> None:
        if text.startswith("ran "):
            self.ran.append(text)
        elif kind == "error":
            (self.refused if "Content Security Policy" in text else self.wrong).append(f"{self.page.url[-90:]}: {text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.left.append(request.url)

    def open(self, path: str) -> None:
        """Open a page; what is wrong with the answer itself is kept too."""
        answer = self.page.goto(self.address + path, wait_until="load")
        self._judge(path, answer.status, answer.headers.get("content-security-policy", ""))
        if self.page.url.partition("?")[0] != (self.address + path).partition("?")[0]:
            self.left.append(f"{path} went to {self.page.url}")

    def _judge(self, path: str, status: int, policy: str) -> None:
        if "script-src 'self'" not in policy or "unsafe" in policy:
            self.unsafe.append(path)
        if status >= 500:
            self.broken.append(path)

    def scan(self, paths: Sequence[str], known: Iterable[str] = ()) -> dict[str, list[str]]:
        """Return, by address, the elements with their attributes (and bad links) that are not `known`."""
        self.page.goto(f"{self.address}/about")
        found: dict[str, list[str]] = {}
        for start in range(0, len(paths), 200):
            for path, status, policy, made in self.page.evaluate(SCAN, [paths[start : start + 200], list(known)]):
                self._judge(path, status, policy)
                if made:
                    found[path] = made
        return found


def measure(folder: Path, hostile: Sequence[str], chromium: str) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Return the figures, and examples of whatever is not as it should be."""
    from playwright.sync_api import sync_playwright

    plain, bad = folder / "plain.db", folder / "hostile.db"
    build(plain, PLAIN)
    build(bad, hostile)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        with serving(Settings(store=str(plain))) as address:
            usual = Watched(browser, address).scan([*full_pages(plain, PLAIN), *single_pages(plain, PLAIN)])
        known = {one for made in usual.values() for one in made}
        with serving(Settings(store=str(bad))) as address:
            seen, opened = Watched(browser, address), full_pages(bad, hostile)
            alone = single_pages(bad, hostile)
            foreign = seen.scan([*opened, *alone], known)
            seen.wrong.clear()  # a page that is asked for to be refused is told of on the console
            for path in opened:
                seen.open(path)
            cells = formulas([*exported(bad), *asked(address, len(hostile))])
        browser.close()
    lists = {
        "executions": seen.ran,
        "outside_requests": seen.left,
        "console_errors": seen.wrong,
        "csp_refusals": seen.refused,
        "foreign": [f"{path}: {made}" for path, made in foreign.items()],
        "server_errors": seen.broken,
        "formula_cells": cells,
        "csp_unsafe": seen.unsafe,
    }
    counts = {"strings": len(hostile), "pages": len(opened), "pages_scanned": len(opened) + len(alone)}
    return counts | {name: len(found) for name, found in lists.items()}, lists


def main() -> None:
    """Print the figures; examples of what is wrong go to standard error."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--chromium", default=os.environ.get("TOCSIN_CHROMIUM") or shutil.which("chromium") or "")
    given = parser.parse_args()
    if "TOCSIN_DATA" not in os.environ:
        raise SystemExit("TOCSIN_DATA names the folder of the data sets")
    found = strings(Path(os.environ["TOCSIN_DATA"]))
    hostile = found[:: max(1, len(found) // given.most)]
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        counts, lists = measure(Path(folder), hostile, given.chromium)
    for name, wrong in lists.items():
        for one in wrong[:5]:
            sys.stderr.write(f"{name}: {one[:300]!r}\n")
    print(json.dumps(counts | {"seconds": round(time.monotonic() - began)}))


if __name__ == "__main__":
    main()
