"""What every coder promises, whoever wrote it."""

import pytest

from tests.factory import article
from tocsin.errors import StopRun
from tocsin.events.code import code
from tocsin.events.coder import Coder
from tocsin.events.ontology import plover
from tocsin.plugins import find, names
from tocsin.records import Marks, Participant, Span

TEXTS = (
    "Rebels shelled the town of Goma on Monday, killing at least nine people, a doctor said. The army denied it.",
    "The striker fired in two goals and the visitors were never under siege.",
    "“We will not withdraw,” the minister told reporters.",
    "",
    "a" * 5000,
    "\x00\u202e<script>alert(1)</script> \U0001f600 attacked\n\n\n\n.",
)


@pytest.fixture(params=names("coder"))
def coder(request: pytest.FixtureRequest) -> Coder:
    try:
        made: Coder = find("coder", request.param)()
    except StopRun as missing:
        pytest.skip(missing.line())
    return made


@pytest.mark.parametrize("text", TEXTS)
def test_every_quote_equals_its_span_and_every_code_is_of_the_ontology(coder: Coder, text: str) -> None:
    ontology = plover()
    for event in code(article(text), Marks(), coder):
        quotes: list[Span | Participant] = [event.sentence, event.trigger, *event.actors, *event.recipients]
        for quote in quotes:
            assert text[quote.start : quote.end] == quote.text
        assert event.sentence.start <= event.trigger.start < event.trigger.end <= event.sentence.end
        assert event.type in ontology.modes
        assert ontology.has_mode(event.type, event.mode)
        assert 0.0 <= event.confidence <= 1.0


def test_the_same_text_gives_the_same_events_with_the_same_ids(coder: Coder) -> None:
    assert code(article(TEXTS[0]), Marks(), coder) == code(article(TEXTS[0]), Marks(), coder)


def test_a_plain_report_of_an_attack_is_found(coder: Coder) -> None:
    events = code(article(TEXTS[0]), Marks(), coder)
    assert any(e.type == "ASSAULT" and "shelled" in e.trigger.text for e in events)


def test_a_match_report_is_no_event(coder: Coder) -> None:
    assert code(article(TEXTS[1]), Marks(), coder) == ()
