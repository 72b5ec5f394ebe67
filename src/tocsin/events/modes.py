"""Modes of speech acts and meetings, from what is asked, refused or threatened."""

from tocsin.events.parse import Token
from tocsin.events.select import Mention
from tocsin.events.syntax import children
from tocsin.events.words import words

_ASKED = {
    "CONSULT": "meet",
    "AID": "assist",
    "MOBILIZE": "assist",
    "COOPERATE": "assist",
    "RETREAT": "yield",
    "CONCEDE": "yield",
}
_THREATENED = {
    ("COERCE", "arrest"): "arrest",
    ("COERCE", "ban"): "ban",
    ("COERCE", "censor"): "ban",
    ("COERCE", "deport"): "expel",
    ("COERCE", "restrict"): "restrict",
    ("COERCE", "curfew"): "rights",
    ("COERCE", "withhold"): "restrict",
    ("COERCE", "seize"): "restrict",
    ("SANCTION", "expel"): "expel",
    ("SANCTION", "withdraw"): "relations",
    ("SANCTION", "discontinue"): "relations",
    ("PROTEST", "strike"): "restrict",
    ("PROTEST", "obstruct"): "restrict",
    ("PROTEST", "boycott"): "relations",
    ("ACCUSE", "allege"): "arrest",
    ("SANCTION", "convict"): "arrest",
}


def _content_words(token: Token) -> set[str]:
    """The lemmas of what hangs on a speech act after it: its object, complement and prepositions."""
    found = set()
    for child in children(token, "dobj", "xcomp", "ccomp", "prep", "prt", "advcl", "nsubjpass", "acl", "relcl"):
        found |= {one.lemma_.lower() for one in child.subtree}
    return found


def _below(token: Token, others: list[Mention]) -> Mention | None:
    """The first other mention that stands in the content of `token`."""
    inside = {
        one.i for child in children(token, "dobj", "xcomp", "ccomp", "prep", "advcl", "acl") for one in child.subtree
    }
    return next((one for one in others if one.trigger.token.i in inside and one.trigger.token != token), None)


def _asked(token: Token, others: list[Mention], refusing: bool) -> str:
    content = _content_words(token)
    below = _below(token, others)
    if below is not None and below.trigger.type in _ASKED:
        return _ASKED[below.trigger.type]
    for name in ("MEET", "YIELD", "ASSIST"):
        if content & words(f"REQUESTED_{name}"):
            return name.lower()
    return "yield" if refusing and content & words("DEMANDED") else "change"


def _threatened(token: Token, others: list[Mention]) -> str | None:
    below = _below(token, others)
    content = _content_words(token)
    if (
        content & {"annex", "annexation", "occupy", "seize", "capture"}
        and below is not None
        and below.trigger.type == "ASSAULT"
    ):
        return "territory"
    if below is not None and (found := _THREATENED.get((below.trigger.type, below.trigger.mode or ""))):
        return found
    if below is not None and below.trigger.type == "ASSAULT":
        return "violence"
    if content & words("VIOLENT"):
        return "violence"
    return "relations" if content & words("RELATIONS") else None


def _consulted(token: Token, mode: str | None) -> str | None:
    if mode in ("phone", "multilateral", "third-party"):
        return mode
    near = {one.lemma_.lower() for one in token.sent}
    if mode is None and near & words("MEDIATING"):
        return "third-party"
    return mode


def of(mention: Mention, others: list[Mention]) -> str | None:
    """Return the mode of a mention; `others` are the mentions of its sentence."""
    trigger = mention.trigger
    if trigger.type in ("REQUEST", "REJECT"):
        return _asked(trigger.token, others, trigger.type == "REJECT")
    if trigger.type == "THREATEN" and trigger.mode is None:
        return _threatened(trigger.token, others)
    return _consulted(trigger.token, trigger.mode) if trigger.type == "CONSULT" else trigger.mode
