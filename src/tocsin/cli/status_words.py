"""The words in which `tocsin status` and `tocsin forecast` tell a forecast: what moved it, what hangs on one report."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tocsin.cli.common import plain
from tocsin.days import week_before
from tocsin.forecasts.drivers import without_strongest
from tocsin.records import Claim, Driver, Event, Forecast, Incident, Reading
from tocsin.wording import day, percent

# The order in which a reader asks: how tense, which way, what is said, what is done about it.
MEASURES = ("tension", "trend", "burst", "threats", "mobilisation", "warnings", "talks", "truce")
# A change below half a point shows as none in whole per cent.
STILL = 0.005


def points(weight: float) -> str:
    """Return a weight in percentage points, signed, with one decimal."""
    return f"{weight * 100:+.1f}"


def readings_table(readings: Sequence[Reading]) -> Table:
    """Return the readings of one subject beside its own base."""
    table = Table(title="Readings beside its own base", title_justify="left")
    for name in ("reading", "now", "own base", "standard deviations above"):
        table.add_column(name, justify="left" if name == "reading" else "right")
    for one in sorted(readings, key=lambda one: MEASURES.index(one.measure) if one.measure in MEASURES else 99):
        table.add_row(one.measure, f"{one.value:.2f}", f"{one.baseline:.2f}", f"{one.surprise:+.1f}")
    return table


def forecasts_table(forecasts: Sequence[Forecast]) -> Table:
    """Return the forecasts of one subject beside base rate, a week before, and without the strongest report."""
    table = Table(title="At least one further incident of material conflict", title_justify="left")
    for name in ("within", "probability", "80 % range", "base rate", "a week before", "without strongest report"):
        table.add_column(name, justify="right")
    for one in sorted(forecasts, key=lambda one: one.horizon):
        left = without_strongest(one)
        table.add_row(
            f"{one.horizon} days",
            percent(one.probability),
            f"{percent(one.low)} to {percent(one.high)}",
            percent(one.base_rate),
            percent(one.earlier) if one.earlier is not None else "–",
            percent(left[0]) if left else "the same",
        )
    return table


def since(forecast: Forecast) -> str:
    """Return how a forecast has moved in a week, in one line; empty where that is not known."""
    if forecast.earlier is None:
        return ""
    change = forecast.probability - forecast.earlier
    then, now = day(week_before(forecast.issued)), percent(forecast.probability)
    if abs(change) < STILL:
        return f"Within {forecast.horizon} days: as on {then}, {now}."
    way = "risen" if change > 0 else "fallen"
    was = percent(forecast.earlier)
    return f"Within {forecast.horizon} days: {way} since {then} from {was} to {now} ({points(change)} points)."


def drivers_table(title: str, drivers: Sequence[Driver]) -> Table:
    """Return drivers with their weight in percentage points and the ids of the incidents that say so."""
    table = Table(title=title, title_justify="left", box=None, show_header=False, padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    table.add_column(no_wrap=True, style="dim")
    for one in drivers:
        table.add_row(points(one.weight), escape(plain(one.text)), ", ".join(one.incidents))
    return table


def moved_tables(forecast: Forecast) -> Iterator[Table]:
    """Yield what moved a forecast up and what down since last week; nothing where it hardly moved."""
    still = forecast.earlier is None or abs(forecast.probability - forecast.earlier) < STILL
    for title, sign in (("pushes up, in points", 1), ("holds back, in points", -1)):
        drivers = [one for one in forecast.moved if one.weight * sign > 0]
        if any(one.incidents for one in drivers) or (drivers and not still):
            yield drivers_table(title, drivers)


def strongest_line(forecast: Forecast) -> str:
    """Return what a forecast would be without its strongest report, which one that is and whose."""
    left = without_strongest(forecast)
    if left is None:
        return "No single report moves it: without any one of them it stays the same."
    now, (alone, report) = forecast.probability, left
    return (
        f"Without the strongest single report it would be {percent(alone)} instead of {percent(now)}: "
        f"{report.origin}, “{plain(report.text)}” [{report.incidents[0]}]."
    )


def tell(forecast: Forecast, screen: Console) -> None:
    """Print what moved a forecast since last week, and what it would be without its strongest report."""
    if told := since(forecast):
        screen.print(told, markup=False)
    for table in moved_tables(forecast):
        screen.print(table)
    screen.print(strongest_line(forecast), markup=False)


def quote_lines(forecast: Forecast, incidents: Mapping[str, Incident], events: Mapping[str, Event]) -> Iterator[str]:
    """Yield one quotation for each incident that a forecast names, by its id."""
    named = [key for one in (*forecast.moved, *forecast.drivers) for key in one.incidents]
    for key in dict.fromkeys(named):
        told = [claim for claim in incidents[key].claims if claim.event in events] if key in incidents else []
        if told:
            claim = min(told, key=lambda one: worth(one, events[one.event], incidents[key]))
            said = " ".join(plain(events[claim.event].sentence.text).split())
            yield f"  [{key}] “{said}” ({claim.origin})"


def worth(claim: Claim, event: Event, incident: Incident) -> tuple[bool, bool, bool, bool, bool, str, str]:
    """Return what makes a mention the better quotation, best first.

    It tells flatly of the same act, in the same way, of both sides, in the report's own voice, and early.
    """
    other = (event.type, event.mode) != (incident.type, incident.mode)
    partial = not (event.actors and event.recipients)
    voiced = event.attribution is not None
    return claim.stance != "for", other, partial, voiced, claim.party, claim.known_at or "", claim.event


def last_reports(incidents: Sequence[Incident], subjects_of: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return for each subject the day on which the latest report of it became known."""
    found: dict[str, str] = {}
    for one in incidents:
        for subject in subjects_of[one.id]:
            found[subject] = max(found.get(subject, ""), (one.known_at or "")[:10])
    return found
