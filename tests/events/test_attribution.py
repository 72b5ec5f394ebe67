"""Who says so."""

from tests.events.factory import only, read


def speaker(text: str, type_: str = "ASSAULT") -> str | None:
    found = only(text, type_).attribution
    return found.text if found else None


def test_the_narrator_is_nobody() -> None:
    assert speaker("Rebels shelled the town on Monday.") is None


def test_the_subject_of_said_vouches() -> None:
    assert speaker("The ministry said that rebels had shelled the town.") == "ministry"


def test_a_saying_after_the_fact_vouches() -> None:
    assert speaker("Rebels shelled the town on Monday, residents said.") == "residents"


def test_according_to_names_the_source() -> None:
    assert speaker("Rebels shelled the town on Monday, according to residents.") == "residents"


def test_a_denial_is_the_deniers() -> None:
    assert speaker("The rebels denied that they had shelled the town.") == "rebels"


def test_an_accused_act_is_the_accusers() -> None:
    assert speaker("The minister accused the rebels of shelling the town.") == "minister"


def test_a_quotation_over_several_sentences_keeps_its_speaker() -> None:
    text = "“We are tired,” General Traore said. “Rebels shelled the town. Nobody came.”"
    found = next(event for event in read(text) if event.type == "ASSAULT").attribution
    assert found is not None
    assert found.text == "General Traore"


def test_the_speech_act_itself_is_told_by_the_narrator() -> None:
    assert speaker("The minister condemned the rebels.", "ACCUSE") is None


def test_a_quotation_of_a_new_paragraph_goes_on_from_the_one_before() -> None:
    text = '"They came at dawn," said the mayor.\n\n"Rebels burned the market."'
    assert speaker(text) == "mayor"


def test_a_subject_inside_the_quotation_speaks_not() -> None:
    text = '"Not one drum," a delegate said in the lobby. "Their agents abducted our children."'
    assert speaker(text) == "delegate"
