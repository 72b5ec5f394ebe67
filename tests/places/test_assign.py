"""Which place belongs to which event."""

from dataclasses import replace

import pytest

from tocsin.places.assign import assign, weights
from tocsin.places.gazetteer import Gazetteer
from tocsin.places.locate import locate
from tocsin.records import Article, Event, Participant, Place, Quad, Span


def article(text: str, title: str = "") -> Article:
    return Article("a", None, title, text, "en", "2025-05-04", (), None, None, 0.0, "")


def event(text: str, sentence: str, trigger: str, kind: str = "ASSAULT", country: str | None = None) -> Event:
    start = text.index(sentence)
    at = text.index(trigger, start)
    actors = (Participant("troops", 0, 0, country, "MIL"),) if country else ()
    return Event(
        f"{trigger}{at}",
        "a",
        Span(sentence, start, start + len(sentence)),
        Span(trigger, at, at + len(trigger)),
        kind,
        None,
        "190",
        -9.0,
        Quad.MATERIAL_CONFLICT,
        actors=actors,
    )


def placed(text: str, gazetteer: Gazetteer, *events: Event, title: str = "") -> list[str | None]:
    out = assign(events, locate(text, gazetteer), article(text, title), gazetteer)
    return [e.place.name if e.place else None for e in out]


def test_a_place_in_the_sentence_is_the_events(gazetteer: Gazetteer) -> None:
    text = "Shells killed nine people in Kherson on Sunday."
    assert placed(text, gazetteer, event(text, text, "killed")) == ["Kherson"]


def test_the_inner_place_goes_before_the_outer(gazetteer: Gazetteer) -> None:
    text = "Gunmen killed nine farmers in Gwoza, Borno state, on Sunday."
    assert placed(text, gazetteer, event(text, text, "killed")) == ["Gwoza"]


def test_an_event_without_a_place_has_that_of_the_event_before(gazetteer: Gazetteer) -> None:
    first, second = "Gunmen killed nine farmers in Gwoza on Sunday.", "They also wounded a herder."
    text = f"{first} {second}"
    assert placed(text, gazetteer, event(text, first, "killed"), event(text, second, "wounded")) == ["Gwoza", "Gwoza"]


def test_a_country_told_by_its_people_places_an_event(gazetteer: Gazetteer) -> None:
    text = "Nepalese police fired on a crowd."
    assert assign([event(text, text, "fired", country="NPL")], (), article(text), gazetteer)[0].place is not None


def test_a_place_with_a_point_is_left_alone(gazetteer: Gazetteer) -> None:
    text = "Shells fell in Kherson."
    own = Place("elsewhere", 0, 6, "UKR", lat=1.0, lon=2.0)
    set_one = replace(event(text, text, "fell"), place=own)
    assert assign([set_one], locate(text, gazetteer), article(text), gazetteer)[0].place == own


def test_a_place_that_the_coder_quoted_is_given_its_point(gazetteer: Gazetteer) -> None:
    text = "Shells fell in Kherson."
    quoted = replace(event(text, text, "fell"), place=Place("Kherson", 15, 22))
    [out] = assign([quoted], locate(text, gazetteer), article(text), gazetteer)
    assert out.place is not None
    assert out.place.lat == pytest.approx(46.6, abs=0.3)


def test_an_article_that_names_nothing_places_nothing(gazetteer: Gazetteer) -> None:
    text = "The rebels attacked at dawn."
    assert placed(text, gazetteer, event(text, text, "attacked")) == [None]


def test_events_keep_their_order_and_all_else(gazetteer: Gazetteer) -> None:
    text = "Shells killed nine people in Kherson and wounded ten in Nikopol."
    events = [event(text, text, "killed"), event(text, text, "wounded")]
    out = assign(events, locate(text, gazetteer), article(text), gazetteer)
    assert [replace(e, place=None) for e in out] == events


def test_the_reason_names_what_decided(gazetteer: Gazetteer) -> None:
    text = "Shells killed nine people in Kherson on Sunday."
    [out] = assign([event(text, text, "killed")], locate(text, gazetteer), article(text), gazetteer)
    assert out.place is not None
    assert out.place.why.endswith("]")


def test_the_title_places_what_the_text_does_not(gazetteer: Gazetteer) -> None:
    text = "Gunmen killed nine people on Sunday."
    assert placed(text, gazetteer, event(text, text, "killed"), title="Nine dead in Mogadishu attack") == ["Mogadishu"]


def test_weights_are_shipped() -> None:
    assert len(weights()) > 100
