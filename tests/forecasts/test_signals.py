"""What is read from a panel on a day."""

from datetime import date, timedelta
from typing import Any

import numpy as np

from tocsin.forecasts.panel import panel
from tocsin.forecasts.signals import signals

START = date(2010, 1, 1)


def table(days: int, late: int = 0) -> dict[str, list[Any]]:
    """Return events of three pairs for so many days; `late` days of a new pair's war follow."""
    rows = []
    for n in range(days):
        day = (START + timedelta(days=n)).isoformat()
        rows += [(day, "A", "B", 4 if n % 7 == 0 else 1, 19 if n % 7 == 0 else 4)]
        rows += [(day, "B", "C", 1, 4), (day, "A", "A", 4, 18), (day, "D", "", 1, 1)]
    for n in range(days, days + late):
        day = (START + timedelta(days=n)).isoformat()
        rows += [(day, "A", "B", 4, 20), (day, "X", "A", 4, 19), (day, "X", "Y", 4, 19)]
    return dict(zip(("date", "source", "target", "class", "root"), map(list, zip(*rows, strict=True)), strict=True))


def test_a_changed_future_leaves_what_is_read_as_it_was() -> None:
    until = START.toordinal() + 99
    before = signals(panel(table(100), "class4", True, until), [99])[99]
    after = panel(table(100, 60), "class4", True, until)
    kept = [after.pairs.index(pair) for pair in ("A|B", "B|C")]
    assert np.array_equal(before, signals(after, [99])[99][kept])


def test_a_day_after_the_last_reads_as_the_last() -> None:
    made = panel(table(100), "class4", True)
    found = signals(made, [99, 500])
    assert np.array_equal(found[99], found[500])


def test_who_acts_on_whom_is_told_apart_from_mutual_acts() -> None:
    one_way, both = table(60), table(60)
    for at in range(0, len(both["date"]), 8):
        both["source"][at], both["target"][at] = both["target"][at], both["source"][at]
    first, second = (signals(panel(rows, "class4", True), [59])[59] for rows in (one_way, both))
    assert not np.array_equal(first, second)


def test_features_are_finite() -> None:
    assert np.isfinite(signals(panel(table(100, 30), "class4", True), [0, 50, 129])[129]).all()
