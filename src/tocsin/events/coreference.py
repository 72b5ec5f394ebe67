"""Pronouns and what they stand for: the nearest fitting participant named before, subjects first."""

from dataclasses import dataclass, field

from tocsin.events.context import Context
from tocsin.events.parse import Token
from tocsin.events.participants import is_participant, participant
from tocsin.events.words import words
from tocsin.records import Participant

_SINGULAR_PERSON = frozenset({"he", "she", "him", "her", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "themselves", "we", "us"})
_THING = frozenset({"it", "itself"})
_ALL = _SINGULAR_PERSON | _PLURAL | _THING | {"i", "me"}
_FAR = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A participant met in the text: where, whether as a subject, and what kind of noun it was."""

    who: Participant
    sentence: int
    token: int
    subject: bool
    person: bool
    plural: bool
    quoted: bool = False


@dataclass(slots=True)
class History:
    """The participants met so far in one article, in order."""

    met: list[Candidate] = field(default_factory=list)
    regions: list[tuple[int, int]] = field(default_factory=list)

    def quoted(self, position: int) -> bool:
        """Whether a place in the text lies inside a quotation."""
        return any(low <= position < high for low, high in self.regions)

    def note(self, context: Context) -> None:
        """Remember the participants of a sentence; call it once a sentence, in order."""
        for token in context.sentence.doc:
            if (
                token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "ROOT", "dative", "agent")
                and token.pos_ in ("NOUN", "PROPN")
                and is_participant(token, context)
            ):
                self.met.append(_candidate(token, context, self.quoted(context.sentence.span.start + token.idx)))

    def resolve(self, token: Token, context: Context) -> Participant | None:
        """Return what a pronoun stands for, or None where `token` is no pronoun or nothing fits."""
        low = token.lower_
        if low not in _ALL:
            return None
        number, best, best_score = context.sentence.number, None, -1e9
        inside = self.quoted(context.sentence.span.start + token.idx)
        for one in self.met:
            before = one.sentence < number or (one.sentence == number and one.token < token.i)
            if not before or number - one.sentence > _FAR:
                continue
            score = (
                _fit(one, low, number, token)
                - (1.5 if one.quoted != inside else 0.0)
                - (3.0 if one.quoted and not inside else 0.0)
            )
            if score > best_score:
                best, best_score = one, score
        return best.who if best is not None and best_score > 0 else None


def _candidate(token: Token, context: Context, quoted: bool) -> Candidate:
    who = participant(token, context)
    organisation = (
        who.sector in ("IGO", "NGO", "GOV", "REB", "MIL", "PTY")
        and token.pos_ == "PROPN"
        and token.i in context.actor_tokens
        and who.name is None
    )
    named = token.pos_ == "PROPN" and not organisation and token.i not in context.place_tokens
    person = named or token.lemma_ in words("single_persons")
    return Candidate(
        who,
        context.sentence.number,
        token.i,
        token.dep_ in ("nsubj", "nsubjpass"),
        person,
        token.tag_ in ("NNS", "NNPS") or bool(list(token.conjuncts)),
        quoted,
    )


def _fit(one: Candidate, low: str, number: int, token: Token) -> float:
    if low in _SINGULAR_PERSON | {"i", "me"}:
        suits = 2.0 if one.person and not one.plural else -5.0
    elif low in _PLURAL:
        suits = 2.0 if one.plural else 0.5 if not one.person else -2.0
    else:
        suits = 1.5 if not one.person and not one.plural else -3.0
    distance = number - one.sentence
    return suits + (1.0 if one.subject else 0.0) - 0.8 * distance + 0.01 * one.token * (1 if distance else 0.5)
