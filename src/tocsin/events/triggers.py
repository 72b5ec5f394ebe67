"""Find the words of a sentence that name an event, by the lexicon's patterns."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.events.context import Context
from tocsin.events.lexicon import Condition, Pattern, lexicon
from tocsin.events.parse import Token
from tocsin.events.syntax import (
    children,
    complements,
    grammatical_subject,
    is_gerund_noun,
    is_passive,
    objects,
    prepositional,
    subjects,
)
from tocsin.events.words import is_class, words

_POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event: its token, the tokens its quote covers, what it means, and by which pattern."""

    token: Token
    first: int
    last: int
    type: str
    mode: str | None
    confidence: float
    why: str
    nominal: bool


def wanted(token: Token, choices: tuple[str, ...], context: Context) -> bool:
    """Whether a token is one of the words, classes or forms in `choices`."""
    lemma = token.lemma_.lower()
    for choice in choices:
        if choice == "*" or choice in (lemma, token.lower_):
            return True
        if choice.isupper() and (
            context.is_form(token, choice)
            or (is_class(choice) and (lemma in words(choice) or token.lower_ in words(choice)))
        ):
            return True
    return False


def _hangs(token: Token, choices: tuple[str, ...], context: Context) -> bool:
    """Whether a particle, preposition, object, complement or adverb of `token` is one of `choices`."""
    for child in token.children:
        if child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "advcl", "conj", "ccomp", "relcl"):
            continue
        if wanted(child, choices, context):
            return True
        if child.dep_ in ("dobj", "prep", "prt", "oprd", "acomp", "advmod", "xcomp") and any(
            wanted(inner, choices, context)
            for inner in child.children
            if inner.dep_ in ("pobj", "prep", "conj", "dobj", "amod", "compound", "appos", "prt", "acomp")
        ):
            return True
    return False


def _modifiers(token: Token) -> list[Token]:
    found = children(token, "amod", "compound", "nmod", "poss", "nummod")
    return found + [inner for one in found for inner in children(one, "amod", "compound", "conj", "npadvmod")]


def _governors(token: Token) -> list[Token]:
    head = token.head
    if head.dep_ in ("prep", "agent") or head.pos_ == "ADP":
        return [head.head, head]
    return [head]


def _preposition(token: Token, condition: Condition, context: Context) -> bool:
    names = condition.kind.split("|")
    found = prepositional(token, *names)
    # The parser often hangs the phrase on the object (`fired rockets at the town`), so look there as well.
    for inner in children(token, "dobj", "prt", "oprd"):
        found += prepositional(inner, *names)
    if not condition.wanted:
        return bool(found)
    return any(wanted(one, condition.wanted, context) for one in found)


def _holds(condition: Condition, token: Token, context: Context) -> bool:
    kind, choices = condition.kind, condition.wanted
    if kind == "+":
        return _hangs(token, choices, context)
    if kind == "~":
        return any(one != token and wanted(one, choices, context) for one in token.doc)
    if kind == "o":
        return any(wanted(one, choices, context) for one in objects(token))
    if kind == "s":
        acting = (
            subjects(token) if token.pos_ in ("VERB", "AUX") else prepositional(token, "by") + children(token, "poss")
        )
        return any(wanted(one, choices, context) for one in acting)
    if kind == "a":
        return any(wanted(one, choices, context) for one in _modifiers(token))
    if kind == "c":
        found = complements(token) + (children(token, "relcl", "acl") if token.pos_ != "VERB" else [])
        return any(not choices or wanted(one, choices, context) for one in found)
    if kind == "gov":
        return any(wanted(one, choices, context) for one in _governors(token))
    return _form(condition, token, context)


def _form(condition: Condition, token: Token, context: Context) -> bool:
    if condition.kind == "self":
        return threatens_itself(token, context)
    if condition.kind == "pass":
        return is_passive(token)
    if condition.kind == "pl":
        return bool(token.tag_ in ("NNS", "NNPS"))
    if condition.kind == "def":
        return any(one.lower_ in ("the", "this", "that", "these", "those", "such") for one in children(token, "det"))
    return _preposition(token, condition, context)


