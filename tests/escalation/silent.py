"""A store in which one pair was in the news once and never again, while other news went on for weeks."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.factory import article, incident
from tocsin.pipeline import picture
from tocsin.records import Alert
from tocsin.store import Store

FIRST, STRUCK, LAST = date(2025, 6, 1), "2025-06-05", "2025-07-30"


def silent_store(path: Path) -> Path:
    """Fill a store: a strike between Afghanistan and Pakistan on 5 June, other news until 30 July, then none."""
    clash = incident(date=STRUCK, known_at=STRUCK)
    alerts: Sequence[Alert] = ()
    with Store(path, create=True) as store:
        for n in range(60):
            day = (FIRST + timedelta(days=n)).isoformat()
            store.add_articles([article(f"News of {day}.", published=day)])
            now = picture(day, [clash], {}, alerts)
            alerts = now.alerts
            store.keep_day(
                day,
                day,
                revised=[clash] if day == STRUCK else [],
                ended={},
                readings=now.readings,
                forecasts=now.forecasts,
                alerts=alerts,
            )
    return path
