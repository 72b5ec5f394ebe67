"""What participants tell of an event's place."""

from tocsin.places.scene import Candidate, context
from tocsin.places.sides import seats_of, sides
from tocsin.records import Article, Event, Participant, Place, Quad, Span

TEXT = "Kabul accused Pakistan of a raid, an analyst in Dakar said."
KABUL = Place("Kabul", 0, 5, "AFG", None, 34.53, 69.17)
DAKAR = Place("Dakar", 48, 53, "SEN", None, 14.69, -17.44)
ARTICLE = Article("a", None, "", TEXT, "en", "2025-05-04", (), None, None, 0.0, "")


def event(*actors: Participant, told_by: Participant | None = None) -> Event:
    return Event(
        "e", "a", Span(TEXT, 0, len(TEXT)), Span("accused", 6, 13), "ACCUSE", None, "112", -2.0,
        Quad.VERBAL_CONFLICT, actors=actors, attribution=told_by,
    )  # fmt: skip


def told(of: Event, place: Place | None) -> set[str]:
    around = context(ARTICLE, [KABUL, DAKAR], [of], {})
    return set(sides(of, Candidate(place), around))


def test_a_capital_that_acts_is_told_from_one_that_is_only_named() -> None:
    features = told(event(Participant("Kabul", 0, 5, "AFG", "GOV")), KABUL)
    assert {"is:a", "capital:a", "rel:a:point"} <= features


def test_where_a_speaker_is_from_is_seen() -> None:
    analyst = Participant("analyst", 37, 44, None, "ELI")
    assert "of:s" in told(event(told_by=analyst), DAKAR)


def test_the_seat_of_a_body_is_a_candidate() -> None:
    council = Participant("Security Council", 0, 0, None, "IGO", "United Nations Security Council")
    assert [c.place.name for c in seats_of(event(council)) if c.place] == ["New York"]


def test_no_place_says_who_has_no_country() -> None:
    assert "none:no country" in told(event(), None)