_SELF = frozenset({"it", "he", "she", "they", "we", "i", "us"})


def threatens_itself(verb: Token, context: Context) -> bool:
    """Whether a warner warns of what its own side will do (rule 3): `that its army would strike`, not `of a war`."""
    own = grammatical_subject(verb)
    if any(wanted(one, ("REBELS",), context) for one in own):
        return True
    party = any(wanted(one, ("OFFICIALS", "STATE", "TROOPS"), context) for one in own) and not any(
        one.lemma_.lower() in words("OBSERVERS") for one in own
    )
    for clause in complements(verb):
        for doer in children(clause, "nsubj"):
            if doer.lower_ in _SELF or any(one.tag_ == "PRP$" for one in children(doer, "poss")):
                return True
            if any(one.text == doer.text for one in own):
                return True
        promised = any(one.lower_ in ("will", "would") for one in children(clause, "aux"))
        if (
            party
            and promised
            and (
                children(clause, "nsubjpass", "advcl")
                or {one.lemma_.lower() for one in clause.subtree} & words("VIOLENT")
            )
        ):
            return True
    return False


def match(token: Token, context: Context) -> Pattern | None:
    """Return the first, most demanding pattern of a token's lemma whose conditions all hold."""
    kind = _POS.get(token.pos_)
    if kind is None:
        return None
    lemma = token.lemma_.lower()
    found = lexicon().get((lemma, kind)) or lexicon().get((token.lower_, kind), ())
    if kind == "NOUN" and token.tag_ == "VBG":
        found = found or lexicon().get((lemma, "VERB"), ())
    if is_gerund_noun(token):
        found = lexicon().get((token.lower_, "NOUN")) or found
    for pattern in found:
        if all(_holds(condition, token, context) != condition.negated for condition in pattern.conditions):
            return pattern
    return None


def _verb_quote(token: Token, pattern: Pattern) -> tuple[int, int]:
    """A verb's quote takes in its particle and, for a set phrase, the words that make it one."""
    named = {
        word
        for condition in pattern.conditions
        if condition.kind == "+" and not condition.negated
        for word in condition.wanted
    }
    last = token.i
    for child in token.children:
        near = child.i > token.i and child.i - token.i <= 3
        if near and (child.dep_ == "prt" or child.lower_ in named or child.lemma_ in named):
            last = max(last, child.i)
    return token.i, last


def _noun_quote(token: Token) -> tuple[int, int]:
    first = token.i
    if (
        token.i
        and token.nbor(-1).head == token
        and token.nbor(-1).dep_ in ("compound", "amod")
        and token.nbor(-1).is_lower
    ):
        first -= 1
    head = token.head
    if token.dep_ == "dobj" and head.lemma_ in words("light") and 0 < token.i - head.i <= 4:
        first = head.i
    return first, token.i


def _label(token: Token) -> bool:
    """A noun or participle that only labels another (`ceasefire deal`, `the banned group`), or a name (`Amnesty`)."""
    if token.dep_ in ("compound", "nmod"):
        return True
    if token.pos_ == "PROPN" and token.text[0].isupper() and token.i > 0 and not token.nbor(-1).is_punct:
        return True
    return bool(token.dep_ == "amod" and token.tag_ in ("VBN", "VBG", "JJ"))


def _of(token: Token, context: Context) -> Trigger | None:
    if _label(token) or token.is_punct:
        return None
    pattern = match(token, context)
    if pattern is None:
        return None
    nominal = pattern.kind == "NOUN"
    first, last = _noun_quote(token) if nominal else _verb_quote(token, pattern)
    return Trigger(
        token,
        first,
        last,
        pattern.type,
        pattern.mode,
        pattern.confidence,
        f"{pattern.kind.lower()} pattern '{pattern.source}'",
        nominal,
    )


def find(context: Context) -> Iterator[Trigger]:
    """Yield every trigger of one parsed sentence, in order."""
    for token in context.sentence.doc:
        if trigger := _of(token, context):
            yield trigger
