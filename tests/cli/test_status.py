"""What `tocsin status` and `tocsin forecast explain` say of a pair, and of a pair without news."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.escalation.silent import silent_store

Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store in which a pair had news once, in June, and other news went on until 30 July."""
    return silent_store(tmp_path_factory.mktemp("silent") / "t.db")


def words(ran: Ran) -> str:
    """Return what was printed, in one line."""
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


def test_status_says_what_moved_the_forecast_since_last_week(demo_path: Path, tocsin: Run) -> None:
    shown = words(tocsin("--store", demo_path, "status", "PAK-AFG", "--as-of", "2025-10-12"))
    assert "risen since 5 October 2025 from" in shown
    assert "pushes up, in points" in shown


def test_status_says_what_hangs_on_one_report_and_whose_it_is(demo_path: Path, tocsin: Run) -> None:
    shown = words(tocsin("--store", demo_path, "status", "PAK-AFG", "--as-of", "2025-10-12"))
    assert "Without the strongest single report it would be" in shown
    assert "instead of" in shown


def test_explain_quotes_the_evidence_and_says_how_it_is_resolved(demo_path: Path, tocsin: Run) -> None:
    shown = words(tocsin("--store", demo_path, "forecast", "explain", "PAK-AFG", "--as-of", "2025-10-12"))
    assert "resolved by class4/1: true where an incident of material conflict" in shown
    assert "holds back" in shown
    assert "(Gulf Morning)" in shown


def test_deaths_are_shown_as_they_were_issued(demo_path: Path, tocsin: Run) -> None:
    everyone = words(tocsin("--store", demo_path, "forecast", "deaths"))
    one = words(tocsin("--store", demo_path, "forecast", "deaths", "pak"))
    assert "PAK" in everyone
    assert "2026-11" in one
    assert "resolved by deaths/1" in one


def test_a_country_without_a_forecast_of_deaths_is_refused(demo_path: Path, tocsin: Run) -> None:
    assert "there is: AFG" in tocsin("--store", demo_path, "forecast", "deaths", "CHL").err


def test_before_a_month_of_news_no_deaths_are_forecast(demo_path: Path, tocsin: Run) -> None:
    ran = tocsin("--store", demo_path, "forecast", "deaths", "--as-of", "2025-09-01")
    assert (ran.code, "none has been issued" in ran.err) == (1, True)


def test_a_pair_without_news_for_weeks_has_no_level_and_no_tension(silent: Path, tocsin: Run) -> None:
    rows = [line for line in tocsin("--store", silent, "status").out.splitlines() if "AFG–PAK" in line]
    assert rows
    assert "no news" in rows[0]
    assert "0.00" not in rows[0]


def test_its_own_page_says_that_silence_is_not_calm(silent: Path, tocsin: Run) -> None:
    shown = words(tocsin("--store", silent, "status", "AFG-PAK"))
    assert "Level: no news. Latest report: 5 June 2025." in shown
    assert "not calm" in shown


def test_without_any_news_at_all_status_says_so(silent: Path, tocsin: Run) -> None:
    shown = words(tocsin("--store", silent, "status", "--as-of", "2025-09-20"))
    assert "No news of any kind has come in since 30 July 2025" in shown


@pytest.mark.parametrize("command", [["status"], ["forecast", "explain"], ["brief"]])
def test_a_pair_that_never_had_news_is_refused_and_not_called_calm(
    silent: Path, tocsin: Run, command: list[str]
) -> None:
    ran = tocsin("--store", silent, *command, "CHL-PER")
    assert (ran.code, ran.out) == (1, "")
    assert "no pair or country with news named 'CHL-PER'" in ran.err


def test_with_news_it_has_a_level(silent: Path, tocsin: Run) -> None:
    assert "Level: high since 5 June 2025" in words(
        tocsin("--store", silent, "status", "AFG-PAK", "--as-of", "2025-06-07")
    )
