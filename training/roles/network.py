"""The upper half of MiniLM-L6 with codes that mark a trigger, and a head for each role on every word piece."""

import torch
from torch import Tensor, nn

from tocsin.events.linker_odds import ROLES
from tocsin.events.linker_pieces import GAPS, PARTS, WIDTH, modes
from tocsin.events.ontology import plover
from training.coder.fit import fresh
from training.coder.network import FROZEN, LAYERS, Layer

HANDS = 3  # who annotated an article (see `examples`): those who quote and tell speakers alike share one


class Marker(nn.Module):
    """Three transformer layers over the lower states of the pieces around a trigger; logits of the roles."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - FROZEN))
        self.part = nn.Embedding(max(PARTS.values()) + 2, WIDTH)
        self.event = nn.Embedding(len(plover().types) + 1, WIDTH)
        self.mode = nn.Embedding(len(modes()) + 1, WIDTH)
        self.mark = nn.Embedding(3, WIDTH)
        self.gap = nn.Embedding(GAPS, WIDTH)
        self.hand = nn.Embedding(HANDS + 1, WIDTH)
        for one in self.codes():
            nn.init.normal_(one.weight, std=0.02)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(WIDTH, len(ROLES))

    def codes(self) -> tuple[nn.Embedding, ...]:
        """Return the tables of what is told of a piece or of its event."""
        return self.part, self.event, self.mode, self.mark, self.gap, self.hand

    def forward(
        self, states: Tensor, mask: Tensor, parts: Tensor, gaps: Tensor, marks: Tensor, types: Tensor, modes: Tensor,
        hands: Tensor,
    ) -> Tensor:  # fmt: skip
        """Return logits (events, pieces, roles); see `linker_pieces.padded` for the inputs, `hands` (events,)."""
        whole = (self.event(types) + self.mode(modes) + self.hand(hands))[:, None]
        x = states + self.part(parts) + self.gap(gaps) + self.mark(marks) + whole
        bias = (1.0 - mask.to(torch.float32))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        out: Tensor = self.head(self.drop(x))
        return out


class Shipped(nn.Module):
    """The marker as if all it reads were by one hand."""

    def __init__(self, model: Marker, hand: int) -> None:
        super().__init__()
        self.model, self.hand = model, hand

    def forward(
        self, states: Tensor, mask: Tensor, parts: Tensor, gaps: Tensor, marks: Tensor, types: Tensor, modes: Tensor
    ) -> Tensor:
        """Return logits (events, pieces, roles)."""
        hands = torch.full_like(types, self.hand)
        out: Tensor = self.model(states, mask, parts, gaps, marks, types, modes, hands)
        return out


def start(seed: int) -> Marker:
    """Return a marker with the pretrained upper layers, and codes and heads of its own."""
    pretrained = fresh(seed).layers[FROZEN:]
    torch.manual_seed(seed)
    model = Marker()
    model.layers.load_state_dict(pretrained.state_dict())
    return model
