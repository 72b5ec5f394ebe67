"""The board of monthly deaths shows what the ledger holds."""

from pathlib import Path

from tests.scores.war import war
from tocsin.scores import months
from tocsin.scores.months_board import Case, DeathsBoard, board, gains
from tocsin.scores.months_score import scored


def found(path: Path, day: str = "2025-10-18") -> DeathsBoard:
    """Return the board as of a day."""
    with war(path / "t.db") as store:
        months.keep(store)
        return board(store, day)


def test_each_span_ahead_is_a_line_beside_three_references(tmp_path: Path) -> None:
    lines = found(tmp_path).lines
    assert [(one.first, one.last, one.count) for one in lines] == [(1, 1, 3), (2, 3, 3)]
    assert [gain.reference for gain in lines[0].gains] == ["climatology", "persistence", "conflictology"]
    assert [edge.measure for edge in lines[0].gains[0].edges] == ["brier", "crps", "log", "log1p"]


def test_months_that_are_not_over_wait(tmp_path: Path) -> None:
    made = found(tmp_path)
    assert (made.waiting, made.void) == (14, 0)


def test_the_board_of_an_earlier_day_knows_only_what_was_due(tmp_path: Path) -> None:
    made = found(tmp_path, "2025-08-08")
    assert [(one.first, one.count) for one in made.lines] == [(1, 1)]
    assert made.waiting == 14


def test_few_blocks_get_no_interval_and_many_do(tmp_path: Path) -> None:
    assert found(tmp_path).lines[0].gains[0].edges[1].low is None
    score = scored("f", "2025-09-01", "live", 1, [0, 4], [3, 5], 4)
    cases = [Case(country, "2025-09", 4, score) for country in ("AFG", "IRN", "PAK", "SDN", "UKR")]
    edge = gains(cases)[0].edges[1]
    assert edge.low is not None
    assert edge.high is not None
    assert edge.low <= edge.skill <= edge.high
