"""Read sitemaps and news sitemaps (sitemaps.org 0.9, Google News 0.9): addresses with title, date and publication."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tocsin.errors import SkipItem
from tocsin.news.feeds import Entry
from tocsin.news.xml import MAX_XML, parse_xml


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap: its stories, and the further sitemaps that it lists, those of news and the newest last."""

    entries: tuple[Entry, ...]
    sitemaps: tuple[str, ...]


def _texts(element: Any) -> dict[str, str]:
    """Return the text of each leaf below an element by its local name; the first of a name counts."""
    found: dict[str, str] = {}
    for one in element.iter():
        if isinstance(one.tag, str) and len(one) == 0 and one.text and one.text.strip():
            found.setdefault(one.tag.rpartition("}")[2], " ".join(one.text.split()))
    return found


def _unpack(data: bytes) -> bytes:
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        opened = zlib.decompressobj(31).decompress(data, MAX_XML + 1)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise SkipItem(f"the packed sitemap is damaged ({error})", next_step="it was left out") from None
    return opened


def _entries(root: Any) -> Iterator[Entry]:
    for element in root:
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] == "url":
            texts = _texts(element)
            if link := texts.get("loc"):
                yield Entry(
                    id=link,
                    link=link,
                    title=texts.get("title", ""),
                    published=texts.get("publication_date"),
                    updated=texts.get("lastmod"),
                    source=texts.get("name", ""),
                )


def parse_sitemap(data: bytes) -> Sitemap:
    """Return a sitemap's stories, or the sitemaps of an index. Raises SkipItem where it is no XML."""
    root = parse_xml(_unpack(data))
    listed = [_texts(one) for one in root if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == "sitemap"]
    named = [(("news" in one["loc"].lower(), one.get("lastmod", "")), one["loc"]) for one in listed if one.get("loc")]
    return Sitemap(tuple(_entries(root)), tuple(loc for _, loc in sorted(named, key=lambda pair: pair[0])))
