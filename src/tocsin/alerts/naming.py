"""By which words a country or a person is named, and whether a quotation names someone."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from tocsin.records import Event, Participant

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ARTICLES = ("the ", "a ", "an ", "his ", "her ", "its ", "their ")
# `KABUL, Oct 10 (Agency) - ` and `(Page - Agency) `: where a report was filed, not what it tells of.
DATELINE = re.compile(r"\A(?:\([^()\n]{1,80}\) ?)?(?:[^\n()-]{1,60}\([^()\n]{1,60}\) ?[-–—] )?")
# What a state's word may be directed at, and means that state.
LANDS = frozenset({"soil", "territory", "territories", "land", "lands", "side", "border", "airspace", "waters"})


@cache
def country_names() -> dict[str, tuple[str, ...]]:
    """Return for each country code every name, adjective, capital and seat of government that stands for the state.

    Source: `resources/roster/states.csv` (ISO 3166-1, Correlates of War, Gleditsch and Ward, GeoNames).
    """
    text = (files("tocsin") / "resources" / "roster" / "states.csv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        parts = [row["name"], row["capital"]]
        parts += [part for column in ("aliases", "demonyms", "seats") for part in (row[column] or "").split("|")]
        found[row["iso3"]] = found.get(row["iso3"], ()) + tuple(part for part in parts if part)
    return found


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    names = country_names().get(code)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") if names else None


def names_country(text: str, code: str | None) -> bool:
    """Whether a text holds a name, an adjective or the capital of a country."""
    pattern = _pattern(code) if code else None
    return bool(pattern and pattern.search(text))


def holds(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase as whole words, in whatever case."""
    return bool(phrase) and bool(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE))


def bare(phrase: str) -> str:
    """Return a phrase without the article or possessive it begins with."""
    low = phrase.lower()
    start = next((len(one) for one in ARTICLES if low.startswith(one)), 0)
    return phrase[start:]


def proper(phrase: str) -> bool:
    """Whether a phrase holds a proper name: a word with a capital that is no article."""
    return any(word[0].isupper() for word in WORD.findall(bare(phrase)))


def named(person: Participant, text: str, event: Event) -> bool:
    """Whether a quotation names someone: by a proper name, or by a word for them beside their country's name.

    `The ministry` alone names no one; `the ministry` in a sentence that speaks of Kabul does.
    """
    if not holds(text, person.text):
        return False
    if person.country is None or proper(person.text) or names_country(text, person.country):
        return True
    place = event.place
    return place is not None and place.country == person.country and holds(text, place.name)


def undated(text: str) -> str:
    """Return a quotation without the dateline it may begin with."""
    return text[len(found.group()) :] if (found := DATELINE.match(text)) else text


def countries_in(text: str, among: Iterable[str]) -> frozenset[str]:
    """Return which of some countries a text names."""
    return frozenset(code for code in among if names_country(text, code))
