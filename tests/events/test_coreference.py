"""What pronouns and `both sides` stand for."""

import pytest

from tests.events.factory import article, said
from tests.events.factory import read as read_events
from tocsin.events.linker_candidates import read
from tocsin.records import Marks, Participant

PERU = Participant("Peru", 0, 4, "PER", "GOV")
ECUADOR = Participant("Ecuador", 9, 16, "ECU", "GOV")
LEAD = "Peru and Ecuador signed a truce on Monday. "


def quoted(text: str, word: str) -> list[str]:
    """Return what the candidates at a word are quoted as, Peru and Ecuador marked in the lead."""
    page = read(article(text), Marks(actors=(PERU, ECUADOR)))
    return [one.who.text for people in page.people for one in people if one.token.lower_ == word]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Brazil urged both sides to show restraint.", "sides"),
        ("The two countries exchanged prisoners.", "countries"),
        ("Neither side attacked.", "side"),
    ],
)
def test_two_sides_are_the_two_named_in_one_breath(text: str, word: str) -> None:
    assert quoted(LEAD + text, word)[:2] == ["Peru", "Ecuador"]


def test_those_who_urge_both_sides_are_not_the_sides() -> None:
    text = f"{LEAD}Brazil and Chile urged both sides to stop."
    marks = [("Brazil", "BRA"), ("Chile", "CHL")]
    more = tuple(Participant(n, text.index(n), text.index(n) + len(n), c, "GOV") for n, c in marks)
    page = read(article(text), Marks(actors=(PERU, ECUADOR, *more)))
    assert [one.who.text for one in page.people[1] if one.token.lower_ == "sides"][:2] == ["Peru", "Ecuador"]


def test_a_side_of_something_is_no_party() -> None:
    assert "Peru" not in quoted(f"{LEAD}Troops crossed both sides of the river.", "sides")


def test_a_plural_pronoun_stands_for_the_subject_before() -> None:
    told = read_events("Rebels entered the town. They killed ten men.")
    assert [said(one.actors) for one in told] == [["Rebels"], ["Rebels"]]
