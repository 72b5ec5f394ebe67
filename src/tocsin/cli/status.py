"""`tocsin status`: how tense a pair or country is, against its own base, and what is likely next."""

import click
from rich.table import Table

from tocsin.cli.common import console, day_option, open_store
from tocsin.cli.status_words import forecasts_table, last_reports, readings_table, tell
from tocsin.days import WEEK, silent
from tocsin.pipeline import Picture, look, subject_in
from tocsin.records import Forecast, Level, Reading
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.store.store import END_OF_TIME
from tocsin.subjects import subjects
from tocsin.wording import day
from tocsin.wording import subject as in_words

Reports = dict[str, str]


def _level(picture: Picture, subject: str, last: str) -> str:
    """Return the level in a word; without an alert and without news for long nothing is known, which is not calm."""
    alert = next((a for a in picture.alerts if a.subject == subject), None)
    if alert is not None and alert.level > Level.CALM:
        return alert.level.name.lower()
    return "no news" if silent(last, picture.day) else "calm"


def _one(picture: Picture, subject: str, last: str) -> None:
    screen = console()
    alert = next((a for a in picture.alerts if a.subject == subject), None)
    level = _level(picture, subject, last)
    screen.print(f"{in_words(subject)}, {day(picture.day)}", style="bold", markup=False)
    held = f" since {day(alert.since)}" if alert and alert.level > Level.CALM else ""
    screen.print(f"Level: {level}{held}. Latest report: {day(last)}.", markup=False)
    if level == "no news":
        screen.print("Nothing has been reported of it for weeks: what stands below is memory, not calm.", markup=False)
    screen.print(readings_table([r for r in picture.readings if r.subject == subject]))
    forecasts = sorted((f for f in picture.forecasts if f.subject == subject), key=lambda f: f.horizon)
    if not forecasts:
        return
    screen.print(forecasts_table(forecasts))
    tell(forecasts[0], screen)
    slug = subject.replace("|", "-")
    screen.print(f"More: tocsin forecast explain {slug} --as-of {picture.day}", markup=False, style="dim")


def _row(picture: Picture, reading: Reading, last: str, week: Forecast | None) -> list[str]:
    level = _level(picture, reading.subject, last)
    known = level != "no news"
    return [
        reading.subject.replace("|", "–"),
        level,
        f"{reading.value:.2f}" if known else "–",
        f"{reading.baseline:.2f}",
        f"{reading.surprise:+.1f}" if known else "–",
        f"{week.probability:.0%}" if week else "–",
        f"{week.earlier:.0%}" if week and week.earlier is not None else "–",
        f"{week.base_rate:.0%}" if week else "–",
        last,
    ]


def _all(picture: Picture, reports: Reports) -> None:
    levels = {alert.subject: alert.level for alert in picture.alerts}
    week = {f.subject: f for f in picture.forecasts if f.horizon == 7}
    table = Table(title=f"Pairs and countries in the news, {day(picture.day)}", title_justify="left")
    names = (
        "subject",
        "level",
        "tension",
        "own base",
        "surprise",
        "7 days",
        "week before",
        "base rate",
        "latest report",
    )
    for column in names:
        table.add_column(column, justify="left" if column in ("subject", "level", "latest report") else "right")
    rows = [r for r in picture.readings if r.measure == "tension"]
    for r in sorted(rows, key=lambda r: (-levels.get(r.subject, 0), -r.value, r.subject)):
        table.add_row(*_row(picture, r, reports.get(r.subject, ""), week.get(r.subject)))
    console().print(table)


def _warn(store: Store, today: str) -> None:
    """Say so where no news of any kind came in of late: silence is not calm."""
    last = max((known for known, _ in store.days() if known <= today and known < END_OF_TIME), default="")
    if not last:
        console().print("There was no news at all by then: nothing is known.", markup=False)
    elif silent(last, today, WEEK):
        told = f"No news of any kind has come in since {day(last)}: what stands below is silence, not calm."
        console().print(told, markup=False)


@click.command(epilog="Example: tocsin status PAK-AFG --as-of 2025-10-11")
@click.argument("subject", required=False, metavar="[PAIR|COUNTRY]")
@day_option
@click.pass_obj
def command(settings: Settings, subject: str | None, as_of: str | None) -> None:
    """Show tension against the pair's own base, trend, and the forecast beside its base rate; all pairs without one.

    What moved the forecast since last week stands below it, and what it would be without the strongest single report.
    """
    with open_store(settings) as store:
        picture = look(store, as_of)
        key = subject_in(picture, subject) if subject else ""
        _warn(store, picture.day)
    reports = last_reports(picture.incidents, {one.id: subjects(one) for one in picture.incidents})
    if key:
        _one(picture, key, reports.get(key, ""))
    else:
        _all(picture, reports)
