"""Count how often a trigger of each type is right on gold train, and print `resources/events/precision.yaml`.

TOCSIN_DATA=/path/to/data python benchmarks/events_precision.py. A mention is right where the gold scorer matches it;
verbs and nouns are counted apart, with two right and one wrong added, so that a rare type does not look certain.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path

from events_gold import article_of, coder_alone, rows_of

from tocsin.tables import to_plain


def main() -> None:
    """Code the training articles, count, print."""
    gold = Path(os.environ["TOCSIN_DATA"]) / "gold"
    sys.path.insert(0, str(gold))
    import score  # type: ignore[import-not-found]

    code_one = coder_alone("rules")
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for row in rows_of(sorted((gold / "train").glob("*.jsonl"))):
        events = [json.loads(json.dumps(to_plain(event))) for event in code_one(article_of(row))]
        keys = [(event["type"], "noun" if "noun pattern" in event["type_why"] else "verb") for event in events]
        for event in events:
            event["sentence"], event["trigger"] = event["sentence"]["text"], event["trigger"]["text"]
        total.update(keys)
        right.update(keys[j] for _, j in score.match(row["events"], events))
    for type_ in sorted({name for name, _ in total}):
        shares = {kind: (right[type_, kind] + 2) / (total[type_, kind] + 3) for kind in ("verb", "noun")}
        print(f"{type_}: {{verb: {shares['verb']:.2f}, noun: {shares['noun']:.2f}}}")


if __name__ == "__main__":
    main()
