"""Is each field as sure as it says? TOCSIN_DATA=/path/to/data python benchmarks/events_calibration.py [--write].

    Expected calibration error, ten bins of equal width, of the confidence in the mention and in each of its fields: as
    the coder itself scores it (`raw`), and through maps fitted in five folds of dispatches of the corpus, each measured
    on the fold it did not see; then, through maps fitted on all of them, on gold dev: as they are (`dev_untuned`) and
    with their constants alone chosen on four fifths of dev's dispatches and measured on the fifth (`dev_ece`).

Options: [--coder rules|hybrid] [--unseen FILE.npz] [--every N]. The hybrid coder was trained on the corpus, so its
maps are fitted on what taggers said of dispatches that they had not seen, kept by `python -m training.coder --keep
FILE.npz`, under judges and choosers of modes that had not seen them either (needs torch). A field is right where the
gold set's own scorer would say so, of mentions that have a match. `order` is the chance that a right field is given
more confidence than a wrong one. `--write` keeps the coder's maps, constants chosen on gold dev, in
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
from tocsin.events import learned
from tocsin.events.coder import Coder
from tocsin.events.confidence import FIELDS, OTHERS, evidence
from tocsin.events.rules import Rules
from tocsin.exchange.fields import event_fields
from tocsin.records import Event
from tocsin.settings import load_settings

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src" / "tocsin" / "resources" / "models" / "confidence" / "weights.json"
FOLDS, BINS, RIDGE = 5, 10, 1.0
MOST, STEP = 0.05, 200

Row = dict[str, Any]


class Read(NamedTuple):
    """A mention as coded: its article's number, the event with the coder's own score, its match, what is right."""

    article: int
    event: Event
    right: bool
    same: dict[str, bool]


class Judged(NamedTuple):
    """A field of a coded mention: its article's number, its evidence, and whether it is right."""

    article: int
    evidence: tuple[float, ...]
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


def read(rows: Sequence[Row], coders: Sequence[Coder]) -> list[Read]:
    """Return every mention that each article's coder finds in it."""
    score, plan, kept = _scorer(), pipeline.plan(load_settings()), []
    for number, (row, coder) in enumerate(zip(rows, coders, strict=True)):
        if number % STEP == 0:
            print(f"{number} of {len(rows)} articles", file=sys.stderr, flush=True)
        events = pipeline.code_article(plan, article_of(row), coder)
        found = [event_fields(event) for event in events]
        hits = {j: i for i, j in score.match(row["events"], found)}
        for j, event in enumerate(events):
            same = _same(score, row["events"][hits[j]], found[j]) if j in hits else {}
            kept.append(Read(number, event, j in hits, same))
    return kept


def mentions(some: Sequence[Read]) -> list[Judged]:
    """Return the evidence of every mention."""
    return [Judged(one.article, evidence(one.event, "mention"), one.right) for one in some]


def fields(some: Sequence[Read], said: NDArray[np.float64], field: str) -> list[Judged]:
    """Return the evidence of a field of every mention that is right, its own chance being as `said`."""
    return [
        Judged(one.article, evidence(replace(one.event, confidence=float(p)), field), bool(one.same[field]))
        for one, p in zip(some, said, strict=True)
        if one.right
    ]


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


def _right(rows: Sequence[Judged]) -> NDArray[np.bool_]:
    return np.array([row.right for row in rows])


