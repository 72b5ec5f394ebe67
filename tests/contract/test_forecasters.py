"""What every forecaster promises."""

import pytest

from tocsin.forecasts.forecaster import Forecaster
from tocsin.plugins import find, names


@pytest.mark.parametrize("name", names("forecaster"))
def test_every_forecaster_keeps_the_protocol_and_has_a_name(name: str) -> None:
    made = find("forecaster", name)()
    assert isinstance(made, Forecaster)
    assert made.name
