"""What several commands share: tables, progress, opening the store, words for participants and days."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console

from tocsin.errors import SkipItem, StopRun
from tocsin.records import Participant
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.store.outbox import Letter

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def console() -> Console:
    """Return a console for standard output, wide enough for a table where output is not a terminal."""
    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS") or 120)
    return Console(width=width, highlight=False)


def open_store(settings: Settings, *, create: bool = False) -> Store:
    """Open the store the settings name; raises StopRun with the next step where there is none."""
    return Store(settings.store, create=create)


def plain(text: str) -> str:
    """Return text from outside without control characters, so that it cannot drive the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def who(participant: Participant) -> str:
    """Return `Zalmay Khalilzad (USA ELI)`: the name or the quoted words, with country and sector."""
    code = " ".join(part for part in (participant.country, participant.sector) if part)
    return f"{plain(participant.name or participant.text)} ({code})"


def day_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--as-of DAY` to a command."""
    return click.option(
        "--as-of",
        metavar="DAY",
        callback=_check_day,
        help="As it would have been said on that day (YYYY-MM-DD), from what was known then.",
    )(function)


def _check_day(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    from datetime import date

    if value is None:
        return None
    try:
        if not DAY.fullmatch(value):
            raise ValueError(value)
        date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"'{value}' is no day; write it as 2025-10-11") from None
    return value


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show a progress bar on standard error while a block runs; silent where that is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    screen = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=screen,
        disable=not screen.is_terminal,
    ) as bar:
        tasks: dict[str, Any] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total or None)
            bar.update(tasks[what], completed=done, total=total or None)

        yield show


def say_sent(letters: Iterable[tuple[Letter, str]]) -> None:
    """Print what became of messages to channels, one line each, on standard error."""
    for letter, why in letters:
        state = f"not sent, tried again later: {plain(why)}" if why else "sent"
        click.echo(f"{letter.channel}: {letter.alert.subject.replace('|', '–')}: {state}", err=True)


def say_skipped(skipped: tuple[SkipItem, ...] | list[SkipItem], *, shown: int = 20) -> None:
    """Print what was skipped, one line each, on standard error."""
    for skip in skipped[:shown]:
        click.echo(f"tocsin: skipped {skip.line()}", err=True)
    if len(skipped) > shown:
        click.echo(f"tocsin: and {len(skipped) - shown} more were skipped", err=True)


def refuse_empty(count: int, skipped: tuple[SkipItem, ...]) -> None:
    """Raise StopRun where nothing at all could be used."""
    if not count:
        raise StopRun(
            f"nothing could be read ({len(skipped)} skipped)" if skipped else "nothing to read here",
            next_step="give JSONL, Parquet, WARC, HTML or text files",
        )
