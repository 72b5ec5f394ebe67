"""Backtests over tables."""

from datetime import date, timedelta
from typing import Any

import pytest

from tocsin.errors import StopRun
from tocsin.forecasts.decay import Decay
from tocsin.scores.backtest import days_between, deaths, pairs, scored, series

START = date(2013, 1, 1)


def events(days: int = 1500) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {name: [] for name in ("date", "source", "target", "class", "intensity")}
    for n in range(0, days, 5):
        fighting = n % 200 < 60
        for one, two, quad in (("A", "B", 4 if fighting else 3), ("C", "D", 1), ("D", "E", 4 if n % 400 == 0 else 2)):
            row = ((START + timedelta(days=n)).isoformat(), one, two, quad, 5.0)
            for name, value in zip(found, row, strict=True):
                found[name].append(value)
    return found


ORIGINS = days_between("2016-01-01", "2016-06-30", 14)


def test_origins_run_from_the_first_day_to_the_last() -> None:
    assert days_between("2016-01-01", "2016-01-15", 7) == ["2016-01-01", "2016-01-08", "2016-01-15"]


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(StopRun, match="before the first"):
        days_between("2016-01-15", "2016-01-01", 7)


def test_what_is_fitted_on_the_past_has_skill_where_wars_last() -> None:
    (found,) = scored(pairs(events(), ORIGINS, [30], "class4", True))
    assert found.count > 20
    assert found.skill > 0.2
    assert found.skill_low <= found.skill <= found.skill_high


def test_a_forecaster_of_ones_own_is_scored_in_the_same_way() -> None:
    (found,) = scored(pairs(events(), ORIGINS, [30], "class4", True, Decay()))
    assert 0 <= found.brier < 0.25


def test_origins_whose_horizon_is_not_covered_are_left_out() -> None:
    assert not pairs(events(1100), ["2016-01-04"], [30], "class4", True, Decay())


def test_surges_are_scored() -> None:
    rows = [
        ((START + timedelta(days=n)).isoformat(), pair, score)
        for n in range(1200)
        for pair, score in (("A|B", -40.0 if n % 80 < 9 else 4.0), ("C|D", float(n % 3)))
    ]
    columns = dict(zip(("date", "pair", "score"), map(list, zip(*rows, strict=True)), strict=True))
    (found,) = scored(series(columns, ["2016-01-01", "2016-02-01"], [28]))
    assert found.count == 4


def test_draws_of_monthly_deaths_are_scored_at_every_covered_origin() -> None:
    (found,) = deaths({"AAA": [50.0, 70.0] * 20, "BBB": [0.0] * 40}, 24, 34, [3])
    assert found.count == 22
    assert 0 < found.crps < 10
