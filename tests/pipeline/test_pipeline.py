"""The order of the stages, and what a run promises: nothing lost, nothing doubled, nothing from the future."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests.factory import article
from tocsin import pipeline
from tocsin.records import Event, Participant, Span
from tocsin.settings import load_settings
from tocsin.store import Store


def dispatches() -> list[dict[str, object]]:
    path = files("tocsin") / "resources" / "demo" / "corpus" / "dispatches.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def load(path: Path, rows: list[dict[str, object]]) -> str:
    source = path.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with Store(path, create=True) as store:
        pipeline.load(store, [source])
        pipeline.run(pipeline.plan(load_settings()), store)
        return store.content_hash()


def test_the_order_in_which_news_is_loaded_leaves_no_trace(tmp_path: Path) -> None:
    rows = dispatches()[:30]
    shuffled = random.Random(7).sample(rows, len(rows))
    assert load(tmp_path / "a.db", rows) == load(tmp_path / "b.db", shuffled)


def test_news_that_comes_late_is_worked_in_as_if_it_had_been_there(tmp_path: Path) -> None:
    rows = dispatches()[:30]
    load(tmp_path / "late.db", rows[:10] + rows[12:])
    assert load(tmp_path / "late.db", rows) == load(tmp_path / "whole.db", rows)


def test_a_second_run_does_nothing(tmp_path: Path) -> None:
    load(tmp_path / "a.db", dispatches()[:8])
    with Store(tmp_path / "a.db") as store:
        plan = pipeline.plan(load_settings())
        assert pipeline.code_store(plan, store) == 0
        assert pipeline.derive(plan, store) == 0


def test_what_is_said_of_a_day_does_not_change_when_the_future_does(tmp_path: Path) -> None:
    rows = [row for row in dispatches() if row.get("published")]
    before = [row for row in rows if str(row["published"])[:10] <= "2025-10-12"]
    load(tmp_path / "then.db", before)
    load(tmp_path / "now.db", rows)
    pictures = []
    for name in ("then", "now"):
        with Store(tmp_path / f"{name}.db") as store:
            pictures.append(pipeline.look(store, "2025-10-12"))
    assert pictures[0].forecasts == pictures[1].forecasts
    assert pictures[0].alerts == pictures[1].alerts
    assert pictures[0].incidents == pictures[1].incidents


def test_a_quiet_stretch_is_followed_for_a_month_and_then_left(tmp_path: Path) -> None:
    days = pipeline.news_days([("2025-01-01", 1), ("2025-06-01", 1)])
    assert days[0] == "2025-01-01"
    assert "2025-01-31" in days
    assert "2025-02-01" not in days
    assert days[-1] == "2025-06-01"


@pytest.mark.parametrize("seed", range(3))
def test_a_load_killed_at_any_moment_loses_and_doubles_nothing(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "k.db"
    with as_file(files("tocsin") / "resources" / "demo" / "corpus") as corpus:
        command = [sys.executable, "-m", "tocsin", "--store", str(path), "load", str(corpus)]
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.Random(seed).uniform(0.6, 4.0))
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        assert subprocess.run(command, capture_output=True).returncode == 0
    with Store(path) as store:
        counts = store.counts()
        assert counts["article"] == 77
        assert len(store.uncoded()) == 0
        assert len({(e.article, e.trigger.start, e.type, e.id) for e in store.events()}) == counts["event"]


def quotes(event: Event) -> list[Span | Participant]:
    found: list[Span | Participant] = [event.sentence, event.trigger, *event.actors, *event.recipients]
    return found + [item for item in (event.attribution, event.date_span) if item is not None]


def test_every_quoted_field_of_the_demo_equals_its_span(demo_path: Path) -> None:
    with Store(demo_path) as store:
        texts = {a.id: a.text for a in store.articles()}
        quoted = [(texts[e.article], item) for e in store.events() for item in quotes(e)]
    assert len(quoted) > 400
    assert [item.text for text, item in quoted if text[item.start : item.end] != item.text] == []


def test_an_article_without_a_day_is_kept_but_takes_no_part_in_any_day(tmp_path: Path) -> None:
    with Store(tmp_path / "u.db", create=True) as store:
        store.add_articles([article("Undated words.", published=None, known_at=None)])
        pipeline.run(pipeline.plan(load_settings()), store)
        assert len(store.articles()) == 1
        assert pipeline.look(store).readings == ()
