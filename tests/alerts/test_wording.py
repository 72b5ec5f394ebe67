from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.escalation.test_track import STRIKE, TALKS
from tocsin.records import Participant
from tocsin.wording import clause, day, listing, number, participant, percent, span, wordings


def test_an_incident_is_told_as_a_clause() -> None:
    assert clause(STRIKE) == "Pakistan carried out air strikes on Afghanistan in Kabul on 9 October 2025"


def test_two_sides_that_act_together_are_told_as_one_subject() -> None:
    talks = replace(TALKS, mode=None, actors=(*TALKS.actors, *TALKS.recipients), recipients=())
    assert clause(talks, dated=False) == "Pakistan and Afghanistan held talks in Kabul"


def test_a_month_is_told_as_a_month() -> None:
    assert clause(replace(STRIKE, date="2025-10")).endswith("in October 2025")


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (Participant("army", 0, 4, "USA", "MIL"), "the United States' armed forces"),
        (Participant("rebels", 0, 6, "AFG", "REB"), "an Afghan armed group"),
        (Participant("UN", 0, 2, None, "IGO", "United Nations"), "the United Nations"),
        (Participant("minister", 0, 8, "PAK", "GOV", "Khawaja Asif"), "Pakistan's Khawaja Asif"),
    ],
)
def test_participants_are_named_as_prose_has_them(person: Participant, told: str) -> None:
    assert participant(person) == told


def test_days_and_spans_are_words() -> None:
    assert day("2025-10-09") == "9 October 2025"
    assert span("2025-10-11", "2025-10-12") == "11 to 12 October 2025"
    assert span("2025-09-30", "2025-10-01") == "30 September to 1 October 2025"


def test_small_numbers_are_words() -> None:
    assert [number(n) for n in (1, 10, 11, 1200)] == ["one", "ten", "11", "1,200"]


def test_lists_end_in_and() -> None:
    assert [listing(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


@given(st.floats(0, 1))
def test_a_probability_is_never_told_as_nought(p: float) -> None:
    assert percent(p) != "0 %"


@pytest.mark.parametrize("kind", sorted(wordings()))
def test_every_kind_has_all_its_clauses(kind: str) -> None:
    assert {"on", "by", "to", "none", "noun"} <= set(wordings()[kind])
