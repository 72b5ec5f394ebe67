"""Tiny makers of incidents and forecasts for tests."""

from typing import Any

from tocsin.records import Forecast, Incident, Participant, Place, Quad, Standing, make_id

CLASH = Incident(
    id="clash",
    events=("e1",),
    type="ASSAULT",
    mode="aerial",
    quad=Quad.MATERIAL_CONFLICT,
    intensity=9.5,
    date="2025-10-09",
    place=Place("Kabul", 0, 5, "AFG"),
    actors=(Participant("Pakistan", 0, 8, "PAK", "GOV"),),
    recipients=(Participant("Kabul", 0, 5, "AFG", "GOV"),),
    killed=None,
    injured=None,
    status=Standing.CONFIRMED,
    origins=("A", "B"),
    claims=(),
    happened=True,
    background=False,
    why="",
    known_at="2025-10-10",
)


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
