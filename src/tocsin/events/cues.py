"""Single cues of status: modals, hedges, negation, conditions, and what governing words make of their content."""

from dataclasses import dataclass

from tocsin.events.parse import Token
from tocsin.events.syntax import children, is_passive
from tocsin.events.words import words
from tocsin.records import Status


@dataclass(frozen=True, slots=True)
class Reading:
    """A status, the words that decided it, the kind of cue, and the governing token, if one did."""

    status: Status
    why: str
    cue: str = ""
    governor: Token | None = None


def _auxiliaries(verb: Token) -> list[Token]:
    return children(verb, "aux", "auxpass")


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is a to-infinitive."""
    return any(one.lower_ == "to" for one in children(verb, "aux"))


def is_present_progressive(verb: Token) -> bool:
    """Whether a verb is of the form `is sending`."""
    return verb.tag_ == "VBG" and any(one.lower_ in ("is", "are", "'s", "'re") for one in _auxiliaries(verb))


def _perfect(verb: Token) -> bool:
    return any(one.lower_ in ("have", "had", "has", "'ve", "having") for one in _auxiliaries(verb))


def negated(token: Token) -> Token | None:
    """Return the negation on a word (`not`, `never`, `no`), or None."""
    for child in token.children:
        if child.dep_ in ("aux", "auxpass") and child.lower_.endswith("n't") and len(child.lower_) > 3:
            return child
        if child.dep_ == "neg" or (child.lower_ == "never" and child.dep_ == "advmod"):
            return child
        if child.dep_ in ("det", "preconj", "cc") and child.lower_ in ("no", "neither", "nor") and child.i < token.i:
            return child
    return _nor(token)


def _nor(token: Token) -> Token | None:
    """`has neither confirmed nor denied`: the second of two verbs has its negation on the first."""
    if token.dep_ != "conj":
        return None
    return next((one for one in children(token.head, "cc") if one.lower_ == "nor" and one.i < token.i), None)


def _negated_argument(verb: Token) -> Token | None:
    """`no one was hurt`, `neither side attacked`: the negation sits on the subject."""
    for child in children(verb, "nsubj", "nsubjpass"):
        if child.lower_ in ("nobody", "none", "nothing", "neither") or (
            child.lower_ == "one" and negated(child) is not None
        ):
            return child
        if negated(child) is not None:
            return child
    for child in children(verb, "dobj"):
        if any(one.lower_ == "no" and one.dep_ == "det" for one in child.children):
            return child
    return None


def counterfactual(verb: Token) -> bool:
    """Whether a clause is of the form `would have`, `could have`."""
    low = {one.lower_ for one in _auxiliaries(verb)}
    return bool(low & {"would", "could", "might", "'d"}) and bool(low & {"have", "'ve"})


def _inverted(verb: Token) -> Token | None:
    """`Had he not been jailed`, `Should the talks fail`: an auxiliary before its subject, and no question."""
    found = children(verb, "nsubj", "nsubjpass")
    if not found or verb.doc.text.rstrip("\"' ").endswith("?"):
        return None
    for one in _auxiliaries(verb):
        starts = one.i == 0 or one.nbor(-1).is_punct or one.nbor(-1).pos_ in ("CCONJ", "SCONJ")
        if one.lower_ in ("had", "were", "should") and one.i < found[0].i and starts:
            return one
    return None


def conditional(verb: Token) -> Token | None:
    """Return the word that makes a clause a condition, or None."""
    for child in children(verb, "mark", "advmod"):
        if child.lower_ in words("condition_marks") and child.lower_ not in ("whether", "should"):
            return child
    before = verb.head
    # The parser sometimes takes the inverted auxiliary for the head (`Had / the general not been jailed`).
    if verb.dep_ == "ccomp" and before.lower_ == "had" and before.i < verb.i and not children(before, "nsubj"):
        return before
    return _inverted(verb)


def condition(verb: Token) -> Reading | None:
    """A condition is hypothetical, unless it is a negated counterfactual: then it is true in fact (rule 6)."""
    mark = conditional(verb)
    if mark is None:
        return None
    contrary = (mark.lower_ == "had" or _perfect(verb)) and (
        counterfactual(verb.head) or any(counterfactual(one) for one in verb.doc if one.pos_ == "VERB")
    )
    if contrary and negated(verb) is not None:
        return Reading(Status.REPORTED, "a negated counterfactual condition is a fact", "fact")
    return Reading(Status.HYPOTHETICAL, f"condition with '{mark.text}'", "if")


def in_a_former_reign(token: Token) -> bool:
    """Whether an event is placed in the time of someone's past rule: `when X was leading Ghana, talks were held`."""
    verb = token
    while verb.head != verb:
        if _reign(verb):
            return True
        verb = verb.head
    return _reign(verb)


