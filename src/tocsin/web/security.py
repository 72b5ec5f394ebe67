"""What every response carries and every request is checked for: CSP, Host, Origin, token."""

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "worker-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}

Next = Callable[[Request], Awaitable[Response]]


def _host(value: str) -> str:
    name = value.strip().lower()
    return name[: name.rindex("]") + 1] if name.startswith("[") and "]" in name else name.partition(":")[0]


def _site(origin: str) -> str | None:
    """Return the host and port of an Origin, or None where it is no address."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:  # such as `http://[`
        return None


def refusal(request: Request, token: str) -> str | None:
    """Return why a request is refused, or None.

    Without a token only loopback names are served, which stops DNS rebinding; with one, every request must carry it
    as `Authorization: Bearer TOKEN`. A foreign Origin is refused always.
    """
    host = request.headers.get("host", "")
    if not token and _host(host) not in LOOPBACK:
        return "this server answers only to its own address"
    origin = request.headers.get("origin")
    if origin and _site(origin) != host.lower():
        return "requests from other sites are refused"
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if token and not hmac.compare_digest(given.encode(), token.encode()):
        return "a token is needed: Authorization: Bearer TOKEN"
    return None


def guard(token: str) -> Callable[[Request, Next], Awaitable[Response]]:
    """Return the middleware that refuses what `refusal` names and puts HEADERS on every response."""

    async def check(request: Request, call_next: Next) -> Response:
        why = refusal(request, token)
        response = PlainTextResponse(f"Refused: {why}.\n", 403) if why else await call_next(request)
        response.headers.update(HEADERS)
        return response

    return check
