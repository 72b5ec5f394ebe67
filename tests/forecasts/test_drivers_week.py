"""What moved a forecast since a week ago."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factory import incident
from tocsin.forecasts.drivers_week import ALL_ELSE
from tocsin.forecasts.issue import issue
from tocsin.records import Claim, Forecast, Incident, Quad, Standing

DAY, THEN = "2025-10-12", "2025-10-05"
NEW = incident(id="new", date="2025-10-11", known_at="2025-10-11")
OLD = incident(id="old", date="2025-10-01", known_at="2025-10-02")


def claim(origin: str, known: str, stance: str = "for") -> Claim:
    """Return one origin's word."""
    return Claim(f"e{origin}", f"a{origin}", origin, None, stance, False, None, known)


def week(*incidents: Incident, day: str = DAY, earlier: tuple[Forecast, ...] = ()) -> Forecast:
    """Return the seven-day forecast for the pair."""
    return issue(incidents, day, ["AFG|PAK"], (7,), earlier=earlier)[0]


def weight(forecast: Forecast, key: str) -> float:
    """Return what one incident moved."""
    return sum(driver.weight for driver in forecast.moved if key in driver.incidents)


def test_what_is_new_pushes_up_and_says_how_it_stands() -> None:
    found = week(OLD, NEW)
    assert weight(found, "new") > 0.05
    assert any("on 11 October 2025 (confirmed, two independent origins)" in driver.text for driver in found.moved)


def test_what_lies_a_week_further_back_takes_off() -> None:
    found = week(OLD)
    assert weight(found, "old") < 0
    assert found.moved[0].text.endswith(": a week further back")


def test_where_no_forecast_was_issued_then_it_is_computed_as_of_then() -> None:
    assert week(OLD, NEW).earlier == week(OLD, day=THEN).probability


def test_where_one_was_issued_then_it_is_taken() -> None:
    said = replace(week(OLD, day=THEN), probability=0.123)
    found = week(OLD, NEW, earlier=(said,))
    assert found.earlier == 0.123
    assert sum(driver.weight for driver in found.moved) == pytest.approx(found.probability - 0.123, abs=1e-5)


def test_a_forecast_of_another_day_is_not_compared_with() -> None:
    assert week(OLD, NEW, earlier=(replace(week(OLD, day=THEN), issued="2025-10-04", probability=0.9),)).earlier != 0.9


def test_a_report_that_is_confirmed_since_says_so() -> None:
    claims = claim("A", "2025-10-02"), claim("B", "2025-10-11")
    now = replace(OLD, claims=claims, origins=("A", "B"), known_at="2025-10-11")
    assert any(driver.text.endswith(": now confirmed, two independent origins") for driver in week(now).moved)
    then = replace(OLD, claims=claims[:1], origins=("A",), status=Standing.UNCONFIRMED)
    assert week(now).earlier == week(then, day=THEN).probability


def test_where_nothing_moves_nothing_is_said() -> None:
    assert week().moved == ()


ACTS = st.lists(
    st.tuples(
        st.integers(0, 45),
        st.integers(0, 10),
        st.sampled_from(list(Quad)),
        st.sampled_from(list(Standing)),
        st.booleans(),
    ),
    max_size=14,
)


@given(ACTS)
@settings(deadline=None, max_examples=40)
def test_the_weights_and_all_else_sum_to_the_change(acts: list[tuple[int, int, Quad, Standing, bool]]) -> None:
    past = []
    for n, (back, late, quad, status, twice) in enumerate(acts):
        date, first = (week_day(back), week_day(max(0, back - late)))
        claims = (claim("A", first), claim("B", week_day(max(0, back - late - 5)))) if twice else (claim("A", first),)
        known = max(one.known_at or "" for one in claims)
        past.append(
            incident(id=f"i{n}", date=date, known_at=known, quad=quad, status=status, claims=claims, origins=("A", "B"))
        )
    for found in issue(past, DAY, ["AFG|PAK"]):
        change = found.probability - (found.earlier or 0.0)
        if found.moved:
            assert sum(driver.weight for driver in found.moved) == pytest.approx(change, abs=1e-5)
            assert found.moved[-1].text == ALL_ELSE
        else:
            assert abs(change) < 0.002


def week_day(back: int) -> str:
    """Return the day so many days before DAY."""
    from datetime import date, timedelta

    return (date.fromisoformat(DAY) - timedelta(days=back)).isoformat()
