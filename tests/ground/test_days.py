"""Sums of days."""

from tocsin.days import SILENT_DAYS, day_after, silent, week_before


def test_a_week_before_crosses_months() -> None:
    assert week_before("2025-03-03") == "2025-02-24"


def test_a_subject_is_silent_once_more_days_have_passed_than_the_bound() -> None:
    today = "2025-10-31"
    assert not silent(day_after(today, -SILENT_DAYS), today)
    assert silent(day_after(today, -SILENT_DAYS - 1), today)
