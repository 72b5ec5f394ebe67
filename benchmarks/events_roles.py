"""Score who acts, who is acted upon and who says so, on the gold dispatches: rules alone beside the learned linker.

    TOCSIN_DATA=... python benchmarks/events_roles.py [--set dev|train] [--way given|whole]

`given`: the gold mentions' sentences, triggers and types are handed over, and only the linking is judged. `whole`: what
the coder finds in the article's text is matched to the gold mentions, by the gold set's own scorer. Both go through
`tocsin.actors.resolve.resolve_event`.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tocsin import pipeline
from tocsin.actors.credible import only_actors
from tocsin.actors.resolve import resolve_event
from tocsin.events import linker_candidates
from tocsin.events.code import code
from tocsin.events.linker import link
from tocsin.events.linker_given import by_rules
from tocsin.places.assign import assign
from tocsin.records import Article, Event, Marks
from tocsin.settings import load_settings
from tocsin.tables import to_plain
from tocsin.times.anchor import anchor
from training.roles.examples import article_of, given, rows

FIGURES = (
    "actor_country_f1", "actor_role_f1", "recipient_country_f1", "recipient_role_f1", "participant_span_f1", "name_f1",
    "attribution", "tuple_f1", "typed_f1",
)  # fmt: skip
Way = Callable[[dict[str, Any], Article, Marks], tuple[Event, ...]]


def of_gold(row: dict[str, Any], article: Article, marks: Marks) -> tuple[Event, ...]:
    """Return the gold mentions with the participants that the rules find; date and status stay the gold ones."""
    page = linker_candidates.read(article, marks)
    return tuple(
        replace(by_rules(event, page), date=one["date"], status=one["status"])
        for event, one in zip(given(row), row["events"], strict=True)
    )


def of_coder(_row: dict[str, Any], article: Article, marks: Marks) -> tuple[Event, ...]:
    """Return the mentions that the coder finds."""
    return code(article, marks, pipeline.plan(load_settings()).coder)


def predicted(paths: Sequence[Path], way: Way, linked: bool) -> tuple[list[dict[str, Any]], float]:
    """Return the scorer's lines for gold files, and the seconds that linking took."""
    plan, lines, spent = pipeline.plan(load_settings()), [], 0.0
    for row in rows(paths):
        article = article_of(row)
        marks = pipeline.mark(plan, article)
        events = way(row, article, marks)
        begun = time.perf_counter()
        events = link(article, marks, events) if linked else events
        spent += time.perf_counter() - begun
        if way is of_coder:
            events = anchor(events, marks.times, article)
        events = tuple(only_actors(resolve_event(one, article, plan.roster)) for one in events)
        found = [to_plain(one) for one in assign(events, marks.places, article)]
        for one in found:
            one["sentence"], one["trigger"] = one["sentence"]["text"], one["trigger"]["text"]
        lines.append(
            {name: row[name] for name in ("id", "text", "published", "publisher", "origin")} | {"events": found}
        )
    return lines, spent


def main() -> None:
    """Print one line a figure: rules, linker."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="dev", choices=["dev", "train"])
    parser.add_argument("--way", default="given", choices=["given", "whole"])
    options = parser.parse_args()
    gold = Path(os.environ["TOCSIN_DATA"]) / "gold"
    sys.path.insert(0, str(gold))
    import score  # type: ignore[import-not-found]

    paths = sorted((gold / options.set).glob("*.jsonl"))
    results = []
    for linked in (False, True):
        lines, spent = predicted(paths, of_gold if options.way == "given" else of_coder, linked)
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "pred.jsonl"
            out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
            results.append(score.score([str(path) for path in paths], str(out)))
    print(f"{'':22} rules linker")
    for name in FIGURES:
        print(f"{name:22} {results[0][name]:.3f} {results[1][name]:.3f}")
    print(f"{'linking, articles/s':22} {len(lines) / spent:.1f}")


if __name__ == "__main__":
    main()
