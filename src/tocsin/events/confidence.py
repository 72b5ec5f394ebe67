"""How sure each field of a mention is: the chance that it is right, fitted on held-out dispatches.

Platt's method (1999) with a little evidence beside the score: a logistic map for each coder and field, its weights in
`resources/models/confidence/weights.json` (made and measured by `benchmarks/events_calibration.py`; see the card).

A coder gives every event, as its `confidence`, the chance that the mention is right: that the sentence tells of an
event of this type (`calibrated`). The chance of another field (`chances`) is that of its value given that the mention
is right; an empty field has one too: the chance that it is rightly empty.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from tocsin.records import Event, Participant, Quad, Status

FIELDS = (
    "mention",
    "mode",
    "status",
    "date",
    "place",
    "actors",
    "recipients",
    "attribution",
    "background",
    "killed",
)
"""`mention` stands for sentence and type; the others for the fields of that name."""
OTHERS = FIELDS[1:]
_MOST = 0.995


def _log_odds(chance: float) -> float:
    kept = min(_MOST, max(1 - _MOST, chance))
    return math.log(kept / (1 - kept))


def _people(people: tuple[Participant, ...]) -> tuple[float, ...]:
    scores = [one.score for one in people]
    return (float(not people), min(scores, default=0.0), float(len(people) > 1), float(any(p.name for p in people)))


def evidence(event: Event, field: str) -> tuple[float, ...]:
    """Return the numbers that `field` of `event` is weighed by; their count depends on the field alone."""
    common = (
        _log_odds(event.confidence),
        *(float(event.status is one) for one in Status),
        *(float(event.quad is one) for one in Quad),
    )
    place, wide = event.place, event.place is not None and event.place.where_prec > 3
    own: Mapping[str, tuple[float, ...]] = {
        "mode": (float(event.mode is None),),
        "date": (float(event.date is None), float(event.date_span is not None), float(event.background)),
        "place": (float(place is None), place.score if place else 0.0, float(wide)),
        "actors": _people(event.actors),
        "recipients": _people(event.recipients),
        "attribution": _people((event.attribution,) if event.attribution else ()),
        "background": (float(event.background), float(event.date_span is not None)),
        "killed": (float(event.killed is None), float(event.killed is not None and event.killed.low > 1)),
    }
    return (*common, *own.get(field, ()))


@cache
def _weights() -> dict[str, dict[str, list[float]]]:
    path = files("tocsin.resources") / "models" / "confidence" / "weights.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def squash(weights: list[float], numbers: tuple[float, ...]) -> float:
    """Return the logistic of the weighted sum; the last weight is the constant."""
    total = sum(w * x for w, x in zip(weights, (*numbers, 1.0), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def chance(event: Event, field: str) -> float | None:
    """Return the chance, 0..1, that `field` of an event is right, None for a coder that has not been measured.

    For `mention` the event's `confidence` is to be the coder's own score, for every other field what `calibrated` made
    of it.
    """
    weights = _weights().get(event.coder, {}).get(field)
    return None if weights is None else squash(weights, evidence(event, field))


def chances(event: Event) -> dict[str, float]:
    """Return the chance of every field of a finished event, empty for a coder that has not been measured.

    To be asked of events that are dated, resolved and placed. `mention` is the event's `confidence`.
    """
    found = {field: value for field in OTHERS if (value := chance(event, field)) is not None}
    return {field: round(value, 3) for field, value in ({"mention": event.confidence} | found).items()} if found else {}


def calibrated(event: Event) -> Event:
    """Return a coder's event with the chance that the mention is right as its `confidence`; once, by the coder itself.

    A coder that has not been measured keeps its own score.
    """
    found = chance(event, "mention")
    return event if found is None else replace(event, confidence=round(found, 4))
