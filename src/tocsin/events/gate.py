"""Event or not: whether an article, or a sentence in it, is about politics at all (guideline rule 9)."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tocsin.events.parse import Sentence
from tocsin.events.words import read_resource
from tocsin.records import Marks

# A page of another domain names at least this many different words of it, and that many more than political ones.
ENOUGH = 2.0
MARGIN = 0.5
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_ARMED_OR_OFFICIAL = frozenset({"REB", "MIL", "GOV", "IGO", "COP", "JUD", "LEG", "SPY"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an article may hold political events, what it is about, and the counts behind that."""

    political: bool
    topic: str
    why: str


@cache
def _topics() -> dict[str, frozenset[str]]:
    return {name: frozenset(line.split()) for name, line in read_resource("topics.yaml").items()}


def _lemmas(sentences: Iterable[Sentence]) -> Counter[str]:
    return Counter(
        token.lemma_.lower() for one in sentences for token in one.doc if token.is_alpha or "-" in token.text
    )


def weigh(counts: Counter[str]) -> dict[str, float]:
    """Return the weight of each topic: its different words; repeats count a little more, strong ones thrice."""
    strong = _topics()["strong"]
    return {
        name: sum((3.0 if word in strong else 1.0) + min(counts[word] - 1, 3) * 0.3 for word in words if word in counts)
        for name, words in _topics().items()
        if name not in ("strong", "genres")
    }


def _named(marks: Marks | None) -> float:
    people = marks.actors if marks else ()
    return float(min(4, len({one.name for one in people if one.name and one.sector in _ARMED_OR_OFFICIAL})))


def judge(sentences: tuple[Sentence, ...], title: str = "", marks: Marks | None = None) -> Verdict:
    """Return whether the article is political; a short or mixed page gets the benefit of the doubt.

    Named armed groups and bodies among `marks` weigh as political words do; sports teams are named as countries are,
    so a bare state does not.
    """
    counts = _lemmas(sentences) + Counter(_WORD.findall(title.lower()))
    weights = weigh(counts)
    named = _named(marks)
    political = weights.pop("political") + named
    topic = max(weights, key=lambda name: weights[name])
    other = weights[topic]
    why = f"political {political:.1f}, {topic} {other:.1f}"
    first = _WORD.findall(title.lower())[:1]
    if first and first[0] in _topics()["genres"]:
        return Verdict(False, "genres", f"a {first[0]}; {why}")
    bare = not named and other >= 1 and political < other
    return Verdict(not (bare or (other >= ENOUGH and other > political + MARGIN)), topic, why)


def sentence_is_political(sentence: Sentence, topic: str) -> bool:
    """Whether a sentence of a page about something else is political: two political words, none of the topic."""
    lemmas = set(_lemmas([sentence]))
    if topic == "genres":
        return False
    return len(lemmas & _topics()["political"]) >= 2 and not lemmas & _topics()[topic]
