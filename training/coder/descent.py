"""How both encoders are fine-tuned: batches of like length, a rate that rises and falls, gradients kept in bounds."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor, nn

R = TypeVar("R")


def batches(rows: Sequence[R], length: Callable[[R], int], size: int, seed: int) -> Iterator[list[R]]:
    """Yield batches of rows of like length, in random order."""
    rng = np.random.default_rng(seed)
    order = sorted(range(len(rows)), key=lambda i: length(rows[i]) + rng.integers(24))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    for g in rng.permutation(len(groups)):
        yield [rows[i] for i in groups[g]]


def descend(
    model: nn.Module,
    groups: Sequence[dict[str, Any]],
    epochs: int,
    steps: int,
    drawn: Callable[[int], Iterator[list[R]]],
    loss: Callable[[list[R]], Tensor],
) -> None:
    """Fit `groups` of a model's weights; the rate rises over a tenth of the `steps` and falls to zero.

    `drawn` gives the batches of an epoch, `loss` what one of them costs.
    """
    optimiser, begun = torch.optim.AdamW(list(groups), weight_decay=0.01), time.monotonic()
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda i: min((i + 1) / (0.1 * steps), (steps - i) / steps))
    for epoch in range(epochs):
        for chosen in drawn(epoch):
            optimiser.zero_grad()
            loss(chosen).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            rate.step()
        print(f"  epoch {epoch + 1} of {epochs}, {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
