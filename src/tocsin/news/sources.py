"""The list of sources: TOML as users write it, OPML as other readers exchange it."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from tocsin.errors import BadSettings, SkipItem
from tocsin.news.gdelt import is_gdelt
from tocsin.news.xml import parse_xml

KINDS = ("feed", "sitemap", "gdelt", "page")
_EVERY = re.compile(r"(\d{1,5})\s*(s|m|h|d)?")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, None: 60}
MIN_EVERY = 60


@dataclass(frozen=True, slots=True)
class Source:
    """One source to follow: `kind` is feed, sitemap, gdelt or page; `every` the seconds between looks.

    `grade` is an Admiralty reliability A-F as the user sets it, `voice` the ISO alpha-3 code or name of whose voice a
    state's or party's outlet is.
    """

    url: str
    name: str = ""
    kind: str = "feed"
    every: int = 900
    grade: str = ""
    voice: str = ""
    full_text: bool = True


def _every(value: Any, where: str) -> int:
    match = _EVERY.fullmatch(str(value).strip().lower())
    if not match:
        raise BadSettings(
            f"`every` must be a time such as 15m or 2h, not {value!r}", where=where, next_step="mend that line"
        )
    return max(MIN_EVERY, int(match[1]) * _SECONDS[match[2]])


def _source(row: Any, where: str) -> Source:
    if not isinstance(row, dict) or not isinstance(row.get("url"), str):
        raise BadSettings("a source needs a `url`", where=where, next_step='write [[source]] and url = "https://..."')
    known = {one.name for one in fields(Source)}
    if unknown := sorted(row.keys() - known):
        raise BadSettings(f"unknown key {unknown[0]!r}", where=where, next_step=f"known are {', '.join(sorted(known))}")
    given = dict(row)
    if not given["url"].startswith(("http://", "https://")):
        raise BadSettings("a source's `url` must be an http or https address", where=where, next_step="mend that line")
    if "every" in given:
        given["every"] = _every(given["every"], where)
    if given.get("kind", "feed") not in KINDS:
        raise BadSettings(f"unknown kind {given['kind']!r}", where=where, next_step=f"known are {', '.join(KINDS)}")
    if (grade := given.get("grade", "")) not in ("", *"ABCDEF"):
        raise BadSettings(
            f"grade must be a letter from A to F, not {grade!r}", where=where, next_step="see the Admiralty scale"
        )
    return Source(**given)


def load_sources(path: Path) -> tuple[Source, ...]:
    """Return the sources in a TOML file (`[[source]]` tables) or an OPML file; a GDELT table is one source itself.

    Raises BadSettings, naming the entry, where one is wrong.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadSettings(f"cannot be read ({error.strerror})", where=str(path), next_step="check the path") from None
    if data.lstrip()[:1] == b"<":
        return from_opml(data, str(path))
    if is_gdelt(path):
        return (Source(path.resolve().as_uri(), path.name, "gdelt"),)
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"not valid TOML ({error})", where=str(path), next_step="mend that line") from None
    rows = table.get("source", [])
    found = [
        _source(row, f"{path}, source {number}")
        for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1)
    ]
    return tuple(dict.fromkeys(found))


def from_opml(data: bytes, where: str = "") -> tuple[Source, ...]:
    """Return the feeds in an OPML 2.0 document. Raises BadSettings where it is no XML."""
    try:
        root = parse_xml(data)
    except SkipItem as error:
        raise BadSettings(error.what, where=where, next_step="export it again") from None
    found = []
    for outline in root.iter("outline"):
        url = outline.get("xmlUrl") or outline.get("xmlurl")
        if url and url.startswith(("http://", "https://")):
            found.append(Source(url.strip(), (outline.get("title") or outline.get("text") or "").strip()))
    return tuple(dict.fromkeys(found))


def _label(source: Source) -> str:
    return quoteattr(source.name or source.url)


def to_opml(sources: Sequence[Source], title: str = "Tocsin sources") -> str:
    """Return an OPML 2.0 document of the feeds among the sources."""
    rows = [
        f'    <outline type="rss" text={_label(one)} title={_label(one)} xmlUrl={quoteattr(one.url)}/>'
        for one in sources
        if one.kind == "feed"
    ]
    head = title.replace("&", "&amp;").replace("<", "&lt;")
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<opml version="2.0">',
            f"  <head><title>{head}</title></head>",
            "  <body>",
            *rows,
            "  </body>",
            "</opml>",
            "",
        ]
    )
