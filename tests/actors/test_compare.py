"""Whether two participants are one actor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.actors.compare import same_actor
from tocsin.records import Participant


def who(country: str | None, sector: str, name: str | None = None) -> Participant:
    return Participant("x", 0, 1, country, sector, name)


def test_two_spellings_of_one_name_are_one_actor() -> None:
    score, why = same_actor(who("LBN", "REB", "Hezbollah"), who("LBN", "REB", "Hizbullah"))
    assert score >= 0.9
    assert "spellings" in why


def test_two_names_are_two_actors() -> None:
    assert same_actor(who("PSE", "REB", "Hamas"), who("PSE", "REB", "Fatah"))[0] < 0.2


def test_two_countries_are_two_actors() -> None:
    assert same_actor(who("PAK", "MIL"), who("IND", "MIL"))[0] == 0.0


def test_near_sectors_of_one_country_are_half_alike() -> None:
    alike, near, far = (same_actor(who("PAK", "MIL"), who("PAK", sector))[0] for sector in ("MIL", "GOV", "CVL"))
    assert alike > near > far > 0


people = st.builds(
    who,
    st.sampled_from([None, "PAK", "IND"]),
    st.sampled_from(["GOV", "MIL", "REB", "CVL"]),
    st.sampled_from([None, "Hamas", "Fatah"]),
)


@given(people, people)
def test_comparison_does_not_depend_on_the_order(one: Participant, two: Participant) -> None:
    assert same_actor(one, two)[0] == pytest.approx(same_actor(two, one)[0])
