"""One SQLite connection: WAL, synchronous=FULL, migrated on opening, every failure one clear line."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from tocsin.errors import StopRun

APPLICATION_ID = 0x70C51  # marks the file as a Tocsin store


@cache
def _migrations() -> list[str]:
    folder = files("tocsin.store") / "migrations"
    return [
        part.read_text(encoding="utf-8")
        for part in sorted(folder.iterdir(), key=lambda p: p.name)
        if part.name.endswith(".sql")
    ]


def _migrate(connection: sqlite3.Connection, where: str) -> None:
    """Bring the file to the newest schema, one transaction a migration."""
    steps = _migrations()
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(steps):
        raise StopRun(
            f"the store has schema {version}, this Tocsin knows {len(steps)}",
            where=where,
            next_step="use a newer Tocsin",
        )
    for number, step in enumerate(steps[version:], version + 1):
        connection.executescript(f"BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;")


def _identify(connection: sqlite3.Connection, where: str) -> None:
    """Refuse a database that is not ours rather than write tables into it."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if mark != APPLICATION_ID and not empty:
        raise StopRun("this database is not a Tocsin store", where=where, next_step="name another with --store")
    if empty:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def connect(path: str, *, create: bool = True) -> sqlite3.Connection:
    """Open the store at `path`, creating it where `create` allows.

    Raises StopRun where it does not exist, is damaged, locked away or not a store.
    """
    if "://" in path:
        raise StopRun("only SQLite files are stores here", where=path.split("@")[-1], next_step="give a file path")
    if not create and not Path(path).exists():
        raise StopRun("there is no store here", where=path, next_step="bring news in with `tocsin load PATH`")
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
        return _prepare(connection, path)
    except (sqlite3.Error, OSError) as error:
        raise StopRun(
            f"the store cannot be opened ({error})",
            where=path,
            next_step="restore a copy, or name another with --store",
        ) from error


def _prepare(connection: sqlite3.Connection, path: str) -> sqlite3.Connection:
    try:
        _identify(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, where: str) -> Iterator[sqlite3.Connection]:
    """Run a block as one write transaction: all of it is kept, or none."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise StopRun(
            f"the store cannot be written ({error})",
            where=where,
            next_step="check the disk and that no other program holds the file",
        ) from error
