"""Casualty figures: killed and injured as bounds, read from number words, ranges and vague counts (guideline rule 10)."""

import re
from functools import cache

from tocsin.events.parse import Token
from tocsin.events.syntax import children, is_passive, objects, prepositional
from tocsin.events.words import read_resource
from tocsin.records import Figures

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_MOST = 10_000_000


@cache
def _table() -> dict[str, dict[str, int]]:
    table = read_resource("numbers.yaml")
    return {"words": table["words"], "scales": table["scales"]}


@cache
def _vague() -> dict[str, tuple[int, int]]:
    return {word: (low, high) for word, (low, high) in read_resource("numbers.yaml")["vague"].items()}


@cache
def casualty_words(name: str) -> frozenset[str]:
    """Return the lemmas `killed`, `dead` or `injured` of `resources/events/numbers.yaml`."""
    return frozenset(read_resource("numbers.yaml")[name].split())


def _value(word: str) -> int | None:
    low = word.lower().replace(",", "")
    if _DIGITS.fullmatch(word):
        return int(low) if len(low) <= 8 else None
    if low in _table()["words"]:
        return _table()["words"][low]
    parts = low.split("-")
    if len(parts) == 2 and all(part in _table()["words"] for part in parts):
        return _table()["words"][parts[0]] + _table()["words"][parts[1]]
    return None


def number(text: str) -> int | None:
    """Return the number that a phrase of digits or words names (`four hundred`, `1,200`, `thirty-one`), None if it is none."""
    total, current, seen = 0, 0, False
    for word in re.findall(r"[\w,'-]+", text.lower()):
        word = word.strip(",")
        value, scale = _value(word), _table()["scales"].get(word)
        if value is not None:
            current, seen = current + value, True
        elif scale is not None:
            current, seen = max(current, 1) * scale, True
            if scale >= 1000:
                total, current = total + current, 0
        elif word not in ("and", "of"):
            return None
    return total + current if seen and total + current <= _MOST else None


def _of_phrase(words: list[str]) -> Figures | None:
    """Read the words before a noun: `at least 12`, `between ten and 15`, `ten to 15`, `more than 100`."""
    for word in words:
        if word in _vague():
            return Figures(*_vague()[word])
    groups: list[list[str]] = [[]]
    for word in words:
        if word in ("to", "or", "-", "–") or (word == "and" and "between" in words):
            groups.append([])
        elif _value(word) is not None or word in _table()["scales"]:
            groups[-1].append(word)
    found = [value for group in groups if group and (value := number(" ".join(group))) is not None]
    return Figures(min(found), max(found)) if found else None


def _phrase_words(token: Token) -> list[str]:
    """The lower-cased words of the number phrase before a noun, or the noun itself where it is a number."""
    found = []
    for child in token.children:
        if child.dep_ in ("nummod", "quantmod", "det", "amod", "advmod", "predet", "nmod", "prep") and child.i < token.i:
            if child.dep_ == "det" and child.lower_ not in ("a", "an", "both", "no"):
                continue
            if child.dep_ in ("amod", "nmod") and not (_value(child.text) is not None or child.lower_ in _vague() or child.pos_ == "NUM"):
                continue
            found += [one.lower_ for one in child.subtree]
    return found


def quantity(token: Token) -> Figures | None:
    """Return how many a noun phrase names: its numeral, its vague count, 1 for a single one, None for a bare plural."""
    if token.pos_ == "NUM" or token.lower_ in _vague() or token.lower_ in _table()["scales"]:
        return _of_phrase([*_phrase_words(token), token.lower_])
    if children(token, "det") and any(one.lower_ in ("no", "any") for one in children(token, "det")):
        return Figures(0, 0) if token.lower_ != "any" else None
    if found := _of_phrase(_phrase_words(token)):
        return found
    return Figures(1, 1) if token.tag_ == "NNP" and token.pos_ == "PROPN" and False else None


def _sum(found: list[Figures]) -> Figures | None:
    return Figures(sum(one.low for one in found), sum(one.high for one in found)) if found else None


def _coordinated(token: Token) -> list[Token]:
    """`three soldiers and a driver`: every noun that is counted."""
    out = [token]
    for child in children(token, "conj"):
        out += _coordinated(child) if child.pos_ in ("NOUN", "NUM", "PROPN") else []
    return out


def of_verb(verb: Token) -> Figures | None:
    """Return how many the objects of a killing or wounding verb are; for `die`, its subjects."""
    if verb.lemma_ in ("die", "perish"):
        from tocsin.events.syntax import grammatical_subject

        targets = grammatical_subject(verb)[:1]
    else:
        targets = objects(verb)[:1]
    found = [one for target in targets for token in _coordinated(target) if (one := quantity(token)) is not None]
    return _sum(found)


def _beside(token: Token) -> Figures | None:
    """`12 dead`, `a toll of 40`, `leaving 15 dead`, `12 deaths`."""
    if found := quantity(token) if token.pos_ in ("NOUN", "PROPN") else None:
        return found
    for one in prepositional(token, "of", "at", "to"):
        if found := quantity(one):
            return found
    if token.i > 0 and token.pos_ == "ADJ":
        head = token.head
        for one in (token.nbor(-1), *children(token, "nsubj", "nummod", "npadvmod"), *(children(head, "dobj", "nsubj") if head.pos_ in ("VERB", "AUX") else [head])):
            if found := quantity(one):
                return found
    return None


def _casualty(token: Token) -> str | None:
    lemma = token.lemma_.lower()
    if lemma in casualty_words("killed") and token.pos_ in ("VERB", "NOUN"):
        return "killed"
    if lemma in casualty_words("injured") and token.pos_ in ("VERB", "NOUN", "ADJ"):
        return "injured"
    if token.lower_ in casualty_words("dead") or lemma in casualty_words("dead"):
        return "killed"
    return None


def casualties(tokens: list[Token]) -> dict[str, Figures]:
    """Return the figures that the given tokens of one sentence carry, by `killed` and `injured`; the first of each counts."""
    found: dict[str, Figures] = {}
    for token in tokens:
        kind = _casualty(token)
        if kind is None or kind in found:
            continue
        figure = of_verb(token) if token.pos_ == "VERB" else _beside(token)
        if figure is not None:
            found[kind] = figure
    return found


__all__ = ["Figures", "casualties", "is_passive", "number", "quantity"]
