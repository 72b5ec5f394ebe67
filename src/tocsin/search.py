"""Search over everything a store holds: headlines, texts, quoted sentences, actors and places.

The index is SQLite's FTS5, kept by triggers (`store/migrations/0004_search.sql`). What a user types is never a query in
FTS5's own language: it is cut into words and quoted phrases, so that nothing typed can be an error or a command.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.errors import SkipItem
from tocsin.records import Article, Event, Status
from tocsin.store import Store
from tocsin.store.codec import pair_codes
from tocsin.store.queries import end_of, parts

MOST_WORDS = 16
MOST_MATCHES = 3_000
MOST_COUNTED = 1_000
ARTICLES = "article"
_PIECE = re.compile(r'"([^"]{1,200})"|(\w{1,64})(\*?)')
_WORD = re.compile(r"\w{1,64}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; an empty field asks nothing.

    `words` are all to be found, those within double quotes as a phrase; `kind` is an event type or `article`;
    `status` that of a mention; `country` is `PAK`, or `PAK-AFG` for both; `days` reaches so far back from `as_of`;
    `origin` is whose reporting it is.
    """

    words: str = ""
    kind: str = ""
    status: str = ""
    country: str = ""
    days: int = 0
    origin: str = ""
    as_of: str = ""

    @property
    def of_events(self) -> bool:
        """Whether a filter is set that only a coded mention can pass."""
        return bool(self.status or self.country or (self.kind and self.kind != ARTICLES))


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: the article, the mention in it (None where the article itself was found), its incident."""

    article: Article
    event: Event | None
    incident: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, best first, and how many there are in all, counted up to MOST_COUNTED."""

    hits: tuple[Hit, ...]
    total: int


def expression(words: str) -> str:
    """Return the FTS5 expression for what a user typed: every word by its stem (`bomb*`: what begins so) or phrase."""
    parts = []
    for phrase, word, star in _PIECE.findall(words)[:MOST_WORDS]:
        inside = _WORD.findall(phrase)
        if inside:
            parts.append(f'"{" ".join(inside)}"')
        elif word:
            parts.append(f'"{word}"{" *" if star else ""}')
    return " AND ".join(parts)


def _since(asked: Asked) -> str:
    end = date.fromisoformat(asked.as_of) if asked.as_of else None
    if end is None or not asked.days:
        return ""
    return (end - timedelta(days=min(asked.days, end.toordinal() - 1))).isoformat()


def _event_side(asked: Asked) -> tuple[list[str], list[str | int]]:
    """Return the conditions on a mention and their values."""
    where, values = ["e.known_at <= ?"], [end_of(asked.as_of)]
    for condition, value in (
        ("e.type = ?", asked.kind.upper()),
        ("json_extract(e.record, '$.status') = ?", asked.status),
        ("c.origin = ?", asked.origin),
        # Both: what happened lately became known lately, and the index is by the day it became known.
        ("e.known_at >= ?", _since(asked)),
        ("coalesce(e.date, e.known_at) >= ?", _since(asked)),
    ):
        if value:
            where.append(condition)
            values.append(value)
    for code in pair_codes(asked.country) if asked.country else ():
        where.append("e.countries LIKE ?")
        values.append(f"%|{code}|%")
    return where, list(values)


def _article_side(asked: Asked) -> tuple[list[str], list[str | int]]:
    """Return the conditions on an article and their values."""
    where, values = ["a.known_at <= ?"], [end_of(asked.as_of)]
    for condition, value in (("coalesce(c.origin, a.origin) = ?", asked.origin), ("a.known_at >= ?", _since(asked))):
        if value:
            where.append(condition)
            values.append(value)
    return where, list(values)


_EVENTS = "event AS e{on} LEFT JOIN copy AS c ON c.article = e.article"
_ARTICLES = "article AS a{on} LEFT JOIN copy AS c ON c.article = a.id"
# A word in the headline says more than one in the text.
_RANK = "bm25(search, 4.0, 1.0, 2.0, 2.0)"
_NEWEST = {"event": "e.known_at DESC, e.article DESC, e.start DESC", "article": "a.known_at DESC, a.id DESC"}


# The index is asked once for mentions and articles together: ranking its newest matches costs more than all else.
_MATCHED = (
    f"WITH s AS MATERIALIZED (SELECT rowid, {_RANK} AS rank FROM search WHERE search MATCH ? "
    f"ORDER BY rowid DESC LIMIT {MOST_MATCHES}) "
)


