"""`tocsin alerts`: what rang, since when and why."""

import click
from rich.table import Table

from tocsin.cli.common import console, day_option, open_store, plain
from tocsin.pipeline import look
from tocsin.records import Alert, Level
from tocsin.settings import Settings

LEVELS = [level.name.lower() for level in Level]


def _messages(rows: list[Alert], name: str, sender: str, site: str) -> str:
    from tocsin.alerts.channels import to_atom, to_cap

    return to_atom(rows, site) if name == "atom" else "\n".join(to_cap(alert, sender) for alert in rows)


@click.command(epilog="Example: tocsin alerts --as-of 2025-10-12 --level high")
@day_option
@click.option(
    "--format",
    "name",
    type=click.Choice(["table", "cap", "atom"]),
    default="table",
    show_default=True,
    help="cap: one CAP 1.2 message an alert; atom: one feed.",
)
@click.option(
    "--site", default="http://127.0.0.1:8765", show_default=True, help="Where the dashboard stands, for links."
)
@click.option("--sender", default="tocsin", show_default=True, help="Who sends the CAP messages.")
@click.option("--level", type=click.Choice(LEVELS), default="watch", show_default=True, help="The lowest level shown.")
@click.pass_obj
def command(settings: Settings, as_of: str | None, name: str, sender: str, site: str, level: str) -> None:
    """List the alerts of a day: level, since when, likelihood, confidence, why, and what would lower it."""
    with open_store(settings) as store:
        picture = look(store, as_of)
    rows = [a for a in picture.alerts if a.level >= Level[level.upper()]]
    rows.sort(key=lambda a: (-a.level, a.subject))
    if name != "table":
        click.echo(_messages(rows, name, sender, site))
        return
    table = Table(title=f"Alerts on {picture.day}", title_justify="left", show_lines=True)
    for column in ("level", "subject", "since", "likelihood", "confidence", "why", "what would lower it"):
        table.add_column(column)
    for alert in rows:
        table.add_row(
            alert.level.name.lower(),
            alert.subject.replace("|", "–"),
            alert.since,
            alert.likelihood,
            alert.confidence,
            plain(alert.text),
            plain(alert.lower),
        )
    console().print(table if rows else f"Nothing rang at {level} or above on {picture.day}.")
