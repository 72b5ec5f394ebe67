"""`tocsin alerts`: what rang, since when and why; what people did about it; what is sent."""

from datetime import UTC, datetime

import click
from rich.table import Table

from tocsin.alerts.acts import Act, Deed, standing
from tocsin.cli.common import console, day_option, open_store, plain, say_sent
from tocsin.errors import NotFound, StopRun
from tocsin.pipeline import look, plan
from tocsin.records import Alert, Level
from tocsin.settings import Settings
from tocsin.store import Store

LEVELS = [level.name.lower() for level in Level]


def _messages(rows: list[Alert], name: str, sender: str, site: str) -> str:
    from tocsin.alerts.channels import to_atom, to_cap

    return to_atom(rows, site) if name == "atom" else "\n".join(to_cap(alert, sender) for alert in rows)


@click.group("alerts", invoke_without_command=True, epilog="Example: tocsin alerts --as-of 2025-10-12 --level high")
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
@click.pass_context
def command(context: click.Context, as_of: str | None, name: str, sender: str, site: str, level: str) -> None:
    """List the alerts of a day: level, since when, likelihood, confidence, why, and what would lower it."""
    if context.invoked_subcommand:
        return
    from tocsin.ringing import acts

    with open_store(context.obj) as store:
        picture = look(store, as_of)
        done = acts(store)
    rows = [a for a in picture.alerts if a.level >= Level[level.upper()]]
    rows.sort(key=lambda a: (-a.level, a.subject))
    if name != "table":
        click.echo(_messages(rows, name, sender, site))
        return
    table = Table(title=f"Alerts on {picture.day}", title_justify="left", show_lines=True)
    for column in ("level", "subject", "since", "likelihood", "confidence", "why", "what would lower it", "id"):
        table.add_column(column, overflow="fold")
    for alert in rows:
        table.add_row(
            alert.level.name.lower(),
            alert.subject.replace("|", "–"),
            alert.since,
            alert.likelihood,
            alert.confidence,
            plain("\n".join((alert.text, *(f"[{said}]" for said in standing(done, alert))))).replace("[", r"\["),
            plain(alert.lower),
            alert.id,
        )
    console().print(table if rows else f"Nothing rang at {level} or above on {picture.day}.")


def _find(store: Store, start: str) -> Alert:
    """Return the alert whose id begins so; raises NotFound or StopRun."""
    every = store.alerts()
    found = [alert for alert in every if alert.id.startswith(start)]
    if not found:
        raise NotFound("alert", start, (alert.id for alert in every))
    if len(found) > 1:
        raise StopRun(f"{len(found)} alerts begin with {start!r}", next_step="write more of the id")
    return found[0]


def _do(settings: Settings, deed: Deed, start: str, by: str, text: str = "", until: str = "") -> None:
    from tocsin.news.health import to_iso
    from tocsin.ringing import keep_act

    with open_store(settings) as store:
        alert = _find(store, start)
        now = to_iso(datetime.now(UTC))
        keep_act(store, Act(deed, alert.subject, alert.id, by, now, until, text))
    click.echo(f"{deed.value}: {alert.subject.replace('|', '–')}, {alert.level.name.lower()} on {alert.day}")


by_option = click.option("--by", required=True, metavar="NAME", help="Who does it; kept in the ledger.")


@command.command("ack", epilog="Example: tocsin alerts ack 3fa9 --by 'duty desk'")
@click.argument("alert")
@by_option
@click.option("--text", default="", help="What is being done about it.")
@click.pass_obj
def ack(settings: Settings, alert: str, by: str, text: str) -> None:
    """Acknowledge an alert: somebody has seen it."""
    _do(settings, Deed.ACKNOWLEDGE, alert, by, text)


@command.command("note", epilog="Example: tocsin alerts note 3fa9 'The mission saw no craters.' --by 'duty desk'")
@click.argument("alert")
@click.argument("text")
@by_option
@click.pass_obj
def note(settings: Settings, alert: str, text: str, by: str) -> None:
    """Annotate an alert."""
    _do(settings, Deed.NOTE, alert, by, text)


@command.command("mute", epilog="Example: tocsin alerts mute 3fa9 --until 2025-10-20 --by 'duty desk'")
@click.argument("alert")
@click.option("--until", required=True, metavar="DAY", type=click.DateTime(["%Y-%m-%d"]), help="The last silent day.")
@by_option
@click.option("--text", default="", help="Why.")
@click.pass_obj
def mute(settings: Settings, alert: str, until: datetime, by: str, text: str) -> None:
    """Send nothing about an alert's pair or country until a day; it stays on the list."""
    _do(settings, Deed.MUTE, alert, by, text, until.date().isoformat())


@command.command("unmute", epilog="Example: tocsin alerts unmute 3fa9 --by 'duty desk'")
@click.argument("alert")
@by_option
@click.pass_obj
def unmute(settings: Settings, alert: str, by: str) -> None:
    """Let an alert's pair or country ring again."""
    _do(settings, Deed.UNMUTE, alert, by)


@command.command("send", epilog="Example: tocsin alerts send")
@click.option(
    "--site", default="http://127.0.0.1:8765", show_default=True, help="Where the dashboard stands, for links."
)
@click.pass_obj
def send(settings: Settings, site: str) -> None:
    """Send what is new to the channels of the alerts file, and again what did not go before."""
    from tocsin.ringing import ring

    channels = plan(settings).desk.channels
    if not channels:
        raise StopRun("there are no channels", next_step="set `alerts` in the settings to a file with [[channel]]")
    with open_store(settings) as store:
        say_sent(ring(store, settings, channels, datetime.now(UTC), site))
