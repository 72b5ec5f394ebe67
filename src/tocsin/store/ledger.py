"""The append-only, hash-chained ledger of forecasts and alerts: what was said cannot be edited afterwards."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from typing import Any

GENESIS = "0" * 64


def _digest(previous: str, kind: str, ref: str, record: str) -> str:
    return hashlib.sha256("\x1f".join((previous, kind, ref, record)).encode()).hexdigest()


def append(connection: sqlite3.Connection, kind: str, entries: Iterable[tuple[str, dict[str, Any]]]) -> int:
    """Append the `(ref, record)` entries not in the ledger yet, within the caller's transaction; return how many."""
    last = connection.execute("SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1").fetchone()
    previous, added = last[0] if last else GENESIS, 0
    for ref, record in entries:
        if connection.execute("SELECT 1 FROM ledger WHERE kind = ? AND ref = ?", (kind, ref)).fetchone():
            continue
        text = json.dumps(record, sort_keys=True, ensure_ascii=False)
        digest = _digest(previous, kind, ref, text)
        connection.execute(
            "INSERT INTO ledger (kind, ref, record, previous, hash) VALUES (?, ?, ?, ?, ?)",
            (kind, ref, text, previous, digest),
        )
        previous, added = digest, added + 1
    return added


def mode(connection: sqlite3.Connection, day: str) -> str:
    """Return `live` where no article later than `day` is in the store yet, else `replayed`.

    Told from the news and not from a clock: a forecast is live where nothing of its future could have been read.
    """
    later = connection.execute(
        "SELECT 1 FROM article WHERE known_at > ? AND known_at < '9999' LIMIT 1", (f"{day}~",)
    ).fetchone()
    return "replayed" if later else "live"


def broken_at(connection: sqlite3.Connection) -> int | None:
    """Return the first sequence number whose hash does not follow from what is before it, or None where all hold."""
    previous = GENESIS
    rows = connection.execute("SELECT seq, kind, ref, record, previous, hash FROM ledger ORDER BY seq")
    for seq, kind, ref, record, before, digest in rows:
        if before != previous or digest != _digest(previous, kind, ref, record):
            return int(seq)
        previous = digest
    return None
