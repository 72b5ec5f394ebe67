"""Surges of a pair's own worst week."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from tocsin.errors import StopRun
from tocsin.forecasts.surge import LEAST_DAYS, forecast, highest, pressure, series

START = date(2018, 1, 1)


def scores(days: int = 1100, extra: float = 0.0) -> dict[str, list[Any]]:
    """Return two pairs: one with a bad week every ninety days, one without; `extra` falls on the last day."""
    found: dict[str, list[Any]] = {"date": [], "pair": [], "score": []}
    for n in range(days):
        bad = n % 90 < 7
        for pair, score in (("AAA|BBB", -50.0 if bad else 5.0), ("CCC|DDD", 3.0 - (n % 5))):
            found["date"].append((START + timedelta(days=n)).isoformat())
            found["pair"].append(pair)
            found["score"].append(score - (extra if n == days - 1 else 0.0))
    return found


def test_pressure_is_the_conflict_of_seven_days() -> None:
    assert pressure(-np.ones((1, 10), dtype=np.float32))[0].tolist() == [1, 2, 3, 4, 5, 6, 7, 7, 7, 7]


def test_the_highest_week_lies_within_the_horizon_alone() -> None:
    daily = np.zeros((1, 40), dtype=np.float32)
    daily[0, 20] = -7
    peak = highest(pressure(daily), 10)[0]
    assert [day for day in range(len(peak)) if peak[day] > 0] == list(range(10, 20))


def test_every_pair_told_of_gets_a_probability() -> None:
    rows = list(forecast(scores(), ["2020-12-01"], [28]))
    assert [row.pair for row in rows] == ["AAA|BBB", "CCC|DDD"]
    assert all(0 < row.p < 1 for row in rows)


def test_a_changed_future_leaves_the_past_forecast_as_it_was() -> None:
    as_of = (START + timedelta(days=1000)).isoformat()
    assert list(forecast(scores(1001), [as_of])) == list(forecast(scores(1100, 9000.0), [as_of]))


def test_a_pair_hardly_told_of_is_left_out() -> None:
    few = {name: values[: 2 * (LEAST_DAYS - 1)] for name, values in scores().items()}
    with pytest.raises(StopRun, match="no pair is told of"):
        series(few, START.toordinal() + 1000)


def test_too_short_a_series_says_what_it_needs() -> None:
    with pytest.raises(StopRun, match="two years"):
        list(forecast(scores(300), [(START + timedelta(days=200)).isoformat()]))
