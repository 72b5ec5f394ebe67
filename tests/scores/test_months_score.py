"""The scores of one month's draws."""

import pytest

from tocsin.scores.months_score import MEASURES, four, scored


def test_draws_that_hit_score_best_by_every_measure() -> None:
    right, wrong = four([7] * 1000, 7), four([70] * 1000, 7)
    assert right[:2] == (0.0, 0.0)
    assert all(a <= b for a, b in zip(right, wrong, strict=True))
    assert len(right) == len(MEASURES)


def test_the_references_are_the_whole_past_its_last_month_and_its_last_year() -> None:
    past = [100] * 5 + [0] * 12
    found = scored("f", "2025-09-01", "live", 1, [0, 4], past, 0)
    assert found.chance == 0.5
    assert found.persistence[:2] == found.conflictology[:2] == (0.0, 0.0)
    assert found.climatology[1] > 0.0


def test_the_brier_score_is_of_any_death() -> None:
    assert four([0, 0, 0, 9], 0)[0] == pytest.approx(1 / 16)
    assert four([0, 0, 0, 9], 3)[0] == pytest.approx(9 / 16)
