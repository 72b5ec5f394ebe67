"""Answers carry an ETag, are kept while nothing changes, and bodies are bounded."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.factory import article
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.web import etags
from tocsin.web.app import create_app
from tocsin.web.etags import Answer, Kept


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store(tmp_path / "t.db", create=True) as store:
        store.add_articles([article()])
    return tmp_path / "t.db"


@pytest.fixture
def browser(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=str(path))), base_url="http://127.0.0.1:8765") as client:
        yield client


@pytest.mark.parametrize("address", ["/", "/api/v1/articles", "/api/v1/status"])
def test_who_has_the_answer_is_told_so(address: str, browser: TestClient) -> None:
    first = browser.get(address)
    again = browser.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]


def test_a_304_carries_the_policy_too(browser: TestClient) -> None:
    tag = browser.get("/").headers["etag"]
    assert "default-src 'none'" in browser.get("/", headers={"If-None-Match": tag}).headers["content-security-policy"]


def test_the_tag_changes_with_the_store(path: Path, browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(etags, "FRESH", 0.0)
    before = browser.get("/api/v1/articles").headers["etag"]
    with Store(path) as store:
        store.add_articles([article("Another dispatch.")])
    after = browser.get("/api/v1/articles", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after.json()["total"] == 2


def test_failures_carry_no_tag(browser: TestClient) -> None:
    assert "etag" not in browser.get("/api/v1/incidents/none").headers


def test_a_replaced_file_is_opened_anew(path: Path, browser: TestClient) -> None:
    assert browser.get("/api/v1/articles").json()["total"] == 1
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    Store(path, create=True).close()
    browser.post("/none", content=b"{}")
    assert browser.get("/api/v1/articles").json()["total"] == 0


def test_a_missing_store_is_one_clear_line(tmp_path: Path) -> None:
    client = TestClient(create_app(Settings(store=str(tmp_path / "none.db"))), base_url="http://127.0.0.1:8765")
    answer = client.get("/api/v1/articles")
    assert answer.status_code == 400
    assert "there is no store here" in answer.json()["error"]


def test_a_large_body_is_refused(browser: TestClient) -> None:
    assert browser.post("/api/v1/alerts/x/acts", content=b"x" * (etags.MOST_BODY + 1)).status_code == 413


def test_a_body_of_untold_length_is_refused(browser: TestClient) -> None:
    assert browser.post("/api/v1/alerts/x/acts", content=iter([b"{}"])).status_code == 411


def test_the_longest_unused_answer_is_dropped_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(etags, "MOST_BYTES", 10)
    kept = Kept()
    for key in (b"a", b"b"):
        kept.put(key, Answer(200, [], b"12345", (1,), 0.0))
    assert kept.get(b"a", (1,)) is not None
    kept.put(b"c", Answer(200, [], b"12345", (1,), 0.0))
    assert [kept.get(key, (1,)) is not None for key in (b"a", b"b", b"c")] == [True, False, True]
