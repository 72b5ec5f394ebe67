"""Tables of the forecasts of monthly deaths that the ledger holds."""

from collections.abc import Sequence

from rich.table import Table

from tocsin.scores.deaths import month_after
from tocsin.scores.months import WAR, DeathsForecast, quantiles, share, unpacked
from tocsin.wording import country, percent

SHOWN = (1, 3, 6, 12)


def cells(pairs: Sequence[int]) -> tuple[str, str, str, str]:
    """Return the median, the 80 % range, and the chances of any death and of WAR or more, of packed draws."""
    values = unpacked(pairs)
    low, middle, high = quantiles(values)
    return f"{middle:,}", f"{low:,} to {high:,}", percent(share(values, 1)), percent(share(values, WAR))


def one_country(one: DeathsForecast) -> Table:
    """Return a country's fourteen months."""
    past = ", ".join(f"{n:,}" for n in one.past[-6:])
    title = f"Deaths a month in {country(one.country)}, issued {one.issued} ({one.mode}); before, by month: {past}"
    table = Table(title=title, title_justify="left")
    for name in ("month", "ahead", "median", "80 % range", "any death", f"{WAR} or more"):
        table.add_column(name, justify="left" if name == "month" else "right")
    for n, pairs in enumerate(one.draws):
        table.add_row(month_after(one.month, n), str(n + 1), *cells(pairs))
    return table


def all_countries(found: Sequence[DeathsForecast], today: str) -> Table:
    """Return each country's months 1, 3, 6 and 12 ahead: median with its 80 % range, and the chance of WAR or more."""
    table = Table(title=f"Deaths a month in each country, as issued by {today}", title_justify="left")
    table.add_column("country")
    table.add_column("first month")
    table.add_column("month before", justify="right")
    for ahead in SHOWN:
        table.add_column(f"{ahead} ahead", justify="right")
    table.add_column(f"{WAR} or more, 1 ahead", justify="right")
    for one in found:
        shown = [cells(one.draws[ahead - 1]) for ahead in SHOWN]
        middles = [f"{middle} ({span})" for middle, span, _, _ in shown]
        table.add_row(one.country, one.month, f"{one.past[-1]:,}", *middles, shown[0][3])
    return table
