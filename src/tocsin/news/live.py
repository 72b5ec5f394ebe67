"""Split a live blog into its entries, each with a title, a time and an address of its own.

First by what the page says in JSON-LD (schema.org LiveBlogPosting). A page that calls itself live in its address,
title or class words is also read by its structure: parts of one kind that each open with a time, or paragraphs that
each begin with an hour.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from html import unescape
from itertools import pairwise
from typing import Any

from tocsin.news import jsonld, live_parts, markup
from tocsin.news.dating import date_page
from tocsin.news.extract import extract, is_html
from tocsin.news.live_parts import Entry
from tocsin.news.words import load
from tocsin.records import Document

MAX_ENTRIES, MIN_ENTRIES, MIN_LETTERS = 300, 2, 30
MARK = "LiveBlogPosting"
HEAD = 20_000
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
_TAG = re.compile(r"<[^<>]{1,2000}>")
_TITLE = re.compile(r"<(?:title|h1)\b[^<>]{0,500}>([^<>]{1,500})<", re.IGNORECASE)
_CLASS = re.compile(r"\b(?:class|id)\s?=\s?[\"']([^\"'<>]{1,300})[\"']", re.IGNORECASE)


@cache
def _hints() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in load("live")["hints"].items()}


def _text(value: Any) -> str:
    return " ".join(_TAG.sub(" ", unescape(value)).split()) if isinstance(value, str) else ""


def _listed(root: Any) -> Iterator[Entry]:
    """Yield the entries that a page's JSON-LD lists."""
    for table in jsonld.tables(root.iter("script")):
        for posting in jsonld.nodes(table, _NESTED):
            if MARK in jsonld.kinds(posting):
                updates = posting.get("liveBlogUpdate")
                for one in (updates if isinstance(updates, list) else [updates])[:MAX_ENTRIES]:
                    if isinstance(one, dict):
                        body, day, url = _text(one.get("articleBody")), one.get("datePublished"), one.get("url")
                        yield Entry(
                            _text(one.get("headline")),
                            body,
                            day if isinstance(day, str) else "",
                            url if isinstance(url, str) and url.startswith(("http://", "https://")) else "",
                        )


def is_live(document: Document) -> bool:
    """Return whether a page calls itself live: in its address, its title or the class words of its parts."""
    hints, raw = _hints(), document.raw
    if hints["address"].search((document.url or "")[:600]):
        return True
    said = [document.title or "", *_TITLE.findall(raw[:HEAD])] if is_html(raw) else [raw.lstrip()[:200].split("\n")[0]]
    if any(hints["title"].search(one.strip()[:300]) for one in said):
        return True
    return "live" in raw and any(hints["class"].search(one) for one in _CLASS.findall(raw))


def _by_structure(document: Document, root: Any) -> tuple[Entry, ...]:
    found = live_parts.from_parts(root, document.url) if root is not None else ()
    return found or live_parts.from_paragraphs(extract(document.raw, document.url, document.title).text)


def _oldest_first(found: Sequence[Entry]) -> list[Entry]:
    """Return the entries oldest first: so numbered, they keep their numbers as more come."""
    stamps = [one.time for one in found if one.time]
    falls = sum(one > other for one, other in pairwise(stamps))
    return list(reversed(found)) if 2 * falls > len(stamps) - 1 else list(found)


def _dated(found: Sequence[Entry], document: Document) -> list[Entry]:
    """Return the entries, oldest first, with the page's day before bare hours; past midnight it is the next day."""
    if all(len(one.time) > 5 or not one.time for one in found):
        return list(found)
    given, _ = date_page(extract(document.raw, document.url), document.url, document.fetched, raw=document.raw)
    start = (document.published or given or "")[:10]
    if len(start) < 10:
        return [replace(one, time="") if len(one.time) <= 5 else one for one in found]
    day, last, dated = date.fromisoformat(start), "", list[Entry]()
    for one in found:
        if one.time and len(one.time) <= 5:
            day += timedelta(days=one.time < last)
            last = one.time
            one = replace(one, time=f"{day.isoformat()}T{last}")
        dated.append(one)
    return dated


def _document(entry: Entry, document: Document, number: int) -> Document:
    return replace(
        document,
        id=None,
        raw="",
        text=entry.text,
        title=entry.title or document.title,
        published=entry.time or document.published,
        url=entry.url or (f"{document.url}#entry-{number}" if document.url else None),
        where=f"{document.where or document.url or 'live blog'}, entry {number}",
    )


def split(document: Document) -> tuple[Document, ...]:
    """Return a live blog's entries, oldest first, each with its own title, time and address; another page as it is.

    A page with a body of its own given, or in which no entries can be told apart, is not split.
    """
    marked = MARK in document.raw
    if document.text or not document.raw or not (marked or is_live(document)):
        return (document,)
    root = markup.parse(document.raw) if is_html(document.raw) else None
    found = tuple(_listed(root)) if marked and root is not None else ()
    for entries in (found, _by_structure(document, root)):
        told = [one for one in entries if sum(map(str.isalpha, one.text)) >= MIN_LETTERS][:MAX_ENTRIES]
        if len(told) >= MIN_ENTRIES:
            ordered = _dated(_oldest_first(told), document)
            return tuple(_document(entry, document, number) for number, entry in enumerate(ordered, 1))
    return (document,)
