"""Sentences that carry their evidence: quotations from articles, and ids of records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tocsin.records import Article, Event, Forecast, Incident, Reading, Status

MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, `article.text[start:end] == text`, and where it stands."""

    text: str
    article: str
    start: int
    end: int
    publisher: str
    origin: str
    day: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a brief: its text, the quotations it rests on, the ids of the records it is made of."""

    text: str
    quotes: tuple[Quote, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A titled run of sentences."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A cited brief on a pair or country as of a day."""

    subject: str
    day: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a brief may be made of, as known on its day, by id."""

    subject: str
    day: str
    incidents: Mapping[str, Incident]
    events: Mapping[str, Event]
    articles: Mapping[str, Article]
    readings: Mapping[str, Reading] = field(default_factory=dict)
    forecasts: Mapping[int, Forecast] = field(default_factory=dict)


def quote(event: Event, desk: Desk, origin: str = "") -> Quote | None:
    """Return the sentence of a mention as a quotation, or None where its article is not at hand."""
    article = desk.articles.get(event.article)
    if article is None:
        return None
    said, start = event.sentence.text, event.sentence.start
    return Quote(
        text=said,
        article=article.id,
        start=start,
        end=start + len(said),
        publisher=article.publisher or "unknown publisher",
        origin=origin or article.origin or article.publisher or "unknown origin",
        day=article.published or (article.known_at or "")[:10],
        url=article.url,
    )


def worth(event: Event, desk: Desk) -> tuple[bool, int, bool, str]:
    """Return how well a mention serves as evidence: told flatly, with more said, by the narrator, and latest."""
    filled = len(event.actors[:1]) + len(event.recipients[:1]) + (event.killed is not None)
    filled += event.place is not None and event.place.name in event.sentence.text
    article = desk.articles.get(event.article)
    known = (article.known_at or "") if article else ""
    return (event.status is Status.REPORTED, filled, event.attribution is None, known)


def quotes_of(events: Iterable[Event], desk: Desk, origins: Mapping[str, str]) -> tuple[Quote, ...]:
    """Return the best quotation of each origin, at most MOST_QUOTES, for some mentions of one happening."""
    best: dict[str, Event] = {}
    for event in sorted(events, key=lambda event: (worth(event, desk), event.id)):
        best[origins.get(event.id, event.article)] = event
    ordered = sorted(best.items(), key=lambda item: (worth(item[1], desk), item[0]), reverse=True)[:MOST_QUOTES]
    found = (quote(event, desk, origins.get(event.id, "")) for _, event in ordered)
    return tuple(one for one in found if one is not None)
