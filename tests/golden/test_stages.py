"""What each stage makes of one page, kept whole: a change shows as a difference to be read.

Run with TOCSIN_GOLDEN=write to accept what the stages say now.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran
from tocsin.store import Store

HERE = Path(__file__).parent
PAGE = """<!doctype html><html><head><title>Shells fall on border town | Gulf Morning</title>
<meta property="og:site_name" content="Gulf Morning">
<meta property="article:published_time" content="2025-10-13T08:00:00Z">
<meta property="article:modified_time" content="2025-10-20T08:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Shells fall on border town</h1><p>SPIN BOLDAK (Oxus Press) - Pakistani troops shelled the Afghan town of
Spin Boldak on Sunday, killing seven civilians, the Taliban government said.</p><p>Pakistan's army denied that it had
fired at civilians. Turkey urged both countries to hold talks.</p></article><div>Share: Facebook X</div></body>
</html>"""

STAGES: dict[str, list[dict[str, Any]]] = {
    "extract": [{"id": "page", "html": PAGE}],
    "code": [{"id": "page", "html": PAGE}],
    "resolve": [
        {"id": 1, "text": "the Taliban", "date": "2020-05-01"},
        {"id": 2, "text": "the Taliban", "date": "2023-05-01"},
        {"id": 3, "text": "former US envoy Zalmay Khalilzad", "date": "2025-10-11"},
        {"id": 4, "text": "Afghan border police"},
        {"id": 5, "text": "the Kremlin"},
        {"id": 6, "text": "gunmen"},
    ],
    "locate": [{"id": 1, "text": "Fighters shelled Goma in North Kivu province, and Kinshasa condemned the attack."}],
    "date": [
        {
            "id": 1,
            "text": "It began on Thursday, two days after talks in May, and lasted three hours.",
            "published": "2025-10-11",
        }
    ],
    "status": [
        {"id": 1, "text": "The army reportedly shelled the village.", "start": 20, "end": 27},
        {"id": 2, "text": "The army denied that it shelled the village.", "start": 24, "end": 31},
    ],
    "classify": [
        {
            "id": 1,
            "text": "Russian troops shelled Ukrainian positions.",
            "actor": "Russian troops",
            "recipient": "Ukrainian positions",
        }
    ],
    "origin": [
        {
            "id": "a",
            "publisher": "Oxus Press",
            "title": "Shells fall",
            "text": "Pakistani troops shelled the Afghan town of Spin "
            "Boldak on Sunday, killing seven civilians, the Taliban government said.",
            "published": "2025-10-13",
        },
        {
            "id": "b",
            "publisher": "Gulf Morning",
            "title": "Shells fall",
            "text": "(Oxus Press) Pakistani troops shelled the Afghan town "
            "of Spin Boldak on Sunday, killing seven civilians, the Taliban government said.",
            "published": "2025-10-13",
        },
    ],
}


def check(name: str, made: str) -> None:
    """Compare with the kept file, or write it where asked to."""
    kept = HERE / name
    if os.environ.get("TOCSIN_GOLDEN") == "write":
        kept.write_text(made, encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == made


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_says_what_it_said_before(stage: str, tmp_path: Path, tocsin: Callable[..., Ran]) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in STAGES[stage]))
    assert tocsin("batch", stage, source, "--out", out).code == 0
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    check(f"{stage}.json", json.dumps(rows, indent=1, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("day", ["2025-10-11", "2025-10-16"])
def test_the_brief_reads_as_it_did(day: str, demo_path: Path, tocsin: Callable[..., Ran]) -> None:
    check(f"brief-{day}.md", tocsin("--store", demo_path, "brief", "PAK-AFG", "--as-of", day).out)


def test_the_incidents_of_the_demo_are_those_of_before(demo_path: Path) -> None:
    with Store(demo_path) as store:
        lines = [
            f"{i.date} {i.type}/{i.mode} {'|'.join(sorted({w.country or '-' for w in (*i.actors, *i.recipients)}))} "
            f"{i.status.value} {len(i.origins)} {i.killed.best if i.killed else '-'}"
            for i in store.incidents()
        ]
    check("incidents.txt", "\n".join(lines) + "\n")


def test_the_levels_of_the_crisis_are_those_of_before(demo_path: Path) -> None:
    with Store(demo_path) as store:
        lines = [f"{a.day} {a.level.name.lower()}" for a in store.alerts("AFG|PAK")]
    check("levels.txt", "\n".join(lines) + "\n")
