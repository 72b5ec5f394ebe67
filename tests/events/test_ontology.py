"""The PLOVER ontology and its crosswalks."""

import pytest

from tocsin.errors import NotFound
from tocsin.events.ontology import plover
from tocsin.records import Participant, Quad


def person(sector: str) -> Participant:
    return Participant("x", 0, 1, "MLI", sector)


def test_plover_has_sixteen_types() -> None:
    assert len(plover().types) == 16


def test_every_type_and_mode_has_a_cameo_code_and_a_goldstein_value() -> None:
    ontology = plover()
    pairs = [(name, mode) for name, modes in ontology.modes.items() for mode in (None, *modes)]
    assert all(ontology.cameo(*pair).isdigit() and -10 <= ontology.goldstein(*pair) <= 10 for pair in pairs)


def test_the_sign_of_goldstein_agrees_with_the_quad_class() -> None:
    ontology = plover()
    for name in ontology.types:
        cooperative = ontology.quad(name) in (Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION)
        assert (ontology.goldstein(name) > 0) == cooperative, name


def test_retreat_is_material_cooperation() -> None:
    assert plover().quad("RETREAT") is Quad.MATERIAL_COOPERATION


def test_an_unknown_type_is_refused_with_what_exists() -> None:
    with pytest.raises(NotFound, match="ASSAULT"):
        plover().quad("ASAULT")


def test_an_unknown_mode_falls_back_to_its_type() -> None:
    assert plover().cameo("ASSAULT", "tickle") == plover().cameo("ASSAULT")


def test_a_drone_strike_is_acled_air_drone_strike() -> None:
    assert plover().acled("ASSAULT", "drone") == ("Explosions/Remote violence", "Air/drone strike")


def test_shooting_civilians_is_acled_violence_against_civilians() -> None:
    assert plover().acled("ASSAULT", "firearms", [person("CVL")])[0] == "Violence against civilians"


def test_an_army_against_rebels_is_ucdp_state_based() -> None:
    assert plover().ucdp("ASSAULT", None, [person("MIL")], [person("REB")]) == 1


def test_two_rebel_groups_are_ucdp_non_state() -> None:
    assert plover().ucdp("ASSAULT", None, [person("REB")], [person("REB")]) == 2


def test_rebels_against_villagers_are_ucdp_one_sided() -> None:
    assert plover().ucdp("ASSAULT", "massacre", [person("REB")], [person("CVL")]) == 3


def test_a_speech_is_no_ucdp_violence() -> None:
    assert plover().ucdp("ACCUSE", None, [person("GOV")], [person("REB")]) is None
