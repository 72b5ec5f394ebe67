"""Mentions as Web Annotations: both selectors lead to the same words."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factory import TEXT, article, event
from tocsin.exchange.annotations import CONTEXT, annotations, source, target
from tocsin.exchange.formats import Bundle


def page(**rest: Any) -> dict[str, Any]:
    told = article(**rest)
    found: dict[str, Any] = json.loads(annotations(Bundle([], [event(told)], {told.id: told})))
    return found


def test_a_page_is_in_the_words_of_the_model() -> None:
    found = page()
    assert (found["@context"], found["type"]) == (CONTEXT, "AnnotationPage")
    assert {one["type"] for one in found["items"]} == {"Annotation"}
    assert len({one["id"] for one in found["items"]}) == len(found["items"])


def test_both_selectors_lead_to_the_coded_words() -> None:
    for one in page()["items"]:
        position, quote = one["target"]["selector"]
        assert TEXT[position["start"] : position["end"]] == quote["exact"]
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert whole in TEXT


def test_event_actor_recipient_and_place_are_all_there() -> None:
    names = {one["body"][0]["value"] for one in page()["items"]}
    assert {"event", "sentence", "actor", "recipient", "place"} <= names


@settings(deadline=None)
@given(st.text(min_size=3, max_size=80), st.data())
def test_any_words_are_selected_by_code_points(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    _, quote = target(article(text), start, end)["selector"]
    assert quote["exact"] == text[start:end]
    assert text[end:].startswith(quote["suffix"])


@pytest.mark.parametrize(
    "bad", [None, "", "javascript:alert(1)", "data:text/html,x", 'https://x/"onload=1', "http://a b"]
)
def test_only_an_address_of_the_web_is_a_source(bad: str | None) -> None:
    told = article(url=bad)
    assert source(told) == f"urn:tocsin:article:{told.id}"


def test_a_mention_without_its_article_is_left_out() -> None:
    assert json.loads(annotations(Bundle([], [event()], {})))["items"] == []
