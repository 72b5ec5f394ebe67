"""Track tension: for each pair and country, how tense it is beside its own base, and which way it goes.

Measures, each a Reading:

* `tension`: log(1 + decayed sum of conflict less cooperation), half-life a week, 0 or more;
* `trend`: tension less what it was a week before; its baseline is 0;
* `burst`: CUSUM of the last month's standardised tension, 0 or more;
* `threats`, `mobilisation`, `talks`, `truce`, `warnings`: decayed counts of such incidents, half-life a week.

A subject without any incident in the last year has no reading: no data is not zero. Where the sources carried more or
less news than usual, what they reported is scaled to their usual volume.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np

from tocsin.escalation.change import Series, base, cusum, decayed, spread, surprise
from tocsin.escalation.panel import Act, panel, signal_labels
from tocsin.records import Incident, Reading

YEAR = 365
HALF_LIFE = 7.0
WEEK, MONTH = 7, 28
# A pair in the news is a little tense by itself: what stands for its base until its own history does.
PRIOR_LEVEL, PRIOR_SPREAD, PRIOR_DAYS = 0.15, 0.25, 60.0
PRIOR_COUNT, PRIOR_COUNT_SPREAD = 0.1, 0.4
LEAST_EXPOSURE_DAYS = 28


def volume(exposure: Mapping[str, int], until: int) -> Series:
    """Return for each of the last year's days by how much reports are to be scaled: 0.5 to 2, 1 where unknown."""
    counts = np.zeros(YEAR)
    for day, count in exposure.items():
        at = YEAR - 1 - (until - date.fromisoformat(day[:10]).toordinal())
        if 0 <= at < YEAR:
            counts[at] = count
    if np.count_nonzero(counts) < LEAST_EXPOSURE_DAYS:
        return np.ones(YEAR)
    smooth = decayed(counts, HALF_LIFE) * (1 - 0.5 ** (1 / HALF_LIFE))
    usual = float(np.median(smooth[counts > 0]))
    scale: Series = np.clip(usual / np.maximum(smooth, 1e-9), 0.5, 2.0)
    return scale


def daily(acts: Iterable[Act], until: int, scale: Series) -> Series:
    """Return the daily sums of push over the last year, to `until`."""
    series = np.zeros(YEAR)
    for act in acts:
        at = YEAR - 1 - (until - act.day)
        if 0 <= at < YEAR:
            series[at] += act.push * (scale[at] if act.push > 0 else 1.0)
    return series


def marks(acts: Iterable[Act], name: str, until: int) -> Series:
    """Return the daily counts of one signal over the last year, weighted by trust."""
    series = np.zeros(YEAR)
    for act in acts:
        at = YEAR - 1 - (until - act.day)
        if 0 <= at < YEAR and name in act.signals:
            series[at] += act.trust
    return series


def level(amounts: Series) -> Series:
    """Return tension day by day from daily push."""
    found: Series = np.log1p(np.maximum(0.0, decayed(amounts, HALF_LIFE)))
    return found


def history(series: Series, first: int) -> Series:
    """Return the part of a series that is its own past: from its first day of data to four weeks ago."""
    return series[first : YEAR - MONTH]


def tension_readings(subject: str, day: str, tension: Series, first: int) -> list[Reading]:
    """Return the readings of level, trend and burst."""
    past = history(tension, first)
    centre = base(past, PRIOR_LEVEL, PRIOR_DAYS)
    width = spread(past, centre, PRIOR_SPREAD, PRIOR_DAYS)
    now, before = float(tension[-1]), float(tension[-1 - WEEK])
    burst = cusum([surprise(value, centre, width, 3.0) for value in tension[-MONTH:].tolist()])
    return [
        Reading(subject, day, "tension", now, centre, surprise(now, centre, width)),
        Reading(subject, day, "trend", now - before, 0.0, surprise(now - before, 0.0, width)),
        Reading(subject, day, "burst", burst, 0.0, surprise(burst, 0.0, 5.0)),
    ]


def signal_readings(subject: str, day: str, acts: list[Act], until: int, first: int) -> list[Reading]:
    """Return one reading for each signal."""
    found = []
    for name in signal_labels():
        series = decayed(marks(acts, name, until), HALF_LIFE)
        past = history(series, first)
        centre = base(past, PRIOR_COUNT, PRIOR_DAYS)
        width = spread(past, centre, PRIOR_COUNT_SPREAD, PRIOR_DAYS)
        now = float(series[-1])
        found.append(Reading(subject, day, name, now, centre, surprise(now, centre, width)))
    return found


def track(incidents: Iterable[Incident], day: str, exposure: Mapping[str, int]) -> tuple[Reading, ...]:
    """Return the readings of `day` from what was known by then, by subject.

    `exposure` gives articles a day (ISO days); days after `day` are not read.
    """
    until = date.fromisoformat(day).toordinal()
    scale = volume({when: count for when, count in exposure.items() if when[:10] <= day}, until)
    found: list[Reading] = []
    for subject, acts in panel(incidents, day).items():
        recent = [act for act in acts if until - act.day < YEAR]
        if not recent:
            continue
        first = max(0, YEAR - 1 - (until - recent[0].day))
        found += tension_readings(subject, day, level(daily(recent, until, scale)), first)
        found += signal_readings(subject, day, recent, until, first)
    return tuple(found)
