"""What speaks for each mode of a mention: the tagger's chances, the rules' reading, words around, like mentions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tocsin.events.context import Context
from tocsin.events.learned_candidates import Candidate, pairs
from tocsin.events.learned_features import Pieces
from tocsin.events.means import named
from tocsin.events.ontology import plover
from tocsin.events.parse import Token
from tocsin.events.words import words
from tocsin.records import Event

Row: TypeAlias = dict[str, float]

_SMALL = 1e-4
# How much a word counts by where it stands: a prior on its weight, as the ridge is the same for all.
_OWN, _HANGING, _SENTENCE = 1.0, 1.0, 0.5
_HANGS = frozenset(
    {"dobj", "nsubj", "nsubjpass", "agent", "prep", "prt", "amod", "compound", "xcomp", "advmod", "poss"}
)
_OBJECTS = frozenset({"dobj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Told:
    """A mention on its way: its candidate, the event as the rules' rooms read it, the tagger's log chances of modes.

    `logs` has one value for each of `choices(event.type)`, their exponentials sum to one.
    """

    candidate: Candidate
    event: Event
    logs: NDArray[np.float64]

    @property
    def token(self) -> Token:
        """The trigger's head word."""
        return self.candidate.mention.trigger.token

    @property
    def sentence(self) -> int:
        """The number of its sentence."""
        return self.candidate.here.sentence.number


def choices(type_: str) -> tuple[str | None, ...]:
    """Return the modes that a mention of a type may have: None first."""
    return (None, *plover().modes[type_])


def tell(candidate: Candidate, event: Event, pieces: Pieces) -> Told:
    """Return a mention with the tagger's view of its mode; an even view where no piece is its own."""
    own = [i for i, (type_, _) in enumerate(pairs()) if type_ == event.type]
    inside = pieces.inside(*candidate.span)
    rows = pieces.modes[inside][:, own] if len(inside) else np.ones((1, len(own)), np.float32)
    scores = np.log(np.maximum(rows.astype(np.float64), _SMALL)).mean(axis=0)
    return Told(candidate, event, scores - np.logaddexp.reduce(scores))


def told_with(token: Token) -> list[Token]:
    """Return the words of a trigger's sentence, less those of an act that it only answers (`in revenge for`)."""
    answering = [one for one in token.doc if one.lemma_.lower() in words("ANSWERING")]
    answered = {part.i for one in answering for part in one.subtree}
    return [one for one in token.doc if one.i not in answered or token.i in answered]


def _content(tokens: Iterator[Token]) -> set[str]:
    return {one.lemma_.lower() for one in tokens if one.is_alpha and not one.is_stop}


def _hanging(token: Token) -> Iterator[str]:
    """The words that hang on the trigger and under its prepositions, with how; and what it hangs on."""
    for child in token.children:
        if child.dep_ in _HANGS:
            yield f"{child.dep_}={child.lemma_.lower()}"
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp", "amod", "compound"):
                    yield f"{child.dep_}>{inner.lemma_.lower()}"
    yield f"head={token.head.lemma_.lower()}" if token.head != token else "head="


def _struck(token: Token) -> str:
    """Whom the act is done to, as far as names tell: a person by name, people, or nobody named."""
    struck = [part for child in token.children if child.dep_ in _OBJECTS for part in child.subtree]
    if any(part.ent_type_ == "PERSON" for part in struck):
        return "person"
    return "some" if struck else "none"


def _below(one: Told, others: Sequence[Told]) -> Iterator[str]:
    """The types of mentions that stand in what hangs on the trigger."""
    under = {
        part.i for child in one.token.children if child.dep_ not in ("nsubj", "nsubjpass") for part in child.subtree
    }
    for other in others:
        if other is not one and other.sentence == one.sentence and other.token.i in under:
            yield f"below={other.event.type}"
            yield f"below={other.event.type}/{other.event.mode}"