def table(some: Sequence[Read], dev: Sequence[Read]) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield for each field its figures."""
    own, other = mentions(some), mentions(dev)
    whole = fit(own)
    said, dev_said = crossed(own, fit), crossed(other, partial(shifted, whole))
    for field in FIELDS:
        rows, dev_rows = (
            (own, other) if field == "mention" else (fields(some, said, field), fields(dev, dev_said, field))
        )
        raw, dev_raw = (
            np.array([one.event.confidence for one in part if one.right or field == "mention"]) for part in (some, dev)
        )
        weights, right, dev_right = fit(rows), _right(rows), _right(dev_rows)
        chance = crossed(rows, fit)
        yield (
            field,
            {
                "n": float(len(right)),
                "right": float(right.mean()),
                "raw_ece": calibration_error(raw, right),
                "ece": calibration_error(chance, right),
                "order": resolution(chance, right),
                "dev_ece": calibration_error(crossed(dev_rows, partial(shifted, weights)), dev_right),
                "dev_untuned": calibration_error(apply(weights, dev_rows), dev_right),
                "dev_raw": calibration_error(dev_raw, dev_right),
            },
        )


def write(some: Sequence[Read], dev: Sequence[Read], coder: str) -> None:
    """Keep the maps fitted on all rows, their constants chosen on gold dev."""
    own, other = mentions(some), mentions(dev)
    first = shifted(fit(own), other)
    said, dev_said = apply(first, own), apply(first, other)
    maps = {"mention": first}
    for field in OTHERS:
        maps[field] = shifted(fit(fields(some, said, field)), fields(dev, dev_said, field))
    known = json.loads(WEIGHTS.read_text(encoding="utf-8")) if WEIGHTS.exists() else {}
    known[coder] = {field: [round(float(w), 4) for w in weights] for field, weights in maps.items()}
    WEIGHTS.parent.mkdir(parents=True, exist_ok=True)
    WEIGHTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _rules(dev: Sequence[Row], every: int) -> tuple[list[Read], list[Read]]:
    """Return what the rules find in the corpus and in gold dev."""
    coder = Rules(measured=False)
    rows = list(rows_of(sorted((ROOT / "training" / "corpus").glob("*.jsonl"))))[::every]
    return read(rows, [coder] * len(rows)), read(dev, [coder] * len(dev))


def _hybrid(dev: Sequence[Row], every: int, path: Path) -> tuple[list[Read], list[Read]]:
    """Return what the hybrid coder finds in dispatches that no part of it had seen, and in gold dev."""
    sys.path.insert(0, str(ROOT))
    from training.coder import data, moding, unseen
    from training.coder.__main__ import crossed, crossed_modes, open_tokenizer, sources
    from training.coder.judging import case

    tokenizer = open_tokenizer()
    rows = dict(list(enumerate(data.rows(sources())))[::every])
    corpus = dict(zip(rows, data.examples_of(rows.values(), tokenizer), strict=True))
    kept = list(unseen.kept(path, corpus))
    cases = [case(corpus[i], outputs) for i, outputs in kept]
    judges, modes = crossed(cases), crossed_modes(cases, moding.seen(cases))
    by = learned.build()
    coders: list[Coder] = [
        unseen.coder(tokenizer, outputs, replace(judge, least=by.judge.least, status=by.judge.status), own)
        for (_, outputs), judge, own in zip(kept, judges, modes, strict=True)
    ]
    return read([rows[i][1] for i, _ in kept], coders), read(dev, [replace(by, measured=False)] * len(dev))


def main() -> None:
    """Code, fit, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--coder", default="rules", choices=["rules", "hybrid"])
    parser.add_argument("--unseen", type=Path, metavar="FILE.npz")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth dispatch of the corpus")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.coder == "hybrid" and options.unseen is None:
        parser.error("--coder hybrid needs --unseen FILE.npz: make it with python -m training.coder --keep FILE.npz")
    dev_rows = list(rows_of(sorted((Path(os.environ["TOCSIN_DATA"]) / "gold" / "dev").glob("*.jsonl"))))
    some, dev = (
        _rules(dev_rows, options.every)
        if options.coder == "rules"
        else _hybrid(dev_rows, options.every, options.unseen)
    )
    reached: dict[str, float] = {}
    columns = ("right", "raw_ece", "ece", "order", "dev_ece", "dev_untuned", "dev_raw")
    print(f"{'field':12} {'n':>6} " + " ".join(f"{name:>11}" for name in columns))
    for field, of in table(some, dev):
        print(f"{field:12} {of['n']:6.0f} " + " ".join(f"{of[name]:11.3f}" for name in columns))
        reached |= {f"{field}_ece": of["ece"], f"{field}_dev_ece": of["dev_ece"]}
    show([Target(f"{field}_ece", MOST, most=True) for field in FIELDS], reached)
    if options.write:
        write(some, dev, options.coder)


if __name__ == "__main__":
    main()
