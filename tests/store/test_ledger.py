"""What was said cannot be edited afterwards."""

import sqlite3
from pathlib import Path

import pytest

from tocsin.store import database, ledger


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    connection = database.connect(str(tmp_path / "t.db"))
    ledger.append(connection, "forecast", [("a", {"p": 0.2}), ("b", {"p": 0.4})])
    return connection


def test_an_entry_is_kept_once(db: sqlite3.Connection) -> None:
    assert ledger.append(db, "forecast", [("a", {"p": 0.2}), ("c", {"p": 0.1})]) == 1


def test_entries_cannot_be_changed_or_removed(db: sqlite3.Connection) -> None:
    for statement in ("UPDATE ledger SET record = '{}'", "DELETE FROM ledger"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)


def test_an_untouched_chain_holds(db: sqlite3.Connection) -> None:
    assert ledger.broken_at(db) is None


def test_a_forged_entry_is_found(db: sqlite3.Connection) -> None:
    db.execute("DROP TRIGGER ledger_no_update")
    db.execute("UPDATE ledger SET record = '{\"p\": 0.9}' WHERE ref = 'a'")
    assert ledger.broken_at(db) == 1
