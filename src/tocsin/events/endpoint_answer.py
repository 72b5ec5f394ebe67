"""An endpoint's answer, checked against the article: every quote is found in the text or dropped with its reason."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tocsin.events.ontology import Ontology
from tocsin.events.sentences import split
from tocsin.records import Article, Event, Figures, Participant, Place, Span, Status

MOST_EVENTS, MOST_PEOPLE, LONGEST_QUOTE, MOST_PEOPLE_HURT = 200, 12, 400, 10_000_000
UNSURE = 0.5
"""The confidence of a mention for which the endpoint gives none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The mentions that stand up to the text, and one line for each thing that did not."""

    events: tuple[Event, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    article: Article
    window: tuple[int, int]
    sentences: tuple[Span, ...]
    ontology: Ontology
    dropped: list[str]

    def drop(self, what: str, value: object, why: str) -> None:
        """Note what is left out, and why."""
        self.dropped.append(f"{what} {str(value)[:80]!r} dropped: {why}")


def read_answer(answer: str, article: Article, window: tuple[int, int], ontology: Ontology) -> Answer:
    """Return what in `answer` (JSON with a list `events`, maybe among other words) the text bears out.

    Only `window` of the article was shown, so triggers are looked for there. Nothing in `answer` raises.
    """
    sentences = tuple(one for one in split(article.text) if window[0] <= one.start < window[1])
    reading = _Reading(article, window, sentences, ontology, [])
    events = [event for one in _items(answer, reading) if (event := _event(one, reading)) is not None]
    return Answer(tuple(events), tuple(reading.dropped))


def _items(answer: str, reading: _Reading) -> Iterator[Mapping[str, Any]]:
    low, high = answer.find("{"), answer.rfind("}")
    try:
        table = json.loads(answer[low : high + 1]) if 0 <= low < high else None
    except (ValueError, RecursionError):
        table = None
    found = table.get("events") if isinstance(table, dict) else None
    if not isinstance(found, list):
        reading.drop("answer", answer, "no JSON object with a list of events")
        return
    if len(found) > MOST_EVENTS:
        reading.drop("events", len(found), f"more than {MOST_EVENTS}; the first are kept")
    for one in found[:MOST_EVENTS]:
        if isinstance(one, dict):
            yield one
        else:
            reading.drop("event", one, "no object")


def _event(one: Mapping[str, Any], reading: _Reading) -> Event | None:
    type_, found = one.get("type"), _trigger(one, reading)
    if not isinstance(type_, str) or type_ not in reading.ontology.modes:
        reading.drop("event", type_, "no such type")
        return None
    if found is None:
        return None
    sentence, trigger = found
    before = len(reading.dropped)
    mode, status = _mode(one, type_, reading), _status(one, reading)
    quoted = _quote(one.get("date"), "date", sentence, reading)
    event = Event(
        id="",
        article=reading.article.id,
        sentence=sentence,
        trigger=trigger,
        type=type_,
        mode=mode,
        cameo=reading.ontology.cameo(type_, mode),
        goldstein=reading.ontology.goldstein(type_, mode),
        quad=reading.ontology.quad(type_),
        type_why="as the endpoint reads it",
        actors=_people(one, "actors", sentence, reading),
        recipients=_people(one, "recipients", sentence, reading),
        place=_place(one, sentence, reading),
        date_span=quoted,
        status=status,
        attribution=_person(one.get("attribution"), "attribution", sentence, reading),
        killed=_figures(one, "killed", reading),
        injured=_figures(one, "injured", reading),
        confidence=_confidence(one),
        coder="endpoint",
    )
    return replace(event, status_why="; ".join(["as the endpoint reads it", *reading.dropped[before:]]))


def _trigger(one: Mapping[str, Any], reading: _Reading) -> tuple[Span, Span] | None:
    """The sentence and the trigger in it; where a sentence is quoted, only that one is looked into."""
    quote, around = one.get("trigger"), one.get("sentence")
    if not isinstance(quote, str) or not quote.strip() or len(quote) > LONGEST_QUOTE:
        reading.drop("event", quote, "no trigger")
        return None
    quote = quote.strip()
    own = [s for s in reading.sentences if isinstance(around, str) and around.strip() and _same(around, s.text)]
    for sentence in own or (reading.sentences if not around else ()):
        if (at := _word(sentence.text, quote)) >= 0:
            return sentence, Span(quote, sentence.start + at, sentence.start + at + len(quote))
    reading.drop("event", quote, "the trigger does not stand in such a sentence of the text")
    return None


def _same(quoted: str, sentence: str) -> bool:
    """Whether the quoted sentence is this one, wholly or in a part that is long enough to tell."""
    quoted = quoted.strip()
    return quoted == sentence or (len(quoted) >= 20 and quoted in sentence) or sentence in quoted


def _word(text: str, quote: str) -> int:
    """Where `quote` stands in `text` as whole words; -1 where it does not."""
    at = text.find(quote)
    while at >= 0:
        end = at + len(quote)
        if not (text[at - 1 : at].isalnum() and quote[0].isalnum()) and not (
            text[end : end + 1].isalnum() and quote[-1].isalnum()
        ):
            return at
        at = text.find(quote, at + 1)
    return -1


def _quote(value: object, field: str, sentence: Span, reading: _Reading) -> Span | None:
    """Find a quote: in its sentence first, else before it, else after."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_QUOTE:
        reading.drop(field, value, "no quote")
        return None
    quote, text = value.strip(), reading.article.text
    for low, high in ((sentence.start, sentence.end), (0, sentence.start), (sentence.end, len(text))):
        if (at := _word(text[low:high], quote)) >= 0:
            return Span(quote, low + at, low + at + len(quote))
    reading.drop(field, quote, "not in the text")
    return None


