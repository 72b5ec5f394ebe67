"""Fit one forest a role with LightGBM, and turn it into plain lists."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from training.roles.examples import Example

ROUNDS = 200
LEAST = 100  # a feature seen with fewer candidates than this gets no column
SETTINGS = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 15, "min_data_in_leaf": 25, "bagging_fraction": 0.8,
    "bagging_freq": 1, "feature_fraction": 0.3, "lambda_l2": 5, "num_threads": 2, "max_bin": 63, "verbose": -1,
    "seed": 1, "deterministic": True,
}  # fmt: skip


def columns(examples: Sequence[Example]) -> list[str]:
    """Return the names of the features that are frequent enough, sorted."""
    seen = Counter(name for one in examples for name in one.features)
    return sorted(name for name, count in seen.items() if count >= LEAST)


def table(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float32]:
    """Return examples as rows, features as columns."""
    at = {name: i for i, name in enumerate(names)}
    out = np.zeros((len(examples), len(names)), dtype=np.float32)
    for i, one in enumerate(examples):
        for name, value in one.features.items():
            if name in at:
                out[i, at[name]] = value
    return out


def fit(rows: NDArray[np.float32], labels: NDArray[np.int64]) -> lightgbm.Booster:
    """Return the trees for one role; rows labelled -1 are left out."""
    kept = labels >= 0
    return lightgbm.train(SETTINGS, lightgbm.Dataset(rows[kept], labels[kept]), ROUNDS)


def plain(booster: lightgbm.Booster) -> list[dict[str, list[float]]]:
    """Return a booster's trees as lists, node by node; leaves point to themselves."""
    return [_tree(one["tree_structure"]) for one in booster.dump_model()["tree_info"]]


def _tree(root: dict[str, Any]) -> dict[str, list[float]]:
    out: dict[str, list[float]] = {name: [] for name in ("column", "limit", "left", "right", "value")}

    def add(node: dict[str, Any]) -> int:
        here = len(out["value"])
        leaf = "leaf_value" in node
        out["column"].append(0 if leaf else node["split_feature"])
        out["limit"].append(0.0 if leaf else round(float(node["threshold"]), 6))
        out["value"].append(round(float(node["leaf_value"]), 5) if leaf else 0.0)
        out["left"].append(here)
        out["right"].append(here)
        if not leaf:
            out["left"][here] = add(node["left_child"])
            out["right"][here] = add(node["right_child"])
        return here

    add(root)
    return out
