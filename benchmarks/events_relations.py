"""Score `classify` on PLV_train: TOCSIN_DATA=/path/to/data python benchmarks/events_relations.py [--errors N].

Source and target are given, as in the set. Prints accuracy and macro-F1 of root types, and accuracy of quad classes.
Nothing is trained.
"""

import argparse
import csv
import os
from collections import Counter
from pathlib import Path

from tocsin.events.classify import classify


def macro_f1(gold: list[str], found: list[str]) -> float:
    """Return the mean F1 over the classes of `gold`."""
    scores = []
    for name in sorted(set(gold)):
        hits = sum(a == b == name for a, b in zip(gold, found, strict=True))
        size = gold.count(name) + found.count(name)
        scores.append(2 * hits / size)
    return sum(scores) / len(scores)


def main() -> None:
    """Parse the arguments, classify, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    root = Path(os.environ["TOCSIN_DATA"])
    path = next(p for p in (root / "events" / "plv", root / "data" / "events" / "plv") if p.exists()) / "PLV_train.tsv"
    rows = list(csv.DictReader(path.open(encoding="utf-8"), delimiter="\t"))
    gold = [row["gold_root"].strip() for row in rows]
    found = [classify(row["sentence"], row["source"], row["target"]) for row in rows]
    # The set keeps PLOVER's earlier YIELD, since parted into CONCEDE and RETREAT.
    types = ["YIELD" if one.type in ("CONCEDE", "RETREAT") else one.type for one in found]
    classes = [str(int(one.quad)) for one in found]
    silver = [row["gold_penta"].strip() for row in rows]
    print(f"{'sentences':22} {len(rows)}")
    print(f"{'accuracy':22} {sum(a == b for a, b in zip(gold, types, strict=True)) / len(rows):.3f}")
    print(f"{'macro_f1':22} {macro_f1(gold, types):.3f}")
    print(f"{'class_accuracy':22} {sum(a == b for a, b in zip(silver, classes, strict=True)) / len(rows):.3f}")
    print(f"{'no trigger':22} {sum(not one.scores for one in found)}")
    wrong = Counter((a, b) for a, b in zip(gold, types, strict=True) if a != b)
    for (a, b), count in wrong.most_common(options.errors):
        print(f"  {a} taken for {b}: {count}")


if __name__ == "__main__":
    main()
