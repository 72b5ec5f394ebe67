"""The word lists by which these rooms read English, kept as data in `resources/roster/words.toml`."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, frozenset[str]]:
    path = files("tocsin") / "resources" / "roster" / "words.toml"
    return {key: frozenset(text.split()) for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def word_list(name: str) -> frozenset[str]:
    """Return the word list called `name`; raises KeyError where the data file has none of that name."""
    return _lists()[name]
