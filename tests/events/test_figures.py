"""Casualty figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.events.factory import only
from tocsin.events.figures import number, read_count
from tocsin.records import Figures


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Rebels killed at least 12 soldiers in an ambush.", 12, 12),
        ("Rebels killed between ten and 15 soldiers in an ambush.", 10, 15),
        ("Rebels killed dozens of villagers.", 24, 99),
        ("Rebels killed hundreds of villagers.", 200, 999),
        ("Twenty-one soldiers were killed in an attack by rebels.", 21, 21),
        ("Rebels killed a policeman.", 1, 1),
        ("Troops fired on a crowd, killing four people.", 4, 4),
        ("Rebels killed three soldiers and a driver.", 4, 4),
    ],
)
def test_killed_is_read_from_words_ranges_and_vague_counts(text: str, low: int, high: int) -> None:
    assert only(text, "ASSAULT").killed == Figures(low, high)


def test_wounded_are_counted_apart_from_killed() -> None:
    event = only("A car bomb killed eight people and wounded 30 in the market, police said.", "ASSAULT")
    assert (event.killed, event.injured) == (Figures(8, 8), Figures(30, 30))


def test_no_figure_told_is_none() -> None:
    assert only("Rebels attacked villagers near the border.", "ASSAULT").killed is None


def test_a_number_phrase_may_hold_hundreds() -> None:
    assert number("four hundred and twelve") == 412


def test_what_is_no_number_is_none() -> None:
    assert number("several goats") is None


@given(st.integers(0, 9_999_999))
def test_digits_with_and_without_commas_are_one_number(value: int) -> None:
    assert number(str(value)) == number(f"{value:,}") == value


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_range_has_its_bounds_in_order(one: int, other: int) -> None:
    assert read_count([str(one), "to", str(other)]) == Figures(min(one, other), max(one, other))
