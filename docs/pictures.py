"""Make the pictures of the documentation from the demo corpus, in a headless Chromium.

    pip install playwright; python docs/pictures.py [CHROMIUM]

The demo store must exist (`make demo`). Works on a copy of it in which the forecasts are scored, serves that on a free
port of 127.0.0.1, takes each page as a desktop sees it, and the first two also dark, on a phone and on a wall; ends.
"""

import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tocsin.scores.resolve import resolve
from tocsin.settings import Settings, load_settings
from tocsin.store import Store
from tocsin.web.serving import serving

PAGES = {
    "world": "/?as_of=2025-10-12",
    "pair": "/pair/AFG-PAK?as_of=2025-10-12",
    "brief": "/brief/AFG-PAK?as_of=2025-10-12",
    "alerts": "/alerts?as_of=2025-10-12",
    "search": "/search?q=kabul+strike&as_of=2025-10-12",
    "network": "/network?as_of=2025-10-16",
    "scores": "/scores",
}
# name: (colour scheme, width, height, pages)
SCREENS = {
    "": ("light", 1440, 1000, tuple(PAGES)),
    "-dark": ("dark", 1440, 1000, ("world", "pair")),
    "-phone": ("light", 390, 844, ("world", "pair")),
    "-wall": ("light", 2560, 1440, ("world",)),
}
FLAGS = [
    "--no-sandbox",
    "--enable-webgl",
    "--use-gl=swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-background-networking",
]


def scored(folder: str) -> Settings:
    """Return the settings for a scored copy of the demo store."""
    settings = load_settings()
    copy = shutil.copy(Path(settings.home) / "demo.db", folder)
    with Store(copy) as store:
        resolve(store)
    return replace(settings, store=str(copy))


def take(browser: Browser, address: str, out: Path) -> None:
    """Take every page on every screen that it is wanted on."""
    for suffix, (scheme, width, height, names) in SCREENS.items():
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
        )
        for name in names:
            page.goto(address + PAGES[name])
            if page.locator("#map").count():
                page.wait_for_selector("#map[data-ready]", timeout=60_000)
            page.wait_for_timeout(1500)
            page.screenshot(path=out / f"{name}{suffix}.png")
        page.close()


def main() -> None:
    """Write docs/pictures/*.png."""
    out = Path(__file__).parent / "pictures"
    out.mkdir(exist_ok=True)
    chromium = sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium"
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(scored(folder)) as address,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        take(browser, address, out)
        browser.close()


if __name__ == "__main__":
    main()
