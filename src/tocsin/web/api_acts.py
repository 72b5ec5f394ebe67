"""Alerts over the API: one by its id, what people do about it, and a stream of those to come (Server-Sent Events)."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from tocsin.alerts.acts import Act, Deed
from tocsin.errors import SkipItem
from tocsin.news.health import to_iso
from tocsin.ringing import acts, keep_act
from tocsin.store import queries
from tocsin.tables import to_plain
from tocsin.web import shapes
from tocsin.web.pool import Pool
from tocsin.web.request import OpenStore, WritableStore, day_in, pool_of

LOOK_EVERY, SAY_EVERY = 1.0, 15.0
LONGEST_STREAM = 3600
# Nothing that a person sees apart: control characters would hide what was said, or by whom.
_HIDDEN = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), *range(0xD800, 0xE000)))

router = APIRouter()


@router.get("/alerts/stream", response_class=StreamingResponse, responses={200: {"content": {"text/event-stream": {}}}})
async def stream(
    request: Request,
    after: Annotated[int, Query(ge=-1, le=2**53, description="Ledger entry to begin after; -1: what is to come.")] = -1,
    wait: Annotated[int, Query(ge=0, le=LONGEST_STREAM, description="Seconds to stay.")] = LONGEST_STREAM,
    last_event_id: Annotated[str, Header(max_length=20)] = "",
) -> Response:
    """Alerts as they are raised, as Server-Sent Events; an event's id is its entry in the ledger."""
    pool = pool_of(request)
    start = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else after
    at = start if start >= 0 else await run_in_threadpool(_last, pool)
    return StreamingResponse(_events(request, pool, min(at, 2**53), wait), media_type="text/event-stream")


def _last(pool: Pool) -> int:
    with pool.reading() as store:
        return int(store.query("SELECT coalesce(max(seq), 0) FROM ledger")[0][0])


def _since(pool: Pool, at: int) -> list[tuple[int, str]]:
    with pool.reading() as store:
        return [(row[0], row[1]) for row in store.query(*queries.said_since("alert", at))]


async def _events(request: Request, pool: Pool, at: int, wait: int) -> AsyncIterator[str]:
    """Yield what the ledger holds after `at`, and what is added to it, until `wait` seconds are over."""
    seen: tuple[int, ...] = ()
    clock = asyncio.get_running_loop()
    end, said = clock.time() + wait, clock.time()
    yield "retry: 3000\n\n"
    while not await request.is_disconnected():
        version = await run_in_threadpool(pool.version)
        for seq, record in await run_in_threadpool(_since, pool, at) if version != seen else ():
            at, said = seq, clock.time()
            yield f"id: {seq}\nevent: alert\ndata: {record}\n\n"
        seen = version
        if clock.time() >= end:
            return
        if clock.time() - said > SAY_EVERY:
            said = clock.time()
            yield ": still here\n\n"
        await asyncio.sleep(min(LOOK_EVERY, end - clock.time()))


@router.get("/alerts/{alert_id}", response_model=shapes.Rung)
def alert(store: OpenStore, alert_id: str) -> Response:
    """One alert with what people did about it."""
    found = store.alert(alert_id)
    done = [act for act in acts(store) if act.alert == found.id or (act.subject == found.subject and not act.alert)]
    return JSONResponse({"alert": to_plain(found), "acts": [asdict(act) for act in done]})


@router.post(
    "/alerts/{alert_id}/acts",
    status_code=201,
    response_model=shapes.Done,
    responses={code: {"model": shapes.Failure} for code in (411, 413, 415)},
)
def act(request: Request, store: WritableStore, alert_id: str, told: shapes.Told) -> Response:
    """Acknowledge, annotate, mute or unmute; kept in the ledger, where nothing is edited afterwards."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return JSONResponse({"error": "an act is told as application/json"}, 415)
    found = store.alert(alert_id)
    until = day_in(told.until) or ""
    if told.deed is Deed.MUTE and not until:
        raise SkipItem("muting needs its last day", next_step='add "until": "2025-10-20"')
    by, text = told.by.translate(_HIDDEN).strip(), told.text.translate(_HIDDEN)
    if not by:
        raise SkipItem("nobody is named in `by`", next_step="say who does it")
    now = to_iso(datetime.now(UTC))
    done = Act(told.deed, found.subject, found.id, by, now, until if told.deed is Deed.MUTE else "", text)
    keep_act(store, done)
    return JSONResponse(asdict(done), 201)
