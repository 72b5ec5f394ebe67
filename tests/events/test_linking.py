"""What neighbouring mentions lend to one another."""

from tests.events.factory import read, said
from tocsin.records import Status


def test_an_attack_that_points_back_takes_doer_and_victims() -> None:
    first, second = (
        e for e in read("Rebels ambushed soldiers near Gao. The attack lasted an hour.") if e.type == "ASSAULT"
    )
    assert (second.actors, second.recipients) == (first.actors, first.recipients)


def test_the_means_told_before_pass_on_to_a_bare_killing() -> None:
    events = [
        e
        for e in read("Warplanes bombed the rebel camp. The army said it had killed 30 fighters.")
        if e.type == "ASSAULT"
    ]
    assert [event.mode for event in events] == ["aerial", "aerial"]


def test_a_condemnation_of_the_strikes_is_of_who_struck() -> None:
    events = read("Turkish warplanes struck a militant camp. The ministry condemned the strikes.")
    assert said(next(event for event in events if event.type == "ACCUSE").recipients) == ["Turkish warplanes"]


def test_a_denial_without_a_doer_is_the_deniers_deed() -> None:
    event = next(e for e in read("The army denied that any prisoner had been tortured.") if e.type == "ASSAULT")
    assert (said(event.actors), event.status) == (["army"], Status.DENIED)


def test_an_account_that_could_not_be_checked_weakens_what_was_said_before() -> None:
    text = "Residents said that soldiers had shelled the school. Their account could not be verified."
    assert [event.status for event in read(text)] == [Status.UNCONFIRMED]


def test_neither_side_confirming_adds_no_event() -> None:
    text = "Rebels shelled the town, officials said. Neither the army nor the rebels have confirmed the outcome."
    assert len(read(text)) == 1
