"""Articles, events and incidents in the gold set's fields (the words of the annotation guidelines), and back."""

from collections.abc import Mapping
from typing import Any

from tocsin.errors import SkipItem
from tocsin.events.confidence import chances
from tocsin.events.ontology import plover
from tocsin.records import Article, Event, Figures, Incident, Participant, Place, Span, Status, make_id
from tocsin.tables import to_plain


def participant_fields(who: Participant | None) -> dict[str, Any] | None:
    """Return a participant as {text, country, sector, name}, or None."""
    return None if who is None else {"text": who.text, "country": who.country, "sector": who.sector, "name": who.name}


def place_fields(place: Place | None) -> dict[str, Any] | None:
    """Return a place as {name, country, lat, lon, precision}, or None."""
    return (
        None
        if place is None
        else {
            "name": place.name,
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "precision": place.precision,
        }
    )


def _spans(event: Event) -> dict[str, Any]:
    def of(item: Span | Participant | Place | None) -> list[int] | None:
        return None if item is None or item.end <= item.start else [item.start, item.end]

    return {
        "sentence": of(event.sentence),
        "trigger": of(event.trigger),
        "date": of(event.date_span),
        "place": of(event.place),
        "attribution": of(event.attribution),
        "actors": [of(who) for who in event.actors],
        "recipients": [of(who) for who in event.recipients],
    }


def event_fields(event: Event) -> dict[str, Any]:
    """Return a mention in the gold fields, with `confidence` and `spans` (code points into the text) beside them."""
    return {
        "id": event.id,
        "sentence": event.sentence.text,
        "trigger": event.trigger.text,
        "type": event.type,
        "mode": event.mode,
        "actors": [participant_fields(who) for who in event.actors],
        "recipients": [participant_fields(who) for who in event.recipients],
        "place": place_fields(event.place),
        "date": event.date,
        "status": event.status.value,
        "attribution": participant_fields(event.attribution),
        "background": event.background,
        "killed": to_plain(event.killed),
        "injured": to_plain(event.injured),
        "incident": event.incident,
        "confidence": round(event.confidence, 3),
        "cameo": event.cameo,
        "goldstein": event.goldstein,
        "spans": _spans(event),
        **({"confidences": told} if (told := chances(event)) else {}),
    }


def article_fields(article: Article) -> dict[str, Any]:
    """Return an article in the gold fields, with the evidence of its date."""
    return {
        "title": article.title,
        "text": article.text,
        "published": article.published,
        "published_evidence": to_plain(article.published_evidence),
        "publisher": article.publisher,
        "origin": article.origin,
        "language": article.language,
        "url": article.url,
        "author": article.author,
        "tags": list(article.tags),
        "links": list(article.links),
        "voice": article.voice,
    }


def incident_fields(incident: Incident, events: Mapping[str, Event]) -> dict[str, Any]:
    """Return an incident in the gold fields, with its claims and its members' articles and triggers."""
    members = [
        {"event": e, "article": events[e].article, "trigger": events[e].trigger.text}
        for e in incident.events
        if e in events
    ]
    toll = incident.killed
    return {
        "incident": incident.id,
        "type": incident.type,
        "mode": incident.mode,
        "date": incident.date,
        "place": place_fields(incident.place),
        "actors": [participant_fields(who) for who in incident.actors],
        "recipients": [participant_fields(who) for who in incident.recipients],
        "killed": None if toll is None else {"low": toll.low, "best": toll.best, "high": toll.high},
        "status": incident.status.value,
        "origins": len(incident.origins),
        "origin_names": list(incident.origins),
        "claims": to_plain(incident.claims),
        "members": members,
        "why": incident.why,
    }


def _participant(row: Mapping[str, Any] | None, text: str, near: int) -> Participant | None:
    if row is None:
        return None
    quote = str(row.get("text") or "")
    start = text.find(quote, near)
    start = start if start >= 0 else max(text.find(quote), 0)
    return Participant(
        quote, start, start + len(quote), row.get("country"), row.get("sector") or "CVL", row.get("name"), 1.0, "given"
    )


def _participants(rows: Any, text: str, near: int) -> tuple[Participant, ...]:
    found = (_participant(row, text, near) for row in rows or [])
    return tuple(who for who in found if who is not None)


def _place(row: Mapping[str, Any] | None) -> Place | None:
    if row is None:
        return None
    return Place(
        str(row["name"]),
        0,
        0,
        row.get("country"),
        None,
        row.get("lat"),
        row.get("lon"),
        row.get("precision") or "city",
        1,
        None,
        1.0,
        "given",
    )


def _figures(row: Mapping[str, Any] | None) -> Figures | None:
    return None if row is None else Figures(int(row["low"]), int(row["high"]))


def event_from_fields(row: Mapping[str, Any], article: Article, number: int) -> Event:
    """Return the event that gold fields describe, its spans found again in the article's text.

    Raises SkipItem where the sentence or the trigger does not stand in the text.
    """
    sentence, trigger = str(row["sentence"]), str(row["trigger"])
    start = article.text.find(sentence)
    at = sentence.find(trigger)
    if start < 0 or at < 0:
        raise SkipItem(f"'{trigger[:40]}' does not stand in the article's text", where=article.id)
    ontology, kind, mode = plover(), str(row["type"]), row.get("mode")
    return Event(
        id=str(row.get("id") or make_id(article.id, start, at, kind, number)),
        article=article.id,
        sentence=Span(sentence, start, start + len(sentence)),
        trigger=Span(trigger, start + at, start + at + len(trigger)),
        type=kind,
        mode=mode,
        cameo=ontology.cameo(kind, mode),
        goldstein=ontology.goldstein(kind, mode),
        quad=ontology.quad(kind),
        actors=_participants(row.get("actors"), article.text, start),
        recipients=_participants(row.get("recipients"), article.text, start),
        place=_place(row.get("place")),
        date=row.get("date"),
        date_why="given",
        status=Status(row.get("status") or "reported"),
        attribution=_participant(row.get("attribution"), article.text, start),
        background=bool(row.get("background")),
        killed=_figures(row.get("killed")),
        injured=_figures(row.get("injured")),
        confidence=float(row.get("confidence") or 1.0),
        coder="given",
        incident=row.get("incident"),
    )
