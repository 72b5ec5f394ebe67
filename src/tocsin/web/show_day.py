"""Which day a reader is shown, and what was said on it, without reading every incident."""

from tocsin.pipeline import look
from tocsin.records import Alert, Forecast, Reading
from tocsin.store import Store
from tocsin.store.store import END_OF_TIME


def day_of(store: Store, as_of: str | None) -> str:
    """Return the day asked for, else the last one that is up to date, else the last of news."""
    if as_of:
        return as_of
    news = [day for day, _ in store.days() if day < END_OF_TIME]
    return store.derived_day() or (news[-1] if news else "1970-01-01")


def said(store: Store, as_of: str | None) -> tuple[str, list[Reading], list[Forecast], list[Alert]]:
    """Return a day with its readings, forecasts and alerts; a day not derived is drawn from what was known by then."""
    day = day_of(store, as_of)
    if kept := store.day(day):
        readings, forecasts, alerts = kept
        return day, list(readings), list(forecasts), list(alerts)
    now = look(store, day)
    return day, list(now.readings), list(now.forecasts), list(now.alerts)
