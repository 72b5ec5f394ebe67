"""`tocsin scores` over the demo corpus."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture
def own(demo_path: Path, tmp_path: Path) -> Path:
    """Return a copy of the demo store that may be written to."""
    return Path(shutil.copy(demo_path, tmp_path / "own.db"))


def test_scores_show_each_reference_and_a_reliability_diagram(own: Path, tocsin: Run) -> None:
    ran = tocsin("--store", own, "scores")
    assert ran.code == 0, ran.err
    for word in ("climatology", "persistence", "conflictology", "o said, x came true", "the ledger holds"):
        assert word in ran.out


def test_scores_as_json_are_the_whole_board(own: Path, tocsin: Run) -> None:
    row = json.loads(tocsin("--store", own, "scores", "--json").out)
    assert {line["horizon"] for line in row["lines"]} == {7, 30}
    assert row["broken_at"] is None


def test_only_live_forecasts_are_shown_where_asked_for(own: Path, tocsin: Run) -> None:
    row = json.loads(tocsin("--store", own, "scores", "--json", "--mode", "live").out)
    assert all(line["mode"] == "live" for line in row["lines"])


def test_before_any_forecast_is_due_the_board_says_so(own: Path, tocsin: Run) -> None:
    assert "no forecast has been resolved" in tocsin("--store", own, "scores", "--as-of", "2025-09-01").out