def _person(value: object, field: str, sentence: Span, reading: _Reading) -> Participant | None:
    found = _quote(value, field, sentence, reading)
    return Participant(found.text, found.start, found.end) if found else None


def _people(one: Mapping[str, Any], field: str, sentence: Span, reading: _Reading) -> tuple[Participant, ...]:
    values = one.get(field) or []
    if not isinstance(values, list):
        values = [values]
    found = (_person(value, field, sentence, reading) for value in values[:MOST_PEOPLE])
    return tuple(dict.fromkeys(person for person in found if person is not None))


def _place(one: Mapping[str, Any], sentence: Span, reading: _Reading) -> Place | None:
    found = _quote(one.get("place"), "place", sentence, reading)
    return Place(found.text, found.start, found.end, why="as the endpoint reads it") if found else None


def _mode(one: Mapping[str, Any], type_: str, reading: _Reading) -> str | None:
    mode = one.get("mode") or None
    if mode is None or (isinstance(mode, str) and reading.ontology.has_mode(type_, mode)):
        return mode
    reading.drop("mode", mode, f"not one of {type_}'s")
    return None


def _status(one: Mapping[str, Any], reading: _Reading) -> Status:
    """An unknown status is no ground to call something a fact."""
    value = one.get("status")
    if isinstance(value, str) and value in set(Status):
        return Status(value)
    reading.drop("status", value, "no such status; taken as unconfirmed")
    return Status.UNCONFIRMED


def _figures(one: Mapping[str, Any], field: str, reading: _Reading) -> Figures | None:
    value = one.get(field)
    if value is None:
        return None
    pair = value if isinstance(value, list) else [value, value]
    if len(pair) == 2 and all(type(n) is int and 0 <= n <= MOST_PEOPLE_HURT for n in pair) and pair[0] <= pair[1]:
        return Figures(pair[0], pair[1])
    reading.drop(field, value, "no pair of whole numbers, low and high")
    return None


def _confidence(one: Mapping[str, Any]) -> float:
    value = one.get("confidence")
    return float(value) if isinstance(value, int | float) and 0 <= value <= 1 else UNSURE
