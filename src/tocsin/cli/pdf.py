"""A brief as PDF, printed by a browser on this machine; nothing is fetched."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from pathlib import Path

from tocsin.errors import StopRun

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 60
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)


def browser(environment: Mapping[str, str] | None = None) -> str:
    """Return the path of a Chromium or Chrome: TOCSIN_CHROMIUM, or the first on the PATH.

    Raises StopRun, with what to do, where there is none.
    """
    environment = os.environ if environment is None else environment
    names = (environment["TOCSIN_CHROMIUM"],) if environment.get("TOCSIN_CHROMIUM") else BROWSERS
    found = next((path for name in names if (path := shutil.which(name, path=environment.get("PATH", "")))), None)
    if found is None:
        raise StopRun(
            "no Chromium or Chrome was found to print the PDF with",
            where="brief",
            next_step="install one, name it in TOCSIN_CHROMIUM, or take --format html and print that",
        )
    return found


def page(body: str, title: str) -> str:
    """Return an HTML body as a page of its own, with the dashboard's styles inside it."""
    style = (files("tocsin.web") / "static" / "tocsin.css").read_text(encoding="utf-8")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
    head += f"<title>{escape(title)}</title><style>{style}</style>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body><main>{body}</main></body></html>'


def to_pdf(body: str, title: str, out: Path, environment: Mapping[str, str] | None = None) -> None:
    """Print an HTML body to a PDF file; raises StopRun where no browser is there or it does not print."""
    program = browser(environment)
    with tempfile.TemporaryDirectory(prefix="tocsin-") as folder:
        source, made = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        source.write_text(page(body, title), encoding="utf-8")
        command = [program, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", source.as_uri()]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium refuses its sandbox to root; the page is ours, without scripts
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise StopRun(f"the browser did not print ({error})"[:300], where=program) from error
        if not made.exists() or not made.read_bytes().startswith(b"%PDF"):
            raise StopRun("the browser wrote no PDF", where=program, next_step="take --format html and print that")
        out.write_bytes(made.read_bytes())
