"""An article's text cut into pieces at the borders of coded spans, so that overlapping spans can be marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.records import Event


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the kinds of span it lies in and the numbers (1-based) of the events they belong to."""

    text: str
    kinds: tuple[str, ...]
    events: tuple[int, ...]


def spans(events: Sequence[Event]) -> Iterable[tuple[int, int, str, int]]:
    """Yield (start, end, kind, event number) for every quoted field of the events."""
    for number, event in enumerate(events, 1):
        yield event.sentence.start, event.sentence.end, "sentence", number
        yield event.trigger.start, event.trigger.end, "trigger", number
        for kind, people in (("actor", event.actors), ("recipient", event.recipients)):
            for who in people:
                yield who.start, who.end, kind, number
        for kind, item in (("source", event.attribution), ("place", event.place), ("date", event.date_span)):
            if item is not None and item.end > item.start:
                yield item.start, item.end, kind, number


def pieces(text: str, start: int, end: int, marked: Sequence[tuple[int, int, str, int]]) -> list[Piece]:
    """Return `text[start:end]` cut at every border of a span that overlaps it."""
    inside = [s for s in marked if s[0] < end and s[1] > start]
    borders = sorted({start, end, *(b for s in inside for b in s[:2] if start < b < end)})
    made = []
    for left, right in pairwise(borders):
        here = [s for s in inside if s[0] <= left and s[1] >= right]
        kinds = tuple(sorted({s[2] for s in here}))
        made.append(Piece(text[left:right], kinds, tuple(sorted({s[3] for s in here}))))
    return made


def paragraphs(text: str, events: Sequence[Event]) -> list[list[Piece]]:
    """Return the article's paragraphs, each as its pieces."""
    marked, made, at = list(spans(events)), [], 0
    for paragraph in text.split("\n\n"):
        made.append(pieces(text, at, at + len(paragraph), marked))
        at += len(paragraph) + 2
    return made
