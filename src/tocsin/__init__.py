"""Tocsin: conflict early warning from news, with receipts.

`read` codes one text, `load` brings files into a `Store`, `connect` reads one on a server, `look` draws the picture of
a day; everything else is a record of `tocsin.records`. Names are imported at their first use, so that `import tocsin`
stays cheap.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tocsin.api import brief, load, look, read
    from tocsin.client import connect
    from tocsin.records import Alert, Article, Event, Forecast, Incident, Participant, Place, Reading
    from tocsin.store import Store

_HOME = {
    "read": "tocsin.api",
    "load": "tocsin.api",
    "look": "tocsin.api",
    "brief": "tocsin.api",
    "connect": "tocsin.client",
    "Store": "tocsin.store",
    **dict.fromkeys(
        ("Alert", "Article", "Event", "Forecast", "Incident", "Participant", "Place", "Reading"), "tocsin.records"
    ),
}

__all__ = [
    "Alert",
    "Article",
    "Event",
    "Forecast",
    "Incident",
    "Participant",
    "Place",
    "Reading",
    "Store",
    "__version__",
    "brief",
    "connect",
    "load",
    "look",
    "read",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'tocsin' has no attribute {name!r}")
