from dataclasses import replace

from tests.incidents.mentions import ARMY, mention, person
from tocsin.events.alleged import completed
from tocsin.records import Event, Status

TEXT = "Kabul accused Islamabad of bombing Khost."
KABUL, ISLAMABAD = person("Kabul", "AFG"), person("Islamabad", "PAK")
ACCUSATION = mention("a", TEXT, "accused", kind="ACCUSE", mode=None, actors=(KABUL,), recipients=(ISLAMABAD,))
BOMBING = mention("a", TEXT, "bombing", actors=(), by=KABUL, status=Status.UNCONFIRMED)


def actors(*events: Event) -> list[str]:
    """Return the actors of the last event once completed."""
    return [one.text for one in list(completed(events))[-1].actors]


def test_the_accused_stands_as_the_author_of_what_it_is_accused_of() -> None:
    assert actors(ACCUSATION, BOMBING) == ["Islamabad"]


def test_an_accuser_is_not_the_author() -> None:
    assert actors(ACCUSATION, replace(BOMBING, actors=(KABUL,))) == ["Islamabad"]


def test_a_named_author_stays() -> None:
    assert actors(ACCUSATION, replace(BOMBING, actors=(ARMY,))) == ["army"]


def test_an_act_told_flatly_stays_open() -> None:
    assert actors(ACCUSATION, replace(BOMBING, status=Status.REPORTED)) == []


def test_an_accusation_in_another_sentence_says_nothing() -> None:
    assert actors(mention("b", TEXT, "accused", kind="ACCUSE", actors=(KABUL,), recipients=(ISLAMABAD,)), BOMBING) == []
