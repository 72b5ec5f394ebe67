"""Score a coder on the gold dispatches: TOCSIN_DATA=/path/to/data python benchmarks/events_gold.py.

Options: [--set dev|train] [--coder rules] [--alone] [--errors N] [--out FILE]. Gold text and date are given,
so only the coding is judged. The whole pipeline is used;
with `--alone` the coder runs by itself, and countries, places and dates stay empty.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tocsin import pipeline, plugins
from tocsin.events.code import code
from tocsin.records import Article, Event, Marks
from tocsin.settings import load_settings
from tocsin.tables import to_plain


def article_of(row: dict[str, Any]) -> Article:
    """Return the gold article with its own text and date."""
    return Article(
        row["id"],
        None,
        row["title"],
        row["text"],
        "en",
        row["published"],
        (),
        row["publisher"],
        row["origin"],
        1.0,
        "gold",
        known_at=row["published"],
    )


def rows_of(paths: list[Path]) -> Iterator[dict[str, Any]]:
    """Yield the articles of gold files, in order."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line) if line.strip() else {}
            if "text" in row:
                yield row


def coded(row: dict[str, Any], code_one: Callable[[Article], tuple[Event, ...]]) -> dict[str, Any]:
    """Return one prediction line in the scorer's fields."""
    events = [to_plain(event) for event in code_one(article_of(row))]
    for event in events:
        event["sentence"], event["trigger"] = event["sentence"]["text"], event["trigger"]["text"]
    return {name: row[name] for name in ("id", "text", "published", "publisher", "origin")} | {"events": events}


def coder_alone(name: str) -> Callable[[Article], tuple[Event, ...]]:
    """Return the coder by itself, without marks and without the stages around it."""
    reader = plugins.find("coder", name)()
    return lambda article: code(article, Marks(), reader)


def through_pipeline(name: str) -> Callable[[Article], tuple[Event, ...]]:
    """Return the whole way from text to dated, resolved and placed events."""
    plan = pipeline.plan(replace(load_settings(), coder=name))
    return lambda article: pipeline.code_article(plan, article)


def main() -> None:
    """Parse the arguments, code, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="dev", choices=["dev", "train"])
    parser.add_argument("--coder", default="rules")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--out")
    options = parser.parse_args()
    gold = Path(os.environ["TOCSIN_DATA"]) / "gold"
    sys.path.insert(0, str(gold))
    import score  # type: ignore[import-not-found]

    paths = sorted((gold / options.set).glob("*.jsonl"))
    code_one = (coder_alone if options.alone else through_pipeline)(options.coder)
    begun = time.perf_counter()
    lines = [coded(row, code_one) for row in rows_of(paths)]
    seconds = time.perf_counter() - begun
    out = Path(options.out or tempfile.mkstemp(suffix=".jsonl")[1])
    out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    result = score.score([str(path) for path in paths], str(out), None, options.errors)
    for name, value in result.items():
        print(f"{name:22} {value:.3f}" if isinstance(value, float) else f"{name:22} {value}")
    print(f"{'articles/s':22} {len(lines) / seconds:.1f}")


if __name__ == "__main__":
    main()
