"""What became of a forecast, told once and for all."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.factory import article
from tests.scores.factory import CLASH, forecast
from tocsin.records import Incident
from tocsin.scores.resolve import Entry, Resolution, due, entries, resolutions, resolve
from tocsin.store import Store

EVERY_DAY = frozenset(f"2025-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 32))


def one(*incidents: Incident, newsdays: frozenset[str] = EVERY_DAY) -> Resolution:
    """Return what became of a seven-day forecast of 10 October 2025."""
    revisions = [(i.id, str(i.known_at), i) for i in incidents]
    return next(resolutions([Entry(forecast(), "live", "d")], revisions, newsdays))


def test_a_forecast_is_due_a_week_after_its_horizon() -> None:
    assert due(forecast()) == "2025-10-24"


def test_an_incident_within_the_horizon_makes_it_true_and_is_named() -> None:
    found = one(replace(CLASH, date="2025-10-12", known_at="2025-10-13"))
    assert found.outcome is True
    assert found.incidents == (CLASH.id,)


@pytest.mark.parametrize("day", ["2025-10-10", "2025-10-18"])
def test_an_incident_outside_the_horizon_does_not(day: str) -> None:
    assert one(replace(CLASH, date=day, known_at=day)).outcome is False


def test_what_becomes_known_after_the_due_day_changes_nothing() -> None:
    assert one(replace(CLASH, date="2025-10-12", known_at="2025-11-30")).outcome is False


@pytest.mark.parametrize("other", [{"happened": False}, {"background": True}])
def test_what_did_not_happen_or_is_background_does_not_count(other: dict[str, bool]) -> None:
    assert one(replace(CLASH, date="2025-10-12", known_at="2025-10-13", **other)).outcome is False  # type: ignore[arg-type]


def test_without_news_a_forecast_is_void() -> None:
    assert one(newsdays=frozenset()).outcome is None


def test_persistence_repeats_the_last_span() -> None:
    before = replace(CLASH, date="2025-10-08", known_at="2025-10-08")
    assert one(before).persistence > 0.9 > 0.1 > one().persistence


def test_conflictology_counts_the_last_spans_that_the_store_covers() -> None:
    quiet = replace(CLASH, id="old", date="2025-08-01", known_at="2025-08-01")
    found = one(quiet, replace(CLASH, date="2025-10-08", known_at="2025-10-08"))
    assert found.conflictology == pytest.approx(1.5 / 11)


def test_a_resolution_stays_when_later_news_contradicts_it(tmp_path: Path) -> None:
    with Store(tmp_path / "t.db", create=True) as store:
        store.add_articles(
            [article(f"News of {day}.", published=day) for day in ("2025-10-10", "2025-10-14", "2025-10-15")]
        )
        store.keep_day("2025-10-10", "x", revised=[], ended={}, readings=[], forecasts=[forecast()], alerts=[])
        store.add_articles([article("News of later.", published="2025-11-10")])
        assert resolve(store) == 1
        late = replace(CLASH, date="2025-10-12", known_at="2025-10-13")
        store.keep_day("2025-10-13", "y", revised=[late], ended={}, readings=[], forecasts=[], alerts=[])
        assert resolve(store) == 0
        assert store.ledger("resolution")[0]["outcome"] is False


def test_a_forecast_is_live_only_where_the_store_knows_nothing_later(tmp_path: Path) -> None:
    with Store(tmp_path / "t.db", create=True) as store:
        store.add_articles([article("News of today.", published="2025-10-10")])
        store.keep_day("2025-10-10", "x", revised=[], ended={}, readings=[], forecasts=[forecast()], alerts=[])
        past = forecast(issued="2025-10-09")
        store.keep_day("2025-10-09", "x", revised=[], ended={}, readings=[], forecasts=[past], alerts=[])
        assert [entry.mode for entry in entries(store)] == ["live", "replayed"]


def test_what_was_said_first_counts_when_a_day_is_derived_again(tmp_path: Path) -> None:
    with Store(tmp_path / "t.db", create=True) as store:
        for p, inputs in ((0.2, "a"), (0.9, "b")):
            said = forecast(probability=p, inputs=inputs)
            store.keep_day("2025-10-10", inputs, revised=[], ended={}, readings=[], forecasts=[said], alerts=[])
        assert [entry.forecast.probability for entry in entries(store)] == [0.2]
