"""Print the flood row: 1,000 copies and rewrites of one report over 200 domains, amid 2,000 others; origins counted.

    TOCSIN_DATA=... python benchmarks/news_flood.py [--seed N]

Rewrites shuffle, cut, drop and add sentences and replace one word in twelve; none carries a credit.
"""

import argparse
import json
import os
import random
import time
from pathlib import Path

from tocsin.news.duplicates import group
from tocsin.records import Article

FILL = ("said", "moreover", "local", "the", "officials", "late", "reported", "there")


def rewrite(sentences: list[str], others: list[str], rng: random.Random) -> str:
    """Return the report, copied or rewritten in one of six manners."""
    manner, out = rng.randrange(6), list(sentences)
    if manner == 1:
        rng.shuffle(out)
    elif manner == 2:
        out = out[: max(3, len(out) // 2)]
    elif manner == 3:
        out = [one for one in out if rng.random() > 0.3] or out
    elif manner == 4:
        out = [rng.choice(others), *out, rng.choice(others)]
    words = ". ".join(out).split()
    return " ".join(rng.choice(FILL) if manner in (3, 5) and rng.random() < 1 / 12 else word for word in words)


def main() -> None:
    """Make the flood, group it, count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=7)
    rng = random.Random(parser.parse_args().seed)
    folder = Path(os.environ["TOCSIN_DATA"]) / "gold" / "train"
    texts = [
        json.loads(line)["text"].replace("\n\n", " ") for path in sorted(folder.glob("*.jsonl")) for line in path.open()
    ]
    pool = [sentence for text in texts for sentence in text.split(". ")]
    report = max(texts, key=len).split(". ")
    made = [(True, rewrite(report, pool, rng), f"site{n % 200}.example") for n in range(1000)]
    made += [(False, ". ".join(rng.sample(pool, 12)), f"other{n % 300}.example") for n in range(2000)]
    rng.shuffle(made)
    articles = [
        Article(str(n), None, "t", text, "en", f"2024-05-0{1 + n * 3 // len(made)}", (), site, site, 0.7, "")
        for n, (_, text, site) in enumerate(made)
    ]
    start = time.perf_counter()
    copies = list(group(articles))
    speed = len(articles) / (time.perf_counter() - start)
    origins = len({copy.origin for copy, (flood, _, _) in zip(copies, made, strict=True) if flood})
    apart = len({copy.copy_group for copy, (flood, _, _) in zip(copies, made, strict=True) if not flood})
    print(f"origins of the flood {origins}; groups of the 2,000 others {apart}; {speed:.0f} articles/s")
    print(json.dumps({"benchmark": "flood", "origins": origins, "other_groups": apart, "articles_per_second": speed}))


if __name__ == "__main__":
    main()
