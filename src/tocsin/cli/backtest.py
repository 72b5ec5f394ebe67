"""`tocsin backtest`: a forecaster over past origins of a table of your own, scored by what the table tells next."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from tocsin import plugins
from tocsin.cli.common import console
from tocsin.cli.forecast import columns_of, read_table, series, surge_columns, whole_range
from tocsin.cli.formats import FORMATS, read_format
from tocsin.errors import StopRun
from tocsin.scores.backtest import Deaths, Result
from tocsin.tables import to_plain

# What a reader must know of the columns: of probabilities, and of draws.
LEGENDS = (
    "Brier and log score: lower is better. Brier skill: over always saying the share that came true, 1 at best, below "
    "0 worse; over own rate: over each pair's own past. AP: how well those that came true rank first. ECE: how far "
    "what was said lies from what came.",
    "CRPS in deaths, log score in bits, log1p-CRPS of log(1 + deaths): lower is better. A ratio below 1 beats the last "
    "twelve months drawn again.",
)


def _probabilities(results: Sequence[Result]) -> Table:
    table = Table(title="Forecasts of past days, scored by what came", title_justify="left")
    for name in ("days", "forecasts", "came true", "Brier", "log score", "Brier skill (90 %)", "over own rate"):
        table.add_column(name, justify="right")
    table.add_column("AP", justify="right")
    table.add_column("ECE", justify="right")
    for one in results:
        table.add_row(
            str(one.horizon),
            str(one.count),
            f"{one.came:.2%}",
            f"{one.brier:.4f}",
            f"{one.log:.4f}",
            f"{one.skill:+.3f} ({one.skill_low:+.3f} to {one.skill_high:+.3f})",
            f"{one.over_own:+.3f}",
            f"{one.average_precision:.3f}",
            f"{one.calibration_error:.4f}",
        )
    return table


def _deaths(results: Sequence[Deaths]) -> Table:
    table = Table(title="Draws of past months, beside the last twelve months drawn again", title_justify="left")
    for name in ("months", "forecasts", "CRPS", "ratio", "log score", "ratio", "log1p-CRPS", "ratio"):
        table.add_column(name, justify="right")
    for one in results:
        pairs = ((one.crps, one.crps_ratio), (one.bins, one.bins_ratio), (one.log1p, one.log1p_ratio))
        cells = [cell for value, ratio in pairs for cell in (f"{value:.4f}", f"{ratio:.3f}")]
        table.add_row(str(one.horizon), str(one.count), *cells)
    return table


def _months(file: Path, name: str, first: str, last: str, horizons: str) -> list[Deaths]:
    from tocsin.cli.forecast import month_number
    from tocsin.scores.backtest import deaths

    table = read_table(file, ("month", "country", "fatalities")) if name == "own" else read_format(file, name)
    months = [month_number(str(month)) for month in table["month"].to_pylist()]
    until = max(months, default=0)
    histories = series(table, until)
    start = until + 1 - max((len(history) for history in histories.values()), default=0)
    return deaths(histories, month_number(first) - start, month_number(last) - start, whole_range(horizons))


def _pairs(given: dict[str, Any]) -> Sequence[Result]:
    from tocsin.scores import backtest

    days = backtest.days_between(given["first"], given["last"], given["every"])
    horizons = whole_range(given["horizons"] or ("28" if given["target"] == "surge" else "7,30,90"))
    if given["target"] == "surge":
        return backtest.scored(backtest.series(surge_columns(given["file"]), days, horizons))
    columns = columns_of(given["events"], given["target"], given["name"])
    if given["fit"]:
        return backtest.scored(backtest.pairs(columns, days, horizons, given["target"], given["undirected"]))
    if given["target"] != "class4":
        raise StopRun("the shipped weights are for class4 alone", where="--target", next_step="add --fit")
    chosen = plugins.find("forecaster", given["forecaster"])()
    cases = backtest.pairs(columns, days, horizons, given["target"], given["undirected"], chosen)
    return backtest.scored(cases)


@click.command(
    epilog="Example: tocsin backtest --events events.parquet --from 2014-01-01 --to 2015-06-30 --undirected --fit"
)
@click.option("--events", type=click.Path(path_type=Path), metavar="FILE", help="Coded events of pairs.")
@click.option("--series", "file", type=click.Path(path_type=Path), metavar="FILE", help="date, pair, score: surges.")
@click.option("--history", type=click.Path(path_type=Path), metavar="FILE", help="month, country, fatalities.")
@click.option(
    "--format", "name", default="own", show_default=True, type=click.Choice(["own", *FORMATS]), help="Whose columns."
)
@click.option("--from", "first", required=True, metavar="DAY", help="The first origin (a month for --history).")
@click.option("--to", "last", required=True, metavar="DAY", help="The last origin.")
@click.option("--every", default=7, show_default=True, type=click.IntRange(min=1), help="Days between origins.")
@click.option("--horizons", metavar="LIST", help="Days ahead (7,30,90), or months (1-12).")
@click.option(
    "--target", default="class4", show_default=True, type=click.Choice(["class4", "root18-20", "p90", "onset", "surge"])
)
@click.option("--undirected", is_flag=True, help="Take a pair's two directions as one.")
@click.option("--fit", is_flag=True, help="Fit on what precedes each origin, not the shipped weights.")
@click.option("--forecaster", default="decay", show_default=True, help="A forecaster of your own, by its entry point.")
@click.option("--json", "as_json", is_flag=True, help="The scores as JSON.")
def command(as_json: bool, **given: Any) -> None:
    """Score forecasts of past days on your own events, series or monthly deaths; nothing later is read for any."""
    if sum(given[name] is not None for name in ("events", "file", "history")) != 1:
        raise StopRun("one table is needed", next_step="give one of --events, --series and --history")
    found: Sequence[Result] | Sequence[Deaths]
    if given["history"]:
        horizons = given["horizons"] or "1-12"
        found = deaths = _months(given["history"], given["name"], given["first"], given["last"], horizons)
        shown = _deaths(deaths)
    else:
        given["target"] = "surge" if given["file"] else given["target"]
        found = results = _pairs(given)
        shown = _probabilities(results)
    if not found:
        raise StopRun("no origin's horizon is covered by the table", next_step="give earlier days with --from and --to")
    if as_json:
        click.echo(json.dumps(to_plain(list(found))))
    else:
        console().print(shown)
        console().print(LEGENDS[bool(given["history"])], markup=False, style="dim")
