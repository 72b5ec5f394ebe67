"""How sure each field is: chances from evidence, whatever the event."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.events.factory import read
from tocsin.events.confidence import FIELDS, calibrated, chance, chances, evidence, squash
from tocsin.records import Event, Participant, Status

EVENT = read("Rebels shelled the town on Monday, killing 12 villagers.")[0]


@given(
    st.floats(0, 1),
    st.sampled_from(list(Status)),
    st.booleans(),
    st.lists(st.floats(0, 1).map(lambda score: Participant("a", 0, 1, score=score)), max_size=3),
)
@settings(deadline=None)
def test_every_field_of_a_measured_coder_has_a_chance(
    confidence: float, status: Status, background: bool, people: list[Participant]
) -> None:
    event = replace(EVENT, confidence=confidence, status=status, background=background, actors=tuple(people))
    found = chances(event)
    assert set(found) == set(FIELDS)
    assert all(0 <= value <= 1 for value in found.values())


@pytest.mark.parametrize("field", FIELDS)
def test_the_evidence_of_a_field_has_one_length(field: str) -> None:
    bare = replace(EVENT, actors=(), recipients=(), killed=None, date=None, mode=None)
    assert len(evidence(EVENT, field)) == len(evidence(bare, field))


def test_a_surer_coder_gives_a_surer_mention() -> None:
    low, high = (replace(EVENT, confidence=value) for value in (0.3, 0.9))
    assert (chance(low, "mention") or 0) < (chance(high, "mention") or 0)


def test_a_mention_takes_the_chance_as_its_confidence() -> None:
    assert calibrated(EVENT).confidence == pytest.approx(chance(EVENT, "mention"), abs=1e-4)


def test_the_chance_of_a_finished_mention_is_its_confidence() -> None:
    assert chances(EVENT)["mention"] == round(EVENT.confidence, 3)


@pytest.mark.parametrize("coder", ["rules", "hybrid"])
def test_both_coders_have_been_measured(coder: str) -> None:
    assert set(chances(replace(EVENT, coder=coder))) == set(FIELDS)


def test_a_coder_that_was_not_measured_keeps_its_word() -> None:
    event: Event = replace(EVENT, coder="mine", confidence=0.42)
    assert chances(event) == {}
    assert calibrated(event).confidence == 0.42


def test_even_odds_are_a_half() -> None:
    assert squash([1.0, -1.0, 0.0], (2.0, 2.0)) == 0.5
