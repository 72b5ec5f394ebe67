"""The learned role linker: quotes, choice, and the numpy reading of its trees."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.events.factory import article, read, said
from tocsin.events import linker, linker_candidates, linker_features, linker_model
from tocsin.events.code import check
from tocsin.events.linker import link
from tocsin.events.linker_given import by_rules
from tocsin.events.linker_tagger import open_role_tagger
from tocsin.records import Event, Marks, Participant

TEXT = (
    "KABUL (Test Wire) - Rebels attacked a police post on Monday, killing three constables. "
    "The army shelled the hills in reply. The interior minister accused the rebels of burning a school."
)


def linked(text: str) -> tuple[Event, ...]:
    """Return the events of a text, coded and linked."""
    return link(article(text), Marks(), read(text))


def event(text: str, trigger: str) -> Event:
    """Return the linked event whose trigger holds a word."""
    return next(one for one in linked(text) if trigger in one.trigger.text)


def test_every_linked_participant_quotes_the_text() -> None:
    events = linked(TEXT)
    assert events
    for one in events:
        check(one, TEXT, "linker")


def test_nothing_but_the_participants_is_changed() -> None:
    before, after = read(TEXT), linked(TEXT)
    assert [replace(one, actors=(), recipients=(), attribution=None) for one in before] == [
        replace(one, actors=(), recipients=(), attribution=None) for one in after
    ]


def test_the_subject_of_an_attack_is_its_actor() -> None:
    assert said(event(TEXT, "attacked").actors) == ["Rebels"]


def test_an_accuser_acts_and_the_accused_is_the_recipient() -> None:
    one = event(TEXT, "accused")
    assert said(one.actors) == ["interior minister"]
    assert said(one.recipients) == ["rebels"]


def test_a_dateline_is_no_actor() -> None:
    assert all("KABUL" not in said(one.actors) for one in linked(TEXT))


def test_nobody_is_on_both_sides() -> None:
    for one in linked(TEXT):
        assert not set(said(one.actors)) & set(said(one.recipients))


def test_a_link_says_how_probable_it_is() -> None:
    assert "linked as actor with" in event(TEXT, "attacked").actors[0].why


def test_an_article_without_events_stays_without() -> None:
    assert link(article("The harvest was good."), Marks(), ()) == ()


def test_a_trigger_outside_every_sentence_leaves_its_event_alone() -> None:
    one = read(TEXT)[0]
    lost = replace(one, trigger=replace(one.trigger, start=10_000, end=10_004))
    assert link(article(TEXT), Marks(), (lost,)) == (lost,)


def test_linking_twice_gives_the_same_participants() -> None:
    assert linked(TEXT) == linked(TEXT)


def test_the_rules_alone_name_the_doer_of_a_given_trigger() -> None:
    page = linker_candidates.read(article(TEXT), Marks())
    bare = replace(read(TEXT)[0], actors=(), recipients=())
    assert said(by_rules(bare, page).actors) == ["Rebels"]


def test_a_pronoun_is_quoted_as_what_it_stands_for() -> None:
    text = "Rebels entered the town at dawn. They burned the market."
    page = linker_candidates.read(article(text), Marks())
    who = next(one for one in page.people[1] if one.pronoun)
    assert who.who.text == "Rebels"


def test_a_word_inside_a_marked_name_is_no_candidate() -> None:
    text = "The Northern Front attacked the town."
    mark = Participant("Northern Front", 4, 18, "AAA", "REB", "Northern Front")
    page = linker_candidates.read(article(text), Marks(actors=(mark,)))
    assert [one.who.text for one in page.people[0] if one.marked] == ["Northern Front"]


def quotes(text: str) -> list[str]:
    """Return the quotes of the candidates of a text."""
    page = linker_candidates.read(article(text), Marks())
    return [one.who.text for people in page.people for one in people]


def test_a_quote_takes_in_the_word_before_its_hyphen() -> None:
    assert "Iran-backed fighters" in quotes("Iran-backed fighters shelled the base.")


def test_a_hostage_is_quoted_as_who_was_taken() -> None:
    assert "crew members hostage" not in quotes("Gunmen seized the ship and took its 25 crew members hostage.")


def test_an_owner_of_a_post_is_a_candidate() -> None:
    assert "Malian army" in quotes("Rebels shelled Malian army posts at night.")


def test_whoever_plays_a_part_in_an_earlier_event_of_the_type_may_be_chosen_from_afar() -> None:
    filler = "The weather was mild that day. " * 5
    text = f"The talks failed. Rebels attacked the town. {filler}The attack was the third."
    page = linker_candidates.read(article(text), Marks())
    start = text.index("Rebels")
    assert all(one.who.start != start for one in linker_candidates.near(page, 7))
    assert any(one.who.start == start for one in linker_candidates.near(page, 7, focal=(start,)))


def test_features_name_the_verdict_of_the_rules() -> None:
    page = linker_candidates.read(article(TEXT), Marks())
    seen = [one for one in (linker_features.seen(one, page) for one in read(TEXT)) if one is not None]
    rebels = next(one for one in page.people[0] if one.who.text == "Rebels")
    assert linker_features.features(rebels, seen[0], seen, page)["rule actor"] == 1.0


def test_the_model_has_a_head_and_thresholds_for_every_role() -> None:
    model = linker_model.model()
    assert set(model.heads) == set(model.first) == set(model.more) == {"actor", "recipient", "speaker"}


TREE: dict[str, list[float]] = {
    "column": [0, 0, 0],
    "limit": [0.5, 0, 0],
    "left": [1, 1, 2],
    "right": [2, 1, 2],
    "value": [0, -2.0, 2.0],
}


@pytest.mark.parametrize(("value", "expected"), [(0.0, -2.0), (0.5, -2.0), (1.0, 2.0)])
def test_a_tree_goes_left_up_to_its_limit(value: float, expected: float) -> None:
    forest = linker_model.forest([TREE])
    table = np.array([[value]], dtype=np.float32)
    assert forest.probability(table)[0] == pytest.approx(1 / (1 + np.exp(-expected)), abs=1e-6)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.floats(-5, 5, width=32), min_size=1, max_size=8))
def test_probabilities_lie_between_0_and_1_and_do_not_depend_on_the_company(values: list[float]) -> None:
    forest = linker_model.forest([TREE, TREE])
    table = np.array(values, dtype=np.float32)[:, None]
    together = forest.probability(table)
    assert all(0 < p < 1 for p in together)
    assert [float(forest.probability(row[None, :])[0]) for row in table] == [float(p) for p in together]


def test_a_deed_is_quoted_as_whoever_its_modifier_names() -> None:
    page = linker_candidates.read(article("Malian air strikes killed ten villagers."), Marks())
    assert [one.who.text for one in page.people[0] if one.token.lower_ == "strikes"] == ["Malian"]


def test_what_the_tagger_makes_of_a_candidate_joins_its_features() -> None:
    page = linker_candidates.read(article(TEXT), Marks())
    told = linker.cases(page, read(TEXT))
    seen = linker.tagged(told, page, open_role_tagger())
    assert all(set(one.rows[0]) <= set(other.rows[0]) for one, other in zip(told, seen, strict=True))
    assert all("t actor rank" in row for one in seen for row in one.rows)


def test_every_row_has_the_features_that_are_always_there() -> None:
    plain = {"features": ["a", "b"], "always": ["b"], "first": {}, "more": {}, "heads": {}}
    assert linker_model.parse_model(plain).table([{"a": 2.0}]).tolist() == [[2.0, 1.0]]
