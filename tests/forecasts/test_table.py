from datetime import date, timedelta
from typing import Any

import pytest

from tocsin.errors import StopRun
from tocsin.forecasts.table import forecast, panel

START = date(2010, 1, 1)


def events(days: int = 1500) -> dict[str, list[Any]]:
    """Return a table in which one pair fights every tenth day and another only talks."""
    found: dict[str, list[Any]] = {name: [] for name in ("date", "source", "target", "class", "intensity")}
    for n in range(0, days, 5):
        fighting = n % 10 == 0
        for one, two, quad in (("A", "B", 4 if fighting else 3), ("C", "D", 1), ("D", "E", 4 if n % 400 == 0 else 2)):
            row = ((START + timedelta(days=n)).isoformat(), one, two, quad, 5.0)
            for name, value in zip(found, row, strict=True):
                found[name].append(value)
    return found


AS_OF = (START + timedelta(days=1200)).isoformat()


def test_those_who_fight_are_likelier_to_fight_again() -> None:
    found = {row.pair: row.p for row in forecast(events(), [AS_OF], (30,))}
    assert found["A|B"] > 0.5 > found["C|D"]


def test_a_changed_future_leaves_the_past_forecast_as_it_was() -> None:
    assert list(forecast(events(1500), [AS_OF], (7,))) == list(forecast(events(1201), [AS_OF], (7,)))


def test_onset_leaves_out_pairs_that_fight() -> None:
    assert "A|B" not in {row.pair for row in forecast(events(), [AS_OF], (30,), "onset")}


def test_direction_is_kept_where_asked() -> None:
    assert panel(events(), "class4", undirected=False, until=START.toordinal() + 900).pairs == ("A|B", "C|D", "D|E")


def test_an_unknown_target_lists_those_there_are() -> None:
    with pytest.raises(StopRun, match="there is: class4"):
        panel(events(), "war", undirected=True, until=0)


def test_roots_are_asked_for_where_the_target_needs_them() -> None:
    with pytest.raises(StopRun, match="no column 'root'"):
        panel(events(), "root18-20", undirected=True, until=0)


def test_too_short_a_history_says_what_it_needs() -> None:
    with pytest.raises(StopRun, match="at least"):
        list(forecast(events(300), [(START + timedelta(days=290)).isoformat()], (30,)))


def test_a_steady_war_does_not_rise_above_its_own_limit() -> None:
    found = {row.pair: row.p for row in forecast(events(), [AS_OF], (30,), "p90")}
    assert found["A|B"] < 0.05


def test_an_onset_is_of_violence_where_roots_are_known() -> None:
    rooted = events() | {"root": [14 if quad == 4 else 1 for quad in events()["class"]]}
    assert panel(events(), "onset", True).hits.any()
    assert not panel(rooted, "onset", True).hits.any()
