"""Who did it and to whom: the participants of one trigger, from its syntax."""

from dataclasses import dataclass

from tocsin.events.context import Context
from tocsin.events.parse import Token
from tocsin.events.participants import is_participant, is_victim, lands, role_words
from tocsin.events.select import Mention
from tocsin.events.syntax import (
    children,
    complements,
    grammatical_subject,
    is_gerund_noun,
    is_passive,
    objects,
    prepositional,
    subjects,
    with_conjuncts,
)
from tocsin.events.triggers import Trigger
from tocsin.events.words import words

MUTUAL = frozenset({"CONSULT", "COOPERATE"})
# Acts that strike things as well: a thing with no owner named still says whose it is by its country.
_THINGS = frozenset({"ASSAULT", "COERCE"})
_RECIPIENT_PREPOSITIONS = {
    "REQUEST": ("on", "upon", "to", "from", "with"),
    "ACCUSE": ("on", "against", "to", "at", "with", "of"),
    "THREATEN": ("against", "to"),
    "AGREE": ("to", "with"),
    "CONCEDE": ("to",),
    "SUPPORT": ("for", "with", "to"),
    "ASSAULT": ("at", "on", "against", "with", "into"),
    "PROTEST": ("against",),
    "SANCTION": ("on", "against", "with", "to"),
    "COERCE": ("on", "against"),
    "AID": ("to", "for", "with"),
    "REJECT": ("to", "with"),
    "MOBILIZE": ("against",),
    "RETREAT": ("to",),
}


@dataclass(frozen=True, slots=True)
class Roles:
    """The head nouns of those who act and of those acted upon."""

    actors: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()


def _people(tokens: list[Token], context: Context) -> list[Token]:
    found = [one for one in tokens if is_participant(one, context)]
    return [part for one in found for part in (*lands(one), one)]


def _owners(tokens: list[Token], context: Context) -> list[Token]:
    """For things struck: whose they are (`the ministry's building`, `an office of the party`)."""
    found = []
    for token in tokens:
        if not is_participant(token, context) and token.lemma_.lower() not in words("SETTLEMENT"):
            found += children(token, "poss") + prepositional(token, "of", "by")
    return [one for one in _people(with_conjuncts(found), context) if one.i not in context.place_tokens]


def _struck(tokens: list[Token], context: Context, trigger: Trigger) -> list[Token]:
    """People and bodies among the objects; a bare place is none for force and movement (rule 8)."""
    loose = _people(tokens, context)
    people = [one for one in loose if is_victim(one, context)]
    if not people and trigger.type in _THINGS:
        people = loose
    if trigger.type in ("ASSAULT", "MOBILIZE", "RETREAT"):
        people = [
            one
            for one in people
            if one.i not in context.place_tokens
            or (one.i in context.actor_tokens and one.i not in context.place_tokens)
        ]
    return people or _owners(tokens, context)


def _content_subject(verb: Token) -> list[Token]:
    """`demanded that the army leave`: who is to do it."""
    return [one for clause in complements(verb) for one in with_conjuncts(children(clause, "nsubj", "nsubjpass"))]


def _verb_recipients(trigger: Trigger, context: Context) -> list[Token]:
    verb = trigger.token
    own = trigger.type == "MOBILIZE" or (
        trigger.type == "RETREAT" and trigger.mode in ("withdraw", "ceasefire", "disarm", "resign", "access", None)
    )
    struck = [] if own else _struck(objects(verb), context, trigger)
    if struck:
        return struck
    names = _RECIPIENT_PREPOSITIONS.get(trigger.type, ())
    found = prepositional(verb, *names) if names else []
    for inner in children(verb, "dobj"):
        found += (
            prepositional(inner, "against", "on", "to", "at", "for", *(("with",) if trigger.type == "SANCTION" else ()))
            if names
            else []
        )
    struck = _struck(with_conjuncts(found), context, trigger)
    if not struck and trigger.type == "REQUEST":
        struck = _people(_content_subject(verb), context)
    if not struck and trigger.type == "THREATEN":
        struck = _struck([one for clause in complements(verb) for one in objects(clause)], context, trigger)
    return struck


def _light(token: Token) -> Token | None:
    """The light verb whose object the noun is (`carried out airstrikes`), or None."""
    head = token.head
    if token.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB" and head.lemma_ in words("light"):
        return head
    return None


def _attributive(noun: Token, context: Context) -> list[Token]:
    """`Israeli strikes`, `a government offensive`, `rebel attacks`: the modifier names the doer."""
    found = [
        one
        for one in children(noun, "amod", "compound", "nmod")
        if one.i in context.actor_tokens
        or one.lemma_.lower() in (words("ARMED") | words("STATEWORDS"))
        or (one.ent_type_ == "NORP" or (one.pos_ in ("ADJ", "PROPN") and one.text[:1].isupper()))
    ]
    return [one for one in found if one.i not in context.place_tokens or one.i in context.actor_tokens]


