"""Who did it and to whom: the participants of one trigger, from its syntax."""

from dataclasses import dataclass

from tocsin.events.context import Context
from tocsin.events.parse import Token
from tocsin.events.participants import is_participant, role_words
from tocsin.events.syntax import children, complements, grammatical_subject, is_passive, objects, prepositional, subjects, with_conjuncts
from tocsin.events.triggers import Trigger
from tocsin.events.words import words

MUTUAL = frozenset({"CONSULT", "COOPERATE"})
_RECIPIENT_PREPOSITIONS = {
    "REQUEST": ("on", "upon", "to", "from", "with"), "ACCUSE": ("on", "against", "to", "at", "with", "of"), "THREATEN": ("against", "to"), "AGREE": ("to", "with"),
    "CONCEDE": ("to",), "SUPPORT": ("for", "with", "to"), "ASSAULT": ("at", "on", "against", "with", "into"), "PROTEST": ("against",),
    "SANCTION": ("on", "against", "with", "to"), "COERCE": ("on", "against"), "AID": ("to", "for", "with"), "REJECT": ("to", "with"), "MOBILIZE": ("against",), "RETREAT": ("to",),
}


@dataclass(frozen=True, slots=True)
class Roles:
    """The head nouns of those who act and of those acted upon."""

    actors: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()


def _people(tokens: list[Token], context: Context) -> list[Token]:
    return [one for one in tokens if is_participant(one, context)]


def _owners(tokens: list[Token], context: Context) -> list[Token]:
    """For things struck: whose they are (`the ministry's building`, `an office of the party`)."""
    found = []
    for token in tokens:
        if not is_participant(token, context):
            found += children(token, "poss") + prepositional(token, "of", "by")
    return [one for one in _people(with_conjuncts(found), context) if one.i not in context.place_tokens]


def _struck(tokens: list[Token], context: Context, trigger: Trigger) -> list[Token]:
    """People and bodies among the objects; a bare place is none for force and movement (rule 8)."""
    people = _people(tokens, context)
    if trigger.type in ("ASSAULT", "MOBILIZE", "RETREAT"):
        people = [one for one in people if one.i not in context.place_tokens or one.i in context.actor_tokens and not one.i in context.place_tokens]
    return people or _owners(tokens, context)


def _content_subject(verb: Token) -> list[Token]:
    """`demanded that the army leave`: who is to do it."""
    return [one for clause in complements(verb) for one in with_conjuncts(children(clause, "nsubj", "nsubjpass"))]


def _verb_recipients(trigger: Trigger, context: Context) -> list[Token]:
    verb = trigger.token
    struck = _struck(objects(verb), context, trigger)
    if struck:
        return struck
    names = _RECIPIENT_PREPOSITIONS.get(trigger.type, ())
    found = prepositional(verb, *names) if names else []
    for inner in children(verb, "dobj"):
        found += prepositional(inner, "against", "on", "to", "at", "for") if names else []
    struck = _struck(with_conjuncts(found), context, trigger)
    if not struck and trigger.type == "REQUEST":
        struck = _people(_content_subject(verb), context)
    return struck


def _light(token: Token) -> Token | None:
    """The light verb whose object the noun is (`carried out airstrikes`), or None."""
    head = token.head
    if token.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB" and head.lemma_ in words("light"):
        return head
    return None


def _attributive(noun: Token, context: Context) -> list[Token]:
    """`Israeli strikes`, `a government offensive`, `rebel attacks`: the modifier names the doer."""
    found = [one for one in children(noun, "amod", "compound", "nmod") if one.i in context.actor_tokens or one.lemma_.lower() in (words("ARMED") | words("STATEWORDS"))
             or (one.ent_type_ == "NORP" or (one.pos_ in ("ADJ", "PROPN") and one.text[:1].isupper()))]
    return [one for one in found if one.i not in context.place_tokens or one.i in context.actor_tokens]


def _noun_roles(trigger: Trigger, context: Context) -> Roles:
    noun = trigger.token
    lemma = noun.lemma_.lower()
    actors = prepositional(noun, "by", "from") if lemma != "withdrawal" else prepositional(noun, "by")
    recipients = prepositional(noun, "on", "against", "at", "for" if trigger.type == "SUPPORT" else "against")
    of, poss = prepositional(noun, "of"), children(noun, "poss")
    between = prepositional(noun, "between", "among")
    if trigger.type in MUTUAL or lemma in ("clash", "battle", "fighting", "skirmish", "war", "ceasefire", "truce", "agreement", "pact", "accord", "deal", "exchange", "swap"):
        between += prepositional(noun, "with")
    if lemma in role_words("suffered"):
        recipients += poss + of
    else:
        actors += poss
        (actors if lemma in role_words("subjective") else recipients).extend(of)
    if (verb := _light(noun)) is not None:
        if verb.lemma_ in ("suffer", "face", "come"):
            recipients += subjects(verb)
        else:
            actors += subjects(verb)
    if trigger.type in ("CONSULT",) and trigger.mode == "visit":
        recipients += prepositional(noun, "to")
    if not actors and not between:
        actors = _attributive(noun, context)
    if not actors and not between:
        actors = _from_clause(noun)
    acting = [one for one in _people(with_conjuncts(between + actors), context)]
    return Roles(tuple(acting), tuple(_struck(with_conjuncts(recipients), context, trigger)))


def _from_clause(noun: Token) -> list[Token]:
    """The doer told by the clause around: `retaliated with strikes`, `responded to the attack with shelling`."""
    if noun.dep_ == "pobj" and noun.head.lower_ in ("with", "in", "through") and noun.head.head.pos_ == "VERB":
        return subjects(noun.head.head)
    return []


def _mutual(trigger: Trigger, context: Context) -> Roles:
    """Meetings, talks, joint acts: both sides act; a visit has a guest and a host."""
    verb = trigger.token
    acting = grammatical_subject(verb) if not is_passive(verb) else subjects(verb)
    other = _people(objects(verb) + with_conjuncts(prepositional(verb, "with", "between")), context)
    for inner in children(verb, "dobj"):
        other += _people(with_conjuncts(prepositional(inner, "with", "between")), context)
    if trigger.mode in ("visit", "phone"):
        other += _people(with_conjuncts(prepositional(verb, "to")), context)
        return Roles(tuple(_people(acting, context)), tuple(other))
    return Roles(tuple(_people(acting, context) + other), ())


def of(trigger: Trigger, context: Context) -> Roles:
    """Return the participants of a trigger, as tokens."""
    if trigger.nominal or trigger.token.pos_ not in ("VERB", "AUX"):
        roles = _noun_roles(trigger, context)
    elif trigger.type in MUTUAL or trigger.token.lemma_ in ("clash", "negotiate"):
        roles = _mutual(trigger, context)
    else:
        roles = Roles(tuple(_people(subjects(trigger.token), context)), tuple(_verb_recipients(trigger, context)))
    acting = {one.i for one in roles.actors}
    return Roles(roles.actors, tuple(one for one in roles.recipients if one.i not in acting))
