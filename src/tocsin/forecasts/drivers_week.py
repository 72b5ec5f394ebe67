"""What moved a forecast since a week ago: incidents that are new, better or worse confirmed, or a week further back.

The forecast of a week ago is turned into today's one incident at a time, once in the order of the days and once
against it; an incident's weight is the mean of its two steps (Shapley 1953, from two orders instead of all), so that
the weights and a remainder sum to the whole change whatever the forecaster is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.days import WEEK, week_before
from tocsin.forecasts.drivers import LEAST, standing
from tocsin.forecasts.drivers_told import as_known
from tocsin.forecasts.forecaster import Forecaster
from tocsin.forecasts.pairs import Act, History, histories
from tocsin.records import Driver, Incident, Quad
from tocsin.wording import capital, clause

# Of what lay further back already, only the last month's can still move much by one week more.
RECENT = 37
MOST_TRIED, MOST_SHOWN = 16, 8
# How much a word counts beside a deed when the incidents to try are chosen.
WORDS = 0.3
ALL_ELSE = "All else: older incidents further back, smaller reports, a longer record"


def earlier_histories(incidents: Iterable[Incident], day: str, wanted: Iterable[str]) -> dict[str, History]:
    """Return the histories of seven days before, from what was known then, as far as today's records tell it."""
    then = week_before(day)
    known = (as_known(incident, then) for incident in incidents if incident.happened)
    return histories((incident for incident in known if incident is not None), then, wanted)


@dataclass(frozen=True, slots=True)
class Step:
    """How one incident's part in a history changed: `before` (None where it is new) and `after`."""

    incident: str
    before: Act | None
    after: Act


def aged(history: History) -> History:
    """Return a history as if all of it had come a week later: it forecasts what it did, and lines up with today's."""
    acts = tuple(replace(act, day=act.day + WEEK) for act in history.acts)
    return History(history.subject, history.day + WEEK, history.start + WEEK, acts)


def steps(then: History, now: History) -> list[Step]:
    """Return the incidents whose part changed most, in order of day; `then` as `aged` returns it."""
    known = {act.incident: act for act in then.acts}
    near = [act for act in now.acts if act.incident not in known or now.day - act.day < RECENT]
    changed = [Step(act.incident, known.get(act.incident), act) for act in near if known.get(act.incident) != act]

    def worth(step: Step) -> tuple[float, str]:
        return -abs(size(step.after, now.day) - size(step.before, now.day)), step.incident

    return sorted(sorted(changed, key=worth)[:MOST_TRIED], key=lambda step: (step.after.day, step.incident))


def size(act: Act | None, day: int) -> float:
    """Return about how much an act counts on a day: its trust, halved each week, less for words."""
    if act is None:
        return 0.0
    halved: float = 0.5 ** ((day - act.day) / WEEK)
    return act.trust * halved * (1.0 if act.quad is Quad.MATERIAL_CONFLICT else WORDS)


def marginals(then: History, order: Sequence[Step], horizon: int, forecaster: Forecaster) -> dict[str, float]:
    """Return by how far each step moves the forecast when the steps are taken in this order."""
    acts = {act.incident: act for act in then.acts}
    last = forecaster.predict(then, horizon).probability
    found = {}
    for step in order:
        acts[step.incident] = step.after
        now = tuple(sorted(acts.values(), key=lambda act: (act.day, act.incident)))
        here = forecaster.predict(replace(then, acts=now), horizon).probability
        found[step.incident], last = here - last, here
    return found


def words(step: Step, incident: Incident) -> str:
    """Return what changed about an incident, in words."""
    told = capital(clause(incident))
    if step.before is None:
        return f"{told} ({standing(incident)})"
    if step.before.trust != step.after.trust:
        return f"{told}: now {standing(incident)}"
    return f"{told}: a week further back"


def moved(
    then: History,
    now: History,
    horizon: int,
    forecaster: Forecaster,
    change: float,
    incidents: Mapping[str, Incident],
) -> tuple[Driver, ...]:
    """Return what moved a forecast by `change` in a week: the weightiest first, and last what all else comes to.

    The weights (probability, signed, -1..1) sum to `change`. Empty where nothing moved it by more than LEAST.
    """
    start = aged(then)
    order = [step for step in steps(start, now) if step.incident in incidents]
    ways = [marginals(start, way, horizon, forecaster) for way in (order, order[::-1])] if order else []
    found = []
    for step in order:
        weight = sum(way[step.incident] for way in ways) / len(ways)
        if abs(weight) >= LEAST:
            found.append(Driver(words(step, incidents[step.incident]), round(weight, 6), (step.incident,)))
    shown = sorted(found, key=lambda driver: (-abs(driver.weight), driver.incidents))[:MOST_SHOWN]
    rest = round(change - sum(driver.weight for driver in shown), 6)
    if not shown and abs(rest) < LEAST:
        return ()
    return (*shown, Driver(ALL_ELSE, rest, ()))
