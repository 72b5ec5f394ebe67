"""One mention as the pair comparison sees it: days, place, sides and words worked out once.

A view is derived from an event and its article alone, so that it is the same however mentions arrive.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeAlias

from tocsin.records import Article, Event, Participant, Status

Copies: TypeAlias = Mapping[str, tuple[str, str]]

STATE_SECTORS = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG"})
ARMED_SECTORS = frozenset({"REB", "UAF", "CRM"})
# How far from its coordinates a place of each precision may reach, in kilometres.
REACH_KM = {"site": 5.0, "city": 20.0, "district": 45.0, "province": 160.0, "country": 1500.0}
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d,.]*")
LEAD = 700
# What a reader of news would give as the reason of a fact that was told or handed in, and not worked out.
TOLD = frozenset({"", "given"})
# How the places stage begins the reason of a place that no sentence of the act gives.
GUESSES = ("capital", "title")
# Letters of the longest name in capitals that may be an abbreviation; a longer one is a dateline's.
ABBREVIATED = 4
# How much of a text counts as its opening, in code points, and how many of its names mark an article.
OPENING, MARKING = 300, 3
# Texts whose words are kept, for each sort of words.
KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Days:
    """The days an event may lie on, as ordinals, both inclusive; `precise` where that is one day."""

    low: int
    high: int

    @property
    def precise(self) -> bool:
        """Whether it is known to the day."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event: names, countries, and (country, kind) roles of its participants."""

    names: frozenset[str]
    countries: frozenset[str]
    roles: frozenset[tuple[str | None, str]]

    def __bool__(self) -> bool:
        return bool(self.names or self.countries or self.roles)


@dataclass(frozen=True, slots=True)
class View:
    """A mention ready to be compared; `key` orders mentions by when they were known, then by where they stand.

    What its words say is worked out when asked and kept for a while (KEPT texts): held for each of a million mentions
    it would fill the memory.
    """

    event: Event
    article: Article | None
    key: tuple[str, str, int, str]
    origin: str
    group: str
    days: Days | None
    seen: int
    actors: Side
    recipients: Side
    happened: bool
    day_guessed: bool
    place_guessed: bool

    @property
    def place_words(self) -> frozenset[str]:
        """The stems of the place's name."""
        return content(self.event.place.name) if self.event.place else frozenset()

    @property
    def place_head(self) -> frozenset[str]:
        """The stems of the place's name before its first comma."""
        return content(self.event.place.name.partition(",")[0]) if self.event.place else frozenset()

    @property
    def words(self) -> frozenset[str]:
        """The stems of the sentence's content words."""
        return content(self.event.sentence.text)

    @property
    def names(self) -> frozenset[str]:
        """The sentence's capitalised words."""
        return capitalised(self.event.sentence.text)

    @property
    def numbers(self) -> frozenset[str]:
        """The sentence's numerals."""
        return figures(self.event.sentence.text)

    @property
    def lead_names(self) -> frozenset[str]:
        """The capitalised words of the article's title and opening."""
        return capitalised(lead(self.article)) if self.article else frozenset()

    @property
    def lead_words(self) -> frozenset[str]:
        """The stems of the content words in the article's title and opening."""
        return content(lead(self.article)) if self.article else frozenset()


