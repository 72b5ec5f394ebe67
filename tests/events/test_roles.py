"""Who did it, and to whom."""

from tests.events.factory import only, read, said


def test_an_active_subject_acts_and_its_object_is_acted_upon() -> None:
    event = only("Police arrested the journalist on Friday.", "COERCE")
    assert (said(event.actors), said(event.recipients)) == (["Police"], ["journalist"])


def test_a_by_agent_acts_in_the_passive() -> None:
    event = only("The journalist was arrested by police on Friday.", "COERCE")
    assert (said(event.actors), said(event.recipients)) == (["police"], ["journalist"])


def test_a_possessor_of_a_strike_acts() -> None:
    assert said(only("Turkey's airstrikes on the militants drew protests from Iraq.", "ASSAULT").actors) == ["Turkey"]


def test_the_victim_of_a_noun_is_its_of_phrase() -> None:
    event = only("The arrest of the journalist by police angered the opposition.", "COERCE")
    assert (said(event.actors), said(event.recipients)) == (["police"], ["journalist"])


def test_a_light_verb_lends_its_subject() -> None:
    assert said(only("Government warplanes carried out air strikes on Monday.", "ASSAULT").actors) == [
        "Government warplanes"
    ]


def test_a_participle_shares_the_subject_of_its_clause() -> None:
    event = next(e for e in read("After looting the shop, soldiers arrested the mayor.") if e.type == "COERCE")
    assert said(event.actors) == ["soldiers"]


def test_a_relative_clause_acts_through_its_antecedent() -> None:
    event = only("The rebels, who shelled the town in May, have a new leader.", "ASSAULT")
    assert said(event.actors) == ["rebels"]


def test_coordinated_verbs_share_a_subject() -> None:
    event = next(e for e in read("Soldiers stormed the prison and freed the hostages.") if e.type == "RETREAT")
    assert said(event.actors) == ["Soldiers"]


def test_both_sides_of_a_meeting_act() -> None:
    event = only("President Sall met Prime Minister Modi in Delhi on Monday.", "CONSULT")
    assert (len(event.actors), event.recipients) == (2, ())


def test_one_who_is_urged_is_the_recipient() -> None:
    event = only("The minister urged the rebels to lay down their arms.", "REQUEST")
    assert said(event.recipients) == ["rebels"]


def test_a_bare_place_is_no_recipient() -> None:
    assert only("Rebels shelled the town of Sake on Tuesday.", "ASSAULT").recipients == ()


def test_the_merged_killing_names_the_victims() -> None:
    event = only("Rebels stormed a police post, killing four constables.", "ASSAULT")
    assert said(event.recipients) == ["constables"]


def test_a_pronoun_quotes_its_antecedent() -> None:
    event = next(
        e for e in read("President Kagame arrived on Monday. He accused the rebels of treason.") if e.type == "ACCUSE"
    )
    assert said(event.actors) == ["President Kagame"]
