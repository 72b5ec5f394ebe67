"""What a coder quoted is kept as an actor only where it can be one."""

from dataclasses import replace

from tests.factory import article, event, person
from tocsin.actors.credible import can_act, only_actors
from tocsin.records import Event, Quad

TEXT = "Taliban spokesman Zabihullah Mujahid said that an explosion had been heard in Kabul."


def told(quad: Quad = Quad.MATERIAL_CONFLICT) -> Event:
    of = article(TEXT)
    who = person("Zabihullah Mujahid", "AFG", "GOV", at=TEXT.find("Zabihullah"), name="Zabihullah Mujahid")
    return event(of, "explosion", quad=quad, actors=(who,), recipients=(), attribution=who)


def test_a_spokesman_who_tells_of_violence_is_not_its_doer() -> None:
    made = only_actors(told())
    assert made.actors == ()
    assert made.attribution is not None


def test_a_spokesman_is_the_doer_of_his_words() -> None:
    assert len(only_actors(told(Quad.VERBAL_CONFLICT)).actors) == 1


def test_an_army_that_tells_of_its_own_attack_stays_its_doer() -> None:
    text = "The army said that it had shelled Kabul."
    army = person("army", "PAK", "MIL", at=4)
    made = event(article(text), "shelled", actors=(army,), recipients=(), attribution=army)
    assert only_actors(made).actors == (army,)


def test_nobody_acts_on_himself() -> None:
    one = told(Quad.VERBAL_CONFLICT)
    assert only_actors(replace(one, recipients=one.actors)).recipients == ()


def test_a_thing_without_a_role_or_name_cannot_act() -> None:
    assert not can_act(replace(person("jacket"), score=0.4, why="no known role; country by context"))


def test_a_relative_pronoun_names_nobody() -> None:
    assert not can_act(person("who"))