def around(one: Told, others: Sequence[Told]) -> Row:
    """Return what a mention's surroundings are by name, whatever the mode."""
    trigger, doc = one.candidate.mention.trigger, one.candidate.here.sentence.doc
    found: Row = {"": 1.0, f"source={one.candidate.source}": 1.0, f"struck={_struck(one.token)}": 1.0}
    found |= {f"word:{word}": _SENTENCE for word in _content(iter(told_with(one.token)))}
    found |= {f"trigger:{doc[i].lemma_.lower()}": _OWN for i in range(trigger.first, trigger.last + 1)}
    found |= {f"hangs:{word}": _HANGING for word in _hanging(one.token)}
    found |= dict.fromkeys(_below(one, others), 1.0)
    found |= {f"by={who.sector}": 1.0 for who in one.event.actors}
    found |= {f"to={who.sector}": 1.0 for who in one.event.recipients}
    found |= {f"status={one.event.status.value}": 1.0, f"nominal={trigger.nominal}": 1.0}
    found |= {f"back={one.candidate.mention.points_back}": 1.0, f"rule={one.event.mode}": 1.0}
    return found


def _page(one: Told, others: Sequence[Told]) -> NDArray[np.float64]:
    """The tagger's mean view of the modes of the page's other mentions of the type; even where there is none."""
    same = [np.exp(other.logs) for other in others if other is not one and other.event.type == one.event.type]
    even = np.full(len(one.logs), 1 / len(one.logs))
    return np.asarray(np.log(np.mean([*same, even], axis=0)))


def _near(one: Told, others: Sequence[Told]) -> dict[str | None, float]:
    """How near the nearest mention of the type before it is, for each mode that the rules read in one."""
    found: dict[str | None, float] = {}
    for other in others:
        if other is one or other.event.type != one.event.type or other.event.trigger.start > one.event.trigger.start:
            continue
        near = 1 / (1 + one.sentence - other.sentence)
        found[other.event.mode] = max(found.get(other.event.mode, 0.0), near)
    return found


def _matching(one: Told, others: Sequence[Told], means: dict[str, frozenset[str]]) -> Iterator[Row]:
    """Yield for each mode what says whether that very mode is meant."""
    lemma, type_ = one.token.lemma_.lower(), one.event.type
    page, near = _page(one, others), _near(one, others)
    for i, mode in enumerate(choices(type_)):
        own, rest, ruled = float(one.logs[i]), float(page[i]), float(one.event.mode == mode)
        row: Row = {"own": own, f"own:{type_}": own, f"own:{lemma}": own / 2}
        row |= {"page": rest, f"page:{type_}": rest, f"page:{lemma}": rest / 2}
        row |= {"rule": ruled, f"rule:{type_}": ruled, f"rule:{one.candidate.source}": ruled}
        row |= {"near": near.get(mode, 0.0), f"near:{lemma}": near.get(mode, 0.0)}
        row |= {f"means:{where}": 1.0 for where, modes in means.items() if type_ == "ASSAULT" and mode in modes}
        yield row


def describe(told: Sequence[Told], contexts: Sequence[Context]) -> list[dict[str | None, Row]]:
    """Return for each mention of a page what speaks for each of its type's modes, as named numbers.

    `contexts` are all sentences of the page, in order.
    """
    lemmas = [frozenset(_content(iter(here.sentence.doc))) for here in contexts]
    found = []
    for one in told:
        before = lemmas[one.sentence - 1] if one.sentence else frozenset[str]()
        means = {
            "sentence": named({part.lemma_.lower() for part in told_with(one.token)}),
            "before": named(before),
            "title": named(set(one.candidate.here.article.title.lower().split())),
        }
        shared = around(one, told)
        rows = {}
        for mode, row in zip(choices(one.event.type), _matching(one, told, means), strict=True):
            end = f"|{one.event.type}/{mode}"
            rows[mode] = row | {name + end: value for name, value in shared.items()}
        found.append(rows)
    return found
