"""Which day an event is of, in small made-up dispatches published on Saturday, 11 October 2025."""

from dataclasses import replace

import pytest

from tocsin.records import Article, Event, Quad, Span, Status
from tocsin.times.anchor import anchor, weights
from tocsin.times.read import read

PUBLISHED = "2025-10-11"
VERBAL = {"ACCUSE": Quad.VERBAL_CONFLICT, "REQUEST": Quad.VERBAL_COOPERATION}


def article(text: str, published: str | None = PUBLISHED) -> Article:
    return Article("a", None, "", text, "en", published, (), None, None, 0.0, "")


def event(text: str, trigger: str, type_: str = "ASSAULT", status: str = "reported", own: str | None = None) -> Event:
    """Return the event of a trigger, in the sentence (ended by a full stop) that holds it."""
    at = text.index(trigger)
    start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    end = text.find(".", at) + 1 or len(text)
    span = Span(own, text.index(own), text.index(own) + len(own)) if own else None
    quad = VERBAL.get(type_, Quad.MATERIAL_CONFLICT)
    sentence, word = Span(text[start:end], start, end), Span(trigger, at, at + len(trigger))
    made = Event(trigger, "a", sentence, word, type_, None, "190", -10.0, quad)
    return replace(made, status=Status(status), date_span=span)


def dates(text: str, *events: Event, published: str | None = PUBLISHED) -> list[str | None]:
    return [e.date for e in anchor(events, read(text, published), article(text, published))]


def test_the_expression_beside_the_trigger_dates_it() -> None:
    text = "Gunmen stormed a post on Thursday and a mob burned a shop on Friday."
    assert dates(text, event(text, "stormed"), event(text, "burned")) == ["2025-10-09", "2025-10-10"]


def test_a_possessive_day_belongs_to_its_noun() -> None:
    text = "Ministers on Friday condemned Thursday's strike."
    found = dates(text, event(text, "condemned", "ACCUSE"), event(text, "strike"))
    assert found == ["2025-10-10", "2025-10-09"]


def test_an_event_after_two_days_after_lies_two_days_back() -> None:
    text = "The envoy wrote on Saturday. His remarks came two days after jets carried out raids on the capital."
    assert dates(text, event(text, "raids")) == ["2025-10-09"]


def test_speech_without_a_day_is_of_the_day_of_publication() -> None:
    text = "The union condemned the law."
    assert dates(text, event(text, "condemned", "ACCUSE")) == [PUBLISHED]


def test_an_undated_plan_has_no_day() -> None:
    text = "The army will withdraw from the province."
    assert dates(text, event(text, "withdraw", "RETREAT", "planned")) == [None]


def test_a_plan_with_a_day_of_its_own_has_that_day() -> None:
    text = "The army will withdraw from the province on Monday."
    assert dates(text, event(text, "withdraw", "RETREAT", "planned")) == ["2025-10-13"]


def test_the_same_happening_keeps_its_day_through_the_article() -> None:
    text = "Rebels shelled the port on Wednesday. The shelling killed two dockers."
    assert dates(text, event(text, "shelled"), event(text, "shelling")) == ["2025-10-08", "2025-10-08"]


def test_the_coder_s_own_expression_wins() -> None:
    text = "Police said on Friday that on Monday a bomb exploded."
    assert dates(text, event(text, "exploded", own="Friday")) == ["2025-10-10"]


def test_an_event_of_an_earlier_year_is_background() -> None:
    text = "The two sides signed the accord in 2020."
    (found,) = anchor([event(text, "signed", "AGREE")], read(text, PUBLISHED), article(text))
    assert (found.date, found.background) == ("2020", True)


def test_an_event_of_this_week_is_no_background() -> None:
    text = "Gunmen stormed a post on Thursday."
    (found,) = anchor([event(text, "stormed")], read(text, PUBLISHED), article(text))
    assert not found.background


def test_the_evidence_is_quoted() -> None:
    text = "Gunmen stormed a post on Thursday."
    (found,) = anchor([event(text, "stormed")], read(text, PUBLISHED), article(text))
    assert found.date_span == Span("Thursday", 25, 33)
    assert "Thursday" in found.date_why


def test_the_dateline_dates_nothing() -> None:
    text = "HAMA, Oct 8 (Agency) - Gunmen stormed a post on Friday."
    assert dates(text, event(text, "stormed")) == ["2025-10-10"]


@pytest.mark.parametrize("published", [None, "unknown"])
def test_without_publication_nothing_is_guessed(published: str | None) -> None:
    text = "The union condemned the law."
    assert dates(text, event(text, "condemned", "ACCUSE"), published=published) == [None]


def test_no_events_give_no_events() -> None:
    assert anchor([], [], article("Nothing happened.")) == ()


def test_the_order_of_weights_makes_sense() -> None:
    assert weights()["nearest"] > 0 > weights()["possessive"]
