"""An article's sentences as windows of word pieces for the encoder: title, the sentence before, then new sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.events.parse import Sentence

# Word pieces of a window: the title is cut at TITLE, the sentence repeated for context at BEFORE.
LONGEST, TITLE, BEFORE = 176, 24, 48


@dataclass(frozen=True, slots=True)
class Piece:
    """A word piece: its id and its span in the article's text; both ends are -1 where it only gives context."""

    id: int
    start: int = -1
    end: int = -1


Window = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """What the rules think of a span of the text: `code` is 0 for nothing (see `learned_candidates.hints`)."""

    start: int
    end: int
    code: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length: int64 arrays of shape (windows, pieces); `starts` and `ends` are -1 for context."""

    ids: NDArray[np.int64]
    mask: NDArray[np.int64]
    hints: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def _pieces(tokenizer: Any, sentence: Sentence) -> Window:
    encoding = tokenizer.encode(sentence.span.text, add_special_tokens=False)
    shift = sentence.span.start
    room = LONGEST - TITLE - BEFORE
    return tuple(
        Piece(i, shift + low, shift + high)
        for i, (low, high) in zip(encoding.ids[:room], encoding.offsets[:room], strict=True)
    )


def _silent(pieces: Window) -> Window:
    return tuple(Piece(one.id) for one in pieces)


def windows(sentences: Sequence[Sentence], title: str, tokenizer: Any) -> Iterator[Window]:
    """Yield windows of at most LONGEST pieces that hold each sentence once with its own spans."""
    first, parting = Piece(tokenizer.token_to_id("[CLS]")), Piece(tokenizer.token_to_id("[SEP]"))
    head = tuple(Piece(i) for i in tokenizer.encode(title, add_special_tokens=False).ids[: TITLE - 3])
    begin: Window = (first, *head, parting)
    window, last, fresh = begin, begin[:0], False
    for sentence in sentences:
        pieces = _pieces(tokenizer, sentence)
        if fresh and len(window) + len(pieces) + 1 > LONGEST:
            yield (*window, parting)
            window, fresh = (*begin, *_silent(last[-BEFORE:])), False
        window, last, fresh = (*window, *pieces), pieces, True
    if fresh:
        yield (*window, parting)


def batch(made: Sequence[Window], hints: Sequence[Hint]) -> Batch:
    """Return the windows as padded arrays; a piece takes the code of the first hint that it overlaps."""
    shape = (len(made), max((len(one) for one in made), default=1))
    ids, mask, codes = (np.zeros(shape, np.int64) for _ in range(3))
    starts, ends = np.full(shape, -1, np.int64), np.full(shape, -1, np.int64)
    for row, window in enumerate(made):
        size = len(window)
        ids[row, :size] = [one.id for one in window]
        mask[row, :size] = 1
        starts[row, :size] = [one.start for one in window]
        ends[row, :size] = [one.end for one in window]
    for hint in reversed(hints):
        codes[(starts < hint.end) & (ends > hint.start) & (starts >= 0)] = hint.code
    return Batch(ids, mask, codes, starts, ends)
