"""Forecasts for pairs from a table of coded events with a forecaster that is ready made, not fitted on the table.

The built-in one carries weights learned on history up to `until` of `resources/forecasts/pairs.json`; a day up to then
is refused, since weights must never score their own past.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tocsin.errors import StopRun
from tocsin.forecasts.climatology import model
from tocsin.forecasts.forecaster import Forecaster
from tocsin.forecasts.pairs import Act, History
from tocsin.forecasts.panel import names, ordinal
from tocsin.forecasts.table import Row
from tocsin.records import Quad

TARGET = "class4"


def acts(columns: Mapping[str, Sequence[Any]], undirected: bool) -> dict[str, tuple[Act, ...]]:
    """Return the acts of each pair in order of day; every row is trusted in full."""
    found: dict[str, list[Act]] = defaultdict(list)
    table = zip(columns["date"], columns["source"], columns["target"], columns["class"], strict=True)
    for number, (day, one, two, quad) in enumerate(table):
        if one and two and one != two:
            pair = "|".join(names(str(one), str(two), undirected))
            found[pair].append(Act(ordinal(str(day)[:10]), Quad(int(quad)), 1.0, str(number)))
    return {pair: tuple(sorted(rows, key=lambda act: act.day)) for pair, rows in sorted(found.items())}


def refuse_own_past(forecaster: Forecaster, day: str) -> None:
    """Raise StopRun where shipped weights were learned on `day` or later."""
    until = str(model()["until"])
    if forecaster.name.startswith("decay") and day <= until:
        raise StopRun(
            f"the shipped weights were learned on history up to {until}", where="--as-of", next_step="add --fit"
        )


def forecast(
    columns: Mapping[str, Sequence[Any]],
    as_of: Sequence[str],
    horizons: Sequence[int],
    forecaster: Forecaster,
    undirected: bool = True,
    least: int = 20,
) -> Iterator[Row]:
    """Yield forecasts of class 4 for every pair with `least` events by the day, each day in `as_of` (ISO) and horizon.

    Raises StopRun for a day that the shipped weights have learned from.
    """
    table = acts(columns, undirected)
    days = {pair: [act.day for act in rows] for pair, rows in table.items()}
    start = min((rows[0] for rows in days.values()), default=0)
    for name in sorted(set(as_of)):
        refuse_own_past(forecaster, name)
        day = ordinal(name)
        past = [
            History(pair, day, start, rows[:seen])
            for pair, rows in table.items()
            if (seen := bisect_right(days[pair], day)) >= least
        ]
        chosen = forecaster.fit(past)
        for history in past:
            for horizon in horizons:
                p = chosen.predict(history, horizon).probability
                yield Row(name, history.subject, TARGET, horizon, round(p, 6))
