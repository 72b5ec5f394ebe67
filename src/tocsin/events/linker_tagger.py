"""The role tagger: a small encoder that marks who acts, who suffers and who says so, given a trigger.

The lower half of the encoder is the coder's and reads an article once; the upper half, fine-tuned for this, reads the
pieces around each trigger again, told which words are the trigger and of which type. Semantic role labelling with a
marked predicate as in Shi and Lin (2019), across sentences.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.errors import StopRun
from tocsin.events.learned_model import Tagger, open_session, open_tagger
from tocsin.events.learned_windows import batch, windows
from tocsin.events.linker_candidates import Page
from tocsin.events.linker_features import Seen
from tocsin.events.linker_pieces import Around, Floats, Sheet, around, padded

FOLDER = Path(str(files("tocsin.resources") / "models" / "roles"))
MAKE = "make it with: python -m training.roles"
MOST = 8  # events read at a time, of like length lest they be padded


def sheet(page: Page, lower: Tagger) -> Sheet | None:
    """Return an article's word pieces with the states of the lower encoder; None where it has no sentence."""
    made = list(windows(page.sentences, page.article.title, lower.tokenizer))
    if not made:
        return None
    read = batch(made, ())
    states, own = lower.states(read), read.starts >= 0
    starts = read.starts[own]
    begins = np.array([one.span.start for one in page.sentences])
    opening = int(np.argmax(own[0]))
    return Sheet(
        states[own], starts, read.ends[own], np.searchsorted(begins, starts, side="right") - 1, states[0, :opening]
    )


def reading(event: Seen, on: Sheet) -> Around:
    """Return what the tagger reads of an event."""
    told = event.event
    return around(on, event.number, (told.trigger.start, told.trigger.end), told.type, told.mode)


@dataclass(frozen=True, slots=True)
class RoleTagger:
    """An open model: the coder's encoder below, and `session` (onnxruntime.InferenceSession) above it."""

    lower: Tagger
    session: Any

    def chances(self, told: Sequence[tuple[Sheet, Around]]) -> list[Floats]:
        """Return for each reading the chance, 0..1, of actor, recipient and speaker on every piece: (pieces, 3)."""
        order = sorted(range(len(told)), key=lambda i: len(told[i][1].picks))
        found: dict[int, Floats] = {}
        for begin in range(0, len(order), MOST):
            own = order[begin : begin + MOST]
            scores = self.session.run(None, padded([told[i] for i in own]))[0]
            chances = 1 / (1 + np.exp(-scores))
            found |= {i: chances[row, : len(told[i][1].picks)] for row, i in enumerate(own)}
        return [found[i] for i in range(len(told))]


@cache
def open_role_tagger(folder: Path = FOLDER, threads: int = 1) -> RoleTagger:
    """Return the tagger in `folder` (tagger.onnx) over the coder's encoder; raises StopRun where a file is missing."""
    path = folder / "tagger.onnx"
    if not path.is_file():
        raise StopRun("the role tagger's file tagger.onnx is missing", where="roles", next_step=MAKE)
    return RoleTagger(open_tagger(), open_session(path, threads))
