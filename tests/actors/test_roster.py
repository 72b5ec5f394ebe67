"""The roster's data: complete in its forms, free of contradictions; and the user's own file on top."""

import random
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from tocsin.actors.roster import SECTORS, Roster, Term, load_roster, rows
from tocsin.errors import BadSettings

# One person at a time holds these; the others (ministers without a named portfolio, envoys) may stand side by side.
SINGLE = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "interior_minister",
    "army_chief",
)
FILES = ("institutions", "groups", "bodies", "governments", "people", "offices")


@pytest.fixture(scope="module")
def roster() -> Roster:
    return load_roster()


def known() -> set[str]:
    return {row["iso3"] for row in rows("states")}


def overlaps(terms: list[dict[str, str]]) -> list[str]:
    """Describe terms of one office that run at the same time under two names; shared bounds are no overlap."""
    out, ordered = [], sorted(terms, key=lambda row: (row["from"], row["to"] or "9999"))
    for one, two in pairwise(ordered):
        size = min(len(one["to"] or "9999-12-31"), len(two["from"]))
        if one["name"] != two["name"] and (one["to"] or "9999-12-31")[:size] > two["from"][:size]:
            out.append(
                f"{one['country']} {one['office']}: {one['name']} until {one['to']}, {two['name']} from {two['from']}"
            )
    return out


def by_office() -> dict[tuple[str, str], list[dict[str, str]]]:
    out: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows("offices"):
        if row["office"] in SINGLE and row["from"]:
            out[row["country"], row["office"]].append(row)
    return out


def test_terms_that_overlap_are_told_and_those_that_share_a_bound_are_not() -> None:
    def term(name: str, begin: str, end: str) -> dict[str, str]:
        return {"name": name, "country": "AFG", "office": "army_chief", "from": begin, "to": end}

    first = term("One", "2001", "2005-06")
    assert len(overlaps([first, term("Two", "2005-05-01", "")])) == 1
    assert overlaps([first, term("Two", "2005-06-30", "")]) == []


def test_no_two_persons_hold_one_office_at_once() -> None:
    assert [line for terms in by_office().values() for line in overlaps(terms)] == []


def test_a_sample_of_offices_is_held_by_one_person_at_a_time() -> None:
    offices = by_office()
    sample = random.Random(7).sample(sorted(offices), 40)
    assert [line for key in sample for line in overlaps(offices[key])] == []


@pytest.mark.parametrize("name", FILES)
def test_no_span_ends_before_it_begins(name: str) -> None:
    spans = [(row["from"], row["to"]) for row in rows(name) if row.get("from") and row.get("to")]
    assert [span for span in spans if span[1][: len(span[0])] < span[0][: len(span[1])]] == []


@pytest.mark.parametrize("name", FILES)
def test_every_country_and_sector_of_a_file_is_known(name: str) -> None:
    table = list(rows(name))
    assert {row["country"] for row in table if row["country"]} <= known()
    assert {row["sector"] for row in table if row.get("sector")} <= SECTORS


@pytest.mark.parametrize("name", [*FILES, "states", "towns"])
def test_every_fact_says_where_it_comes_from(name: str) -> None:
    assert all(row["source"] for row in rows(name))


def test_every_role_has_a_known_sector() -> None:
    table = list(rows("roles"))
    assert len(table) > 300
    assert {row["sector"] for row in table} <= SECTORS
    assert {row["head"] for row in table} == {"head", "weak"}


def test_dissolved_states_name_their_successors() -> None:
    ended = {row["iso3"]: row["successor"].split("|") for row in rows("states") if row["to"]}
    assert {"SUN", "YUG", "CSK", "DDR"} <= set(ended)
    assert all(set(heirs) <= known() for heirs in ended.values())


def test_states_carry_the_codes_of_both_state_lists(roster: Roster) -> None:
    assert (roster.states["PAK"].cow, roster.states["PAK"].gw) == ("770", "770")
    assert (roster.states["DEU"].cow, roster.states["DEU"].gw) == ("255", "260")


def test_a_name_is_found_in_any_spelling_of_case_accents_and_hyphens(roster: Roster) -> None:
    assert roster.lookup("al qa'ida")[0].name == roster.lookup("Al-Qaida")[0].name == "al-Qaeda"


def test_a_name_is_found_in_another_romanisation(roster: Roster) -> None:
    assert roster.alike("tehreek e taleban pakistan")[0].name == "Tehrik-i-Taliban Pakistan"


def test_names_are_canonical_and_without_towns(roster: Roster) -> None:
    assert "Pakistan" in roster.names()
    assert "goma" not in roster.names()


@pytest.mark.parametrize(
    ("day", "covered"),
    [("2021-08-14", False), ("2021-08-15", True), ("2021-08", True), ("2022", True), ("2020", False)],
)
def test_a_term_covers_days_at_the_precision_in_which_they_are_known(day: str, covered: bool) -> None:
    assert Term("AFG", "GOV", "in power", "2021-08-15", "").covers(day) is covered


def test_the_users_file_wins(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[actor]]\nname = "Taliban"\ncountry = "AFG"\nsector = "REL"\naliases = ["The Students"]\n')
    own = load_roster(path)
    assert own.lookup("Taliban")[0].kind == "user"
    assert own.lookup("the students")[0].sector == "REL"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[actor]]\ncountry = 'AFG'\n", "needs a name"),
        ("[[actor]]\nname = 'X'\ncountry = 'XXX'\n", "unknown country"),
        ("[[actor]]\nname = 'X'\nsector = 'ARMY'\n", "unknown sector"),
        ("[[actor]\n", "cannot read"),
    ],
)
def test_a_wrong_user_file_is_refused_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text)
    with pytest.raises(BadSettings, match=says):
        load_roster(path)
