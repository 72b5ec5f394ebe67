"""What routes ask of a request: the store, opened for reading, and the day."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from tocsin.errors import SkipItem
from tocsin.store import Store
from tocsin.web.pool import Pool

# Days are counted back from, by up to a hundred years; no calendar day outside these bounds has news.
FIRST, LAST = 1200, 2999


def pool_of(request: Request) -> Pool:
    """Return the application's open stores."""
    pool: Pool = request.app.state.pool
    return pool


def opened(request: Request) -> Iterator[Store]:
    """Yield the store for the length of one request, as it stands at its beginning."""
    with pool_of(request).reading() as store:
        yield store


def writable(request: Request) -> Iterator[Store]:
    """Yield a store that can be written."""
    with pool_of(request).writing() as store:
        yield store


def day_in(text: str | None) -> str | None:
    """Return an ISO day, or None where nothing is asked; raises SkipItem where it is no day."""
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not FIRST <= found.year <= LAST:
        raise SkipItem(f"'{text[:40]}' is no day", next_step="write it as 2025-10-11") from None
    return found.isoformat()


def as_of(
    as_of: Annotated[str | None, Query(description="ISO day; by default the last day of news")] = None,
) -> str | None:
    """Return the day asked for; raises SkipItem where it is no day."""
    return day_in(as_of)


OpenStore = Annotated[Store, Depends(opened)]
WritableStore = Annotated[Store, Depends(writable)]
AsOf = Annotated[str | None, Depends(as_of)]
