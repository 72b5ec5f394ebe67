"""The health of a source: what its last answers were, and when it is looked at next."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from tocsin.news.fetch import Response
from tocsin.news.sources import Source

MAX_WAIT = 24 * 3600
GONE_WAIT = 30 * 24 * 3600
MAX_SEEN, MAX_RETRY = 4000, 500


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source between two looks; the store keeps it, stages get it handed in and hand it out.

    Times are ISO 8601 in UTC. `status` is new, ok, failing or gone; `reason` says why it fails. `seen` are the ids of
    the newest items already handed out; `retry` those whose page could not be had yet, once for each try.
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
    retry: tuple[str, ...] = ()


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


def _seconds_until(text: str | None, now: datetime) -> int:
    try:
        moment = parsedate_to_datetime(text or "")
    except (TypeError, ValueError):
        return 0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, int((moment - now).total_seconds()))


def _whole(text: str | None) -> int:
    """Return the number that a header gives in digits, at most ten of them; else 0."""
    digits = (text or "").strip().strip('"')
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 10 else 0


def fresh_for(answer: Response, now: datetime) -> int:
    """Return the seconds for which an answer stays fresh (RFC 9111 section 4.2), 0 where it does not say.

    `max-age` less the age that caches on the way tell wins over `Expires`; `no-cache` and `no-store` end freshness.
    """
    parts = [part.strip().partition("=") for part in (answer.header("cache-control") or "").lower().split(",")]
    names = {name: value for name, _, value in parts}
    if "no-cache" in names or "no-store" in names:
        return 0
    if "max-age" in names:
        return max(0, _whole(names["max-age"]) - _whole(answer.header("age")))
    return _seconds_until(answer.header("expires"), now)


def retry_after(answer: Response, now: datetime) -> int:
    """Return the seconds that a Retry-After header asks for, 0 where there is none."""
    value = (answer.header("retry-after") or "").strip()
    return _whole(value) or _seconds_until(value, now)


def succeed(
    state: SourceState,
    source: Source,
    answer: Response,
    now: datetime,
    *,
    title: str = "",
    ttl: int = 0,
    wait: int = 0,
    more: bool = False,
) -> SourceState:
    """Return the state after an answer that was read, or a 304.

    The next look waits for the longest of the source's `every`, the answer's freshness, the feed's own `ttl` (minutes)
    and what a host of its pages asked for (`wait`, seconds), a day at most. While items are left for the next look
    (`more`) or wait to be tried again, the answer's marks are not kept: the list must come whole once more.
    """
    seconds = min(MAX_WAIT, max(source.every, fresh_for(answer, now), ttl * 60, wait, retry_after(answer, now)))
    kept, marks = answer.status == 304, (answer.header("etag"), answer.header("last-modified"))
    etag, modified = (None, None) if state.retry or more else (state.etag, state.modified) if kept else marks
    return replace(
        state,
        status="ok",
        reason="",
        failures=0,
        checked=to_iso(now),
        succeeded=to_iso(now),
        next_try=to_iso(now + timedelta(seconds=seconds)),
        etag=etag,
        modified=modified,
        title=title or state.title,
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
