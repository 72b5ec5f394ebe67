"""Extract: a page as it came in, HTML or plain text, into its title, body and the lines around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tocsin.news import blocks, body, markup, plain, titles
from tocsin.news.blocks import HEADINGS, Block, Box
from tocsin.news.language import detect
from tocsin.news.lines import kind
from tocsin.news.page import Line, Page
from tocsin.news.shape import shape

_AUTHORS = ("author", "ld:author", "article:author", "dc.creator", "byl", "sailthru.author")
_TAG_METAS = (("article:tag", "ld:keywords"), ("news_keywords", "parsely-tags"), ("keywords",))
MAX_LINES, MAX_LINE = 400, 600
MAX_NAME, MAX_NAMES, MAX_TAGS = 80, 5, 20
DOUBTFUL, SHORT = 0.6, 250
_TAGS = re.compile(
    r"<(?:!doctype\s+html|html|head|body|p|div|br|a|span|h1|article|table|meta)\b[^<>]{0,2000}>", re.IGNORECASE
)


def author(metas: Sequence[tuple[str, str]]) -> str | None:
    """Return who the page's head says wrote it, several names parted by commas; an address is no name."""
    for wanted in _AUTHORS:
        names = [" ".join(content.split()) for name, content in metas if name.lower() == wanted]
        if found := [one for one in dict.fromkeys(names) if one and "://" not in one and len(one) <= MAX_NAME]:
            return ", ".join(found[:MAX_NAMES])
    return None


def tags(metas: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the page's own subject words: of its story where the head gives such, else those of the page."""
    for group in _TAG_METAS:
        listed = (one for name, content in metas if name.lower() in group for one in re.split("[,;]", content))
        words = (" ".join(one.split()) for one in listed)
        if found := dict.fromkeys(one for one in words if one and len(one) <= MAX_NAME):
            return tuple(found)[:MAX_TAGS]
    return ()


def is_html(raw: str) -> bool:
    """Return whether the text is HTML: it opens as HTML does, or has several tags in it."""
    head = raw[:20_000]
    found = _TAGS.findall(head)
    return (head.lstrip()[:1] == "<" and bool(found)) or len(found) >= 3


def _chains(boxes: Sequence[Box]) -> list[str]:
    """Return for each box the tags and class words of itself and the boxes around it, innermost first."""
    chains = [""] * len(boxes)
    for index in range(1, len(boxes)):
        box = boxes[index]
        chains[index] = f"{box.tag}.{box.names} < {chains[box.parent]}"[:400]
    return chains


def _outer_lines(flat: Sequence[Block], boxes: Sequence[Box], kept: list[int], title: str) -> Iterator[Line]:
    """Yield the page's lines outside the body, those with another page's title left out."""
    chains, inside = _chains(boxes), set(kept)
    first, last = (kept[0], kept[-1]) if kept else (len(flat), len(flat))
    for index, block in enumerate(flat):
        if index in inside or len(block.text) > MAX_LINE or titles.same(block.text, title):
            continue
        place = "head" if index < first else "tail" if index > last else "inside"
        own = f"{block.hint} < " if block.tag not in blocks.BOXES else ""
        yield Line(block.text, place, own + chains[block.box], block.stamp)


def _second_look(raw: str, title: str) -> str:
    """Return the body as trafilatura sees it, cleaned; slow, so only asked where our own choice is doubtful."""
    from trafilatura import extract as look

    found = look(raw, fast=True, include_comments=False) or ""
    lines = [line.strip().removeprefix("- ") for line in found.split("\n")]
    kept = [line for line in lines if line and not kind(line) and not titles.same(line, title)]
    return "\n\n".join(kept) if len(found) >= SHORT // 2 else ""


@dataclass(slots=True)
class _Taken:
    """What the body's choice leaves for the rest of the page to be read from."""

    root: Any
    metas: tuple[tuple[str, str], ...]
    flat: list[Block]
    boxes: list[Box]
    kept: list[int]
    title: str
    site: str
    text: str


def _take(raw: str, title: str | None) -> _Taken | None:
    root = markup.parse(raw)
    if root is None:
        return None
    metas = markup.metas(root)
    found = root.find("body")
    flat, boxes = blocks.walk(found if found is not None else root)
    headings = [block.text for block in flat if block.tag in HEADINGS]
    named, site = titles.name_page(metas, markup.head_title(root), headings[:12])
    title = title or named
    kept = body.select(flat, boxes, title)
    text = "\n\n".join(flat[index].text for index in kept)
    doubtful = (
        body.coverage(kept, flat, boxes) < DOUBTFUL
        and body.has_rival(kept, flat, boxes)
        and not body.is_marked(kept, flat, boxes)
    )
    if doubtful or len(text) < SHORT:
        text = _second_look(raw, title) or text
    return _Taken(root, metas, flat, boxes, kept, title, site, text)


def main_text(raw: str) -> tuple[str, str]:
    """Return an HTML page's title and body alone: what a crawl of pages needs, without dates, credits and language."""
    taken = _take(raw, None)
    return (taken.title, taken.text) if taken else ("", "")


def take_html_apart(raw: str, url: str | None = None, title: str | None = None) -> Page:
    """Return an HTML page's parts."""
    taken = _take(raw, title)
    if taken is None:
        return Page(title or "", "", url=url, kind="html")
    lines = tuple(list(_outer_lines(taken.flat, taken.boxes, taken.kept, taken.title))[:MAX_LINES])
    return Page(
        taken.title,
        taken.text,
        kind="html",
        url=url,
        site=taken.site or None,
        byline=author(taken.metas),
        canonical=markup.canonical(taken.root),
        metas=taken.metas,
        lines=lines,
        links=markup.originals(taken.root, url),
        tags=tags(taken.metas),
        shape=shape(taken.flat, taken.boxes, taken.metas),
    )


def extract(raw: str, url: str | None = None, title: str | None = None) -> Page:
    """Return the parts of a page, HTML or plain text, whichever it is.

    `title` is the headline where the caller knows it. A page without running text comes back with an empty `text`.
    """
    page = take_html_apart(raw, url, title) if is_html(raw) else plain.take_apart(raw, url, title)
    return replace(page, language=detect(page.text or page.title))
