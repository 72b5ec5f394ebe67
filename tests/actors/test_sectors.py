"""The sector of a description."""

from tocsin.actors.phrases import Role
from tocsin.actors.quote import Use
from tocsin.actors.roster import load_roster
from tocsin.actors.scene import read_scene
from tocsin.actors.sectors import likeliest, traits

SCENE = read_scene("The column reached Goz Beida at dawn.", None, load_roster())


def test_a_plain_role_keeps_the_sector_of_the_word_list() -> None:
    role = Role("soldiers", "MIL", False, False, 0, 1, 1)
    assert likeliest(traits(SCENE, 0, ["soldiers"], role, "MIL", Use("actor", "ASSAULT")))[0] == "MIL"


def test_the_other_side_is_among_the_traits() -> None:
    use = Use("recipient", "ASSAULT", 0, (("SDN", "MIL"),))
    assert "other side MIL none" in traits(SCENE, 0, ["column"], None, "none", use)


def test_the_share_of_a_sector_is_a_probability() -> None:
    assert 0.0 < likeliest(traits(SCENE, None, ["men"], None, "none", Use()))[1] <= 1.0
