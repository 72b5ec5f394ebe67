"""Print the feedparser-tests row: exceptions, and assertions right on what our reader keeps, beside feedparser alone.

    TOCSIN_DATA=... python benchmarks/news_feeds.py [--errors N]

Each file carries an assertion in a comment. Its parts that compare a title, link, id, date, summary, author or source
are evaluated once over feedparser's result and once over our reader's, seen under the same names.
"""

import argparse
import ast
import json
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import feedparser

from tocsin.errors import SkipItem
from tocsin.news.feeds import Feed, parse_feed

_EXPECT = re.compile(rb"Expect:\s*(.+?)\s*(?:\n\s*Header:|-->|\n\n)", re.DOTALL)
_HEADER = re.compile(rb"Header:\s*([\w-]+):\s*(.+?)\s*(?:\n|-->)")
_KEPT = re.compile(
    r"(?:feed|entries\[\d+\])\['(?:title|link|id|published|updated|summary|author)'\]|feed\['subtitle'\]|entries\[\d+\]\['source'\]\['(?:title|link)'\]"
)


def clauses(data: bytes) -> Iterator[str]:
    """Yield the parts of a file's assertion that are about what we keep."""
    match = _EXPECT.search(data[:4000])
    if not match:
        return
    try:
        tree = ast.parse(match[1].decode("utf-8", "replace").strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return
    for part in tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]:
        if isinstance(part, ast.Compare) and _KEPT.fullmatch(ast.unparse(part.left)):
            yield ast.unparse(part)


def holds(clause: str, names: Mapping[str, Any]) -> bool:
    """Return whether a clause is true; a missing key makes it false. Clauses are literals compared with subscripts."""
    try:
        return bool(eval(clause, {"__builtins__": {}}, dict(names)))
    except Exception:  # the assertion does not hold, whatever the reason
        return False


def view(feed: Feed) -> dict[str, Any]:
    """Return our feed under feedparser's names."""
    head = {"title": feed.title, "link": feed.link, "published": feed.published, "updated": feed.updated}
    head |= {"subtitle": feed.summary, "author": feed.author, "id": feed.id}
    rows = [
        {name: getattr(entry, name) for name in ("title", "link", "id", "published", "updated", "summary", "author")}
        | {"source": {"title": entry.source, "link": entry.source_link}}
        for entry in feed.entries
    ]
    return {"feed": head, "entries": rows}


def main() -> None:
    """Read every file both ways and evaluate its assertion."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", type=int, default=0)
    shown = parser.parse_args().errors
    warnings.simplefilter("ignore")
    folder = Path(os.environ["TOCSIN_DATA"]) / "data/ingest/feedparser-tests/tests"
    files = exceptions = total = ours = theirs = 0
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        data, files = path.read_bytes(), files + 1
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in _HEADER.findall(data[:4000])}
        try:
            mine = view(parse_feed(data, headers))
        except SkipItem:
            mine = {}
        except Exception as error:  # what this benchmark counts
            exceptions, mine = exceptions + 1, {}
            print(f"exception in {path.name}: {type(error).__name__}")
        found = list(clauses(data))
        base = feedparser.parse(data, response_headers=headers or None) if found else {}
        for clause in found:
            right, base_right = holds(clause, mine), holds(clause, base)
            total, ours, theirs = total + 1, ours + right, theirs + base_right
            if base_right and not right and shown > 0:
                shown -= 1
                print(path.name, clause[:150])
    print(f"{files} files; {exceptions} exceptions; of {total} assertions kept {ours} right; feedparser {theirs}")
    row = {"files": files, "exceptions": exceptions, "assertions": total, "right": ours, "feedparser": theirs}
    print(json.dumps({"benchmark": "feedparser-tests", **row}))


if __name__ == "__main__":
    main()
