"""Incidents as a panel: who acted on whom on which day, weighted by how well it is corroborated."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.records import Incident, Quad, Standing
from tocsin.subjects import day_of, known_by, subjects

# What one incident adds to tension: conflict raises it, cooperation lowers it; intensity scales the material.
PUSH = {
    Quad.MATERIAL_CONFLICT: 1.0,
    Quad.VERBAL_CONFLICT: 0.25,
    Quad.VERBAL_COOPERATION: -0.3,
    Quad.MATERIAL_COOPERATION: -0.6,
}
# How much of an incident counts, by how it stands.
TRUST = {Standing.CONFIRMED: 1.0, Standing.CONTESTED: 0.5, Standing.UNCONFIRMED: 0.4}
FULL_INTENSITY = 10.0


@dataclass(frozen=True, slots=True)
class Act:
    """What one incident adds to a subject: `push` is signed and weighted; `day` is an ordinal."""

    incident: str
    day: int
    push: float
    trust: float
    signals: frozenset[str]


@cache
def signal_labels() -> Mapping[str, Any]:
    """Return the table of `resources/incidents/signals.json`."""
    text = (files("tocsin") / "resources" / "incidents" / "signals.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)["signals"]
    return table


def signals(incident: Incident) -> frozenset[str]:
    """Return the named signals an incident gives."""
    labels = {incident.type, f"{incident.type}/{incident.mode}"}
    table = signal_labels()
    return frozenset(
        name for name, rule in table.items() if rule["real"] == incident.happened and labels & set(rule["labels"])
    )


def push(incident: Incident) -> float:
    """Return what an incident adds to tension, signed; nothing where it has not happened."""
    if not incident.happened:
        return 0.0
    scale = incident.intensity / FULL_INTENSITY if incident.quad is Quad.MATERIAL_CONFLICT else 1.0
    return PUSH[incident.quad] * min(2.0, scale) * TRUST[incident.status]


def panel(incidents: Iterable[Incident], day: str) -> dict[str, list[Act]]:
    """Return the acts of each subject known by `day` and not later than it, in order of day."""
    found: dict[str, list[Act]] = defaultdict(list)
    for incident in incidents:
        when = day_of(incident)
        if when is None or when > day or not known_by(incident, day):
            continue
        act = Act(
            incident.id, date.fromisoformat(when).toordinal(), push(incident), TRUST[incident.status], signals(incident)
        )
        for subject in subjects(incident):
            found[subject].append(act)
    return {subject: sorted(acts, key=lambda act: (act.day, act.incident)) for subject, acts in sorted(found.items())}
