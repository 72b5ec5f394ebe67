"""MUC-4's templates: what a document's are, and the scorer of their types.

The scorer (after Chinchor 1992, MUC-4 Evaluation Metrics): the templates of a document are aligned so that the score
is highest; a type is correct, or half correct where one side has the broader `attack` for a `bombing`. Over
all templates, recall is the correct share of gold's templates and precision that of the system's, so that missing
and spurious templates both cost; `matched/missing` leaves spurious templates out of account, as MUC-4's rows of that
name do.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
ROLES = ("Victim", "Target", "PerpInd", "PerpOrg", "Weapon")
BROADER = ("attack", "bombing")


@dataclass(frozen=True, slots=True)
class Report:
    """A document, the types of its templates, and where each template's fillers are named: (type, character)."""

    id: str
    text: str
    types: tuple[str, ...]
    named: tuple[tuple[str, int], ...]


def _type(template: dict[str, Any]) -> str:
    return next(name for name in TYPES if template["incident_type"].startswith(name))


def reports(path: Path) -> list[Report]:
    """Return the documents of a part of the set; `bombing / attack` counts as bombing."""
    found = []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        named = tuple(
            (_type(template), place)
            for template in row["templates"]
            for role in ROLES
            for entity in template[role]
            for _, place in entity
        )
        found.append(Report(row["docid"], row["doctext"], tuple(map(_type, row["templates"])), named))
    return found


class Score(NamedTuple):
    """Recall, precision and F1."""

    recall: float
    precision: float
    f1: float


def _score(right: float, gold: float, said: float) -> Score:
    recall, precision = right / max(1, gold), right / max(1, said)
    return Score(recall, precision, 2 * right / max(1, gold + said))


def score(gold: list[tuple[str, ...]], found: list[tuple[str, ...]]) -> tuple[Score, Score]:
    """Return the scores of the type slot over all templates, and over matched and missing ones."""
    right, aligned = 0.0, 0
    for wanted, given in zip(gold, found, strict=True):
        left, over = Counter(wanted), Counter(given)
        same = left & over
        left, over = left - same, over - same
        half = sum(min(left[a], over[b]) for a, b in (BROADER, BROADER[::-1]))
        right += same.total() + half / 2
        # Whatever templates are left on both sides are aligned with one another, and wrong.
        aligned += min(len(wanted), len(given))
    wanted_all, given_all = (sum(map(len, side)) for side in (gold, found))
    return _score(right, wanted_all, given_all), _score(right, wanted_all, aligned)
