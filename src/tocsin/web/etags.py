"""Answers kept while nothing changed, each with an ETag (RFC 9110), so that a reader who has one is told so (304).

An answer is made once for all who ask for it at the same time. While the store is being written an answer may be up to
FRESH seconds old: a load commits many times a second, and no reader sees the difference.
"""

import asyncio
import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.errors import StopRun
from tocsin.web.pool import Pool

FRESH = 1.0
MOST_BYTES = 64 * 1024 * 1024
MOST_ANSWER = 4 * 1024 * 1024
MOST_BODY = 64 * 1024
LEFT_ALONE = ("/static/", "/api/v1/alerts/stream")
_SENT = frozenset({b"etag", b"content-length", b"cache-control", b"content-type", b"content-disposition", b"link"})

Version = tuple[int, ...]


@dataclass(slots=True)
class Answer:
    """A whole response; the store's version and the moment (monotonic seconds) it was made at."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    version: Version = ()
    made: float = 0.0

    @property
    def etag(self) -> bytes:
        """A strong entity tag: a hash of the body."""
        return b'"' + hashlib.sha256(self.body).hexdigest()[:32].encode() + b'"'


class Kept:
    """Answers by address, the longest unused dropped first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()
        self._bytes = 0

    def get(self, key: bytes, version: Version) -> Answer | None:
        """Return the answer where it still holds."""
        found = self._answers.get(key)
        if found is None or (found.version != version and time.monotonic() - found.made > FRESH):
            return None
        self._answers.move_to_end(key)
        return found

    def put(self, key: bytes, answer: Answer) -> None:
        """Keep an answer that is not too large to be kept."""
        self._drop(key)
        if answer.status != 200 or len(answer.body) > MOST_ANSWER:
            return
        self._answers[key] = answer
        self._bytes += len(answer.body)
        while self._bytes > MOST_BYTES:
            self._drop(next(iter(self._answers)))

    def _drop(self, key: bytes) -> None:
        gone = self._answers.pop(key, None)
        self._bytes -= len(gone.body) if gone else 0

    def clear(self) -> None:
        """Forget everything: something was written here."""
        self._answers.clear()
        self._bytes = 0


class Etags:
    """The ASGI middleware over GET answers of the store in `pool`."""

    def __init__(self, app: ASGIApp, pool: Pool) -> None:
        self.app, self.pool, self.kept = app, pool, Kept()
        self._making: dict[bytes, asyncio.Lock] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or keep what is answered."""
        if scope["type"] != "http" or scope["path"].startswith(LEFT_ALONE):
            await self.app(scope, receive, send)
            return
        if scope["method"] != "GET":
            await self.app(scope, receive, send)
            self.kept.clear()
            return
        key = b"\0".join((_header(scope, b"host"), scope["path"].encode(), scope["query_string"]))
        await _say(await self._answer(key, scope, receive), _header(scope, b"if-none-match"), send)

    async def _answer(self, key: bytes, scope: Scope, receive: Receive) -> Answer:
        try:
            version = self.pool.version()
        except StopRun:
            return await _made(self.app, scope, receive)
        lock = self._making.setdefault(key, asyncio.Lock())
        try:
            async with lock:
                found = self.kept.get(key, version)
                if found is None:
                    found = await _made(self.app, scope, receive)
                    found.version, found.made = version, time.monotonic()
                    self.kept.put(key, found)
                return found
        finally:
            if not lock.locked():
                self._making.pop(key, None)


def _header(scope: Scope, name: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key == name), b"")


async def _made(app: ASGIApp, scope: Scope, receive: Receive) -> Answer:
    """Return the whole answer of the application."""
    answer, parts = Answer(), []

    async def take(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], list(message.get("headers", ()))
        else:
            parts.append(message.get("body", b""))

    await app(scope, receive, take)
    answer.body = b"".join(parts)
    return answer


async def _say(answer: Answer, known: bytes, send: Send) -> None:
    headers, status, body = list(answer.headers), answer.status, answer.body
    if status == 200:
        tag = answer.etag
        headers += [(b"etag", tag), (b"cache-control", b"private, no-cache")]
        if known == b"*" or tag in [part.strip().removeprefix(b"W/") for part in known.split(b",")]:
            status, body = 304, b""
            headers = [(name, value) for name, value in headers if name in _SENT and name != b"content-length"]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class Bounded:
    """The ASGI middleware that refuses a body whose length is not told or is over MOST_BODY bytes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 411 or 413, or go on."""
        if scope["type"] == "http" and scope["method"] in ("POST", "PUT", "PATCH"):
            length = _header(scope, b"content-length")
            code = 411 if not length.isdigit() else 413 if int(length[:12]) > MOST_BODY else 0
            if code:
                await _refuse(code, send)
                return
        await self.app(scope, receive, send)


async def _refuse(code: int, send: Send) -> None:
    why: dict[int, Any] = {411: "the length of the body must be told", 413: f"a body holds at most {MOST_BODY} bytes"}
    body = b'{"error":"' + why[code].encode() + b'"}'
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": code, "headers": headers})
    await send({"type": "http.response.body", "body": body})
