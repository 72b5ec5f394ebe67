"""Print how many article pages are wrongly refused as lists of stories, how many lists made from them are told, and how
many pages are split as live blogs (with --show, which: a look tells whether they are).

    TOCSIN_DATA=... python benchmarks/news_lists.py [--show]

Article pages: article-extraction-benchmark, htmldate-eval (less addresses without a path, which are front pages) and
the gold dispatches. The lists are made: headlines of the pages of one set, twenty a list, each a link with a teaser.
"""

import argparse
import gzip
import json
import os
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from news_dating import pages

from tocsin.news.decode import decode
from tocsin.news.extract import extract
from tocsin.news.live import split
from tocsin.records import Document

SIZE, TEASER = 20, 160


def benchmark_pages(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages of article-extraction-benchmark."""
    folder = data / "data/ingest/article-extraction-benchmark"
    for key, row in json.loads((folder / "ground-truth.json").read_text()).items():
        yield row.get("url", key), gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()).decode()


def dated_pages(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages of htmldate-eval, front pages left out."""
    folder = data / "data/ingest/htmldate-eval"
    html = pages(folder)
    for name in ("eval_default.json", "eval_mediacloud_2020.json"):
        for url, row in json.loads((folder / "tests" / name).read_text()).items():
            parts = urlsplit(url)
            if parts.path.strip("/") or parts.query:
                yield url, decode(html[row["file"]])


def gold_pages(data: Path) -> Iterator[tuple[str, str]]:
    """Yield the gold dispatches' pages."""
    for path in sorted((data / "gold/dev").glob("*.jsonl")):
        for row in map(json.loads, path.read_text().splitlines()):
            if "raw" in row:
                yield row["id"], row["raw"]


def front(stories: list[tuple[str, str]]) -> str:
    """Return a section front of (title, body) stories."""
    items = "".join(
        f'<div class="item"><h3><a href="/{at}">{escape(title)}</a></h3><p>{escape(body[:TEASER])} …</p></div>'
        for at, (title, body) in enumerate(stories)
    )
    return f"<html><head><title>News</title></head><body><main><h1>News</h1>{items}</main></body></html>"


def main() -> None:
    """Count refusals."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    show = parser.parse_args().show
    data = Path(os.environ["TOCSIN_DATA"])
    row: dict[str, list[int]] = {}
    told: list[tuple[str, str]] = []
    blogs = 0
    for name, read in (("aeb", benchmark_pages), ("htmldate", dated_pages), ("gold", gold_pages)):
        counts = row[name] = [0, 0]
        for url, raw in read(data):
            page = extract(raw, url)
            counts[0] += page.shape == "list"
            counts[1] += 1
            if (entries := len(split(Document(raw=raw, url=url if "://" in url else None)))) > 1:
                blogs += 1
                if show:
                    print("live blog", entries, url)
            if name == "aeb" and len(page.title.split()) > 4:
                told.append((page.title, page.text))
            if show and page.shape == "list":
                print(name, url)
    made = [front(told[at : at + SIZE]) for at in range(0, len(told) - SIZE, 7)]
    row["lists told"] = [sum(extract(one).shape == "list" for one in made), len(made)]
    print("  ".join(f"{name} {some}/{all_}" for name, (some, all_) in row.items()), f" split {blogs}")
    print(json.dumps({"benchmark": "lists of stories", **row, "split": blogs}))


if __name__ == "__main__":
    main()
