"""The board shows what the ledger holds, and only that."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.factory import article
from tests.scores.factory import CLASH, forecast
from tocsin.scores.board import Board, board
from tocsin.scores.resolve import resolve
from tocsin.store import Store

FIRST = date(2025, 8, 1)
DAYS = [(FIRST + timedelta(days=n)).isoformat() for n in range(40)]


def said(folder: Path, probability: float = 0.3) -> Store:
    """Return a store of forty days of news, of forecasts on the first twenty, and a clash on the tenth."""
    store = Store(folder / "t.db", create=True)
    store.add_articles([article(f"News of {day}.", published=day) for day in DAYS])
    for n, day in enumerate(DAYS[:20]):
        clash = [replace(CLASH, date=day, known_at=day)] if n == 10 else []
        made = [forecast(issued=day, probability=probability)]
        store.keep_day(day, "x", revised=clash, ended={}, readings=[], forecasts=made, alerts=[])
    return store


@pytest.fixture
def kept(tmp_path: Path) -> Board:
    with said(tmp_path) as store:
        resolve(store)
        return board(store)


def test_a_line_counts_the_resolved_forecasts_and_how_many_came_true(kept: Board) -> None:
    assert [(one.model, one.mode, one.horizon, one.count) for one in kept.lines] == [("test 1", "replayed", 7, 20)]
    assert kept.lines[0].came == pytest.approx(7 / 20)


def test_each_line_is_set_beside_three_references(kept: Board) -> None:
    gains = kept.lines[0].gains
    assert [gain.reference for gain in gains] == ["climatology", "persistence", "conflictology"]
    assert all(gain.brier_low <= gain.brier <= gain.brier_high for gain in gains)


def test_the_board_of_an_earlier_day_leaves_out_what_was_not_due(tmp_path: Path) -> None:
    with said(tmp_path) as store:
        resolve(store)
        early = board(store, DAYS[20])
        assert early.lines[0].count == 7
        assert early.waiting == 13


def test_nothing_is_scored_before_it_is_resolved(tmp_path: Path) -> None:
    with said(tmp_path) as store:
        found = board(store)
        assert (found.lines, found.waiting) == ((), 20)


def test_forecasts_of_days_the_weights_learned_from_are_never_scored(tmp_path: Path) -> None:
    with Store(tmp_path / "t.db", create=True) as store:
        store.add_articles([article("News.", published="2012-03-01")])
        made = [forecast(issued="2012-01-01", model="decay 1")]
        store.keep_day("2012-01-01", "x", revised=[], ended={}, readings=[], forecasts=made, alerts=[])
        found = board(store)
        assert (found.own_past, found.waiting) == (1, 0)


def test_the_ledger_of_an_untouched_store_holds(kept: Board) -> None:
    assert kept.broken_at is None
