"""What can be brought in from the command line: damaged web archives, OPML lists, news sitemaps, GDELT tables."""

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.news.gdelt_rows import event_row
from tocsin.store import Store

STORY = (
    "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>Two patrol boats collided in fog off the "
    "harbour of {0} on Tuesday morning, the coast guard said, and a sailor was hurt.</p><p>Both boats were towed back "
    "to port before noon, and an inquiry has begun.</p></article></body></html>"
)


class Site(BaseHTTPRequestHandler):
    """Serves a sitemap index, a packed news sitemap, a feed and stories; everything else is 404."""

    def do_GET(self) -> None:  # the name that http.server asks for
        base = f"http://{self.headers['Host']}"
        bodies = {
            "/index.xml": f"<sitemapindex><sitemap><loc>{base}/news.xml.gz</loc></sitemap></sitemapindex>".encode(),
            "/news.xml.gz": gzip.compress(self.sitemap(base).encode()),
            "/feed": f"<rss><channel><title>F</title><item><title>Sund</title><link>{base}/s/Sund</link></item>"
            "</channel></rss>".encode(),
        }
        body = bodies.get(self.path)
        if self.path.startswith("/s/"):
            body = STORY.format(self.path[3:]).encode()
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    @staticmethod
    def sitemap(base: str) -> str:
        """Return a news sitemap of one story of today and one of long ago."""
        rows = "".join(
            f"<url><loc>{base}/s/{name}</loc><n:news><n:publication><n:name>Ledger</n:name></n:publication>"
            f"<n:publication_date>{day}</n:publication_date><n:title>{name}</n:title></n:news></url>"
            for name, day in (("Molde", "2099-01-01T08:00:00Z"), ("Oldby", "2011-05-01"))
        )
        return (
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            f'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{rows}</urlset>'
        )

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


Follow = Callable[[str, str], list[str]]


@pytest.fixture
def follow(tmp_path: Path, site: str, tocsin: Callable[..., Ran]) -> Follow:
    """Return a function that follows a file of sources once and gives the titles that the store then holds."""

    def run(name: str, text: str) -> list[str]:
        (tmp_path / "tocsin.toml").write_text(f'[network]\nallow = ["{site}"]\n')
        (tmp_path / name).write_text(text)
        options = ("--settings", tmp_path / "tocsin.toml", "--store", tmp_path / "t.db")
        assert tocsin(*options, "follow", tmp_path / name, "--once").code == 0
        with Store(tmp_path / "t.db") as store:
            return sorted(article.title for article in store.articles())

    return run


def test_a_news_sitemap_behind_an_index_gives_what_is_new(follow: Follow, site: str) -> None:
    assert follow("s.toml", f'[[source]]\nurl = "http://{site}/index.xml"\nkind = "sitemap"\n') == ["Molde"]


def test_an_opml_list_is_followed(follow: Follow, site: str) -> None:
    opml = f'<opml version="2.0"><body><outline text="a"><outline text="F" xmlUrl="http://{site}/feed"/></outline></body></opml>'
    assert follow("s.opml", opml) == ["Sund"]


def test_a_gdelt_table_gives_its_events_and_its_pages(follow: Follow, site: str) -> None:
    titles = follow("x.export.CSV", event_row(url=f"http://{site}/s/Vik"))
    assert titles == ["Vik", "What GDELT coded from a page of 127.0.0.1"]


def warc(names: list[str]) -> bytes:
    """Return a packed web archive of stories, one gzip member a record."""
    out = b""
    for name in names:
        page = STORY.format(name).encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page) + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://l.example/{name}\r\n"
            f"WARC-Date: 2021-05-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{len(out):032d}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        out += gzip.compress(head.encode() + http + b"\r\n\r\n")
    return out


@pytest.mark.parametrize("lost", [40, 250])
def test_a_web_archive_cut_short_gives_what_it_holds(tmp_path: Path, lost: int, tocsin: Callable[..., Ran]) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc(["Molde", "Sund", "Vik"])[:-lost])
    ran = tocsin("--store", tmp_path / "t.db", "load", tmp_path / "a.warc.gz")
    with Store(tmp_path / "t.db") as store:
        titles = {article.title for article in store.articles()}
    assert {"Molde", "Sund"} <= titles
    assert "damaged" in ran.err
