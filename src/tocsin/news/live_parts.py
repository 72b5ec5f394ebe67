"""Tell a live blog's entries apart by a page's structure: parts, or paragraphs, that each open with a time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from tocsin.news import hints
from tocsin.news.words import load

PARTS = ("article", "section", "li", "div")
TEXTS = frozenset({"p", "li", "blockquote", "h2", "h3", "h4", "h5", "div", "span", "time", "td"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5")
MIN_PARTS, MIN_LETTERS, MAX_PARTS = 3, 40, 300
OPENING, HEADLINE = 60, 200
# The share of a page's letters, or paragraphs, that must stand in entries for it to be made of them.
MOST = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `time` is ISO 8601 as the page gives it, or `HH:MM` alone, or empty; `url` is its own address."""

    title: str
    text: str
    time: str = ""
    url: str = ""


@cache
def _hour() -> re.Pattern[str]:
    return re.compile(load("live")["hour"]["stamp"], re.IGNORECASE)


def hour_of(text: str) -> tuple[str, str]:
    """Return the hour `HH:MM` that opens a text, and the rest of it; an empty hour where none does."""
    match = _hour().match(text)
    if not match or not (match["half"] or match["minute"]):
        return "", text
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return "", text
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    return f"{hour:02d}:{match['minute'] or '00'}", text[match.end() :]


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _paragraphs(part: Any) -> list[str]:
    """Return a part's text, one string a paragraph; its headings and times are left out."""
    inner = [one for one in part.iter("p", "li", "blockquote") if one is not part]
    texts = [
        _words(one) for one in inner if next(one.iterancestors("li", "blockquote"), part) is part or one.tag == "p"
    ]
    return [one for one in dict.fromkeys(texts) if one] or [_words(part)]


def _time_of(part: Any) -> str:
    """Return the time that a part opens with: of its first time element, else an hour written first."""
    for element in part.iter("time"):
        stamp = (element.get("datetime") or "").strip()
        if re.match(r"\d{4}-\d\d-\d\d", stamp):
            return stamp[:25]
        if (hour := hour_of(_words(element))[0]) or (hour := hour_of(stamp)[0]):
            return hour
    return hour_of(_words(part)[:OPENING])[0]


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _heading(part: Any, url: str | None) -> tuple[str, str, bool]:
    """Return a part's heading, the address it links to, and whether that is another page's, as a teaser's is."""
    for element in part.iter(*HEADINGS):
        link = next((one for one in (*element.iter("a"), *element.iterancestors("a")) if one.get("href")), None)
        if link is None:
            return _words(element)[:HEADLINE], "", False
        try:
            address = urljoin(url or "", link.get("href"))
        except ValueError:
            address = ""
        own = address.startswith(("http://", "https://")) and "#" in address
        return _words(element)[:HEADLINE], address if own else "", _path(address) != _path(url or "")
    return "", "", False


def _entry(part: Any, url: str | None) -> Entry | None:
    time = _time_of(part)
    if not time:
        return None
    title, address, elsewhere = _heading(part, url)
    texts = [hour_of(one)[1].strip() for one in _paragraphs(part)]
    text = "\n\n".join(one for one in texts if one and one != title)
    linked = sum(len(_words(one)) for one in part.iter("a"))
    if elsewhere or sum(map(str.isalpha, text)) < MIN_LETTERS or linked > len(text) / 2:
        return None
    return Entry(title, text, time, address)


def _is_furniture(part: Any) -> bool:
    """Return whether a part stands in comments or other furniture."""
    around = (part, *part.iterancestors())
    return any(
        one.tag in ("aside", "nav", "footer")
        or hints.judge(f"{one.get('class') or ''} {one.get('id') or ''}") == hints.COMMENTS
        for one in around
    )


def _series(root: Any, url: str | None) -> Iterator[tuple[Entry, ...]]:
    """Yield the entries of each run of like parts of which at least half open with a time."""
    for around in root.iter("div", "section", "main", "article", "ul", "ol", "body"):
        for tag in PARTS:
            parts = [one for one in around if one.tag == tag][:MAX_PARTS]
            if len(parts) < MIN_PARTS or _is_furniture(around):
                continue
            found = [entry for part in parts if (entry := _entry(part, url))]
            if len(found) >= max(MIN_PARTS, MOST * len(parts)) and len({one.time for one in found}) > 1:
                yield tuple(found)


def from_parts(root: Any, url: str | None) -> tuple[Entry, ...]:
    """Return the entries of the page's longest run of like parts that each open with a time, if there is one."""
    return max(_series(root, url), key=len, default=())


def _starts(paragraphs: Sequence[str]) -> list[int]:
    return [number for number, one in enumerate(paragraphs) if hour_of(one)[0]]


def from_paragraphs(text: str) -> tuple[Entry, ...]:
    """Return the entries of a body in which paragraphs begin with an hour; what follows such a one belongs to it.

    None where fewer than three do, or where more stands before the first than half of the text.
    """
    paragraphs = [one.strip() for one in text.split("\n\n") if one.strip()]
    starts = _starts(paragraphs)
    if len(starts) < MIN_PARTS or sum(map(len, paragraphs[: starts[0]])) > MOST * len(text):
        return ()
    found = []
    for first, end in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        hour, rest = hour_of(paragraphs[first])
        body = "\n\n".join(one for one in (rest.strip(), *paragraphs[first + 1 : end]) if one)
        if sum(map(str.isalpha, body)) >= MIN_LETTERS:
            found.append(Entry("", body, hour))
    return tuple(found) if len(found) >= MIN_PARTS else ()
