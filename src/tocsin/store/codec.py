"""Records to the store's JSON and back, and the keys they are found by."""

import json
import types
import typing
from collections.abc import Callable, Hashable
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from tocsin.errors import SkipItem
from tocsin.records import Event, Incident
from tocsin.tables import to_plain

R = TypeVar("R")
Make = Callable[[Any], Any]


def encode(record: Any) -> str:
    """Return a record as JSON text."""
    return json.dumps(to_plain(record), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[R], text: str) -> R:
    """Return the record that `encode` wrote."""
    made: R = _maker(typing.cast(Hashable, kind))(json.loads(text))
    return made


# Pages decode hundreds of records each: what a field is made by is looked up once for its class, not once for a value.
@cache
def _maker(kind: Hashable) -> Make:
    cls: Any = kind
    steps = [(name, step) for name, hint in typing.get_type_hints(cls).items() if (step := _convert(hint)) is not None]

    def make(row: dict[str, Any]) -> Any:
        for name, step in steps:
            if (value := row.get(name)) is not None:
                row[name] = step(value)
        return cls(**row)

    return make


def _convert(hint: Any) -> Make | None:
    """Return what makes a field's value of what JSON gives, or None where JSON gives the value itself."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(one for one in typing.get_args(hint) if one is not type(None))
    if typing.get_origin(hint) is tuple:
        inner = _convert(typing.get_args(hint)[0])
        return tuple if inner is None else lambda items: tuple(map(inner, items))
    if is_dataclass(hint):
        return _maker(typing.cast(Hashable, hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {one.value: one for one in hint}.__getitem__
    return float if hint is float else None


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
