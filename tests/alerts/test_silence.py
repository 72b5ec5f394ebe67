"""A brief on a pair without news says so: no data is neither zero nor a medium risk."""

from pathlib import Path

import pytest

from tests.escalation.silent import LAST, silent_store
from tocsin.alerts.brief import write
from tocsin.alerts.check import check
from tocsin.errors import NotFound
from tocsin.pipeline import look, write_brief
from tocsin.store import Store


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store in which a pair had news once, in June."""
    return silent_store(tmp_path_factory.mktemp("silent") / "t.db")


def test_after_weeks_without_a_report_the_brief_says_so(path: Path) -> None:
    with Store(path) as store:
        made = write_brief(store, "AFG-PAK", LAST)
    assert (
        "Nothing new has been reported of Afghanistan and Pakistan since 5 June 2025, and silence is not calm." in made
    )
    assert "No alert stands" in made


def test_while_reports_are_fresh_it_does_not(path: Path) -> None:
    with Store(path) as store:
        assert "Nothing new has been reported" not in write_brief(store, "AFG-PAK", "2025-06-10")


def test_what_it_says_of_silence_proves_sound(path: Path) -> None:
    with Store(path) as store:
        now = look(store, LAST)
    records = {
        "incidents": now.incidents,
        "events": (),
        "articles": (),
        "readings": now.readings,
        "forecasts": now.forecasts,
        "alerts": now.alerts,
    }
    assert check(write("AFG|PAK", LAST, **records), **records) == ()  # type: ignore[arg-type]


def test_of_a_pair_that_never_had_news_there_is_no_brief(path: Path) -> None:
    with Store(path) as store, pytest.raises(NotFound, match="no pair or country with news"):
        write_brief(store, "CHL-PER", LAST)


def test_a_pair_that_never_had_news_has_no_reading_forecast_or_alert(path: Path) -> None:
    with Store(path) as store:
        now = look(store, LAST)
    named = {one.subject for one in now.readings} | {one.subject for one in now.forecasts}
    assert named | {one.subject for one in now.alerts} == {"AFG|PAK"}
