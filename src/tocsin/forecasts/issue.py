"""Issue forecasts: how likely further material conflict is for each subject, beside its base rate, and why."""

from collections.abc import Iterable, Sequence

from tocsin.forecasts.decay import Decay
from tocsin.forecasts.drivers import drivers
from tocsin.forecasts.forecaster import Forecaster
from tocsin.forecasts.pairs import History, histories
from tocsin.records import Forecast, Incident, make_id

TARGET = "class4"


def inputs(history: History) -> str:
    """Return the hash of everything a forecast rests on."""
    acts = (f"{act.day},{int(act.quad)},{act.trust},{act.incident}" for act in history.acts)
    return make_id(history.subject, history.day, history.start, *acts)


def forecast(
    history: History, day: str, horizon: int, forecaster: Forecaster, incidents: dict[str, Incident]
) -> Forecast:
    """Return the forecast of one subject for one horizon."""
    said = forecaster.predict(history, horizon)
    resting_on = inputs(history)
    return Forecast(
        id=make_id("forecast", history.subject, TARGET, horizon, day, forecaster.name, resting_on),
        subject=history.subject,
        target=TARGET,
        horizon=horizon,
        issued=day,
        probability=round(said.probability, 6),
        base_rate=round(said.base_rate, 6),
        low=round(said.low, 6),
        high=round(said.high, 6),
        model=forecaster.name,
        inputs=resting_on,
        drivers=drivers(history, horizon, forecaster, said.probability, incidents),
    )


def issue(
    incidents: Iterable[Incident],
    day: str,
    subjects: Iterable[str],
    horizons: Sequence[int] = (7, 30, 90),
    forecaster: Forecaster | None = None,
) -> tuple[Forecast, ...]:
    """Return the forecasts of `day` for each subject and horizon (days), sorted by subject.

    The target `class4` is at least one incident of material conflict that happens on one of the `horizon` days after
    `day`. Only what was known and had happened by `day` is read. A subject without history gets the prior's base rate.
    """
    known = {incident.id: incident for incident in incidents}
    past = histories(known.values(), day, subjects)
    chosen = (forecaster or Decay()).fit(list(past.values()))
    return tuple(forecast(past[subject], day, horizon, chosen, known) for subject in past for horizon in horizons)
