"""What speaks for and against a place being an event's own: named features of one candidate. Pure."""

import re
from collections.abc import Iterator, Sequence

from tocsin.places.cues import capitals, cues
from tocsin.places.names import fold
from tocsin.places.scene import PREPOSITIONS, WORDS, Candidate, Context, breadth, same_place
from tocsin.places.setting import hold, setting
from tocsin.places.sides import sides
from tocsin.records import Event, Place

_CLAUSE = re.compile(r"[;:]| (?:and|but|while|after|before|when|as|who|which|where|that|because|although|since) |, ")
_AUXILIARIES = frozenset(
    [
        "has",
        "had",
        "have",
        "is",
        "was",
        "were",
        "are",
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
        "must",
        "should",
        "did",
        "does",
        "do",
    ]
)
_TELLING = frozenset(
    [
        "said",
        "says",
        "say",
        "told",
        "tells",
        "reported",
        "reports",
        "announced",
        "claimed",
        "claims",
        "added",
        "insisted",
        "argued",
    ]
)


def features(event: Event, candidate: Candidate, around: Context, earlier: Sequence[Event]) -> Iterator[str]:
    """Yield the names of the features that hold for one candidate; their weights are in `assign_weights.json`.

    `earlier` are the article's events before this one, in order, with their places.
    """
    yield from _chain(event, candidate, around, earlier[-1] if earlier else None)
    yield from sides(event, candidate, around)
    yield from setting(event, candidate, around)
    place = candidate.place
    if place is None:
        yield from _none(event, around)
        return
    kind = breadth(place)
    yield f"kind:{kind}"
    yield from _links(event, place, earlier)
    yield from hold(event, place, around, earlier)
    yield from _parties(event, place, kind)
    yield f"share:{round(around.share(place.country) * 4)}"
    yield from _coarse(event, place, kind, around)
    if candidate.source != "text":
        yield f"from:{candidate.source}"
        if any(p.country == place.country and breadth(p) != "country" for p in around.places):
            yield f"from:{candidate.source}:finer known"
        yield f"from:{candidate.source}:{event.type}"
        yield f"from:{candidate.source}:{_reach(event, around)}"
        return
    if place.where_prec == 7:
        yield "sea"
    if place.name in around.title:
        yield "titled"
    yield from _where(event, place, kind, around)
    yield from _beside(place, around)


def _reach(event: Event, around: Context) -> str:
    """Return whether the event's own sentence names any place."""
    inside = any(event.sentence.start <= p.start < event.sentence.end for p in around.places)
    return "placed" if inside else "bare"


def _coarse(event: Event, place: Place, kind: str, around: Context) -> Iterator[str]:
    """Whether the text has a finer place in the same country, in the event's own sentence or anywhere."""
    if kind == "point":
        return
    finer = [p for p in around.places if p.country == place.country and breadth(p) == "point"]
    if any(event.sentence.start <= p.start < event.sentence.end for p in finer):
        yield f"coarser here:{kind}"
    elif finer:
        yield f"coarser:{kind}"


def _chain(event: Event, candidate: Candidate, around: Context, previous: Event | None) -> Iterator[str]:
    if previous is None or not same_place(candidate.place, previous.place):
        return
    gap = around.sentence(event.sentence.start) - around.sentence(previous.sentence.start)
    near = "same" if gap <= 0 else "next" if gap == 1 else "later"
    what = "none" if candidate.place is None else "place"
    yield f"chain:{what}:{near}"
    yield f"chain:{what}:{_reach(event, around)}"
    if previous.type == event.type:
        yield f"chain:{what}:type"


def _links(event: Event, place: Place, earlier: Sequence[Event]) -> Iterator[str]:
    """What ties the event to the earlier one at this place that it has most in common with: day, type, participants."""
    here = [other for other in earlier if other.place and same_place(place, other.place)]
    if any(other.trigger == event.trigger for other in here):
        yield "taken"
    ties = [_ties(event, other) for other in here]
    if not ties:
        return
    best = max(ties, key=lambda t: sum("same" in x for x in t))
    yield "link"
    yield from best
    yield f"link:{sum('same' in x for x in best)}:{sum('other' in x for x in best)}"
    if earlier[0].place and same_place(place, earlier[0].place):
        yield "link:first event"


def _ties(event: Event, other: Event) -> tuple[str, ...]:
    ties = ["link:same type" if event.type == other.type else "link:other type"]
    if event.date and other.date:
        ties.append("link:same day" if event.date == other.date else "link:other day")
    for side in ("actors", "recipients"):
        ours, theirs = ({(p.country, p.sector) for p in getattr(e, side)} for e in (event, other))
        if ours and theirs:
            ties.append(f"link:same {side}" if ours & theirs else f"link:other {side}")
    if event.killed and other.killed:
        ties.append("link:same toll" if event.killed == other.killed else "link:other toll")
    if (event.status == "planned") != (other.status == "planned"):
        ties.append("link:other reality")
    return tuple(ties)


