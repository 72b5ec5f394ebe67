"""Which day each event is of: the time expression that belongs to its trigger, or the story's own thread of time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tocsin.records import Article, Event, Quad, Span, Status, Time
from tocsin.times.days import interval

BACKGROUND_DAYS = 30  # an event further back than this before publication is background (annotation guidelines)

# Costs in characters of distance; fitted by hand on training dispatches, see benchmarks/times_gold.py.
BEFORE, OPENING, CLAUSE, FAR = 8, 4, 30, 160

_CLAUSE = re.compile(r"[;:–—]|, (?:which|who|when|where|while|after|before|as|but|and)\b|\b(?:after|before|that|when|while|since)\b")
_AFTER = re.compile(r"\s*(?:after|later than)\b", re.I)
_PRIOR = re.compile(r"\s*(?:before|ahead of)\b", re.I)
_LENGTH = re.compile(r"P(\d+)([DW])$")
_DEFINITE = re.compile(r"\b(?:the|that|this|those|these|his|her|its|their)\s+(?:[\w-]+\s+){0,2}$", re.I)
_LONG_AGO = re.compile(r"\b(?:former|under (?:former|then)|anniversary|decades?|years ago|once|historic|was leading|was president"
                       r"|when [A-Z][\w.-]+(?: [A-Z][\w.-]+)* (?:was|led|ruled|held))\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression that names a stretch of days: its place in the text, first and last day, and ISO form."""

    start: int
    end: int
    text: str
    first: date
    last: date
    iso: str


def _iso(first: date, last: date) -> str:
    """Return the day, month or year that a stretch lies in, as precise as it allows (a week counts by its first day)."""
    if (last - first).days <= 7:
        return first.isoformat()
    return first.isoformat()[:7] if (last - first).days <= 31 else first.isoformat()[:4]


def _dated(times: Sequence[Time], text: str, published: date | None) -> list[Dated]:
    found = []
    for time in times:
        reach = interval(time.value.split("T")[0]) if time.type in ("DATE", "TIME") else None
        if reach is not None:
            found.append(Dated(time.start, time.end, time.text, reach[0], reach[1], _iso(reach[0], reach[1])))
        elif (moved := _counted(time, text, published)) is not None:
            found.append(moved)
    return found


def _counted(time: Time, text: str, published: date | None) -> Dated | None:
    """Read `two days after` (before what follows it) as a day counted from publication."""
    length = _LENGTH.match(time.value) if time.type == "DURATION" else None
    if length is None or published is None:
        return None
    days = int(length[1]) * (7 if length[2] == "W" else 1)
    if _AFTER.match(text, time.end):
        day = published - timedelta(days=days)
    elif _PRIOR.match(text, time.end):
        day = published + timedelta(days=days)
    else:
        return None
    return Dated(time.start, time.end, time.text, day, day, day.isoformat())


def cost(event: Event, time: Dated, text: str) -> float:
    """Return how badly a time expression suits an event's trigger, in characters of distance; FAR and more is no match."""
    after = time.start >= event.trigger.end
    left, right = (event.trigger.end, time.start) if after else (time.end, event.trigger.start)
    between = text[left:max(left, right)]
    opening = time.start - event.sentence.start < 30
    price = float(len(between)) + CLAUSE * len(_CLAUSE.findall(between))
    return price + (0 if after else OPENING - len(between) / 2 if opening else BEFORE)


def _owners(events: Sequence[Event], times: Sequence[Dated], text: str) -> dict[int, Dated]:
    """Give each time expression to the event of its sentence that it suits best; return event number -> expression."""
    owned: dict[int, tuple[float, Dated]] = {}
    for time in times:
        inside = [n for n, e in enumerate(events) if e.sentence.start <= time.start < e.sentence.end]
        if not inside:
            continue
        prices = {n: cost(events[n], time, text) for n in inside}
        best = min(prices, key=lambda n: (prices[n], n))
        if prices[best] < FAR and (best not in owned or prices[best] < owned[best][0]):
            owned[best] = (prices[best], time)
    return {n: time for n, (_, time) in owned.items()}


