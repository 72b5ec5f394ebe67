"""The corpus as tensors: windows of word pieces with hints of the rules and the labels of the gold mentions."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin import pipeline
from tocsin.events.learned_candidates import hints, pairs, types
from tocsin.events.learned_read import Page, open_page
from tocsin.events.learned_windows import Batch, batch
from tocsin.records import Article, Status
from tocsin.settings import load_settings

STATUSES = tuple(Status)


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold mention with the spans of its sentence and trigger in the text."""

    sentence: tuple[int, int]
    trigger: tuple[int, int]
    type: str
    mode: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Example:
    """An article ready for training: its page, gold mentions, arrays and labels (-100 is not judged).

    `group` names what must not be parted between training and test: a situation, or the article itself.
    """

    group: str
    page: Page
    gold: tuple[Gold, ...]
    batch: Batch
    types: NDArray[np.int64]
    modes: NDArray[np.int64]
    statuses: NDArray[np.int64]


def rows(paths: Sequence[Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the articles of gold files with their groups, in order; a text that comes again within a file once."""
    for path in paths:
        seen = set()
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line) if line.strip() else {}
            if "text" in row and row["text"] not in seen:
                seen.add(row["text"])
                yield (path.stem if path.stem.startswith("situation") else row["id"]), row


def _article(row: dict[str, Any]) -> Article:
    return Article(row["id"], None, row["title"], row["text"], "en", row["published"], (), None, None, 0.0, "")


def _gold(row: dict[str, Any]) -> tuple[Gold, ...]:
    found, used = [], set()
    for event in row["events"]:
        at = row["text"].find(event["sentence"])
        low = event["sentence"].find(event["trigger"])
        # The same word may name two events of one sentence.
        while (at + low, event["type"]) in used and (more := event["sentence"].find(event["trigger"], low + 1)) >= 0:
            low = more
        used.add((at + low, event["type"]))
        span = (at + low, at + low + len(event["trigger"]))
        sentence = (at, at + len(event["sentence"]))
        found.append(Gold(sentence, span, event["type"], event["mode"], event["status"]))
    return tuple(found)


def _example(group: str, page: Page, gold: tuple[Gold, ...]) -> Example:
    made = batch(page.windows, hints(page.candidates))
    own = made.starts >= 0
    labels = np.where(own, 0, -100)
    modes, statuses = np.full_like(labels, -100), np.full_like(labels, -100)
    for one in gold:
        inside = (made.starts < one.trigger[1]) & (made.ends > one.trigger[0]) & own
        labels[inside] = 1 + types().index(one.type)
        pair = (one.type, one.mode)
        modes[inside] = pairs().index(pair if pair in pairs() else (one.type, None))
        statuses[inside] = STATUSES.index(Status(one.status))
    return Example(group, page, gold, made, labels, modes, statuses)


def examples_of(some: Iterable[tuple[str, dict[str, Any]]], tokenizer: Any) -> list[Example]:
    """Return articles (group and gold row) marked and read by the rules as the coder itself would."""
    plan = pipeline.plan(load_settings())
    found = []
    for group, row in some:
        article = _article(row)
        page = open_page(article, pipeline.mark(plan, article), tokenizer)
        found.append(_example(group, page, _gold(row)))
    return found


def examples(paths: Sequence[Path], tokenizer: Any) -> list[Example]:
    """Return the articles of gold files."""
    return examples_of(rows(paths), tokenizer)
