"""Calendar arithmetic and the intervals of values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.times.days import (
    add_days,
    add_months,
    at,
    day_of,
    interval,
    orthodox_easter,
    weekday_after,
    weekday_before,
    western_easter,
)


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2025-10-11", "2025-10-11", "2025-10-11", "day"),
        ("2025-10-11TNI", "2025-10-11", "2025-10-11", "day"),
        ("2025-W41", "2025-10-06", "2025-10-12", "week"),
        ("2025-W41-WE", "2025-10-11", "2025-10-12", "weekend"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024-Q4", "2024-10-01", "2024-12-31", "quarter"),
        ("2024-H1", "2024-01-01", "2024-06-30", "half"),
        ("2013-WI", "2013-12-01", "2014-02-28", "season"),
        ("1999", "1999-01-01", "1999-12-31", "year"),
        ("199", "1990-01-01", "1999-12-31", "decade"),
        ("19", "1900-01-01", "1999-12-31", "century"),
    ],
)
def test_a_value_has_first_and_last_day_and_precision(value: str, first: str, last: str, precision: str) -> None:
    assert interval(value) == (date.fromisoformat(first), date.fromisoformat(last), precision)


@pytest.mark.parametrize("value", ["P3D", "XXXX-WXX-6", "PAST_REF", "2025-02-30", "2025-W60", ""])
def test_durations_sets_and_impossible_days_have_no_interval(value: str) -> None:
    assert interval(value) is None


def test_easter_falls_where_the_churches_kept_it() -> None:
    assert western_easter(2024) == date(2024, 3, 31)
    assert orthodox_easter(2024) == date(2024, 5, 5)


def test_a_month_after_the_31st_ends_with_the_month() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


@given(st.dates(), st.integers(-(10**9), 10**9))
def test_counting_never_leaves_the_calendar(day: date, count: int) -> None:
    assert date.min <= add_days(day, count) <= date.max
    assert date.min <= add_months(day, count) <= date.max


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 7))
def test_the_weekday_before_lies_within_a_week_back(day: date, weekday: int) -> None:
    found = weekday_before(day, weekday, same=True)
    assert found.isoweekday() == weekday
    assert 0 <= (day - found).days < 7
    assert 0 < (weekday_after(day, weekday, same=False) - day).days <= 7


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["day", "week", "month", "quarter", "year", "decade"])
)
def test_every_unit_holds_the_day_it_was_made_of(day: date, unit: str) -> None:
    found = interval(at(day, unit))
    assert found is not None
    assert found[0] <= day <= found[1]


@pytest.mark.parametrize("value", [None, "", "soon", "2025-13-01", "0001-01-01"])
def test_what_is_no_publication_day_is_none(value: str | None) -> None:
    assert day_of(value) is None
