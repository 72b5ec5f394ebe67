"""The relation that a text tells between two given participants: its PLOVER type, by the triggers that link the two."""

from dataclasses import dataclass

from tocsin.events import context, modes, parse, roles, select, triggers
from tocsin.events.ontology import plover
from tocsin.events.parse import Token
from tocsin.events.select import Mention
from tocsin.records import Article, Marks, Quad

# A trigger counts this much where it links both, one, or none of the two; being in the main clause adds a little.
_BOTH, _ONE, _NONE, _MAIN, _REVERSED = 4.0, 1.6, 0.4, 0.5, 0.6


@dataclass(frozen=True, slots=True)
class Classified:
    """The most likely type with its mode and class, and the share of each type seen (0..1, summing to 1); None and empty
    where the text names no event."""

    type: str | None
    mode: str | None
    quad: Quad | None
    scores: dict[str, float]
    why: str


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


def classify(text: str, actor: str, recipient: str) -> Classified:
    """Return what `actor` does to `recipient` in `text`; both are quotes of the text, either may be empty."""
    article = Article("", None, "", text, "en", None, (), None, None, 0.0, "")
    weights: dict[str, float] = {}
    best: tuple[float, str, str | None, str] = (0.0, "", None, "")
    for sentence in parse.parse(text):
        here = context.make(sentence, article, Marks())
        length = len(sentence.span.text)
        who, whom = (_span(text, quote, sentence.span.start, length) for quote in (actor, recipient))
        mentions = select.choose(list(triggers.find(here)), 0.0)
        for mention in mentions:
            weight = _weight(mention, here, who, whom)
            weights[mention.trigger.type] = weights.get(mention.trigger.type, 0.0) + weight
            if weight > best[0]:
                best = weight, mention.trigger.type, modes.of(mention, mentions), mention.trigger.why
    if not weights:
        return Classified(None, None, None, {}, "no trigger of an event found")
    total = sum(weights.values())
    return Classified(
        best[1],
        best[2],
        plover().quad(best[1]),
        {name: round(value / total, 4) for name, value in weights.items()},
        best[3],
    )
