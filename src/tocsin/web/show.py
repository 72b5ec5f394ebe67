"""Filling a template: what every page is given, whatever it shows."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader

HERE = Path(__file__).parent
# Spans of days that a page offers to look back over.
SPANS = (7, 14, 30, 90, 365)
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def vendor() -> bool:
    """Whether the map and chart libraries were built."""
    return (HERE / "static" / "vendor" / "maplibre-gl-csp.js").exists()


def show(template: str, request: Request, day: str, **values: Any) -> HTMLResponse:
    """Return a page as of `day`; links on it keep the day where it was asked for."""
    asked = request.query_params.get("as_of") or request.query_params.get("day")
    query = f"?as_of={day}" if asked else ""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in ("as_of", "day", "page") and v]
    shared = {"day": day, "as_of_query": query, "asked": bool(asked), "vendor": vendor(), "kept": kept}
    return HTMLResponse(TEMPLATES.get_template(template).render(shared | values))


def error_page(_request: Request, message: str) -> str:
    """Return the page that says why something is not here."""
    return TEMPLATES.get_template("error.html").render(message=message, day="", as_of_query="", vendor=False, kept=[])


def link(path: str, **values: object) -> str:
    """Return an address with those query values that are set."""
    query = urlencode({name: value for name, value in values.items() if value})
    return f"{path}?{query}" if query else path
