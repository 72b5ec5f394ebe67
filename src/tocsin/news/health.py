"""The health of a source: what its last answers were, and when it is looked at next."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from tocsin.news.fetch import Response
from tocsin.news.sources import Source

MAX_WAIT = 24 * 3600
GONE_WAIT = 30 * 24 * 3600
MAX_SEEN = 3000


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source between two looks; the store keeps it, stages get it handed in and hand it out.

    Times are ISO 8601 in UTC. `status` is new, ok, failing or gone; `reason` says why it fails. `seen` are the ids of
    the newest items already handed out.
    """

    url: str
    status: str = "new"
    reason: str = ""
    failures: int = 0
    checked: str | None = None
    succeeded: str | None = None
    next_try: str | None = None
    etag: str | None = None
    modified: str | None = None
    title: str = ""
    seen: tuple[str, ...] = ()


def to_iso(moment: datetime) -> str:
    """Return a moment as ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_iso(text: str) -> datetime:
    """Return the moment of an ISO 8601 time."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def is_due(state: SourceState, now: datetime) -> bool:
    """Return whether the source is to be looked at."""
    return state.next_try is None or from_iso(state.next_try) <= now


def conditions(state: SourceState) -> dict[str, str]:
    """Return the headers of a conditional request (RFC 9110 section 13)."""
    pairs = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in pairs.items() if value}


def _max_age(answer: Response) -> int:
    for part in (answer.header("cache-control") or "").lower().split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.strip('"').isdigit():
            return int(value.strip('"'))
    return 0


def retry_after(answer: Response, now: datetime) -> int:
    """Return the seconds that a Retry-After header asks for, 0 where there is none."""
    value = (answer.header("retry-after") or "").strip()
    if value.isdigit():
        return int(value)
    try:
        return max(0, int((parsedate_to_datetime(value) - now).total_seconds()))
    except (TypeError, ValueError):
        return 0


def succeed(
    state: SourceState,
    source: Source,
    answer: Response,
    now: datetime,
    seen: Iterable[str] = (),
    title: str = "",
    ttl: int | None = None,
) -> SourceState:
    """Return the state after an answer that was read, or a 304."""
    wait = min(MAX_WAIT, max(source.every, _max_age(answer), (ttl or 0) * 60))
    kept = tuple(dict.fromkeys((*seen, *state.seen)))[:MAX_SEEN]
    fresh = answer.status != 304
    return replace(
        state,
        status="ok",
        reason="",
        failures=0,
        checked=to_iso(now),
        succeeded=to_iso(now),
        next_try=to_iso(now + timedelta(seconds=wait)),
        etag=answer.header("etag") if fresh else state.etag,
        modified=answer.header("last-modified") if fresh else state.modified,
        title=title or state.title,
        seen=kept,
    )


def fail(
    state: SourceState, source: Source, reason: str, now: datetime, wait: int = 0, gone: bool = False
) -> SourceState:
    """Return the state after a failure: the wait doubles each time, up to a day; a server's own wish is kept."""
    failures = state.failures + 1
    backed = min(MAX_WAIT, source.every * 2 ** min(failures, 12))
    seconds = GONE_WAIT if gone else max(backed, min(wait, 7 * MAX_WAIT))
    return replace(
        state,
        status="gone" if gone else "failing",
        reason=reason,
        failures=failures,
        checked=to_iso(now),
        next_try=to_iso(now + timedelta(seconds=seconds)),
    )
