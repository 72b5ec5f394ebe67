"""Print the news stage's figures on the gold dispatches: published, origin, publisher, text F1, copies.

    TOCSIN_DATA=... python benchmarks/news_gold.py [--part dev|train]

Everything is read from `raw` alone. `copies` is pairwise F1 over the articles of each situation: pairs of one true
origin against pairs given one origin; `groups` the same against pairs put into one copy group.
"""

import argparse
import itertools
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

from tocsin.news.duplicates import group
from tocsin.news.gather import gather
from tocsin.records import Article, Document


def bag(text: str | None) -> Counter[str]:
    """Return a text's words with their counts."""
    return Counter(re.findall(r"\w+", (text or "").lower()))


def token_f1(gold: str, found: str) -> float:
    """Return the F1 of two texts' words."""
    one, other = bag(gold), bag(found)
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


def same_name(gold: str, found: str | None) -> bool:
    """Return whether two names share half of their words."""
    one, other = bag(gold), bag(found)
    return sum((one & other).values()) >= 0.5 * max(1, sum((one | other).values()))


def pair_f1(gold: set[tuple[str, str]], found: set[tuple[str, str]]) -> float:
    """Return the F1 of two sets of pairs."""
    return 2 * len(gold & found) / max(1, len(gold) + len(found))


def pairs(keys: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the pairs of ids whose keys are equal."""
    return {(one, other) for one, other in itertools.combinations(sorted(keys), 2) if keys[one] == keys[other]}


def main() -> None:
    """Gather every article and compare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    folder = Path(os.environ["TOCSIN_DATA"]) / "gold" / parser.parse_args().part
    shares: dict[str, list[float]] = {"published": [], "origin": [], "publisher": [], "text_f1": []}
    truth: set[tuple[str, str]] = set()
    by_origin: set[tuple[str, str]] = set()
    by_group: set[tuple[str, str]] = set()
    for path in sorted(folder.glob("*.jsonl")):
        rows = [row for row in map(json.loads, path.read_text().splitlines()) if "raw" in row]
        articles: list[Article] = []
        for row in rows:
            article = gather(Document(id=row["id"], raw=row["raw"]))
            articles.append(article)
            shares["published"].append(article.published == row["published"])
            shares["origin"].append(same_name(row["origin"], article.origin))
            shares["publisher"].append(same_name(row["publisher"], article.publisher))
            shares["text_f1"].append(token_f1(row["text"], article.text))
        if "situation" in path.name:
            answers = {copy.article: copy for copy in group(articles)}
            ids = {row["id"]: answers[article.id] for row, article in zip(rows, articles, strict=True)}
            truth |= pairs({row["id"]: row["origin"] for row in rows})
            by_origin |= pairs({name: copy.origin for name, copy in ids.items()})
            by_group |= pairs({name: copy.copy_group for name, copy in ids.items()})
    row = {name: sum(values) / len(values) for name, values in shares.items()}
    row |= {"copies": pair_f1(truth, by_origin), "groups": pair_f1(truth, by_group)} if truth else {}
    print("  ".join(f"{name} {value:.3f}" for name, value in row.items()))
    print(json.dumps({"benchmark": "gold news", "articles": len(shares["published"]), **row}))


if __name__ == "__main__":
    main()
