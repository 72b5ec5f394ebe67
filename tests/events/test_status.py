"""What is claimed about an event's reality."""

import pytest

import tocsin
from tests.events.factory import only, read
from tocsin.events.status import score_span
from tocsin.records import Status

CASES = [
    ("The army shelled the town on Monday.", Status.REPORTED),
    ("The army reportedly shelled the town on Monday.", Status.UNCONFIRMED),
    ("The army may have shelled the town on Monday.", Status.UNCONFIRMED),
    ("The rebels claimed that the army shelled the town.", Status.UNCONFIRMED),
    ("The army is said to have shelled the town.", Status.UNCONFIRMED),
    ("The army has not shelled the town.", Status.DENIED),
    ("The army denied that it had shelled the town.", Status.DENIED),
    ("The army will shell the town, a colonel said.", Status.PLANNED),
    ("The army plans to shell the town.", Status.PLANNED),
    ("The army could shell the town next week.", Status.HYPOTHETICAL),
    ("If the army shelled the town, the rebels would answer.", Status.HYPOTHETICAL),
    ("Diplomats fear that the army might shell the town.", Status.HYPOTHETICAL),
    ("The minister said that the army shelled the town.", Status.REPORTED),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_the_cue_decides_the_status(text: str, wanted: Status) -> None:
    assert only(text, "ASSAULT").status is wanted


def test_what_is_demanded_is_hypothetical_beside_the_request() -> None:
    events = {event.type: event for event in read("The ministry urged the rebels to release the hostages.")}
    assert events["REQUEST"].status is Status.REPORTED
    assert events["RETREAT"].status is Status.HYPOTHETICAL


def test_what_is_threatened_is_planned_beside_the_threat() -> None:
    events = {event.type: event for event in read("The rebels threatened to shell the capital.")}
    assert events["THREATEN"].status is Status.REPORTED
    assert events["ASSAULT"].status is Status.PLANNED


def test_what_someone_is_accused_of_is_unconfirmed_beside_the_accusation() -> None:
    events = {event.type: event for event in read("The minister accused the rebels of shelling the town.")}
    assert events["ACCUSE"].status is Status.REPORTED
    assert events["ASSAULT"].status is Status.UNCONFIRMED


def test_a_negated_counterfactual_condition_is_a_fact() -> None:
    events = {
        e.type: e for e in read("Had the general not been jailed, the talks would have gone ahead, a minister said.")
    }
    assert events["COERCE"].status is Status.REPORTED


def test_a_question_asks_and_does_not_tell() -> None:
    assert only("Will the army launch more attacks?", "ASSAULT").status is Status.HYPOTHETICAL


def test_a_sentence_that_could_not_be_verified_is_unconfirmed() -> None:
    text = "Rebels killed nine soldiers near Gao, officers said, a toll that could not be verified."
    assert only(text, "ASSAULT").status is Status.UNCONFIRMED


def test_the_reason_names_the_cue() -> None:
    assert "reportedly" in only("The army reportedly shelled the town.", "ASSAULT").status_why


def test_a_span_is_scored_on_minus_three_to_three() -> None:
    text = "The army shelled the town. It did not enter it."
    at = text.index("enter")
    happened, score, _ = score_span(text, text.index("shelled"), text.index("shelled") + 7)
    denied, low, why = score_span(text, at, at + 5)
    assert (happened, denied) == (Status.REPORTED, Status.DENIED)
    assert -3 <= low < 0 < score <= 3
    assert why


def test_a_span_without_a_word_is_reported_with_a_reason() -> None:
    assert score_span("Nothing here.", 500, 510).why == "no word in the span"


def test_what_was_under_a_former_ruler_is_background() -> None:
    assert only("When Rawlings was leading Ghana, soldiers shelled the barracks.", "ASSAULT").background


def test_what_a_counterfactual_takes_for_granted_is_background() -> None:
    events = {e.type: e for e in read("Had the general not been jailed, the talks would have gone ahead.")}
    assert events["COERCE"].background


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan has neither confirmed nor denied a strike on Kabul.",
        "Israel neither confirmed nor denied carrying out the attack near Damascus on Monday.",
    ],
)
def test_what_is_neither_confirmed_nor_denied_is_no_event(text: str) -> None:
    _, found = tocsin.read(text, published="2025-10-10")
    assert [one for one in found if one.type == "ASSAULT"] == []


def test_the_means_of_the_act_answered_are_not_those_of_the_answer() -> None:
    _, found = tocsin.read(
        "Afghan forces attacked Pakistani posts along the border on Thursday in retaliation for air strikes on Kabul.",
        published="2025-10-10",
    )
    assert next(one for one in found if one.trigger.text == "attacked").mode is None


def test_an_act_that_is_answered_is_not_put_down_to_the_one_who_answers() -> None:
    _, found = tocsin.read(
        "Afghan forces attacked Pakistani posts along the border on Thursday in retaliation for air strikes on Kabul.",
        published="2025-10-10",
    )
    assert next(one for one in found if one.trigger.text == "air strikes").actors == ()
