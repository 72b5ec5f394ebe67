"""What speaks for a day being an event's day: named signs, each of which `anchor` weighs."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tocsin.records import Event, Quad, Status
from tocsin.times.dated import Dated
from tocsin.times.days import add_days, interval

CLAUSE = re.compile(
    r"[;:–—]|, (?:which|who|when|where|while|after|before|as|but|and)\b"
    r"|\b(?:after|before|that|when|while|since|said|because)\b"
)
PERFECT = re.compile(r"\b(?:had|having)\b(?:\W+\w+){0,3}\W*$", re.IGNORECASE)
PRESENT_PERFECT = re.compile(r"\b(?:has|have)\b(?:\W+\w+){0,3}\W*$", re.IGNORECASE)
DEFINITE = re.compile(r"\b(?:the|that|this|those|these|his|her|its|their)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
ANY = re.compile(r"\b(?:any|no|never|ever|neither|nobody)\b(?:\W+\w+){0,4}\W*$", re.IGNORECASE)
NOT = re.compile(
    r"\b(?:has|have|had|did|do|does|is|are|was|were)(?: not|n't|n’t| yet| never)\b|\bnobody\b|\bno one\b", re.IGNORECASE
)
NTH = re.compile(r"\bfor an? (\w+)(?: straight| consecutive| successive)? (day|night|week)\b")
NTHS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"]
EARLIER = re.compile(
    r"\b(?:previous|earlier|another|past|first|recent|since|repeated|previously|already|long)\b", re.IGNORECASE
)
LONG_AGO = re.compile(
    r"\b(?:under (?:former|then)|anniversary|decades?|years ago|once|historic|was leading"
    r"|was (?:prime minister|president)|when [A-Z][\w.-]+(?: [A-Z][\w.-]+)* (?:was|led|ruled|held|were))\b"
)
NONE = "none"
MOST = 24  # how many expressions and neighbours around an event are weighed


@dataclass(slots=True)
class Story:
    """An article as it is dated, event by event: its expressions, and the days given so far."""

    text: str
    published: date | None
    times: Sequence[Dated]
    ends: Sequence[int]
    events: Sequence[Event]
    given: dict[int, str | None] = field(default_factory=dict)

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence that holds an offset."""
        return bisect_right(self.ends, offset)


def told(event: Event) -> bool:
    """Tell what is said to have happened, or not to have, from what is planned or imagined."""
    return event.status in (Status.REPORTED, Status.UNCONFIRMED, Status.DENIED)


def is_speech(event: Event) -> bool:
    """Tell words from deeds."""
    return event.quad in (Quad.VERBAL_CONFLICT, Quad.VERBAL_COOPERATION)


def candidates(number: int, story: Story) -> list[str]:
    """Return the days that an event might be of: those that the text names nearest, publication, and none."""
    here = story.events[number].trigger.start
    found = [time.iso for time in sorted(story.times, key=lambda time: abs(time.start - here))[:MOST]]
    if story.published:
        found.append(story.published.isoformat())
    near = sorted(story.given, key=lambda n: abs(n - number))[:MOST]
    found += [day for n in near if (day := story.given[n])]
    found += _counted_days(number, story) + _begun(number, story)
    return [*dict.fromkeys(found), NONE]


def _counted_days(number: int, story: Story) -> list[str]:
    """Return days worked out from a neighbour's: `the blast came two days after the raid` either way."""
    event, found = story.events[number], []
    for time in _inside(event, story):
        if not time.counted:
            continue
        right = time.start < event.trigger.start
        sign = time.counted if right else -time.counted
        found += [_moved(day, sign) for day in _neighbours(number, time, right, story) if day and len(day) == 10]
    return found


def _mates(number: int, story: Story) -> list[int]:
    """Return the other events of an event's sentence."""
    start = story.events[number].sentence.start
    return [n for n, event in enumerate(story.events) if event.sentence.start == start and n != number]


def _neighbours(number: int, time: Dated, right: bool, story: Story) -> list[str | None]:
    """Return the days of the sentence's events on the other side of a counting expression, else the story's last."""
    mates = [n for n in _mates(number, story) if n in story.given]
    across = [story.given[n] for n in mates if (story.events[n].trigger.start < time.start) == right]
    if across or not right:
        return across
    before = [n for n in story.given if n < number and told(story.events[n]) and not is_speech(story.events[n])]
    return [story.given[max(before)]] if before else []


def _begun(number: int, story: Story) -> list[str]:
    """Return the first day of what goes on `for a third day on Monday`."""
    event = story.events[number]
    nth = NTH.search(story.text, event.trigger.end, event.sentence.end)
    if nth is None or nth[1] not in NTHS:
        return []
    if any(event.trigger.end <= other.trigger.start < nth.start() for other in story.events):
        return []
    days = NTHS.index(nth[1]) * (7 if nth[2] == "week" else 1)
    named = [t.iso for t in _inside(event, story) if len(t.iso) == 10]
    return [_moved(named[0] if named else story.published.isoformat(), -days)] if story.published else []


