"""What extraction hands on: the page's body and everything around it that dating and origin read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line outside the body.

    `place` is head (above the body), inside (amid it) or tail (below it). `hint` is the element with its class words
    (`span.date`) or, on a plain-text page, the kind of furniture. `stamp` is a machine-readable date given with it.
    """

    text: str
    place: str
    hint: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page taken apart.

    `text` is the body, paragraphs parted by a blank line, title excluded. `kind` is html or text. `metas` holds pairs
    of lower-case name and content, JSON-LD's keys among them as `ld:datePublished`. `links` are the absolute addresses
    at which the page says its story was first published. `shape` is article or list.
    """

    title: str
    text: str
    language: str = ""
    kind: str = "text"
    url: str | None = None
    site: str | None = None
    byline: str | None = None
    canonical: str | None = None
    metas: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    links: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    shape: str = "article"
