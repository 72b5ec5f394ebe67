"""Read a part's class and id words: is it furniture, readers' comments, or the story?"""

import re
from functools import cache, lru_cache

from tocsin.news.words import load

BAD, COMMENTS, GOOD = -1, -2, 1
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PART = re.compile(r"[^a-z0-9]+")


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in load("hints").items()}


def _is_layout(parts: list[str], lists: dict[str, frozenset[str]]) -> bool:
    """Return whether the words tell the layout, as `no-sidebar` and `comments-open` do."""
    return len(parts) > 1 and any(part in lists["layout"] for part in parts)


@lru_cache(maxsize=50_000)
def _judge_name(name: str) -> int:
    lists = _lists()
    low = name.lower()
    if low in lists["good"]:
        return GOOD
    parts = [part for part in _PART.split(_CAMEL.sub("-", name).lower()) if part]
    if low in lists["bad"]:
        return BAD
    if _is_layout(parts, lists):
        return 0
    if any(part in lists["comments"] for part in parts):
        return COMMENTS
    return BAD if any(part in lists["bad"] for part in parts) else 0


@lru_cache(maxsize=50_000)
def judge(names: str) -> int:
    """Return GOOD, BAD, COMMENTS or 0 for an element's class and id, joined by spaces."""
    found = {_judge_name(name) for name in names.split()[:12]}
    return COMMENTS if COMMENTS in found else GOOD if GOOD in found else BAD if BAD in found else 0
