"""What `tocsin read --explain` says of each event."""

from tests.factory import article, event, person
from tocsin.cli.read import explained

PAGE = article("The army shelled Khost.")


def test_the_reason_of_the_type_is_told_apart_from_that_of_the_status() -> None:
    told = event(PAGE, "shelled", type_why="verb pattern 'shell'; mode by 'shelled'", status_why="told without hedge")
    lines = list(explained(told))
    assert any(one.startswith("type: ") and one.endswith("verb pattern 'shell'; mode by 'shelled'") for one in lines)
    assert any(one.startswith("status: ") and one.endswith("because told without hedge") for one in lines)


def test_every_role_has_a_line_even_where_it_is_empty() -> None:
    lines = list(explained(event(PAGE, "shelled", actors=(person("army", "PAK", "MIL", at=4),), recipients=())))
    assert any(line.startswith("actor: ") and "[4:8]" in line for line in lines)
    assert "recipient: none, no one around is likely enough" in lines
    assert "according to: the report itself" in lines
