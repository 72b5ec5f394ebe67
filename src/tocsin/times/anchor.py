"""Which day each event is of: every day the text names, publication and none are weighed by what speaks for each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from tocsin.records import Article, Event, Span, Time
from tocsin.times.dated import Dated, dated, sentence_ends
from tocsin.times.days import day_of, interval
from tocsin.times.evidence import LONG_AGO, NONE, Story, candidates, signs, told
from tocsin.times.vocabulary import read_resource

BACKGROUND_DAYS = 30  # an event further back than this before publication is background (annotation guidelines)
ROUNDS = 2  # the second round knows the days that later mentions got in the first


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each sign, a log-odds; `training/dates.py` makes them."""
    return {str(name): float(value) for name, value in read_resource("anchor.toml")["weights"].items()}


def anchor(events: Sequence[Event], times: Sequence[Time], article: Article) -> tuple[Event, ...]:
    """Return the events with `date`, `date_span`, `date_why` and `background` set; a coder's own date_span wins."""
    story = tell(events, times, article)
    for _ in range(ROUNDS):
        for number in range(len(events)):
            story.given[number] = _own(number, story) or _weighed(number, story, weights())
    return tuple(_dated_event(n, story) for n in range(len(events)))


def tell(events: Sequence[Event], times: Sequence[Time], article: Article) -> Story:
    """Return the article as a story to date."""
    published = day_of(article.published)
    return Story(article.text, published, dated(times, article.text, published), sentence_ends(article.text), events)


def _own(number: int, story: Story) -> str | None:
    """Return the day of the expression that the coder itself gave to the event."""
    span = story.events[number].date_span
    if span is None:
        return None
    return next((t.iso for t in story.times if t.start < span.end and span.start < t.end), story.events[number].date)


def score(number: int, day: str, story: Story, weighing: Mapping[str, float]) -> float:
    """Return the summed weight of the signs for a day (log-odds, up to a constant)."""
    return sum(weighing.get(sign, 0.0) * size for sign, size in signs(number, day, story).items())


def _weighed(number: int, story: Story, weighing: Mapping[str, float]) -> str | None:
    best = max(candidates(number, story), key=lambda day: score(number, day, story, weighing))
    return None if best == NONE else best


def _dated_event(number: int, story: Story) -> Event:
    event, day = story.events[number], story.given[number]
    time = _evidence(event, day, story)
    span = Span(story.text[time.start : time.end], time.start, time.end) if time else None
    background = is_background(day, event, story.published)
    if event.background and not background:  # the coder read it as long past: no day of this week can be its own
        day, span, background = None, None, True
    return replace(event, date=day, date_span=span, date_why=_why(number, day, span, story), background=background)


def _evidence(event: Event, day: str | None, story: Story) -> Dated | None:
    """Return the expression of the event's own sentence that names its day, the nearest one."""
    mine = [t for t in story.times if t.iso == day and event.sentence.start <= t.start < event.sentence.end]
    return min(mine, key=lambda t: abs(t.start - event.trigger.start), default=None)


def _why(number: int, day: str | None, span: Span | None, story: Story) -> str:
    """Return in words what the day rests on."""
    if day is None:
        return "nothing dates it" if told(story.events[number]) else "planned or imagined, without a day of its own"
    if span:
        return f"«{span.text}» in its sentence"
    named = next((t for t in story.times if t.iso == day), None)
    if story.published and day == story.published.isoformat():
        return "no other day told: the day of publication"
    return f"the day of the story: «{named.text}»" if named else "the day of the same story"


def is_background(day: str | None, event: Event, published: date | None) -> bool:
    """Return whether an event lies more than 30 days before publication (guideline field `background`)."""
    if day is None:
        return told(event) and bool(LONG_AGO.search(event.sentence.text))
    reach = interval(day)
    return reach is not None and published is not None and (published - reach[1]).days > BACKGROUND_DAYS
