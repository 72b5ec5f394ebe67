"""Learn the pair score of the incidents stage.

    python benchmarks/incidents_train.py GOLD_TRAIN_FOLDER [--write]

Pairs within one article come from gold-format training files (`*.jsonl`, incident ids within each article), pairs
across articles from the made situations of `incidents_situations.py`. Two ridge logistic regressions; prints the
weights and how they do on situations kept apart, and writes `resources/incidents/pair_weights.json` where asked.
"""

import argparse
import json
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import numpy as np
from incidents_gold import bcubed, load, pairwise
from incidents_situations import situations
from numpy.typing import NDArray

from tocsin.incidents.block import blocks, pairs_of
from tocsin.incidents.compare import barred, evidence
from tocsin.incidents.merge import merge, views
from tocsin.incidents.view import View

Array = NDArray[np.float64]
Row = tuple[dict[str, float], bool]

# What a coder would expect of each piece of evidence; the data move these as far as they can.
PRIOR = {
    "bias": -1.5, "copy": 0.6, "same_mode": 0.8, "mode_clash": -0.3, "nature_clash": -4.0, "same_article": 0.3,
    "same_sentence": -2.0, "near": 0.0, "denied": 0.0, "unreal": 0.0, "half_real": -1.0, "background": -0.3,
    "day_same": 0.9, "day_overlap": 0.3, "day_next": -0.4, "day_apart": -2.0, "day_unknown": -0.5, "seen_apart": -1.5,
    "day_both_unknown": 0.6, "place_same": 1.3, "place_same_fine": 0.5, "place_within": 0.8, "place_close": 0.6,
    "place_quarter_apart": -1.5, "place_wide": 0.2, "place_apart": -3.0, "place_country": -2.5, "place_unknown": 0.0,
    "place_both_unknown": 0.3, "actors_same": 0.8, "actors_clash": -1.5, "actors_named_apart": -1.5, "actors_unknown":
    0.1, "actors_one_named": 0.0, "recipients_same": 0.8, "recipients_clash": -1.0, "recipients_named_apart": -1.5,
    "recipients_unknown": 0.1, "recipients_one_named": -0.5, "roles_mutual": 0.8, "killed_same": 1.0, "killed_apart":
    -0.4, "trigger_same": 0.5, "words": 2.5, "names": 1.5, "numbers": 0.8, "lead_names": 3.0,
}  # fmt: skip


def row(a: View, b: View) -> Row | None:
    """Return the evidence of a pair and whether it is one happening, or None where it is barred."""
    return None if barred(a, b) else (evidence(a, b), a.event.incident == b.event.incident)


def within(folder: Path) -> list[Row]:
    """Return the pairs within articles of gold-format files."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        articles, events, _ = load(path)
        by_page: dict[str, list[View]] = {}
        for one in views(articles, events, {}):
            by_page.setdefault(one.event.article, []).append(one)
        found += [row(a, b) for page in by_page.values() for a, b in combinations(page, 2)]
    return [one for one in found if one]


def across(count: int, seed: int) -> list[Row]:
    """Return the pairs across articles of made situations."""
    found = []
    for made in situations(count, seed):
        seen = set()
        for members in blocks(views(made.articles, made.events, {})).values():
            for a, b in pairs_of(members):
                pair = tuple(sorted((a.event.id, b.event.id)))
                if a.event.article != b.event.article and pair not in seen:
                    seen.add(pair)
                    found.append(row(a, b))
    return [one for one in found if one]


def fit(rows: list[Row], prior: dict[str, float], penalty: float, trust: float) -> dict[str, float]:
    """Return the weights of a logistic regression shrunk to `prior`, each row counting `trust`, by Newton's method."""
    names = ["bias", *sorted({name for values, _ in rows for name in values} | (set(prior) - {"bias"}))]
    centre = np.array([prior.get(name, 0.0) for name in names])
    at = {name: index for index, name in enumerate(names)}
    x, y = np.zeros((len(rows), len(names))), np.array([float(same) for _, same in rows])
    x[:, 0] = 1
    for index, (values, _) in enumerate(rows):
        for name, value in values.items():
            x[index, at[name]] = value
    w, ridge = centre.copy(), np.eye(len(names)) * penalty
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = trust * x.T @ (p - y) + ridge @ (w - centre)
        w -= np.linalg.solve(trust * (x * (p * (1 - p))[:, None]).T @ x + ridge, slope)
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def main() -> None:
    """Fit, write where asked, and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--penalty", type=float, default=8.0)
    parser.add_argument("--trust-within", type=float, default=0.05)
    parser.add_argument("--trust-across", type=float, default=0.00003)
    options = parser.parse_args()
    near, far = within(options.folder), across(120, 11)
    table = {
        "within": fit(near, PRIOR, options.penalty, options.trust_within),
        "across": fit(far, PRIOR, options.penalty, options.trust_across),
    }
    for name, rows in (("within", near), ("across", far)):
        print(f"{name}: {len(rows)} pairs, {sum(same for _, same in rows)} of one happening")
        print("  " + ", ".join(f"{key} {value:g}" for key, value in table[name].items()))
    if options.write:
        made = (
            "gold-format training articles (pairs within), made situations (pairs across); incidents_train.py --write"
        )
        out = Path(str(files("tocsin"))) / "resources" / "incidents" / "pair_weights.json"
        out.write_text(json.dumps({"made": made, **table}, indent=1) + "\n", encoding="utf-8")
    labels = []
    for number, made_up in enumerate(situations(24, 99)):
        home = {item: one.id for one in merge(made_up.articles, made_up.events, {}) for item in one.events}
        labels += [(f"{number} {one.incident}", home[one.id]) for one in made_up.events]
    print(f"made situations kept apart: b3 {bcubed(labels)[2]:.3f} pairwise {pairwise(labels)[2]:.3f}")


if __name__ == "__main__":
    main()
