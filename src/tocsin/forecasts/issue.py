"""Issue forecasts: how likely further material conflict is for each subject, beside its base rate, and why."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from tocsin.days import week_before
from tocsin.forecasts.decay import Decay
from tocsin.forecasts.drivers import Trial, drivers, strongest
from tocsin.forecasts.drivers_week import earlier_histories, moved
from tocsin.forecasts.forecaster import Forecaster
from tocsin.forecasts.pairs import History, histories
from tocsin.records import Forecast, Incident, make_id
from tocsin.wording import day as in_words
from tocsin.wording import span

TARGET = "class4"
LATE_DAYS = 7


def inputs(history: History) -> str:
    """Return the hash of everything a forecast rests on."""
    acts = (f"{act.day},{int(act.quad)},{act.trust},{act.incident}" for act in history.acts)
    return make_id(history.subject, history.day, history.start, *acts)


def rule(day: str, horizon: int) -> str:
    """Return in words how a forecast of `day` is resolved (see `scores.resolve`, which keeps to it)."""
    first, last, due = (
        (date.fromisoformat(day) + timedelta(days=n)).isoformat() for n in (1, horizon, horizon + LATE_DAYS)
    )
    return (
        "class4/1: true where an incident of material conflict of this subject counts on a day of "
        f"{span(first, last)}, as known on {in_words(due)}; void where fewer than a quarter of these days brought news"
    )


def forecast(
    past: tuple[History, History],
    day: str,
    horizon: int,
    forecaster: Forecaster,
    incidents: dict[str, Incident],
    issued: Forecast | None = None,
) -> Forecast:
    """Return the forecast of one subject for one horizon; `past` is its history today and as known a week before.

    `issued` is what was said a week before; where it is None, it is computed from what was known then.
    """
    history, then = past
    said = forecaster.predict(history, horizon)
    earlier = issued.probability if issued else round(forecaster.predict(then, horizon).probability, 6)
    probability = round(said.probability, 6)
    resting_on, trial = inputs(history), Trial(history, horizon, forecaster, said.probability)
    return Forecast(
        id=make_id("forecast", history.subject, TARGET, horizon, day, forecaster.name, resting_on),
        subject=history.subject,
        target=TARGET,
        horizon=horizon,
        issued=day,
        probability=probability,
        base_rate=round(said.base_rate, 6),
        low=round(said.low, 6),
        high=round(said.high, 6),
        model=forecaster.name,
        inputs=resting_on,
        drivers=drivers(trial, incidents),
        earlier=earlier,
        moved=moved(then, history, horizon, forecaster, probability - earlier, incidents),
        strongest=strongest(trial, incidents),
        rule=rule(day, horizon),
    )


def said_before(forecasts: Iterable[Forecast], day: str, model: str) -> Mapping[tuple[str, int], Forecast]:
    """Return a model's forecasts of seven days before `day`, by subject and horizon."""
    then = week_before(day)
    return {(f.subject, f.horizon): f for f in forecasts if (f.issued, f.target, f.model) == (then, TARGET, model)}


def issue(
    incidents: Iterable[Incident],
    day: str,
    subjects: Iterable[str],
    horizons: Sequence[int] = (7, 30, 90),
    forecaster: Forecaster | None = None,
    earlier: Iterable[Forecast] = (),
) -> tuple[Forecast, ...]:
    """Return the forecasts of `day` for each subject and horizon (days), sorted by subject.

    The target `class4` is at least one incident of material conflict that happens on one of the `horizon` days after
    `day`. Only what was known and had happened by `day` is read. A subject without history gets the prior's base rate.
    `earlier` are forecasts issued seven days before, against which each forecast says what moved it; where one is not
    among them, what would have been said then is computed.
    """
    known, wanted = {incident.id: incident for incident in incidents}, sorted(set(subjects))
    past, then = histories(known.values(), day, wanted), earlier_histories(known.values(), day, wanted)
    chosen = (forecaster or Decay()).fit(list(past.values()))
    before = said_before(earlier, day, chosen.name)
    return tuple(
        forecast((past[subject], then[subject]), day, horizon, chosen, known, before.get((subject, horizon)))
        for subject in past
        for horizon in horizons
    )
