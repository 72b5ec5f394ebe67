"""What the neighbours of a mention tell: doers and victims named before, and word that nothing is verified."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tocsin.events.parse import Sentence
from tocsin.events.words import read_resource
from tocsin.records import Event, Participant, Quad, Status

# How many sentences an event told without its doer may lie after one that names it.
REACH = 2
_TOLD = frozenset({Status.REPORTED, Status.UNCONFIRMED})
FAR = 4
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
    """Make mentions unconfirmed where their sentence, or the next, says that they could not be verified (rule 5)."""
    doubtful = {one.number: one for one in sentences if unverified(one)}
    numbers = {one.span.start: one.number for one in sentences}
    out = []
    for event in events:
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


def inherit(events: Sequence[Event], bare: frozenset[tuple[int, int]], sentences: Sequence[Sentence]) -> list[Event]:
    """Give a mention without doer or victim those of the like mention shortly before it (rule 7).

    `bare` are the trigger spans of nouns that point back (`the attack`); only they inherit victims.
    """
    numbers = {one.span.start: one.number for one in sentences}
    done: list[Event] = []
    for event in events:
        earlier = [
            one
            for one in done
            if _like(event, one) and 0 <= numbers[event.sentence.start] - numbers[one.sentence.start] <= REACH
        ]
        pointing = (event.trigger.start, event.trigger.end) in bare
        anonymous = event.type == "ASSAULT" and event.status in _TOLD
        if (
            (pointing or anonymous)
            and not event.actors
            and (source := next((one for one in reversed(earlier) if one.actors), None))
        ):
            event = replace(event, actors=source.actors)
        if (
            pointing
            and not event.recipients
            and (source := next((one for one in reversed(earlier) if one.recipients), None))
        ):
            event = replace(event, recipients=source.recipients)
        if event.type in _ANSWERS and not event.recipients and event.actors:
            near = [one for one in done if 0 <= numbers[event.sentence.start] - numbers[one.sentence.start] <= REACH]
            asked = next((one for one in reversed(near) if one.type in _ANSWERS[event.type] and one.actors), None)
            event = replace(event, recipients=_others(asked.actors, event.actors)) if asked is not None else event
        if event.type == "ACCUSE" and event.mode == "disapprove" and not event.recipients:
            harm = next(
                (
                    one
                    for one in reversed(done)
                    if one.quad is Quad.MATERIAL_CONFLICT
                    and one.actors
                    and numbers[event.sentence.start] - numbers[one.sentence.start] <= FAR
                ),
                None,
            )
            event = replace(event, recipients=_others(harm.actors, event.actors)) if harm is not None else event
        done.append(event)
    return done
