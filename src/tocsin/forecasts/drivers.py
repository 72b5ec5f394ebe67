"""What a forecast rests on: each recent incident, and each origin's report of it, by how far it moves without it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tocsin.forecasts.drivers_told import without_origin
from tocsin.forecasts.forecaster import Forecaster
from tocsin.forecasts.pairs import TRUST, History
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


@dataclass(frozen=True, slots=True)
class Trial:
    """A forecast that can be asked what it would be with one incident trusted less, or not known at all."""

    history: History
    horizon: int
    forecaster: Forecaster
    probability: float
    _known: dict[tuple[str, float], float] = field(default_factory=dict)

    def weight(self, incident: str, trust: float = 0.0) -> float:
        """Return what an incident adds to the probability over its being trusted `trust` (0: not known), -1..1."""
        if (incident, trust) not in self._known:
            self._known[incident, trust] = self.probability - self._without(incident, trust)
        return self._known[incident, trust]

    def _without(self, incident: str, trust: float) -> float:
        if not trust:
            return self.forecaster.predict(self.history.without(incident), self.horizon).probability
        acts = tuple(replace(act, trust=trust) if act.incident == incident else act for act in self.history.acts)
        return self.forecaster.predict(replace(self.history, acts=acts), self.horizon).probability


def drivers(trial: Trial, incidents: Mapping[str, Incident]) -> tuple[Driver, ...]:
    """Return the incidents that move a forecast most, with their weight in probability (signed, -1..1), largest
    first.
    """
    found = []
    for key in recent(trial.history):
        weight = trial.weight(key)
        if abs(weight) >= LEAST and key in incidents:
            incident = incidents[key]
            found.append(Driver(f"{capital(clause(incident))} ({standing(incident)})", round(weight, 4), (key,)))
    return tuple(sorted(found, key=lambda driver: (-abs(driver.weight), driver.incidents))[:MOST_SHOWN])


def strongest(trial: Trial, incidents: Mapping[str, Incident]) -> Driver | None:
    """Return the single report without which a forecast would change most, or None where none moves it.

    A report is what one origin tells of one incident: without it the incident is not known where nobody else tells of
    it, and is trusted less where too few others do.
    """
    found: list[tuple[float, str, str]] = []
    for key in recent(trial.history):
        incident = incidents.get(key)
        for origin in incident.origins if incident else ():
            left = without_origin(incident, origin) if incident else None
            trust = TRUST[left.status] if left else 0.0
            if incident and trust != TRUST[incident.status]:
                found.append((trial.weight(key, trust), key, origin))
    if not found:
        return None
    weight, key, origin = min(found, key=lambda one: (-abs(one[0]), one[1:]))
    if abs(weight) < LEAST:
        return None
    return Driver(capital(clause(incidents[key])), round(weight, 6), (key,), origin)


def without_strongest(forecast: Forecast) -> tuple[float, Driver] | None:
    """Return what a forecast's probability would be without its strongest report, and that report.

    It tells how much hangs on one origin; None where no single report moves it.
    """
    if forecast.strongest is None:
        return None
    return forecast.probability - forecast.strongest.weight, forecast.strongest
