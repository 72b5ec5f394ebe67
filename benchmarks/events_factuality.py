"""Score status on UW factuality: TOCSIN_DATA=/path/to/data python benchmarks/events_factuality.py [--learn].

Options: [--split dev|train] [--set UW|UDS]. Prints the mean absolute error and Pearson r on -3..3, beside the
constants 3 and the mean. The text is given in tokens, as in the set. By default the rules' status is scored, for
which nothing is trained. With `--learn`, a reader is trained on the same set's training part and scored on its
development part: MiniLM's state of the event's word, with the status, score and cue of the rules beside it (needs
torch; about two minutes of one core; what is learned is thrown away).
"""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import correlation, fmean

from folds.targets import Target, show

from tocsin.events.parse import Token, pipeline
from tocsin.events.status import of_token

TARGETS = (
    Target("mae", 0.48, 0.42, "best published about .42; constant .781", most=True),
    Target("pearson_r", 0.74, 0.79, "best published about .79"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, its annotated events as tokens of its parse, and their labels."""

    text: str
    tokens: tuple[Token, ...]
    labels: tuple[float, ...]


def read(path: Path) -> Iterator[Told]:
    """Yield the sentences of a part of the set, parsed in the set's tokens."""
    from spacy.tokens import Doc

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    nlp = pipeline()
    docs = (Doc(nlp.vocab, words=[word or "_" for word in row["text"].split(" ")]) for row in rows)
    for row, doc in zip(rows, nlp.pipe(docs, batch_size=64), strict=True):
        targets = row["targets"]
        tokens = tuple(doc[one["span1"][0]] for one in targets)
        yield Told(doc.text, tokens, tuple(float(one["label"]) for one in targets))


def by_rules(told: Sequence[Told]) -> list[float]:
    """Return the score of each event by the rules."""
    return [of_token(token).score for one in told for token in one.tokens]


def by_reader(seen: Sequence[Told], unseen: Sequence[Told], epochs: int) -> list[float]:
    """Return the score of each event of `unseen` by a reader trained on `seen`."""
    from folds.encoder import Plan, predict, read_lower, train
    from folds.factuality import cue_names, to_texts

    cues = cue_names([token for one in seen for token in one.tokens])
    parts = (read_lower(to_texts([(t.text, t.tokens, t.labels) for t in part], cues)) for part in (seen, unseen))
    first, second = parts
    model = train(first, Plan("number", 1, epochs=epochs))
    return [max(-3.0, min(3.0, float(row[0]))) for rows in predict(model, second) for row in rows]


def main() -> None:
    """Parse the arguments, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev", choices=["dev", "train"])
    parser.add_argument("--set", default="UW", choices=["UW", "UDS"])
    parser.add_argument("--learn", action="store_true")
    parser.add_argument("--epochs", type=int, default=3)
    options = parser.parse_args()
    root = Path(os.environ["TOCSIN_DATA"])
    folder = next(p for p in (root / "events", root / "data" / "events") if p.exists()) / "factuality"
    told = list(read(folder / f"{options.set}-{options.split}" / f"{options.split}.jsonl"))
    gold = [label for one in told for label in one.labels]
    if options.learn:
        # A sentence of the part that is scored is never trained on.
        known = {one.text for one in told}
        seen = [one for one in read(folder / f"{options.set}-train" / "train.jsonl") if one.text not in known]
        scores = by_reader(seen, told, options.epochs)
    else:
        scores = by_rules(told)
    found = {
        "events": float(len(gold)),
        "mae": fmean(abs(a - b) for a, b in zip(gold, scores, strict=True)),
        "pearson_r": correlation(gold, scores),
    }
    for name, value in (("3", 3.0), ("mean", fmean(gold))):
        found[f"mae of constant {name}"] = fmean(abs(label - value) for label in gold)
    show(TARGETS if options.set == "UW" else (), found)


if __name__ == "__main__":
    main()
