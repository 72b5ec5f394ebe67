"""What rules, model and judge are each worth: gold dev through the whole pipeline, the same articles for each.

    TOCSIN_DATA=... python benchmarks/events_ablation.py [--set dev]

Rows: the rules alone; the model alone (its own spans at even odds, without hints, roles by the rules' rooms); both side
by side without the judge; both with the judge (the `hybrid` coder). The last line is JSON. The pages' own texts and
dates are given, so only the coding is judged.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from events_gold import article_of

from tocsin import pipeline, plugins
from tocsin.events.coder import Coder
from tocsin.events.learned import Chosen, Hybrid, build, propose
from tocsin.events.learned_candidates import Candidate, from_model
from tocsin.events.learned_read import open_page
from tocsin.events.learned_windows import batch
from tocsin.records import Article, Event, Marks
from tocsin.settings import load_settings
from tocsin.tables import to_plain

SHOWN = ("typed_p", "typed_r", "typed_f1", "current_f1", "tuple_f1", "mode", "status", "attribution", "zero_fp")
"""The scorer's figures that a row of the table shows; `articles/s` is added."""


@dataclass(frozen=True, slots=True)
class ModelAlone:
    """The tagger without hints: every span where some event is likelier than none; its modes and statuses."""

    hybrid: Hybrid
    name: str = "model"

    def read(self, article: Article, marks: Marks) -> tuple[Event, ...]:
        """Return the mentions of `article` as the tagger alone sees them."""
        page = open_page(article, marks, self.hybrid.tagger.tokenizer)
        if not page.windows:
            return ()
        made = batch(page.windows, ())
        chances, pieces = self.hybrid.tagger.pieces(made)
        spans = from_model(page.contexts, made, chances, (), True)
        likely = [one for one in spans if _event(pieces.chances[pieces.inside(*one.span)]) >= 0.5]
        return self.hybrid.finish(page, [Chosen(one, 0.5) for one in likely], pieces)


def _event(chances: Any) -> float:
    return float(1 - chances[:, 0].min()) if len(chances) else 0.0


@dataclass(frozen=True, slots=True)
class Union:
    """Every mention of the rules, and beside them every span of the tagger's at even odds."""

    hybrid: Hybrid
    name: str = "union"

    def read(self, article: Article, marks: Marks) -> tuple[Event, ...]:
        """Return the mentions of `article` as either sees them."""
        page = open_page(article, marks, self.hybrid.tagger.tokenizer)
        if not page.windows:
            return ()
        candidates, pieces = propose(page, self.hybrid.tagger)
        kept = [one for one in candidates if one.source == "kept"]
        more = [one for one in candidates if one.source == "model" and _beside(one, kept)]
        likely = [one for one in more if _event(pieces.chances[pieces.inside(*one.span)]) >= 0.5]
        return self.hybrid.finish(page, [Chosen(one, 0.5) for one in (*kept, *likely)], pieces)


def _beside(one: Candidate, kept: Sequence[Candidate]) -> bool:
    return not any(o.span[0] < one.span[1] and o.span[1] > one.span[0] for o in kept)


def scored(paths: Sequence[Path], rows: Sequence[dict[str, Any]], coder: Coder, folder: Path) -> dict[str, float]:
    """Return the shown figures of a coder and its articles per second."""
    plan = pipeline.plan(load_settings())
    pred, begun = folder / f"{coder.name}.jsonl", time.perf_counter()
    lines = []
    for row in rows:
        events = [to_plain(event) for event in pipeline.code_article(plan, article_of(row), coder)]
        for event in events:
            event["sentence"], event["trigger"] = event["sentence"]["text"], event["trigger"]["text"]
        lines.append({"id": row["id"], "text": row["text"], "published": row["published"], "events": events})
    seconds = time.perf_counter() - begun
    pred.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    command: list[str | Path] = [
        sys.executable,
        paths[0].parents[1] / "score.py",
        "--gold",
        *paths,
        "--pred",
        pred,
        "--json",
    ]
    result = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return {name: round(float(result[name]), 3) for name in SHOWN} | {"articles/s": round(len(rows) / seconds, 1)}


def main() -> None:
    """Print the table and a last line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="dev", choices=["dev", "train"])
    options = parser.parse_args()
    paths = sorted((Path(os.environ["TOCSIN_DATA"]) / "gold" / options.set).glob("*.jsonl"))
    lines = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    rows = [line for line in lines if "text" in line]
    begun = time.perf_counter()
    hybrid = build()
    opened = time.perf_counter() - begun
    coders: list[Coder] = [plugins.find("coder", "rules")(), ModelAlone(hybrid), Union(hybrid), hybrid]
    pipeline.code_article(
        pipeline.plan(load_settings()), article_of(rows[0]), coders[0]
    )  # so that no row pays for opening
    with tempfile.TemporaryDirectory() as name:
        table = {coder.name: scored(paths, rows, coder, Path(name)) for coder in coders}
    print("| coder | " + " | ".join((*SHOWN, "articles/s")) + " |")
    print("| --- " * (len(SHOWN) + 2) + "|")
    for name, row in table.items():
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in row.values()) + " |")
    print(json.dumps({"opening_s": round(opened, 2), **table}))


if __name__ == "__main__":
    main()
