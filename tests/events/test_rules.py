"""Types and modes as the rules coder reads them."""

import pytest

from tests.events.factory import article, only, read, said
from tocsin.events.parse import LONGEST
from tocsin.events.rules import build
from tocsin.records import Marks, Status

CASES = [
    ("The two ministers agreed on Tuesday to share a garrison.", "AGREE", None),
    ("France promised to send relief workers to the island.", "AGREE", None),
    ("The junta promised to free the deposed president.", "CONCEDE", None),
    ("The foreign minister visited Ankara on Monday.", "CONSULT", "visit"),
    ("President Ruto telephoned President Hichilema on Sunday.", "CONSULT", "phone"),
    ("Parliament praised the peacekeepers for their courage.", "SUPPORT", None),
    ("The two governments signed a border treaty in Lusaka.", "SUPPORT", None),
    ("Kenya extradited two suspects to Uganda on Monday.", "COOPERATE", None),
    ("Norway sent blankets and medicine to the displaced.", "AID", None),
    ("Ethiopian troops withdrew from the border town.", "RETREAT", "withdraw"),
    ("A ceasefire took effect at midnight.", "RETREAT", "ceasefire"),
    ("The rebels freed six nuns on Sunday.", "RETREAT", "release"),
    ("The prime minister resigned on Monday.", "RETREAT", "resign"),
    ("The government lifted the curfew in the capital.", "RETREAT", None),
    ("The union asked the government for talks.", "REQUEST", "meet"),
    ("Britain demanded that the soldiers withdraw.", "REQUEST", "yield"),
    ("The opposition blamed the army for the shooting.", "ACCUSE", "allege"),
    ("Mexico condemned the decision of the council.", "ACCUSE", "disapprove"),
    ("Prosecutors opened an investigation into the governor.", "ACCUSE", "investigate"),
    ("The president ruled out talks with the rebels.", "REJECT", "meet"),
    ("The militia threatened to kill the hostages.", "THREATEN", "violence"),
    ("Thousands of people marched through the capital.", "PROTEST", "demo"),
    ("Rioters torched the town hall.", "PROTEST", "riot"),
    ("Teachers went on strike over unpaid salaries.", "PROTEST", "strike"),
    ("Farmers blocked the highway to the port.", "PROTEST", "obstruct"),
    ("Canada expelled three Russian diplomats.", "SANCTION", "expel"),
    ("Algeria broke off diplomatic relations with Morocco.", "SANCTION", "discontinue"),
    ("A court sentenced the blogger to five years in prison.", "SANCTION", "convict"),
    ("Chad deployed two battalions along the frontier.", "MOBILIZE", "troops"),
    ("North Korea test-fired a ballistic missile on Friday.", "MOBILIZE", "weapons"),
    ("Police detained the opposition leader at his home.", "COERCE", "arrest"),
    ("The government imposed a curfew on the city.", "COERCE", "curfew"),
    ("Hackers attacked nobody, but soldiers searched the newspaper's offices.", "COERCE", "seize"),
    ("The regulator blocked access to the website.", "COERCE", "censor"),
    ("Soldiers overthrew the president before dawn.", "COERCE", None),
    ("Warplanes bombed the rebel camp at night.", "ASSAULT", "aerial"),
    ("A drone struck the fuel depot of the army.", "ASSAULT", "drone"),
    ("Gunmen kidnapped two aid workers near the lake.", "ASSAULT", "abduct"),
    ("Police fired tear gas at the demonstrators.", "ASSAULT", "crowd-control"),
    ("Soldiers raped at least nine girls in the village.", "ASSAULT", "sexual"),
    ("Rebels captured the town of Bria.", "ASSAULT", None),
]


@pytest.mark.parametrize(("text", "type_", "mode"), CASES, ids=[f"{t}-{m}-{i}" for i, (_, t, m) in enumerate(CASES)])
def test_a_plain_sentence_gets_its_type_and_mode(text: str, type_: str, mode: str | None) -> None:
    assert only(text, type_).mode == mode


def test_a_town_seized_is_an_assault_and_assets_seized_are_coercion() -> None:
    assert {e.type for e in read("Rebels seized the town of Bria.")} == {"ASSAULT"}
    assert {e.type for e in read("The court seized the assets of the party.")} == {"COERCE"}


def test_what_is_refused_is_no_event_of_its_own() -> None:
    assert [event.type for event in read("The army refused to release the prisoners.")] == ["REJECT"]


def test_a_strike_that_kills_is_one_mention() -> None:
    assert len(read("An air strike on the market killed twelve people.")) == 1


def test_a_condemned_deed_that_points_back_is_not_counted_again() -> None:
    assert [event.type for event in read("The council condemned the attack.")] == ["ACCUSE"]


def test_an_observers_warning_is_no_threat() -> None:
    events = read("An analyst warned that the dispute could spark a wider conflict.")
    assert "THREATEN" not in {event.type for event in events}
    assert {event.status.value for event in events} == {"hypothetical"}


def test_a_sect_warning_of_its_own_attack_is_a_threat() -> None:
    assert "THREATEN" in {event.type for event in read("The rebels warned that they would attack the capital.")}


def test_a_month_is_no_march() -> None:
    assert read("The minister has lived in Nairobi since March.") == ()


def test_reading_twice_gives_the_same_events() -> None:
    text = "Rebels shelled the town. The army denied that it had fired."
    assert read(text) == read(text)


def test_every_quote_stands_in_the_text_at_its_span() -> None:
    text = (
        "“They shelled us,” said Mayor Toure.\n\nThe rebels’ leader denied it and vowed to attack Gao, officials said."
    )
    for event in read(text):
        people = [*event.actors, *event.recipients, *([event.attribution] if event.attribution else [])]
        quotes = [(one.text, one.start, one.end) for one in people]
        quotes += [(one.text, one.start, one.end) for one in (event.sentence, event.trigger)]
        assert all(text[start:end] == quote for quote, start, end in quotes)


@pytest.mark.parametrize("text", ["", " \n\n ", "…", "“”", "?!" * 400, "kill " * (LONGEST // 2), "\u202e\u0000 attack"])
def test_hostile_text_is_survived(text: str) -> None:
    assert isinstance(build().read(article(text), Marks()), tuple)


def test_feared_fighting_between_two_states_is_told_with_both_and_as_possible() -> None:
    one = only("An envoy warned that fighting between Peru and Ecuador could spread.", "ASSAULT")
    assert said(one.actors) == ["Peru", "Ecuador"]
    assert one.status is Status.HYPOTHETICAL
    assert one.attribution is not None
    assert one.attribution.text == "envoy"


def test_what_is_feared_has_not_happened() -> None:
    assert only("He feared renewed fighting between the army and the rebels.", "ASSAULT").status is Status.HYPOTHETICAL


def test_two_lands_before_one_noun_are_two_sides() -> None:
    one = only("A night of shelling between Peruvian and Ecuadorian troops ended on Sunday.", "ASSAULT")
    assert said(one.actors) == ["Peruvian", "Ecuadorian troops"]


def test_a_dateline_acts_not() -> None:
    assert said(only("QUITO (Wire) - Troops shelled the town.", "ASSAULT").actors) == ["Troops"]
