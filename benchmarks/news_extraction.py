"""Print the article-extraction-benchmark row: four-gram shingle F1 and pages a second of CPU, beside trafilatura's.

    TOCSIN_DATA=... python benchmarks/news_extraction.py [--rounds N]

Scored as the benchmark's README describes: token four-grams as bags; true and false positives and false negatives of a
page are shares of their sum; precision and recall are means over pages, F1 their harmonic mean.
"""

import argparse
import gzip
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOUR = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the bag of a text's token four-grams; a shorter text is one shingle."""
    tokens = re.findall(r"\w+", text)
    return (
        Counter(tuple(tokens[at : at + FOUR]) for at in range(max(1, len(tokens) - FOUR + 1))) if tokens else Counter()
    )


def page_scores(gold: str, found: str) -> tuple[float, float]:
    """Return precision and recall of one page."""
    want, have = shingles(gold), shingles(found)
    shared = sum((want & have).values())
    return shared / max(1, sum(have.values())), shared / max(1, sum(want.values()))


def score(gold: dict[str, Any], found: dict[str, str]) -> dict[str, float]:
    """Return mean precision and recall over pages, and their harmonic mean."""
    pairs = [page_scores(gold[key]["articleBody"], found.get(key, "")) for key in gold]
    precision, recall = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    return {"f1": 2 * precision * recall / (precision + recall), "precision": precision, "recall": recall}


def timed(look: Callable[[str], str], pages: dict[str, str], rounds: int) -> tuple[dict[str, str], float, float]:
    """Return what `look` finds and the pages a second of its best round, of CPU time and by the clock on the wall."""
    best, best_wall, out = 0.0, 0.0, {}
    for _ in range(rounds):
        start, wall = time.process_time(), time.perf_counter()
        out = {key: look(page) for key, page in pages.items()}
        best = max(best, len(pages) / (time.process_time() - start))
        best_wall = max(best_wall, len(pages) / (time.perf_counter() - wall))
    return out, best, best_wall


def main() -> None:
    """Score and time our extraction, and trafilatura, on the same pages in the same run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=2)
    rounds = parser.parse_args().rounds
    folder = Path(os.environ["TOCSIN_DATA"]) / "data/ingest/article-extraction-benchmark"
    gold = json.loads((folder / "ground-truth.json").read_text())
    pages = {key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()).decode() for key in gold}
    import trafilatura

    from tocsin.news.extract import extract, main_text

    looks: dict[str, Callable[[str], str]] = {
        "trafilatura": lambda page: trafilatura.extract(page, include_comments=False) or "",
        "tocsin": lambda page: main_text(page)[1],
        "tocsin with lines and language": lambda page: extract(page).text,
    }
    row = {}
    for name, look in looks.items():
        look(next(iter(pages.values())))
        found, speed, wall = timed(look, pages, rounds)
        row[name] = {**score(gold, found), "pages_per_second": speed, "pages_per_second_wall": wall}
        got = row[name]
        told = f"F1 {got['f1']:.4f} P {got['precision']:.3f} R {got['recall']:.3f}"
        print(f"{name:32} {told} {speed:6.1f} pages/s of CPU, {wall:6.1f} by the clock")
    ours, theirs = row["tocsin"], row["trafilatura"]
    row["speedup"] = {
        "times": ours["pages_per_second"] / theirs["pages_per_second"],
        "times_wall": ours["pages_per_second_wall"] / theirs["pages_per_second_wall"],
    }
    print(json.dumps({"benchmark": "article-extraction-benchmark", "pages": len(pages), **row}))


if __name__ == "__main__":
    main()
