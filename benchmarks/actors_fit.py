"""Fit the weights by which the country of an unnamed participant is chosen, on the gold set's training part.

    TOCSIN_DATA=... python benchmarks/actors_fit.py

Writes `src/tocsin/resources/roster/weights.json` and prints the accuracy in cross-validation by article. The cases are
the gold participants whose own words name neither a country nor an actor; the right answer is the gold country.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from tocsin.actors import behind
from tocsin.actors.clues import CLASSES, CLUES, clues
from tocsin.actors.find import Hit, hits
from tocsin.actors.generic import may_stand_for
from tocsin.actors.names import Token, fold, tokens
from tocsin.actors.phrases import Role, read_role, singular
from tocsin.actors.roster import Roster, load_roster
from tocsin.actors.scene import Scene, read_scene

Case = tuple[str, NDArray[np.float64], int]
PENALTY = 3.0
OUT = Path(__file__).parents[1] / "src" / "tocsin" / "resources" / "roster" / "weights.json"


def cases(row: dict[str, Any], roster: Roster) -> Iterator[tuple[str, Case]]:
    """Yield (class, case) for each participant of an article whose country only its context tells."""
    text = row["text"]
    for event in row["events"]:
        scene = read_scene(text, event["date"] or row["published"], roster)
        for one in [*event["actors"], *event["recipients"], *([event["attribution"]] if event["attribution"] else [])]:
            words = tokens(one["text"])
            if not words or hits(words, one["text"], roster) or (words[-1].capital and len(words) > 1):
                continue
            role = read_role(words)
            head = singular(words[role.end - 1].key) if role else singular(words[-1].key)
            base = max(0, text.find(event["sentence"]))
            inside = event["sentence"].find(one["text"])
            at = base + inside if inside >= 0 else max(0, text.find(one["text"]))
            given = [c for place, c in scene.heads.get(head, ()) if place < at] or [
                c for _, c in scene.heads.get(head, ())
            ]
            options = [None, *scene.total]
            if one["country"] in options:
                table = np.array([clues(scene, option, at, given) for option in options])
                yield CLASSES[role.sector if role else "CVL"], (row["id"], table, options.index(one["country"]))


def names_of(row: dict[str, Any], roster: Roster) -> Iterator[Case]:
    """Yield a case for each unnamed participant that may stand for a named organisation; right is the gold name."""
    text = row["text"]
    for event in row["events"]:
        scene = read_scene(text, event["date"] or row["published"], roster)
        for one in [*event["actors"], *event["recipients"], *([event["attribution"]] if event["attribution"] else [])]:
            words = tokens(one["text"])
            found = hits(words, one["text"], roster)
            if not words or any(hit.entries[0].kind not in ("demonym", "state") for hit in found):
                continue
            role = read_role(words)
            query = query_of(scene, words, role, place_of(text, event["sentence"], one["text"]), found)
            options = behind.candidates(scene, query) if query else {}
            if query is None or not options:
                continue
            names: list[str | None] = [None, *options]
            right = next((i for i, name in enumerate(names) if name and one["name"] and alike(name, one["name"])), 0)
            if right or not one["name"]:
                yield row["id"], np.array([behind.clues(scene, query, options, name) for name in names]), right


def query_of(scene: Scene, words: list[Token], role: Role | None, at: int, found: list[Hit]) -> behind.Query | None:
    """The question that the resolver would ask about a phrase; None where it would ask none."""
    country = found[0].entries[0].country if found else None
    return may_stand_for(scene, words, role, at, country)


def alike(one: str, two: str) -> bool:
    """True where one name has most of the shorter one's words."""
    a, b = set(fold(one).split()), set(fold(two).split())
    return len(a & b) >= 0.6 * min(len(a), len(b))


def place_of(text: str, sentence: str, quote: str) -> int:
    """Offset of a gold quotation: in its sentence, else anywhere."""
    base, inside = max(0, text.find(sentence)), sentence.find(quote)
    return base + inside if inside >= 0 else max(0, text.find(quote))


def loss(weights: NDArray[np.float64], data: list[Case]) -> tuple[float, NDArray[np.float64]]:
    """Negative log-likelihood of a conditional logit with an L2 penalty, and its gradient."""
    total, slope = PENALTY / 2 * float(weights @ weights), PENALTY * weights
    for _, table, right in data:
        raw = table @ weights
        share = np.exp(raw - raw.max())
        share /= share.sum()
        total -= float(np.log(share[right]))
        slope = slope + share @ table - table[right]
    return total, slope


def fit(data: list[Case]) -> NDArray[np.float64]:
    """Return the weights that the cases make likeliest."""
    result: NDArray[np.float64] = minimize(
        loss, np.zeros(data[0][1].shape[1]), args=(data,), jac=True, method="L-BFGS-B"
    ).x
    return result


def accuracy(data: list[Case]) -> float:
    """Share of cases whose likeliest country is right, five-fold by article."""
    ids = sorted({case[0] for case in data})
    right = 0
    for part in range(5):
        held = set(ids[part::5])
        weights = fit([case for case in data if case[0] not in held])
        right += sum(int((case[1] @ weights).argmax() == case[2]) for case in data if case[0] in held)
    return right / len(data)


def main() -> None:
    """Fit each class, print its accuracy and write the weights."""
    roster, data = load_roster(), defaultdict(list)
    meant: list[Case] = []
    for path in sorted((Path(os.environ["TOCSIN_DATA"]) / "gold" / "train").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "events" in row:
                for kind, case in cases(row, roster):
                    data[kind].append(case)
                meant += names_of(row, roster)
    out = {}
    for kind, some in sorted(data.items()):
        print(f"{kind:8} {len(some):5} cases  accuracy {accuracy(some):.3f}")
        out[kind] = [round(float(w), 3) for w in fit(some)]
    table = json.loads(OUT.read_text(encoding="utf-8")) if OUT.is_file() else {}
    table |= {"clues": list(CLUES), "country": out}
    print(
        f"behind   {len(meant):5} cases  accuracy {accuracy(meant):.3f}  named {sum(bool(case[2]) for case in meant)}"
    )
    table |= {"behind_clues": list(behind.CLUES), "behind": [round(float(w), 3) for w in fit(meant)]}
    OUT.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
