"""Fine-tuning of the role tagger on gold mentions: which pieces around a trigger each role's quotes cover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.export import Dim

from tocsin.events.linker import Case
from tocsin.events.linker_odds import ROLES
from tocsin.events.linker_pieces import Around, Floats, Sheet, padded
from training.coder.descent import batches, descend
from training.coder.export import quantised
from training.roles.network import Marker, Shipped, start

EPOCHS, SIZE, SEED = 3, 16, 1
WORTH = 10  # a loss is summed over its pieces and shared by so many


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One event to learn from: what is read of it, who annotated it, and labels (pieces, roles), -100 unjudged."""

    sheet: Sheet
    around: Around
    hand: int
    labels: Floats


def _found(text: str, quote: str) -> Iterator[int]:
    """Where a quote stands as whole words."""
    at = text.find(quote)
    while at >= 0:
        end = at + len(quote)
        if (at == 0 or not text[at - 1].isalnum()) and (end >= len(text) or not text[end].isalnum()):
            yield at
        at = text.find(quote, at + 1)


def _quoted(labels: Floats, role: int, text: str, quote: str, around: Around, trigger: tuple[int, int]) -> None:
    """Mark the place of a quote that is nearest to the trigger; its other places are not judged."""
    places = []
    for at in _found(text, quote):
        inside = around.inside(at, at + len(quote)) & (around.picks >= 0)
        if inside.any():
            part = int(around.parts[inside][0])
            gap = min(abs(at - trigger[0]), abs(at + len(quote) - trigger[1]))
            places.append((abs(part - 5) * 1000 if part > 2 else 2500, gap, at))
    for rank, (_, _, at) in enumerate(sorted(places)):
        inside = around.inside(at, at + len(quote)) & (around.picks >= 0)
        if rank == 0:
            labels[inside, role] = 1
        else:
            labels[inside & (labels[:, role] == 0), role] = -100


def labels_of(case: Case, judged: Sequence[Sequence[int]], gold: dict[str, Any], text: str, around: Around) -> Floats:
    """Return the labels of an event's pieces: its quotes, the words of candidates that mean them, and nothing else."""
    labels = np.zeros((len(around.picks), len(ROLES)), np.float32)
    labels[around.picks < 0] = -100
    for value in (-1, 1):
        for one, own in zip(case.people, judged, strict=True):
            start = one.here.sentence.span.start + one.token.idx
            word, quote = around.inside(start, start + len(one.token)), around.inside(one.who.start, one.who.end)
            for role in range(len(ROLES)):
                if own[role] == value:
                    labels[word if value == 1 else word | quote, role] = 1 if value == 1 else -100
    trigger = case.seen.event.trigger
    told = (gold["actors"], gold["recipients"], [gold["attribution"]] if gold["attribution"] else [])
    for role, quotes in enumerate(told):
        for one in quotes:
            _quoted(labels, role, text, one["text"], around, (trigger.start, trigger.end))
    return labels


def _tensors(rows: Sequence[Row]) -> tuple[list[Tensor], Tensor]:
    inputs = [torch.from_numpy(one) for one in padded([(row.sheet, row.around) for row in rows]).values()]
    labels: NDArray[np.float32] = np.full((*inputs[1].shape, len(ROLES)), -100, np.float32)
    for i, row in enumerate(rows):
        labels[i, : len(row.labels)] = row.labels
    return [*inputs, torch.tensor([row.hand for row in rows])], torch.from_numpy(labels)


def _loss(model: Marker, rows: Sequence[Row]) -> Tensor:
    inputs, labels = _tensors(rows)
    # Half precision is several times as fast where the processor has AMX; the weights themselves stay in single.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(*inputs)
    each = nn.functional.binary_cross_entropy_with_logits(scores.float(), labels.clamp(min=0), reduction="none")
    return (each * (labels >= 0)).sum() / len(rows) / WORTH


def train(rows: Sequence[Row], seed: int = SEED, epochs: int = EPOCHS) -> Marker:
    """Return a marker fine-tuned on events."""
    model = start(seed).train()
    fast = [weight for one in (*model.codes(), model.head) for weight in one.parameters()]
    groups = [{"params": list(model.layers.parameters()), "lr": 2e-4}, {"params": fast, "lr": 1e-3}]

    def drawn(epoch: int) -> Iterator[list[Row]]:
        return batches(rows, lambda row: len(row.labels), SIZE, seed + epoch)

    descend(model, groups, epochs, epochs * -(-len(rows) // SIZE), drawn, lambda chosen: _loss(model, chosen))
    return model.eval()


@torch.no_grad()
def chances(model: Marker, told: Sequence[tuple[Sheet, Around]], hand: int) -> list[Floats]:
    """Return each reading's chances (pieces, roles), as `RoleTagger.chances` would."""
    found = []
    for sheet, around in told:
        row = Row(sheet, around, hand, np.zeros((len(around.picks), len(ROLES)), np.float32))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(*_tensors([row])[0])
        found.append(torch.sigmoid(scores.float())[0].numpy())
    return found


def export(model: Marker, hand: int, rows: Sequence[Row], path: Path) -> None:
    """Write the marker as ONNX with int8 weights, about 5 MB; `rows` are two events or more to trace it with."""
    inputs = padded([(row.sheet, row.around) for row in rows])
    example = {name: torch.from_numpy(one) for name, one in inputs.items()}
    events, pieces = Dim("events", min=1, max=4096), Dim("pieces", min=2, max=4096)
    shapes = tuple({0: events, 1: pieces} if one.ndim > 1 else {0: events} for one in example.values())
    quantised(Shipped(model, hand), example, shapes, ("scores",), path)
