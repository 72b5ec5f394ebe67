"""`tocsin follow`: poll sources politely, code what they bring, until stopped."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from tocsin.cli.common import open_store, plain, progress, say_sent, say_skipped
from tocsin.errors import BadSettings
from tocsin.following import Looked, look_round, open_hosts, states
from tocsin.news.follow import next_round
from tocsin.news.hosts import Hosts
from tocsin.news.sources import Source
from tocsin.ringing import ring
from tocsin.settings import Settings
from tocsin.store import Store

LONGEST_NAP = 300.0


def now() -> datetime:
    """Return the time; following is the one command that lives by the clock."""
    return datetime.now(UTC)


def _say(looked: Looked) -> None:
    state = looked.state
    reason = f": {plain(state.reason)}; next try {state.next_try}" if state.reason else ""
    click.echo(f"{plain(looked.source.name or looked.source.url)}: {state.status}, {looked.new} new{reason}", err=True)
    say_skipped([skip for skip in looked.skipped if skip.what != state.reason], shown=3)


def catch_up(store: Store, settings: Settings) -> None:
    """Code what is kept and not coded yet, bring everything derived from it up to date, and send what rang."""
    from tocsin import pipeline

    plan = pipeline.plan(settings)
    with progress() as show:
        pipeline.run(plan, store, show)
    if channels := plan.desk.channels:
        say_sent(ring(store, settings, channels, now()))


def one_round(
    store: Store, sources: Sequence[Source], settings: Settings, hosts: Hosts, clock: Callable[[], datetime]
) -> int:
    """Look at what is due and keep it, then code what is new; return how many articles were new."""
    new = 0
    for looked in look_round(store, sources, settings, clock, hosts):
        new += looked.new
        _say(looked)
    if new:
        catch_up(store, settings)
    return new


def keep_following(
    settings: Settings, sources: Sequence[Source], *, once: bool = False, clock: Callable[[], datetime] = now
) -> None:
    """Follow the sources round after round, or `once`; `clock` tells the time (UTC) by which looks are due."""
    hosts = open_hosts(settings)
    with open_store(settings, create=True) as store:
        if store.counts()["article"]:  # an earlier run may have been stopped between keeping and coding
            catch_up(store, settings)
        while True:
            one_round(store, sources, settings, hosts, clock)
            if once:
                return
            time.sleep(min(LONGEST_NAP, max(1.0, next_round(sources, states(store), clock()))))
            hosts.forget()


def _sources(file: Path | None, settings: Settings) -> tuple[Source, ...]:
    from tocsin.news.sources import load_sources

    if file is None and not settings.sources:
        raise BadSettings(
            "no sources are named", next_step="give a file of sources, or set `sources` in the settings file"
        )
    return load_sources(file or Path(settings.sources))


@click.command(epilog="Example: tocsin follow sources.toml")
@click.argument("file", type=click.Path(path_type=Path), metavar="[SOURCES.toml|.opml]", required=False)
@click.option("--once", is_flag=True, help="Look once at every source that is due, then end.")
@click.pass_obj
def command(settings: Settings, file: Path | None, once: bool) -> None:
    """Poll feeds, sitemaps and pages politely (conditional requests, robots.txt, back-off); code what comes.

    Without a file, the one that `sources` names in the settings. Stop with Ctrl-C; what was fetched is kept, and the
    same command goes on where it stopped.
    """
    keep_following(settings, _sources(file, settings), once=once)
