"""Where a candidate stands towards an event: the slot it fills of the trigger, its clause, or what governs both."""

from collections.abc import Iterator

from tocsin.events import syntax
from tocsin.events.parse import Token

_DIRECT = frozenset(
    {"nsubj", "nsubjpass", "dobj", "dative", "poss", "amod", "compound", "nmod", "attr", "appos", "agent", "oprd"}
)


def _first_conjunct(token: Token) -> tuple[Token, bool]:
    """The noun that a coordinated or appositive one goes with, and whether there was one to go to."""
    base = token
    while base.dep_ in ("conj", "appos") and base.head.pos_ in ("NOUN", "PROPN", "ADJ", "PRON", "NUM"):
        base = base.head
    return base, base is not token


def relation(token: Token, anchor: Token) -> str | None:
    """Return how a noun hangs on a word: its label, its preposition, or the part of the word that it owns; or None."""
    head = token.head
    if head == anchor and token.dep_ in _DIRECT:
        return str(token.dep_)
    if token.dep_ == "pobj" and head.head == anchor:
        return f"prep {head.lower_}"
    if head.head == anchor and head.dep_ in _DIRECT and token.dep_ in ("poss", "compound", "amod", "nmod"):
        return f"owner of {head.dep_}"
    if token.dep_ == "pobj" and head.head.head == anchor and head.head.dep_ in _DIRECT:
        return f"{head.lower_} {head.head.dep_}"
    return None


def _anchors(trigger: Token, governor: Token | None) -> Iterator[tuple[str, Token]]:
    yield "own", trigger
    verb = syntax.clause_head(trigger)
    if verb != trigger and verb.pos_ in ("VERB", "AUX"):
        yield "clause", verb
    above = verb.head
    if above != verb and above.pos_ in ("VERB", "AUX"):
        yield "upper", above
    if governor is not None:
        yield "governor", governor


def slots(token: Token, trigger: Token, governor: Token | None) -> Iterator[str]:
    """Yield every slot that a candidate of the trigger's own sentence fills, the nearest anchor first."""
    base, coordinated = _first_conjunct(token)
    for name, anchor in _anchors(trigger, governor):
        found = relation(base, anchor)
        if found is not None:
            yield f"{name} {found}"
            if coordinated:
                yield f"{name} coordinated"


def slot(token: Token, trigger: Token, governor: Token | None) -> str:
    """Return the nearest slot that a candidate fills, or on which side of the trigger it stands."""
    return next(slots(token, trigger, governor), "before" if token.i < trigger.i else "after")
