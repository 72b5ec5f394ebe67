"""Choose the story among a page's blocks.

The boxes of the page are weighed by the running prose that they hold. From the page's body we step down as long as one
box holds most of the prose; what is left is cleaned block by block. The idea of weighing boxes by their paragraphs is
Readability's (Arc90, 2009); link density as the mark of lists of links is from Kohlschuetter et al., WSDM 2010.
"""

from collections.abc import Sequence

from tocsin.news.blocks import HEADINGS, Block, Box, is_bad
from tocsin.news.hints import COMMENTS, GOOD
from tocsin.news.lines import is_ended, kind, words

# A paragraph longer than this is no furniture worth matching against every pattern.
LONG = 350
FADE, CLIMB, LEVELS, RICH = 0.6, 0.5, 3, 140
MAX_LINKS, RIVAL = 0.5, 0.25
MAX_TITLE = 400


def prose_weight(block: Block) -> float:
    """Return how much running prose a block holds: its characters, less those in links; nothing for a scrap."""
    if block.weight >= 0:
        return block.weight
    block.weight = _prose_weight(block)
    return block.weight


def _prose_weight(block: Block) -> float:
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
    """Fill in each block's weight, and each box's: the prose in it and in the boxes inside it."""
    for block in blocks:
        boxes[block.box].weight += prose_weight(block)
    for index in range(len(boxes) - 1, 0, -1):
        box = boxes[index]
        if box.verdict == COMMENTS and box.tag not in ("main", "article"):
            box.weight = 0.0
        elif box.aside or box.verdict < 0:
            box.weight *= 0.1
        boxes[box.parent].weight += box.weight


def _candidates(blocks: Sequence[Block], boxes: Sequence[Box]) -> list[float]:
    """Return each box's score: prose of its own in full, that of boxes inside it the less the deeper they lie.

    A list of teasers has its prose scattered over many small boxes and scores low, however long it is.
    """
    scores = [0.0] * len(boxes)
    for block in blocks:
        if not block.weight:
            continue
        weight, index, share = block.weight, block.box, 1.0
        while weight and index >= 0 and share > 0.1:
            box = boxes[index]
            scores[index] += weight * share
            if box.verdict == COMMENTS and box.tag not in ("main", "article"):
                break
            weight *= 0.2 if box.aside or box.verdict < 0 else 1.0
            share *= FADE if box.tag not in ("tr", "tbody") else 1.0
            index = box.parent
    return scores


def _title_box(blocks: Sequence[Block], boxes: Sequence[Box], title: str) -> int:
    """Return the index of the block that is the headline, or -1."""
    wanted = words(title.lower())
    found = [at for at, one in enumerate(blocks) if one.tag in HEADINGS and words(one.text.lower()) == wanted]
    return found[0] if wanted and found else -1


def choose(blocks: Sequence[Block], boxes: Sequence[Box], title: str = "") -> int:
    """Return the index of the box that holds the story."""
    _weigh(blocks, boxes)
    scores = _candidates(blocks, boxes)
    first, last = _reach(blocks, boxes)
    headline = _title_box(blocks, boxes, title)
    best = max(
        (index for index, score in enumerate(scores) if score > 0),
        key=lambda index: scores[index] * _bonus(boxes[index], first[index], last[index], headline),
        default=0,
    )
    return _climb(best, blocks, boxes)


def _bonus(box: Box, first: int, last: int, headline: int) -> float:
    factor = {GOOD: 1.6, 0: 1.0}.get(box.verdict, 0.3)
    if box.tag == "article":
        factor *= 1.2
    if headline >= 0 and last < headline:
        factor *= 0.5
    if headline >= 0 and first <= headline + 12 and last > headline:
        factor *= 1.3
    return factor


def _reach(blocks: Sequence[Block], boxes: Sequence[Box]) -> tuple[list[int], list[int]]:
    """Return for each box its first and last block, those of the boxes inside it among them."""
    first, last = [len(blocks)] * len(boxes), [-1] * len(boxes)
    for at, block in enumerate(blocks):
        if block.weight > 0:
            first[block.box], last[block.box] = min(first[block.box], at), max(last[block.box], at)
    for index in range(len(boxes) - 1, 0, -1):
        parent = boxes[index].parent
        first[parent], last[parent] = min(first[parent], first[index]), max(last[parent], last[index])
    return first, last


