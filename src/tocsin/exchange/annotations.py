"""Mentions as W3C Web Annotations: every coded field as a selector on the words of its article that say so.

Web Annotation Data Model (W3C Recommendation, 2017). Each field is one annotation; its target is selected twice, by the
position of its code points in the article's text (TextPositionSelector) and by the words themselves with what stands
around them (TextQuoteSelector), so that it is found again where a page has changed. Articles without an address are
named by `urn:tocsin:article:ID`.
"""

import json
from collections.abc import Iterator
from typing import Any

from tocsin.exchange.formats import Bundle
from tocsin.records import Article, Event, Participant

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
Quoted = tuple[str, str, int, int]
"""A field: its name, what it was coded as, and the start and end of its words."""


def _who(person: Participant) -> str:
    return " ".join(filter(None, (person.name or person.text, person.country, person.sector)))


def fields(event: Event) -> Iterator[Quoted]:
    """Yield the quoted fields of a mention that have words in the text."""
    kind = event.type if event.mode is None else f"{event.type} {event.mode}"
    yield "event", f"{kind} ({event.status.value})", event.trigger.start, event.trigger.end
    yield "sentence", event.id, event.sentence.start, event.sentence.end
    for role, people in (("actor", event.actors), ("recipient", event.recipients)):
        for person in people:
            yield role, _who(person), person.start, person.end
    if event.place:
        where = ", ".join(filter(None, (event.place.name, event.place.admin1, event.place.country)))
        yield "place", where, event.place.start, event.place.end
    if event.date and event.date_span:
        yield "date", event.date, event.date_span.start, event.date_span.end
    if event.attribution:
        yield "attribution", _who(event.attribution), event.attribution.start, event.attribution.end


def target(article: Article, start: int, end: int) -> dict[str, Any]:
    """Return the words `text[start:end]` of an article as a target with both selectors."""
    text = article.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"source": source(article), "selector": [position, quote]}


def source(article: Article) -> str:
    """Return the address of an article, where it is one of the web, else its own name."""
    url = article.url or ""
    web = url.lower().startswith(("http://", "https://")) and url.isprintable() and not set(url) & set(' <>"{}|\\^`')
    return url if web else f"urn:tocsin:article:{article.id}"


def annotation(event: Event, article: Article, number: int, quoted: Quoted) -> dict[str, Any]:
    """Return one field of a mention as an annotation."""
    name, value, start, end = quoted
    return {
        "id": f"urn:tocsin:event:{event.id}:{number}",
        "type": "Annotation",
        "motivation": "classifying" if name == "event" else "identifying",
        "creator": {"type": "Software", "name": f"Tocsin ({event.coder})" if event.coder else "Tocsin"},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": name, "format": "text/plain"},
            {"type": "TextualBody", "purpose": "describing", "value": value, "format": "text/plain"},
        ],
        "target": target(article, start, end),
    }


def annotations(bundle: Bundle) -> bytes:
    """Return mentions as one AnnotationPage in JSON-LD; mentions whose article is not in the bundle are left out."""
    items = [
        annotation(event, bundle.articles[event.article], number, quoted)
        for event in bundle.events
        if event.article in bundle.articles
        for number, quoted in enumerate(fields(event))
        if 0 <= quoted[2] < quoted[3] <= len(bundle.articles[event.article].text)
    ]
    page = {
        "@context": CONTEXT,
        "id": "urn:tocsin:annotations",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False).encode()