def _none(event: Event, around: Context) -> Iterator[str]:
    yield "none"
    yield f"none:{event.type}"
    yield f"none:{_reach(event, around)}"
    yield f"none:{event.type}:{_reach(event, around)}"
    yield f"none:{event.status}"
    if not around.places:
        yield "none:nowhere"
    if event.background:
        yield "none:background"


def _parties(event: Event, place: Place, kind: str) -> Iterator[str]:
    sides = {p.country for p in (*event.actors, *event.recipients) if p.country}
    if sides and place.country and place.country not in sides:
        yield f"foreign:{kind}"
    if any(a.country == place.country for a in event.actors):
        yield f"actor:{kind}"
    if any(r.country == place.country for r in event.recipients):
        yield f"recipient:{kind}"


def _where(event: Event, place: Place, kind: str, around: Context) -> Iterator[str]:
    if event.sentence.start <= place.start < event.sentence.end:
        yield f"same:{event.type}"
        yield f"same:{kind}"
        yield from _inside(event, place, around)
        return
    gap = around.sentence(event.sentence.start) - around.sentence(place.start)
    far = "before1" if gap == 1 else "before2" if gap == 2 else "before" if gap > 2 else "after"
    yield f"far:{far}"
    yield f"far:{far}:{_reach(event, around)}"
    yield f"far:{kind}"
    yield f"far:{event.type}"
    if place.end <= around.dateline:
        yield "dateline"
        if around.share(place.country) < 0.3:
            yield "dateline:from afar"
        yield f"dateline:{event.type}"
    elif around.sentence(place.start) == 0:
        yield "lead"


def _inside(event: Event, place: Place, around: Context) -> Iterator[str]:
    after = place.start >= event.trigger.end
    low, high = (event.trigger.end, place.start) if after else (place.end, event.trigger.start)
    between = around.text[low:high] if low < high else ""
    side = "after" if after else "before"
    words = len(WORDS.findall(between))
    yield f"side:{side}"
    yield f"distance:{side}:{0 if words <= 1 else 1 if words <= 4 else 2 if words <= 9 else 3 if words <= 18 else 4}"
    if event.trigger.start <= place.start < event.trigger.end:
        yield "inside trigger"
    if any(low <= t < high and t != event.trigger.start for t in around.triggers):
        yield f"other trigger between:{side}"
    if any(w in _TELLING for w in WORDS.findall(between.lower())):
        yield f"told:{side}"
    yield f"breaks:{side}:{min(3, len(_CLAUSE.findall(between)))}"
    if not any(low <= p.start < high for p in around.places if p is not place):
        yield f"nearest:{side}"
    if around.sentence(place.start) == 0 and place.end <= around.dateline:
        yield "dateline:same"
        if around.share(place.country) < 0.3:
            yield "dateline:from afar"


def _beside(place: Place, around: Context) -> Iterator[str]:
    lead = WORDS.findall(around.text[max(0, place.start - 50) : place.start].lower())[::-1]
    skip = cues().directions | cues().generic.keys() | {"the", "city", "s", "part", "parts"}
    word = next((w for w in lead[:6] if w not in skip and not (w == "of" and len(lead) > 1 and lead[1] in skip)), "")
    kind = breadth(place)
    if fold(place.name) in capitals():
        yield f"seat:{word if word in PREPOSITIONS else 'bare'}"
    preposition = PREPOSITIONS.get(word, "none") or word
    yield f"preposition:{preposition}"
    yield f"preposition:{preposition}:{kind}"
    following = around.text[place.end : place.end + 12]
    yield from _part(place, kind, word, around)
    if following.startswith(("'s", "’s")):
        yield f"possessive:{kind}"
    if following.startswith("-"):
        yield "hyphen"
    if _contained(place, around):
        yield "inner"
    if any(_contained(p, around) and abs(place.start - p.end) < 25 and place.start > p.end for p in around.places):
        yield "outer"


def _part(place: Place, kind: str, before: str, around: Context) -> Iterator[str]:
    """Whether the name is rather a party to what is told: `Minsk says`, `blamed Iran for`, `by Israel`."""
    after = WORDS.match(around.text, place.end + 1) if around.text[place.end : place.end + 1] == " " else None
    word = after[0].lower() if after else ""
    verb = word in _AUXILIARIES or word in cues().speech or (word.endswith("ed") and len(word) > 4)
    if verb and before not in PREPOSITIONS:
        yield f"subject:{kind}"
    if before in cues().speech or (before.endswith("ing") and before not in PREPOSITIONS):
        yield f"object:{kind}"
    if before in ("by", "with", "between", "against", "than", "like", "and"):
        yield f"after {before}:{kind}"


def _contained(place: Place, around: Context) -> bool:
    """Whether the next place named is told to hold this one: `X, Y`, `X in Y`, `X district of Y`."""
    following = next((p for p in around.places if p.start >= place.end), None)
    if following is None or place.where_prec == 7 or following.start - place.end > 40:
        return False
    gap = around.text[place.end : following.start]
    words = [w for w in WORDS.findall(gap.lower()) if w not in cues().generic and w not in cues().directions]
    return (
        all(w in ("in", "of", "the", "s") for w in words)
        and not any(c in gap for c in ".;")
        and breadth(place) != "country"
    )
