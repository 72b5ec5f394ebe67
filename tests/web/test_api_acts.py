"""What people do about alerts over the API, and the stream of those to come."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.web.app import create_app


@pytest.fixture
def path(demo_path: Path, tmp_path: Path) -> Path:
    with Store(demo_path) as store:
        store.query("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copy(demo_path, tmp_path / "own.db"))


@pytest.fixture
def browser(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=str(path))), base_url="http://127.0.0.1:8765") as client:
        yield client


@pytest.fixture
def alert(browser: TestClient) -> str:
    found: str = browser.get("/api/v1/alerts?as_of=2025-10-12").json()["items"][0]["id"]
    return f"/api/v1/alerts/{found}"


def told(deed: str = "acknowledge", **rest: Any) -> dict[str, Any]:
    return {"deed": deed, "by": "duty desk", **rest}


def test_an_acknowledged_alert_says_so(browser: TestClient, alert: str) -> None:
    assert browser.post(f"{alert}/acts", json=told(text="Seen.")).status_code == 201
    acts = browser.get(alert).json()["acts"]
    assert [(act["deed"], act["by"], act["text"]) for act in acts] == [("acknowledge", "duty desk", "Seen.")]


def test_an_act_is_kept_in_an_unbroken_ledger(browser: TestClient, alert: str, path: Path) -> None:
    browser.post(f"{alert}/acts", json=told("note", text="No craters."))
    with Store(path) as store:
        assert len(store.ledger("act")) == 1
        assert store.ledger_broken_at() is None


def test_muting_needs_its_last_day(browser: TestClient, alert: str) -> None:
    assert browser.post(f"{alert}/acts", json=told("mute")).status_code == 400
    assert browser.post(f"{alert}/acts", json=told("mute", until="2025-10-20")).json()["until"] == "2025-10-20"


@pytest.mark.parametrize("bad", [{"deed": "delete", "by": "x"}, {"deed": "note"}, {"deed": "note", "by": ""}])
def test_an_act_that_is_none_is_refused(bad: dict[str, str], browser: TestClient, alert: str) -> None:
    assert browser.post(f"{alert}/acts", json=bad).status_code == 422


def test_a_nameless_person_is_refused(browser: TestClient, alert: str) -> None:
    assert browser.post(f"{alert}/acts", json=told() | {"by": "\x00 \x1b"}).status_code == 400


def test_another_site_cannot_act(browser: TestClient, alert: str) -> None:
    answer = browser.post(f"{alert}/acts", json=told(), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert not browser.get(alert).json()["acts"]


def test_a_form_cannot_act(browser: TestClient, alert: str) -> None:
    body = json.dumps(told())
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        assert browser.post(f"{alert}/acts", content=body, headers={"Content-Type": kind}).status_code in (415, 422)
    assert not browser.get(alert).json()["acts"]


def test_off_loopback_nobody_acts_without_the_token(path: Path, alert: str) -> None:
    client = TestClient(create_app(Settings(store=str(path), token="secret")), base_url="http://desk.example")
    assert client.post(f"{alert}/acts", json=told()).status_code == 403
    headers = {"Authorization": "Bearer secret"}
    assert client.post(f"{alert}/acts", json=told(), headers=headers).status_code == 201


def test_an_unknown_alert_is_not_found(browser: TestClient) -> None:
    assert browser.get("/api/v1/alerts/none").status_code == 404
    assert browser.post("/api/v1/alerts/none/acts", json=told()).status_code == 404


def events(text: str) -> list[dict[str, str]]:
    """Return the fields of each event of a stream."""
    blocks = [block for block in text.split("\n\n") if block.startswith("id:")]
    return [dict(line.split(": ", 1) for line in block.split("\n")) for block in blocks]


def test_the_stream_tells_every_alert_with_its_ledger_entry(browser: TestClient, path: Path) -> None:
    answer = browser.get("/api/v1/alerts/stream?after=0&wait=0")
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = events(answer.text)
    with Store(path) as store:
        assert [json.loads(one["data"])["id"] for one in found] == [row["id"] for row in store.ledger("alert")]
    assert all(one["event"] == "alert" for one in found)


def test_the_stream_goes_on_where_the_reader_left_it(browser: TestClient) -> None:
    found = events(browser.get("/api/v1/alerts/stream?after=0&wait=0").text)
    rest = browser.get("/api/v1/alerts/stream?wait=0", headers={"Last-Event-ID": found[-3]["id"]})
    assert events(rest.text) == found[-2:]


def test_a_new_reader_is_told_only_what_is_to_come(browser: TestClient) -> None:
    assert events(browser.get("/api/v1/alerts/stream?wait=0").text) == []
