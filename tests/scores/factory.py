"""Tiny makers of incidents and forecasts for tests."""

from typing import Any

from tests.factory import incident
from tocsin.records import Forecast, make_id

CLASH = incident(id="clash")


def forecast(**given: Any) -> Forecast:
    """Return a forecast for Afghanistan and Pakistan, of 10 October 2025, for seven days."""
    values: dict[str, Any] = {
        "id": make_id(*sorted(given.items())),
        "subject": "AFG|PAK",
        "target": "class4",
        "horizon": 7,
        "issued": "2025-10-10",
        "probability": 0.3,
        "base_rate": 0.1,
        "low": 0.1,
        "high": 0.6,
        "model": "test 1",
        "inputs": "i",
    }
    return Forecast(**(values | given))
