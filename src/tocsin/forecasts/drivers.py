"""What moves a forecast: each recent incident, by how far the forecast would fall or rise without it."""

from collections.abc import Mapping

from tocsin.forecasts.forecaster import Forecaster
from tocsin.forecasts.pairs import History
from tocsin.records import Driver, Forecast, Incident
from tocsin.wording import capital, clause, plural

RECENT = 30
MOST_TRIED, MOST_SHOWN = 24, 6
LEAST = 0.002


def standing(incident: Incident) -> str:
    """Return how an incident stands, in words."""
    count = len(incident.origins)
    return f"{incident.status.value}, {plural(count, 'independent origin')}"


def recent(history: History) -> list[str]:
    """Return the incidents of the last month, latest and best trusted first, each once."""
    acts = [act for act in history.acts if history.day - act.day < RECENT]
    ordered = sorted(acts, key=lambda act: (-act.trust * 0.5 ** ((history.day - act.day) / 7), act.incident))
    return list(dict.fromkeys(act.incident for act in ordered))[:MOST_TRIED]


def drivers(
    history: History, horizon: int, forecaster: Forecaster, probability: float, incidents: Mapping[str, Incident]
) -> tuple[Driver, ...]:
    """Return the incidents that move a forecast most, with their weight in probability (signed, -1..1), largest
    first.
    """
    found = []
    for key in recent(history):
        weight = probability - forecaster.predict(history.without(key), horizon).probability
        if abs(weight) >= LEAST and key in incidents:
            incident = incidents[key]
            found.append(Driver(f"{capital(clause(incident))} ({standing(incident)})", round(weight, 4), (key,)))
    return tuple(sorted(found, key=lambda driver: (-abs(driver.weight), driver.incidents))[:MOST_SHOWN])


def without_strongest(forecast: Forecast) -> tuple[float, Driver] | None:
    """Return what a forecast's probability would be without the incident that moves it most.

    It tells how much hangs on one happening; None where nothing recent moves it.
    """
    if not forecast.drivers:
        return None
    strongest = max(forecast.drivers, key=lambda driver: abs(driver.weight))
    return forecast.probability - strongest.weight, strongest
