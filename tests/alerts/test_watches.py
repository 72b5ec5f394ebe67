from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alerts.crisis import crisis, replay
from tocsin.alerts.raise_ import gather, raise_alerts
from tocsin.alerts.rules import Evidence
from tocsin.alerts.watches import Watch, holding, parse_watches, raised
from tocsin.errors import BadSettings
from tocsin.records import Level

RULE = {"name": "border", "subject": "PAK-AFG", "when": "tension > 0.1 and reporters >= 2", "level": "critical"}


@cache
def strikes() -> Evidence:
    """Return what is known of the pair on the day after the strikes."""
    day = replay(crisis(), "2025-09-25", "2025-10-10")["2025-10-10"]
    return gather("2025-10-10", day.readings, day.forecasts, day.incidents)["AFG|PAK"]


def watch(**changed: str) -> Watch:
    """Return the rule with some keys changed."""
    return parse_watches([RULE | changed], "alerts.toml")[0]


def test_a_rule_that_holds_says_with_which_values() -> None:
    assert "border" in holding(watch(), strikes())
    assert "(reporters >= 2)" in holding(watch(), strikes())


def test_a_rule_raises_the_level_of_its_subject() -> None:
    assert raised([watch()], strikes(), Level.HIGH)[0] is Level.CRITICAL


def test_a_rule_never_lowers_a_level() -> None:
    assert raised([watch(level="watch")], strikes(), Level.HIGH)[0] is Level.HIGH


def test_a_rule_on_another_subject_does_nothing() -> None:
    assert raised([watch(subject="IND-PAK")], strikes(), Level.HIGH) == (Level.HIGH, ())


def test_and_binds_closer_than_or() -> None:
    assert holding(watch(when="tension > 900 and tension > 0 or reporters >= 1"), strikes())
    assert not holding(watch(when="tension > 900 and tension > 0 or reporters >= 99"), strikes())


def test_an_alert_says_that_the_users_rule_holds() -> None:
    day = replay(crisis(), "2025-09-25", "2025-10-10")["2025-10-10"]
    found = raise_alerts("2025-10-10", day.readings, day.forecasts, day.incidents, (), [watch()])
    told = next(one for one in found if one.subject == "AFG|PAK")
    assert told.level is Level.CRITICAL
    assert "Your rule «border» holds" in told.text


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"when": "tension >> 2"}, "no condition"),
        ({"when": "mood > 2"}, "nothing is measured as 'mood'"),
        ({"subject": "Pakistan"}, "no subject"),
        ({"level": "loud"}, "no level"),
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"name": ""}, "name must be text"),
    ],
)
def test_a_rule_that_cannot_be_read_is_one_clear_line(changed: dict[str, str], says: str) -> None:
    with pytest.raises(BadSettings) as caught:
        watch(**changed)
    assert says in str(caught.value)
    assert "alerts.toml, watch 1" in str(caught.value)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_condition_crashes_the_reader(text: str) -> None:
    try:
        found = watch(when=text)
    except BadSettings:
        return
    assert found.groups
