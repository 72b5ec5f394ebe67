"""Whether a mention is told as happened: reported, unconfirmed, denied, planned or hypothetical, and by which cue.

The parse is climbed from the trigger to the root. The cues on the way are read, nearest first: hedges,
modals and negation of the trigger's own clause, then what governs it (deny, threaten, urge, fear, claim),
conditions and questions. The first cue that decides wins (guideline rules 4, 5, 6, 11, 12).
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tocsin.events import cues
from tocsin.events.cues import Reading, clause, condition, governed, is_infinitive
from tocsin.events.parse import Sentence, Token, parse_sentence
from tocsin.events.sentences import split
from tocsin.events.syntax import children
from tocsin.events.words import read_resource, words
from tocsin.records import Status

_NO_THREATS: frozenset[int] = frozenset()
# Through these labels a noun or an embedded clause shares the status of the clause it stands in.
_SHARING = frozenset(
    {"dobj", "nsubj", "nsubjpass", "prep", "xcomp", "attr", "agent", "pobj", "pcomp", "oprd", "acomp", "prt", "dative"}
)


def _climb(token: Token) -> Iterator[tuple[Token, Token, str]]:
    while token.head != token:
        yield token, token.head, token.dep_
        token = token.head


def _carries(label: str, child: Token, head: Token) -> bool:
    """Whether the status of what stands above reaches down: not into side clauses, not across a semicolon."""
    if label in ("relcl", "advcl", "appos", "parataxis"):
        return False
    if label == "acl" and child.tag_ in ("VBN", "VBG") and not children(child, "aux", "mark"):
        return False
    if label == "pobj" and (head.lower_ in words("presupposing") or head.head.lemma_ in words("answering")):
        return False
    low, high = sorted((child.i, head.i))
    return not (label in ("conj", "ccomp") and any(one.text == ";" for one in child.doc[low:high]))


def _conjoined(child: Token, head: Token) -> bool:
    """Whether a coordinated verb shares what governs the first: same form, no subject of its own."""
    if child.pos_ not in ("VERB", "AUX"):
        return True
    return child.tag_ == head.tag_ and not children(child, "nsubj", "nsubjpass")


def _shared_modal(child: Token, head: Token) -> Reading | None:
    if child.pos_ in ("VERB", "AUX") and head.pos_ in ("VERB", "AUX") and not children(child, "aux", "auxpass"):
        if (shared := condition(head)) is not None:
            return shared
        reading = clause(head)
        return reading if reading is not None and reading.status is not Status.DENIED else None
    return None


def _purpose(child: Token, head: Token, threats: frozenset[int]) -> Reading:
    """`invoked powers to forbid masks`: intended, unless what it serves is itself only possible."""
    reading = governed(head, "xcomp", True, threats) or clause(head) or condition(head)
    if reading is not None and reading.status in (Status.HYPOTHETICAL, Status.UNCONFIRMED):
        return reading
    return Reading(Status.PLANNED, f"purpose of '{head.text}'", "purpose")


def _step(child: Token, head: Token, label: str, threats: frozenset[int]) -> Reading | None:
    """What one step up the tree says: `child` hangs on `head` by `label`."""
    infinitive = is_infinitive(child)
    if head.pos_ in ("VERB", "AUX"):
        if reading := governed(head, label, infinitive, threats):
            return reading
        if head.lemma_ == "be" and infinitive and label == "xcomp":
            return Reading(Status.PLANNED, "is to", "is to")
    if head.pos_ == "ADJ" and label in ("xcomp", "ccomp", "prep"):
        if head.lemma_ in words("planned_words"):
            return Reading(Status.PLANNED, f"'{head.text}' to", "ready", head)
        if head.lemma_ in words("POSSIBLE") and label != "prep":
            return Reading(Status.HYPOTHETICAL, f"'{head.text}'", "possible", head)
    if (head.pos_ == "NOUN" and label in ("acl", "prep", "pcomp", "ccomp", "xcomp")) or (
        head.pos_ == "NOUN" and label == "relcl" and infinitive
    ):
        return cues.nominal(head)
    return None


def _under_governor(reading: Reading, trigger: Token, threats: frozenset[int]) -> Reading:
    """`feared that he would be killed`, `denied that it would attack`: who says so decides over a plain `would`."""
    if reading.cue in ("will", "would") and trigger.dep_ == "ccomp" and trigger.head.pos_ == "VERB":
        above = governed(trigger.head, "ccomp", False, threats)
        if above is not None and above.status in (Status.HYPOTHETICAL, Status.DENIED):
            return above
    return reading


def _first_cue(trigger: Token, threats: frozenset[int]) -> Reading | None:
    if reading := condition(trigger) or clause(trigger):
        return _under_governor(reading, trigger, threats)
    for child, head, label in _climb(trigger):
        if label == "advcl" and child == trigger and is_infinitive(child):
            return _purpose(child, head, threats)
        if not _carries(label, child, head):
            return None
        if label == "conj":
            if not _conjoined(child, head):
                return None
            if reading := _shared_modal(child, head):
                return reading
            continue
        if reading := _step(child, head, label, threats):
            return reading
        if label in ("nsubj", "nsubjpass") and _presupposed(child, head):
            return None
        if reading := _shared(child, head, label):
            return reading
    return None


def _shared(child: Token, head: Token, label: str) -> Reading | None:
    """What the clause above says of what stands in it; its negation does not reach what it only mentions."""
    if head.pos_ not in ("VERB", "AUX") or label not in _SHARING or head.lemma_ in words("say"):
        return None
    if head.lemma_ == "go" and label == "xcomp" and is_infinitive(child):
        no = cues.negated(head) is not None
        return Reading(Status.DENIED, "not going to", "will not") if no else Reading(Status.PLANNED, "going to", "will")
    reading = clause(head) or condition(head)
    if reading is not None and reading.cue == "not":
        reaches = label in ("xcomp", "attr", "prt", "oprd", "acomp") or head.lemma_ in words("light")
        reaches = reaches or head.lemma_ in words("occurring") or (label == "dobj" and not _definite(child))
        return reading if reaches else None
    return reading


def _definite(noun: Token) -> bool:
    return any(
        one.lower_ in ("the", "this", "that", "these", "those", "its", "their", "his", "her") or one.dep_ == "poss"
        for one in children(noun, "det", "poss")
    )


def _presupposed(child: Token, head: Token) -> bool:
    """`the strike could spark a war`: as the subject of what it may cause, a definite event is taken as a fact."""
    if head.pos_ not in ("VERB", "AUX") or child.pos_ not in ("NOUN", "PROPN"):
        return False
    happens = head.lemma_ == "be" or head.lemma_ in words("occurring") or head.lemma_ in words("light")
    return _definite(child) and not happens


def _question(token: Token) -> Reading | None:
    text = token.doc.text.strip("\"'“” ")
    asked = text.endswith("?") and not text.lower().startswith("why ")
    return Reading(Status.HYPOTHETICAL, "a question", "question") if asked else None


def _conditioned(reading: Reading, trigger: Token) -> Reading:
    """A plain `will` under a condition is only possible; a threat or promise stays a plan."""
    if reading.cue in ("will", "would", "may have") and any(
        cues.conditional(one) for one in children(trigger, "advcl", "ccomp")
    ):
        return Reading(Status.HYPOTHETICAL, f"{reading.why}, on a condition", "if")
    return reading


def of(trigger: Token, threats: frozenset[int] = _NO_THREATS) -> Reading:
    """Return the status of the event that `trigger` names in its sentence, REPORTED where no cue says otherwise.

    `threats` are the token numbers of the sentence's verbs of threatening: their content is planned (rule 12).
    """
    if (asked := _question(trigger)) is not None:
        return asked
    found = _first_cue(trigger, threats)
    if found is not None:
        under_threat = any(head.i in threats for _, head, _ in _climb(trigger))
        return found if under_threat else _conditioned(found, trigger)
    if cues.is_present_progressive(trigger) and trigger.lemma_ in words("departing"):
        return Reading(Status.PLANNED, "under way", "under way")
    return Reading(Status.REPORTED, "told without hedge", "flat")


class Scored(NamedTuple):
    """A status, its score -3..3, and the cue behind both."""

    status: Status
    score: float
    why: str


@cache
def _scores() -> dict[str, float]:
    return {name: float(value) for name, value in read_resource("factuality.yaml").items()}


def _head(sentence: Sentence, start: int, end: int) -> Token | None:
    """The syntactic head of the tokens that a span of the article covers in this sentence."""
    shift = sentence.span.start
    inside = [one for one in sentence.doc if one.idx + shift < end and start < one.idx + len(one.text) + shift]
    return next((one for one in inside if one.head not in inside or one.head == one), None)


def _unreal(token: Token) -> bool:
    """An infinitive under a verb that does not bring it about (`tried to`, `has to`), for which no other cue speaks."""
    return (
        is_infinitive(token)
        and token.dep_ in ("xcomp", "ccomp", "acl", "advcl")
        and token.head.lemma_ not in words("implicative")
    )


def of_token(token: Token) -> Scored:
    """Return the status and score of the event that a token of a parsed sentence names."""
    reading = of(token)
    if reading.cue == "flat" and _unreal(token):
        return Scored(reading.status, _scores()["infinitive"], f"infinitive under '{token.head.text}'")
    if reading.cue == "not" and token.pos_ not in ("VERB", "AUX") and cues.negated(token) is None:
        return Scored(reading.status, _scores()["flat"] if token.dep_ == "nsubj" else _scores()["not"], reading.why)
    return Scored(reading.status, _scores().get(reading.cue, _scores()["flat"]), reading.why)


def score_span(text: str, start: int, end: int) -> Scored:
    """Return the status of the event that `text[start:end]` names; (reported, 3, why) where the span covers no word.

    Only the sentence around the span is read, so a long text costs no more than a short one.
    """
    for span in split(text):
        if span.start < end and start < span.end:
            for sentence in parse_sentence(span):
                if (head := _head(sentence, start, end)) is not None:
                    return of_token(head)
    return Scored(Status.REPORTED, _scores()["flat"], "no word in the span")
