"""The application: pages and API over one store; nothing is written but what people say about alerts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware

import tocsin
from tocsin.errors import NotFound, TocsinError
from tocsin.settings import Settings
from tocsin.web import api, pages
from tocsin.web.etags import Bounded, Etags
from tocsin.web.pool import Pool
from tocsin.web.security import HEADERS, guard
from tocsin.web.show import error_page

THREADS = 6
STATIC = Path(__file__).parent / "static"


def _failure(request: Request, message: str, code: int) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": message}, code)
    return HTMLResponse(error_page(request, message), code)


async def _known_failure(request: Request, error: Exception) -> Response:
    assert isinstance(error, TocsinError)
    return _failure(request, error.line(), 404 if isinstance(error, NotFound) else 400)


async def _http_failure(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _failure(
        request,
        f"There is nothing at {request.url.path}." if error.status_code == 404 else str(error.detail),
        error.status_code,
    )


async def _bad_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return _failure(request, f"{'.'.join(map(str, first['loc']))}: {first['msg']}", 422)


async def _unknown_failure(request: Request, _error: Exception) -> Response:
    """Say that a page could not be made; the error goes on to the server's log."""
    answer = _failure(request, "This could not be shown; the server's log says why.", 500)
    answer.headers.update(HEADERS)  # made outside the guard, which puts them on every other answer
    return answer


@asynccontextmanager
async def _few_threads(_app: FastAPI) -> AsyncIterator[None]:
    """Answer with few threads: more of them only take turns, and every answer then waits for all."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


def create_app(settings: Settings) -> FastAPI:
    """Return the ASGI application for the settings' store."""
    app = FastAPI(
        title="Tocsin",
        version=tocsin.__version__,
        lifespan=_few_threads,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.settings = settings
    app.state.pool = pool = Pool(settings.store)
    app.add_middleware(Etags, pool=pool)
    app.add_middleware(Bounded)
    app.add_middleware(BaseHTTPMiddleware, dispatch=guard(settings.token))
    app.add_exception_handler(TocsinError, _known_failure)
    app.add_exception_handler(HTTPException, _http_failure)
    app.add_exception_handler(RequestValidationError, _bad_request)
    app.add_exception_handler(Exception, _unknown_failure)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(api.router)
    app.include_router(pages.router)
    return app
