"""The data files of groups, governments, bodies and persons keep their form: columns, codes, spans, clear names."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

import pytest

from tocsin.actors.roster import SECTORS

COLUMNS = {
    "groups": "name country sector aliases parent from to source",
    "governments": "name country from to source",
    "bodies": "name country sector aliases source",
    "people": "name country sector role group aliases from to source",
}
FLOORS = {"groups": 2000, "governments": 70, "bodies": 1100, "people": 1000}
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    text = (files("tocsin") / "resources" / "roster" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def names_of(row: Row) -> Iterator[str]:
    yield row["name"].casefold()
    yield from (alias.casefold() for alias in row["aliases"].split("|") if alias)


def overlap(one: Row, other: Row) -> bool:
    """True where two spans share a day; an empty bound is open."""
    first, last = max(one, other, key=_begin), min(one, other, key=_end)
    return _begin(first) <= _end(last)


def _begin(row: Row) -> str:
    return row.get("from") or "0"


def _end(row: Row) -> str:
    return (row.get("to") or "9") + "~"


@pytest.mark.parametrize("name", COLUMNS)
def test_a_file_has_the_columns_that_its_card_names(name: str) -> None:
    assert all(list(row) == COLUMNS[name].split() for row in rows(name))


@pytest.mark.parametrize("name", COLUMNS)
def test_a_file_holds_no_less_than_it_did(name: str) -> None:
    assert len(rows(name)) >= FLOORS[name]


def test_the_roster_knows_over_a_thousand_armed_and_criminal_groups() -> None:
    armed = {(row["name"], row["country"]) for row in rows("groups") if row["sector"] in ("REB", "CRM")}
    assert len(armed) >= 1200


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_has_a_name_and_a_source(name: str) -> None:
    assert all(row["name"].strip() == row["name"] != "" and row["source"] for row in rows(name))


@pytest.mark.parametrize("name", COLUMNS)
def test_every_country_is_a_known_state_or_left_empty(name: str) -> None:
    known = {row["iso3"] for row in rows("states")}
    assert {row["country"] for row in rows(name)} - known - {""} == set()


@pytest.mark.parametrize("name", ["groups", "bodies", "people"])
def test_every_sector_is_a_code_of_the_guidelines(name: str) -> None:
    assert {row["sector"] for row in rows(name)} <= SECTORS


@pytest.mark.parametrize("name", ["groups", "governments", "people"])
def test_a_date_is_written_as_iso_8601_or_left_empty(name: str) -> None:
    dates = {row[bound] for row in rows(name) for bound in ("from", "to") if row[bound]}
    assert {date for date in dates if not DATE.fullmatch(date)} == set()


@pytest.mark.parametrize("name", ["groups", "governments", "people"])
def test_no_span_ends_before_it_begins(name: str) -> None:
    assert [row for row in rows(name) if row["from"] and row["to"] and _begin(row) > _end(row)] == []


@pytest.mark.parametrize("name", ["groups", "bodies", "people"])
def test_no_name_means_two_actors_of_one_country_in_the_same_years(name: str) -> None:
    seen: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows(name):
        for alias in set(names_of(row)):
            seen[alias, row["country"]].append(row)
    pairs = [(a, b) for found in seen.values() for i, a in enumerate(found) for b in found[:i]]
    assert [(a["name"], b["name"]) for a, b in pairs if a["name"] != b["name"] and overlap(a, b)] == []


def test_a_group_has_one_sector_at_a_time() -> None:
    spans: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows("groups"):
        spans[row["name"], row["country"]].append(row)
    pairs = [(a, b) for found in spans.values() for i, a in enumerate(found) for b in found[:i]]
    assert [a["name"] for a, b in pairs if overlap(a, b)] == []


def test_every_parent_is_a_group_of_the_roster() -> None:
    groups = rows("groups")
    assert {row["parent"] for row in groups} - {row["name"] for row in groups} - {""} == set()


def test_every_group_of_a_person_is_in_the_roster() -> None:
    known = {row["name"] for row in [*rows("groups"), *rows("bodies")]}
    assert {row["group"] for row in rows("people")} - known - {""} == set()


def test_every_government_that_was_a_group_is_spelt_as_there() -> None:
    groups = {(row["name"], row["country"]) for row in rows("groups")}
    assert {(row["name"], row["country"]) for row in rows("governments")} - groups == set()


def test_the_taliban_governed_twice() -> None:
    spans = [(row["from"], row["to"]) for row in rows("governments") if row["name"] == "Taliban"]
    assert spans == [("1996-09-27", "2001-11-13"), ("2021-08-15", "")]
