"""Is each field as sure as it says? TOCSIN_DATA=/path/to/data python benchmarks/events_calibration.py [--write].

    Expected calibration error, ten bins of equal width, of the confidence in the mention and in each of its fields: as
    the coder says it (`raw`), and through maps fitted in five folds of dispatches of `training/corpus`, each measured
    on the fold it did not see; then, through maps fitted on all of them, on gold dev: as they are (`dev_untuned`) and
    with their constants alone chosen on four fifths of dev's dispatches and measured on the fifth (`dev_ece`).

Options: [--coder rules|hybrid] [--corpus FILE ...]. For a learned coder name files that it was not trained on. A field
is right where the gold set's own scorer would say so, of mentions that have a match. `order` is the chance that a right
field is given more confidence than a wrong one. `--write` keeps the coder's maps, constants chosen on gold dev, in
`resources/models/confidence/weights.json`, beside those of other coders.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from events_gold import article_of, rows_of
from folds.targets import Target, show
from numpy.typing import NDArray

from tocsin import pipeline
from tocsin.events.confidence import FIELDS, evidence
from tocsin.exchange.fields import event_fields
from tocsin.records import Event
from tocsin.settings import load_settings

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src" / "tocsin" / "resources" / "models" / "confidence" / "weights.json"
FOLDS, BINS, RIDGE = 5, 10, 1.0
MOST = 0.05


class Judged(NamedTuple):
    """A field of a coded mention: its article's number, its evidence, the raw confidence, and whether it is right."""

    article: int
    evidence: tuple[float, ...]
    raw: float
    right: bool


def _scorer() -> Any:
    root = Path(os.environ["TOCSIN_DATA"])
    sys.path.insert(0, str(root / "gold"))
    import score  # type: ignore[import-not-found]

    return score


def _same(score: Any, gold: dict[str, Any], found: dict[str, Any]) -> dict[str, bool]:
    """Return for each field whether the scorer would call it right."""

    def people(name: str) -> bool:
        sides = ([one[name]] if isinstance(one[name], dict) else one[name] or [] for one in (gold, found))
        left, right = (score.countries(side) for side in sides)
        return bool(left == right)

    killed = {
        name: one["killed"] and (one["killed"]["low"], one["killed"]["high"])
        for name, one in (("gold", gold), ("found", found))
    }
    return {
        "mode": gold["mode"] == found["mode"],
        "status": gold["status"] == found["status"],
        "date": score.same_date(gold["date"], found["date"]),
        "place": score.place_near(gold["place"], found["place"]),
        "actors": people("actors"),
        "recipients": people("recipients"),
        "attribution": people("attribution") and bool(gold["attribution"]) == bool(found["attribution"]),
        "background": bool(gold["background"]) == bool(found["background"]),
        "killed": killed["gold"] == killed["found"],
    }


def judged(paths: Sequence[Path], coder: str) -> dict[str, list[Judged]]:
    """Return every field of every mention that the coder finds in gold files."""
    score, plan = _scorer(), pipeline.plan(replace(load_settings(), coder=coder))
    kept: dict[str, list[Judged]] = {field: [] for field in FIELDS}
    for number, row in enumerate(rows_of(list(paths))):
        events = pipeline.code_article(plan, article_of(row))
        found = [event_fields(event) for event in events]
        hits = {j: i for i, j in score.match(row["events"], found)}
        for j, event in enumerate(events):
            kept["mention"].append(_judged(number, event, "mention", j in hits))
            if j in hits:
                for field, same in _same(score, row["events"][hits[j]], found[j]).items():
                    kept[field].append(_judged(number, event, field, bool(same)))
    return kept


def _judged(number: int, event: Event, field: str, right: bool) -> Judged:
    return Judged(number, evidence(event, field), event.confidence, right)


def fit(rows: Sequence[Judged]) -> NDArray[np.float64]:
    """Return the weights of a logistic map, the constant last; a small ridge keeps rare evidence from running away."""
    from scipy.optimize import minimize

    x = np.array([(*row.evidence, 1.0) for row in rows])
    y = np.array([row.right for row in rows], float)
    ridge = np.array([*[RIDGE] * (x.shape[1] - 1), 0.0])

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = x @ w
        value = float(np.logaddexp(0, z).sum() - y @ z + 0.5 * (ridge * w * w).sum())
        return value, x.T @ (1 / (1 + np.exp(-z)) - y) + ridge * w

    return np.asarray(minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x)


def apply(weights: NDArray[np.float64], rows: Sequence[Judged]) -> NDArray[np.float64]:
    """Return the chances that the map gives."""
    x = np.array([(*row.evidence, 1.0) for row in rows])
    return np.asarray(1 / (1 + np.exp(-(x @ weights))))


