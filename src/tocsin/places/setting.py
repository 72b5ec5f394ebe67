"""How the text leads to a place: here and there, `the town`, head of the sentence, what earlier events had. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tocsin.geodesy import km
from tocsin.places.cues import countries
from tocsin.places.scene import PREPOSITIONS, WORDS, Candidate, Context, breadth, same_place
from tocsin.records import Event, Place

SEAT_KM = 30.0
_HERE = re.compile(r"\bhere\b")
_THERE = re.compile(
    r"\bthere\b(?! (?:is|are|was|were|has|have|had|will|would|can|could|may|must|should))", re.IGNORECASE
)
_POINTS = frozenset(["town", "city", "village", "port"])
_AREAS = frozenset(["province", "region", "state", "territory", "enclave"])
_BACK = re.compile(
    rf"\b(?:the|that|this) (?:\w{{1,20}} )?({'|'.join(sorted(_POINTS | _AREAS))}|capital)\b", re.IGNORECASE
)
_DEFINITE = frozenset(["the", "that", "this", "those", "these", "its", "their", "his", "her", "whose", "such"])
_IN = frozenset(["in", "at", "near", "outside", "inside", "across", "around"])
BACK = 60  # characters before the trigger within which `the town` may refer back


def setting(event: Event, candidate: Candidate, around: Context) -> Iterator[str]:
    """Yield the features of one candidate that rest on where it stands in the text."""
    place = candidate.place
    if place is None:
        return
    local = candidate.source == "text"
    inside = local and event.sentence.start <= place.start < event.sentence.end
    dateline = local and place.end <= around.dateline
    if _HERE.search(event.sentence.text):
        yield f"here:{'dateline' if dateline else 'other'}"
    if local:
        yield from _before(event, place, around, inside)
        yield from _weight(place, around)
    if inside:
        yield from _attached(event, place, around, dateline)
    yield from _back(event, place, around, local)
    if definite(event, around):
        yield f"definite:{'same' if inside else 'far'}"


def hold(event: Event, place: Place, around: Context, earlier: Sequence[Event]) -> Iterator[str]:
    """Yield the features that rest on which earlier events took place there."""
    here = [e for e in earlier if same_place(place, e.place)]
    alike = [e for e in earlier if e.type == event.type]
    the = definite(event, around)
    if not here:
        if the and alike:
            yield "definite unlinked"
        return
    yield f"held:{min(3, len(here))}"
    if len(here) * 2 > sum(e.place is not None for e in earlier):
        yield "held:most"
    same = [e for e in here if e.type == event.type]
    if the:
        yield f"definite link:{'type' if same else '-'}"
    if same:
        yield f"type link:{event.type}"
        if event.status != "reported":
            yield f"type link:{event.status}"
        if max(e.sentence.start for e in same) == max(e.sentence.start for e in alike):
            yield "last of type"


def definite(event: Event, around: Context) -> bool:
    """Whether the trigger speaks of something known: `the raid`, `its withdrawal`."""
    lead = WORDS.findall(around.text[max(0, event.trigger.start - 20) : event.trigger.start].lower())
    return bool(lead) and lead[-1] in _DEFINITE


def _before(event: Event, place: Place, around: Context, inside: bool) -> Iterator[str]:
    start = event.sentence.start
    if not inside:
        if place.start == max((p.start for p in around.places if p.start < start), default=-1):
            placed = any(start <= p.start < event.sentence.end for p in around.places)
            yield f"last before:{breadth(place)}"
            yield f"last before:{'placed' if placed else 'bare'}"
        paragraph = around.text.rfind("\n\n", 0, start)
        yield f"paragraph:{'same' if paragraph < place.start < start else 'other'}"
    if _THERE.search(event.sentence.text):
        last = max((p.start for p in around.places if p.start < event.trigger.start), default=-1)
        yield f"there:{'last' if place.start == last else 'other'}"


def _weight(place: Place, around: Context) -> Iterator[str]:
    """Whether the text speaks of this place first or most."""
    counts = Counter((p.lat, p.lon) for p in around.places)
    if 1 < counts[place.lat, place.lon] == max(counts.values()):
        yield f"most named:{breadth(place)}"
    first = next((p for p in around.places if p.start >= around.dateline), None)
    if first is not None and same_place(first, place):
        yield f"first named:{breadth(place)}"


def _attached(event: Event, place: Place, around: Context, dateline: bool) -> Iterator[str]:
    """How the name hangs on the trigger: preposition, side, and whether another name or trigger stands between."""
    if place.start - event.sentence.start < 6 and not dateline:
        yield f"head:{breadth(place)}"
        yield f"head:{event.type}"
    lead = WORDS.findall(around.text[max(0, place.start - 40) : place.start].lower())[::-1]
    word = next((w for w in lead[:3] if w in PREPOSITIONS), "none")
    after = place.start >= event.trigger.end
    side = "after" if after else "before"
    low, high = (event.trigger.end, place.start) if after else (place.end, event.trigger.start)
    near = "off" if any(low <= p.start < high for p in around.places if p is not place) else "near"
    other = "other" if any(low <= t < high and t != event.trigger.start for t in around.triggers) else "free"
    yield f"hang:{word}:{side}:{near}"
    yield f"hang:{'in' if word in _IN else '-'}:{side}:{near}:{other}"
    yield f"hang:{side}:{near}:{event.type}"


def _back(event: Event, place: Place, around: Context, local: bool) -> Iterator[str]:
    """Whether the place is what `the town`, `the province` or `the capital` in the sentence refers back to."""
    low = max(event.sentence.start, event.trigger.start - BACK)
    found = _BACK.search(around.text, low, event.sentence.end)
    if found is None:
        return
    word = found[1].lower()
    if word == "capital":
        country = countries().get(place.country or "")
        seat = country.seat if country and place.lat is not None and place.lon is not None else None
        there = seat and place.lat is not None and place.lon is not None and km(place.lat, place.lon, *seat) < SEAT_KM
        yield f"the capital:{'is' if there else 'not'}"
        return
    alike = [p.start for p in around.places if p.start < event.sentence.start and p.precision == place.precision]
    last = ":last" if local and place.start == max(alike, default=-1) else ""
    yield f"the {'point' if word in _POINTS else 'area'}:{breadth(place)}{last}"
