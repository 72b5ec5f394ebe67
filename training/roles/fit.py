"""Fit one forest a role with LightGBM, out of fold and on everything, and turn it into plain lists."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from tocsin.events.linker_odds import ROLES

LEAST = 100  # a feature seen with fewer candidates than this gets no column
KEPT = 0.5  # share of the wrong candidates that are trained on, each weighing as much more
SETTINGS = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 15, "max_depth": 8, "min_data_in_leaf": 25,
    "bagging_fraction": 0.8, "bagging_freq": 1, "feature_fraction": 0.3, "lambda_l2": 5, "num_threads": 1,
    "max_bin": 63, "verbose": -1, "seed": 1, "deterministic": True,
}  # fmt: skip
ROUNDS = 200

Table: TypeAlias = Any
Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]


def columns(rows: Sequence[Mapping[str, float]]) -> list[str]:
    """Return the names of the features that are frequent enough, sorted."""
    seen = Counter(name for row in rows for name in row)
    return sorted(name for name, count in seen.items() if count >= LEAST)


def table(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Table:
    """Return feature rows as a sparse table (rows x names)."""
    at = {name: i for i, name in enumerate(names)}
    indices, values, begins = [], [], [0]
    for row in rows:
        known = [(at[name], value) for name, value in row.items() if name in at]
        indices += [column for column, _ in known]
        values += [value for _, value in known]
        begins.append(len(indices))
    return csr_matrix(
        (np.array(values, dtype=np.float32), np.array(indices, dtype=np.int32), np.array(begins)),
        shape=(len(rows), len(names)),
    )


def fit(rows: Table, labels: Ints) -> lightgbm.Booster:
    """Return the trees for one role; rows labelled -1 are left out, and some of the wrong candidates."""
    drawn = np.random.default_rng(1).random(len(labels)) < KEPT
    kept = np.nonzero((labels == 1) | ((labels == 0) & drawn))[0]
    weights = np.where(labels[kept] == 1, 1.0, 1 / KEPT)
    return lightgbm.train(SETTINGS, lightgbm.Dataset(rows[kept], labels[kept], weight=weights), ROUNDS)


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """The forests: their feature names, and the trees of each role."""

    names: Sequence[str]
    trees: Mapping[str, lightgbm.Booster]


def look(rows: Sequence[Mapping[str, float]], labels: Ints) -> Look:
    """Return forests fitted on all examples; `labels` has shape (examples, roles)."""
    names = columns(rows)
    whole = table(rows, names)
    return Look(names, {role: fit(whole, labels[:, i]) for i, role in enumerate(ROLES)})


def scores(made: Look, rows: Sequence[Mapping[str, float]]) -> Floats:
    """Return each row's probabilities, shape (examples, roles)."""
    whole = table(rows, made.names)
    return np.stack([made.trees[role].predict(whole) for role in ROLES], axis=1)


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