def _reign(verb: Token) -> bool:
    for clause_ in children(verb, "advcl"):
        timed = any(one.lower_ in ("when", "while") for one in children(clause_, "advmod", "mark"))
        past = clause_.tag_ == "VBD" or any(one.tag_ == "VBD" for one in children(clause_, "aux"))
        held = clause_.lemma_ in words("ruling") or any(
            one.lemma_.lower() in words("ruling") for one in children(clause_, "attr", "prep")
        )
        if timed and past and held:
            return True
    return False


def _modal(verb: Token) -> Reading | None:
    aux = _auxiliaries(verb)
    have = any(one.lower_ in ("have", "'ve") for one in aux)
    no = negated(verb) is not None
    for one in aux:
        low = one.lower_
        if low in words("may"):
            return Reading(
                Status.UNCONFIRMED if have else Status.HYPOTHETICAL,
                low + (" have" if have else ""),
                "may have" if have else "may",
            )
        if low in words("could"):
            return (
                Reading(Status.DENIED, f"{low} not", "could not") if no else Reading(Status.HYPOTHETICAL, low, "could")
            )
        if low in words("will") and one.dep_ != "auxpass":
            return Reading(Status.DENIED, f"{low} not", "will not") if no else Reading(Status.PLANNED, low, "will")
        if low in words("would") and low != "'d":
            return _would(have, no)
        if low in words("should"):
            return Reading(Status.HYPOTHETICAL, low, "should")
    return None


def _would(have: bool, no: bool) -> Reading:
    if have:
        return Reading(Status.HYPOTHETICAL, "would have", "would have")
    return Reading(Status.DENIED, "would not", "will not") if no else Reading(Status.PLANNED, "would", "would")


def _hedge(verb: Token) -> Reading | None:
    for child in verb.children:
        if child.lower_ in words("hedge_adverbs") and child.dep_ in ("advmod", "amod", "dep", "npadvmod", "nmod"):
            return Reading(Status.UNCONFIRMED, child.lower_, "hedge")
    return None


def clause(token: Token) -> Reading | None:
    """Return what the hedges, modals and negation on a word's own clause say of it, or None."""
    if reading := _hedge(token) or _modal(token):
        return reading
    found = negated(token) or (_negated_argument(token) if token.pos_ in ("VERB", "AUX") else None)
    return Reading(Status.DENIED, f"negated by '{found.text}'", "not") if found is not None else None


_CONTENT = ("ccomp", "xcomp", "pcomp", "prep", "dobj", "acl", "relcl", "nsubjpass")
_GOVERNING = (
    ("REQUESTING", Status.HYPOTHETICAL, "request"),
    ("CLAIM", Status.UNCONFIRMED, "claim"),
    ("PROMISING", Status.PLANNED, "promise"),
    ("POSSIBLE", Status.HYPOTHETICAL, "possible"),
    ("PREVENT", Status.HYPOTHETICAL, "prevent"),
    ("FAILING", Status.DENIED, "fail"),
    ("REFUSING", Status.DENIED, "refuse"),
)


def _denial(head: Token, label: str) -> bool:
    """`denied that`, `denied the strike`; `rejected claims that`, not `rejected a plan`."""
    lemma = head.lemma_.lower()
    if lemma in words("DENY"):
        return label in _CONTENT
    return False


