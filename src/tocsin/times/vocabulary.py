"""The words of English time expressions and the names of feasts, read once from `resources/times`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.times.pieces import split

SPECIAL = (
    "year",
    "decade_figures",
    "full_date",
    "clock",
    "hyphen",
    "comma",
    "possessive",
    "money",
    "feast",
    "mark",
    "other",
)
"""Classes of tokens that the tokeniser finds by shape, beside those of `words.toml`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word or phrase means: its class's letter and its value."""

    letter: str
    value: Any


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words and phrases with their classes; `letters` names each class's letter, `phrases` are by first word."""

    letters: dict[str, str]
    names_by_letter: dict[str, str]
    words: dict[str, Entry]
    by_parts: dict[tuple[str, ...], Entry]
    phrases: dict[str, tuple[tuple[str, ...], ...]]


def read_resource(name: str) -> dict[str, Any]:
    """Return one TOML file of `resources/times`."""
    text = files("tocsin").joinpath("resources", "times", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def feasts() -> dict[str, dict[str, Any]]:
    """Return the feasts of `feasts.toml` by key."""
    return read_resource("feasts.toml")


@cache
def vocabulary() -> Vocabulary:
    """Return the whole vocabulary; each class gets a letter of its own, so that rules can run over letters."""
    classes = read_resource("words.toml")
    letters = {name: chr(0x4E00 + i) for i, name in enumerate([*classes, *SPECIAL])}
    words = {word: Entry(letters[name], value) for name, entries in classes.items() for word, value in entries.items()}
    words |= {name: Entry(letters["feast"], key) for key, feast in feasts().items() for name in feast["names"]}
    by_parts = {tuple(piece.lower() for piece, _ in split(word)): entry for word, entry in words.items()}
    return Vocabulary(letters, {letter: name for name, letter in letters.items()}, words, by_parts, _phrases(by_parts))


def _phrases(by_parts: dict[tuple[str, ...], Entry]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the entries of several tokens, by first token, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for parts in by_parts:
        if len(parts) > 1:
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(parts, key=len, reverse=True)) for first, parts in found.items()}
