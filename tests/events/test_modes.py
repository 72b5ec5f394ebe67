"""Modes of speech acts, from their content."""

import pytest

from tests.events.factory import only

CASES = [
    ("The council urged both sides to resume talks.", "REQUEST", "meet"),
    ("The president appealed to donors for food and medicine.", "REQUEST", "assist"),
    ("The party demanded a new constitution.", "REQUEST", "change"),
    ("The government rejected the demand of the kidnappers.", "REJECT", "yield"),
    ("The movement refused to attend the negotiations.", "REJECT", "meet"),
    ("The junta threatened to arrest the bishop.", "THREATEN", "arrest"),
    ("The ministry threatened to expel the ambassador.", "THREATEN", "expel"),
    ("The president threatened to ban the party.", "THREATEN", "ban"),
]


@pytest.mark.parametrize(("text", "type_", "mode"), CASES)
def test_the_content_gives_the_mode(text: str, type_: str, mode: str) -> None:
    assert only(text, type_).mode == mode
