"""`tocsin compare`: our incidents against an outside list."""

import csv
from pathlib import Path

import click
from rich.table import Table

from tocsin.cli.common import console, day_option, open_store, plain, say_skipped
from tocsin.errors import StopRun
from tocsin.incidents.outside import Comparison, Outside, compare_outside, read_outside
from tocsin.settings import Settings

SHOWN = 20


def _rows(file: Path, name: str) -> list[Outside]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows, skipped = read_outside(csv.DictReader(lines), name)
    except OSError as error:
        raise StopRun(f"cannot be read ({error.strerror})", where=str(file), next_step="check the path") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise StopRun(f"not a CSV table ({error})", where=str(file), next_step="export it again as CSV") from error
    say_skipped(skipped, shown=5)
    if not rows:
        raise StopRun(
            f"no row is of {name.upper()}'s form", where=str(file), next_step="check --format and the columns"
        )
    return rows


def _agreed(result: Comparison) -> Table:
    table = Table(title="The same happening in both", title_justify="left")
    for column in ("day here", "day there", "place here", "killed here", "killed there", "their id"):
        table.add_column(column)
    for incident, row in result.matched[:SHOWN]:
        killed = str(incident.killed.best) if incident.killed else "–"
        place = plain(incident.place.name) if incident.place else "–"
        theirs = "–" if row.killed is None else str(row.killed)
        table.add_row(incident.date, row.first, place, killed, theirs, plain(row.id))
    return table


@click.command(epilog="Example: tocsin compare acled-2025.csv --format acled")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--format", "name", required=True, type=click.Choice(["acled", "ucdp"]))
@click.option("--pair", metavar="PAIR", help="Only incidents of this pair or country.")
@day_option
@click.pass_obj
def command(settings: Settings, file: Path, name: str, pair: str | None, as_of: str | None) -> None:
    """Match incidents of material conflict to a table in ACLED's or UCDP's columns: agreed, missed, extra."""
    rows = _rows(file, name)
    with open_store(settings) as store:
        result = compare_outside(store.incidents(pair=pair, as_of=as_of), rows)
    screen = console()
    if result.matched:
        screen.print(_agreed(result))
    for row in result.missed[:SHOWN]:
        screen.print(
            f"missed  {row.first} {plain(row.country)}, {row.killed or 0} killed ({plain(row.id)})", markup=False
        )
    for incident in result.extra[:SHOWN]:
        place = plain(incident.place.name) if incident.place else "no place"
        screen.print(
            f"extra   {incident.date or 'undated'} {incident.type.lower()}, {place} ({incident.id})", markup=False
        )
    counts = f"{len(result.matched)} agree, {len(result.missed)} missed here, {len(result.extra)} extra here"
    screen.print(counts, markup=False)
