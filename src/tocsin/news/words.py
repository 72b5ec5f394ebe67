"""The word lists of the news stage: TOML files in `resources/news`, read once and compiled to patterns."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return the table in `resources/news/NAME.toml`."""
    path = resources.files("tocsin") / "resources" / "news" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the literal words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def patterns(name: str, table: str = "patterns") -> Mapping[str, re.Pattern[str]]:
    """Return one compiled pattern a kind from `resources/news/NAME.toml`, matched at the start of a line."""
    return {
        kind: re.compile("|".join(f"(?:{one})" for one in found), re.IGNORECASE)
        for kind, found in load(name)[table].items()
    }
