"""The guarded fetcher: the only way out of the program.

The host name is resolved once and every address checked; the connection goes to the checked number, so that a second
answer of the name server changes nothing. Redirects are followed by hand, at most five, each checked anew. The body, as
sent and as unpacked, is bounded, and so is the time for the whole.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from tocsin.errors import SkipItem
from tocsin.news.addresses import Resolver, resolve
from tocsin.news.decode import MAX_PAGE, decode, is_binary
from tocsin.records import Document

MAX_REDIRECTS = 5
TIMEOUT = 30.0
CHUNK = 64 * 1024
AGENT = "Tocsin/0.1 (conflict early warning; reads robots.txt)"
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PRIVATE_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})


class TryLater(SkipItem):
    """Nothing usable came now, but it may later; `wait` are the seconds that the server asked for, else 0."""

    def __init__(
        self, what: str, *, where: str = "", next_step: str = "it is tried again later", wait: int = 0
    ) -> None:
        super().__init__(what, where=where, next_step=next_step)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered: the final address, status, header pairs (names lower case) and unpacked body."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """Return the first header of that name."""
        return next((value for key, value in self.headers if key == name.lower()), None)

    @property
    def charset(self) -> str | None:
        """The charset that the content type declares."""
        kind = self.header("content-type") or ""
        _, found, label = kind.lower().partition("charset=")
        return label.strip(" \"';").split(";")[0] or None if found else None


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _parts(url: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise SkipItem("this is no valid address", where=url[:200], next_step="give an http or https address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise SkipItem(
            f"only http and https are fetched, not {parts.scheme or 'this'!r}",
            where=url[:200],
            next_step="give an http or https address",
        )
    if parts.username or parts.password:
        raise SkipItem(
            "an address with a user name or password in it is not fetched", where=host, next_step="leave them out"
        )
    if any(ord(char) < 33 or ord(char) == 127 for char in url.strip()):
        url = quote(url.strip(), safe="%/:=&?~#+!$,;'@()*[]")
        parts = urlsplit(url)
    try:
        name = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        raise SkipItem("the host name is not valid", where=host[:200], next_step="check the address") from None
    return parts, name.rstrip("."), port or (443 if parts.scheme == "https" else 80)


def _connect(
    parts: SplitResult, host: str, port: int, allow: Collection[str], deadline: float, resolver: Resolver
) -> http.client.HTTPConnection:
    last: OSError | None = None
    for family, address in resolve(host, port, allow, resolver)[:4]:
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(max(0.1, min(10.0, deadline - time.monotonic())))
            sock.connect((address, port))
            if parts.scheme == "https":
                sock = _tls().wrap_socket(sock, server_hostname=host)
        except OSError as error:
            sock.close()
            last = error
            continue
        connection = http.client.HTTPConnection(host, port)
        connection.sock = sock
        return connection
    reason = getattr(last, "verify_message", "") or (last and last.strerror) or str(last)
    raise TryLater(f"no connection ({reason})", where=f"{host}:{port}")


def _left(connection: http.client.HTTPConnection, deadline: float, url: str) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TryLater("the answer took too long", where=url)
    if connection.sock is not None:
        connection.sock.settimeout(min(left, 10.0))


class _Unpacker:
    """Unpack gzip (all its members) or deflate (with or without its header), never more than asked for at once."""

    def __init__(self, kind: str) -> None:
        self.window = 31 if kind == "gzip" else 15
        self.inner = zlib.decompressobj(self.window)
        self.fresh = True

    def feed(self, chunk: bytes, most: int) -> bytes:
        """Return the next bytes, at most `most` of them."""
        out = b""
        while chunk and len(out) < most:
            out += self._decompress(chunk, most - len(out))
            chunk = self.inner.unused_data if self.inner.eof and self.window == 31 else b""
            if chunk:
                self.inner = zlib.decompressobj(self.window)
        return out

    def _decompress(self, chunk: bytes, most: int) -> bytes:
        try:
            return self.inner.decompress(chunk, most)
        except zlib.error:
            if not self.fresh or self.window == 31:
                raise
            self.inner = zlib.decompressobj(-15)
            return self.inner.decompress(chunk, most)
        finally:
            self.fresh = False


def _unpacker(encoding: str, url: str) -> _Unpacker | None:
    kind = encoding.strip().lower()
    if kind in ("", "identity"):
        return None
    if kind in ("gzip", "x-gzip", "deflate"):
        return _Unpacker("deflate" if kind == "deflate" else "gzip")
    raise SkipItem(
        f"the body is packed in a way that we did not ask for ({kind[:20]})", where=url, next_step="it was left out"
    )


def _too_large(url: str, limit: int) -> SkipItem:
    return SkipItem(f"the body is larger than {limit // (1024 * 1024)} MiB", where=url, next_step="it was left out")


def _read(
    connection: http.client.HTTPConnection, answer: http.client.HTTPResponse, url: str, limit: int, deadline: float
) -> bytes:
    unpacker = _unpacker(answer.getheader("Content-Encoding") or "", url)
    out, size, sent = [], 0, 0
    while True:
        _left(connection, deadline, url)
        chunk = answer.read1(CHUNK)
        if not chunk:
            break
        sent += len(chunk)
        piece = unpacker.feed(chunk, limit - size + 1) if unpacker else chunk
        size += len(piece)
        if size > limit or sent > limit:
            raise _too_large(url, limit)
        out.append(piece)
    _left(connection, deadline, url)  # a connection cut for its time looks like an end of the body
    if answer.length:
        raise TryLater("the answer was cut short", where=url)
    return b"".join(out)


def _path(parts: SplitResult) -> str:
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return quote(path, safe="%/:=&?~#+!$,;'@()*[]-._")


def _once(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes | None,
    allow: Collection[str],
    limit: int,
    deadline: float,
    resolver: Resolver,
) -> Response:
    parts, host, port = _parts(url)
    connection = _connect(parts, host, port, allow, deadline, resolver)
    watch = threading.Timer(max(0.1, deadline - time.monotonic()), _cut, [connection.sock])
    watch.daemon = True
    watch.start()
    answer: http.client.HTTPResponse | None = None
    try:
        _left(connection, deadline, url)
        connection.request(
            method,
            _path(parts),
            body=body,
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Connection": "close", **headers},
        )
        answer = connection.getresponse()
        pairs = tuple((name.lower(), value) for name, value in answer.getheaders())
        kept = (
            b""
            if answer.status in _REDIRECTS or answer.status == 304
            else _read(connection, answer, url, limit, deadline)
        )
        return Response(url, answer.status, pairs, kept)
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        reason = "timed out" if isinstance(error, TimeoutError) else str(error)[:120] or type(error).__name__
        raise TryLater(f"the answer could not be read ({reason})", where=url) from None
    finally:
        watch.cancel()
        connection.close()
        if answer is not None:  # it holds the socket open where its body was not read to the end
            answer.close()


def _cut(sock: socket.socket) -> None:
    """End a connection whose time is up: a server that drips bytes resets every time-out but this one."""
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _same_place(one: str, other: str) -> bool:
    return _parts(one)[1:] == _parts(other)[1:]


def request(
    method: str,
    url: str,
    *,
    allow: Collection[str] = (),
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    timeout: float = TIMEOUT,
    limit: int = MAX_PAGE,
    resolver: Resolver = socket.getaddrinfo,
) -> Response:
    """Return a server's answer, whatever its status.

    `allow` is the operator's list of `host:port` that may be private. It holds only for the host and port asked for and
    for redirects within it: no other server's redirect reaches a private address. `timeout` (seconds) and `limit`
    (bytes) bound the whole. Raises SkipItem, saying why, where nothing usable came.
    """
    deadline = time.monotonic() + timeout
    sent = dict(headers or {})
    start, been = url, {url}
    for _ in range(MAX_REDIRECTS + 1):
        opened = allow if _same_place(start, url) else ()
        answer = _once(method, url, sent, body, opened, limit, deadline, resolver)
        target = answer.header("location")
        if answer.status not in _REDIRECTS or not target:
            return answer
        following = urljoin(url, target.strip())
        if following in been and method == "GET":
            raise SkipItem("the redirects go in a circle", where=start, next_step="give the final address")
        been.add(following)
        if not _same_place(url, following):
            sent = {name: value for name, value in sent.items() if name.lower() not in _PRIVATE_HEADERS}
        if urlsplit(url).scheme == "https" and urlsplit(following).scheme == "http" and body is not None:
            raise SkipItem(
                "a redirect away from TLS is not followed with data", where=url, next_step="give the final address"
            )
        if answer.status == 303 or (answer.status in (301, 302) and method == "POST"):
            method, body = "GET", None
        url = following
    raise SkipItem(f"more than {MAX_REDIRECTS} redirects", where=start, next_step="give the final address")


def get(
    url: str,
    *,
    allow: Collection[str] = (),
    headers: Mapping[str, str] | None = None,
    timeout: float = TIMEOUT,
    limit: int = MAX_PAGE,
    resolver: Resolver = socket.getaddrinfo,
) -> Response:
    """Return the answer to a GET; see `request`."""
    return request("GET", url, allow=allow, headers=headers, timeout=timeout, limit=limit, resolver=resolver)


def to_document(answer: Response, fetched: str | None = None) -> Document:
    """Return the page in an answer as a document.

    `fetched` is the time of the fetch, else the server's own date is taken.

    Raises SkipItem where the status is an error or the body is no text; TryLater where the error is a passing one.
    """
    if answer.status in PASSING:
        raise TryLater(f"the server answered {answer.status}", where=answer.url)
    if not 200 <= answer.status < 300:
        raise SkipItem(
            f"the server answered {answer.status}",
            where=answer.url,
            next_step="open the address in a browser to see why",
        )
    if not answer.body.strip():
        raise SkipItem("the page is empty", where=answer.url, next_step="it was left out")
    if is_binary(answer.body):
        raise SkipItem("this is no text page", where=answer.url, next_step="give the address of an article")
    return Document(
        raw=decode(answer.body, answer.charset),
        url=answer.url,
        fetched=fetched or _server_time(answer),
        where=answer.url,
    )


def _server_time(answer: Response) -> str | None:
    try:
        return parsedate_to_datetime(answer.header("date") or "").strftime("%Y-%m-%dT%H:%M:%SZ")
    except (TypeError, ValueError):
        return None


def fetch_document(
    url: str, *, allow: Collection[str] = (), fetched: str | None = None, timeout: float = TIMEOUT
) -> Document:
    """Return the page at an address as a document; see `request` and `to_document`."""
    return to_document(get(url, allow=allow, timeout=timeout), fetched)
