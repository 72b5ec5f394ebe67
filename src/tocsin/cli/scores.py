"""`tocsin scores`: how past forecasts did, beside what could have been said without a model."""

import json

import click
from rich.table import Table

from tocsin.cli.common import console, day_option, open_store
from tocsin.errors import StopRun
from tocsin.scores.board import Board, Line, board
from tocsin.scores.months_board import DeathsBoard, DeathsLine
from tocsin.scores.resolve import resolve
from tocsin.settings import Settings
from tocsin.tables import to_plain

BAR = 40
LEGEND = (
    "Live: said before the outcome could be known; replayed: worked out later, from what was known on its day. Brier "
    "and log score: lower is better. Skill: 1 at best, below 0 worse than the reference; an interval across 0 proves "
    "nothing."
)


def _skill(now: float, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"{now:+.2f} (too few)"
    return f"{now:+.2f} ({low:+.2f} to {high:+.2f})"


def _table(found: Board) -> Table:
    table = Table(title=f"Forecasts resolved by {found.day}", title_justify="left")
    for name in ("said", "model", "days", "forecasts", "came true", "Brier", "log score", "AP", "ECE"):
        table.add_column(name, justify="left" if name in ("said", "model") else "right")
    for one in found.lines:
        table.add_row(
            one.mode,
            one.model,
            str(one.horizon),
            str(one.count),
            f"{one.came:.1%}",
            f"{one.brier:.4f}",
            f"{one.log:.4f}",
            f"{one.average_precision:.3f}",
            f"{one.calibration_error:.3f}",
        )
    return table


def _gains(found: Board) -> Table:
    table = Table(title="Skill over a reference, with its 90 % block-bootstrap interval", title_justify="left")
    for name in ("said", "model", "days", "reference", "Brier skill", "log skill"):
        table.add_column(name, justify="left" if name in ("said", "model", "reference") else "right")
    for one in found.lines:
        for gain in one.gains:
            table.add_row(
                one.mode,
                one.model,
                str(one.horizon),
                gain.reference,
                _skill(gain.brier, gain.brier_low, gain.brier_high),
                _skill(gain.log, gain.log_low, gain.log_high),
            )
    return table


def _diagram(one: Line) -> list[str]:
    """Return a reliability diagram in text: `o` is what was said, `x` how often it came true, `*` both."""
    rows = [f"{one.mode}, {one.model}, {one.horizon} days (o said, x came true)"]
    for group in one.reliability:
        marks = [" "] * (BAR + 1)
        said, came = round(group.said * BAR), round(group.came * BAR)
        marks[said], marks[came] = "o", "*" if came == said else "x"
        rows.append(f"{group.low:4.0%} to {group.high:4.0%} |{''.join(marks)}| {group.count}")
    return rows


def _deaths_table(found: DeathsBoard, today: str) -> Table:
    table = Table(title=f"Deaths a month in countries, resolved by {today}", title_justify="left")
    for name in ("said", "months ahead", "forecasts", "deaths", "any", "Brier", "CRPS", "log score", "log1p-CRPS"):
        table.add_column(name, justify="left" if name == "said" else "right")
    for one in found.lines:
        scores = (one.brier, one.crps, one.log, one.log1p)
        cells = (f"{one.deaths:.1f}", f"{one.any_deaths:.0%}", *(f"{score:.3f}" for score in scores))
        table.add_row(one.mode, _ahead(one), str(one.count), *cells)
    return table


def _ahead(one: DeathsLine) -> str:
    return str(one.first) if one.first == one.last else f"{one.first} to {one.last}"


def _deaths_gains(found: DeathsBoard) -> Table:
    table = Table(title="Skill over a reference, with its 90 % block-bootstrap interval", title_justify="left")
    for name in ("said", "ahead", "reference", "Brier", "CRPS", "log score", "log1p-CRPS"):
        table.add_column(name, justify="left" if name in ("said", "reference") else "right")
    for one in found.lines:
        for gain in one.gains:
            cells = (_skill(edge.skill, edge.low, edge.high).replace(" (", "\n(") for edge in gain.edges)
            table.add_row(one.mode, _ahead(one), gain.reference, *cells)
    return table


def _print_deaths(found: DeathsBoard, today: str) -> None:
    screen = console()
    if found.lines:
        screen.print(_deaths_table(found, today))
        screen.print(_deaths_gains(found))
    waits = f"deaths: {found.waiting} months of countries wait for their day, {found.void} are void (too little news)"
    screen.print(waits, markup=False)


def _print(found: Board) -> None:
    screen = console()
    if found.lines:
        screen.print(_table(found))
        screen.print(_gains(found))
        screen.print(LEGEND, markup=False, style="dim")
        for one in found.lines:
            screen.print("\n".join(_diagram(one)), markup=False)
    else:
        screen.print(f"no forecast has been resolved by {found.day}", markup=False)
    screen.print(f"{found.waiting} forecasts wait for their day, {found.void} are void (too little news)", markup=False)
    if found.own_past:
        screen.print(f"{found.own_past} are of days the shipped weights learned from, and are not scored", markup=False)
    _print_deaths(found.deaths, found.day)
    if found.broken_at is None:
        screen.print("the ledger holds: nothing in it has been altered", markup=False)


@click.command(epilog="Example: tocsin scores --as-of 2025-12-31")
@day_option
@click.option("--mode", type=click.Choice(["live", "replayed"]), help="Only what was said live, or only replays.")
@click.option("--json", "as_json", is_flag=True, help="The whole board as JSON.")
@click.pass_obj
def command(settings: Settings, as_of: str | None, mode: str | None, as_json: bool) -> None:
    """Resolve what is due and show how forecasts did beside climatology, persistence and conflictology."""
    from dataclasses import replace

    with open_store(settings) as store:
        resolve(store)
        found = board(store, as_of)
    if mode:
        deaths = replace(found.deaths, lines=tuple(one for one in found.deaths.lines if one.mode == mode))
        found = replace(found, lines=tuple(one for one in found.lines if one.mode == mode), deaths=deaths)
    if as_json:
        click.echo(json.dumps(to_plain(found), ensure_ascii=False))
    else:
        _print(found)
    if found.broken_at is not None:
        raise StopRun(
            f"the ledger does not follow from entry {found.broken_at} on: it has been altered",
            where=str(settings.store),
            next_step="restore a copy from before",
        )