@cache
def stopwords() -> frozenset[str]:
    """Return the words of `resources/incidents/stopwords.txt`."""
    text = (files("tocsin") / "resources" / "incidents" / "stopwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return a crude English stem: enough for `strike`, `strikes` and `striking` to meet."""
    for ending in ("ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=KEPT)
def content(text: str) -> frozenset[str]:
    """Return the stems of the content words of `text`."""
    words = (word.lower().removesuffix("'s").removesuffix("’s") for word in WORD.findall(text))
    return frozenset(stem(word) for word in words if word not in stopwords())


@lru_cache(maxsize=KEPT)
def capitalised(text: str) -> frozenset[str]:
    """Return the words of `text` that are written as names are, lowered and stemmed."""
    found = (word for word in WORD.findall(text) if word[0].isupper())
    return frozenset(stem(word.lower().removesuffix("'s").removesuffix("’s")) for word in found) - stopwords()


@lru_cache(maxsize=KEPT)
def figures(text: str) -> frozenset[str]:
    """Return the numerals of `text`, without separators."""
    return frozenset(word.replace(",", "").strip(".") for word in WORD.findall(text) if word[0].isdigit())


def parse_days(value: str | None) -> Days | None:
    """Return the span of an ISO day, month or year; None where there is none or it cannot be read."""
    if not value:
        return None
    parts = value[:10].split("-")
    if not all(part.isdigit() for part in parts):
        return None
    try:
        low = date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)
    except ValueError:
        return None
    if len(parts) > 2:
        return Days(low.toordinal(), low.toordinal())
    if len(parts) > 1:
        after = (low + timedelta(days=32)).replace(day=1)
        return Days(low.toordinal(), after.toordinal() - 1)
    return Days(low.toordinal(), date(low.year, 12, 31).toordinal())


def kind(sector: str) -> str:
    """Return the broad kind of a sector: state, armed or civil."""
    if sector in STATE_SECTORS:
        return "state"
    return "armed" if sector in ARMED_SECTORS else "civil"


PRONOUNS = frozenset(
    {"who", "they", "them", "he", "she", "it", "both", "both sides", "those", "some", "others", "which"}
)


def telling(person: Participant) -> bool:
    """Whether a participant says who it is: a bare pronoun that no one resolved does not."""
    return person.name is not None or person.text.lower() not in PRONOUNS


def side(people: tuple[Participant, ...]) -> Side:
    """Return the comparable form of one side."""
    told = filter(telling, people)
    return _side(tuple((person.name and person.name.lower(), person.country, kind(person.sector)) for person in told))


@lru_cache(maxsize=KEPT)
def _side(people: tuple[tuple[str | None, str | None, str], ...]) -> Side:
    return Side(
        frozenset(name for name, _, _ in people if name),
        frozenset(country for _, country, _ in people if country),
        frozenset((country, sort) for _, country, sort in people),
    )


def known(article: Article | None) -> str:
    """Return the day or moment from which an article counts; an undated one sorts last."""
    if article is None:
        return "9999"
    return article.known_at or article.published or article.fetched or "9999"


def origin_of(event: Event, article: Article | None, copies: Copies) -> tuple[str, str]:
    """Return an event's origin and copy group, from `copies` or else from the article itself."""
    if event.article in copies:
        return copies[event.article]
    if article is None:
        return event.article, event.article
    return article.origin or article.publisher or event.article, event.article


def day_guessed(event: Event) -> bool:
    """Whether no words of the text date the event: it was given the story's day, or that of publication."""
    return event.date is not None and event.date_span is None and event.date_why not in TOLD


def place_guessed(event: Event) -> bool:
    """Whether the place may be where the story was written or who acts, and not where the event was."""
    place = event.place
    if place is None or place.why in TOLD:
        return False
    return place.why.startswith(GUESSES) or (place.name.isupper() and len(place.name) > ABBREVIATED)


@lru_cache(maxsize=2_000)
def marking_names(article: Article) -> tuple[str, ...]:
    """Return the names that stand most often in an article's title and beginning, at most MARKING."""
    text = f"{article.title} {article.text[: 2 * LEAD]}"
    found = (word.lower().removesuffix("'s").removesuffix("’s") for word in WORD.findall(text) if word[0].isupper())
    counts = Counter(stem(word) for word in found)
    ranked = sorted(counts.keys() - stopwords(), key=lambda word: (-counts[word], word))
    return tuple(ranked[:MARKING])


@lru_cache(maxsize=2_000)
def lead(article: Article) -> str:
    """Return an article's title and opening."""
    return f"{article.title} {article.text[:LEAD]}"


def view(event: Event, article: Article | None, copies: Copies) -> View:
    """Return the view of one mention."""
    origin, group = origin_of(event, article, copies)
    published = parse_days(article.published if article else None) or parse_days(known(article)) or Days(0, 0)
    return View(
        event=event,
        article=article,
        key=(known(article), event.article, event.trigger.start, event.id),
        origin=origin,
        group=group,
        days=parse_days(event.date),
        seen=published.low,
        actors=side(event.actors),
        recipients=side(event.recipients),
        happened=event.status in (Status.REPORTED, Status.UNCONFIRMED, Status.DENIED),
        day_guessed=day_guessed(event),
        place_guessed=place_guessed(event),
    )
