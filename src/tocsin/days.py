"""Days as ISO 8601 strings, and how far apart they lie: the few sums that several rooms share."""

from datetime import date, timedelta

WEEK = 7
# Without a report for so many days a subject is not calm: nothing is known of it.
SILENT_DAYS = 21


def day_after(day: str, days: int = 1) -> str:
    """Return the ISO day `days` later; earlier where `days` is negative."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def week_before(day: str) -> str:
    """Return the ISO day seven days earlier."""
    return day_after(day, -WEEK)


def silent(last: str, today: str, days: int = SILENT_DAYS) -> bool:
    """Whether nothing has been known for more than `days` days; `last` is empty where nothing ever was."""
    return last < day_after(today, -days)
