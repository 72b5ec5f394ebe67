"""The linker's classifiers: gradient-boosted trees kept as JSON, read once, evaluated in numpy."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees of one head, node after node; `roots` is where each begins; a leaf points to itself and holds a value."""

    roots: NDArray[np.int32]
    column: NDArray[np.int32]
    limit: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    depth: int

    def probability(self, table: Floats) -> Floats:
        """Return the probability of each row of `table` (rows x features): the logistic of the sum of its leaves."""
        at = np.repeat(self.roots[None, :], len(table), axis=0)
        flat, rows = table.ravel(), (np.arange(len(table)) * table.shape[1])[:, None]
        for _ in range(self.depth):
            goes_left = flat.take(rows + self.column.take(at)) <= self.limit.take(at)
            at = np.where(goes_left, self.left.take(at), self.right.take(at))
        total = self.value.take(at).sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The heads (`actor`, `recipient`, `speaker`), the features' columns, and each head's thresholds.

    `always` are features that every row has.
    """

    columns: Mapping[str, int]
    heads: Mapping[str, Forest]
    first: Mapping[str, float]
    more: Mapping[str, float]
    always: tuple[str, ...] = ()

    def table(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """Return named features as a table; names that the model does not know are left out."""
        out = np.zeros((len(rows), len(self.columns)), dtype=np.float32)
        for name in self.always:
            out[:, self.columns[name]] = 1.0
        for i, row in enumerate(rows):
            for name, value in row.items():
                if (column := self.columns.get(name)) is not None:
                    out[i, column] = value
        return out

    def probabilities(self, rows: Sequence[Mapping[str, float]]) -> dict[str, Floats]:
        """Return each head's probability of each row."""
        table = self.table(rows)
        return {name: forest.probability(table) for name, forest in self.heads.items()}


def forest(trees: Sequence[Mapping[str, Sequence[float]]]) -> Forest:
    """Return trees given as lists (`column`, `limit`, `left`, `right`, `value`) as one forest."""
    sizes = [len(tree["value"]) for tree in trees]
    roots = np.cumsum([0, *sizes[:-1]]).astype(np.int32)

    def joined(name: str, kind: Any, shifted: bool = False) -> Any:
        parts = [np.array(tree[name], dtype=kind) for tree in trees]
        return np.concatenate([part + root * shifted for part, root in zip(parts, roots, strict=True)]).astype(kind)

    return Forest(
        roots=roots,
        column=joined("column", np.int32),
        limit=joined("limit", np.float32),
        left=joined("left", np.int32, shifted=True),
        right=joined("right", np.int32, shifted=True),
        value=joined("value", np.float32),
        depth=max(map(_depth, trees)),
    )


def _depth(tree: Mapping[str, Sequence[float]]) -> int:
    deep = [0] * len(tree["value"])
    for node, (left, right) in enumerate(zip(tree["left"], tree["right"], strict=True)):
        if left != node:
            deep[int(left)] = deep[int(right)] = deep[node] + 1
    return max(deep)


def parse_model(plain: Mapping[str, Any]) -> Model:
    """Return the model that a JSON object holds."""
    columns = {name: i for i, name in enumerate(plain["features"])}
    heads = {name: forest(trees) for name, trees in plain["heads"].items()}
    return Model(columns, heads, plain["first"], plain["more"], tuple(plain["always"]))


@cache
def model() -> Model:
    """Return the model of `resources/models/roles/weights.json`."""
    text = (files("tocsin.resources") / "models" / "roles" / "weights.json").read_text(encoding="utf-8")
    return parse_model(json.loads(text))
