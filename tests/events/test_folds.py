"""What the benchmarks that train in folds rest on: the scorer of MUC-4's types, and capitals for texts without any."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.folds.casing import restore
from benchmarks.folds.templates import TYPES, score

_TEMPLATES = st.lists(st.lists(st.sampled_from(TYPES), max_size=4).map(tuple), min_size=1, max_size=5)


def test_the_right_types_score_one() -> None:
    whole, matched = score([("attack", "arson"), ()], [("arson", "attack"), ()])
    assert whole.f1 == matched.f1 == 1.0


def test_a_bombing_taken_for_an_attack_is_half_right() -> None:
    assert score([("bombing",)], [("attack",)])[0].f1 == 0.5


def test_a_spurious_template_costs_precision_but_not_among_matched_ones() -> None:
    whole, matched = score([("attack",), ()], [("attack",), ("arson",)])
    assert (whole.precision, matched.precision) == (0.5, 1.0)


@given(_TEMPLATES)
@settings(deadline=None)
def test_scores_stay_within_bounds(gold: list[tuple[str, ...]]) -> None:
    for one in score(gold, gold[::-1]):
        assert all(0 <= value <= 1 for value in one)


@given(st.text(max_size=80))
@example("ß")
@settings(deadline=None)
def test_restoring_capitals_keeps_every_character_in_its_place(text: str) -> None:
    assert [len(part) for part in restore(text).split()] == [len(part) for part in text.split()]


def test_a_sentence_and_a_known_name_get_their_capitals() -> None:
    assert restore("troops went to colombia. they left.") == "Troops went to Colombia. They left."
