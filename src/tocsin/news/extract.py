"""Extract: a page as it came in, HTML or plain text, into its title, body and the lines around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.news import blocks, body, markup, plain, titles
from tocsin.news.blocks import HEADINGS, Block, Box
from tocsin.news.language import detect
from tocsin.news.page import Line, Page

MAX_LINES, MAX_LINE = 400, 600
_TAGS = re.compile(
    r"<(?:!doctype\s+html|html|head|body|p|div|br|a|span|h1|article|table|meta)\b[^<>]{0,2000}>", re.IGNORECASE
)


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


def take_html_apart(raw: str, url: str | None = None, title: str | None = None) -> Page:
    """Return an HTML page's parts."""
    root = markup.parse(raw)
    if root is None:
        return Page(title or "", "", url=url, kind="html")
    metas = markup.metas(root)
    found = root.find("body")
    flat, boxes = blocks.walk(found if found is not None else root)
    headings = [block.text for block in flat if block.tag in HEADINGS]
    named, site = titles.name_page(metas, markup.head_title(root), headings[:12])
    title = title or named
    kept = body.select(flat, boxes, title)
    lines = tuple(list(_outer_lines(flat, boxes, kept, title))[:MAX_LINES])
    return Page(
        title,
        "\n\n".join(flat[index].text for index in kept),
        kind="html",
        url=url,
        site=site or None,
        byline=titles.first(metas, ("author", "ld:author", "article:author", "dc.creator", "byl", "sailthru.author"))
        or None,
        canonical=markup.canonical(root),
        metas=metas,
        lines=lines,
        tags=tuple(content for name, content in metas if name == "article:tag"),
    )


def extract(raw: str, url: str | None = None, title: str | None = None) -> Page:
    """Return the parts of a page, HTML or plain text, whichever it is.

    `title` is the headline where the caller knows it. A page without running text comes back with an empty `text`.
    """
    page = take_html_apart(raw, url, title) if is_html(raw) else plain.take_apart(raw, url, title)
    return replace(page, language=detect(page.text or page.title))
