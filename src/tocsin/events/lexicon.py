"""The trigger lexicon: which word, in which surroundings, names an event of which type and mode.

`resources/events/lexicon.yaml` holds patterns by type and mode. A pattern is a lemma and conditions that must all hold:

* `+on|upon`  a particle, preposition, object or complement with one of these words hangs on it;
* `o:X`  its object is X; `s:X`  its subject is X (logical: passives are turned round);
* `at:X`, `with:X` ...  the object of that preposition is X; `of:X` likewise on a noun;
* `a:X`  a modifier before the noun is X; `c`  it has a clause as its content; `c:X`  one headed by X;
* `~X`  X stands anywhere in the sentence;
* `pass`  it is passive; `pl`  the noun is plural; `def`, `gov:X`  the noun has a definite article, hangs on X;
* `!` before a condition negates it; `=0.6` sets the confidence.

X is words parted by `|`: lemmas, classes of `classes.yaml` in capitals,
PERSON, PLACE, STATE, NAME, BODY (a marked international body), or `*` for anything.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tocsin.errors import StopRun
from tocsin.events.words import is_class, read_resource

DEFAULT = 0.7
KINDS = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ"}
_FORMS = frozenset({"BODY", "PERSON", "PLACE", "NAME", "STATE"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One demand on a trigger's surroundings: `kind` says where to look, `wanted` for what."""

    kind: str
    wanted: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A lemma with conditions, and what it means where they hold."""

    lemma: str
    kind: str
    conditions: tuple[Condition, ...]
    type: str
    mode: str | None
    confidence: float
    source: str


def _wanted(text: str, source: str) -> tuple[str, ...]:
    found = tuple(text.split("|"))
    for word in found:
        if word.isupper() and word not in _FORMS and not is_class(word) and word != "*":
            raise StopRun(f"unknown word class {word}", where=f"pattern '{source}'", next_step="add it to classes.yaml")
    return found


def _condition(text: str, source: str) -> Condition:
    negated, text = text.startswith("!"), text.removeprefix("!")
    if text[0] in "+~":
        return Condition(text[0], _wanted(text[1:], source), negated)
    kind, _, wanted = text.partition(":")
    return Condition(kind, _wanted(wanted, source) if wanted else (), negated)


def read_pattern(text: str, kind: str, type_: str, mode: str | None) -> Pattern:
    """Return the pattern written in `text`; raises StopRun, naming the pattern, for an unknown class."""
    lemma, *rest = text.split()
    marks = [part for part in rest if part.startswith("=")]
    conditions = tuple(_condition(part, text) for part in rest if not part.startswith("="))
    return Pattern(lemma, kind, conditions, type_, mode, float(marks[0][1:]) if marks else DEFAULT, text)


def _specific(pattern: Pattern) -> tuple[int, float]:
    """A condition that names words weighs more than one that any word meets; negations hardly narrow."""
    weights = (1 if one.negated or "*" in one.wanted else 3 if one.wanted else 2 for one in pattern.conditions)
    return -sum(weights), -pattern.confidence


def read_lexicon(table: Mapping[str, Any]) -> dict[tuple[str, str], tuple[Pattern, ...]]:
    """Return patterns by (lemma, part of speech), the more demanding first."""
    found: dict[tuple[str, str], list[Pattern]] = defaultdict(list)
    for type_, modes in table.items():
        for mode, kinds in modes.items():
            for kind, patterns in kinds.items():
                for text in patterns:
                    pattern = read_pattern(text, KINDS[kind], type_, None if mode == "none" else mode)
                    found[pattern.lemma, pattern.kind].append(pattern)
    return {key: tuple(sorted(value, key=_specific)) for key, value in found.items()}


@cache
def lexicon() -> dict[tuple[str, str], tuple[Pattern, ...]]:
    """Return the lexicon that ships with Tocsin."""
    return read_lexicon(read_resource("lexicon.yaml"))
