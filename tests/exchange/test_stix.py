"""Incidents as STIX 2.1: ids, references and times as the standard asks."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from tests.factory import article, event
from tocsin.exchange.formats import Bundle
from tocsin.exchange.stix import moment, stix
from tocsin.incidents.merge import merge
from tocsin.records import Incident

IDENT = re.compile(r"^[a-z-]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
REQUIRED = {
    "identity": {"name"},
    "incident": {"name"},
    "location": {"latitude", "longitude"},
    "relationship": {"relationship_type", "source_ref", "target_ref"},
}


def strike() -> Incident:
    return merge([article()], [event()], {})[0]


def made(*incidents: Incident) -> list[dict[str, Any]]:
    told = article(url="https://example.org/1")
    given = incidents or (strike(),)
    found: list[dict[str, Any]] = json.loads(stix(Bundle(given, [event()], {strike().claims[0].article: told})))[
        "objects"
    ]
    return found


def test_every_object_has_what_its_kind_requires() -> None:
    for one in made():
        assert one["spec_version"] == "2.1"
        assert IDENT.match(one["id"])
        assert one["id"].startswith(f"{one['type']}--")
        assert REQUIRED[one["type"]] <= one.keys()
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", one["created"])
        assert one["created"] <= one["modified"]


def test_every_reference_is_in_the_bundle() -> None:
    objects = made()
    ids = {one["id"] for one in objects}
    named = {one[key] for one in objects for key in ("source_ref", "target_ref", "created_by_ref") if key in one}
    assert named <= ids
    assert len(ids) == len(objects)


def test_who_acted_and_who_was_struck_are_told_apart() -> None:
    objects = {one["id"]: one for one in made()}
    ties = {one["relationship_type"]: objects[one["target_ref"]] for one in objects.values() if "target_ref" in one}
    assert ties["attributed-to"]["labels"] == ["PAK", "MIL"]
    assert "AFG" in ties["targets"]["labels"]
    assert ties["located-at"]["name"] == "Kabul"


def test_the_articles_are_its_references() -> None:
    head = next(one for one in made() if one["type"] == "incident")
    assert {"https://example.org/1"} <= {ref.get("url") for ref in head["external_references"]}


def test_the_same_incidents_give_the_same_bundle() -> None:
    assert made() == made()


def test_what_did_not_happen_is_left_out() -> None:
    assert [one["type"] for one in made(replace(strike(), happened=False))] == ["identity"]


@pytest.mark.parametrize(
    ("day", "stamp"),
    [
        ("2025-10-09", "2025-10-09T00:00:00.000Z"),
        ("2025-10", "2025-10-01T00:00:00.000Z"),
        ("2025-10-09T11:05:00Z", "2025-10-09T11:05:00.000Z"),
        (None, "1970-01-01T00:00:00.000Z"),
        ("soon", "1970-01-01T00:00:00.000Z"),
    ],
)
def test_a_day_becomes_a_timestamp(day: str | None, stamp: str) -> None:
    assert moment(day) == stamp
