"""`tocsin forecast`: the store's forecasts with all that explains them, and the forecasters over a user's own files."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from tocsin.cli.common import console, day_option, open_store, progress
from tocsin.errors import StopRun
from tocsin.settings import Settings

if TYPE_CHECKING:
    from tocsin.forecasts.table import Row

Step = Callable[[str, int, int], None]


@click.group(epilog="Example: tocsin forecast explain PAK-AFG --as-of 2025-10-12")
def command() -> None:
    """Explain the store's forecasts, or forecast from a table of your own: pairs, or deaths a month in a country."""


def read_table(path: Path, wanted: Sequence[str]) -> pa.Table:
    """Return a CSV or Parquet table that has the columns wanted; raises StopRun, naming the one it lacks."""
    try:
        table = pq.read_table(path) if path.suffix == ".parquet" else pa_csv.read_csv(path)
    except (OSError, pa.ArrowException) as error:
        raise StopRun(f"cannot be read ({error})", where=str(path), next_step="give CSV or Parquet") from error
    if lacking := [name for name in wanted if name not in table.column_names]:
        raise StopRun(f"no column {lacking[0]!r}", where=str(path), next_step=f"needed are {', '.join(wanted)}")
    return table


def whole_range(text: str) -> list[int]:
    """Return 3..14 for `3-14`, or 7, 30, 90 for `7,30,90`; raises StopRun for anything else."""
    try:
        if "-" in text:
            first, last = map(int, text.split("-"))
            found = list(range(first, last + 1))
        else:
            found = [int(part) for part in text.split(",")]
    except ValueError:
        found = []
    if not found or min(found) < 1:
        raise StopRun(f"'{text}' is no list of horizons", where="--horizons", next_step="write 1-14 or 7,30,90")
    return found


def month_number(month: str) -> int:
    """Return months since year 0 of `2017-10`; raises StopRun where it is no month."""
    try:
        day = date.fromisoformat(f"{month[:7]}-01")
    except ValueError:
        raise StopRun(f"'{month}' is no month", next_step="write it as 2017-10") from None
    return day.year * 12 + day.month - 1


def series(table: pa.Table, until: int) -> dict[str, list[float]]:
    """Return each country's deaths by month up to `until`, months that the table leaves out counting as none."""
    counts: dict[str, dict[int, float]] = {}
    for row in table.select(["month", "country", "fatalities"]).to_pylist():
        number = month_number(str(row["month"]))
        if number <= until:
            months = counts.setdefault(str(row["country"]), {})
            months[number] = months.get(number, 0.0) + float(row["fatalities"] or 0)
    return {
        country: [months.get(n, 0.0) for n in range(min(months), until + 1)]
        for country, months in sorted(counts.items())
    }


