"""The chooser of modes: a conditional logit (McFadden 1974) over what speaks for each mode of a mention's type."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from tocsin.events.context import Context
from tocsin.events.mode_features import Row, Told, describe

Weights = Mapping[str, float]


@cache
def weights() -> Weights:
    """Return the weights that ship with Tocsin, by the names of `mode_features`."""
    text = (files("tocsin.resources") / "models" / "coder" / "modes.json").read_text(encoding="utf-8")
    return {str(name): float(value) for name, value in json.loads(text).items()}


def chances(rows: Mapping[str | None, Row], by: Weights) -> dict[str | None, float]:
    """Return the chance of each mode; they sum to one."""
    scores = {mode: sum(value * by[name] for name, value in row.items() if name in by) for mode, row in rows.items()}
    most = max(scores.values())
    shares = {mode: math.exp(score - most) for mode, score in scores.items()}
    total = sum(shares.values())
    return {mode: share / total for mode, share in shares.items()}


def modes_of(told: Sequence[Told], contexts: Sequence[Context], by: Weights) -> list[tuple[str | None, float]]:
    """Return the likeliest mode of each mention of a page, with its chance, 0..1."""
    found = []
    for rows in describe(told, contexts):
        likely = chances(rows, by)
        mode = max(likely, key=lambda one: likely[one])
        found.append((mode, likely[mode]))
    return found
