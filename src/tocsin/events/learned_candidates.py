"""Which words of an article may name an event: those the rules find, those the rules drop, those the tagger marks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.events import gate, select, triggers
from tocsin.events.context import Context
from tocsin.events.gate import Verdict
from tocsin.events.learned_windows import Batch, Hint
from tocsin.events.ontology import plover
from tocsin.events.select import Mention
from tocsin.events.triggers import Trigger

# The tagger proposes a span where the chance of some event reaches this; the judge decides later.
PROPOSE = 0.2
MOST_TOKENS = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mention: where, as what, and whether the rules keep it (`source` is kept, dropped or model)."""

    here: Context
    mention: Mention
    source: str
    open: bool

    @property
    def type(self) -> str:
        """The PLOVER type it would have."""
        return self.mention.trigger.type

    @property
    def span(self) -> tuple[int, int]:
        """Start and end of the trigger in the article."""
        trigger = self.mention.trigger
        quote = self.here.sentence.quote(trigger.first, trigger.last)
        return quote.start, quote.end


def types() -> tuple[str, ...]:
    """The 16 types in the order of the tagger's classes 1..16; class 0 is no event."""
    return plover().types


def pairs() -> tuple[tuple[str, str | None], ...]:
    """Every (type, mode), the type's None first, in the order of the mode head's classes."""
    return tuple((name, mode) for name in types() for mode in (None, *plover().modes[name]))


def from_rules(contexts: Iterable[Context], verdict: Verdict, least: float) -> list[Candidate]:
    """Return the rules' mentions and, as dropped, the triggers that became none of their own."""
    found = []
    for here in contexts:
        is_open = verdict.political or gate.sentence_is_political(here.sentence, verdict.topic)
        all_ = list(triggers.find(here))
        mentions = select.choose(all_, least)
        taken = {one.trigger.token.i for one in mentions}
        found += [Candidate(here, one, "kept" if is_open else "dropped", is_open) for one in mentions]
        found += [Candidate(here, Mention(one), "dropped", is_open) for one in all_ if one.token.i not in taken]
    return found


def hints(candidates: Iterable[Candidate]) -> list[Hint]:
    """Return the rules' candidates as codes for the encoder: 1..16 a kept type, 17..32 a dropped one; kept first."""
    number = {name: i + 1 for i, name in enumerate(types())}
    found = [
        Hint(*one.span, number[one.type] + (0 if one.source == "kept" else len(number)))
        for one in candidates
        if one.type in number
    ]
    return sorted(found, key=lambda hint: (hint.code > len(number), hint.start))


def _runs(likely: NDArray[np.bool_], best: NDArray[np.int64]) -> list[tuple[int, int]]:
    """The first and last index of runs of likely pieces with one best type."""
    runs: list[tuple[int, int]] = []
    for i in np.flatnonzero(likely):
        if runs and runs[-1][1] == i - 1 and best[runs[-1][0]] == best[i]:
            runs[-1] = (runs[-1][0], int(i))
        else:
            runs.append((int(i), int(i)))
    return runs


def _trigger(here: Context, start: int, end: int, type_: str, chance: float) -> Trigger | None:
    shift = here.sentence.span.start
    span = here.sentence.doc.char_span(start - shift, end - shift, alignment_mode="expand")
    if span is None or not len(span):
        return None
    first, last = span.start, min(span.end - 1, span.start + MOST_TOKENS - 1)
    inside = range(first, last + 1)
    token = next((span.doc[i] for i in inside if span.doc[i].head.i not in inside or span.doc[i].dep_ == "ROOT"), None)
    if token is None or token.is_punct or token.is_space:
        return None
    nominal = token.pos_ not in ("VERB", "AUX", "ADJ")
    return Trigger(token, first, last, type_, None, chance, f"the model sees {type_} ({chance:.2f})", nominal)


def from_model(
    contexts: Sequence[Context], batch: Batch, chances: NDArray[np.float32], known: Iterable[Candidate], is_open: bool
) -> list[Candidate]:
    """Return the spans that the tagger marks, less those that `known` has with the same type.

    `chances` has shape (windows, pieces, 17), softmaxed over the classes.
    """
    taken = {(one.here.sentence.number, one.mention.trigger.token.i, one.type) for one in known}
    found = []
    for row in range(len(batch.ids)):
        event = 1.0 - chances[row, :, 0]
        best = chances[row, :, 1:].argmax(axis=1)
        for low, high in _runs((event >= PROPOSE) & (batch.starts[row] >= 0), best):
            start, end = int(batch.starts[row, low]), int(batch.ends[row, high])
            here = next((one for one in contexts if one.sentence.span.start <= start < one.sentence.span.end), None)
            if here is None:
                continue
            chance = float(chances[row, low : high + 1, 1 + int(best[low])].max())
            end = min(end, here.sentence.span.end)
            trigger = _trigger(here, start, end, types()[int(best[low])], chance)
            if trigger and (key := (here.sentence.number, trigger.token.i, trigger.type)) not in taken:
                taken.add(key)
                found.append(Candidate(here, Mention(trigger), "model", is_open))
    return found