def _moved(day: str, days: int) -> str:
    return add_days(date.fromisoformat(day), days).isoformat()


def signs(number: int, day: str, story: Story) -> dict[str, float]:
    """Return the signs for and against `day` (or NONE) as the day of an event; their weights are in `anchor.toml`."""
    event = story.events[number]
    inside = _inside(event, story)
    if day == NONE:
        return _of_none(event, inside, story)
    found = _of_expressions(event, day, inside, story)
    found |= _of_story(number, day, story, bool(inside))
    found |= _of_tense(event, day, story)
    if day in _counted_days(number, story):
        found["counted from a neighbour"] = 1.0
    if day in _begun(number, story):
        found["begun days before"] = 1.0
    return found


def _inside(event: Event, story: Story) -> list[Dated]:
    return [t for t in story.times if event.sentence.start <= t.start < event.sentence.end]


def _kind(event: Event) -> str:
    return f"{event.status}{'-speech' if is_speech(event) else ''}"


def _of_none(event: Event, inside: list[Dated], story: Story) -> dict[str, float]:
    """Return the signs of an event without a day."""
    left = story.text[event.sentence.start : event.trigger.start]
    found = {f"none {_kind(event)}": 1.0, "none": 1.0}
    if inside:
        found[f"none though dated {'told' if told(event) else 'untold'}"] = 1.0
    if LONG_AGO.search(event.sentence.text) and not inside:
        found["none long ago"] = 1.0
    if ANY.search(left):
        found["none any"] = 1.0
    if NOT.search(left) and event.status == Status.DENIED:
        found["none has not"] = 1.0
    if PERFECT.search(left) and told(event):
        found["none had"] = 1.0
    if DEFINITE.search(left):
        found[f"none definite {'told' if told(event) else 'untold'}"] = 1.0
    if EARLIER.search(left[-60:]):
        found["none earlier"] = 1.0
    return found


def _of_expressions(event: Event, day: str, inside: list[Dated], story: Story) -> dict[str, float]:
    """Return the signs of the expressions that name the day, in the event's sentence or near it."""
    mine = [t for t in inside if t.iso == day]
    found: dict[str, float] = {}
    if mine:
        best = min(mine, key=lambda t: _gap(event, t, story))
        found |= _attachment(event, best, inside, story)
    elif inside:
        found["another day in the sentence"] = 1.0
    here = story.sentence(event.trigger.start)
    away = [here - story.sentence(t.start) for t in story.times if t.iso == day and t not in inside]
    back = min((a for a in away if a > 0), default=0)
    if back:
        found[f"named {min(back, 3)} back{' alone' if not inside else ''}"] = 1.0
        latest = [t for t in story.times if t.start < event.sentence.start]
        if latest and latest[-1].iso == day:
            found[f"last named{'' if inside else ' alone'}{' speech' if is_speech(event) else ''}"] = 1.0
    if any(a == -1 for a in away) and not inside:
        found["named next"] = 1.0
    elif any(a < 0 for a in away):
        found["named later"] = 1.0
    return found


def _gap(event: Event, time: Dated, story: Story) -> float:
    """Return the distance of expression and trigger in characters, a clause's end counting for thirty."""
    left, right = sorted(((time.start, time.end), (event.trigger.start, event.trigger.end)))
    between = story.text[left[1] : max(left[1], right[0])]
    return len(between) + 30 * len(CLAUSE.findall(between))


def _attachment(event: Event, time: Dated, inside: list[Dated], story: Story) -> dict[str, float]:
    """Return how an expression of the sentence hangs together with the trigger."""
    after = time.start >= event.trigger.end
    left, right = sorted(((time.start, time.end), (event.trigger.start, event.trigger.end)))
    between = story.text[left[1] : max(left[1], right[0])]
    side = "after" if after else "before"
    found = {"in the sentence": 1.0, f"in the sentence {_kind(event)}": 1.0, f"{side}": 1.0}
    found[f"distance {side}"] = min(len(between), 200) / 100
    found["clauses"] = float(min(len(CLAUSE.findall(between)), 4))
    rivals = [
        e for e in story.events if e.sentence.start == event.sentence.start and e.trigger.start != event.trigger.start
    ]
    if any(_gap(e, time, story) < _gap(event, time, story) for e in rivals):
        found[f"nearer to another {side}"] = 1.0
        found[f"nearer to another {event.status}"] = 1.0
    else:
        found["its own"] = 1.0
    owned = [t for t in inside if t.iso != time.iso and all(_gap(e, t, story) >= _gap(event, t, story) for e in rivals)]
    if rivals and owned:
        found["owns another"] = 1.0
    if all(_gap(event, t, story) >= _gap(event, time, story) for t in inside):
        found["nearest"] = 1.0
    if len(inside) == 1:
        found["only one"] = 1.0
    return found | _joints(time, between, after, event, story)


