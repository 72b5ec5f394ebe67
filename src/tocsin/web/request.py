"""What routes ask of a request: the store, opened for reading, and the day."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from tocsin.errors import SkipItem
from tocsin.store import Store


def opened(request: Request) -> Iterator[Store]:
    """Yield the store for the length of one request."""
    with Store(request.app.state.settings.store) as store:
        yield store


def as_of(
    as_of: Annotated[str | None, Query(description="ISO day; by default the last day of news")] = None,
) -> str | None:
    """Return the day asked for; raises SkipItem where it is no day."""
    if not as_of:
        return None
    try:
        return date.fromisoformat(as_of).isoformat()
    except ValueError:
        raise SkipItem(f"'{as_of[:40]}' is no day", next_step="write it as 2025-10-11") from None


OpenStore = Annotated[Store, Depends(opened)]
AsOf = Annotated[str | None, Depends(as_of)]
