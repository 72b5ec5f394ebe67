"""What taggers said of articles that they had not seen, kept in a file: other fits need it; making it takes long."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.events.learned import Hybrid
from tocsin.events.learned_features import Pieces, flatten, softmax
from tocsin.events.learned_judge import Judge
from tocsin.events.learned_windows import Batch
from tocsin.events.mode_model import Weights
from training.coder.data import Example
from training.coder.judging import Outputs

HEADS = ("types", "modes", "statuses")


def keep(path: Path, corpus: Sequence[Example], said: Sequence[Outputs]) -> None:
    """Write the logits of every article, in half precision, by its number in the corpus."""
    arrays: dict[str, NDArray[Any]] = {"ids": np.array([one.page.article.id for one in corpus])}
    for i, outputs in enumerate(said):
        arrays |= {f"{i}.{head}": one.astype(np.float16) for head, one in zip(HEADS, outputs, strict=True)}
    np.savez(path, **arrays)


def kept(path: Path, corpus: Mapping[int, Example]) -> Iterator[tuple[int, Outputs]]:
    """Yield number and logits of every article that has the id and windows it had then; others changed since.

    `corpus` are articles by their number in the corpus as it was kept.
    """
    with np.load(path) as arrays:
        ids = arrays["ids"].tolist()
        for i, one in corpus.items():
            types, modes, statuses = (arrays[f"{i}.{head}"].astype(np.float32) for head in HEADS)
            if ids[i] == one.page.article.id and types.shape[:2] == one.batch.ids.shape:
                yield i, (types, modes, statuses)


@dataclass(frozen=True, slots=True)
class Said:
    """In a tagger's place: what was said of one article, whatever is asked."""

    tokenizer: Any
    outputs: Outputs

    def pieces(self, batch: Batch) -> tuple[Any, Pieces]:
        """Return the types' chances in the batch's shape, and all heads' by piece (see `Tagger.pieces`)."""
        types, modes, statuses = (softmax(one) for one in self.outputs)
        return types, flatten(batch, types, modes, statuses)


def coder(tokenizer: Any, outputs: Outputs, judge: Judge, modes: Weights) -> Hybrid:
    """Return the hybrid coder of one article under what was said of it; its confidence is not calibrated."""
    tagger: Any = Said(tokenizer, outputs)
    return Hybrid(tagger, judge, modes, measured=False)
