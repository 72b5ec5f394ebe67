"""The one reader of JSON-LD (schema.org in script elements) for head data and live blogs alike."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

MAX_DEPTH, MAX_LISTED = 12, 50


def tables(scripts: Iterable[Any]) -> Iterator[Any]:
    """Yield what each of a parsed page's script elements holds that is JSON-LD; broken ones are left out."""
    for element in scripts:
        if "ld+json" in (element.get("type") or "").lower() and element.text:
            try:
                yield json.loads(element.text, strict=False)
            except (ValueError, RecursionError):
                continue


def kinds(node: dict[str, Any]) -> tuple[str, ...]:
    """Return a node's types."""
    kind = node.get("@type")
    return tuple(map(str, kind)) if isinstance(kind, list) else (str(kind),)


def nodes(table: Any, keys: tuple[str, ...], depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects of a table, outer ones first; lists are gone through, and what the `keys` hold."""
    if depth > MAX_DEPTH:
        return
    if isinstance(table, list):
        for one in table[:MAX_LISTED]:
            yield from nodes(one, keys, depth + 1)
    elif isinstance(table, dict):
        yield table
        for key in keys:
            if key in table:
                yield from nodes(table[key], keys, depth + 1)