def _rich(blocks: Sequence[Block], boxes: Sequence[Box]) -> list[float]:
    """Return for each box the characters of full paragraphs in it and inside it; furniture counts nothing."""
    rich = [0.0] * len(boxes)
    for block in blocks:
        if (
            len(block.text) >= RICH
            and block.links < 0.3 * len(block.text)
            and block.verdict >= 0
            and is_ended(block.text)
        ):
            rich[block.box] += len(block.text)
    for index in range(len(boxes) - 1, 0, -1):
        box = boxes[index]
        if box.aside or box.verdict < 0:
            rich[index] = 0.0
        rich[box.parent] += rich[index]
    return rich


def _climb(at: int, blocks: Sequence[Block], boxes: Sequence[Box]) -> int:
    """Go up where a box around holds much more of full paragraphs: a story cut into parts by advertisements."""
    rich = _rich(blocks, boxes)
    top, index = at, boxes[at].parent
    for _ in range(LEVELS):
        if index < 0:
            break
        if rich[index] >= (1 + CLIMB) * max(rich[top], 1.0):
            top = index
        index = boxes[index].parent
    return top


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
    return length > LONG or kind(block.text) is None


def _lead(blocks: list[int], all_blocks: Sequence[Block]) -> list[int]:
    """Drop by-lines and dates above the first sentence."""
    for position, index in enumerate(blocks):
        block = all_blocks[index]
        if (
            block.tag not in HEADINGS
            and (len(block.text) >= 60 or is_ended(block.text))
            and len(words(block.text)) >= 4
        ):
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


def _is_title(text: str, headline: list[str]) -> bool:
    """Return whether a text has the headline's words; one much longer is not taken apart."""
    return bool(headline) and len(text) <= MAX_TITLE and words(text.lower()) == headline


def select(blocks: Sequence[Block], boxes: Sequence[Box], title: str) -> list[int]:
    """Return the indices of the story's blocks, in reading order."""
    root = choose(blocks, boxes, title)
    within = _inside(boxes, root)
    headline = words(title.lower())
    kept = [
        index
        for index, block in enumerate(blocks)
        if within[block.box] and _keep(block) and not _is_title(block.text, headline)
    ]
    return _tail(_lead(kept, blocks), blocks)


def coverage(kept: Sequence[int], blocks: Sequence[Block], boxes: Sequence[Box]) -> float:
    """Return the share, 0..1, of the page's prose that was kept: where it is low, the choice is doubtful."""
    total = sum(block.weight for block in blocks if not boxes[block.box].aside)
    return sum(blocks[index].weight for index in kept) / total if total else 1.0


def has_rival(kept: Sequence[int], blocks: Sequence[Block], boxes: Sequence[Box]) -> bool:
    """Return whether some other box, with those right inside it, holds a good share of the prose that was kept.

    What is left out in many scraps, as teasers and comments are, is no reason to doubt the choice.
    """
    own, inside = [0.0] * len(boxes), set(kept)
    for index, block in enumerate(blocks):
        if index not in inside and not boxes[block.box].aside:
            own[block.box] += block.weight
            if boxes[block.box].parent >= 0:
                own[boxes[block.box].parent] += block.weight
    return max(own) >= RIVAL * sum(blocks[index].weight for index in kept)


def is_marked(kept: Sequence[int], blocks: Sequence[Block], boxes: Sequence[Box]) -> bool:
    """Return whether the page's class words call what was kept the story, and nearly all else so called was kept.

    There is no reason to doubt the choice then, however much other prose the page has.
    """
    marked = [False] * len(boxes)
    for index, box in enumerate(boxes):
        marked[index] = box.verdict == GOOD or (box.parent >= 0 and marked[box.parent])
    total = sum(block.weight for block in blocks if marked[block.box])
    share = sum(blocks[index].weight for index in kept if marked[blocks[index].box])
    every = sum(blocks[index].weight for index in kept)
    return total > 0 and share > 0.9 * total and share > 0.9 * every
