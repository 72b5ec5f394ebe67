"""What the role tagger reads of an event: the word pieces around its trigger, and where each stands towards it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.events.ontology import plover

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

WIDTH = 384
BEFORE, AFTER = 2, 1  # sentences read before the trigger's own and after it
LEAD = 60  # word pieces of the lead that are read where it lies further back
# Parts of a reading: 0 the page's first piece, 1 the title, 2 the lead, and by sentences from the trigger's own.
PARTS = {-2: 3, -1: 4, 0: 5, 1: 6}
FAR, GAPS = 21, 43  # gaps to the trigger are codes 1 to 41: 21 for none, single steps up to ten, then by powers


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """An article's word pieces: spans in the text, sentence numbers, and states of the lower encoder (n, WIDTH).

    `head` (m, WIDTH) are the states of the first window's opening and title.
    """

    states: Floats
    starts: Ints
    ends: Ints
    sentences: Ints
    head: Floats

    def inside(self, start: int, end: int) -> NDArray[np.bool_]:
        """Return which pieces overlap a span of the text, shape (n,)."""
        return (self.starts < end) & (self.ends > start)


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """The pieces read for one event, in order (k of them).

    `picks` are their rows in the sheet, -1, -2... for rows 0, 1... of its head; `starts` and `ends` their spans, -1
    where a piece only gives context; `parts`, `gaps` and `marks` (1 on the trigger) their codes; `type` and `mode` the
    event's, 0 for none that PLOVER knows.
    """

    picks: Ints
    starts: Ints
    ends: Ints
    parts: Ints
    gaps: Ints
    marks: Ints
    type: int
    mode: int

    def inside(self, start: int, end: int) -> NDArray[np.bool_]:
        """Return which pieces overlap a span of the text, shape (k,)."""
        return (self.starts < end) & (self.ends > start)


def modes() -> tuple[str, ...]:
    """Return the names of all modes, sorted; a mode's code is 1 and its place here."""
    return tuple(sorted({mode for some in plover().modes.values() for mode in some}))


def _code(names: Sequence[str], name: str | None) -> int:
    """1 and the place of a name, 0 for none and for those of another ontology."""
    return 1 + names.index(name) if name in names else 0


def _picked(sheet: Sheet, number: int) -> Iterator[tuple[Ints, int]]:
    """Rows of the sheet with the part that they are of."""
    size = len(sheet.head)
    yield np.array([-1]), 0
    yield -1 - np.arange(1, size), 1
    first = max(0, number - BEFORE)
    if first > 0:
        yield np.flatnonzero(sheet.sentences == 0)[:LEAD], 2
    for one in range(first, number + AFTER + 1):
        yield np.flatnonzero(sheet.sentences == one), PARTS[one - number]


def _gaps(picks: Ints, marked: Ints) -> Ints:
    """How many pieces lie between each piece and the trigger, as codes; context of the head counts as none."""
    if not len(marked):
        return np.full(len(picks), FAR, np.int64)
    low, high = picks[marked[0]], picks[marked[-1]]
    steps = np.where(picks < 0, 0, np.minimum(picks - low, 0) + np.maximum(picks - high, 0))
    size = np.abs(steps)
    code = np.where(size <= 10, size, np.minimum(20, 10 + np.ceil(np.log2(np.maximum(size, 1) / 10) * 2.5)))
    return np.asarray(FAR + np.sign(steps) * code, np.int64)


def around(sheet: Sheet, number: int, trigger: tuple[int, int], type_: str, mode: str | None) -> Around:
    """Return what is read of an event in sentence `number` whose trigger spans `trigger` in the text."""
    some = list(_picked(sheet, number))
    picks = np.concatenate([rows for rows, _ in some])
    parts = np.concatenate([np.full(len(rows), part) for rows, part in some])
    own = picks >= 0
    starts, ends = (np.where(own, ends[np.maximum(picks, 0)], -1) for ends in (sheet.starts, sheet.ends))
    marks = (starts < trigger[1]) & (ends > trigger[0]) & own
    return Around(
        picks, starts, ends, parts, _gaps(picks, np.flatnonzero(marks)), marks.astype(np.int64),
        _code(plover().types, type_), _code(modes(), mode),
    )  # fmt: skip


def padded(told: Sequence[tuple[Sheet, Around]]) -> dict[str, NDArray[np.generic]]:
    """Return readings as the tagger's inputs: `states` (n, k, WIDTH), codes (n, k), `types` and `modes` (n,)."""
    shape = (len(told), max(len(one.picks) for _, one in told))
    states = np.zeros((*shape, WIDTH), np.float32)
    mask, parts, gaps, marks = (np.zeros(shape, np.int64) for _ in range(4))
    for row, (sheet, one) in enumerate(told):
        size, own = len(one.picks), one.picks >= 0
        states[row, :size][own] = sheet.states[one.picks[own]]
        states[row, :size][~own] = sheet.head[-1 - one.picks[~own]]
        mask[row, :size] = 1
        parts[row, :size], gaps[row, :size], marks[row, :size] = one.parts, one.gaps, one.marks
    types, kinds = (np.array([getattr(one, name) for _, one in told], np.int64) for name in ("type", "mode"))
    return {
        "states": states, "mask": mask, "parts": parts, "gaps": gaps, "marks": marks, "types": types, "modes": kinds
    }  # fmt: skip
