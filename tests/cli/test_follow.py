"""Following feeds: a served feed is read once, kept with its state, and a failing one says why."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.conftest import Ran
from tocsin.store import Store

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Gulf Morning</title>
<item><title>Shells fall on town</title><link>http://127.0.0.1:1/a</link><guid>a</guid>
<pubDate>Mon, 13 Oct 2025 08:00:00 GMT</pubDate>
<description>Pakistani troops shelled the Afghan town of Spin Boldak on Sunday, killing seven civilians, the Taliban
government said. Pakistan denied it.</description></item></channel></rss>"""


class Feeds(BaseHTTPRequestHandler):
    """Serves one feed, and 500 for everything else; counts what was asked."""

    asked: list[str]

    def do_GET(self) -> None:  # the name that http.server asks for
        self.asked.append(self.path)
        good = self.path == "/feed"
        self.send_response(200 if good else 404 if self.path == "/robots.txt" else 500)
        self.end_headers()
        self.wfile.write(FEED.encode() if good else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    Feeds.asked = []
    made = HTTPServer(("127.0.0.1", 0), Feeds)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def files(folder: Path, server: HTTPServer, *, allowed: bool) -> tuple[Path, Path]:
    port = server.server_address[1]
    settings, sources = folder / "tocsin.toml", folder / "sources.toml"
    settings.write_text(f'[network]\nallow = ["127.0.0.1:{port}"]\n' if allowed else "")
    sources.write_text(
        "".join(
            f'[[source]]\nurl = "http://127.0.0.1:{port}/{name}"\nname = "{name}"\nfull_text = false\n'
            for name in ("feed", "broken")
        )
    )
    return settings, sources


def test_a_feed_is_kept_once_and_a_failing_one_says_why(
    tmp_path: Path, server: HTTPServer, tocsin: Callable[..., Ran]
) -> None:
    settings, sources = files(tmp_path, server, allowed=True)
    first = tocsin("--settings", settings, "--store", tmp_path / "t.db", "follow", sources, "--once")
    assert first.code == 0
    again = tocsin("--settings", settings, "--store", tmp_path / "t.db", "follow", sources, "--once")
    assert again.code == 0
    assert Feeds.asked.count("/feed") == 1
    with Store(tmp_path / "t.db") as store:
        assert [a.title for a in store.articles()] == ["Shells fall on town"]
    shown = tocsin("--store", tmp_path / "t.db", "sources").out
    assert "failing" in shown
    assert "500" in shown


def test_a_private_address_is_refused_without_the_operators_leave(
    tmp_path: Path, server: HTTPServer, tocsin: Callable[..., Ran]
) -> None:
    settings, sources = files(tmp_path, server, allowed=False)
    tocsin("--settings", settings, "--store", tmp_path / "t.db", "follow", sources, "--once")
    assert Feeds.asked == []


def test_sources_can_be_written_as_opml(tmp_path: Path, server: HTTPServer, tocsin: Callable[..., Ran]) -> None:
    settings, sources = files(tmp_path, server, allowed=True)
    tocsin("--settings", settings, "--store", tmp_path / "t.db", "follow", sources, "--once")
    tocsin("--store", tmp_path / "t.db", "sources", "--opml", tmp_path / "s.opml")
    assert "<outline" in (tmp_path / "s.opml").read_text()