def _part(kind: str, match: str, where: Sequence[str]) -> str:
    """Return the query for one kind of entry: kind, reference, rank (0 without words), the day it became known."""
    table, key = (_EVENTS, "e") if kind == "event" else (_ARTICLES, "a")
    conditions = " AND ".join(where)
    if not match:
        return f"SELECT '{kind}', {key}.id, 0.0, {key}.known_at FROM {table.format(on='')} WHERE {conditions}"
    # CROSS JOIN keeps the order: from the index to the entry to the record, never by reading all records.
    return (
        f"SELECT '{kind}', {key}.id, s.rank, {key}.known_at FROM s "
        f"CROSS JOIN entry ON number = s.rowid AND kind = '{kind}' "
        f"CROSS JOIN {table.format(on=f' ON {key}.id = entry.ref')} WHERE {conditions}"
    )


def _sql(asked: Asked, match: str) -> tuple[str, str, list[str | int]]:
    """Return the query over all kinds asked for, its order and its values."""
    parts: list[str] = []
    values: list[str | int] = [match] if match else []
    order = "3, 4 DESC, 2"
    for kind, side, wanted in (
        ("event", _event_side, asked.kind != ARTICLES),
        ("article", _article_side, not asked.of_events and (match or asked.kind == ARTICLES)),
    ):
        if wanted:
            where, given = side(asked)
            parts.append(_part(kind, match, where))
            values += given
            order = order if match else _NEWEST[kind]
    return f"{_MATCHED if match else ''}{' UNION ALL '.join(parts)}", order, values


def find(store: Store, asked: Asked, limit: int = 50, offset: int = 0) -> Found:
    """Return what a store knows of what is asked, mentions and articles, best first, then newest.

    Of words that more than MOST_MATCHES entries hold, the newest so many are looked through. Words that hold nothing
    to look for (signs only) find nothing. Raises SkipItem where the country or the status is none.
    """
    if asked.status and asked.status not in tuple(Status):
        raise SkipItem(f"'{asked.status[:40]}' is no status", next_step=f"known are {', '.join(Status)}")
    match = expression(asked.words)
    if asked.words.strip() and not match:
        return Found((), 0)
    sql, order, values = _sql(asked, match)
    # All that is counted is asked for at once: to count is to find again.
    most = max(MOST_COUNTED, offset + limit)
    rows = store.query(f"{sql} ORDER BY {order} LIMIT ?", (*values, most))
    shown = [(row[0], row[1]) for row in rows[offset : offset + limit]]
    return Found(_hits(store, shown, asked.as_of), min(len(rows), MOST_COUNTED))


def _hits(store: Store, rows: Sequence[tuple[str, str]], as_of: str) -> tuple[Hit, ...]:
    events = {one.id: one for one in store.events_by_id([ref for kind, ref in rows if kind == "event"])}
    ids = {ref for kind, ref in rows if kind == "article"} | {e.article for e in events.values()}
    articles = {a.id: a for a in store.articles(ids=sorted(ids))}
    homes, said = homes_of(store, list(events), as_of), origins_of(store, sorted(ids))
    hits = []
    for kind, ref in rows:
        event = events.get(ref) if kind == "event" else None
        article = articles.get(event.article if event else ref)
        if article is not None:
            hits.append(Hit(article, event, homes.get(ref), said.get(article.id, article.origin or "")))
    return tuple(hits)


def _by_ids(store: Store, sql: str, ids: Sequence[str], *more: str) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for some in parts(ids):
        rows += [(row[0], row[1]) for row in store.query(sql.format(marks=",".join("?" * len(some))), (*some, *more))]
    return rows


def homes_of(store: Store, events: Sequence[str], as_of: str = "") -> dict[str, str]:
    """Return the incident that each mention belonged to on a day (by default the last)."""
    sql = "SELECT event, incident FROM member WHERE event IN ({marks}) AND known_at <= ? ORDER BY known_at"
    return dict(_by_ids(store, sql, events, end_of(as_of)))


def origins_of(store: Store, articles: Sequence[str]) -> dict[str, str]:
    """Return whose reporting each article is, for those known."""
    return dict(_by_ids(store, "SELECT article, origin FROM copy WHERE article IN ({marks})", articles))


def origins(store: Store, newest: int = 500) -> list[str]:
    """Return the origins of the newest articles, sorted."""
    sql = (
        "SELECT DISTINCT c.origin FROM (SELECT id FROM article ORDER BY known_at DESC, id DESC LIMIT ?) AS a "
        "CROSS JOIN copy AS c ON c.article = a.id ORDER BY 1"
    )
    return [row[0] for row in store.query(sql, (newest,))]
