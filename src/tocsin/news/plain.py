"""Take a plain-text page apart: title, body paragraphs, and the lines of furniture around and amid them."""

import re

from tocsin.news import dates
from tocsin.news.lines import is_ended, is_prose, kind, words
from tocsin.news.page import Line, Page

_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_SPACES = re.compile(r"[ \t\u00a0\u200b\ufeff]+")
_BYLINE = re.compile(r"(?:by|von|par|por|from our|our)\s\S", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:date|source|published|posted|updated|filed|issued|released|author|publisher|place|dateline)\s*:", re.IGNORECASE
)
_MAX_WRAP, _MIN_WRAP = 140, 40


def _is_wrapped(lines: list[str]) -> bool:
    """Return whether the lines are one paragraph broken at a fixed width, as in old wire archives."""
    firsts = lines[:-1]
    if not firsts or max(map(len, lines)) > _MAX_WRAP or min(map(len, firsts)) < _MIN_WRAP:
        return False
    if len(lines) == 2 and not lines[1][0].islower():
        return False
    open_ended = sum(not is_ended(line) for line in firsts)
    return open_ended * 2 > len(firsts) and max(map(len, firsts)) - min(map(len, firsts)) <= 30


def split_lines(raw: str) -> list[str]:
    """Return the page's lines, stripped, hard-wrapped paragraphs joined, empty ones left out."""
    raw = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n")
    out: list[str] = []
    for block in _BLANK.split(raw):
        lines = [line for part in block.split("\n") if (line := _SPACES.sub(" ", part).strip())]
        out += [" ".join(lines)] if _is_wrapped(lines) else lines
    return out


def is_meta(line: str) -> bool:
    """Return whether a short line is about the page: a date, a by-line, a label, furniture."""
    if kind(line) or _BYLINE.match(line) or _LABEL.match(line):
        return True
    return len(words(line)) <= 24 and any(found.form != "yearless" for found in dates.find(line))


def _same(line: str, title: str | None) -> bool:
    return bool(title) and words(line.lower()) == words((title or "").lower())


def _body_start(lines: list[str], title: str | None) -> int:
    """Return the index of the first line of prose; a page without any has its longest line for a body."""
    for index, line in enumerate(lines):
        if is_prose(line) and not _same(line, title) and not (kind(line) or _head_note(line) or _asks(line)):
            return index
    best = max(range(len(lines)), key=lambda index: len(lines[index]))
    return best if not _same(lines[best], title) else len(lines)


def _asks(line: str) -> bool:
    """Return whether the line is one short question, as headlines often are."""
    return line.endswith("?") and len(words(line)) < 14 and not re.search(r"[.!?]\s", line)


def _head_note(line: str) -> bool:
    """Return whether a sentence-like line at the top is a date and a name, as in `The Record, May 1, 1995. (X)`."""
    return (
        len(words(line)) < 16
        and any(found.form in {"written", "numeric", "iso"} for found in dates.find(line))
        and not re.search(r"\b(?:said|was|were|has|had|have|is|are|killed|will)\b", line)
    )


def guess_title(head: list[str]) -> str:
    """Return the line above the body that reads most like a headline: several words, none about the page."""
    choices = [line for line in head if not is_meta(line) and len(line) <= 250]
    if not choices:
        return ""
    return max(choices, key=lambda line: (min(len(words(line)), 8), choices.index(line)))


def _sort(lines: list[str], title: str | None) -> tuple[list[str], list[Line]]:
    """Part the lines from the body's first on into body and furniture."""
    body: list[str] = []
    rest: list[Line] = []
    listing = closed = False
    for line in lines:
        found = "closed" if closed else kind(line)
        prose = is_prose(line)
        if found is None and listing and not prose:
            found = "listed"
        if found is None and _same(line, title):
            found = "title"
        listing = (found == "related" and len(words(line)) <= 5) or found == "listed"
        closed = closed or (found == "disclaimer" and len(words(line)) <= 3)
        if found:
            rest.append(Line(line, "inside", found))
        else:
            body.append(line)
    return body, rest


def _trim_end(body: list[str]) -> tuple[list[str], list[Line]]:
    """Drop what follows the last sentence: signatures, codes, names."""
    end = len(body)
    while end > 1 and not is_ended(body[end - 1]):
        end -= 1
    return body[:end], [Line(line, "tail", "trailing") for line in body[end:]]


def _place(rest: list[Line], lines: list[str], last: str) -> list[Line]:
    """Mark as tail the furniture that stands below the body's last line."""
    after = {id(line) for line in lines[lines.index(last) + 1 :]} if last in lines else set()
    return [Line(line.text, "tail" if id(line.text) in after else line.place, line.hint) for line in rest]


def take_apart(raw: str, url: str | None = None, title: str | None = None) -> Page:
    """Return a plain-text page's parts; `title` is used to find the headline where the caller knows it."""
    lines = split_lines(raw)
    if not lines:
        return Page(title or "", "", url=url)
    start = _body_start(lines, title)
    head = lines[:start]
    title = title or guess_title(head)
    body, rest = _sort(lines[start:], title)
    body, trailing = _trim_end(body)
    placed = _place(rest, lines[start:], body[-1]) if body else rest
    above = [Line(line, "head", kind(line) or "") for line in head if line != title]
    return Page(title, "\n\n".join(body), url=url, lines=(*above, *placed, *trailing))
