"""`tocsin demo`: two months of dispatches around one crisis, replayed day by day."""

import os
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import click

from tocsin.cli.common import console, progress, say_skipped
from tocsin.cli.serve import start
from tocsin.settings import Settings
from tocsin.store import Store

PAIR, DAYS = "PAK-AFG", ("2025-10-11", "2025-10-16")
REPLAY = (
    "2025-09-20",
    "2025-10-08",
    "2025-10-09",
    "2025-10-10",
    "2025-10-11",
    "2025-10-12",
    "2025-10-15",
    "2025-10-19",
)


def _fresh(path: Path) -> str:
    """Return the path with nothing there: each demo begins anew, so that what it prints depends on nothing older."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return str(path)


def _load(settings: Settings, store: Store) -> None:
    from tocsin import pipeline

    with progress() as show, as_file(files("tocsin") / "resources" / "demo" / "corpus") as folder:
        loaded = pipeline.load(store, [folder], show)
        say_skipped(loaded.skipped)
        pipeline.run(pipeline.plan(settings), store, show)


def _replay(store: Store) -> None:
    from tocsin.pipeline import look

    screen = console()
    screen.print("\nThe days replayed, each from what was known then:", style="bold")
    for day in REPLAY:
        now = look(store, day)
        key = "|".join(sorted(PAIR.split("-")))
        level = next((a.level.name.lower() for a in now.alerts if a.subject == key), "calm")
        week = next((f for f in now.forecasts if f.subject == key and f.horizon == 7), None)
        odds = f"{week.probability:.0%} within 7 days (base rate {week.base_rate:.0%})" if week else "no forecast"
        screen.print(f"  {day}  {PAIR}  {level:9} {odds}", markup=False)


@click.command(epilog="Example: tocsin demo --port 8765")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@click.pass_obj
def command(settings: Settings, port: int) -> None:
    """Load the demo corpus, replay its days, print the brief as of 11 and 16 October 2025, serve the dashboard.

    With TOCSIN_DEMO_ONCE=1 it prints and ends.
    """
    from tocsin.pipeline import write_brief

    settings = replace(settings, store=_fresh(Path(settings.home) / "demo.db"))
    with Store(settings.store, create=True) as store:
        _load(settings, store)
        for day in DAYS:
            click.echo(write_brief(store, PAIR, day))
            click.echo("\n" + "=" * 78 + "\n")
        _replay(store)
    if os.environ.get("TOCSIN_DEMO_ONCE") != "1":
        start(settings, "127.0.0.1", port)
