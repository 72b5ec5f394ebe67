"""Tell a list of stories (section front, tag page, collection of links) from a story, by the page's structure.

A list has many headline-like links and no run of text of its own between them. A page that marks itself as an
article (Open Graph, schema.org) is never called a list: refusing a story is worse than reading a list.
"""

from collections.abc import Sequence

from tocsin.news.blocks import HEADINGS, Block, Box
from tocsin.news.lines import words

# A list has at least this many links that read as headlines; a story has a run of text longer than `RUN` characters.
HEADLINES, RUN = 12, 420
# Headlines in a page's JSON-LD from which on it tells of many stories.
SEVERAL = 4
MIN_WORDS, MIN_CHARS, MAX_CHARS = 4, 20, 220
PLAIN_TEXT = 60
_OUTER = frozenset({"nav", "footer", "header", "menu"})
_ARTICLE = ("article:published_time", "ld:datepublished", "ld:articlebody", "ld:headline", "datepublished", "pubdate")


def _claims_article(metas: Sequence[tuple[str, str]]) -> bool:
    """Return whether the page says in its head that it is one article."""
    stories = {content for name, content in metas if name == "ld:headline"}
    if len(stories) >= SEVERAL:
        return False
    return any(name in _ARTICLE or (name == "og:type" and "article" in content.lower()) for name, content in metas)


def _is_headline(block: Block) -> bool:
    """Return whether a block is a link that reads as a headline."""
    size = len(block.text)
    return MIN_CHARS <= size <= MAX_CHARS and block.links > 0.7 * size and len(words(block.text)) >= MIN_WORDS


def measure(flat: Sequence[Block], boxes: Sequence[Box]) -> tuple[int, int]:
    """Return a page's number of headline-like links, and the characters of its longest run of text between two."""
    outer = [False] * len(boxes)
    for index, box in enumerate(boxes):
        outer[index] = box.tag in _OUTER or (box.parent >= 0 and outer[box.parent])
    count = run = longest = 0
    for block in flat:
        if _is_headline(block):
            count, run = count + (not outer[block.box]), 0
        elif block.tag not in HEADINGS and len(block.text) - block.links >= PLAIN_TEXT:
            run += len(block.text) - block.links
            longest = max(longest, run)
    return count, longest


def shape(flat: Sequence[Block], boxes: Sequence[Box], metas: Sequence[tuple[str, str]]) -> str:
    """Return `list` for a list of stories, else `article`."""
    if _claims_article(metas):
        return "article"
    count, longest = measure(flat, boxes)
    return "list" if count >= HEADLINES and longest < RUN else "article"
