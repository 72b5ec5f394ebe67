"""The rules coder: a lexicon of triggers over a dependency parse, with rooms for roles, status, attribution and figures."""

from dataclasses import dataclass
from typing import Any

from tocsin.events import attribution, context, figures, gate, parse, roles, select, status, triggers
from tocsin.events.context import Context
from tocsin.events.coreference import History
from tocsin.events.means import mode_of
from tocsin.events.ontology import Ontology, plover
from tocsin.events.parse import Token
from tocsin.events.participants import participant
from tocsin.events.select import Mention
from tocsin.records import Article, Event, Marks, Participant, Status

LEAST = 0.45


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
class Rules:
    """The pure-rules coder; `least` is the confidence below which a trigger is no mention."""

    name: str = "rules"
    least: float = LEAST

    def read(self, article: Article, marks: Marks) -> tuple[Event, ...]:
        """Return the mentions of `article` (see `Coder.read`)."""
        sentences = parse.parse(article.text)
        contexts = tuple(context.make(one, article, marks) for one in sentences)
        reading = _Reading(article, sentences, contexts, attribution.quoted_regions(article.text), History(), plover())
        verdict = gate.judge(sentences, article.title, marks)
        found: list[Event] = []
        for one in contexts:
            if not (verdict.political or gate.sentence_is_political(one.sentence, verdict.topic)):
                continue
            reading.history.note(one)
            mentions = select.choose(list(triggers.find(one)), self.least)
            found += [_event(mention, one, reading) for mention in mentions]
        return tuple(found)


def _who(token: Token, here: Context, reading: _Reading) -> Participant:
    return reading.history.resolve(token, here) or participant(token, here)


def _people(tokens: tuple[Token, ...], here: Context, reading: _Reading) -> tuple[Participant, ...]:
    found: dict[tuple[int, int], Participant] = {}
    for token in tokens:
        who = _who(token, here, reading)
        found.setdefault((who.start, who.end), who)
    return tuple(found.values())


def _mode(mention: Mention, ontology: Ontology) -> tuple[str | None, str]:
    trigger = mention.trigger
    if trigger.mode is not None or trigger.type != "ASSAULT":
        return (trigger.mode if ontology.has_mode(trigger.type, trigger.mode) else None), ""
    found = mode_of(trigger.token)
    return (found[0], f"; mode by '{found[1]}'") if found else (None, "")


def _speaker(mention: Mention, here: Context, reading: _Reading) -> Participant | None:
    token = mention.trigger.token
    found = attribution.in_sentence(token, here.sentence)
    if found is None:
        found = attribution.of_quotation(here.sentence.span.start + token.idx, here.sentence, reading.sentences, reading.regions)
    if found is None:
        return None
    return _who(found.token, reading.contexts[found.sentence.number], reading)


def _event(mention: Mention, here: Context, reading: _Reading) -> Event:
    trigger, sentence = mention.trigger, here.sentence
    mode, mode_why = _mode(mention, reading.ontology)
    people = roles.of(trigger, here)
    told = status.of(trigger.token)
    counted = figures.casualties(mention.tokens) if trigger.type in ("ASSAULT", "PROTEST", "COERCE") else {}
    return Event(
        id="", article=reading.article.id, sentence=sentence.span, trigger=sentence.quote(trigger.first, trigger.last),
        type=trigger.type, mode=mode, cameo=reading.ontology.cameo(trigger.type, mode),
        goldstein=reading.ontology.goldstein(trigger.type, mode), quad=reading.ontology.quad(trigger.type),
        actors=_people(people.actors, here, reading), recipients=_people(people.recipients, here, reading),
        status=told.status, status_why=f"{told.why}; {trigger.why}{mode_why}",
        attribution=_speaker(mention, here, reading) if told.status is not Status.REPORTED or True else None,
        killed=counted.get("killed"), injured=counted.get("injured"), confidence=trigger.confidence, coder="rules",
    )


def build(settings: Any = None) -> Rules:
    """Return the rules coder; `settings` is accepted as `plugins.find` factories are and not needed."""
    return Rules()
