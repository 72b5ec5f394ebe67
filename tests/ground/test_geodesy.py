"""Distances on the globe."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.geodesy import km

LAT = st.floats(-90, 90)
LON = st.floats(-180, 180)


def test_london_and_paris_are_344_km_apart() -> None:
    assert km(51.5074, -0.1278, 48.8566, 2.3522) == pytest.approx(344, abs=2)


@settings(deadline=None)
@given(LAT, LON, LAT, LON)
def test_a_distance_is_the_same_both_ways_and_never_over_half_the_globe(a: float, b: float, c: float, d: float) -> None:
    assert 0 <= km(a, b, c, d) == pytest.approx(km(c, d, a, b), abs=1e-6)
    assert km(a, b, c, d) <= 20_016