def _noun_roles(trigger: Trigger, context: Context) -> Roles:
    noun = trigger.token
    lemma = noun.lemma_.lower()
    actors = prepositional(noun, "by", "from") if lemma != "withdrawal" else prepositional(noun, "by")
    recipients = prepositional(noun, "on", "against", "at", "for" if trigger.type == "SUPPORT" else "against")
    of, poss = prepositional(noun, "of"), children(noun, "poss")
    between = prepositional(noun, "between", "among")
    if trigger.type in MUTUAL or lemma in (
        "clash",
        "battle",
        "fighting",
        "skirmish",
        "war",
        "ceasefire",
        "truce",
        "agreement",
        "pact",
        "accord",
        "deal",
        "exchange",
        "swap",
    ):
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
    hosts = _hosts(noun) if trigger.type == "CONSULT" else []
    actors = [one for one in actors if one not in hosts]
    recipients += hosts
    acting = _people(with_conjuncts(between + actors), context)
    return Roles(tuple(acting), tuple(_struck(with_conjuncts(recipients), context, trigger)))


def _hosts(noun: Token) -> list[Token]:
    """Who hosts or mediates talks (rule 17): `talks led by X`, `X hosted talks`, `under the chairmanship of X`."""
    found = []
    for clause in children(noun, "acl", "relcl"):
        if clause.lemma_ in words("hosting"):
            found += subjects(clause)
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass", "pobj") else noun
    verb = verb.head if verb.pos_ == "ADP" else verb
    if verb.pos_ == "VERB" and verb.lemma_ in words("hosting"):
        found += subjects(verb)
    for part in (noun, verb):
        for role in prepositional(part, "under", "with", "through"):
            if role.lemma_.lower() in words("hosting"):
                found += prepositional(role, "of") + children(role, "poss")
    return found


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


def charged(verb: Token, context: Context) -> tuple[Token, ...]:
    """Return who is accused or blamed by a verb of accusing (`blamed the raid on X`, `accused X of`)."""
    on = prepositional(verb, "on") + [one for inner in children(verb, "dobj") for one in prepositional(inner, "on")]
    return tuple(_people(with_conjuncts(on) or objects(verb), context))


def _of_trigger(trigger: Trigger, context: Context) -> Roles:
    if trigger.nominal or trigger.token.pos_ not in ("VERB", "AUX") or is_gerund_noun(trigger.token):
        return _noun_roles(trigger, context)
    if trigger.type == "CONSULT" and trigger.token.lemma_ in words("hosting"):
        parties = [one for inner in objects(trigger.token) for one in prepositional(inner, "between", "with", "of")]
        return Roles(tuple(_people(with_conjuncts(parties), context)), tuple(_people(subjects(trigger.token), context)))
    if trigger.type in MUTUAL or trigger.token.lemma_ in ("clash", "negotiate"):
        return _mutual(trigger, context)
    acting = _people(subjects(trigger.token), context)
    if trigger.type == "MOBILIZE" and not acting:
        acting = _people(objects(trigger.token), context)
    if trigger.token.lemma_ in ("die", "perish"):
        return Roles((), tuple(acting))
    return Roles(tuple(acting), tuple(_verb_recipients(trigger, context)))


def _victims(mention: Mention, context: Context) -> list[Token]:
    """The people hurt by what was merged into a mention (`stormed a post, killing four constables`)."""
    found: list[Token] = []
    for token in mention.also:
        if token.pos_ == "VERB" and mention.trigger.type == "ASSAULT":
            hurt = grammatical_subject(token) if token.lemma_ in ("die", "perish") else objects(token)
            found += [one for one in _people(hurt, context) if one.i not in context.place_tokens]
    return found


def _of_merged(mention: Mention, context: Context) -> list[Token]:
    """The doers that only a merged noun or verb names (`Israeli strikes killed`)."""
    for token in mention.also:
        other = Trigger(token, token.i, token.i, mention.trigger.type, None, 1.0, "", token.pos_ not in ("VERB", "AUX"))
        if found := _of_trigger(other, context).actors:
            return list(found)
    return []


def of(mention: Mention, context: Context) -> Roles:
    """Return the participants of a mention, as tokens; what was merged into it adds its victims and a missing doer."""
    roles = _of_trigger(mention.trigger, context)
    merged = {one.i for one in mention.also}
    actors = [
        one
        for one in roles.actors
        if one.i not in merged
        and (
            one.lemma_.lower() not in words("means")
            or (is_participant(one, context) and one.lemma_.lower() in words("armed_things"))
        )
    ]
    actors = actors or _of_merged(mention, context)
    acting = {one.i for one in actors}
    victims = _victims(mention, context)
    recipients = victims + [
        one
        for one in roles.recipients
        if not victims or one.i in context.actor_tokens or one.lemma_.lower() in words("PEOPLE")
    ]
    unique = {one.i: one for one in recipients if one.i not in acting and one.i not in merged}
    return Roles(tuple(actors), tuple(unique.values()))
