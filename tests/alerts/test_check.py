from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from tests.alerts.crisis import crisis, replay
from tocsin.alerts.brief import Brief, Section, write
from tocsin.alerts.check import check

SUBJECT = "AFG|PAK"


@cache
def desk(day: str) -> dict[str, Any]:
    """Return everything known on a day."""
    world = crisis(3)
    said = replay(world, "2025-10-08", day)[day]
    articles, events = world.known(day)
    return {
        "incidents": said.incidents,
        "events": events,
        "articles": articles,
        "readings": said.readings,
        "forecasts": said.forecasts,
        "alerts": said.alerts,
    }


def brief(day: str) -> Brief:
    """Return the brief of a day."""
    return write(SUBJECT, day, **desk(day))


def with_text(old: str, new: str) -> Brief:
    """Return the brief of 12 October with some words changed."""
    made = brief("2025-10-12")
    sections = tuple(
        Section(one.title, tuple(replace(s, text=s.text.replace(old, new)) for s in one.sentences))
        for one in made.sections
    )
    return replace(made, sections=sections)


@pytest.mark.parametrize("day", ["2025-10-09", "2025-10-10", "2025-10-12", "2025-10-16", "2025-10-20"])
def test_a_brief_proves_sound(day: str) -> None:
    assert check(brief(day), **desk(day)) == ()


def test_every_sentence_cites_something() -> None:
    sentences = [one for section in brief("2025-10-12").sections for one in section.sentences]
    assert sentences
    assert all(one.quotes or one.records for one in sentences)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("between 23 and 25", "between 23 and 52"),
        ("two independent", "six independent"),
        ("11 October", "13 October"),
        ("Spin Boldak", "Kandahar"),
        ("Pakistan", "India"),
    ],
)
def test_a_planted_error_is_caught(old: str, new: str) -> None:
    assert check(with_text(old, new), **desk("2025-10-12"))


def test_a_false_quotation_is_caught() -> None:
    made = desk("2025-10-12")
    shifted = [replace(one, text=f"x{one.text}") for one in made["articles"]]
    assert any(one.why == "not in its article" for one in check(brief("2025-10-12"), **(made | {"articles": shifted})))
