"""The Python API: what the README shows works."""

from pathlib import Path

import tocsin


def test_read_codes_a_text_with_a_given_day() -> None:
    text = "Pakistani jets bombed Kabul on Thursday, the Taliban government said."
    article, events = tocsin.read(text, published="2025-10-10")
    assert article.published == "2025-10-10"
    assert [(e.type, e.date, e.attribution and e.attribution.country) for e in events] == [
        ("ASSAULT", "2025-10-09", "AFG")
    ]


def test_events_of_a_pair_become_a_frame(demo_path: Path) -> None:
    with tocsin.Store(demo_path) as store:
        frame = store.events(pair="PAK-AFG", as_of="2025-10-11").to_polars()
    assert frame.height > 3
    assert {"type", "status", "trigger"} <= set(frame.columns)


def test_look_and_brief_answer_as_of_a_day(demo_path: Path) -> None:
    with tocsin.Store(demo_path) as store:
        assert tocsin.look(store, "2025-10-12").day == "2025-10-12"
        assert "12 October 2025" in tocsin.brief(store, "PAK-AFG", "2025-10-12")


def test_every_public_name_can_be_had() -> None:
    assert [name for name in tocsin.__all__ if getattr(tocsin, name, None) is None] == []
