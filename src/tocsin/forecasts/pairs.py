"""A pair's (or country's) history as forecasters see it, and the features they read from it."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tocsin.records import Incident, Quad, Standing
from tocsin.subjects import day_of, known_by, subjects

# Half-lives in days: what matters this week, this month, this season.
HALF_LIVES = {"week": 4.0, "month": 20.0, "season": 120.0}
# Cooperation is left out: on coded history (ICEWS 2005-2012) it tells of attention, not of calm, so that talks and
# truces would push a forecast up. What the data do not show is not claimed; truces lower alert levels by rule
# instead.
GROUPS = {"clash": (Quad.MATERIAL_CONFLICT,), "words": (Quad.VERBAL_CONFLICT,)}
TRUST = {Standing.CONFIRMED: 1.0, Standing.CONTESTED: 0.5, Standing.UNCONFIRMED: 0.4}
LONG_AGO = 365
# Days of material conflict this close together are one episode.
EPISODE_GAP = 7


@dataclass(frozen=True, slots=True)
class Act:
    """One incident in a history: ordinal day, class, how far it is trusted (0..1)."""

    day: int
    quad: Quad
    trust: float
    incident: str


@dataclass(frozen=True, slots=True)
class History:
    """What was known of a subject on `day` (ordinal), covered since `start`; acts in order of day."""

    subject: str
    day: int
    start: int
    acts: tuple[Act, ...]

    def without(self, incident: str) -> "History":
        """Return the history as it would be without one incident."""
        kept = tuple(act for act in self.acts if act.incident != incident)
        return History(self.subject, self.day, self.start, kept)

    def as_of(self, day: int) -> "History":
        """Return the part of this history that had happened by an earlier day."""
        return History(self.subject, day, min(self.start, day), tuple(act for act in self.acts if act.day <= day))


def histories(incidents: Iterable[Incident], day: str, wanted: Iterable[str]) -> dict[str, History]:
    """Return the history of each wanted subject from what was known by `day` and had happened by then.

    Coverage starts with the first incident that was news when it happened; what is told as background is left out,
    since it is chosen with hindsight.
    """
    until = date.fromisoformat(day).toordinal()
    found: dict[str, list[Act]] = defaultdict(list)
    start = until
    for incident in incidents:
        when = day_of(incident)
        if not incident.happened or incident.background or when is None or when > day or not known_by(incident, day):
            continue
        at = date.fromisoformat(when).toordinal()
        start = min(start, at)
        for subject in subjects(incident):
            found[subject].append(Act(at, incident.quad, TRUST[incident.status], incident.id))
    return {
        subject: History(subject, until, start, tuple(sorted(found[subject], key=lambda act: (act.day, act.incident))))
        for subject in sorted(set(wanted))
    }


def features(history: History) -> dict[str, float]:
    """Return the features of a history: decayed sums on a log scale, and time since the last material conflict."""
    found = {"bias": 1.0}
    for group, quads in GROUPS.items():
        acts = [act for act in history.acts if act.quad in quads]
        for name, half_life in HALF_LIVES.items():
            total = math.fsum(act.trust * 0.5 ** ((history.day - act.day) / half_life) for act in acts)
            found[f"{group}_{name}"] = math.log1p(total)
    clashes = [act.day for act in history.acts if act.quad is Quad.MATERIAL_CONFLICT]
    quiet = min(LONG_AGO, history.day - clashes[-1]) if clashes else LONG_AGO
    found["quiet"] = math.log1p(quiet)
    return found


def episodes(history: History) -> int:
    """Return how many spells of material conflict a history holds, parted by more than a week of quiet."""
    days = sorted({act.day for act in history.acts if act.quad is Quad.MATERIAL_CONFLICT})
    return sum(1 for index, day in enumerate(days) if index == 0 or day - days[index - 1] > EPISODE_GAP)
