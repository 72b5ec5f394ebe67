"""Pronouns and what they stand for: the nearest fitting participant named before, subjects first."""

from dataclasses import dataclass, field

from tocsin.events.context import Context
from tocsin.events.parse import Token
from tocsin.events.participants import is_participant, lands, participant
from tocsin.events.words import words
from tocsin.records import Participant

_SINGULAR_PERSON = frozenset({"he", "she", "him", "her", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "themselves", "we", "us"})
_THING = frozenset({"it", "itself"})
_ALL = _SINGULAR_PERSON | _PLURAL | _THING | {"i", "me"}
_FAR = 3
_FAR_PAIR = 6
_STATES = frozenset({"GOV", "MIL", "REB", "OPP", "PTY"})


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


@dataclass(frozen=True, slots=True)
class Pair:
    """Two participants named in one breath (`Peru and Ecuador`), and where."""

    one: Participant
    other: Participant
    sentence: int
    token: int
    subject: bool

    def may_be(self, token: Token, number: int) -> bool:
        """Whether `both sides` at a token of sentence `number` may mean them: not those who urge the two to talk."""
        if self.sentence == number:
            return self.token < token.i and not (self.subject and token.dep_ not in ("nsubj", "nsubjpass"))
        return number - _FAR_PAIR <= self.sentence < number


@dataclass(slots=True)
class History:
    """The participants met so far in one article, in order."""

    met: list[Candidate] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
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
            if (two := _coordinated(token, context)) is not None:
                self.pairs.append(two)

    def sides(self, token: Token, context: Context) -> tuple[Participant, ...]:
        """Return the two that `both sides`, `the two countries` or `each` stands for; nobody where it is no such word.

        The nearest pair named before in one breath; else the two states or groups named most often so far.
        """
        if not stands_for_two(token):
            return ()
        number = context.sentence.number
        near = [two for two in self.pairs if two.may_be(token, number)]
        return (near[-1].one, near[-1].other) if near else self._foremost(number)

    def _foremost(self, number: int) -> tuple[Participant, ...]:
        named: dict[str, list[Participant]] = {}
        for one in self.met:
            if one.sentence < number and one.who.sector in _STATES and (key := one.who.country or one.who.name):
                named.setdefault(key, []).append(one.who)
        first = sorted(named.values(), key=len, reverse=True)[:2]
        return tuple(found[-1] for found in first) if len(first) == 2 else ()

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


def stands_for_two(token: Token) -> bool:
    """Whether a word means two participants named before: `both sides`, `the two governments`, `neither side`."""
    if token.lower_ in ("both", "each") and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return True
    if token.lemma_.lower() not in words("sides"):
        return False
    own = {one.lower_ for one in token.children}
    return bool(own & words("two")) and not any(one.dep_ == "prep" for one in token.children)


def _coordinated(token: Token, context: Context) -> Pair | None:
    """Two marked participants of different states or names, joined by `and`, or two lands before one noun."""
    ahead = lands(token)
    if not ahead:
        ahead = [token.head] if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN", "ADJ") else []
    if not ahead or (not {token.i, ahead[0].i} <= set(context.actor_tokens) and not lands(token)):
        return None
    one, other = participant(ahead[0], context), participant(token, context)
    keys = (one.country or one.name, other.country or other.name)
    distinct = keys[0] != keys[1] or bool(lands(token))
    subject = token.head.dep_ in ("nsubj", "nsubjpass")
    return Pair(one, other, context.sentence.number, token.i, subject) if distinct else None


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
