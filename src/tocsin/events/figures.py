"""Casualty figures: killed and injured as bounds, from number words, ranges and vague counts (guideline rule 10)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.events.parse import Token
from tocsin.events.syntax import children, grammatical_subject, is_passive, objects, prepositional
from tocsin.events.words import read_resource
from tocsin.records import Figures

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_WORD = re.compile(r"[\w,'-]+")
_MOST = 10_000_000
_COUNTING = ("nummod", "quantmod", "det", "amod", "advmod", "predet", "nmod", "prep")
_PRONOUNS = frozenset({"him", "her", "he", "she", "himself", "herself"})


@dataclass(frozen=True, slots=True)
class Numbers:
    """The word lists of `resources/events/numbers.yaml`."""

    words: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, tuple[int, int]]
    lists: dict[str, frozenset[str]]


@cache
def _numbers() -> Numbers:
    table: dict[str, Any] = read_resource("numbers.yaml")
    vague = {word: (int(low), int(high)) for word, (low, high) in table["vague"].items()}
    lists = {name: frozenset(line.split()) for name, line in table.items() if isinstance(line, str)}
    return Numbers(table["words"], table["scales"], vague, lists)


def _value(word: str) -> int | None:
    low, table = word.lower().replace(",", ""), _numbers().words
    if _DIGITS.fullmatch(word):
        return int(low) if len(low) <= 8 else None
    if low in table:
        return table[low]
    parts = low.split("-")
    if len(parts) == 2 and all(part in table for part in parts):
        return table[parts[0]] + table[parts[1]]
    return None


def number(text: str) -> int | None:
    """Return the number that a phrase of digits or words names (`four hundred`, `1,200`), None if it is none."""
    total, current, seen = 0, 0, False
    for word in _WORD.findall(text.lower()):
        word = word.strip(",")
        value, scale = _value(word), _numbers().scales.get(word)
        if value is not None:
            current, seen = current + value, True
        elif scale is not None:
            current, seen = max(current, 1) * scale, True
            if scale >= 1000:
                total, current = total + current, 0
        elif word not in ("and", "of"):
            return None
    return total + current if seen and total + current <= _MOST else None


def _joined(words: Sequence[str]) -> list[str]:
    """Put together what the tokenizer parts: `twenty`, `-`, `one`."""
    out: list[str] = []
    for i, word in enumerate(words):
        if i >= 2 and words[i - 1] == "-" and 20 <= (_value(words[i - 2]) or 0) <= 90 and 0 < (_value(word) or 0) < 10:
            out[-2:] = [f"{words[i - 2]}-{word}"]
        else:
            out.append(word)
    return out


def read_count(words: Sequence[str]) -> Figures | None:
    """Return the bounds named by the words before a noun: `at least 12`, `between ten and 15`, `dozens`."""
    for word in words:
        if word in _numbers().vague:
            return Figures(*_numbers().vague[word])
    groups: list[list[str]] = [[]]
    for word in _joined(words):
        if word in ("to", "or", "-", "–") or (word == "and" and "between" in words):
            groups.append([])
        elif _value(word) is not None or word in _numbers().scales:
            groups[-1].append(word)
    found = [value for group in groups if group and (value := number(" ".join(group))) is not None]
    return Figures(min(found), max(found)) if found else None


def _before(token: Token) -> list[str]:
    """The lower-cased words of the number phrase before a noun."""
    found: list[str] = []
    for child in token.children:
        if child.i >= token.i or child.dep_ not in _COUNTING:
            continue
        if child.dep_ == "det" and child.lower_ not in ("a", "an", "both"):
            continue
        plain = child.dep_ in ("amod", "nmod", "advmod") and not (
            _value(child.text) is not None or child.lower_ in _numbers().vague or child.pos_ == "NUM"
        )
        if not plain:
            found += [one.lower_ for one in child.subtree]
    if "between" not in found and token.i >= 2:
        window = [one.lower_ for one in token.doc[max(0, token.i - 6) : token.i]]
        if "between" in window:
            return window[window.index("between") :]
    return found


def quantity(token: Token) -> Figures | None:
    """Return how many a noun phrase names: its numeral or vague count, 1 for a single one, None for a bare plural."""
    low = token.lower_
    if token.pos_ == "NUM" or low in _numbers().vague or low in _numbers().scales:
        return read_count([*_before(token), low])
    determiners = [one.lower_ for one in children(token, "det")]
    if "any" in determiners:
        return None
    if "no" in determiners:
        return Figures(0, 0)
    if found := read_count(_before(token)):
        return found
    single = (
        low in _PRONOUNS
        or (token.tag_ == "NNP")
        or (token.tag_ == "NN" and "the" in determiners and token.lemma_.lower() in _numbers().lists["persons"])
    )
    return Figures(1, 1) if single else None


def _coordinated(token: Token) -> list[Token]:
    """`three soldiers and a driver`: every noun that is counted."""
    out = [token]
    for child in children(token, "conj"):
        out += _coordinated(child) if child.pos_ in ("NOUN", "NUM", "PROPN", "PRON") else []
    return out


def _sum(found: list[Figures]) -> Figures | None:
    return Figures(sum(one.low for one in found), sum(one.high for one in found)) if found else None


def of_verb(verb: Token) -> Figures | None:
    """Return how many the objects of a killing or wounding verb are; for `die`, its subjects."""
    dying = verb.lemma_ in ("die", "perish")
    targets = grammatical_subject(verb)[:1] if dying else objects(verb)[:1]
    if _costs(verb):
        targets = children(verb, "dobj")
    if dying or is_passive(verb):
        # `X was killed` tells no figure; `killed X` and `a policeman was killed` tell one.
        targets = [
            one for one in targets if one.pos_ not in ("PROPN", "PRON") or one.lower_ in ("nobody", "none", "one")
        ]
    if any(one.lower_ == "nobody" for one in targets):
        return Figures(0, 0)
    found = [one for target in targets for token in _coordinated(target) if (one := quantity(token)) is not None]
    return _sum(found)


def _beside(token: Token) -> Figures | None:
    """`12 dead`, `a toll of 40`, `leaving 15 dead`, `12 deaths`."""
    if (
        token.pos_ in ("NOUN", "PROPN")
        and (found := read_count(_before(token)))
        and token.lemma_ not in ("toll", "loss")
    ):
        return found
    for one in prepositional(token, "of", "at", "to"):
        if found := quantity(one):
            return found
    head = token.head
    near = [token.nbor(-1)] if token.i and token.pos_ == "ADJ" else []
    near += [
        one
        for one in (*children(token, "nsubj", "nummod", "npadvmod"), *children(head, "dobj", "nsubj", "npadvmod"))
        if one != token
    ]
    near += [
        one for prep in children(head, "prep") for one in children(prep, "pobj") if one != token and one.pos_ == "NUM"
    ]
    return next(
        (found for one in near if one.pos_ != "PRON" and (found := read_count([*_before(one), one.lower_]))), None
    )


def is_fatal(token: Token) -> bool:
    """Whether a verb says that its object died: `kill`, `behead`, `shot dead`, `hacked to death`."""
    if token.lemma_.lower() in _numbers().lists["killed"]:
        return True
    return any(
        one.lower_ in ("dead", "down")
        for one in children(token, "oprd", "acomp", "advmod", "prt", "xcomp")
        if one.lower_ == "dead" or token.lemma_ == "gun"
    ) or any(one.lower_ == "death" for one in prepositional(token, "to"))


def _costs(verb: Token) -> bool:
    """`claimed 40 lives`, `cost the army 200 men`, `lost six fighters`."""
    if verb.lemma_ not in ("cost", "claim", "lose", "take"):
        return False
    people = _numbers().lists["persons"] | {"life", "people"}
    return any(one.lemma_.lower() in people for one in children(verb, "dobj"))


def _casualty(token: Token) -> str | None:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and (is_fatal(token) or _costs(token)):
        return "killed"
    if lemma in _numbers().lists["injured"]:
        return "injured"
    if token.lower_ in _numbers().lists["dead"] or lemma in _numbers().lists["dead"]:
        return "killed"
    return None


def casualties(tokens: Sequence[Token]) -> dict[str, Figures]:
    """Return the figures that tokens of one sentence carry, by `killed` and `injured`; the first of each counts."""
    found: dict[str, Figures] = {}
    for token in tokens:
        kind = _casualty(token)
        if kind is None or kind in found:
            continue
        figure = of_verb(token) if token.pos_ == "VERB" else _beside(token)
        if figure is not None:
            found[kind] = figure
    return found


def companions(token: Token, taken: frozenset[int], alone: bool) -> list[Token]:
    """Return the casualty words that tell more of a trigger's toll: those that hang on it, or, where it is the only
    attack of its sentence (`alone`), all; `taken` are the tokens of other mentions."""
    inside = token.doc if alone else token.subtree
    return [one for one in inside if one != token and one.i not in taken and _casualty(one) is not None]
