"""The demo corpus says what an analyst would expect of these two months."""

from pathlib import Path

import pytest

from tocsin.pipeline import look
from tocsin.records import Level, Standing
from tocsin.store import Store


def level(path: Path, subject: str, day: str) -> Level:
    with Store(path) as store:
        return next((a.level for a in look(store, day).alerts if a.subject == subject), Level.CALM)


def test_the_crisis_rings_by_the_day_of_the_border_battle_and_falls_with_the_ceasefire(demo_path: Path) -> None:
    assert level(demo_path, "AFG|PAK", "2025-10-09") <= Level.WATCH
    assert level(demo_path, "AFG|PAK", "2025-10-12") == Level.CRITICAL
    assert level(demo_path, "AFG|PAK", "2025-10-19") < Level.CRITICAL


def test_the_forecast_for_the_crisis_rises_over_the_three_days(demo_path: Path) -> None:
    with Store(demo_path) as store:
        odds = [
            next(f.probability for f in look(store, day).forecasts if f.subject == "AFG|PAK" and f.horizon == 7)
            for day in ("2025-10-09", "2025-10-10", "2025-10-12")
        ]
    assert odds[0] < odds[1] < odds[2]


@pytest.mark.parametrize("day", ["2025-10-05", "2025-10-12", "2025-10-19"])
def test_the_quiet_pair_stays_calm_near_its_base_rate(day: str, demo_path: Path) -> None:
    assert level(demo_path, "ARM|AZE", day) == Level.CALM
    with Store(demo_path) as store:
        week = next(f for f in look(store, day).forecasts if f.subject == "ARM|AZE" and f.horizon == 7)
    assert abs(week.probability - week.base_rate) < 0.05


def test_the_pair_that_cools_ends_calmer_than_it_began(demo_path: Path) -> None:
    with Store(demo_path) as store:
        tension = [r.value for r in store.readings("KHM|THA", measure="tension")]
    assert tension[-1] < max(tension) / 2


@pytest.mark.parametrize("day", ["2025-09-25", "2025-09-26", "2025-09-28"])
def test_the_false_report_copied_by_twenty_sites_rings_nothing_above_watch(day: str, demo_path: Path) -> None:
    assert level(demo_path, "ERI|ETH", day) <= Level.WATCH


def test_the_false_report_is_never_confirmed_and_counts_one_origin(demo_path: Path) -> None:
    with Store(demo_path) as store:
        strikes = [i for i in store.incidents(pair="ERI-ETH") if i.quad == 4 and i.happened]
    assert strikes
    assert all(i.status is not Standing.CONFIRMED for i in strikes)
    assert max(len(i.origins) for i in strikes) == 1
