"""Deaths by country and month, and which months count."""

from dataclasses import replace

import pytest

from tests.scores.war import clash
from tocsin.records import Incident, Standing
from tocsin.scores.deaths import Losses, country_of, covered, last_day, month_after, months_between

CLASH = clash("2025-06-10", 4)


def killed(*revisions: tuple[str, Incident | None], day: str = "2025-12-31") -> int:
    """Return Pakistan's deaths in June as known on a day."""
    losses = Losses([("i", known, one) for known, one in revisions])
    losses.until(day)
    return losses.deaths("PAK", ["2025-06"])[0]


@pytest.mark.parametrize(("month", "count", "other"), [("2025-12", 1, "2026-01"), ("2025-01", -13, "2023-12")])
def test_months_are_counted_over_years(month: str, count: int, other: str) -> None:
    assert month_after(month, count) == other


def test_months_between_are_both_inclusive() -> None:
    assert list(months_between("2025-11", "2026-01")) == ["2025-11", "2025-12", "2026-01"]
    assert last_day("2024-02") == "2024-02-29"


def test_a_month_counts_where_a_quarter_of_its_days_brought_news() -> None:
    eight, seven = [f"2025-06-{n:02}" for n in range(1, 9)], [f"2025-07-{n:02}" for n in range(1, 8)]
    assert covered([*eight, *seven]) == {"2025-06"}


def test_deaths_are_those_of_the_last_revision_known() -> None:
    revisions = ("2025-06-10", CLASH), ("2025-06-20", replace(CLASH, killed=clash("2025-06-10", 9).killed))
    assert killed(*revisions) == 9
    assert killed(*revisions, day="2025-06-15") == 4


def test_an_incident_that_ended_counts_no_more() -> None:
    assert killed(("2025-06-10", CLASH), ("2025-06-20", None)) == 0


@pytest.mark.parametrize("other", [{"happened": False}, {"background": True}, {"status": Standing.CONTESTED}])
def test_what_did_not_happen_is_background_or_is_contested_kills_nobody(other: dict[str, bool]) -> None:
    assert killed(("2025-06-10", replace(CLASH, **other))) == 0  # type: ignore[arg-type]


def test_without_a_place_it_is_where_those_acted_on_are() -> None:
    assert country_of(replace(CLASH, place=None)) == "AFG"


def test_a_country_is_in_the_news_for_five_years() -> None:
    losses = Losses([("i", "2025-06-10", CLASH)])
    losses.until("2025-12-31")
    assert losses.countries("2025-07") == losses.countries("2030-06") == ["PAK"]
    assert losses.countries("2030-07") == losses.countries("2025-06") == []
