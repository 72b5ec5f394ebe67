"""Whether a mention is told as happened: reported, unconfirmed, denied, planned or hypothetical, with the cue that decides.

The parse is climbed from the trigger to the root. At each step the cues on the way are read, nearest first: negation,
modals and hedges of the trigger's own clause, then what governs it (deny, threaten, urge, fear, claim), conditions and
questions. The first cue that decides wins; a hedge nearer than a plan wins over the plan (guideline rules 4, 5, 6, 11, 12).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.events.parse import Token
from tocsin.events.syntax import children
from tocsin.events.words import words
from tocsin.records import Status


@dataclass(frozen=True, slots=True)
class Reading:
    """A status, the words that decided it, and the token of the governing word, if one did."""

    status: Status
    why: str
    governor: Token | None = None


def _auxiliaries(verb: Token) -> list[Token]:
    return [one for one in children(verb, "aux", "auxpass")]


def _negated(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "nobody", "none") and child.dep_ in ("advmod", "nsubj", "nsubjpass", "neg"):
            return child
        if child.dep_ in ("det", "nsubj", "nsubjpass", "preconj", "cc") and child.lower_ in ("no", "neither", "nor"):
            return child
    return None


def _no_argument(verb: Token) -> Token | None:
    """`no one was hurt`, `neither side attacked`, `fired no shot`: the negation sits on a participant."""
    for child in children(verb, "nsubj", "nsubjpass", "dobj", "attr"):
        if any(one.lower_ in ("no", "neither") and one.dep_ in ("det", "neg", "preconj", "advmod") for one in child.children):
            return child
        if child.lower_ in ("nobody", "none", "nothing", "neither"):
            return child
    return None


def _perfect(verb: Token) -> bool:
    return any(one.lower_ in ("have", "had", "has", "'ve") for one in _auxiliaries(verb))


def counterfactual(verb: Token) -> bool:
    """Whether a clause is of the form `would have`, `could have`."""
    aux = _auxiliaries(verb)
    return any(one.lower_ in ("would", "could", "might", "'d") for one in aux) and any(one.lower_ in ("have", "'ve") for one in aux)


def conditional(verb: Token) -> Token | None:
    """Return the word that makes a clause a condition: `if`, `unless`, or an inverted `had`, `were`, `should`."""
    for child in children(verb, "mark", "advmod"):
        if child.lower_ in words("condition_marks") and not (child.lower_ == "whether"):
            return child
    first = min((one for one in verb.children), key=lambda one: one.i, default=None)
    if first is not None and first.lower_ in ("had", "were", "should") and first.dep_ in ("aux", "auxpass") and verb.dep_ in ("advcl", "ccomp", "dep"):
        return first
    return None


def _modal(verb: Token) -> Reading | None:
    aux = _auxiliaries(verb)
    have = any(one.lower_ in ("have", "'ve") for one in aux)
    negated = _negated(verb)
    for one in aux:
        low = one.lower_
        if low in words("may"):
            return Reading(Status.UNCONFIRMED if have else Status.HYPOTHETICAL, low + (" have" if have else ""))
        if low in ("could", "can"):
            return Reading(Status.DENIED if negated else Status.HYPOTHETICAL, low)
        if low in words("will") and one.dep_ != "auxpass":
            return Reading(Status.DENIED if negated else Status.PLANNED, low)
        if low in words("would"):
            return _would(verb, have, negated)
        if low in words("should"):
            return Reading(Status.HYPOTHETICAL, low)
        if low == "to" and verb.dep_ in ("xcomp", "ROOT", "conj", "ccomp") and verb.head.lemma_ == "be":
            return Reading(Status.PLANNED, "is to")
    return None


def _would(verb: Token, have: bool, negated: Token | None) -> Reading:
    if have:
        return Reading(Status.HYPOTHETICAL, "would have")
    if negated is not None:
        return Reading(Status.DENIED, "would not")
    return Reading(Status.PLANNED, "would")


def _hedge(verb: Token) -> Reading | None:
    for child in verb.children:
        if child.lower_ in words("hedge_adverbs") and child.dep_ in ("advmod", "amod", "dep", "npadvmod"):
            return Reading(Status.UNCONFIRMED, child.lower_)
        if child.dep_ in ("prep", "prt") and child.lower_ == "according" and False:
            return None
    return None


def _own(token: Token) -> Reading | None:
    """What the trigger's own clause says of it."""
    if reading := _hedge(token):
        return reading
    if reading := _modal(token):
        return reading
    if negated := _negated(token) or _no_argument(token):
        return Reading(Status.DENIED, f"negated by '{negated.text}'")
    return None


_GOVERNING = (
    ("DENY", Status.DENIED), ("REQUESTING", Status.HYPOTHETICAL), ("CLAIM", Status.UNCONFIRMED), ("PROMISING", Status.PLANNED),
    ("POSSIBLE", Status.HYPOTHETICAL), ("PREVENT", Status.HYPOTHETICAL), ("FAILING", Status.DENIED), ("REFUSING", Status.DENIED),
)


def _governed(head: Token, label: str, infinitive: bool) -> Reading | None:
    """What a governing verb makes of its content."""
    lemma = head.lemma_.lower()
    if lemma in ("accuse", "blame", "suspect", "charge") and label in ("prep", "agent", "ccomp", "xcomp", "pcomp"):
        return Reading(Status.UNCONFIRMED, f"content of '{head.text}'", head)
    if lemma in words("DENY") and label in ("ccomp", "xcomp", "dobj", "pcomp", "prep", "nsubjpass"):
        return _flip(head, Reading(Status.DENIED, f"content of '{head.text}'", head))
    if lemma in ("warn", "caution") and label in ("ccomp", "prep", "pcomp", "dobj", "xcomp"):
        return Reading(Status.HYPOTHETICAL, f"content of '{head.text}'", head)
    if label not in ("ccomp", "xcomp", "pcomp", "prep", "dobj", "acl", "relcl"):
        return None
    if label in ("dobj", "prep") and lemma not in words("nominal_governors"):
        return None
    for name, status in _GOVERNING:
        if lemma in words(name):
            if name == "CLAIM" and infinitive and lemma in ("want", "hope"):
                continue
            return _flip(head, Reading(status, f"content of '{head.text}'", head))
    return None


