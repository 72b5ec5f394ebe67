"""The store's two faces: what can be read (with `as_of` everywhere), and what the pipeline writes."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from tocsin.errors import NotFound, StopRun
from tocsin.records import Alert, Article, Event, Forecast, Incident, Reading
from tocsin.store import database, ledger, queries
from tocsin.store.codec import countries_key, decode, encode
from tocsin.store.queries import END_OF_TIME, Wanted
from tocsin.store.queries import end_of as _end_of
from tocsin.store.result import Result
from tocsin.tables import to_plain

R = TypeVar("R")
__all__ = ["END_OF_TIME", "Store"]


class Store:
    """A Tocsin store in one SQLite file.

    Open it with a path; use it as a context manager or call `close`. All reading methods take `as_of`, an ISO day:
    only what was known by the end of that day is returned.
    """

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        self.path = str(path)
        self._db: sqlite3.Connection = database.connect(self.path, create=create)

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        self._db.close()

    def write(self) -> AbstractContextManager[sqlite3.Connection]:
        """Return a context in which everything written is kept together or not at all."""
        return database.transaction(self._db, self.path)

    @contextmanager
    def snapshot(self) -> Iterator["Store"]:
        """Hold one state of the store: all that is read within is of one moment, whatever is written meanwhile."""
        self.query("BEGIN")
        try:
            yield self
        finally:
            self.query("ROLLBACK")

    def changes(self) -> int:
        """Return a number that changes when another connection has written (SQLite's `data_version`)."""
        return int(self.query("PRAGMA data_version")[0][0])

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query; raises StopRun where the file cannot be read. For modules of this package."""
        try:
            return self._db.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise StopRun(
                f"the store cannot be read ({error})",
                where=self.path,
                next_step="restore a copy, or name another with --store",
            ) from error

    def _rows(self, kind: type[R], sql: str, parameters: Sequence[Any] = ()) -> Result[R]:
        return Result(kind, [decode(kind, row[0]) for row in self.query(sql, parameters)])

    def _ids(self, table: str) -> list[str]:
        return [row[0] for row in self.query(f"SELECT DISTINCT id FROM {table}")]

    # -- reading ---------------------------------------------------------------------------------------------

    def articles(self, *, as_of: str | None = None, ids: Sequence[str] | None = None) -> Result[Article]:
        """Return articles known by `as_of`, in the order in which they became known."""
        if ids is not None:
            marks = ",".join("?" * len(ids))
            return self._rows(
                Article,
                f"SELECT record FROM article WHERE known_at <= ? AND id IN ({marks}) ORDER BY known_at, id",
                (_end_of(as_of), *ids),
            )
        return self._rows(
            Article, "SELECT record FROM article WHERE known_at <= ? ORDER BY known_at, id", (_end_of(as_of),)
        )

    def articles_by_id(self, ids: Sequence[str], *, as_of: str | None = None) -> Result[Article]:
        """Return any number of articles by their ids, those known by `as_of`."""
        return Result(Article, [one for some in queries.parts(ids) for one in self.articles(ids=some, as_of=as_of)])

    def events_by_id(self, ids: Sequence[str], *, as_of: str | None = None) -> Result[Event]:
        """Return any number of mentions by their ids, those known by `as_of`; those unknown are left out."""
        found: list[Event] = []
        for some in queries.parts(ids):
            found += self._rows(Event, *queries.events_by_id(some, as_of))
        return Result(Event, found)

    def headlines(self, ids: Sequence[str], *, as_of: str | None = None) -> list[Article]:
        """Return any number of articles by their ids without their texts and evidence, those known by `as_of`."""
        rows = (row for some in queries.parts(ids) for row in self.query(*queries.headlines(some, as_of)))
        return [
            Article(key, url, title, "", "", published, (), publisher, origin, 0.0, "", known_at=known)
            for key, url, title, published, publisher, origin, known in rows
        ]

    def article(self, article_id: str) -> Article:
        """Return one article; raises NotFound."""
        found = self.articles(ids=[article_id])
        if not found:
            raise NotFound("article", article_id, self._ids("article"))
        return found[0]

    def events(
        self,
        *,
        pair: str | None = None,
        article: str | None = None,
        as_of: str | None = None,
        limit: int = -1,
        offset: int = 0,
    ) -> Result[Event]:
        """Return coded mentions, in the order of article and text; `pair` is `PAK-AFG` or one country."""
        wanted = Wanted(pair=pair or "", article=article or "", as_of=as_of or "", limit=limit, offset=offset)
        return self._rows(Event, *queries.events(wanted))

    def incidents(
        self,
        *,
        pair: str | None = None,
        as_of: str | None = None,
        since: str = "",
        until: str = "",
        limit: int = -1,
        offset: int = 0,
        newest: bool = False,
    ) -> Result[Incident]:
        """Return each incident's newest revision known by `as_of`, by date of the happening, or latest first.

        `since` and `until` bound that date, both inclusive; `limit` -1 returns all.
        """
        wanted = Wanted(pair or "", since, until, as_of=as_of or "", limit=limit, offset=offset, newest=newest)
        return self._rows(Incident, *queries.incidents(wanted))

    def incidents_by_id(self, ids: Sequence[str], *, as_of: str | None = None) -> Result[Incident]:
        """Return incidents by their ids as they stood, by date of the happening; those unknown are left out."""
        found: list[Incident] = []
        for some in queries.parts(ids):
            found += self._rows(Incident, *queries.incidents_by_id(some, as_of))
        return Result(Incident, found)

    def incident_history(self, incident_id: str) -> Result[Incident]:
        """Return every revision of one incident, oldest first; raises NotFound, follows a redirect."""
        rows = self.query("SELECT redirect FROM incident WHERE id = ? ORDER BY known_at DESC LIMIT 1", (incident_id,))
        if not rows:
            raise NotFound("incident", incident_id, self._ids("incident"))
        if redirect := rows[0][0]:
            return self.incident_history(redirect)
        return self._rows(
            Incident,
            "SELECT record FROM incident WHERE id = ? AND record IS NOT NULL ORDER BY known_at",
            (incident_id,),
        )

    def readings(
        self, subject: str | None = None, *, measure: str | None = None, since: str = "", as_of: str | None = None
    ) -> Result[Reading]:
        """Return readings from the day `since` on, by day; of one subject and measure where given."""
        where, values = ["day <= ? AND day >= ?"], [_end_of(as_of), since]
        for column, value in (("subject", subject), ("measure", measure)):
            if value:
                where.append(f"{column} = ?")
                values.append(value)
        return self._rows(
            Reading, f"SELECT record FROM reading WHERE {' AND '.join(where)} ORDER BY day, subject, measure", values
        )

    def forecasts(self, subject: str | None = None, *, as_of: str | None = None) -> Result[Forecast]:
        """Return forecasts by the day of issue."""
        extra, values = (" AND subject = ?", [subject]) if subject else ("", [])
        return self._rows(
            Forecast,
            f"SELECT record FROM forecast WHERE issued <= ?{extra} ORDER BY issued, subject, horizon, id",
            (_end_of(as_of), *values),
        )

    def alerts(self, subject: str | None = None, *, as_of: str | None = None) -> Result[Alert]:
        """Return alerts, oldest first."""
        extra, values = (" AND subject = ?", [subject]) if subject else ("", [])
        return self._rows(
            Alert,
            f"SELECT record FROM alert WHERE day <= ?{extra} ORDER BY day, subject, id",
            (_end_of(as_of), *values),
        )

    def alert(self, alert_id: str) -> Alert:
        """Return one alert; raises NotFound."""
        found = self._rows(Alert, "SELECT record FROM alert WHERE id = ?", (alert_id,))
        if not found:
            raise NotFound("alert", alert_id, [])
        return found[0]

    def copies(self) -> dict[str, tuple[str, str]]:
        """Return article id -> (origin, copy group)."""
        return {row[0]: (row[1], row[2]) for row in self.query("SELECT article, origin, copy_group FROM copy")}

    def sources(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Return each followed source and its state, as plain rows in the order of their addresses."""
        return [
            (json.loads(row[0]), json.loads(row[1]))
            for row in self.query("SELECT source, state FROM source ORDER BY url")
        ]

    def days(self) -> list[tuple[str, int]]:
        """Return each day on which articles became known, with how many."""
        return [(row[0], row[1]) for row in self.query(*queries.news_days())]

    def last_day(self) -> str | None:
        """Return the last day of news, or None; articles without a day have none."""
        return next((day for day, _ in reversed(self.days()) if day < END_OF_TIME), None)

    def derived_day(self) -> str | None:
        """Return the last day whose readings, forecasts and alerts are up to date, or None."""
        day: str | None = self.query(*queries.derived_day())[0][0]
        return day

    def revisions(self) -> list[tuple[str, str, Incident | None]]:
        """Return every revision of every incident as (id, known at, record or None where it ended), oldest first."""
        rows = self.query("SELECT id, known_at, record FROM incident ORDER BY known_at, id")
        return [(row[0], row[1], decode(Incident, row[2]) if row[2] else None) for row in rows]

    def ledger(self, kind: str) -> list[dict[str, Any]]:
        """Return what the ledger holds of one kind, in the order in which it was written."""
        return [
            json.loads(row[0]) for row in self.query("SELECT record FROM ledger WHERE kind = ? ORDER BY seq", (kind,))
        ]

    def counts(self) -> dict[str, int]:
        """Return how many rows each table holds."""
        names = ("article", "event", "incident", "reading", "forecast", "alert", "ledger")
        return {name: self.query(f"SELECT count(*) FROM {name}")[0][0] for name in names}

    def day(self, day: str) -> tuple[Result[Reading], Result[Forecast], Result[Alert]] | None:
        """Return the readings, forecasts and alerts derived for a day, or None where it has not been derived."""
        if not self.query("SELECT 1 FROM derived WHERE day = ?", (day,)):
            return None
        return (
            self._rows(Reading, "SELECT record FROM reading WHERE day = ? ORDER BY subject, measure", (day,)),
            self._rows(Forecast, "SELECT record FROM forecast WHERE issued = ? ORDER BY subject, horizon", (day,)),
            self._rows(Alert, "SELECT record FROM alert WHERE day = ? ORDER BY level DESC, subject", (day,)),
        )

    # -- writing ---------------------------------------------------------------------------------------------

    def add_articles(self, articles: Iterable[Article]) -> int:
        """Keep articles that are not there yet, in one transaction; return how many were new."""
        with self.write() as db:
            return self._insert_articles(db, articles)

    @staticmethod
    def _insert_articles(db: sqlite3.Connection, articles: Iterable[Article]) -> int:
        rows = (
            (
                a.id,
                a.known_at or a.published or END_OF_TIME,
                a.published,
                a.publisher,
                a.origin,
                a.title,
                a.url,
                encode(a),
            )
            for a in articles
        )
        # `rowcount` leaves out what the search index's triggers write; `total_changes` would count it.
        return db.executemany("INSERT OR IGNORE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows).rowcount

    def keep_look(self, url: str, source: dict[str, Any], state: dict[str, Any], articles: Iterable[Article]) -> int:
        """Keep what a look at a source brought and what is remembered of it, together; return how many are new."""
        with self.write() as db:
            new = self._insert_articles(db, articles)
            db.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?)", (url, json.dumps(source), json.dumps(state)))
            return new

    def uncoded(self) -> Result[Article]:
        """Return the articles that no coder has read yet."""
        return self._rows(
            Article, "SELECT record FROM article WHERE id NOT IN (SELECT article FROM coded) ORDER BY known_at, id"
        )

    def add_events(self, article: Article, events: Sequence[Event], coder: str) -> None:
        """Keep an article's mentions and that it has been coded, in one transaction."""
        known = article.known_at or article.published or END_OF_TIME
        with self.write() as db:
            db.executemany(
                "INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (e.id, e.article, e.trigger.start, known, e.type, int(e.quad), e.date, countries_key(e), encode(e))
                    for e in events
                ),
            )
            db.execute("INSERT OR REPLACE INTO coded VALUES (?, ?)", (article.id, coder))

    def set_copies(self, rows: Iterable[tuple[str, str, str, float, str]]) -> None:
        """Keep (article, origin, copy group, score, why) rows."""
        with self.write() as db:
            db.executemany("INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?, ?)", rows)

    def derived_days(self) -> dict[str, str]:
        """Return day -> hash of the inputs from which that day's records were derived."""
        return {row[0]: row[1] for row in self.query("SELECT day, inputs FROM derived")}

    def forget_derived(self, since: str) -> None:
        """Drop everything derived for `since` and later days; articles, events and the ledger stay."""
        with self.write() as db:
            for table, column in (
                ("incident", "known_at"),
                ("reading", "day"),
                ("forecast", "issued"),
                ("alert", "day"),
                ("derived", "day"),
            ):
                db.execute(f"DELETE FROM {table} WHERE {column} >= ?", (since,))

    def keep_day(
        self,
        day: str,
        inputs: str,
        *,
        revised: Sequence[Incident],
        ended: dict[str, str | None],
        readings: Sequence[Reading],
        forecasts: Sequence[Forecast],
        alerts: Sequence[Alert],
    ) -> None:
        """Keep everything derived for one day in one transaction; `ended` maps incident ids to their redirects."""
        with self.write() as db:
            db.executemany(
                "INSERT OR REPLACE INTO incident VALUES (?, ?, ?, ?, NULL, ?)",
                ((i.id, day, i.date, countries_key(i), encode(i)) for i in revised),
            )
            db.executemany(
                "INSERT OR REPLACE INTO incident VALUES (?, ?, NULL, '', ?, NULL)",
                ((old, day, new) for old, new in ended.items()),
            )
            db.executemany(
                "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)",
                ((r.subject, r.day, r.measure, encode(r)) for r in readings),
            )
            db.executemany(
                "INSERT OR REPLACE INTO forecast VALUES (?, ?, ?, ?, ?)",
                ((f.id, f.subject, f.issued, f.horizon, encode(f)) for f in forecasts),
            )
            db.executemany(
                "INSERT OR REPLACE INTO alert VALUES (?, ?, ?, ?, ?)",
                ((a.id, a.subject, a.day, int(a.level), encode(a)) for a in alerts),
            )
            stamp = {"data": inputs, "mode": ledger.mode(db, day)}
            ledger.append(db, "forecast", ((f.id, to_plain(f) | stamp) for f in forecasts))
            ledger.append(db, "alert", ((a.id, to_plain(a)) for a in alerts))
            db.execute("INSERT OR REPLACE INTO derived VALUES (?, ?)", (day, inputs))

    def keep_said(self, kind: str, ref: str, record: dict[str, Any]) -> int:
        """Append one record to the ledger; return 1, or 0 where `ref` has been said before."""
        with self.write() as db:
            return ledger.append(db, kind, [(ref, record)])

    def keep_resolutions(self, entries: Iterable[tuple[str, dict[str, Any]]]) -> int:
        """Append what became of forecasts, as (forecast id, record); one resolved before stays as it was.

        Return how many were new.
        """
        with self.write() as db:
            return ledger.append(db, "resolution", entries)

    def ledger_broken_at(self) -> int | None:
        """Return the first ledger entry that does not follow from those before it, or None."""
        return ledger.broken_at(self._db)

    def content_hash(self) -> str:
        """Return a hash over everything but the ledger: equal for equal stores, whatever the order of loading."""
        digest = hashlib.sha256()
        for table, order in (
            ("article", "id"),
            ("event", "id"),
            ("copy", "article"),
            ("incident", "id, known_at"),
            ("reading", "subject, measure, day"),
            ("forecast", "id"),
            ("alert", "id"),
        ):
            for row in self.query(f"SELECT * FROM {table} ORDER BY {order}"):
                digest.update(json.dumps(row).encode())
        return digest.hexdigest()
