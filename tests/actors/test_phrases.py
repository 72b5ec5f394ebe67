"""Noun phrases: which role, of what sector, past or present."""

import pytest

from tocsin.actors.names import tokens
from tocsin.actors.phrases import read_role, singular


@pytest.mark.parametrize(
    ("text", "sector", "past"),
    [
        ("border police", "COP", False),
        ("army spokesman", "MIL", False),
        ("head of the army", "MIL", False),
        ("a disgraced former minister", "GOV", True),
        ("two car bombers", "REB", False),
        ("fishermen", "CVL", False),
        ("aid workers", "NGO", False),
        ("supreme court", "JUD", False),
    ],
)
def test_a_noun_phrase_tells_its_sector(text: str, sector: str, past: bool) -> None:
    role = read_role(tokens(text))
    assert role is not None
    assert (role.sector, role.past) == (sector, past)


def test_a_phrase_without_a_known_role_has_none() -> None:
    assert read_role(tokens("purple bicycle")) is None


@pytest.mark.parametrize(("many", "one"), [("policemen", "policeman"), ("militias", "militia"), ("armies", "army")])
def test_plurals_are_read_in_the_singular(many: str, one: str) -> None:
    assert singular(many) == one
