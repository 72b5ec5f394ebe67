"""Score a coder on the gold dispatches: TOCSIN_DATA=/path/to/data python benchmarks/events_gold.py [--set dev|train] [--coder rules] [--errors N].

Gold text and publication date are given, so only the coding is judged. Where the whole pipeline is installed it is used;
with `--alone` the coder runs by itself, and countries, places and dates stay empty.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin import plugins
from tocsin.events.code import code
from tocsin.records import Article, Marks, make_id
from tocsin.tables import to_plain


def article_of(row: dict[str, Any]) -> Article:
    """Return the gold article with its own text and date."""
    return Article(row["id"], None, row["title"], row["text"], "en", row["published"], (), row["publisher"], row["origin"], 1.0, "gold",
                   known_at=row["published"])


def rows_of(paths: list[Path]) -> Iterator[dict[str, Any]]:
    """Yield the articles of gold files, in order."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line) if line.strip() else {}
            if "text" in row:
                yield row


def coded(row: dict[str, Any], reader: Any, alone: bool) -> dict[str, Any]:
    """Return one prediction line in the scorer's fields."""
    article = article_of(row)
    events = [to_plain(event) for event in (code(article, Marks(), reader) if alone else _through_pipeline(article, reader))]
    for event in events:
        event["sentence"], event["trigger"] = event["sentence"]["text"], event["trigger"]["text"]
    return {"id": row["id"], "text": row["text"], "published": row["published"], "publisher": row["publisher"], "origin": row["origin"], "events": events}


def _through_pipeline(article: Article, reader: Any) -> tuple[Any, ...]:
    from tocsin import pipeline

    return tuple(pipeline.code_article(article, reader))


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
    reader = plugins.find("coder", options.coder)()
    begun, lines = time.perf_counter(), []
    for row in rows_of(paths):
        lines.append(coded(row, reader, options.alone))
    seconds = time.perf_counter() - begun
    out = Path(options.out or tempfile.mkstemp(suffix=".jsonl")[1])
    out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    result = score.score([str(path) for path in paths], str(out), None, options.errors)
    for name, value in result.items():
        print(f"{name:22} {value:.3f}" if isinstance(value, float) else f"{name:22} {value}")
    print(f"{'articles/s':22} {len(lines) / seconds:.1f}  ({make_id(*map(str, sorted(result['by_type'].items())))})")


if __name__ == "__main__":
    main()
