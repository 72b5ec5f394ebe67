"""Each event gets the day that the text gives it, with the words that say so."""

from dataclasses import replace

import pytest

from tests.factory import article, event
from tocsin.records import Event, Quad, Status
from tocsin.times.anchor import anchor
from tocsin.times.read import read

DAY = "2025-10-11"


def dated(text: str, *triggers: str, **given: object) -> list[Event]:
    told = article(text, published=DAY)
    bare = [replace(event(told, trigger, date=None, date_span=None), **given) for trigger in triggers]  # type: ignore[arg-type]
    return list(anchor(bare, read(text, DAY), told))


def test_the_weekday_beside_the_trigger_is_the_day() -> None:
    (made,) = dated("Jets bombed Kabul on Thursday, officials said.", "bombed")
    assert made.date == "2025-10-09"
    assert made.date_span is not None
    assert made.date_span.text == "Thursday"
    assert made.date_why


def test_two_events_of_one_sentence_keep_their_own_days() -> None:
    made = dated("Jets bombed Kabul on Thursday and troops shelled Khost on Friday.", "bombed", "shelled")
    assert [e.date for e in made] == ["2025-10-09", "2025-10-10"]


def test_speech_without_a_day_is_of_the_day_of_publication() -> None:
    (made,) = dated("The ministry condemned the raid.", "condemned", type="ACCUSE", quad=Quad.VERBAL_CONFLICT)
    assert made.date == DAY


def test_what_is_only_planned_has_no_day() -> None:
    (made,) = dated("The army plans to bomb the camps.", "bomb", status=Status.PLANNED)
    assert made.date is None


@pytest.mark.parametrize(
    ("text", "background"), [("Jets bombed Kabul in May 2020.", True), ("Jets bombed Kabul on Thursday.", False)]
)
def test_what_lies_more_than_thirty_days_back_is_background(text: str, background: bool) -> None:
    (made,) = dated(text, "bombed")
    assert made.background is background


def test_what_the_coder_reads_as_long_past_stays_background() -> None:
    (made,) = dated("Jets bombed Kabul.", "bombed", background=True)
    assert made.background
    assert made.date is None
