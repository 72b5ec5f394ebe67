"""Distances on the globe. Pure, and below every stage, so that they all measure alike."""

import math

RADIUS_KM = 6371.0
"""The mean radius of the earth (IUGG)."""


def km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Return the great-circle distance of two points (degrees) in km, by the haversine formula; 0..20,015."""
    la, lb = math.radians(a_lat), math.radians(b_lat)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b_lon - a_lon) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))
