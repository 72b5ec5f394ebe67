"""Score status on UW factuality: TOCSIN_DATA=/path/to/data python benchmarks/events_factuality.py.

Options: [--split dev|train] [--set UW|UDS]. Prints the mean absolute error and Pearson r on -3..3, beside the
constants 3 and the mean. The text is given in tokens, as in the set.
"""

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path
from statistics import correlation, fmean

from tocsin.events.parse import Token, pipeline
from tocsin.events.status import of_token


def targets(path: Path) -> Iterator[tuple[Token, float]]:
    """Yield (token, label) of every annotated event."""
    from spacy.tokens import Doc

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    nlp = pipeline()
    docs = (Doc(nlp.vocab, words=[word or "_" for word in row["text"].split(" ")]) for row in rows)
    for row, doc in zip(rows, nlp.pipe(docs, batch_size=64), strict=True):
        yield from ((doc[one["span1"][0]], float(one["label"])) for one in row["targets"])


def main() -> None:
    """Parse the arguments, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev", choices=["dev", "train"])
    parser.add_argument("--set", default="UW", choices=["UW", "UDS"])
    options = parser.parse_args()
    folder = Path(os.environ["TOCSIN_DATA"]) / "events" / "factuality"
    if not folder.exists():
        folder = Path(os.environ["TOCSIN_DATA"]) / "data" / "events" / "factuality"
    found = list(targets(folder / f"{options.set}-{options.split}" / f"{options.split}.jsonl"))
    gold = [label for _, label in found]
    scores = [of_token(token).score for token, _ in found]
    print(f"{'events':22} {len(gold)}")
    print(f"{'mae':22} {fmean(abs(a - b) for a, b in zip(gold, scores, strict=True)):.3f}")
    print(f"{'pearson_r':22} {correlation(gold, scores):.3f}")
    for name, value in (("3", 3.0), ("mean", fmean(gold))):
        print(f"{'mae of constant ' + name:22} {fmean(abs(label - value) for label in gold):.3f}")


if __name__ == "__main__":
    main()
