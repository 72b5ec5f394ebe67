"""What every response carries and what is refused."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.factory import article, event
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.web.app import create_app

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{7*7}}",
    "</title><svg onload=alert(1)>",
]


def client(path: Path, *, token: str = "", host: str = "127.0.0.1:8765") -> TestClient:
    return TestClient(create_app(Settings(store=str(path), token=token)), base_url=f"http://{host}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Store(tmp_path / "t.db", create=True).close()
    return tmp_path / "t.db"


def test_every_page_forbids_scripts_from_elsewhere_and_inline(path: Path) -> None:
    policy = client(path).get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


def test_a_foreign_host_name_is_refused(path: Path) -> None:
    assert client(path, host="evil.example").get("/").status_code == 403


def test_a_foreign_origin_is_refused(path: Path) -> None:
    assert client(path).get("/", headers={"Origin": "https://evil.example"}).status_code == 403


def test_with_a_token_nothing_is_served_without_it(path: Path) -> None:
    guarded = client(path, token="secret", host="desk.example")
    assert guarded.get("/").status_code == 403
    assert guarded.get("/", headers={"Authorization": "Bearer secret"}).status_code == 200


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_words_in_an_article_are_shown_as_text(bad: str, path: Path) -> None:
    told = article(f"Troops shelled {bad} on Monday.", title=bad, publisher=bad, origin=bad, url=bad)
    with Store(path) as store:
        store.add_articles([told])
        store.add_events(told, [event(told, "shelled", recipients=())], "test")
    for page in ("/articles", f"/article/{told.id}"):
        shown = client(path).get(page).text
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "<svg onload" not in shown
        assert 'href="javascript:' not in shown
        assert "49" not in shown or bad != "{{7*7}}"
