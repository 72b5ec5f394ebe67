"""Gold fields there and back."""

import pytest

from tests.factory import article, event
from tocsin.errors import SkipItem
from tocsin.exchange.fields import event_fields, event_from_fields


def test_a_mention_survives_the_way_to_gold_fields_and_back() -> None:
    told = article()
    first = event_fields(event(told))
    again = event_fields(event_from_fields(first, told, 0))
    kept = (
        "sentence",
        "trigger",
        "type",
        "mode",
        "actors",
        "recipients",
        "place",
        "date",
        "status",
        "killed",
        "attribution",
    )
    assert {key: first[key] for key in kept} == {key: again[key] for key in kept}


def test_a_trigger_that_is_not_in_the_text_is_skipped_with_a_reason() -> None:
    told = article()
    with pytest.raises(SkipItem, match="does not stand in"):
        event_from_fields({**event_fields(event(told)), "trigger": "shelled"}, told, 0)
