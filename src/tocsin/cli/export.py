"""`tocsin export`: the store's incidents or mentions in the columns of other data sets."""

import sys
from pathlib import Path

import click

from tocsin.cli.common import day_option, open_store
from tocsin.exchange.annotations import annotations
from tocsin.exchange.formats import FORMATS, Bundle
from tocsin.exchange.stix import stix
from tocsin.settings import Settings

EVERY = {**FORMATS, "stix": stix, "annotations": annotations}


@click.command(epilog="Example: tocsin export events --format acled --out events.csv")
@click.argument("what", type=click.Choice(["events"]))
@click.option("--format", "name", required=True, type=click.Choice(sorted(EVERY)))
@click.option("--pair", metavar="PAIR", help="Only this pair or country.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file instead of standard output."
)
@day_option
@click.pass_obj
def command(settings: Settings, what: str, name: str, pair: str | None, out: Path | None, as_of: str | None) -> None:
    """Write incidents (acled, ucdp, geojson, hxl, parquet, stix) or mentions (plover, cameo, annotations) to a file."""
    with open_store(settings) as store:
        bundle = Bundle(
            store.incidents(pair=pair, as_of=as_of),
            store.events(pair=pair, as_of=as_of),
            {a.id: a for a in store.articles(as_of=as_of)},
        )
    data = EVERY[name](bundle)
    if out:
        out.write_bytes(data)
        click.echo(f"{what} written to {out}", err=True)
    else:
        sys.stdout.buffer.write(data)
