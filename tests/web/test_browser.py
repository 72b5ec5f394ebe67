"""The pages in a real browser: nothing leaves the machine, nothing fails, all of it by keyboard and on a phone.

Skipped where Playwright or a Chromium is absent (TOCSIN_CHROMIUM names one); the accessibility check needs axe-core,
which `npm ci` brings into web/.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tocsin.settings import Settings
from tocsin.web.serving import serving

CHROMIUM = os.environ.get("TOCSIN_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = ["--no-sandbox", "--enable-webgl", "--use-gl=swiftshader", "--ignore-gpu-blocklist"]
DAY = "as_of=2025-10-16"
PAGES = (
    f"/?{DAY}",
    f"/pair/AFG-PAK?{DAY}",
    f"/alerts?{DAY}",
    f"/search?q=kabul&{DAY}",
    f"/network?{DAY}",
    "/articles",
    "/sources",
    "/scores",
    "/about",
    f"/brief/AFG-PAK?{DAY}",
)

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine (TOCSIN_CHROMIUM names one)")


@pytest.fixture(scope="module")
def address(demo_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = shutil.copy(demo_path, tmp_path_factory.mktemp("browser"))  # a note is written into it
    with serving(Settings(store=str(store))) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (pip install playwright)")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Watched:
    """A browser page that keeps what went wrong on it and what it asked of elsewhere."""

    def __init__(self, chromium: Any, address: str, scheme: str = "light", width: int = 1440) -> None:
        self.context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=False
        )
        self.page, self.address, self.wrong = self.context.new_page(), address, list[str]()
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"asked for {request.url}")

    def open(self, path: str) -> Any:
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390), ("light", 2560)])
def test_no_page_fails_asks_elsewhere_or_runs_over_the_edge(
    scheme: str, width: int, chromium: Any, address: str
) -> None:
    seen = Watched(chromium, address, scheme, width)
    for path in PAGES:
        over = seen.open(path).evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (path, over <= 0) == (path, True)
    assert seen.wrong == []
    seen.context.close()


def test_from_the_alert_to_the_marked_sentence_it_is_two_clicks(chromium: Any, address: str) -> None:
    seen = Watched(chromium, address)
    page = seen.open(f"/alerts?{DAY}")
    page.locator("section.alert details.incident summary").first.click()
    page.locator("section.alert details.incident[open] figcaption a").first.click()
    page.wait_for_load_state()
    assert re.search(r"/article/[0-9a-f]+#e-", page.url)
    assert page.locator("mark.trigger").count() > 0
    seen.context.close()


def test_the_keyboard_reaches_the_content_and_the_days(chromium: Any, address: str) -> None:
    seen = Watched(chromium, address)
    page = seen.open(f"/?{DAY}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-current')") == "date":
            break
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?day=2025-10-15")
    assert "2025-10-15" in page.title()
    seen.context.close()


def test_an_alert_can_be_annotated_where_it_stands(chromium: Any, address: str) -> None:
    seen = Watched(chromium, address)
    page = seen.open(f"/alerts?{DAY}")
    page.locator("details.acting summary").first.click()
    form = page.locator("form.act").first
    form.get_by_label("Your name").fill("Ada")
    form.get_by_label("Note").fill("<b>ask the desk</b>")
    form.get_by_role("button", name="Note").click()
    form.locator("output", has_text="Kept: note by Ada").wait_for(timeout=10_000)
    assert seen.wrong == []
    seen.context.close()


def test_without_script_the_pages_hold_the_same(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/pair/AFG-PAK?{DAY}")
    assert page.locator("#chart svg").count() == 1
    assert page.locator("details.incident").count() > 3
    context.close()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there (npm ci in web/)")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_nothing_serious_or_critical(scheme: str, width: int, chromium: Any, address: str) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page, found = context.new_page(), []
    for path in PAGES:
        page.goto(address + path)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        grave = [v for v in page.evaluate("axe.run()")["violations"] if v["impact"] in ("serious", "critical")]
        found += [(path, v["id"], v["nodes"][0]["html"]) for v in grave]
    context.close()
    assert found == []
