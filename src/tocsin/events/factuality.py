"""The status of any span of a text, as a label and as a score from -3 (certainly not) to 3 (certainly)."""

from functools import cache
from typing import NamedTuple

from tocsin.events import parse, status
from tocsin.events.cues import is_infinitive, negated
from tocsin.events.parse import Sentence, Token
from tocsin.events.words import read_resource, words
from tocsin.records import Status


class Scored(NamedTuple):
    """A status, its score -3..3, and the cue behind both."""

    status: Status
    score: float
    why: str


@cache
def _scores() -> dict[str, float]:
    return {name: float(value) for name, value in read_resource("factuality.yaml").items()}


def _head(sentence: Sentence, start: int, end: int) -> Token | None:
    """The syntactic head of the tokens that a span of the article covers in this sentence."""
    shift = sentence.span.start
    inside = [one for one in sentence.doc if one.idx + shift < end and start < one.idx + len(one.text) + shift]
    return next((one for one in inside if one.head not in inside or one.head == one), None)


def _unreal(token: Token) -> bool:
    """An infinitive under a verb that does not bring it about (`tried to`, `has to`), for which no other cue speaks."""
    return is_infinitive(token) and token.dep_ in ("xcomp", "ccomp", "acl", "advcl") and token.head.lemma_ not in words("implicative")


def of_token(token: Token) -> Scored:
    """Return the status and score of the event that a token of a parsed sentence names."""
    reading = status.of(token)
    if reading.cue == "flat" and _unreal(token):
        return Scored(reading.status, _scores()["infinitive"], f"infinitive under '{token.head.text}'")
    if reading.cue == "not" and token.pos_ not in ("VERB", "AUX") and negated(token) is None:
        return Scored(reading.status, _scores()["flat"] if token.dep_ == "nsubj" else _scores()["not"], reading.why)
    return Scored(reading.status, _scores().get(reading.cue, _scores()["flat"]), reading.why)


def score_span(text: str, start: int, end: int) -> Scored:
    """Return the status of the event that `text[start:end]` names; (reported, 3, why) where the span covers no word.

    Only the sentence around the span is read, so a long text costs no more than a short one.
    """
    for span in parse.split(text):
        if span.start < end and start < span.end:
            for sentence in parse.parse_sentence(span):
                if (head := _head(sentence, start, end)) is not None:
                    return of_token(head)
    return Scored(Status.REPORTED, _scores()["flat"], "no word in the span")
