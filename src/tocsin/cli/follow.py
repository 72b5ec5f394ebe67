"""`tocsin follow`: poll sources politely, code what they bring, until stopped."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from tocsin.cli.common import open_store, plain, progress, say_skipped
from tocsin.following import look_round, states
from tocsin.news.follow import next_round
from tocsin.news.sources import Source
from tocsin.settings import Settings
from tocsin.store import Store

LONGEST_NAP = 300.0


def now() -> datetime:
    """Return the time; following is the one command that lives by the clock."""
    return datetime.now(UTC)


def one_round(store: Store, sources: Sequence[Source], settings: Settings) -> int:
    """Look at what is due and bring the store up to date; return how many articles were new."""
    from tocsin import pipeline

    new = 0
    for looked in look_round(store, sources, settings, now):
        new += looked.new
        say_skipped(looked.skipped, shown=3)
        state = looked.state
        reason = f": {plain(state.reason)}; next try {state.next_try}" if state.reason else ""
        click.echo(f"{looked.source.name or looked.source.url}: {state.status}, {looked.new} new{reason}", err=True)
    if new:
        with progress() as show:
            pipeline.run(pipeline.plan(settings), store, show)
    return new


@click.command(epilog="Example: tocsin follow sources.toml")
@click.argument("file", type=click.Path(path_type=Path), metavar="SOURCES.toml|.opml")
@click.option("--once", is_flag=True, help="Look once at every source that is due, then end.")
@click.pass_obj
def command(settings: Settings, file: Path, once: bool) -> None:
    """Poll feeds, sitemaps and pages politely (conditional requests, robots.txt, back-off); code what comes.

    Stop with Ctrl-C; what was fetched is kept, and the same command goes on where it stopped.
    """
    from tocsin.news.sources import load_sources

    sources = load_sources(file)
    with open_store(settings, create=True) as store:
        while True:
            one_round(store, sources, settings)
            if once:
                return
            time.sleep(min(LONGEST_NAP, max(1.0, next_round(sources, states(store), now()))))
