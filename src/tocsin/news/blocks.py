"""Walk an HTML tree once into a flat list of text blocks, each knowing the boxes it stands in."""

import re
from dataclasses import dataclass, field
from typing import Any

from tocsin.news.hints import BAD, COMMENTS, judge

MAX_DEPTH = 220
SKIP = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "head",
        "dialog",
        "link",
        "meta",
        "math",
        "applet",
    }
)
ASIDE = frozenset({"nav", "footer", "aside", "figure", "figcaption", "menu", "header", "address"})
BOXES = frozenset(
    {
        "body",
        "main",
        "article",
        "section",
        "div",
        "td",
        "th",
        "tr",
        "tbody",
        "table",
        "ul",
        "ol",
        "dl",
        "form",
        "center",
        "blockquote",
        "details",
        "fieldset",
        "noindex",
        "hgroup",
        "picture",
    }
    | ASIDE
)
LEAVES = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "dt", "dd", "hr", "summary", "legend", "caption"}
)
BLOCKS = BOXES | LEAVES
_BREAKS = re.compile(r"\n\s*\n")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class Box:
    """A box of the page: its parent's index, tag, class words and what they say; `weight` is filled in by `body`."""

    parent: int
    tag: str
    names: str
    verdict: int
    element: Any
    aside: bool
    weight: float = 0.0


@dataclass(slots=True)
class Block:
    """A run of text within one leaf or box; `links` counts its characters in links; `body` fills in `weight`."""

    text: str
    tag: str
    box: int
    links: int
    hint: str = ""
    stamp: str = ""
    verdict: int = 0
    weight: float = -1.0


@dataclass(slots=True)
class _Walk:
    boxes: list[Box] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    links: int = 0
    tag: str = ""
    hint: str = ""
    stamp: str = ""
    verdict: int = 0
    marks: list[str] = field(default_factory=list)

    def flush(self, box: int) -> None:
        """End the running block."""
        if self.parts:
            text = "".join(self.parts) if len(self.parts) > 1 else self.parts[0]
            self.parts.clear()
            hint = " ".join((self.hint, *self.marks)) if self.marks else self.hint
            for piece in _BREAKS.split(text) if "\n" in text else (text,):
                if line := " ".join(piece.split()):
                    self.blocks.append(
                        Block(line, self.tag, box, min(self.links, len(line)), hint, self.stamp, self.verdict)
                    )
        self.links, self.stamp = 0, ""
        self.marks.clear()


def _names(attributes: dict[str, str]) -> str:
    names = attributes.get("class", "")
    if identity := attributes.get("id"):
        names = f"{names} {identity}"
    if "itemprop" in attributes and "articlebody" in attributes["itemprop"].lower():
        names = f"{names} articlebody"
    return names


def _hidden(attributes: dict[str, str]) -> bool:
    style = attributes.get("style")
    return (style is not None and "display:none" in style.replace(" ", "").lower()) or "hidden" in attributes


def _inline(walk: _Walk, element: Any, tag: str, attributes: dict[str, str], box: int, depth: int) -> None:
    parts = walk.parts
    before = sum(map(len, parts)) if tag == "a" and parts else 0
    if tag == "br":
        parts.append("\n")
    elif tag == "time":
        _stamp(walk, attributes)
        walk.marks.append(f"time.{_names(attributes)}")
    elif tag == "span" and attributes:
        walk.marks.append(_names(attributes))
    text = element.text
    if text and (parts or not text.isspace()):
        parts.append(text.replace("\n", " ") if "\n" in text else text)
    if len(element):
        _children(walk, element, box, depth)
    if tag == "a" and parts and (added := sum(map(len, parts)) - before) > 0:
        walk.links += added


def _stamp(walk: _Walk, attributes: dict[str, str]) -> None:
    """Keep the block's first stamp, or the one that calls itself published: an update's often stands beside it."""
    given = attributes.get("datetime")
    if given and (not walk.stamp or "publish" in _names(attributes).lower()):
        walk.stamp = given


def _flat(text: str) -> str:
    return text.replace("\n", " ") if "\n" in text else text


def _block(walk: _Walk, element: Any, tag: str, attributes: dict[str, str], box: int, depth: int) -> None:
    if walk.parts or walk.links or walk.stamp or walk.marks:
        walk.flush(box)
    saved = walk.tag, walk.hint, walk.verdict
    names = _names(attributes) if attributes else ""
    verdict = judge(names) if names else 0
    walk.tag, walk.hint = tag, f"{tag}.{names}"
    if tag in BOXES:
        inner = len(walk.boxes)
        walk.boxes.append(Box(box, tag, names, verdict, element, tag in ASIDE or walk.boxes[box].aside))
        walk.verdict = 0
    else:
        inner, walk.verdict = box, verdict
    text = element.text
    if text and not text.isspace():
        walk.parts.append(text if tag == "pre" else _flat(text))
    if len(element):
        _children(walk, element, inner, depth)
    if walk.parts or walk.links or walk.stamp or walk.marks:
        walk.flush(inner)
    walk.tag, walk.hint, walk.verdict = saved


_NONE: dict[str, str] = {}


def _children(walk: _Walk, element: Any, box: int, depth: int) -> None:
    parts = walk.parts
    deep = depth >= MAX_DEPTH
    for child in element:
        tag = child.tag
        if not (deep or tag in SKIP):
            # one look-up for all attributes costs half of what five by name cost
            given = child.items()
            attributes = dict(given) if given else _NONE
            if not (given and ("style" in attributes or "hidden" in attributes) and _hidden(attributes)):
                (_block if tag in BLOCKS else _inline)(walk, child, tag, attributes, box, depth + 1)
        tail = child.tail
        # white space at a block's start says nothing
        if tail and (parts or not tail.isspace()):
            parts.append(tail.replace("\n", " ") if "\n" in tail else tail)


def walk(body: Any) -> tuple[list[Block], list[Box]]:
    """Return the blocks of a body element in reading order, and the boxes that they refer to (box 0 is the body)."""
    state = _Walk(boxes=[Box(-1, "body", "", 0, body, False)])
    state.tag = "body"
    if body.text:
        state.parts.append(_flat(body.text))
    _children(state, body, 0, 0)
    state.flush(0)
    return state.blocks, state.boxes


def is_bad(verdict: int) -> bool:
    """Return whether a verdict of `hints.judge` speaks against a part."""
    return verdict in (BAD, COMMENTS)
