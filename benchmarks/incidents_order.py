"""Merge each gold situation in 50 orders, and day by day with memory, and check that the incidents are the same.

python benchmarks/incidents_order.py TOCSIN_DATA
"""

import argparse
from pathlib import Path
from random import Random

from incidents_gold import load

from tocsin.incidents.merge import Memory, merge

SHUFFLES = 50


def main() -> None:
    """Print for each situation how many orders gave the same incidents, byte for byte."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    dice = Random(5)
    for path in sorted((options.data / "gold" / "dev").glob("situation-*.jsonl")):
        articles, events, _ = load(path)
        first, same = repr(merge(articles, events, {})), 0
        for _ in range(SHUFFLES):
            dice.shuffle(articles)
            dice.shuffle(events)
            same += repr(merge(articles, events, {})) == first
        memory, last = Memory(), ""
        for size in range(1, len(articles) + 1):
            known = {one.id for one in articles[:size]}
            last = repr(merge(articles[:size], [e for e in events if e.article in known], {}, memory))
        print(
            f"{path.name}: {same} of {SHUFFLES} orders the same; "
            f"one by one {'the same' if last == first else 'DIFFERS'}"
        )


if __name__ == "__main__":
    main()
