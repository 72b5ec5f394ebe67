"""The country of what an article leaves unnamed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.actors.clues import Asked, clues, rank, view
from tocsin.actors.quote import Use
from tocsin.actors.roster import load_roster
from tocsin.actors.scene import read_scene

TEXT = (
    "Chad accused Sudan of an air raid on Wednesday. Sudanese aircraft bombed a market in the east of Chad, killing "
    "eleven traders, the ministry in N'Djamena said. Khartoum denied it."
)
SCENE = read_scene(TEXT, "2024-05-01", load_roster())
AT = TEXT.index("traders")
VICTIMS = Asked(AT, AT + 7, "CVL", "trader", ("eleven", "traders"), Use("recipient", "ASSAULT", 0, (("SDN", "MIL"),)))


def test_the_victims_of_one_state_are_rather_another_states() -> None:
    assert rank(SCENE, VICTIMS)[0][1] == "TCD"


def test_the_other_side_speaks_by_the_deed() -> None:
    named = [name for name, _ in clues(view(SCENE, VICTIMS), "SDN")]
    assert "other side r assault" in named


def test_no_country_has_clues_of_its_own() -> None:
    assert ("none", 1.0) in clues(view(SCENE, VICTIMS), None)


@given(st.integers(0, len(TEXT) - 1), st.sampled_from(["CVL", "MIL", "REB", "NGO"]))
@settings(deadline=None, max_examples=30)
def test_shares_sum_to_one(at: int, sector: str) -> None:
    assert abs(sum(share for share, _ in rank(SCENE, Asked(at, at + 1, sector))) - 1.0) < 1e-9
