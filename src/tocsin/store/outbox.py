"""The outbox: messages about alerts that wait, were sent, or were given up. All times are ISO moments in UTC."""

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.records import Alert, make_id
from tocsin.store.codec import decode, encode
from tocsin.store.store import Store


@dataclass(frozen=True, slots=True)
class Letter:
    """One message: the alert, the channel's name, how often it was tried, when next, and why not yet."""

    id: str
    alert: Alert
    channel: str
    state: str
    tries: int
    next_try: str
    why: str


COLUMNS = "id, record, channel, state, tries, next_try, why"


def put(store: Store, alerts: Iterable[tuple[Alert, str]], now: str) -> int:
    """Keep a message for each (alert, channel) that has none yet, in one transaction; return how many were new."""
    with store.write() as db:
        before = db.total_changes
        db.executemany(
            "INSERT OR IGNORE INTO outbox VALUES (?, ?, ?, 'waiting', 0, ?, '', ?)",
            ((make_id("letter", a.id, name), a.id, name, now, encode(a)) for a, name in alerts),
        )
        return db.total_changes - before


def due(store: Store, now: str) -> list[Letter]:
    """Return the messages whose time has come, oldest first."""
    sql = f"SELECT {COLUMNS} FROM outbox WHERE state = 'waiting' AND next_try <= ? ORDER BY next_try, id"
    return [Letter(row[0], decode(Alert, row[1]), *row[2:]) for row in store.query(sql, (now,))]


def letters(store: Store) -> list[Letter]:
    """Return all messages, whatever their state."""
    rows = store.query(f"SELECT {COLUMNS} FROM outbox ORDER BY next_try, id")
    return [Letter(row[0], decode(Alert, row[1]), *row[2:]) for row in rows]


def mark(store: Store, letter: Letter, state: str, next_try: str, why: str = "") -> None:
    """Keep what became of a try."""
    with store.write() as db:
        db.execute(
            "UPDATE outbox SET state = ?, tries = tries + 1, next_try = ?, why = ? WHERE id = ?",
            (state, next_try, why, letter.id),
        )
