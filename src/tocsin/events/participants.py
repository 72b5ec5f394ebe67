"""Noun phrases into participants: the quoted span, and what marks or the role noun say of country and sector."""

from functools import cache

from tocsin.events.context import Context
from tocsin.events.parse import Token
from tocsin.events.syntax import children, prepositional
from tocsin.events.words import read_resource, words
from tocsin.records import Participant

_KEPT = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod", "case", "punct"})
_TITLES = ("PROPN",)


@cache
def role_words(name: str) -> frozenset[str]:
    """Return one of the word lists of `resources/events/roles.yaml`."""
    return frozenset(read_resource("roles.yaml")[name].split())


@cache
def _sectors() -> dict[str, str]:
    table = read_resource("roles.yaml")["sectors"]
    found: dict[str, str] = {}
    for sector, line in table.items():
        for word in line.split():
            found.setdefault(word, sector)
    return found


def _armed_thing(token: Token) -> bool:
    """A weapon that stands for those who use it (`Ukrainian drones`, `army tanks`)."""
    if token.lemma_.lower() not in words("armed_things"):
        return False
    owners = children(token, "amod", "compound", "poss", "nmod")
    return any(one.text[:1].isupper() or one.lemma_.lower() in words("ARMED") | words("STATEWORDS") for one in owners)


def is_participant(token: Token, context: Context) -> bool:
    """Whether a noun can be someone: a marked actor, a name, a pronoun for people, or no word for a thing or a time."""
    lemma = token.lemma_.lower()
    if token.i in context.actor_tokens or _armed_thing(token):
        return True
    if token.pos_ == "PRON":
        return token.lower_ in words("PERSONWORDS") or token.lower_ == "it"
    if token.pos_ == "PROPN":
        return lemma not in role_words("not_participants")
    if token.pos_ == "NUM":
        return not token.text[0].isdigit()
    if token.tag_ == "VBN" and any(one.lower_ == "the" for one in children(token, "det")):
        return True
    return token.pos_ in ("NOUN", "ADJ") and lemma not in role_words("not_participants") and not token.is_stop


@cache
def _someone() -> frozenset[str]:
    classes = (
        "PEOPLE",
        "ARMED",
        "OFFICIALS",
        "STATEWORDS",
        "AUTHORITIES",
        "PARTY",
        "PRISONERS",
        "DIPLOMAT",
        "OBSERVERS",
    )
    return frozenset(_sectors()).union(*(words(name) for name in classes)) - role_words("not_participants")


def is_victim(token: Token, context: Context) -> bool:
    """Whether a noun can be one who is acted upon: stricter than `is_participant`, as most objects are things."""
    if token.lower_ in ("anyone", "anybody", "nobody", "everyone", "one", "it"):
        return False
    if token.pos_ != "NOUN" or token.i in context.actor_tokens:
        return is_participant(token, context)
    return token.lemma_.lower() in _someone()


def lands(token: Token) -> list[Token]:
    """Return the adjectives that a coordinated one before a noun goes with (`Afghan` in `Afghan and Pakistani troops`).

    Such a phrase names two participants: the adjective alone, and the last adjective with the noun.
    """
    before = token.doc[token.i - 1] if token.i else token
    return [before.head] if _second_land(before, token) else []


def _second_land(before: Token, noun: Token) -> bool:
    first = before.head
    return (
        before.dep_ == "conj"
        and noun.pos_ == "NOUN"
        and before.i + 1 == noun.i
        and before.text[:1].isupper()
        and first.text[:1].isupper()
        and first.i < before.i
        and first.dep_ in ("amod", "compound", "nmod")
        and first.head == noun
    )


def _first(token: Token) -> int:
    """The left edge of the head noun phrase: modifiers that stand directly before it, without article and number."""
    first = int(token.i)
    while first > 0:
        before = token.doc[first - 1]
        if _second_land(before, token):
            return first - 1
        inside = before.head.i >= first and before.head.i <= token.i and before.dep_ in _KEPT
        if not inside or before.dep_ in ("nummod", "quantmod", "punct") or before.pos_ in ("NUM", "DET"):
            break
        if before.lower_ in words("quantifiers"):
            break
        first -= 1
    return first


def _trim_possessor(token: Token, first: int) -> int:
    """Drop a possessor's phrase (`his wife`, `the group's leader` keeps `group's leader`)."""
    while first < token.i and token.doc[first].tag_ in ("PRP$", "POS", "DT", "WP$"):
        first += 1
    return first


def _appositive(token: Token) -> Token:
    """A role noun with a name beside it (`the minister, Chris Ngige,`) stands for the name."""
    if token.pos_ == "NOUN":
        for child in children(token, "appos"):
            if child.pos_ == "PROPN":
                return child
    return token


def _quantified(token: Token) -> Token:
    """`dozens of protesters`, `a group of men`: the noun inside says who."""
    if token.lemma_.lower() in words("collective"):
        inner = prepositional(token, "of")
        if inner and inner[0].pos_ in ("NOUN", "PROPN", "ADJ", "PRON"):
            return inner[0]
    return token


def sector_of(text: str) -> str:
    """Return the best guess of a sector from the role nouns in a phrase, CVL where there is none."""
    found = [word.strip("'’s.,") for word in text.lower().replace("’s", "").replace("'s", "").split()]
    if found and any(word in role_words("former") for word in found):
        return "ELI"
    for word in reversed(found):
        for form in (
            word,
            word.removesuffix("s"),
            word.removesuffix("es"),
            word[:-3] + "man" if word.endswith("men") else word,
            word[:-3] + "y" if word.endswith("ies") else word,
        ):
            if form in _sectors():
                return _sectors()[form]
    return "CVL"


def participant(token: Token, context: Context) -> Participant:
    """Return who a noun phrase refers to, as quoted; a marked actor on its head is copied whole."""
    token = _quantified(_appositive(token))
    if mark := context.actor_tokens.get(token.i):
        return mark
    first = _trim_possessor(token, _first(token))
    span = context.sentence.quote(first, token.i)
    return Participant(
        span.text, span.start, span.end, sector=sector_of(span.text), why="noun phrase, not in the roster"
    )
