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
            text = "".join(self.parts)
            self.parts.clear()
            hint = " ".join((self.hint, *self.marks)) if self.marks else self.hint
            for piece in _BREAKS.split(text) if "\n" in text else (text,):
                if line := " ".join(piece.split()):
                    self.blocks.append(
                        Block(line, self.tag, box, min(self.links, len(line)), hint, self.stamp, self.verdict)
                    )
        self.links, self.stamp = 0, ""
        self.marks.clear()


def _names(element: Any) -> str:
    attributes = element.attrib
    if not attributes:
        return ""
    names: str = attributes.get("class", "")
    if identity := attributes.get("id"):
        names = f"{names} {identity}"
    if "articlebody" in (attributes.get("itemprop") or "").lower():
        names = f"{names} articlebody"
    return names


def _hidden(element: Any) -> bool:
    style = element.get("style")
    return (style is not None and "display:none" in style.replace(" ", "").lower()) or element.get("hidden") is not None


def _inline(walk: _Walk, element: Any, tag: str, box: int, depth: int) -> None:
    before = sum(map(len, walk.parts)) if tag == "a" else 0
    if tag == "br":
        walk.parts.append("\n")
    elif tag == "time":
        _stamp(walk, element)
        walk.marks.append(f"time.{_names(element)}")
    elif tag == "span" and element.attrib:
        walk.marks.append(_names(element))
    if element.text:
        walk.parts.append(_flat(element.text))
    _children(walk, element, box, depth)
    if tag == "a":
        walk.links += max(0, sum(map(len, walk.parts)) - before)


def _stamp(walk: _Walk, element: Any) -> None:
    """Keep the block's first stamp, or the one that calls itself published: an update's often stands beside it."""
    given = element.get("datetime")
    if given and (not walk.stamp or "publish" in _names(element).lower()):
        walk.stamp = given


def _flat(text: str) -> str:
    return text.replace("\n", " ") if "\n" in text else text


def _block(walk: _Walk, element: Any, tag: str, box: int, depth: int) -> None:
    if walk.parts or walk.links or walk.stamp or walk.marks:
        walk.flush(box)
    saved = walk.tag, walk.hint, walk.verdict
    names = _names(element)
    if tag in BOXES:
        inner = len(walk.boxes)
        walk.boxes.append(
            Box(box, tag, names, judge(names) if names else 0, element, tag in ASIDE or walk.boxes[box].aside)
        )
        walk.tag, walk.hint, walk.verdict = tag, f"{tag}.{names}", 0
    else:
        inner = box
        walk.tag, walk.hint, walk.verdict = tag, f"{tag}.{names}", judge(names) if names else 0
    if element.text:
        walk.parts.append(element.text if tag == "pre" else _flat(element.text))
    _children(walk, element, inner, depth)
    if walk.parts or walk.links or walk.stamp or walk.marks:
        walk.flush(inner)
    walk.tag, walk.hint, walk.verdict = saved


def _children(walk: _Walk, element: Any, box: int, depth: int) -> None:
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in SKIP and not (child.attrib and _hidden(child)):
            if tag in BOXES or tag in LEAVES:
                if depth < MAX_DEPTH:
                    _block(walk, child, tag, box, depth + 1)
            elif depth < MAX_DEPTH:
                _inline(walk, child, tag, box, depth + 1)
        if child.tail:
            walk.parts.append(_flat(child.tail))


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
