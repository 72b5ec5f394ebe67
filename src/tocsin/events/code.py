"""Events are coded: an article and what is marked in it, through a coder, into checked mentions with ids."""

from collections import Counter
from dataclasses import replace

from tocsin.errors import StopRun
from tocsin.events.coder import Coder
from tocsin.records import Article, Event, Marks, Participant, Place, Span, make_id


def _spans(event: Event) -> list[tuple[str, str, int, int]]:
    """Every quoted field of an event as (field, quote, start, end)."""
    found = [
        ("sentence", event.sentence.text, event.sentence.start, event.sentence.end),
        ("trigger", event.trigger.text, event.trigger.start, event.trigger.end),
    ]
    people: list[tuple[str, Participant]] = [("actors", one) for one in event.actors]
    people += [("recipients", one) for one in event.recipients]
    people += [("attribution", event.attribution)] if event.attribution else []
    found += [(field, one.text, one.start, one.end) for field, one in people]
    place: Place | None = event.place
    if place is not None:
        found.append(("place", place.name, place.start, place.end))
    date: Span | None = event.date_span
    if date is not None:
        found.append(("date_span", date.text, date.start, date.end))
    return found


def check(event: Event, text: str, coder: str) -> None:
    """Raise StopRun, naming the field, where a quoted field of `event` does not quote `text`."""
    for field, quote, start, end in _spans(event):
        if not (0 <= start < end <= len(text) and (text[start:end] == quote or field == "place")):
            raise StopRun(
                f"{field} {quote!r} is not what the text has at {start}:{end}",
                where=f"coder '{coder}', article {event.article}",
                next_step="report this as a bug of the coder",
            )


def _order(event: Event) -> tuple[int, int, str, str]:
    return event.sentence.start, event.trigger.start, event.type, event.mode or ""


def code(article: Article, marks: Marks, coder: Coder) -> tuple[Event, ...]:
    """Return the event mentions of `article` as `coder` reads them, ordered by position, with content ids.

    An id is the hash of the article's id, the starts of sentence and trigger, the type, and the number among equals.
    Raises StopRun where a coder quotes what is not in the text.
    """
    seen: Counter[tuple[int, int, str]] = Counter()
    found = []
    for event in sorted(coder.read(article, marks), key=_order):
        event = replace(event, article=article.id, coder=event.coder or coder.name)
        check(event, article.text, coder.name)
        key = (event.sentence.start, event.trigger.start, event.type)
        found.append(replace(event, id=make_id(article.id, *key, seen[key])))
        seen[key] += 1
    return tuple(found)
