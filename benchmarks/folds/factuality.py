"""Events of a parsed sentence as items to be scored, with the evidence of the rules' status beside them."""

from collections.abc import Sequence
from dataclasses import replace

from folds.encoder import Item, Text, to_text
from tocsin.events.parse import Token
from tocsin.events.status import of, of_token
from tocsin.records import Status


def cue_names(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the kinds of cue that decide the status of these tokens, sorted."""
    return tuple(sorted({of(token).cue for token in tokens}))


def evidence(token: Token, cues: Sequence[str]) -> tuple[float, ...]:
    """Return the rules' score (as a share of 3), status and cue of an event's word."""
    told, cue = of_token(token), of(token).cue
    return (told.score / 3, *(float(told.status is s) for s in Status), *(float(cue == c) for c in cues))


def to_texts(told: Sequence[tuple[str, Sequence[Token], Sequence[float]]], cues: Sequence[str]) -> list[Text]:
    """Return sentences (text, tokens, labels) as texts whose items are the tokens."""
    found = []
    for sentence, tokens, labels in told:
        text = to_text(sentence)
        spans = (text.span(token.idx, token.idx + len(token.text)) for token in tokens)
        items = (Item((s,), evidence(t, cues), y) for s, t, y in zip(spans, tokens, labels, strict=True))
        found.append(replace(text, items=tuple(items)))
    return found
