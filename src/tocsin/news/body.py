"""Choose the story among a page's blocks.

The boxes of the page are weighed by the running prose that they hold. From the page's body we step down as long as one
box holds most of the prose; what is left is cleaned block by block. The idea of weighing boxes by their paragraphs is
Readability's (Arc90, 2009); link density as the mark of lists of links is from Kohlschuetter et al., WSDM 2010.
"""

from collections.abc import Sequence

from tocsin.news.blocks import HEADINGS, Block, Box, is_bad
from tocsin.news.hints import COMMENTS, GOOD
from tocsin.news.lines import is_ended, kind, words

STEP_DOWN = 0.6
MAX_LINKS = 0.5


def prose_weight(block: Block) -> float:
    """Return how much running prose a block holds: its characters, less those in links; nothing for a scrap."""
    length = len(block.text) - block.links
    if block.tag in HEADINGS or is_bad(block.verdict):
        return 0.0
    if block.links > 0.4 * len(block.text) or length < 30:
        return 0.0
    if block.tag == "li":
        return length * 0.3
    if length < 80 and not is_ended(block.text):
        return length * 0.2
    return float(length)


def _weigh(blocks: Sequence[Block], boxes: Sequence[Box]) -> None:
    """Fill in each box's weight: the prose in it and in the boxes inside it."""
    for block in blocks:
        boxes[block.box].weight += prose_weight(block)
    for index in range(len(boxes) - 1, 0, -1):
        box = boxes[index]
        if box.verdict == COMMENTS and box.tag not in ("main", "article"):
            box.weight = 0.0
        elif box.aside or box.verdict < 0:
            box.weight *= 0.1
        boxes[box.parent].weight += box.weight


def _children(boxes: Sequence[Box]) -> list[list[int]]:
    inner: list[list[int]] = [[] for _ in boxes]
    for index in range(1, len(boxes)):
        inner[boxes[index].parent].append(index)
    return inner


def choose(blocks: Sequence[Block], boxes: Sequence[Box]) -> int:
    """Return the index of the box that holds the story."""
    _weigh(blocks, boxes)
    inner = _children(boxes)
    at = 0
    total = boxes[0].weight
    named = [index for index, box in enumerate(boxes) if box.verdict == GOOD and box.weight >= 0.4 * total and not box.aside]
    if named:
        at = max(named, key=lambda index: boxes[index].weight)
    while inner[at]:
        best = max(inner[at], key=lambda index: boxes[index].weight)
        if boxes[best].weight < STEP_DOWN * boxes[at].weight or boxes[best].weight <= 0:
            break
        at = best
    return at


def _inside(boxes: Sequence[Box], root: int) -> list[bool]:
    """Return for each box whether it is the story's box or stands in it, with no furniture between."""
    within = [False] * len(boxes)
    within[root] = True
    for index in range(root + 1, len(boxes)):
        box = boxes[index]
        within[index] = within[box.parent] and not _is_furniture(box, boxes[root].weight)
    return within


def _is_furniture(box: Box, total: float) -> bool:
    if box.tag in ("figure", "figcaption", "nav", "footer", "aside", "menu"):
        return True
    return is_bad(box.verdict) and box.weight < 0.4 * total


def _keep(block: Block) -> bool:
    """Return whether a block within the story's box is text of the story."""
    if is_bad(block.verdict) or block.tag in ("hr", "legend", "caption", "summary"):
        return False
    length = len(block.text)
    if block.links > MAX_LINKS * length and (block.links > 0.8 * length or length < 200):
        return False
    return kind(block.text) is None


def _lead(blocks: list[int], all_blocks: Sequence[Block]) -> list[int]:
    """Drop by-lines and dates above the first sentence."""
    for position, index in enumerate(blocks):
        block = all_blocks[index]
        if block.tag not in HEADINGS and (len(block.text) >= 60 or is_ended(block.text)) and len(words(block.text)) >= 4:
            return blocks[position:]
    return blocks


def _tail(blocks: list[int], all_blocks: Sequence[Block]) -> list[int]:
    """Drop headings and scraps below the last sentence."""
    end = len(blocks)
    while end > 1:
        block = all_blocks[blocks[end - 1]]
        if block.tag in HEADINGS or (not is_ended(block.text) and len(block.text) < 50 and block.tag != "li"):
            end -= 1
        else:
            break
    return blocks[:end]


def select(blocks: Sequence[Block], boxes: Sequence[Box], title: str) -> list[int]:
    """Return the indices of the story's blocks, in reading order."""
    root = choose(blocks, boxes)
    within = _inside(boxes, root)
    headline = words(title.lower())
    kept = [index for index, block in enumerate(blocks)
            if within[block.box] and _keep(block) and not (headline and words(block.text.lower()) == headline)]
    return _tail(_lead(kept, blocks), blocks)
