"""Forecasts of monthly deaths go to the ledger when a month begins, and are resolved once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factory import article
from tests.scores.war import CLASHES, clash, war
from tocsin.scores import months
from tocsin.scores.months import DeathsForecast, DeathsResolution, drawn, packed, unpacked
from tocsin.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with war(tmp_path / "t.db") as made:
        months.keep(made)
        yield made


def said(store: Store) -> dict[str, DeathsForecast]:
    """Return Pakistan's forecasts by their first month."""
    return {one.month: one for one in months.forecasts(store) if one.country == "PAK"}


def became(store: Store) -> dict[str, DeathsResolution]:
    """Return what became of Pakistan's months."""
    return {one.month: one for one in months.resolutions(store) if one.country == "PAK"}


@given(st.lists(st.integers(0, 5000), max_size=300))
def test_packing_keeps_every_draw(values: list[int]) -> None:
    assert unpacked(packed(values)) == sorted(values)


def test_every_month_that_begins_gets_a_forecast_from_the_months_before(store: Store) -> None:
    assert {month: one.past for month, one in said(store).items()} == {
        "2025-07": (4,),
        "2025-08": (4, 6),
        "2025-09": (4, 6, 9),
        "2025-10": (4, 6, 9, 5),
    }


def test_it_holds_a_thousand_draws_for_each_of_fourteen_months(store: Store) -> None:
    one = said(store)["2025-09"]
    assert [len(unpacked(pairs)) for pairs in one.draws] == [1000] * 14
    assert unpacked(one.draws[2]) == sorted(drawn("PAK", "2025-09", 3, one.past).tolist())


def test_it_names_its_model_its_data_its_inputs_and_its_rule(store: Store) -> None:
    one = said(store)["2025-09"]
    assert (one.issued, one.data, one.model) == ("2025-09-01", "hash 2025-09-01", months.MODEL)
    assert one.rule.startswith(f"{months.RULE}: people killed")
    assert "from 2025-09 to 2026-10" in one.rule
    assert one.inputs


def test_it_is_live_where_no_later_day_has_brought_news(tmp_path: Path) -> None:
    with war(tmp_path / "t.db", days=31) as store:
        months.keep(store)
        assert said(store)["2025-07"].mode == "live"


def test_what_was_known_later_changes_no_forecast(store: Store, tmp_path: Path) -> None:
    other = CLASHES | {"2025-09-10": clash("2025-09-10", 900)}
    with war(tmp_path / "other.db", clashes=other) as changed:
        months.keep(changed)
        mine, its = said(store), said(changed)
        assert {m: f.draws for m, f in mine.items() if m < "2025-10"} == {
            m: f.draws for m, f in its.items() if m < "2025-10"
        }
        assert mine["2025-10"].draws != its["2025-10"].draws


def test_a_month_is_resolved_a_week_after_its_end(store: Store) -> None:
    found = became(store)
    assert {month: one.deaths for month, one in found.items()} == {"2025-07": 6, "2025-08": 9, "2025-09": 5}
    assert found["2025-09"].due == "2025-10-07"
    assert found["2025-09"].incidents == ("clash 2025-09-10",)


def test_everything_said_about_a_month_is_scored_by_how_far_ahead_it_was(store: Store) -> None:
    assert [score.ahead for score in became(store)["2025-09"].scores] == [3, 2, 1]


def test_a_second_run_adds_nothing(store: Store) -> None:
    before = store.counts()["ledger"]
    assert months.keep(store) == 0
    assert store.counts()["ledger"] == before


def test_a_resolution_is_never_changed_by_late_news(store: Store) -> None:
    store.add_articles([article("News of the day.", published="2025-11-20")])
    late = clash("2025-09-20", 50, id="late", known_at="2025-11-20")
    store.keep_day("2025-11-20", "x", revised=[late], ended={}, readings=[], forecasts=[], alerts=[])
    months.keep(store)
    assert became(store)["2025-09"].deaths == 5


def test_a_month_of_too_little_news_is_void_and_no_part_of_the_past(tmp_path: Path) -> None:
    with war(tmp_path / "t.db", days=31) as store:
        store.add_articles([article(f"News of {day}.", published=day) for day in ("2025-08-01", "2025-08-20")])
        for day in ("2025-08-01", "2025-08-20"):
            store.keep_day(day, "x", revised=[], ended={}, readings=[], forecasts=[], alerts=[])
        months.keep(store)
        assert became(store)["2025-07"].deaths is None
        assert said(store)["2025-08"].past == (4,)


def test_without_a_whole_month_of_news_nothing_is_said(tmp_path: Path) -> None:
    with war(tmp_path / "t.db", days=20) as store:
        months.keep(store)
        assert said(store) == {}
