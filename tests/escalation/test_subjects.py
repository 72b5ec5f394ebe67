from dataclasses import replace

from tests.escalation.test_track import STRIKE, TALKS
from tocsin.records import Incident, Participant, Place, Quad
from tocsin.subjects import day_of, known_by, subjects

PAK, AFG = STRIKE.actors[0], STRIKE.recipients[0]
FIGHTERS = Participant("fighters", 0, 8, "AFG", "REB", "Tehrik-i-Taliban Pakistan")
LAHORE = Place("Lahore", 0, 6, "PAK")


def between(actors: list[Participant], recipients: list[Participant], **more: object) -> tuple[str, ...]:
    """Return the subjects of the strike with other sides."""
    changed: Incident = replace(STRIKE, actors=tuple(actors), recipients=tuple(recipients), **more)  # type: ignore[arg-type]
    return subjects(changed)


def test_a_pair_is_sorted() -> None:
    assert between([PAK], [AFG]) == ("AFG|PAK",)


def test_a_group_from_over_the_border_is_a_third_party() -> None:
    soldiers = Participant("soldiers", 0, 8, "PAK", "MIL")
    assert between([FIGHTERS], [soldiers], place=LAHORE) == ("PAK",)


def test_a_state_that_strikes_a_group_abroad_strikes_the_neighbour() -> None:
    assert between([PAK], [FIGHTERS]) == ("AFG|PAK",)


def test_talks_are_between_the_parties_and_not_their_host() -> None:
    qatar = Participant("Qatar", 0, 5, "QAT", "GOV")
    assert subjects(replace(TALKS, actors=(PAK, AFG), recipients=(qatar,))) == ("AFG|PAK",)


def test_a_former_officials_word_is_not_his_countrys() -> None:
    expert = Participant("former envoy", 0, 12, "USA", "ELI")
    assert between([expert], [PAK], quad=Quad.VERBAL_CONFLICT) == ()


def test_an_attack_by_no_one_knows_whom_counts_where_it_was() -> None:
    assert between([], []) == ("AFG",)


def test_an_undated_act_counts_when_it_became_known() -> None:
    assert day_of(replace(STRIKE, date=None)) == "2025-10-10"


def test_undated_background_counts_on_no_day() -> None:
    assert day_of(replace(STRIKE, date=None, background=True)) is None


def test_what_became_known_later_is_not_known() -> None:
    assert not known_by(STRIKE, "2025-10-09")
    assert known_by(STRIKE, "2025-10-10")
