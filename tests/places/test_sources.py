"""The facts files and the names taken from packages."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.places import sources
from tocsin.places.cues import abbreviations, countries, demonyms
from tocsin.places.kinds import Kind
from tocsin.places.names import fold

FACTS = sources.read_facts()


def test_there_are_many_facts_and_each_has_its_source() -> None:
    assert len(FACTS) > 1500
    assert all(fact.source for fact in FACTS)


def test_every_fact_lies_on_the_globe_in_a_known_country() -> None:
    codes = {code for code, *_ in sources.country_codes()}
    assert all(-90 <= f.lat <= 90 and -180 <= f.lon <= 180 and (f.country is None or f.country in codes) for f in FACTS)


def test_only_seas_stand_more_than_once() -> None:
    counts = Counter((f.name, f.kind, f.country, round(f.lat), round(f.lon)) for f in FACTS)
    assert max(counts.values()) == 1


def test_every_country_has_a_label_point() -> None:
    assert len(countries()) > 240
    assert {c.code for c in countries().values()} >= {f.country for f in FACTS if f.kind == Kind.COUNTRY}


def test_demonyms_speak_of_countries() -> None:
    assert (demonyms()["afghans"], demonyms()["south sudanese"], demonyms()["british"]) == ("AFG", "SSD", "GBR")


def test_abbreviated_states_are_known() -> None:
    assert abbreviations()["Pa."] == ("Pennsylvania", "USA")


def test_a_district_also_goes_by_its_bare_name() -> None:
    assert set(sources.keys("Urgun District", Kind.DISTRICT)) == {"urgun district", "urgun"}


def test_bare_codes_are_no_spellings() -> None:
    assert sources.usable(["KBL", "Kabul", "ka bu er", "Caubul"]) == ["Kabul", "Caubul"]


def test_an_area_lies_in_the_middle_of_its_places_however_many_crowd_one_corner() -> None:
    crowd = [(10.0, 10.0)] * 50
    assert sources.centre([*crowd, (20.0, 20.0)]) == (15.0, 15.0)


def test_an_empty_area_has_no_middle() -> None:
    assert sources.centre([]) is None


@given(st.text(max_size=40))
@settings(deadline=None)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)
