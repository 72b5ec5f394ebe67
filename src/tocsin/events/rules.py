"""The rules coder: a lexicon of triggers over a parse, with rooms for roles, status, attribution and figures."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.events import attribution, context, figures, gate, linking, modes, parse, roles, select, status, triggers
from tocsin.events.confidence import calibrated
from tocsin.events.context import Context
from tocsin.events.coreference import History
from tocsin.events.cues import Reading, in_a_former_reign
from tocsin.events.lexicon import DEFAULT
from tocsin.events.means import mode_of
from tocsin.events.ontology import Ontology, plover
from tocsin.events.parse import Token
from tocsin.events.participants import participant
from tocsin.events.select import Mention
from tocsin.events.triggers import Trigger
from tocsin.events.words import read_resource, words
from tocsin.records import Article, Event, Figures, Marks, Participant, Status

LEAST = 0.45
_HURTING = frozenset({"ASSAULT", "PROTEST", "COERCE"})
_SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE", "SUPPORT"})
_UNTOLD = frozenset({Status.HYPOTHETICAL, Status.PLANNED})


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is fixed while one article is read."""

    article: Article
    sentences: tuple[parse.Sentence, ...]
    contexts: tuple[Context, ...]
    regions: list[tuple[int, int]]
    history: History
    ontology: Ontology


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence with its mentions."""

    here: Context
    mentions: list[Mention]
    threats: frozenset[int]


@dataclass(frozen=True, slots=True)
class Rules:
    """The pure-rules coder; `least` is the score below which a trigger is no mention.

    Where `measured` is false, events keep their own score as `confidence`, for maps to be fitted on.
    """

    name: str = "rules"
    least: float = LEAST
    measured: bool = True

    def read(self, article: Article, marks: Marks) -> tuple[Event, ...]:
        """Return the mentions of `article` (see `Coder.read`)."""
        sentences = parse.parse(article.text)
        contexts = tuple(context.make(one, article, marks) for one in sentences)
        regions = attribution.quoted_regions(article.text)
        reading = _Reading(article, sentences, contexts, regions, History(regions=regions), plover())
        verdict = gate.judge(sentences, article.title, marks)
        found: list[Event] = []
        bare: set[tuple[int, int]] = set()
        for one in contexts:
            reading.history.note(one)
            if not (verdict.political or gate.sentence_is_political(one.sentence, verdict.topic)):
                continue
            scene = _scene(one, self.least)
            events = [_event(mention, scene, reading) for mention in scene.mentions]
            bare |= {
                (event.trigger.start, event.trigger.end)
                for event, mention in zip(events, scene.mentions, strict=True)
                if mention.points_back
            }
            found += events
        told = linking.doubt(linking.inherit(found, frozenset(bare), sentences, reading.ontology), sentences)
        return tuple(calibrated(event) if self.measured else event for event in told)


def _scene(here: Context, least: float) -> _Scene:
    found = list(triggers.find(here))
    threats = frozenset(one.token.i for one in found if one.type == "THREATEN" and not one.nominal)
    return _Scene(here, select.choose(found, least), threats)


def _who(token: Token, here: Context, reading: _Reading) -> Participant:
    return reading.history.resolve(token, here) or participant(token, here)


def _people(tokens: tuple[Token, ...], here: Context, reading: _Reading) -> tuple[Participant, ...]:
    found: dict[tuple[int, int], Participant] = {}
    for token in tokens:
        for who in reading.history.sides(token, here) or (_who(token, here, reading),):
            found.setdefault((who.start, who.end), who)
    return tuple(found.values())


def _mode(mention: Mention, scene: _Scene, ontology: Ontology) -> tuple[str | None, str]:
    mode = modes.of(mention, scene.mentions)
    if mode is not None or mention.trigger.type != "ASSAULT":
        return (mode if ontology.has_mode(mention.trigger.type, mode) else None), ""
    found = mode_of(mention.trigger.token)
    return (found[0], f"; mode by '{found[1]}'") if found else (None, "")


def _speaker(token: Token, here: Context, reading: _Reading) -> Participant | None:
    found = attribution.in_sentence(token, here.sentence)
    if found is None:
        found = attribution.of_quotation(
            here.sentence.span.start + token.idx, here.sentence, reading.sentences, reading.regions
        )
    return _who(found.token, reading.contexts[found.sentence.number], reading) if found is not None else None


def _toll(mention: Mention, scene: _Scene, told: Status) -> dict[str, Figures]:
    if mention.trigger.type not in _HURTING or told in _UNTOLD:
        return {}
    attacks = [one for one in scene.mentions if one.trigger.type == "ASSAULT"]
    alone = attacks == [mention]
    if mention.trigger.type != "ASSAULT" and attacks:
        return {}
    taken = frozenset(token.i for one in scene.mentions if one is not mention for token in one.tokens)
    return figures.casualties(
        mention.tokens + [one for token in mention.tokens for one in figures.companions(token, taken, alone)]
    )


def _told(mention: Mention, scene: _Scene) -> Reading:
    trigger = mention.trigger
    told = status.of(trigger.token, scene.threats - {trigger.token.i})
    if told.status is Status.REPORTED and trigger.nominal and trigger.token.lemma_.lower() in words("feared"):
        return Reading(Status.HYPOTHETICAL, f"'{trigger.token.text}' as what may come", "possible")
    return told


def _accused(told: Reading, speaker: Participant | None, here: Context, reading: _Reading) -> tuple[Participant, ...]:
    """Whose deed an accusation or a denial is about, where the deed itself names nobody: the accused, the denier."""
    if told.governor is None:
        return ()
    if told.governor.lemma_ in ("accuse", "blame", "charge", "suspect"):
        charged = roles.charged(told.governor, here)
        return _people(charged, here, reading)
    return (speaker,) if told.cue == "deny" and speaker is not None else ()


@cache
def _precision() -> dict[str, dict[str, float]]:
    return dict(read_resource("precision.yaml"))


def _confidence(trigger: Trigger) -> float:
    """How often such a trigger is right (`resources/events/precision.yaml`), less for a pattern marked as doubtful."""
    prior: float = _precision().get(trigger.type, {}).get("noun" if trigger.nominal else "verb", DEFAULT)
    doubt: float = min(1.0, trigger.confidence / DEFAULT) ** 0.5
    return round(min(0.99, prior * doubt), 3)


def _event(mention: Mention, scene: _Scene, reading: _Reading) -> Event:
    trigger, here = mention.trigger, scene.here
    mode, mode_why = _mode(mention, scene, reading.ontology)
    people = roles.of(mention, here)
    told = _told(mention, scene)
    toll = _toll(mention, scene, told.status)
    actors, speaker = _people(people.actors, here, reading), _speaker(trigger.token, here, reading)
    if not actors and trigger.type not in _SPEECH:
        actors = _accused(told, speaker, here, reading)
    if not actors and trigger.type in _SPEECH and not trigger.nominal:
        actors, speaker = ((speaker,) if speaker is not None else ()), None
    return Event(
        id="",
        article=reading.article.id,
        sentence=here.sentence.span,
        trigger=here.sentence.quote(trigger.first, trigger.last),
        type=trigger.type,
        mode=mode,
        cameo=reading.ontology.cameo(trigger.type, mode),
        goldstein=reading.ontology.goldstein(trigger.type, mode),
        quad=reading.ontology.quad(trigger.type),
        type_why=f"{trigger.why}{mode_why}",
        actors=actors,
        recipients=_people(people.recipients, here, reading),
        status=told.status,
        status_why=told.why,
        attribution=speaker,
        killed=toll.get("killed"),
        injured=toll.get("injured"),
        background=told.cue == "fact" or in_a_former_reign(trigger.token),
        confidence=_confidence(trigger),
        coder="rules",
    )


def build(settings: Any = None) -> Rules:
    """Return the rules coder; `settings` is accepted as every coder's factory does, and not needed."""
    return Rules()