def _is_speech(event: Event) -> bool:
    return event.quad in (Quad.VERBAL_CONFLICT, Quad.VERBAL_COOPERATION)


def _borrowed(number: int, events: Sequence[Event], owned: dict[int, Dated], text: str) -> Dated | None:
    """Return the expression of another event of the same sentence that this one shares (`shelled and stormed on Monday`)."""
    me = events[number]
    shared = [
        (cost(me, time, text), time) for n, time in owned.items()
        if events[n].sentence.start == me.sentence.start and (_is_speech(events[n]) == _is_speech(me))
    ]
    return min(shared, key=lambda pair: pair[0])[1] if shared else None


def _told(event: Event) -> bool:
    return event.status in (Status.REPORTED, Status.UNCONFIRMED, Status.DENIED)


def _chained(number: int, events: Sequence[Event], found: dict[int, tuple[str, Span | None, str]], text: str) -> str | None:
    """Return the day of the same happening told elsewhere in the article: same type, the nearest before, else after."""
    me = events[number]
    definite = bool(_DEFINITE.search(text, max(0, me.trigger.start - 40), me.trigger.start))
    same = [n for n in found if events[n].type == me.type and n != number and _told(events[n])]
    earlier = [n for n in same if n < number]
    if earlier:
        return found[earlier[-1]][0]
    return found[same[0]][0] if same and definite else None


def _thread(event: Event, article: Article, last: str | None) -> tuple[str | None, str]:
    """Return the day of an undated event that is told as having happened: the story's last day, or publication."""
    published = (article.published or "")[:10] or None
    if not _told(event):
        return None, "nothing dates what is planned or imagined"
    if _LONG_AGO.search(event.sentence.text):
        return None, "told as long past, without a date"
    if _is_speech(event) or last is None:
        return published, "no date told: taken as the day of publication"
    return last, "no date told: the day of the story so far"


def is_background(day: str | None, event: Event, published: str | None) -> bool:
    """Return whether an event lies more than 30 days before publication (guideline field `background`)."""
    if day is None:
        return _told(event) and bool(_LONG_AGO.search(event.sentence.text))
    reach = interval(day)
    if reach is None or not published:
        return False
    return (date.fromisoformat(published[:10]) - reach[1]).days > BACKGROUND_DAYS


def anchor(events: Sequence[Event], times: Sequence[Time], article: Article) -> tuple[Event, ...]:
    """Return the events with `date`, `date_span`, `date_why` and `background` set; a coder's own date_span wins."""
    published = date.fromisoformat(article.published[:10]) if article.published else None
    dated = _dated(times, article.text, published)
    owned = _owners(events, dated, article.text)
    found: dict[int, tuple[str, Span | None, str]] = {}
    for n, event in enumerate(events):
        time = next((t for t in dated if event.date_span and t.start < event.date_span.end and event.date_span.start < t.end),
                    None) or owned.get(n) or _borrowed(n, events, owned, article.text)
        if time is not None:
            span = Span(article.text[time.start:time.end], time.start, time.end)
            found[n] = (time.iso, span, f"«{span.text}» beside the trigger")
    made, last = [], None
    for n, event in enumerate(events):
        day, span, why = found.get(n) or (None, None, "")
        if day is None and _told(event) and (same := _chained(n, events, found, article.text)):
            day, why = same, "the day of the same happening elsewhere in the article"
        if day is None:
            day, why = _thread(event, article, last)
        elif _told(event) and not _is_speech(event) and len(day) == 10 and not is_background(day, event, article.published):
            last = day
        background = is_background(day, event, article.published)
        made.append(replace(event, date=day, date_span=span, date_why=why, background=background))
    return tuple(made)
