"""Dates as pages write them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.news import dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tue, 06 Aug 2024 16:40 GMT", "2024-08-06"),
        ("Posted March 2, 2019 by the desk", "2019-03-02"),
        ("19.04.2023", "2023-04-19"),
        ("9 de agosto de 2024", "2024-08-09"),
        ("16. Dezember 2012", "2012-12-16"),
        ("2018年1月8日", "2018-01-08"),
        ("OSLO, Jul 13 (XYZ) -", "--07-13"),
    ],
)
def test_a_date_is_read_as_written(text: str, value: str) -> None:
    assert [found.value for found in dates.find(text)] == [value]


def test_a_slashed_date_keeps_its_other_reading() -> None:
    found = next(dates.find("03/11/1998"))
    assert (found.value, found.swapped) == ("1998-11-03", "1998-03-11")


def test_a_day_that_the_calendar_lacks_is_no_date() -> None:
    assert list(dates.find("on 2023-02-30 or 31.04.2023")) == []


def test_an_identifier_gives_every_order_of_its_digits() -> None:
    assert list(dates.find_packed("PROV05062021000111")) == ["2021-06-05", "2021-05-06"]


@settings(deadline=None, max_examples=60)
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_any_day_written_out_is_read_back(day: date) -> None:
    written = f"{day:%d %B %Y}"
    assert [found.value for found in dates.find(written)] == [str(day)]


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_reading_never_fails(text: str) -> None:
    assert all(text[found.start : found.end] for found in dates.find(text))
