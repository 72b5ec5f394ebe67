"""Names of places told from roads, bodies and persons."""

import pytest

from tocsin.places.gazetteer import Gazetteer
from tocsin.places.locate import locate


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A bus burned on Lahore Road after dusk.", []),
        ("The Basra Police Department lost two cars.", ["Basra"]),
        ("A Tulsa man was hurt by shrapnel.", ["Tulsa"]),
        ("The report was signed by Charles H. Lincoln.", []),
    ],
)
def test_what_stands_beside_a_name_tells_whether_a_place_is_meant(
    gazetteer: Gazetteer, text: str, names: list[str]
) -> None:
    assert [place.name for place in locate(text, gazetteer)] == names


def test_a_surname_met_before_is_no_place(gazetteer: Gazetteer) -> None:
    text = "Janelle Sturgeon, 27, fled with two sons. They said Sturgeon had been shot at."
    assert not [place for place in locate(text, gazetteer) if place.name == "Sturgeon"]
