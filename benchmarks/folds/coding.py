"""Texts through the general coder, as `tocsin batch code` reads them; kept in a file where asked: it takes minutes."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from tocsin import pipeline
from tocsin.records import Article, Event
from tocsin.settings import load_settings
from tocsin.tables import from_plain, to_plain

STEP = 100


def _article(id_: str, text: str, published: str | None) -> Article:
    return Article(id_, None, "", text, "en", published, (), None, None, 0.0, "")


def code(texts: Mapping[str, str], published: str | None = None, kept: Path | None = None) -> dict[str, list[Event]]:
    """Return the events of each text by its id, coded now or read from `kept`, which is written where it is missing."""
    if kept is not None and kept.exists():
        rows = map(json.loads, kept.read_text(encoding="utf-8").splitlines())
        return {row["id"]: [from_plain(Event, one) for one in row["events"]] for row in rows}
    plan = pipeline.plan(load_settings())
    found = {}
    for number, (id_, text) in enumerate(texts.items()):
        if number % STEP == 0:
            print(f"coding text {number} of {len(texts)}", file=sys.stderr, flush=True)
        found[id_] = list(pipeline.code_article(plan, _article(id_, text, published)))
    if kept is not None:
        rows_ = ({"id": id_, "events": [to_plain(e) for e in events]} for id_, events in found.items())
        kept.write_text("".join(json.dumps(row) + "\n" for row in rows_), encoding="utf-8")
    return found
