"""Tiny makers of records for tests: every field has a plain default, give only what the test is about."""

from typing import Any

from tocsin.records import Article, Event, Figures, Incident, Participant, Place, Quad, Span, Standing, Status, make_id

TEXT = "Pakistani jets bombed Kabul on Thursday, killing 12 people, the ministry said."


def person(
    text: str = "Pakistani jets",
    country: str | None = "PAK",
    sector: str = "MIL",
    *,
    at: int = 0,
    name: str | None = None,
) -> Participant:
    """Return a participant quoted at `at`."""
    return Participant(text, at, at + len(text), country, sector, name, 0.9, "test")


def article(text: str = TEXT, **given: Any) -> Article:
    """Return an article published on 10 October 2025 by the Margalla Post."""
    values: dict[str, Any] = {
        "id": make_id(text, *sorted(given.items())),
        "url": None,
        "title": "Jets bomb Kabul",
        "text": text,
        "language": "en",
        "published": "2025-10-10",
        "published_evidence": (),
        "publisher": "Margalla Post",
        "origin": "Margalla Post",
        "origin_score": 0.5,
        "origin_why": "no other credit",
        "known_at": given.get("published", "2025-10-10"),
    }
    return Article(**(values | given))


def event(of: Article | None = None, trigger: str = "bombed", **given: Any) -> Event:
    """Return an air strike by Pakistan on Kabul, told by `of`."""
    of = of or article()
    at = of.text.find(trigger)
    values: dict[str, Any] = {
        "id": make_id(of.id, at, *sorted(map(str, given.items()))),
        "article": of.id,
        "sentence": Span(of.text, 0, len(of.text)),
        "trigger": Span(trigger, at, at + len(trigger)),
        "type": "ASSAULT",
        "mode": "aerial",
        "cameo": "195",
        "goldstein": -10.0,
        "quad": Quad.MATERIAL_CONFLICT,
        "actors": (person(),),
        "recipients": (person("Kabul", "AFG", "GOV", at=of.text.find("Kabul")),),
        "place": Place("Kabul", 22, 27, "AFG", "Kabul", 34.53, 69.17, "city", 1, 1138958, 0.9, "test"),
        "date": "2025-10-09",
        "status": Status.REPORTED,
        "killed": Figures(12, 12),
        "coder": "test",
    }
    return Event(**(values | given))


def incident(**given: Any) -> Incident:
    """Return the confirmed air strike of Pakistan on Kabul on 9 October 2025, known a day later."""
    values: dict[str, Any] = {
        "id": "i1",
        "events": ("e1",),
        "type": "ASSAULT",
        "mode": "aerial",
        "quad": Quad.MATERIAL_CONFLICT,
        "intensity": 9.5,
        "date": "2025-10-09",
        "place": Place("Kabul", 0, 5, "AFG"),
        "actors": (person("Pakistan", "PAK", "GOV"),),
        "recipients": (person("Kabul", "AFG", "GOV"),),
        "killed": None,
        "injured": None,
        "status": Standing.CONFIRMED,
        "origins": ("A", "B"),
        "claims": (),
        "happened": True,
        "background": False,
        "why": "",
        "known_at": "2025-10-10",
    }
    return Incident(**(values | given))
