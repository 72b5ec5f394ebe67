"""The level rules: what must hold for each level, with hysteresis and independence.

The conditions are documented in `resources/alerts/rules.toml`. No count of copies can pass for corroboration:
conditions on origins count independent origins of confirmed incidents, and critical counts only those that are not a
party's own word. Nor can two acts of which one origin each tells pass for one that two tell of: high and critical ask
for two origins behind one act.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.records import Forecast, Incident, Level, Quad, Reading, Standing
from tocsin.subjects import day_of

COUNTED = frozenset({"reporters", "witnesses", "bystanders", "any_origins", "clashes", "reports"})
RISING = (Level.WATCH, Level.ELEVATED, Level.HIGH, Level.CRITICAL)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the rules read of a subject on a day; incidents are those known by then, latest first."""

    subject: str
    day: str
    readings: Mapping[str, Reading]
    forecasts: Mapping[int, Forecast]
    incidents: tuple[Incident, ...]


@cache
def rules() -> Mapping[str, Mapping[str, Any]]:
    """Return the table of `resources/alerts/rules.toml`."""
    return tomllib.loads((files("tocsin") / "resources" / "alerts" / "rules.toml").read_text(encoding="utf-8"))


def days_between(one: str, two: str) -> int:
    """Return how many days lie from one ISO day to another."""
    return date.fromisoformat(two[:10]).toordinal() - date.fromisoformat(one[:10]).toordinal()


def recent(evidence: Evidence, within: float) -> tuple[Incident, ...]:
    """Return the incidents of the last `within` days that are news, not background."""
    found = []
    for incident in evidence.incidents:
        when = day_of(incident)
        if when and not incident.background and 0 <= days_between(when, evidence.day) < within:
            found.append(incident)
    return tuple(found)


def clashes(incidents: Iterable[Incident], grave: float = 0.0) -> tuple[Incident, ...]:
    """Return the confirmed incidents of material conflict of at least a given intensity."""
    return tuple(
        incident
        for incident in incidents
        if incident.happened
        and incident.quad is Quad.MATERIAL_CONFLICT
        and incident.status is Standing.CONFIRMED
        and incident.intensity >= grave
    )


def grave_reports(incidents: Iterable[Incident], grave: float) -> tuple[Incident, ...]:
    """Return the incidents of material conflict of at least a given intensity that are said to have happened."""
    return tuple(i for i in incidents if i.happened and i.quad is Quad.MATERIAL_CONFLICT and i.intensity >= grave)


def third_party_origins(incident: Incident) -> frozenset[str]:
    """Return the origins that tell of an incident unhedged and not by a party's own word."""
    return frozenset(claim.origin for claim in incident.claims if claim.stance == "for" and not claim.party)


def witnesses(incident: Incident) -> frozenset[str]:
    """Return the origins behind one act: all where it is confirmed, else those that `third_party_origins` counts."""
    return frozenset(incident.origins) if incident.status is Standing.CONFIRMED else third_party_origins(incident)


def value(evidence: Evidence, measure: str) -> float:
    """Return the value of a reading, 0 where there is none."""
    reading = evidence.readings.get(measure)
    return reading.value if reading else 0.0


def measured(evidence: Evidence, within: float, grave: float) -> dict[str, float]:
    """Return every condition's value."""
    near = recent(evidence, within)
    fought = clashes(near, grave)
    conflict = [i for i in near if i.quad in (Quad.MATERIAL_CONFLICT, Quad.VERBAL_CONFLICT)]
    sure = [i for i in conflict if i.status is Standing.CONFIRMED]
    week = evidence.forecasts.get(7)
    tension = evidence.readings.get("tension")
    return {
        "surprise": tension.surprise if tension else 0.0,
        "tension": tension.value if tension else 0.0,
        "probability": week.probability if week else 0.0,
        "clashes": float(len(fought)),
        "reporters": float(len({origin for i in grave_reports(near, grave) for origin in third_party_origins(i)})),
        "witnesses": float(max((len(witnesses(i)) for i in grave_reports(near, grave)), default=0)),
        "bystanders": float(len({origin for i in fought for origin in third_party_origins(i)})),
        "any_origins": float(len({origin for i in sure for origin in i.origins})),
        "signs": sum(value(evidence, name) for name in ("threats", "mobilisation", "warnings")),
        "reports": float(sum(i.quad is Quad.MATERIAL_CONFLICT and i.happened for i in conflict)),
    }


def holds(rule: Mapping[str, Any], evidence: Evidence, ease: float = 1.0) -> bool:
    """Whether a level's conditions hold, thresholds multiplied by `ease`; counts and days back are never eased."""
    found = measured(evidence, rule["within"], rule.get("grave", 0.0))
    tests = []
    for name, least in rule.items():
        if name in found:
            counted = name in COUNTED
            tests.append(found[name] >= (least if counted else least * ease))
    return any(tests) if rule.get("any_of") else all(tests)


def candidate(evidence: Evidence, ease: float = 1.0) -> Level:
    """Return the highest level whose conditions hold."""
    table = rules()
    return max((level for level in RISING if holds(table[level.name.lower()], evidence, ease)), default=Level.CALM)


def settled(evidence: Evidence, quiet: float) -> bool:
    """Whether a truce stands: a truce reading, and no material conflict for `quiet` days."""
    broken = any(i.happened and i.quad is Quad.MATERIAL_CONFLICT for i in recent(evidence, quiet))
    return value(evidence, "truce") > 0.3 and not broken


def next_level(evidence: Evidence, before: Level, since: str | None) -> Level:
    """Return the level of a day from the evidence and the level held before, since a day.

    Rises at once; falls one step at a time, not within the cool-down, and only when eased thresholds fail as well.
    """
    now = candidate(evidence)
    if now >= before:
        return now
    cool = rules()["cooldown"]
    if since and days_between(since, evidence.day) < cool["days"]:
        return before
    if not settled(evidence, cool["quiet"]) and candidate(evidence, cool["ease"]) >= before:
        return before
    return Level(max(now, before - 1))
