"""The chooser of modes: chances that sum to one, from named weights."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.events.mode_model import chances, weights
from tocsin.events.ontology import plover

ROWS = st.dictionaries(
    st.sampled_from([None, "drone", "aerial"]),
    st.dictionaries(st.sampled_from("abc"), st.floats(-50, 50), max_size=3),
    min_size=1,
)


@given(ROWS, st.dictionaries(st.sampled_from("abc"), st.floats(-20, 20)))
@settings(deadline=None)
def test_chances_sum_to_one(rows: dict[str | None, dict[str, float]], by: dict[str, float]) -> None:
    found = chances(rows, by)
    assert set(found) == set(rows)
    assert sum(found.values()) == pytest.approx(1)


def test_a_name_without_a_weight_counts_nothing() -> None:
    assert chances({None: {}, "drone": {"unknown": 9.0}}, {}) == {None: 0.5, "drone": 0.5}


def test_the_weights_name_modes_of_the_ontology() -> None:
    named = [name.rsplit("|", 1)[1].split("/", 1) for name in weights() if "|" in name]
    assert named
    assert all(mode == "None" or mode in plover().modes[type_] for type_, mode in named)
