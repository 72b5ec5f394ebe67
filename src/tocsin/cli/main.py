"""`tocsin`: the group of commands, each imported only when it is called, and the one place where errors are printed."""

import sys
from importlib import import_module
from pathlib import Path

import click

import tocsin
from tocsin.errors import TocsinError
from tocsin.settings import load_settings

COMMANDS = {
    "read": "code one article: who did what to whom, whether it happened, who says so",
    "load": "bring news into the store, code it and bring warnings up to date",
    "follow": "poll feeds politely and code what they bring, until stopped",
    "sources": "followed sources and their health",
    "status": "tension, trend and forecast of a pair or country, or of all",
    "brief": "a cited brief on a pair or country",
    "incident": "one happening: claims, denials, revisions",
    "alerts": "what rang, since when and why",
    "compare": "our incidents against an ACLED or UCDP table",
    "forecast": "the forecasters over a table of your own: pairs, countries",
    "scores": "how past forecasts did beside climatology, persistence and conflictology",
    "backtest": "a forecaster over past origins of a table of your own, scored",
    "export": "incidents or events in the columns of other data sets",
    "serve": "the dashboard and JSON API on this machine",
    "batch": "one stage by itself: JSON Lines in, JSON Lines out",
    "demo": "the demo corpus: load it, replay the days, print two briefs, serve the dashboard",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports a command's module only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the command names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"tocsin.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(tocsin.__version__, prog_name="tocsin")
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings in TOML; TOCSIN_SETTINGS names one too.",
)
@click.option("--store", metavar="PATH", help="The store; by default TOCSIN_STORE, or tocsin.db in your data folder.")
@click.pass_context
def cli(ctx: click.Context, settings_file: Path | None, store: str | None) -> None:
    """Conflict early warning from news: quoted events, incidents with independent origins, scored forecasts."""
    from dataclasses import replace

    settings = load_settings(settings_file)
    ctx.obj = replace(settings, store=store) if store else settings


def main() -> None:
    """Run the command line; every refusal of ours is one line on standard error and exit code 1."""
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        click.echo("tocsin: stopped; what was finished is kept, run the same command to go on", err=True)
        sys.exit(130)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except TocsinError as error:
        click.echo(f"tocsin: {error.line()}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
