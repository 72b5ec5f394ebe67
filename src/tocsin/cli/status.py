"""`tocsin status`: how tense a pair or country is, against its own base, and what is likely next."""

import click
from rich.table import Table

from tocsin.cli.common import console, day_option, open_store
from tocsin.pipeline import Picture, look, subject_in
from tocsin.settings import Settings


def _one(picture: Picture, subject: str) -> None:
    screen = console()
    alert = next((a for a in picture.alerts if a.subject == subject), None)
    screen.print(f"{subject.replace('|', '–')} on {picture.day}", style="bold", markup=False)
    if alert:
        screen.print(f"level      {alert.level.name.lower()} since {alert.since}", markup=False)
    for reading in (r for r in picture.readings if r.subject == subject):
        screen.print(
            f"{reading.measure:10} {reading.value:.2f}, its own base {reading.baseline:.2f}, "
            f"surprise {reading.surprise:+.1f}",
            markup=False,
        )
    for forecast in (f for f in picture.forecasts if f.subject == subject):
        screen.print(
            f"{forecast.horizon:3} days   {forecast.probability:.0%} further material conflict "
            f"({forecast.low:.0%} to {forecast.high:.0%}); base rate {forecast.base_rate:.0%}",
            markup=False,
        )
    drivers = next((f.drivers for f in picture.forecasts if f.subject == subject), ())
    for title, sign in (("pushes up", 1), ("holds back", -1)):
        for driver in (d for d in drivers if d.weight * sign > 0):
            screen.print(f"{title}: {driver.text} ({driver.weight * 100:+.0f} points)", markup=False)


def _all(picture: Picture) -> None:
    levels = {alert.subject: alert.level for alert in picture.alerts}
    week = {f.subject: f for f in picture.forecasts if f.horizon == 7}
    table = Table(title=f"Pairs and countries in the news, {picture.day}", title_justify="left")
    for column in ("subject", "level", "tension", "own base", "surprise", "7 days", "base rate"):
        table.add_column(column, justify="left" if column in ("subject", "level") else "right")
    rows = [r for r in picture.readings if r.measure == "tension"]
    for r in sorted(rows, key=lambda r: (-levels.get(r.subject, 0), -r.value, r.subject)):
        f = week.get(r.subject)
        table.add_row(
            r.subject.replace("|", "–"),
            levels[r.subject].name.lower() if r.subject in levels else "calm",
            f"{r.value:.2f}",
            f"{r.baseline:.2f}",
            f"{r.surprise:+.1f}",
            f"{f.probability:.0%}" if f else "–",
            f"{f.base_rate:.0%}" if f else "–",
        )
    console().print(table)


@click.command(epilog="Example: tocsin status PAK-AFG --as-of 2025-10-11")
@click.argument("subject", required=False, metavar="[PAIR|COUNTRY]")
@day_option
@click.pass_obj
def command(settings: Settings, subject: str | None, as_of: str | None) -> None:
    """Show tension against the pair's own base, trend, and the forecast beside its base rate; all pairs without one."""
    with open_store(settings) as store:
        picture = look(store, as_of)
    if subject:
        _one(picture, subject_in(picture, subject))
    else:
        _all(picture)