@command.command(epilog="Example: tocsin forecast countries --history deaths.csv --as-of 2025-10 --out draws.parquet")
@click.option(
    "--history", required=True, type=click.Path(path_type=Path), metavar="FILE", help="month, country, fatalities"
)
@click.option("--as-of", "month", required=True, metavar="MONTH", help="The last month that is read (2025-10).")
@click.option("--horizons", default="1-14", show_default=True, metavar="RANGE", help="Months ahead.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="OUT", help="Parquet.")
def countries(history: Path, month: str, horizons: str, out: Path) -> None:
    """Deaths a month in each country, as 1,000 draws: month, country, horizon, samples."""
    from tocsin.forecasts.countries import draws

    until, ahead = month_number(month), whole_range(horizons)
    past = series(read_table(history, ("month", "country", "fatalities")), until)
    rows: list[dict[str, Any]] = []
    with progress() as show:
        for done, (country, months) in enumerate(past.items(), 1):
            for h in ahead:
                seed = random.Random(f"{country} {until} {h}").randrange(2**31)
                year, index = divmod(until + h, 12)
                samples = draws(months, h, seed=seed).tolist()
                rows.append(
                    {"month": f"{year:04}-{index + 1:02}", "country": country, "horizon": h, "samples": samples}
                )
            show("forecasting", done, len(past))
    pq.write_table(pa.Table.from_pylist(rows), out)
    click.echo(f"{len(rows)} forecasts for {len(past)} countries written to {out}", err=True)


def columns_of(events: Path, target: str, name: str = "own") -> dict[str, list[Any]]:
    """Return the columns of a table of events, in our own form or that of UCDP, ACLED or GDELT."""
    from tocsin.cli.formats import read_format

    wanted = ("date", "source", "target", "class", *(("root",) if target == "root18-20" else ()))
    table = read_table(events, wanted) if name == "own" else read_format(events, name)
    names = [name for name in ("date", "source", "target", "class", "intensity", "root") if name in table.column_names]
    columns = {name: table[name].to_pylist() for name in names}
    columns["date"] = [str(value)[:10] for value in columns["date"]]
    return columns


def surge_columns(file: Path) -> dict[str, list[Any]]:
    """Return the columns of a daily series of pairs."""
    table = read_table(file, ("date", "pair", "score"))
    return {name: table[name].to_pylist() for name in ("date", "pair", "score")}


def _rows(events: Path | None, file: Path | None, given: dict[str, Any]) -> Iterator[Row]:
    from tocsin import plugins
    from tocsin.forecasts import shipped, surge, table

    if file is not None:
        return surge.forecast(surge_columns(file), given["days"], whole_range(given["horizons"] or "28"))
    if events is None:
        raise StopRun("no table is given", next_step="give --events, or --series with --target surge")
    columns, ahead = columns_of(events, given["target"]), whole_range(given["horizons"] or "7,30,90")
    if given["fit"]:
        return table.forecast(columns, given["days"], ahead, given["target"], given["undirected"])
    if given["target"] != shipped.TARGET:
        raise StopRun("the shipped weights are for class4 alone", where="--target", next_step="add --fit")
    ready = plugins.find("forecaster", "decay")()
    return shipped.forecast(columns, given["days"], ahead, ready, given["undirected"])


@command.command(
    epilog="Example: tocsin forecast pairs --events events.parquet --as-of 2015-01-01 --fit --out p.parquet"
)
@click.option(
    "--events",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="date, source, target, class (1-4), intensity?, root? (CAMEO)",
)
@click.option("--series", "file", type=click.Path(path_type=Path), metavar="FILE", help="date, pair, score: surges.")
@click.option("--as-of", "days", required=True, multiple=True, metavar="DAY", help="Give it once for each day.")
@click.option("--horizons", metavar="LIST", help="Days ahead: 7,30,90, or 28 for a surge, where not given.")
@click.option(
    "--target", default="class4", show_default=True, type=click.Choice(["class4", "root18-20", "p90", "onset", "surge"])
)
@click.option("--undirected", is_flag=True, help="Take a pair's two directions as one.")
@click.option("--fit", is_flag=True, help="Fit on what precedes each day, as a backtest must, not shipped weights.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="OUT", help="Parquet.")
def pairs(events: Path | None, file: Path | None, out: Path, **given: Any) -> None:
    """Probability that each pair sees the target within each horizon: as_of, pair, target, horizon, p.

    A surge is fitted on the series itself; without --fit, class4 is forecast by the shipped weights.
    """
    if (file is not None) != (given["target"] == "surge"):
        raise StopRun("surges are of a series, and nothing else is", next_step="give --series with --target surge")
    rows = [
        {"as_of": row.as_of, "pair": row.pair, "target": row.target, "horizon": row.horizon, "p": row.p}
        for row in _rows(events, file, given)
    ]
    pq.write_table(pa.Table.from_pylist(rows), out)
    click.echo(f"{len(rows)} forecasts written to {out}", err=True)


@command.command(epilog="Example: tocsin forecast explain PAK-AFG --as-of 2025-10-12")
@click.argument("subject", metavar="PAIR|COUNTRY")
@day_option
@click.pass_obj
def explain(settings: Settings, subject: str, as_of: str | None) -> None:
    """What moved a forecast since last week, what it rests on, in quotations, and how it will be resolved."""
    from tocsin.cli import status_words as words
    from tocsin.pipeline import look, subject_in
    from tocsin.wording import day
    from tocsin.wording import subject as in_words

    with open_store(settings) as store:
        picture = look(store, as_of)
        key = subject_in(picture, subject)
        incidents = {one.id: one for one in picture.incidents}
        events = {one.id: one for one in store.events(pair=subject, as_of=picture.day)}
    forecasts = sorted((one for one in picture.forecasts if one.subject == key), key=lambda one: one.horizon)
    screen = console()
    screen.print(f"{in_words(key)}, {day(picture.day)}", style="bold", markup=False)
    screen.print(words.forecasts_table(forecasts))
    for one in forecasts:
        words.tell(one, screen)
        if one.drivers:
            screen.print(words.drivers_table("what it rests on, in points that it would fall without", one.drivers))
        screen.print(f"resolved by {one.rule}", markup=False, style="dim")
        screen.print(f"model {one.model}, inputs {one.inputs}, forecast {one.id}\n", markup=False, style="dim")
    for line in dict.fromkeys(line for one in forecasts for line in words.quote_lines(one, incidents, events)):
        screen.print(line, markup=False)


@command.command(epilog="Example: tocsin forecast deaths PAK --as-of 2025-10-12")
@click.argument("country", required=False, metavar="[COUNTRY]")
@day_option
@click.pass_obj
def deaths(settings: Settings, country: str | None, as_of: str | None) -> None:
    """Deaths a month in each country, as the store issued them when the month began: median, range, chance of war."""
    from tocsin.cli.status_deaths import all_countries, one_country
    from tocsin.errors import NotFound
    from tocsin.scores.months import newest

    with open_store(settings) as store:
        found = newest(store, as_of)
        today = as_of or store.last_day() or ""
    if not found:
        told = "none has been issued: it takes a month of news, and the begin of the next"
        raise StopRun(told, where=today, next_step="load or follow news of a whole month")
    if country is None:
        console().print(all_countries(found, today))
        return
    wanted = next((one for one in found if one.country == country.upper()), None)
    if wanted is None:
        raise NotFound("country with a forecast of deaths", country, [one.country for one in found], where=today)
    console().print(one_country(wanted))
    console().print(f"resolved by {wanted.rule}", markup=False, style="dim")
