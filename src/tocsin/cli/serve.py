"""`tocsin serve`: the dashboard and the JSON API."""

import click

from tocsin.cli.common import open_store
from tocsin.errors import BadSettings
from tocsin.settings import Settings

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def start(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped; raises BadSettings where an address off loopback has no token."""
    if host not in LOOPBACK and not settings.token:
        raise BadSettings(
            f"serving on {host} needs a token",
            where="serve",
            next_step="set token in the settings file, or TOCSIN_TOKEN",
        )
    open_store(settings).close()
    import uvicorn

    from tocsin.web.app import create_app

    click.echo(f"Tocsin is on http://{host}:{port}/ (stop with Ctrl-C)", err=True)
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning")


@click.command(epilog="Example: tocsin serve --port 8765")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@click.pass_obj
def command(settings: Settings, host: str, port: int) -> None:
    """Serve the dashboard and JSON API; anything but this machine needs a token."""
    start(settings, host, port)
