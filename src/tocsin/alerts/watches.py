"""The user's own rules: `watch pair "PAK-AFG" when tension > 2 and origins >= 2`, read from TOML.

    [[watch]]
    name = "border"
    subject = "PAK-AFG"                       # a pair, or one country
    when = "tension > 2 and origins >= 2"     # `and` binds closer than `or`
    level = "high"

A rule can only raise a level, never lower it: what the built-in rules ring stays rung.
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from tocsin.alerts.rules import Evidence, measured, value
from tocsin.errors import BadSettings
from tocsin.records import Level

WITHIN, GRAVE = 10.0, 0.0
SIGNALS = ("threats", "mobilisation", "talks", "truce", "warnings")
HORIZONS = {"probability_7": 7, "probability_30": 30, "probability_90": 90}
COUNTS = {"clashes": "clashes", "reports": "reports", "origins": "any_origins", "reporters": "reporters"}
MEASURES = ("tension", "surprise", *HORIZONS, *COUNTS, *SIGNALS)
COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
CONDITION = re.compile(r"([a-z_0-9]+) ?(>=|<=|>|<) ?(\d{1,9}(?:\.\d{1,6})?)")
SUBJECT = re.compile(r"[A-Z]{3}(?:-[A-Z]{3})?")
KEYS = frozenset({"name", "subject", "when", "level"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison: a measure, how it is compared, and with what."""

    measure: str
    sign: str
    limit: float

    def __str__(self) -> str:
        return f"{self.measure} {self.sign} {self.limit:g}"


Group: TypeAlias = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """One rule of the user's: it holds where all conditions of any of its groups hold."""

    name: str
    subject: str
    groups: tuple[Group, ...]
    level: Level


def parse_watches(rows: Sequence[Mapping[str, Any]], where: str) -> tuple[Watch, ...]:
    """Return the rules of the `[[watch]]` tables of a file.

    Raises BadSettings, naming the rule, for what cannot be read: a rule half understood would ring falsely or not.
    """
    return tuple(_watch(row, f"{where}, watch {number}") for number, row in enumerate(rows, 1))


def _watch(row: Mapping[str, Any], where: str) -> Watch:
    if unknown := sorted(set(row) - KEYS):
        raise BadSettings(f"unknown key {unknown[0]!r}", where=where, next_step=f"known are {', '.join(sorted(KEYS))}")
    texts = {key: row.get(key) for key in sorted(KEYS)}
    for key, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            raise BadSettings(f"{key} must be text", where=where, next_step=f'write {key} = "..."')
    level = str(texts["level"]).strip().lower()
    if level not in {one.name.lower() for one in Level} - {"calm"}:
        raise BadSettings(f"{level!r} is no level", where=where, next_step="use watch, elevated, high or critical")
    groups = tuple(_group(part, where) for part in str(texts["when"]).split(" or "))
    return Watch(str(texts["name"]), _subject(str(texts["subject"]), where), groups, Level[level.upper()])


def _subject(text: str, where: str) -> str:
    if not SUBJECT.fullmatch(text.strip()):
        raise BadSettings(
            f"{text!r} is no subject", where=where, next_step="write a pair as PAK-AFG or a country as PAK"
        )
    return "|".join(sorted(text.strip().split("-")))


def _group(text: str, where: str) -> Group:
    return tuple(_condition(" ".join(part.split()), where) for part in text.split(" and "))


def _condition(text: str, where: str) -> Condition:
    found = CONDITION.fullmatch(text)
    if not found:
        raise BadSettings(f"{text!r} is no condition", where=where, next_step="write it as tension > 2")
    if found[1] not in MEASURES:
        raise BadSettings(f"nothing is measured as {found[1]!r}", where=where, next_step=f"use {', '.join(MEASURES)}")
    return Condition(found[1], found[2], float(found[3]))


def told(evidence: Evidence, measure: str) -> float:
    """Return the value of one of MEASURES: readings as they stand, probabilities 0..1, counts over WITHIN days."""
    if measure in HORIZONS:
        forecast = evidence.forecasts.get(HORIZONS[measure])
        return forecast.probability if forecast else 0.0
    if measure in SIGNALS:
        return value(evidence, measure)
    return measured(evidence, WITHIN, GRAVE)[COUNTS.get(measure, measure)]


def holding(watch: Watch, evidence: Evidence) -> str:
    """Return why a rule holds, with the values that made it, or an empty string."""
    for group in watch.groups:
        values = [(one, told(evidence, one.measure)) for one in group]
        if all(COMPARE[one.sign](found, one.limit) for one, found in values):
            seen = ", ".join(f"{one.measure} {found:.2g} ({one})" for one, found in values)
            return f"Your rule «{watch.name}» holds: {seen}"
    return ""


def raised(watches: Sequence[Watch], evidence: Evidence, level: Level) -> tuple[Level, tuple[str, ...]]:
    """Return the level with the user's rules for the subject worked in, and what each that holds says."""
    reasons = []
    for watch in watches:
        if watch.subject == evidence.subject and (why := holding(watch, evidence)):
            level = max(level, watch.level)
            reasons.append(why)
    return level, tuple(reasons)
