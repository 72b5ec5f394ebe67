"""Exports hold every column and no formula."""

from hypothesis import given
from hypothesis import strategies as st

from tocsin.exchange.formats import ACLED, safe_cell


def test_acled_has_its_31_columns() -> None:
    assert len(ACLED) == len(set(ACLED)) == 31


@given(st.text())
def test_no_cell_of_text_begins_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell.lstrip()[:1] not in ("=", "+", "-", "@")
    assert cell[:1] not in ("\t", "\r")


def test_numbers_stay_numbers() -> None:
    assert safe_cell(-10.0) == -10.0