def shifted(weights: NDArray[np.float64], rows: Sequence[Judged]) -> NDArray[np.float64]:
    """Return the weights with the constant that suits these rows: their mean chance is then the share that is right."""
    from scipy.optimize import brentq

    x = np.array([(*row.evidence, 1.0) for row in rows])
    # One right and one wrong row more keep the constant finite.
    share = (sum(row.right for row in rows) + 1) / (len(rows) + 2)
    by = brentq(lambda b: float((1 / (1 + np.exp(-(x @ weights + b)))).mean()) - share, -12, 12)
    return np.asarray([*weights[:-1], weights[-1] + by])


def crossed(rows: Sequence[Judged], made: Callable[[Sequence[Judged]], NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return each row's chance by a map made from other articles."""
    articles = sorted({row.article for row in rows})
    order = dict(zip(np.random.default_rng(1).permutation(articles).tolist(), range(len(articles)), strict=True))
    fold = np.array([order[row.article] % FOLDS for row in rows])
    found = np.zeros(len(rows))
    for k in range(FOLDS):
        weights = made([row for row, f in zip(rows, fold, strict=True) if f != k])
        found[fold == k] = apply(weights, [row for row, f in zip(rows, fold, strict=True) if f == k])
    return found


def calibration_error(said: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the expected calibration error: the mean gap of said and true share over bins, by their size."""
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    gaps = (abs(said[bins == b].sum() - right[bins == b].sum()) for b in range(BINS))
    return float(sum(gaps) / len(said))


def resolution(said: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the chance that a right field is given a higher confidence than a wrong one; half for ties."""
    order = np.argsort(said, kind="stable")
    ranks = np.empty(len(said))
    for value in np.unique(said):
        same = said[order] == value
        ranks[order[same]] = np.flatnonzero(same).mean() + 1
    good, bad = int(right.sum()), int((~right).sum())
    return float((ranks[right].sum() - good * (good + 1) / 2) / max(1, good * bad))


def table(rows: dict[str, list[Judged]], dev: dict[str, list[Judged]]) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield for each field its figures."""
    for field in FIELDS:
        right, dev_right = (np.array([row.right for row in part[field]]) for part in (rows, dev))
        raw, said = np.array([row.raw for row in rows[field]]), crossed(rows[field], fit)
        weights = fit(rows[field])
        tuned = crossed(dev[field], partial(shifted, weights))
        yield (
            field,
            {
                "n": float(len(right)),
                "right": float(right.mean()),
                "raw_ece": calibration_error(raw, right),
                "ece": calibration_error(said, right),
                "order": resolution(said, right),
                "dev_ece": calibration_error(tuned, dev_right),
                "dev_untuned": calibration_error(apply(weights, dev[field]), dev_right),
                "dev_raw": calibration_error(np.array([row.raw for row in dev[field]]), dev_right),
            },
        )


def write(rows: dict[str, list[Judged]], dev: dict[str, list[Judged]], coder: str) -> None:
    """Keep the maps fitted on all rows, their constants chosen on gold dev."""
    known = json.loads(WEIGHTS.read_text(encoding="utf-8")) if WEIGHTS.exists() else {}
    maps = {field: shifted(fit(rows[field]), dev[field]) for field in FIELDS}
    known[coder] = {field: [round(float(w), 4) for w in weights] for field, weights in maps.items()}
    WEIGHTS.parent.mkdir(parents=True, exist_ok=True)
    WEIGHTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Code, fit, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coder", default=load_settings().coder)
    parser.add_argument(
        "--corpus", nargs="*", type=Path, default=sorted((ROOT / "training" / "corpus").glob("*.jsonl"))
    )
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    dev_paths = sorted((Path(os.environ["TOCSIN_DATA"]) / "gold" / "dev").glob("*.jsonl"))
    rows, dev = judged(options.corpus, options.coder), judged(dev_paths, options.coder)
    reached: dict[str, float] = {}
    columns = ("right", "raw_ece", "ece", "order", "dev_ece", "dev_untuned", "dev_raw")
    print(f"{'field':12} {'n':>6} " + " ".join(f"{name:>11}" for name in columns))
    for field, of in table(rows, dev):
        print(f"{field:12} {of['n']:6.0f} " + " ".join(f"{of[name]:11.3f}" for name in columns))
        reached |= {f"{field}_ece": of["ece"], f"{field}_dev_ece": of["dev_ece"]}
    show([Target(f"{field}_ece", MOST, most=True) for field in FIELDS], reached)
    if options.write:
        write(rows, dev, options.coder)


if __name__ == "__main__":
    main()
