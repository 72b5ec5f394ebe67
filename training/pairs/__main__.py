"""Remake the weights of the pair score: python -m training.pairs [--penalty P] [--folds N] [--dry].

Learns from the pairs of `training/situations`, as written and as the coder finds it in the raw pages, beginning from
the weights of `prior.json`: the penalty is on the distance from them. Prints B-cubed and pairwise F1 cross-validated by
situation, and writes `resources/incidents/pair_weights.json`.

The coder has learned from the same files, so its mentions are a little better here than elsewhere; the pair score has
not seen the situations it is judged on.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tocsin import pipeline
from tocsin.incidents.cluster import Scores
from tocsin.incidents.compare import logistic
from tocsin.incidents.merge import Memory, merge
from tocsin.settings import load_settings
from training.pairs.examples import Example, Reading, examples, found, written
from training.pairs.fit import fit
from training.pairs.judge import bcubed, pairwise

HOME = Path(__file__).parents[2]
OUT = HOME / "src/tocsin/resources/incidents/pair_weights.json"
# A written situation has many more pairs than a dispatch; each file counts as this many pairs at most.
FILE_WEIGHT = 400.0
PRIOR = Path(__file__).with_name("prior.json")


def readings(folder: Path) -> tuple[list[Reading], list[Reading]]:
    """Return the files of a folder as written and as found, in the same order."""
    plan = pipeline.plan(load_settings())
    paths = sorted(folder.glob("*.jsonl"))
    return [written(path) for path in paths], [found(path, plan) for path in paths]


def learn(parts: Sequence[Sequence[Example]], penalty: float) -> dict[str, dict[str, float]]:
    """Return the weights for pairs within and across articles, each file weighed alike."""
    prior = json.loads(PRIOR.read_text(encoding="utf-8"))
    table = {}
    for name, within in (("within", True), ("across", False)):
        rows, weights = [], []
        for part in parts:
            own = [one for one in part if one.within == within]
            rows += own
            weights += [min(1.0, FILE_WEIGHT / max(1, len(part)))] * len(own)
        table[name] = fit(rows, penalty, weights, prior[name])
    return table


def merged(reading: Reading, table: Mapping[str, Mapping[str, float]]) -> list[tuple[str, str | None]]:
    """Return each written mention's incident and the one found with these weights, None where it was not found."""
    memory = Memory()
    memory.scores = Scores(lambda a, b: logistic(a, b, table))
    incidents = merge(reading.articles, reading.events, reading.copies, memory)
    home = {event: one.id for one in incidents for event in one.events}
    known = [event for event in reading.events if event.incident]
    labels: list[tuple[str, str | None]] = [(f"{reading.name} {one.incident}", home[one.id]) for one in known]
    missed = Counter(reading.written) - Counter(one.incident for one in known if one.incident)
    return labels + [(f"{reading.name} {incident}", None) for incident in missed.elements()]


def main() -> None:
    """Cross-validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--penalty", type=float, default=30.0)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--dry", action="store_true", help="print figures, write nothing")
    options = parser.parse_args()
    gold, coded = readings(HOME / "training/situations")
    pairs = [(examples(one), examples(two)) for one, two in zip(gold, coded, strict=True)]
    labels: dict[str, list[tuple[str, str | None]]] = {"as written": [], "as found": []}
    for fold in range(options.folds):
        rest = [part for n, both in enumerate(pairs) if n % options.folds != fold for part in both]
        table = learn(rest, options.penalty)
        for n in range(fold, len(gold), options.folds):
            labels["as written"] += merged(gold[n], table)
            labels["as found"] += merged(coded[n], table)
    for name, own in labels.items():
        print(name, f"b3 {bcubed(own):.3f} pairwise {pairwise(own):.3f} mentions {len(own)}")
    table = learn([part for both in pairs for part in both], options.penalty)
    if not options.dry:
        made = "python -m training.pairs: training/situations, as written and as found"
        OUT.write_text(json.dumps({"made": made, **table}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
