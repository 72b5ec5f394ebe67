"""What the neighbours of a mention tell: doers and victims named before, and word that nothing is verified."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from tocsin.events.cues import NONCOMMITTAL
from tocsin.events.ontology import Ontology
from tocsin.events.parse import Sentence
from tocsin.events.words import read_resource
from tocsin.records import Event, Participant, Quad, Status

# How many sentences an event told without its doer may lie after one that names it.
REACH = 2
_TOLD = frozenset({Status.REPORTED, Status.UNCONFIRMED})
FAR = 4
# Modes that say by what means: only these pass on to a later mention of the attack.
_MEANS = frozenset(
    [
        "aerial",
        "drone",
        "heavy-weapons",
        "explosives",
        "suicide-attack",
        "firearms",
        "primitive",
        "unconventional",
        "assassinate",
        "abduct",
    ]
)
# Beginnings of triggers that tell what came of an attack and not how it was made.
_GENERIC = ("kill", "die", "dead", "wound", "injur", "attack", "hit", "perish", "blast", "explo", "toll")
# What an act without a named recipient answers: a refusal the demand, praise the step praised.
_ANSWERS = {
    "REJECT": ("REQUEST", "AGREE", "THREATEN"),
    "SUPPORT": ("RETREAT", "CONCEDE", "AGREE", "SUPPORT"),
}


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(str(read_resource("unverified.yaml")[name]).split())


def unverified(sentence: Sentence) -> bool:
    """Whether a sentence says that something could not be, or has not been, confirmed."""
    words = [token.lower_ for token in sentence.doc]
    if any(words[i : i + 2] == [",", "a"] and words[i + 2] in _list("doubtful") for i in range(len(words) - 2)):
        return True
    for i, word in enumerate(words):
        if word in _list("verify") and any(one in _list("cannot") or one == "n't" for one in words[max(0, i - 12) : i]):
            return True
    return False


def _points_back(sentence: Sentence) -> bool:
    """Whether the subject of the verdict stands for what the sentence before told."""
    return any(
        token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and token.lower_ in _list("pointing")
        for token in sentence.doc
    )


def _weaken(event: Event, why: str) -> Event:
    return replace(event, status=Status.UNCONFIRMED, status_why=f"{why}; {event.status_why}")


def doubt(events: Sequence[Event], sentences: Sequence[Sentence]) -> list[Event]:
    """Make mentions unconfirmed where their sentence, or the next, says that they could not be verified (rule 5).

    What someone would neither confirm nor deny is no mention at all.
    """
    doubtful = {one.number: one for one in sentences if unverified(one)}
    numbers = {one.span.start: one.number for one in sentences}
    out = []
    for event in events:
        if NONCOMMITTAL in event.status_why:
            continue
        here = numbers[event.sentence.start]
        told = event.status is Status.REPORTED and event.type in (
            "ASSAULT",
            "RETREAT",
            "MOBILIZE",
            "COERCE",
            "AID",
            "PROTEST",
        )
        after = doubtful.get(here + 1)
        if told and here in doubtful:
            event = _weaken(event, "the sentence says it is not confirmed")
        elif (
            told
            and event.attribution is not None
            and after is not None
            and _points_back(after)
            and not any(numbers[one.sentence.start] == here + 1 for one in events)
        ):
            event = _weaken(event, "the next sentence says it is not confirmed")
        out.append(event)
    return out


def _like(event: Event, other: Event) -> bool:
    """Whether an earlier mention may be the same happening: one type, modes that do not clash."""
    return event.type == other.type and (event.mode is None or other.mode is None or event.mode == other.mode)


def _others(people: tuple[Participant, ...], but: tuple[Participant, ...]) -> tuple[Participant, ...]:
    spans = {(one.start, one.end) for one in but} | {one.name for one in but if one.name}
    return tuple(one for one in people if (one.start, one.end) not in spans and one.name not in spans)


# What stands before an act that another answers: `attacked posts in retaliation for air strikes`.
ANSWERING = re.compile(r"\b(?:retaliation|retaliated|response|responded|reprisals?|revenge|avenge)\b[^.;]{0,40}$", re.I)


def provoking(event: Event) -> bool:
    """Whether a mention tells of an act that its sentence calls answered: nothing told later goes on from it."""
    return ANSWERING.search(event.sentence.text[: event.trigger.start - event.sentence.start]) is not None


@dataclass(frozen=True, slots=True)
class _Story:
    """The mentions read so far, the number of each sentence by its start, and which nouns point back."""

    done: list[Event]
    numbers: dict[int, int]
    bare: frozenset[tuple[int, int]]

    def before(self, event: Event, reach: int) -> list[Event]:
        """Return the mentions up to `reach` sentences before `event`, the nearest first."""
        here = self.numbers[event.sentence.start]
        near = (one for one in reversed(self.done) if 0 <= here - self.numbers[one.sentence.start] <= reach)
        return [one for one in near if not provoking(one)]


def _given_sides(event: Event, story: _Story) -> Event:
    """A noun that points back takes doer and victims of the like mention before it; a nameless attack its doer."""
    near = [one for one in story.before(event, REACH) if _like(event, one)]
    pointing = (event.trigger.start, event.trigger.end) in story.bare
    nameless = event.type == "ASSAULT" and event.status in _TOLD
    if (pointing or nameless) and not event.actors:
        event = replace(event, actors=next((one.actors for one in near if one.actors), ()))
    if pointing and not event.recipients:
        event = replace(event, recipients=next((one.recipients for one in near if one.recipients), ()))
    return event


def _given_mode(event: Event, story: _Story, ontology: Ontology) -> Event:
    """An attack told without its means is by the means of the attack told shortly before it."""
    bare = (event.trigger.start, event.trigger.end) in story.bare
    generic = bare or event.trigger.text.lower().split()[0].startswith(_GENERIC)
    if event.type != "ASSAULT" or event.mode is not None or not generic:
        return event
    mode = next((one.mode for one in story.before(event, FAR) if one.type == "ASSAULT" and one.mode in _MEANS), None)
    if mode is None:
        return event
    code = ontology.code("ASSAULT", mode)
    why = f"{event.type_why}; mode as told before"
    return replace(event, mode=mode, cameo=code.cameo, goldstein=code.goldstein, type_why=why)


def _given_addressee(event: Event, story: _Story) -> Event:
    """A refusal is of whoever asked, praise of whoever yielded, a condemnation of whoever did the harm."""
    if event.recipients or not event.actors:
        return event
    wanted = _ANSWERS.get(event.type, ())
    answered = next((one for one in story.before(event, REACH) if one.type in wanted and one.actors), None)
    if event.type == "ACCUSE" and event.mode == "disapprove":
        harms = (one for one in story.before(event, FAR) if one.quad is Quad.MATERIAL_CONFLICT and one.actors)
        answered = next(harms, None)
    return replace(event, recipients=_others(answered.actors, event.actors)) if answered is not None else event


def inherit(
    events: Sequence[Event], bare: frozenset[tuple[int, int]], sentences: Sequence[Sentence], ontology: Ontology
) -> list[Event]:
    """Give a mention without doer, victim or means those of the like mention shortly before it (rule 7).

    `bare` are the trigger spans of nouns that point back (`the attack`); only they inherit victims.
    """
    story = _Story([], {one.span.start: one.number for one in sentences}, bare)
    for event in events:
        sided = _given_addressee(_given_sides(event, story), story)
        story.done.append(_given_mode(sided, story, ontology))
    return story.done
