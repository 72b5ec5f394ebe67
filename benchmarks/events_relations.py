"""Score relations on PLV_train: TOCSIN_DATA=/path/to/data python benchmarks/events_relations.py [--learn] [--errors N].

Source and target are given, as in the set. Prints accuracy and macro-F1 of root types, and accuracy of quad classes.
By default `classify` is scored, for which nothing is trained. With `--learn`, five folds of MiniLM with source and
target marked, first trained on our corpus and on PLOVER's gold records, are scored beside the target (needs torch;
about five minutes of one core; what is learned is thrown away).
"""

import argparse
import csv
import os
from collections import Counter
from pathlib import Path

from folds.targets import Target, show

from tocsin.events.classify import classify
from tocsin.events.ontology import plover

TARGETS = (Target("macro_f1", 0.82, 0.743, "zero-shot with codebook, Hu et al. 2024; TF-IDF SVM .685"),)


def macro_f1(gold: list[str], found: list[str]) -> float:
    """Return the mean F1 over the classes of `gold`."""
    scores = []
    for name in sorted(set(gold)):
        hits = sum(a == b == name for a, b in zip(gold, found, strict=True))
        size = gold.count(name) + found.count(name)
        scores.append(2 * hits / size)
    return sum(scores) / len(scores)


def by_rules(rows: list[dict[str, str]]) -> list[str]:
    """Return the root of each row as `classify` finds it."""
    found = [classify(row["sentence"], row["source"], row["target"]).type for row in rows]
    # The set keeps PLOVER's earlier YIELD, since parted into CONCEDE and RETREAT.
    return ["YIELD" if one in ("CONCEDE", "RETREAT") else one for one in found]


def by_folds(folder: Path, epochs: int) -> list[str]:
    """Return the root of each row as a reader finds it that was trained on the other folds."""
    from folds.encoder import Plan
    from folds.relations import ROOTS, corpus, crossed, plv, records

    before = [*corpus(), *records(folder / "plover_gsr" / "PLOVER_GSR_CAMEO.txt")]
    scores = crossed(plv(folder / "plv" / "PLV_train.tsv"), before, Plan("choice", len(ROOTS), epochs=epochs), 3)
    return [ROOTS[i] for i in scores.argmax(axis=1)]


def quad(root: str) -> str:
    """Return the quad class of a root, as the set has it."""
    return str(int(plover().quad("CONCEDE" if root == "YIELD" else root)))


def main() -> None:
    """Parse the arguments, classify, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--learn", action="store_true")
    parser.add_argument("--epochs", type=int, default=6)
    options = parser.parse_args()
    root = Path(os.environ["TOCSIN_DATA"])
    folder = next(p for p in (root / "events", root / "data" / "events") if p.exists())
    rows = list(csv.DictReader((folder / "plv" / "PLV_train.tsv").open(encoding="utf-8"), delimiter="\t"))
    gold = [row["gold_root"].strip() for row in rows]
    types = by_folds(folder, options.epochs) if options.learn else by_rules(rows)
    silver = [row["gold_penta"].strip() for row in rows]
    accuracy = sum(a == b for a, b in zip(gold, types, strict=True)) / len(rows)
    classes = sum(a == quad(b) for a, b in zip(silver, types, strict=True)) / len(rows)
    found = {"macro_f1": macro_f1(gold, types), "accuracy": accuracy, "class_accuracy": classes}
    show(TARGETS, {"sentences": len(rows), **found})
    wrong = Counter((a, b) for a, b in zip(gold, types, strict=True) if a != b)
    for (a, b), number in wrong.most_common(options.errors):
        print(f"  {a} taken for {b}: {number}")


if __name__ == "__main__":
    main()
