"""The relation between two given participants."""

from tocsin.events.classify import NOTHING, classify
from tocsin.records import Quad


def test_the_verb_between_the_two_decides() -> None:
    found = classify("Iran condemned Israel after it had praised Oman.", "Iran", "Israel")
    assert (found.type, found.quad) == ("ACCUSE", Quad.VERBAL_CONFLICT)


def test_the_other_pair_of_one_sentence_gets_the_other_type() -> None:
    assert classify("Iran condemned Israel, while Oman praised Qatar.", "Oman", "Qatar").type == "SUPPORT"


def test_scores_sum_to_one() -> None:
    found = classify("Rebels attacked the army and Sudan demanded a ceasefire.", "Rebels", "army")
    assert abs(sum(found.scores.values()) - 1) < 0.01


def test_a_text_without_an_event_has_no_scores() -> None:
    assert classify("The river is long.", "river", "") == NOTHING
