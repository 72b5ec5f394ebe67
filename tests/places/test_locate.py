"""Places in a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.geodesy import km
from tocsin.places.gazetteer import Gazetteer
from tocsin.places.locate import locate, offset
from tocsin.records import Place


def names(text: str, gazetteer: Gazetteer) -> list[str]:
    return [p.name for p in locate(text, gazetteer)]


def one(text: str, name: str, gazetteer: Gazetteer) -> Place:
    return next(p for p in locate(text, gazetteer) if p.name == name)


def test_a_place_is_quoted_from_the_text(gazetteer: Gazetteer) -> None:
    text = "Shells fell on Kherson and Nikopol overnight."
    assert all(text[p.start : p.end] == p.name for p in locate(text, gazetteer))
    assert names(text, gazetteer) == ["Kherson", "Nikopol"]


@pytest.mark.parametrize(
    "text",
    [
        "Afghan and Pakistani officers traded blame.",
        "Paris Hilton smiled at the cameras.",
        "The Washington Post printed the story.",
        "Michael Jordan retired.",
        "Kabul condemned the raid.",
        "Analysts weighed Moscow's response.",
    ],
)
def test_demonyms_people_bodies_and_governments_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert names(text, gazetteer) == []


def test_a_capital_after_in_is_a_place(gazetteer: Gazetteer) -> None:
    assert names("Gunmen opened fire in Kabul on Monday.", gazetteer) == ["Kabul"]


def test_containment_picks_the_namesake(gazetteer: Gazetteer) -> None:
    place = one("A bomb went off in Tripoli, Lebanon, at noon.", "Tripoli", gazetteer)
    assert place.country == "LBN"


def test_other_places_pick_the_namesake(gazetteer: Gazetteer) -> None:
    place = one("Militias from Misrata and Zawiya moved on Tripoli.", "Tripoli", gazetteer)
    assert place.country == "LBY"


def test_an_expected_country_picks_the_namesake(gazetteer: Gazetteer) -> None:
    [place] = locate("Protests in Hyderabad", gazetteer, hint_countries=["PAK"])
    assert place.country == "PAK"


def test_an_abbreviated_state_picks_the_namesake(gazetteer: Gazetteer) -> None:
    place = one("The fire in Alexandria, Va., was put out.", "Alexandria", gazetteer)
    assert (place.country, place.admin1) == ("USA", "Virginia")


def test_a_word_beside_the_name_tells_its_kind(gazetteer: Gazetteer) -> None:
    assert one("Villages in Kandahar province emptied.", "Kandahar", gazetteer).precision == "province"
    assert one("Streets in Kandahar emptied.", "Kandahar", gazetteer).precision == "city"


def test_a_distance_moves_the_point(gazetteer: Gazetteer) -> None:
    place = one("The convoy was hit 30 km north of Mosul.", "Mosul", gazetteer)
    there = one("The convoy was hit in Mosul.", "Mosul", gazetteer)
    assert place.lat is not None
    assert place.lon is not None
    assert there.lat is not None
    assert there.lon is not None
    assert km(place.lat, place.lon, there.lat, there.lon) == pytest.approx(30, abs=0.5)
    assert (place.precision, place.where_prec) == ("district", 2)


def test_an_unknown_village_is_put_where_the_text_puts_it(gazetteer: Gazetteer) -> None:
    place = one("Raiders burned huts in Qarbazeen, a village near Zinder in Niger.", "Qarbazeen", gazetteer)
    assert (place.country, place.geonameid) == ("NER", None)
    assert "not in the gazetteer" in place.why


def test_given_spans_are_located_and_no_others(gazetteer: Gazetteer) -> None:
    text = "From Lagos to Abuja"
    assert [p.name for p in locate(text, gazetteer, spans=[(14, 19)])] == ["Abuja"]


def test_a_given_span_without_an_entry_comes_back_without_a_point(gazetteer: Gazetteer) -> None:
    [place] = locate("Xyzzyqua", gazetteer, spans=[(0, 8)])
    assert (place.lat, place.score) == (None, 0.0)


def test_the_reason_names_the_rivals(gazetteer: Gazetteer) -> None:
    [place] = locate("Floods in Springfield", gazetteer, spans=[(10, 21)])
    assert "; or " in place.why


def test_a_score_is_a_probability_and_precision_a_gold_word(gazetteer: Gazetteer) -> None:
    for place in locate("Rockets hit Sderot, the Golan Heights, the Red Sea and France.", gazetteer):
        assert 0 <= place.score <= 1
        assert place.precision in ("site", "city", "district", "province", "country")
        assert 1 <= place.where_prec <= 7


def test_the_empty_text_names_no_place(gazetteer: Gazetteer) -> None:
    assert locate("", gazetteer) == ()


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=50)
def test_any_text_is_read_and_every_span_quotes_it(gazetteer: Gazetteer, text: str) -> None:
    assert all(text[p.start : p.end] == p.name for p in locate(text, gazetteer))


@given(st.floats(-60, 60), st.floats(-179, 179), st.floats(0, 300), st.floats(0, 360))
def test_an_offset_lies_at_its_distance(lat: float, lon: float, distance: float, bearing: float) -> None:
    there = offset(lat, lon, distance, bearing)
    assert km(lat, lon, *there) == pytest.approx(distance, abs=0.5)


@pytest.mark.parametrize(
    ("word", "country", "precision"),
    [("Canadian", "CAN", "country"), ("Texan", "USA", "province"), ("Dagestani", "RUS", "province")],
)
def test_a_given_people_is_its_land(gazetteer: Gazetteer, word: str, country: str, precision: str) -> None:
    place = locate(word, gazetteer, [(0, len(word))])[0]
    assert (place.country, place.precision) == (country, precision)


def test_a_given_name_that_nothing_is_known_of_is_put_beside_the_place_named(gazetteer: Gazetteer) -> None:
    text = "Shells fell on Qwertyab near Kherson."
    spans = [(text.index(n), text.index(n) + len(n)) for n in ("Qwertyab", "Kherson")]
    unknown, known = locate(text, gazetteer, spans)
    assert (unknown.lat, unknown.lon) == (known.lat, known.lon)
    assert "not in the gazetteer" in unknown.why
    assert unknown.score < known.score


def test_a_bare_niger_is_the_state_even_beside_nigerian_towns(gazetteer: Gazetteer) -> None:
    text = "Gunmen crossed from Niger into Sokoto and Katsina."
    assert one(text, "Niger", gazetteer).country == "NER"


def test_states_side_by_side_do_not_hold_one_another(gazetteer: Gazetteer) -> None:
    text = "Storms struck Illinois, Missouri and Iowa."
    assert one(text, "Illinois", gazetteer).precision == "province"
