from dataclasses import replace

from tests.factory import incident
from tocsin.escalation.track import track
from tocsin.records import Claim, Incident, Participant, Place, Quad, Reading, Standing

PAK, AFG = Participant("Pakistan", 0, 8, "PAK", "GOV"), Participant("Kabul", 0, 5, "AFG", "GOV")
STRIKE = incident(claims=(Claim("e1", "a", "A", None, "for", False, None, "2025-10-10"),))
TALKS = replace(
    STRIKE,
    id="i2",
    type="CONSULT",
    mode="visit",
    quad=Quad.VERBAL_COOPERATION,
    intensity=1.0,
    date="2025-10-11",
    known_at="2025-10-11",
)


def reading(incidents: list[Incident], day: str, measure: str, subject: str = "AFG|PAK") -> Reading | None:
    """Return one reading of a day, or None."""
    found = track(incidents, day, {})
    return next((one for one in found if (one.subject, one.measure) == (subject, measure)), None)


def value(incidents: list[Incident], day: str, measure: str) -> float:
    """Return the value of a reading that must be there."""
    found = reading(incidents, day, measure)
    assert found is not None
    return found.value


def test_no_news_gives_no_reading() -> None:
    assert track([], "2025-10-10", {}) == ()


def test_nothing_counts_before_it_is_known() -> None:
    assert track([STRIKE], "2025-10-09", {}) == ()


def test_a_strike_raises_tension_above_its_base() -> None:
    found = reading([STRIKE], "2025-10-10", "tension")
    assert found is not None
    assert found.value > found.baseline
    assert found.surprise > 1


def test_tension_fades() -> None:
    assert value([STRIKE], "2025-11-10", "tension") < value([STRIKE], "2025-10-10", "tension") / 4


def test_talks_lower_tension() -> None:
    assert value([STRIKE, TALKS], "2025-10-11", "tension") < value([STRIKE], "2025-10-11", "tension")


def test_an_unconfirmed_strike_weighs_less() -> None:
    doubtful = replace(STRIKE, status=Standing.UNCONFIRMED)
    assert value([doubtful], "2025-10-10", "tension") < value([STRIKE], "2025-10-10", "tension")


def test_what_has_not_happened_is_a_warning_and_no_tension() -> None:
    feared = replace(STRIKE, happened=False, origins=(), status=Standing.UNCONFIRMED)
    assert value([feared], "2025-10-10", "tension") == 0
    assert value([feared], "2025-10-10", "warnings") > 0


def test_a_strike_on_a_group_abroad_is_between_the_two_states() -> None:
    group = Participant("militants", 0, 9, "PAK", "REB", "Tehrik-i-Taliban Pakistan")
    assert reading([replace(STRIKE, recipients=(group,))], "2025-10-10", "tension") is not None


def test_conflict_within_a_country_is_its_own() -> None:
    home = replace(
        STRIKE, recipients=(Participant("protesters", 0, 9, "PAK", "CVL"),), place=Place("Lahore", 0, 6, "PAK")
    )
    assert reading([home], "2025-10-10", "tension", "PAK") is not None


def test_a_year_of_silence_ends_the_readings() -> None:
    assert track([STRIKE], "2026-12-01", {}) == ()


def test_more_news_than_usual_is_scaled_down() -> None:
    calm = {f"2025-09-{day:02}": 10 for day in range(1, 31)}
    loud = calm | {f"2025-10-{day:02}": 100 for day in range(1, 11)}
    quiet_value = next(r.value for r in track([STRIKE], "2025-10-10", calm) if r.measure == "tension")
    loud_value = next(r.value for r in track([STRIKE], "2025-10-10", loud) if r.measure == "tension")
    assert loud_value < quiet_value


def test_the_same_incidents_in_another_order_give_the_same_readings() -> None:
    assert track([TALKS, STRIKE], "2025-10-12", {}) == track([STRIKE, TALKS], "2025-10-12", {})
