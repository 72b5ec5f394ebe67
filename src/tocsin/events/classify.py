"""The relation that a text tells between two given participants: its PLOVER type, by the triggers that link the two."""

from typing import NamedTuple

from tocsin.events import context, modes, parse, roles, select, triggers
from tocsin.events.ontology import plover
from tocsin.events.parse import Token
from tocsin.events.select import Mention
from tocsin.records import Article, Marks, Participant, Quad

# A trigger counts this much where it links both, one, or none of the two; being in the main clause adds a little.
_BOTH, _ONE, _NONE, _MAIN, _REVERSED = 4.0, 1.6, 0.4, 0.5, 0.6


class Classified(NamedTuple):
    """The most likely type with its mode and class, and the share of each type seen (0..1, summing to 1)."""

    type: str
    mode: str | None
    quad: Quad
    scores: dict[str, float]


# Where a text names no event at all; `scores` is then empty.
NOTHING = Classified("CONSULT", None, Quad.VERBAL_COOPERATION, {})


def _inside(token: Token, span: tuple[int, int] | None) -> bool:
    return span is not None and span[0] < token.idx + len(token.text) and token.idx < span[1]


def _span(text: str, quote: str, shift: int, length: int) -> tuple[int, int] | None:
    at = text.lower().find(quote.lower().strip()) if quote.strip() else -1
    if at < 0 or not shift <= at < shift + length:
        return None
    return at - shift, at - shift + len(quote.strip())


def _weight(
    mention: Mention, here: context.Context, actor: tuple[int, int] | None, recipient: tuple[int, int] | None
) -> float:
    people = roles.of(mention, here)
    does = any(_inside(one, actor) for one in people.actors)
    done_to = any(_inside(one, recipient) for one in (*people.recipients, *people.actors))
    turned = any(_inside(one, recipient) for one in people.actors) and any(
        _inside(one, actor) for one in people.recipients
    )
    base = _BOTH if does and done_to else _REVERSED if turned else _ONE if does or done_to else _NONE
    return (base + (_MAIN if mention.trigger.token.dep_ == "ROOT" else 0.0)) * mention.trigger.confidence


def _marks(text: str, *quotes: str) -> Marks:
    """Mark the given participants, so that their words are read as someone's."""
    found = [(text.lower().find(quote.lower().strip()), quote.strip()) for quote in quotes if quote.strip()]
    return Marks(actors=tuple(Participant(text[at : at + len(q)], at, at + len(q)) for at, q in found if at >= 0))


def classify(text: str, actor: str, recipient: str) -> Classified:
    """Return what `actor` does to `recipient` in `text`; both are quotes of the text, and either may be empty."""
    article = Article("", None, "", text, "en", None, (), None, None, 0.0, "")
    marks = _marks(text, actor, recipient)
    weights: dict[str, float] = {}
    found: list[tuple[float, str, str | None]] = []
    for sentence in parse.parse(text):
        here = context.make(sentence, article, marks)
        length = len(sentence.span.text)
        who, whom = (_span(text, quote, sentence.span.start, length) for quote in (actor, recipient))
        mentions = select.choose(list(triggers.find(here)), 0.0)
        for one in mentions:
            found.append((_weight(one, here, who, whom), one.trigger.type, modes.of(one, mentions)))
    if not found:
        return NOTHING
    for weight, type_, _ in found:
        weights[type_] = weights.get(type_, 0.0) + weight
    best = max(weights, key=lambda name: weights[name])
    mode = max((one for one in found if one[1] == best), key=lambda one: one[0])[2]
    total = sum(weights.values())
    return Classified(best, mode, plover().quad(best), {name: round(w / total, 4) for name, w in weights.items()})
