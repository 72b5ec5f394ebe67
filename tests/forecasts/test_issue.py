from dataclasses import replace

import pytest

from tests.factory import incident
from tocsin.forecasts.climatology import Climatology
from tocsin.forecasts.decay import Decay
from tocsin.forecasts.drivers import without_strongest
from tocsin.forecasts.forecaster import Forecaster
from tocsin.forecasts.issue import issue
from tocsin.records import Forecast, Incident, Standing
from tocsin.scores.resolve import RULE

STRIKE = incident()
OLD = replace(STRIKE, id="i0", date="2025-08-01", known_at="2025-08-01")
LATER = replace(STRIKE, id="i9", date="2025-10-20", known_at="2025-10-20")
FORECASTERS: list[Forecaster] = [Climatology(), Decay()]


def week(incidents: list[Incident], day: str = "2025-10-10", forecaster: Forecaster | None = None) -> Forecast:
    """Return the seven-day forecast for the pair."""
    return issue(incidents, day, ["AFG|PAK"], (7,), forecaster)[0]


@pytest.mark.parametrize("forecaster", FORECASTERS, ids=lambda one: str(one.name))
class TestEveryForecaster:
    """What must hold of each."""

    def test_it_is_bounded_away_from_certainty(self, forecaster: Forecaster) -> None:
        many = [
            replace(STRIKE, id=f"i{n}", date=f"2025-09-{n + 1:02}", known_at=f"2025-09-{n + 1:02}") for n in range(30)
        ]
        assert week([], forecaster=forecaster).probability > 0
        assert week(many, forecaster=forecaster).probability < 1

    def test_its_interval_holds_its_probability(self, forecaster: Forecaster) -> None:
        found = week([OLD, STRIKE], forecaster=forecaster)
        assert found.low <= found.probability <= found.high

    def test_a_longer_horizon_is_no_less_likely(self, forecaster: Forecaster) -> None:
        found = [one.probability for one in issue([OLD, STRIKE], "2025-10-10", ["AFG|PAK"], (7, 30, 90), forecaster)]
        assert found == sorted(found)

    def test_the_future_does_not_leak_in(self, forecaster: Forecaster) -> None:
        assert week([OLD, STRIKE, LATER], forecaster=forecaster) == week([OLD, STRIKE], forecaster=forecaster)

    def test_it_keeps_the_protocol(self, forecaster: Forecaster) -> None:
        assert isinstance(forecaster, Forecaster)


def test_a_fresh_strike_lifts_the_forecast_over_its_base_rate() -> None:
    found = week([STRIKE])
    assert found.probability > 2 * found.base_rate


def test_a_driver_names_its_incident_in_words() -> None:
    (driver,) = week([STRIKE]).drivers
    assert driver.incidents == ("i1",)
    assert driver.weight > 0
    assert "on 9 October 2025 (confirmed, two independent origins)" in driver.text


def test_a_subject_without_history_gets_the_base_rate_and_no_drivers() -> None:
    found = issue([STRIKE], "2025-10-10", ["CHL|PER"], (7,))[0]
    assert found.drivers == ()
    assert found.probability < 0.1


def test_what_has_not_happened_moves_nothing() -> None:
    assert week([replace(STRIKE, happened=False)]).probability == week([]).probability


def test_background_is_no_history() -> None:
    assert week([replace(STRIKE, background=True)]).probability == week([]).probability


def test_the_id_changes_with_the_inputs() -> None:
    assert week([OLD, STRIKE]).inputs != week([STRIKE]).inputs
    assert week([OLD, STRIKE]).id != week([STRIKE]).id


def test_order_changes_nothing() -> None:
    assert week([STRIKE, OLD]) == week([OLD, STRIKE])


def test_what_hangs_on_the_strongest_report_is_told_with_its_origin() -> None:
    alone = replace(STRIKE, origins=("A",), status=Standing.UNCONFIRMED)
    left = without_strongest(week([OLD, alone]))
    assert left is not None
    assert left[0] == pytest.approx(week([OLD]).probability, abs=1e-5)
    assert (left[1].incidents, left[1].origin) == ((STRIKE.id,), "A")


def test_without_one_of_two_origins_an_incident_is_trusted_as_unconfirmed() -> None:
    left = without_strongest(week([OLD, STRIKE]))
    assert left is not None
    assert left[0] == pytest.approx(week([OLD, replace(STRIKE, status=Standing.UNCONFIRMED)]).probability, abs=1e-5)


def test_what_three_origins_tell_hangs_on_none_of_them() -> None:
    assert without_strongest(week([replace(STRIKE, origins=("A", "B", "C"))])) is None


def test_a_forecast_says_in_words_how_it_will_be_resolved() -> None:
    said = week([STRIKE]).rule
    assert said.startswith(f"{RULE}: true where")
    assert "on a day of 11 to 17 October 2025, as known on 24 October 2025" in said
