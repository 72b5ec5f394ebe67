"""`tocsin compare`: our incidents against an outside list."""

from pathlib import Path

import click
from rich.table import Table

from tocsin.cli.common import console, day_option, open_store, plain
from tocsin.exchange.outside import COLUMNS, Comparison, compare, read_outside
from tocsin.settings import Settings

SHOWN = 20


def _agreed(result: Comparison) -> Table:
    table = Table(title="The same happening in both", title_justify="left")
    for column in ("day here", "day there", "place here", "killed here", "killed there", "their id"):
        table.add_column(column)
    for incident, row in result.agreed[:SHOWN]:
        killed = str(incident.killed.best) if incident.killed else "–"
        place = plain(incident.place.name) if incident.place else "–"
        table.add_row(incident.date, row.day.isoformat(), place, killed, str(row.best), plain(row.id))
    return table


@click.command(epilog="Example: tocsin compare acled-2025.csv --format acled")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--format", "name", required=True, type=click.Choice(sorted(COLUMNS)))
@click.option("--pair", metavar="PAIR", help="Only incidents of this pair or country.")
@day_option
@click.pass_obj
def command(settings: Settings, file: Path, name: str, pair: str | None, as_of: str | None) -> None:
    """Match incidents of material conflict to a table in ACLED's or UCDP's columns: agreement, missed, extra."""
    rows = read_outside(file, name)
    with open_store(settings) as store:
        result = compare(store.incidents(pair=pair, as_of=as_of), rows)
    screen = console()
    if result.agreed:
        screen.print(_agreed(result))
    for row in result.missed[:SHOWN]:
        screen.print(
            f"missed  {row.day} {plain(row.what)}, {plain(row.country)}, {row.best} killed ({plain(row.id)})",
            markup=False,
        )
    for incident in result.extra[:SHOWN]:
        place = plain(incident.place.name) if incident.place else "no place"
        screen.print(
            f"extra   {incident.date or 'undated'} {incident.type.lower()}, {place} ({incident.id})", markup=False
        )
    screen.print(
        f"{len(result.agreed)} agree, {len(result.missed)} missed here, {len(result.extra)} extra here", markup=False
    )