def _joints(time: Dated, between: str, after: bool, event: Event, story: Story) -> dict[str, float]:
    """Return the words that join or part expression and trigger."""
    found: dict[str, float] = {}
    lead = story.text[max(0, time.start - 14) : time.start].lower()
    follow = story.text[time.end : time.end + 8].lower()
    of_noun = lead.endswith((" its ", " their ", "the ")) and re.match(r" [a-z]", follow)
    if follow.startswith(("'s", "’s")) or of_noun:
        near = not after and len(between) < 40 and not CLAUSE.search(between)
        found["possessive near" if near else "possessive"] = 1.0
    for word in ("since", "until", "by", "from", "for", "of", "before", "after"):
        if re.search(rf"\b{word} (?:the )?$", lead):
            found[f"{word} it"] = 1.0
    if re.search(r"\b(?:after|following|before)\b", between):
        found[f"after or before between {'after' if after else 'before'}"] = 1.0
    if re.search(r"\b(?:said|told|saying|says)\b", between):
        found["said between"] = 1.0
    if time.counted:
        found["counted right" if not after and len(between) < 90 else "counted wrong"] = 1.0
    if len(time.iso) < 10:
        found["coarse"] = 1.0
    if time.start - event.sentence.start < 20:
        found["opens the sentence"] = 1.0
    return found


def _of_story(number: int, day: str, story: Story, dated_here: bool) -> dict[str, float]:
    """Return the signs of the days given to other events."""
    event, earlier = story.events[number], [n for n in sorted(story.given) if n < number]
    alone = "" if dated_here else " alone"
    found: dict[str, float] = {}
    speech = "speech" if is_speech(event) else "deed"
    untold = "" if told(event) else " untold"
    dated = [n for n in earlier if told(story.events[n]) and story.given[n]]
    deeds = [n for n in dated if not is_speech(story.events[n]) and not _begun(n, story)]
    talks = [n for n in dated if is_speech(story.events[n])]
    if deeds and story.given[deeds[-1]] == day:
        found[f"last deed {speech}{alone}{untold}"] = 1.0
    if talks and story.given[talks[-1]] == day:
        found[f"last talk {speech}{alone}{untold}"] = 1.0
    if deeds and story.given[deeds[0]] == day:
        found[f"first deed {speech}{alone}{untold}"] = 1.0
    if earlier and story.given[earlier[-1]] == day and story.events[earlier[-1]].sentence.start == event.sentence.start:
        found[f"same sentence {speech}{alone}"] = 1.0
    return found | _of_kin(event, day, [n for n in story.given if n != number], story, dated_here)


def _of_kin(event: Event, day: str, others: Sequence[int], story: Story, dated_here: bool) -> dict[str, float]:
    """Return the signs of events that may be the same happening."""
    alone = " alone" if not dated_here else ""
    definite = bool(DEFINITE.search(story.text, max(0, event.trigger.start - 40), event.trigger.start))
    found: dict[str, float] = {}
    same = [n for n in others if story.events[n].type == event.type and story.given[n] and told(story.events[n])]
    if not same:
        return found
    nearest = min(same, key=lambda n: abs(story.events[n].trigger.start - event.trigger.start))
    if story.given[nearest] == day:
        found[f"kin{alone}"] = 1.0
        if definite:
            found[f"kin definite{alone}"] = 1.0
    share = sum(story.given[n] == day for n in same) / len(same)
    found[f"kin share{alone}"] = share
    people = _heads(event)
    if any(story.given[n] == day and people & _heads(story.events[n]) for n in same):
        found[f"kin people{alone}"] = 1.0
    if any(story.given[n] == day and _stem(event) == _stem(story.events[n]) for n in same):
        found[f"kin word{alone}"] = 1.0
    return found


def _heads(event: Event) -> set[str]:
    return {person.text.lower().split()[-1] for person in (*event.actors, *event.recipients) if person.text.split()}


def _stem(event: Event) -> str:
    return event.trigger.text.lower().split()[-1][:5] if event.trigger.text.split() else ""


def _of_tense(event: Event, day: str, story: Story) -> dict[str, float]:
    """Return the signs of tense, status and publication."""
    found: dict[str, float] = {}
    reach = interval(day)
    if reach is None or story.published is None:
        return found
    left = story.text[event.sentence.start : event.trigger.start]
    ahead = reach[0] > story.published
    found[f"{'ahead' if ahead else 'past'} {event.status}"] = 1.0
    if day == story.published.isoformat():
        found[f"publication {_kind(event)}"] = 1.0
        if not _inside(event, story):
            found[f"publication alone {_kind(event)}"] = 1.0
        if PERFECT.search(left):
            found["publication had"] = 1.0
        if PRESENT_PERFECT.search(left):
            found["publication has"] = 1.0
    if len(day) < 10 and all(t.iso != day for t in _inside(event, story)):
        found["coarse elsewhere"] = 1.0
    back = (story.published - reach[1]).days
    if back > 30:
        found["long past"] = 1.0
        if PERFECT.search(left):
            found["long past had"] = 1.0
    return found
