"""Pages of stored records as JSON: records go out as they are stored; none is read only to be written again."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from tocsin.store import Store
from tocsin.store.queries import Query as Sql
from tocsin.store.queries import Wanted
from tocsin.web.request import AsOf, day_in

Limit = Annotated[int, Query(ge=1, le=1000, description="The most that a page holds.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many come before the page.")]
Pair = Annotated[str, Query(max_length=20, description="PAK-AFG, or one country: ISO 3166-1 alpha-3.")]
Word = Annotated[str, Query(max_length=40)]
Since = Annotated[date | None, Query(description="First ISO day, inclusive.")]
Until = Annotated[date | None, Query(description="Last ISO day, inclusive.")]


def _asked(
    as_of: AsOf,
    pair: Pair = "",
    since: Since = None,
    until: Until = None,
    type: Word = "",
    status: Word = "",
    newest: Annotated[bool, Query(description="Newest first.")] = False,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Wanted:
    first, last = (day_in(day.isoformat()) or "" if day else "" for day in (since, until))
    return Wanted(pair, first, last, type, status, "", as_of or "", limit, offset, newest)


Asked = Annotated[Wanted, Depends(_asked)]


def as_json(body: str, media_type: str = "application/json") -> Response:
    """Return JSON text as a response."""
    return Response(body.encode(), media_type=media_type)


def onward(request: Request, offset: int) -> str:
    """Return the address of the page that begins at `offset`."""
    rest = [(name, value) for name, value in request.query_params.multi_items() if name != "offset"]
    return f"{request.url.path}?{urlencode([*rest, ('offset', str(offset))])}"


def page(request: Request, wanted: Wanted, total: int, records: Iterable[str]) -> Response:
    """Return a page of records given as JSON text."""
    after = wanted.offset + wanted.limit
    following = onward(request, after) if wanted.limit > 0 and after < total else None
    head = {"as_of": wanted.as_of or None, "total": total, "offset": wanted.offset, "next": following}
    answer = as_json(f'{json.dumps(head)[:-1]}, "items": [{",".join(records)}]}}')
    if following:
        answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer


def found(request: Request, store: Store, wanted: Wanted, records: Sql, count: Sql) -> Response:
    """Return the page that a query finds, with the count of all."""
    total = store.query(*count)[0][0]
    return page(request, wanted, total, (row[0] for row in store.query(*records)))
