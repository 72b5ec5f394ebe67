"""What all events of an article share when places are given to them: candidates, sentences, dateline. Pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.geodesy import km
from tocsin.records import Article, Event, Place

WORDS = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?][\"”’']? +(?=[A-Z“\"])|\n+")
_DATELINE = re.compile(r"[A-Z][^.\n]{0,40}?(?: \([^)\n]{1,30}\))?(?:, [A-Z][^.\n]{0,25})? ?(?:—|–|--| - |-- |: )")
PREPOSITIONS = {
    **dict.fromkeys(
        ("in", "at", "near", "inside", "outside", "around", "across", "throughout", "within", "over", "off"), "in"
    ),
    **dict.fromkeys(("to", "into", "toward", "towards"), "to"),
    **dict.fromkeys(("on", "against"), "on"),
    **dict.fromkeys(("from", "of", "between", "with", "by", "for"), None),
}
SAME_KM = 5.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be an event's, or None for none; `source`: text, title, country (by demonym) or capital."""

    place: Place | None
    source: str = "text"


@dataclass(frozen=True, slots=True)
class Context:
    """What all events of an article share: places, sentence starts, the dateline's end, countries' counts."""

    text: str
    places: tuple[Place, ...]
    starts: tuple[int, ...]
    dateline: int
    counts: Mapping[str, float]
    triggers: tuple[int, ...]
    title: str

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence that holds a code point."""
        return sum(start <= offset for start in self.starts) - 1

    def share(self, code: str | None) -> float:
        """Return the share of the text's places and demonyms that belong to a country."""
        return self.counts.get(code or "", 0.0) / (sum(self.counts.values()) or 1.0)


def context(article: Article, places: Sequence[Place], events: Sequence[Event], nations: Mapping[str, int]) -> Context:
    """Return the context of an article; `nations` counts its demonyms by country."""
    text = article.text
    counts: Counter[str] = Counter()
    for place in places:
        if place.country:
            counts[place.country] += 1
    for code, number in nations.items():
        counts[code] += number
    starts = (0, *(m.end() for m in _SENTENCE.finditer(text)))
    dateline = _DATELINE.match(text)
    return Context(
        text,
        tuple(places),
        starts,
        dateline.end() if dateline else 0,
        counts,
        tuple(sorted(e.trigger.start for e in events)),
        article.title,
    )


def same_place(a: Place | None, b: Place | None) -> bool:
    """Whether two places are one: both none, or as precise and within SAME_KM."""
    if a is None or b is None or a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return a is b
    return (a.precision == "country") == (b.precision == "country") and km(a.lat, a.lon, b.lat, b.lon) <= SAME_KM


def breadth(place: Place) -> str:
    """Return how wide a place is: country, province or point."""
    return {"country": "country", "province": "province"}.get(place.precision, "point")
