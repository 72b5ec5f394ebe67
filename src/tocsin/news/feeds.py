"""Read feeds (RSS, Atom, RDF, CDF, JSON Feed) into plain records."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.errors import SkipItem
from tocsin.news.decode import decode, guess

MAX_ENTRIES = 2000
MAX_FEED, MAX_DTD = 50 * 1024 * 1024, 8192


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. Dates are as written; `source` names where a passed-on item comes from (RSS `<source>`)."""

    id: str = ""
    link: str = ""
    title: str = ""
    published: str | None = None
    updated: str | None = None
    summary: str = ""
    content: str = ""
    author: str = ""
    source: str = ""
    source_link: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its own title, link, dates and summary, its items, and the minutes between looks where given."""

    title: str = ""
    link: str = ""
    published: str | None = None
    updated: str | None = None
    summary: str = ""
    author: str = ""
    entries: tuple[Entry, ...] = ()
    ttl: int | None = None
    id: str = ""


def _unfolds(data: bytes) -> bool:
    """Return whether a document declares entities so long, nested or often used that they may unfold without end."""
    declared = re.findall(rb"<!ENTITY\s[^>]{0,200}", data[:200_000], re.IGNORECASE)
    if not declared:
        return False
    opened = data.upper().find(b"<!ENTITY")
    subset = data.find(b"]>", opened) - opened
    return subset > MAX_DTD or subset < 0


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _date(row: Mapping[str, Any], name: str) -> str | None:
    # feedparser answers `updated` with `published` where only that is given, and warns; asking for the key does not.
    value = dict.get(row, name) if isinstance(row, dict) else None
    return value if isinstance(value, str) and value else None


def _source(row: Mapping[str, Any]) -> tuple[str, str]:
    source = row.get("source")
    if not isinstance(source, Mapping):
        return "", ""
    return _text(source, "title"), _text(source, "href") or _text(source, "link")


def _content(row: Mapping[str, Any]) -> str:
    parts = row.get("content")
    return (
        max((_text(part, "value") for part in parts if isinstance(part, Mapping)), key=len, default="")
        if isinstance(parts, list)
        else ""
    )


def _entry(row: Mapping[str, Any]) -> Entry:
    source, source_link = _source(row)
    return Entry(
        _text(row, "id"),
        _text(row, "link"),
        _text(row, "title"),
        _date(row, "published"),
        _date(row, "updated"),
        _text(row, "summary"),
        _content(row),
        _text(row, "author"),
        source,
        source_link,
    )


def _from_json(data: bytes) -> Feed:
    try:
        table = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise SkipItem(f"not valid JSON ({type(error).__name__})", next_step="it is tried again later") from None
    if not isinstance(table, dict) or not isinstance(table.get("items"), list):
        raise SkipItem("this JSON is no feed", next_step="check the feed's address")
    entries = []
    for row in table["items"][:MAX_ENTRIES]:
        if isinstance(row, dict):
            listed = row.get("authors")
            people = listed if isinstance(listed, list) else [row.get("author")]
            author = next((_text(one, "name") for one in people if isinstance(one, dict)), "")
            entries.append(
                Entry(
                    str(row.get("id") or row.get("url") or ""),
                    _text(row, "url") or _text(row, "external_url"),
                    _text(row, "title"),
                    _text(row, "date_published") or None,
                    _text(row, "date_modified") or None,
                    _text(row, "summary"),
                    _text(row, "content_html") or _text(row, "content_text"),
                    author,
                    "",
                    _text(row, "external_url"),
                )
            )
    return Feed(
        _text(table, "title"),
        _text(table, "home_page_url"),
        None,
        None,
        _text(table, "description"),
        "",
        tuple(entries),
    )


def _parse(data: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
    """Return feedparser's reading; where the charset declared is wrong, that of the text as its bytes speak for it."""
    import feedparser

    result = feedparser.parse(
        data, response_headers={"content-type": "application/xml", **headers} if headers else None
    )
    overridden = isinstance(result.get("bozo_exception"), feedparser.CharacterEncodingOverride)
    if (
        overridden
        and str(result.get("encoding")).lower() == "windows-1252"
        and (name := guess(data)) not in ("cp1252", "utf-8")
    ):
        text = data.decode(name, "replace").encode("utf-8")
        retold = {**headers, "content-type": "application/xml; charset=utf-8"}
        result = feedparser.parse(text, response_headers=retold)
    found: Mapping[str, Any] = result
    return found


def parse_feed(data: bytes, headers: Mapping[str, str] | None = None) -> Feed:
    """Return the feed in a body. `headers` (names lower case) give content type and location.

    What can be read of a broken feed is read. Raises SkipItem where the body is JSON but no feed, too large, or an
    entity bomb.
    """
    given = dict(headers or {})
    if "json" in given.get("content-type", "").lower() or data.lstrip()[:1] == b"{":
        return _from_json(data)
    if len(data) > MAX_FEED or _unfolds(data):
        raise SkipItem(
            "the feed is larger than 50 MiB, or declares entities that unfold to more", next_step="it was left out"
        )
    result = _parse(data, given)
    head = result.get("feed", {})
    ttl = _text(head, "ttl")
    return Feed(
        _text(head, "title"),
        _text(head, "link"),
        _date(head, "published"),
        _date(head, "updated"),
        _text(head, "subtitle"),
        _text(head, "author"),
        tuple(_entry(row) for row in result.get("entries", [])[:MAX_ENTRIES]),
        int(ttl) if ttl.isdigit() else None,
        _text(head, "id"),
    )
