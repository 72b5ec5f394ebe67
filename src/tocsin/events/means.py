"""By what means an attack was made: the mode of ASSAULT where the trigger itself does not say."""

from collections.abc import Collection
from functools import cache

from tocsin.events.parse import Token
from tocsin.events.syntax import clause_head, of_another, subjects
from tocsin.events.words import read_resource


@cache
def _means() -> dict[str, frozenset[str]]:
    return {mode: frozenset(line.split()) for mode, line in read_resource("means.yaml").items()}


def named(lemmas: Collection[str]) -> frozenset[str]:
    """Return the modes whose means are named among lemmas."""
    return frozenset(mode for mode, means in _means().items() if not means.isdisjoint(lemmas))


def _near(token: Token) -> list[Token]:
    """The words of the trigger's own clause, not those of clauses that hang on it."""
    head = clause_head(token)
    found = []
    for one in head.subtree:
        top = clause_head(one)
        if top == head or (top.head == head and top.dep_ in ("advcl", "acl") and top.tag_ in ("VBG", "VBN")):
            found.append(one)
    return found


def mode_of(token: Token) -> tuple[str, str] | None:
    """Return (mode, word) where a word of the trigger's clause names the means; the victim's words do not count."""
    near = (
        [one for one in _near(token) if one.dep_ not in ("dobj", "nsubjpass")] + subjects(token)
        if token.pos_ == "VERB"
        else _near(token)
    )
    for mode, lemmas in _means().items():
        for one in near:
            if one.lemma_.lower() in lemmas and one.pos_ != "ADP" and not of_another(one, token):
                return mode, one.text
    return None
