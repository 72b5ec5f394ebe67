"""The store: articles, events and everything derived from them, kept and replayable."""

from tocsin.store.result import Result
from tocsin.store.store import Store

__all__ = ["Result", "Store"]
