from functools import cache
from itertools import pairwise

from tests.alerts.crisis import Day, crisis, levels, of, replay
from tocsin.records import Level


@cache
def days() -> dict[str, Day]:
    """Return the replay of the whole story."""
    return replay(crisis(), "2025-09-25", "2025-11-05")


def test_the_bell_rings_high_the_day_after_the_strikes() -> None:
    assert levels(days(), "AFG|PAK")["2025-10-10"] == Level.HIGH


def test_it_is_critical_once_fighting_follows() -> None:
    assert levels(days(), "AFG|PAK")["2025-10-12"] == Level.CRITICAL


def test_it_falls_step_by_step_once_the_truce_holds() -> None:
    after = [level for day, level in levels(days(), "AFG|PAK").items() if day >= "2025-10-15"]
    assert after == sorted(after, reverse=True)
    assert all(a - b <= 1 for a, b in pairwise(after))
    assert after[-1] == Level.CALM


def test_words_alone_leave_it_calm() -> None:
    assert levels(days(), "AFG|PAK")["2025-10-09"] == Level.CALM


def test_the_quiet_pair_never_rings() -> None:
    assert set(levels(days(), "KGZ|UZB").values()) == {Level.CALM}


def test_the_quiet_pair_stays_at_its_base_rate() -> None:
    forecast = of(days()["2025-10-12"].forecasts, "KGZ|UZB", 7)
    assert forecast.probability <= 1.5 * forecast.base_rate


def test_a_flood_of_one_false_report_rings_nothing_above_watch() -> None:
    assert max(levels(days(), "ERI|ETH").values()) == Level.WATCH


def test_forecasts_rise_through_the_crisis() -> None:
    path = [of(days()[day].forecasts, "AFG|PAK", 7).probability for day in ("2025-10-09", "2025-10-10", "2025-10-12")]
    assert path == sorted(path)
    assert path[-1] > 10 * path[0]


def test_a_changed_level_is_told_once() -> None:
    fallen = [
        day for day, said in days().items() for a in said.alerts if a.subject == "AFG|PAK" and a.level == Level.CALM
    ]
    assert len(fallen) == 1