def governed(head: Token, label: str, infinitive: bool, threats: frozenset[int]) -> Reading | None:
    """Return what a governing verb makes of the content that hangs on it by `label`, or None."""
    lemma = head.lemma_.lower()
    why = f"content of '{head.text}'"
    if head.i in threats and label in _CONTENT:
        return Reading(Status.PLANNED, why, "promise", head)
    if lemma == "claim" and any(one.lower_ in ("responsibility", "credit") for one in children(head, "dobj")):
        return None
    if lemma in ("accuse", "blame", "charge") and label in ("prep", "agent", "ccomp", "xcomp", "pcomp", "dobj"):
        return Reading(Status.UNCONFIRMED, why, "claim", head)
    if _denial(head, label):
        return _flip(head, Reading(Status.DENIED, why, "deny", head))
    if (lemma in ("warn", "caution") and label in _CONTENT) or (lemma == "fear" and label == "dobj"):
        return Reading(Status.HYPOTHETICAL, why, "possible", head)
    if lemma in words("say") and is_passive(head) and label == "xcomp":
        return Reading(Status.UNCONFIRMED, why, "claim", head)
    if label not in _CONTENT or (label in ("dobj", "prep", "nsubjpass") and not _governs_noun(head)):
        return None
    return _by_class(head, lemma, why, infinitive)


def _governs_noun(head: Token) -> bool:
    """`fear an invasion`, `plan an offensive`; an order or plan of the past was carried out."""
    if head.lemma_ in ("plan", "order", "prepare", "approve", "authorise", "authorize") and head.tag_ in ("VBD", "VBN"):
        return False
    return head.lemma_.lower() in words("nominal_governors")


def _by_class(head: Token, lemma: str, why: str, infinitive: bool) -> Reading | None:
    for name, status, cue in _GOVERNING:
        if lemma in words(name) and not (name == "CLAIM" and infinitive and lemma in words("REQUESTING")):
            return _flip(head, Reading(status, why, cue, head))
    return None


# A text that tells only that someone would not say tells of no event (guideline rule 5).
NONCOMMITTAL = "neither confirmed nor denied"


def _flip(head: Token, reading: Reading) -> Reading:
    """`has not promised to leave`, `did not deny`: a negated governor says something else."""
    if negated(head) is None:
        return reading
    if reading.cue == "deny" and _nor(head) is not None and head.head.lemma_ == "confirm":
        return Reading(Status.UNCONFIRMED, NONCOMMITTAL, "claim", head)
    why = f"'not' with '{head.text}'"
    if reading.status is Status.DENIED:
        return Reading(Status.UNCONFIRMED, why, "claim", head)
    return Reading(Status.HYPOTHETICAL, why, "possible", head) if reading.status is Status.PLANNED else reading


_NOUNS = (
    ("hypothetical_nouns", Status.HYPOTHETICAL, "possible"),
    ("planned_nouns", Status.PLANNED, "promise"),
    ("unconfirmed_nouns", Status.UNCONFIRMED, "claim"),
    ("denied_nouns", Status.DENIED, "fail"),
)


def _untrue(head: Token) -> bool:
    """`the allegation that ... is false`, `a rumour was untrue`, `denied reports that`."""
    above = head.head
    if head.dep_ in ("nsubj", "nsubjpass") and any(
        one.lemma_.lower() in words("untrue") for one in children(above, "acomp", "attr", "oprd")
    ):
        return True
    return head.dep_ in ("dobj", "nsubjpass", "pobj") and (
        above.lemma_ in words("dismissing") or above.head.lemma_ in words("dismissing")
    )


def nominal(head: Token) -> Reading | None:
    """Return what a noun makes of its content (`plans to attack`, `the risk of war`, `reports that`), or None."""
    lemma = head.lemma_.lower()
    for name, status, cue in _NOUNS:
        if lemma in words(name):
            if status is Status.UNCONFIRMED and _untrue(head):
                return Reading(Status.DENIED, f"'{head.text}' called untrue", "deny", head)
            return Reading(status, f"content of '{head.text}'", cue, head)
    return None
