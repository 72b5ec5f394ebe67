"""What the level rules count as corroboration."""

from dataclasses import replace
from typing import Any

from tests.factory import incident
from tocsin.alerts.rules import Evidence, candidate, measured, next_level
from tocsin.records import Claim, Incident, Level, Reading, Standing

DAY = "2025-10-11"
TENSE = {"tension": Reading("PAK", DAY, "tension", 2.0, 0.2, 4.0)}


def told(key: str, *origins: str, party: bool = False, **given: Any) -> Incident:
    """Return a confirmed grave act told unhedged by some origins."""
    claims = tuple(Claim(f"{key}{o}", f"{key}{o}", o, None, "for", party, None, "2025-10-10") for o in origins)
    return replace(incident(id=key, origins=origins, claims=claims), **given)


def level(*incidents: Incident) -> Level:
    """Return the level that a tense country's incidents call for."""
    return candidate(Evidence("PAK", DAY, TENSE, {}, incidents))


def test_two_acts_of_one_origin_each_are_no_act_of_two_origins() -> None:
    apart = told("i1", "A"), told("i2", "B"), told("i3", "C", status=Standing.UNCONFIRMED)
    assert level(*apart) < Level.HIGH


def test_a_second_origin_behind_one_of_them_makes_it_critical() -> None:
    assert level(told("i1", "A", "B"), told("i2", "B")) is Level.CRITICAL


def test_a_partys_own_word_is_never_critical() -> None:
    assert level(told("i1", "A", "B", party=True), told("i2", "C", party=True)) is Level.HIGH


def test_what_third_parties_tell_of_unconfirmed_acts_does_not_confirm_another() -> None:
    acts = told("i1", "A", "B", party=True), told("i2", "C", status=Standing.UNCONFIRMED)
    found = measured(Evidence("PAK", DAY, TENSE, {}, acts), 5, 9.0)
    assert (found["reporters"], found["bystanders"]) == (1.0, 0.0)


def test_what_is_older_than_a_levels_days_no_longer_holds_it_up() -> None:
    old = replace(told("i1", "A", "B"), date="2025-10-05"), replace(told("i2", "C"), date="2025-10-06")
    evidence = Evidence("PAK", DAY, TENSE, {}, old)
    assert next_level(evidence, Level.CRITICAL, "2025-10-06") is Level.HIGH
