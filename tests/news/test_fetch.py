"""The guarded fetcher, against a server on this machine."""

import gzip
import http.server
import threading
from collections.abc import Iterator

import pytest

from tocsin.errors import SkipItem
from tocsin.news.addresses import is_public, resolve
from tocsin.news.fetch import fetch_document, get

BOMB = gzip.compress(b"0" * (40 * 1024 * 1024))


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:  # the library's name
        if self.path == "/loop":
            self.answer(302, Location="/loop")
        elif self.path == "/away":
            self.answer(302, Location="http://127.0.0.2:9/")
        elif self.path == "/bomb":
            self.answer(200, BOMB, Content_Encoding="gzip")
        elif self.path == "/packed":
            self.answer(200, gzip.compress(b"one ") + gzip.compress(b"two"), Content_Encoding="gzip")
        elif self.path == "/gone":
            self.answer(410)
        else:
            self.answer(200, b"<p>page</p>", Content_Type="text/html; charset=utf-8")

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "192.168.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_a_private_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", ["2130706433", "0177.0.0.1", "0x7f.1", "localhost", "[::1]", "[::ffff:7f00:1]"])
def test_no_spelling_of_loopback_is_fetched(host: str) -> None:
    with pytest.raises(SkipItem, match="not public"):
        get(f"http://{host}:9/", timeout=2)


@pytest.mark.parametrize(
    "url", ["file:///etc/hosts", "ftp://host.example/", "gopher://x", "http://user:word@host.example/", "http://"]
)
def test_only_plain_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(SkipItem):
        get(url)


def test_one_private_answer_refuses_the_whole_name() -> None:
    def mixed(host: str, port: int, **_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(2, 1, 6, "", ("8.8.8.8", port)), (2, 1, 6, "", ("127.0.0.1", port))]

    with pytest.raises(SkipItem, match="not public"):
        resolve("rebinding.example", 80, resolver=mixed)


def test_the_operators_list_opens_one_place(place: str) -> None:
    assert get(f"http://{place}/", allow=(place,)).body == b"<p>page</p>"


def test_without_the_list_the_same_place_is_refused(place: str) -> None:
    with pytest.raises(SkipItem, match="not public"):
        get(f"http://{place}/")


@pytest.mark.parametrize(
    ("path", "reason"), [("loop", "redirects"), ("away", "not public"), ("bomb", "larger than 15 MiB")]
)
def test_a_misbehaving_server_is_refused_with_its_reason(place: str, path: str, reason: str) -> None:
    with pytest.raises(SkipItem, match=reason):
        get(f"http://{place}/{path}", allow=(place,))


def test_all_members_of_a_packed_body_are_read(place: str) -> None:
    assert get(f"http://{place}/packed", allow=(place,)).body == b"one two"


def test_an_error_status_is_no_document(place: str) -> None:
    with pytest.raises(SkipItem, match="410"):
        fetch_document(f"http://{place}/gone", allow=(place,))
