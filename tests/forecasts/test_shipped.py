"""Forecasts of a table with weights that are ready made."""

from datetime import date, timedelta
from typing import Any

import pytest

from tocsin.errors import StopRun
from tocsin.forecasts.climatology import Climatology
from tocsin.forecasts.decay import Decay
from tocsin.forecasts.shipped import forecast

START = date(2014, 1, 1)


def events() -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {name: [] for name in ("date", "source", "target", "class")}
    for n in range(400):
        for one, two, quad in (("A", "B", 4 if n % 5 == 0 else 3), ("C", "D", 1)):
            for name, value in zip(found, ((START + timedelta(days=n)).isoformat(), one, two, quad), strict=True):
                found[name].append(value)
    return found


def test_those_who_fight_are_likelier_to_fight_again() -> None:
    found = {row.pair: row.p for row in forecast(events(), ["2015-01-01"], [30], Decay())}
    assert found["A|B"] > 2 * found["C|D"]


def test_weights_never_score_their_own_past() -> None:
    with pytest.raises(StopRun, match="2012-12-31"):
        list(forecast(events(), ["2012-06-01"], [30], Decay()))


def test_a_forecaster_that_has_learned_nothing_may_speak_of_any_day() -> None:
    assert list(forecast(events(), ["2012-06-01"], [30], Climatology())) == []