def _flip(head: Token, reading: Reading) -> Reading | None:
    """`has not promised to leave`, `did not deny`: a negated governor says something else."""
    if _negated(head) is None:
        return reading
    if reading.status is Status.DENIED:
        return Reading(Status.UNCONFIRMED, f"'not' with '{head.text}'", head)
    if reading.status is Status.PLANNED:
        return Reading(Status.HYPOTHETICAL, f"'not' with '{head.text}'", head)
    return reading


def _noun_governed(head: Token) -> Reading | None:
    """`plans to attack`, `the risk of war`, `calls for a truce`: a noun that has the event as its content."""
    lemma = head.lemma_.lower()
    for name, status in (("hypothetical_nouns", Status.HYPOTHETICAL), ("planned_nouns", Status.PLANNED),
                         ("unconfirmed_nouns", Status.UNCONFIRMED), ("denied_nouns", Status.DENIED)):
        if lemma in words(name):
            return Reading(status, f"content of '{head.text}'", head)
    return None


def _condition(verb: Token) -> Reading | None:
    """A condition is hypothetical, unless it is a negated counterfactual: then it is true in fact (rule 6)."""
    mark = conditional(verb)
    if mark is None:
        return None
    main = verb.head
    contrary = (mark.lower_ == "had" or _perfect(verb)) and counterfactual(main)
    if contrary and _negated(verb) is not None:
        return Reading(Status.REPORTED, "a negated counterfactual condition is a fact")
    return Reading(Status.HYPOTHETICAL, f"condition with '{mark.text}'")


def _has_condition(verb: Token) -> bool:
    return any(conditional(one) is not None for one in children(verb, "advcl", "ccomp"))


def _climb(token: Token) -> Iterator[tuple[Token, Token, str]]:
    while token.head != token:
        yield token, token.head, token.dep_
        token = token.head


def _step(child: Token, head: Token, label: str) -> Reading | None:
    """What one step up the tree says: `child` hangs on `head` by `label`."""
    infinitive = any(one.lower_ == "to" for one in children(child, "aux"))
    if head.pos_ in ("VERB", "AUX"):
        if reading := _governed(head, label, infinitive):
            return reading
        if head.lemma_ == "be" and infinitive and label == "xcomp":
            return Reading(Status.PLANNED, "is to")
    if head.pos_ == "ADJ" and label in ("xcomp", "ccomp", "prep") and head.lemma_ in words("planned_words"):
        return Reading(Status.PLANNED, f"'{head.text}' to", head)
    if head.pos_ == "ADJ" and label in ("xcomp", "ccomp") and head.lemma_ in words("POSSIBLE"):
        return Reading(Status.HYPOTHETICAL, f"'{head.text}'", head)
    if head.pos_ == "NOUN" and label in ("acl", "prep", "pcomp", "relcl", "ccomp", "xcomp"):
        return _noun_governed(head) if label != "relcl" else None
    return None


def _carries(label: str, child: Token) -> bool:
    """Whether the status of what stands above reaches down through this label: not into side clauses or coordination."""
    if label in ("relcl", "advcl", "appos", "parataxis"):
        return False
    return not (label == "acl" and child.tag_ in ("VBN", "VBG"))


def _question(token: Token) -> Reading | None:
    text = token.doc.text.rstrip("\"'” ")
    return Reading(Status.HYPOTHETICAL, "a question") if text.endswith("?") else None


def _clause_cue(verb: Token, trigger: Token) -> Reading | None:
    """What the modals, hedges and negation of a clause above a nominal or embedded trigger say."""
    if verb == trigger or verb.pos_ not in ("VERB", "AUX"):
        return None
    return _own(verb)


def _search(trigger: Token) -> Reading | None:
    if reading := _own(trigger) or _condition(trigger):
        return reading
    for child, head, label in _climb(trigger):
        if label == "advcl" and child.pos_ == "VERB" and any(one.lower_ == "to" for one in children(child, "aux")) and child == trigger:
            return Reading(Status.PLANNED, "purpose clause")
        if not _carries(label, child):
            break
        if label == "conj":
            if reading := _conjoined(child, head):
                return reading
            continue
        if reading := _step(child, head, label):
            return reading
        if head.pos_ in ("VERB", "AUX") and label in ("dobj", "nsubj", "nsubjpass", "prep", "xcomp", "attr", "agent", "pobj", "pcomp", "oprd", "acomp") and head.lemma_ not in words("say") and (
                reading := _clause_cue(head, trigger) or _condition(head)):
            return reading
        if label == "ccomp" and (reading := _condition(head)):
            return reading
    return None


def _conjoined(child: Token, head: Token) -> Reading | None:
    """A coordinated verb without subject and auxiliary of its own shares those of the first."""
    own = children(child, "nsubj", "nsubjpass")
    if own or child.pos_ not in ("VERB", "AUX"):
        return None
    if child.tag_ == head.tag_ and not children(child, "aux", "auxpass"):
        return _hedge(head) or _modal(head)
    return None


def of(trigger: Token) -> Reading:
    """Return the status of the event that `trigger` names in its sentence, REPORTED where no cue says otherwise."""
    return _search(trigger) or _question(trigger) or Reading(Status.REPORTED, "told without hedge")
