"""MiniLM-L6 (Wang et al. 2020) with hints of the rules among its inputs and three heads on every word piece."""

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6
FROZEN = 3  # the lower layers keep their weights, so that their output is computed once


class Layer(nn.Module):
    """One transformer layer, as in BERT: attention and a feed-forward part, each normalised after its sum."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the next states; `bias` (windows, 1, 1, pieces) is 0 where a piece may be looked at."""
        b, n, _ = x.shape
        q, k, v = (f(x).reshape(b, n, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + bias, dim=-1)
        seen = (self.drop(weights) @ v).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Coder(nn.Module):
    """The encoder and its heads: types (17 with none), modes (every type with every mode), statuses (5)."""

    def __init__(self, n_types: int, n_pairs: int, n_statuses: int) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.hints = nn.Embedding(2 * n_types - 1, WIDTH)
        nn.init.normal_(self.hints.weight, std=0.02)
        self.head_types = nn.Linear(WIDTH, n_types)
        self.head_modes = nn.Linear(WIDTH, n_pairs)
        self.head_statuses = nn.Linear(WIDTH, n_statuses)

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the states after the frozen layers."""
        x = self.norm(self.words(ids) + self.places(torch.arange(ids.shape[1])) + self.kind)
        bias = _bias(mask)
        for layer in self.layers[:FROZEN]:
            x = layer(x, bias)
        return x

    def upper(self, x: Tensor, mask: Tensor, hints: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the logits of types, modes and statuses for every piece."""
        x = x + self.hints(hints)
        bias = _bias(mask)
        for layer in self.layers[FROZEN:]:
            x = layer(x, bias)
        return self.head_types(x), self.head_modes(x), self.head_statuses(x)

    def forward(self, ids: Tensor, mask: Tensor, hints: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the logits of types, modes and statuses for every piece."""
        return self.upper(self.lower(ids, mask), mask, hints)


def _bias(mask: Tensor) -> Tensor:
    return (1.0 - mask.to(torch.float32))[:, None, None, :] * -1e4


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def start(model: Coder, weights: Mapping[str, Tensor]) -> Coder:
    """Give `model` the pretrained weights, named as BERT's are; the heads and hints keep their own."""
    own = model.state_dict()
    own["words.weight"] = weights["embeddings.word_embeddings.weight"]
    own["places.weight"] = weights["embeddings.position_embeddings.weight"]
    own["kind"] = weights["embeddings.token_type_embeddings.weight"][0]
    for end in ("weight", "bias"):
        own[f"norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
        for i in range(LAYERS):
            for mine, theirs in _NAMES.items():
                own[f"layers.{i}.{mine}.{end}"] = weights[f"encoder.layer.{i}.{theirs}.{end}"]
    model.load_state_dict(own)
    return model
