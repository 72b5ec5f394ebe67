"""CAP 1.2 messages keep the order, the words and the forms that the standard sets."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tocsin.alerts.channels import CERTAINTY, to_cap
from tocsin.records import Alert, Level

SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).parent / "cap12.xsd")))


def alert(
    level: Level = Level.HIGH, text: str = "It rose.", likelihood: str = "likely", day: str = "2025-10-10"
) -> Alert:
    return Alert("a1", "AFG|PAK", level, day, day, likelihood, "moderate: two origins", (), text, "It falls.")


def faults(message: str) -> list[str]:
    """Return what the schema finds wrong."""
    SCHEMA.validate(etree.fromstring(message.encode()))
    return [str(one) for one in SCHEMA.error_log]


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("word", [*CERTAINTY, ""])
def test_a_message_of_every_level_and_likelihood_is_valid(level: Level, word: str) -> None:
    assert faults(to_cap(alert(level, likelihood=word), "desk@example.org")) == []


def test_an_update_is_valid() -> None:
    assert faults(to_cap(alert(Level.CRITICAL, day="2025-10-12"), "desk", replaces=alert())) == []


@settings(deadline=None)
@given(st.text(max_size=200), st.text(min_size=1, max_size=40))
def test_no_words_make_a_message_invalid(text: str, sender: str) -> None:
    assert [fault for fault in faults(to_cap(alert(text=text), f"s{sender}")) if "sender" not in fault] == []


def test_the_schema_refuses_what_the_standard_refuses() -> None:
    good = to_cap(alert(), "desk")
    for right, wrong in (("<urgency>Expected", "<urgency>Soon"), ("-00:00</", "Z</"), ("<scope>Public</scope>", "")):
        assert right in good
        assert faults(good.replace(right, wrong))
