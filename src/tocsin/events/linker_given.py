"""What the rules say of an event whose trigger is given: the head word, its doers and victims, its speaker."""

from dataclasses import replace

from tocsin.events import attribution, roles, status
from tocsin.events.context import Context
from tocsin.events.linker_candidates import Page
from tocsin.events.parse import Token
from tocsin.events.participants import participant
from tocsin.events.select import Mention
from tocsin.events.triggers import Trigger
from tocsin.events.words import words
from tocsin.records import Event, Participant

SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE", "SUPPORT"})


def head_of(event: Event, here: Context) -> Token | None:
    """Return the word that names an event in its sentence: the head of its trigger, past a light verb; None if lost."""
    shift = here.sentence.span.start
    span = here.sentence.doc.char_span(event.trigger.start - shift, event.trigger.end - shift, alignment_mode="expand")
    if span is None:
        return None
    root: Token = span.root
    if root.lemma_ in words("light"):
        inside = [one for one in span if one.dep_ in ("dobj", "nsubjpass") and one.head == root]
        return inside[0] if inside else root
    return root


def mention_of(event: Event, token: Token) -> Mention:
    """Return an event's trigger as the rules coder would hold it."""
    nominal = token.pos_ not in ("VERB", "AUX")
    return Mention(Trigger(token, token.i, token.i, event.type, event.mode, 1.0, "", nominal))


def _who(token: Token, here: Context, page: Page) -> Participant:
    return page.history.resolve(token, here) or participant(token, here)


def _people(tokens: tuple[Token, ...], here: Context, page: Page) -> tuple[Participant, ...]:
    whole = (who for token in tokens for who in page.history.sides(token, here) or (_who(token, here, page),))
    return tuple({(who.start, who.end): who for who in whole}.values())


def _speaker(token: Token, here: Context, page: Page) -> Participant | None:
    found = attribution.in_sentence(token, here.sentence) or attribution.of_quotation(
        here.sentence.span.start + token.idx, here.sentence, page.sentences, list(page.regions)
    )
    return _who(found.token, page.contexts[found.sentence.number], page) if found is not None else None


def by_rules(event: Event, page: Page) -> Event:
    """Return an event of given sentence, trigger and type with the participants that the dependency rules find."""
    here = page.at(event.trigger.start)
    token = head_of(event, here) if here is not None else None
    if here is None or token is None:
        return event
    found = roles.of(mention_of(event, token), here)
    actors, speaker = _people(found.actors, here, page), _speaker(token, here, page)
    governor = status.of(token).governor
    accused = governor is not None and governor.lemma_ in ("accuse", "blame", "charge", "suspect")
    if not actors and event.type not in SPEECH and governor is not None and accused:
        actors = _people(roles.charged(governor, here), here, page)
    if not actors and event.type in SPEECH and token.pos_ in ("VERB", "AUX"):
        actors, speaker = ((speaker,) if speaker is not None else ()), None
    return replace(event, actors=actors, recipients=_people(found.recipients, here, page), attribution=speaker)
