"""Splitting a text into words, figures and marks, as the time reader sees it."""

import re

_PIECE = re.compile(
    r"\d{4}-\d\d-\d\d(?!\d)"  # 2025-10-11
    r"|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?![\d/])"  # 11/10/2025
    r"|[13]/[24](?![\d/])"  # 1/2
    r"|\d{1,2}[:.]\d\d(?::\d\d)?(?![\d.:%])"  # 10:30
    r"|\d{1,3}(?:,\d{3})+(?!\d)"  # 2,500
    r"|\d+(?:st|nd|rd|th)\b"  # 21st
    r"|['’‘]?\d\d(?:\d\d)?['’]?s\b"  # 1990s, '80s
    r"|['’‘]\d\d\b"  # '89
    r"|\d+(?:\.\d+)?"
    r"|[ap]\.m\.|[ap]m\b|o['’]clock\b|['’]s\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.(?!\w)"
    r"|[^\W\d_]+|[^\w\s]|_",
    re.IGNORECASE,
)


def split(text: str) -> list[tuple[str, int]]:
    """Return the pieces of `text` with their offsets; white space falls away."""
    return [(m.group(), m.start()) for m in _PIECE.finditer(text)]
