"""Records to the store's JSON and back, and the keys they are found by."""

import json
from typing import Any, TypeVar

from tocsin.errors import SkipItem
from tocsin.records import Event, Incident
from tocsin.tables import from_plain, to_plain

R = TypeVar("R")


def encode(record: Any) -> str:
    """Return a record as JSON text."""
    return json.dumps(to_plain(record), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[R], text: str) -> R:
    """Return the record that `encode` wrote."""
    return from_plain(kind, json.loads(text))


def countries_key(item: Event | Incident) -> str:
    """Return `|AFG|PAK|`: every country a participant belongs to or the place lies in, sorted, for LIKE queries."""
    found = {who.country for who in (*item.actors, *item.recipients)}
    found.add(item.place.country if item.place else None)
    codes = sorted(code for code in found if code)
    return f"|{'|'.join(codes)}|" if codes else ""


def pair_codes(subject: str) -> tuple[str, ...]:
    """Return the country codes of `PAK-AFG`, `AFG|PAK` or `PAK`, upper-case and sorted.

    Raises SkipItem where the subject is no country or pair.
    """
    codes = tuple(sorted(part for part in subject.upper().replace("|", "-").split("-") if part))
    if not 1 <= len(codes) <= 2 or not all(len(code) == 3 and code.isalpha() for code in codes):
        raise SkipItem(f"'{subject}' is no country or pair", next_step="write PAK or PAK-AFG (ISO alpha-3 codes)")
    return codes
