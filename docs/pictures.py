"""Make the pictures of the documentation from the demo corpus, in a headless Chromium.

    pip install playwright; python docs/pictures.py [CHROMIUM]

The demo store must exist (`make demo`). Serves on a free port of 127.0.0.1, takes the pictures, ends.
"""

import socket
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from tocsin.settings import load_settings
from tocsin.web.app import create_app

PAGES = {
    "world": "/?as_of=2025-10-12",
    "pair": "/pair/AFG-PAK?as_of=2025-10-12",
    "brief": "/brief/AFG-PAK?as_of=2025-10-12",
    "alerts": "/alerts?as_of=2025-10-12",
}
FLAGS = [
    "--no-sandbox",
    "--enable-webgl",
    "--use-gl=swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-background-networking",
]


def serve() -> str:
    """Serve the demo store in a thread and return its address."""
    settings = load_settings()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create_app(replace(settings, store=str(Path(settings.home) / "demo.db")))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}"


def main() -> None:
    """Write docs/pictures/*.png."""
    address, out = serve(), Path(__file__).parent / "pictures"
    out.mkdir(exist_ok=True)
    chromium = sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1180, "height": 1000})
        for name, path in PAGES.items():
            page.goto(address + path)
            page.wait_for_timeout(2500)
            page.screenshot(path=out / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
