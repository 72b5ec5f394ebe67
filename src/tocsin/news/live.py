"""Split a live blog into its entries, where the page says in JSON-LD what they are (schema.org LiveBlogPosting)."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tocsin.records import Document

MAX_ENTRIES, MAX_DEPTH, MIN_LETTERS = 300, 8, 30
MARK = "LiveBlogPosting"
_SCRIPT = re.compile(r"<script\b[^>]{0,300}ld\+json[^>]{0,300}>(.*?)</script", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{1,2000}>")


def _postings(node: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the live blogs in a JSON-LD node."""
    if depth > MAX_DEPTH:
        return
    if isinstance(node, list):
        for one in node[:50]:
            yield from _postings(one, depth + 1)
    elif isinstance(node, dict):
        kind = node.get("@type")
        if MARK in (kind if isinstance(kind, list) else [kind]):
            yield node
        else:
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _postings(node.get(key), depth + 1)


def _text(value: Any) -> str:
    return " ".join(_TAG.sub(" ", value).split()) if isinstance(value, str) else ""


def _entries(posting: dict[str, Any]) -> Iterator[dict[str, Any]]:
    listed = posting.get("liveBlogUpdate")
    for one in (listed if isinstance(listed, list) else [listed])[:MAX_ENTRIES]:
        if isinstance(one, dict) and sum(map(str.isalpha, _text(one.get("articleBody")))) >= MIN_LETTERS:
            yield one


def _address(entry: dict[str, Any], document: Document, number: int) -> str | None:
    url = entry.get("url")
    if isinstance(url, str) and url.startswith(("http://", "https://")):
        return url
    return f"{document.url}#entry-{number}" if document.url else None


def _document(entry: dict[str, Any], document: Document, number: int) -> Document:
    day = entry.get("datePublished")
    return replace(
        document,
        id=None,
        raw="",
        text=_text(entry.get("articleBody")),
        title=_text(entry.get("headline")) or document.title,
        published=day if isinstance(day, str) else document.published,
        url=_address(entry, document, number),
        where=f"{document.where or document.url or 'live blog'}, entry {number}",
    )


def split(document: Document) -> tuple[Document, ...]:
    """Return a live blog's entries, each with its own title, day and address; any other page as it is.

    A page with a body of its own given, or whose entries the JSON-LD does not carry, is not split.
    """
    if document.text or MARK not in document.raw:
        return (document,)
    found: list[dict[str, Any]] = []
    for match in _SCRIPT.finditer(document.raw):
        try:
            table = json.loads(match[1], strict=False)
        except (ValueError, RecursionError):
            continue
        found += [entry for posting in _postings(table) for entry in _entries(posting)]
    if len(found) < 2:
        return (document,)
    oldest = list(reversed(found)) if _newest_first(found) else found
    return tuple(_document(entry, document, number) for number, entry in enumerate(oldest, 1))


def _newest_first(found: list[dict[str, Any]]) -> bool:
    """Return whether entries stand newest first: numbered from the oldest, they keep their numbers as more come."""
    return str(found[0].get("datePublished", "")) > str(found[-1].get("datePublished", ""))
