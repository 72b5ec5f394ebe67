"""What a room may know of the sentence it reads: the parse and the marks that fall into it."""

from dataclasses import dataclass

from tocsin.events.parse import Sentence, Token
from tocsin.events.words import words
from tocsin.records import Article, Marks, Participant

# Classes of words that a marked actor of one of these sectors belongs to as well.
_CLASS_SECTORS = {
    "TROOPS": frozenset({"MIL"}),
    "POLICE": frozenset({"COP"}),
    "REBELS": frozenset({"REB", "UAF"}),
    "ARMED": frozenset({"MIL", "COP", "REB", "UAF", "CRM"}),
    "AUTHORITIES": frozenset({"GOV", "COP", "JUD", "SPY"}),
    "OFFICIALS": frozenset({"GOV", "ELI", "IGO"}),
    "PARTY": frozenset({"PTY", "OPP"}),
    "OPPOSITION": frozenset({"PTY", "OPP"}),
    "CROWD": frozenset(),
}
_STATE_SECTORS = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG", "IGO"})


@dataclass(frozen=True, slots=True)
class Context:
    """One sentence with the actors and token indices of the places marked in it."""

    sentence: Sentence
    actors: tuple[Participant, ...]
    place_tokens: frozenset[int]
    actor_tokens: dict[int, Participant]
    article: Article

    def is_form(self, token: Token, form: str) -> bool:
        """Whether a token looks like a PERSON, PLACE, STATE or NAME; a name of unknown kind may be any of them."""
        named = token.pos_ == "PROPN"
        actor = self.actor_tokens.get(token.i)
        if form == "PERSON":
            return token.lower_ in words("PERSONWORDS") or (
                named and token.i not in self.place_tokens and not (actor and not actor.name)
            )
        if form == "PLACE":
            return token.i in self.place_tokens or (named and not (actor and actor.name))
        if form == "STATE":
            if actor:
                return actor.sector in _STATE_SECTORS
            return named or token.lemma_.lower() in words("STATEWORDS")
        if form in _CLASS_SECTORS:
            return (actor is not None and actor.sector in _CLASS_SECTORS[form]) or (
                form == "CROWD" and token.tag_ == "NNPS"
            )
        if form == "BODY":
            return actor is not None and actor.sector == "IGO"
        return form == "NAME" and named


def _tokens_of(sentence: Sentence, start: int, end: int) -> range:
    shift = sentence.span.start
    span = sentence.doc.char_span(start - shift, end - shift, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def make(sentence: Sentence, article: Article, marks: Marks) -> Context:
    """Return the context of a sentence; marks outside it are left out."""
    low, high = sentence.span.start, sentence.span.end
    actors = tuple(one for one in marks.actors if low <= one.start and one.end <= high)
    by_token = {i: one for one in actors for i in _tokens_of(sentence, one.start, one.end)}
    places = frozenset(
        i
        for one in marks.places
        if low <= one.start and one.end <= high
        for i in _tokens_of(sentence, one.start, one.end)
    )
    return Context(sentence, actors, places, by_token, article)
