"""What the role tagger reads of an event: which pieces, in which part, how far from the trigger."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.events.linker_pieces import FAR, GAPS, WIDTH, Sheet, around, padded

SENTENCES, PIECES = 7, 5  # of five pieces each, each piece of one letter


def sheet(head: int = 4) -> Sheet:
    """Return a sheet of seven sentences."""
    count = SENTENCES * PIECES
    numbers = np.arange(count)
    states = np.repeat(numbers[:, None], WIDTH, axis=1).astype(np.float32)
    opening = np.full((head, WIDTH), -1, np.float32)
    return Sheet(states, numbers, numbers + 1, numbers // PIECES, opening)


def test_the_sentences_around_the_lead_and_the_title_are_read() -> None:
    one = around(sheet(), 5, (26, 27), "ASSAULT", None)
    assert [int(part) for part in one.parts[::PIECES]] == [0, 2, 3, 4, 5, 6]
    assert sorted(set(one.picks.tolist()) - {-1, -2, -3, -4}) == [*range(5), *range(15, 35)]


def test_the_lead_is_read_once_where_it_is_near() -> None:
    one = around(sheet(), 1, (6, 7), "ASSAULT", None)
    assert one.picks.tolist().count(0) == 1
    assert 2 not in one.parts


def test_only_the_trigger_is_marked() -> None:
    one = around(sheet(), 5, (26, 28), "ASSAULT", "aerial")
    assert one.picks[one.marks == 1].tolist() == [26, 27]
    assert one.mode > 0


@settings(deadline=None, max_examples=50)
@given(st.integers(0, SENTENCES - 1), st.integers(0, PIECES - 1))
def test_gaps_grow_with_the_distance_to_the_trigger(number: int, offset: int) -> None:
    at = number * PIECES + offset
    one = around(sheet(), number, (at, at + 1), "PROTEST", None)
    own = one.picks >= 0
    order = np.argsort(one.picks[own], kind="stable")
    assert one.gaps.min() >= 1
    assert one.gaps.max() < GAPS
    assert (np.diff(one.gaps[own][order]) >= 0).all()
    assert (one.gaps[~own] == FAR).all()


def test_a_trigger_that_no_piece_holds_leaves_all_gaps_open() -> None:
    assert set(around(sheet(), 2, (900, 904), "AID", None).gaps.tolist()) == {FAR}


def test_readings_of_unlike_length_are_padded() -> None:
    on = sheet()
    short, long = around(on, 0, (1, 2), "AID", None), around(on, 5, (26, 27), "AID", None)
    inputs = padded([(on, short), (on, long)])
    assert inputs["states"].shape == (2, len(long.picks), WIDTH)
    assert inputs["mask"].sum(axis=1).tolist() == [len(short.picks), len(long.picks)]
    assert (inputs["states"][1, 0] == -1).all()
