"""Event or not: pages that only sound like conflict."""

import pytest

from tests.events.factory import read

PAGES = [
    (
        "Striker fires United into the final",
        "The striker fired a shot past the goalkeeper in the last minute of the match. United attacked from "
        "the whistle and "
        "bombarded the penalty area, and the coach praised his defenders for repelling every assault in the "
        "second half.",
    ),
    (
        "Brewery fights off a hostile bid",
        "Shareholders of the brewery rejected a takeover bid on Tuesday. The retailer had launched its "
        "assault in May, and the "
        "chief executive vowed to fight. Analysts expect the price war among supermarkets to claim more victims.",
    ),
    (
        "Typhoon kills nine on Luzon",
        "The typhoon killed nine people and destroyed hundreds of homes on Sunday. Floods cut roads, "
        "landslides buried two "
        "hamlets, and the storm was still battering the coast as meteorologists warned of more rain.",
    ),
    (
        "Review: a siege that never ends",
        "In this film an army besieges a town and an assassin murders a king. The director keeps the "
        "audience waiting for the "
        "final battle, and the actor who plays the rebel is the best thing in the movie.",
    ),
    (
        "Challenger topples the champion",
        "The grandmaster attacked with both knights and captured a pawn in the opening. The chess champion "
        "resigned after "
        "forty moves and said that he had been ambushed by his opponent's preparation.",
    ),
]


@pytest.mark.parametrize(("title", "text"), PAGES, ids=[title for title, _ in PAGES])
def test_a_page_about_something_else_has_no_events(title: str, text: str) -> None:
    assert read(text, title) == ()


def test_a_protest_at_a_match_is_still_an_event() -> None:
    text = (
        "The goalkeeper saved a penalty and the league match ended in a draw. "
        "Before it, police arrested thirty activists who had demonstrated against the government. "
        "The coach praised his striker, and fans sang in the stadium."
    )
    assert {event.type for event in read(text, "Late goal saves a point")} >= {"COERCE"}


def test_a_political_page_keeps_its_events() -> None:
    assert read("Soldiers stormed parliament and arrested the president.", "Coup in the capital")
