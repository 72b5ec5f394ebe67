"""TIMEX3 over TimeBank 1.2 (183 documents): strict F1 and value F1 as TempEval-3 defines them, and documents a second.

Strict: the spans are equal. Value: a found expression overlaps a gold one and has its value (F1 over relaxed matches).
Run: `TOCSIN_DATA=... python benchmarks/times_timebank.py [--errors N]`.
"""

import argparse
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tocsin.records import Time
from tocsin.times.read import read


class Page(NamedTuple):
    """One TimeBank document: its name, day of creation, text and gold expressions."""

    name: str
    day: str
    text: str
    gold: tuple[Time, ...]


class Pair(NamedTuple):
    """A gold and a found expression that overlap; either may be missing."""

    gold: Time | None
    found: Time | None


def pages(folder: Path) -> Iterator[Page]:
    """Yield the documents of a TimeBank folder."""
    for path in sorted(folder.rglob("*.tml")):
        source = path.read_text(encoding="utf-8")
        day = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", source, re.DOTALL)
        body = source[source.index("<TEXT>") + 6 : source.index("</TEXT>")]
        text, gold = untag(body)
        yield Page(path.stem, day[1] if day else "1998-01-01", text, gold)


def untag(body: str) -> tuple[str, tuple[Time, ...]]:
    """Return a TimeML body as plain text and its TIMEX3 tags as times."""
    text, gold, opened = "", [], None
    for piece in re.split(r"(<[^>]+>)", body):
        if piece.startswith("<TIMEX3"):
            opened = (len(text), dict(re.findall(r'(\w+)="([^"]*)"', piece)))
        elif piece.startswith("</TIMEX3") and opened:
            start, tag = opened
            gold.append(Time(start, len(text), text[start:], tag["value"], tag["type"]))
        elif not piece.startswith("<"):
            text += piece.replace("&amp;", "&")
    return text, tuple(gold)


def pair(gold: tuple[Time, ...], found: tuple[Time, ...]) -> list[Pair]:
    """Return gold and found expressions joined by overlap, each used once; exact spans first."""
    free, out = list(found), []
    for exact in (True, False):
        for one in [g for g in gold if g not in [p.gold for p in out]]:
            hit = next(
                (
                    f
                    for f in free
                    if ((f.start, f.end) == (one.start, one.end) if exact else f.start < one.end and one.start < f.end)
                ),
                None,
            )
            if hit:
                free.remove(hit)
                out.append(Pair(one, hit))
    paired = [p.gold for p in out]
    return out + [Pair(g, None) for g in gold if g not in paired] + [Pair(None, f) for f in free]


def f1(hits: int, pairs: list[Pair]) -> float:
    """Return 2PR / (P + R) for a count of hits."""
    gold, found = sum(p.gold is not None for p in pairs), sum(p.found is not None for p in pairs)
    return 2 * hits / max(1, gold + found)


def figures(pairs: list[Pair]) -> dict[str, float]:
    """Return strict, relaxed and value F1, and the accuracy of types on matched expressions."""
    both = [(p.gold, p.found) for p in pairs if p.gold and p.found]
    return {
        "strict_f1": f1(sum((g.start, g.end) == (f.start, f.end) for g, f in both), pairs),
        "relaxed_f1": f1(len(both), pairs),
        "value_f1": f1(sum(g.value == f.value for g, f in both), pairs),
        "type_f1": f1(sum(g.type == f.type for g, f in both), pairs),
    }


def kind(p: Pair) -> str:
    """Return an error's class."""
    if p.gold is None:
        return "extra"
    if p.found is None:
        return "missed"
    span = (p.gold.start, p.gold.end) == (p.found.start, p.found.end)
    return "span" if not span else "value" if p.gold.value != p.found.value else ""


def main() -> None:
    """Print the figures, and errors by class where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0)
    wanted = parser.parse_args()
    docs = list(pages(Path(os.environ["TOCSIN_DATA"]) / "data" / "events" / "timebank"))
    read("today", "2000-01-01")
    begin = time.perf_counter()
    found = [read(doc.text, doc.day) for doc in docs]
    took = time.perf_counter() - begin
    pairs = [(p, doc) for doc, times in zip(docs, found, strict=True) for p in pair(doc.gold, times)]
    for name, value in figures([p for p, _ in pairs]).items():
        sys.stdout.write(f"{name:12} {value:.3f}\n")
    sys.stdout.write(f"documents    {len(docs)}  {len(docs) / took:.0f}/s\n")
    for p, doc in sorted((x for x in pairs if kind(x[0])), key=lambda x: kind(x[0]))[: wanted.errors]:
        one = p.gold or p.found
        near = doc.text[max(0, one.start - 60) : one.end + 40].replace("\n", " ") if one else ""
        sides = [one and (one.text, one.value) for one in (p.gold, p.found)]
        sys.stdout.write(f"{kind(p):7}{doc.day} {sides[0]} {sides[1]} << {near}\n")


if __name__ == "__main__":
    main()
