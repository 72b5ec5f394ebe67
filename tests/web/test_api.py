"""The JSON API answers as of any day."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tocsin.settings import Settings
from tocsin.web.app import create_app


@pytest.fixture
def browser(demo: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(demo), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_incidents_are_paged_with_their_total(browser: TestClient) -> None:
    first = browser.get("/api/v1/incidents?limit=2").json()
    second = browser.get("/api/v1/incidents?limit=2&offset=2").json()
    assert first["total"] == second["total"] > 4
    assert first["items"] != second["items"]


def test_the_map_is_geojson(browser: TestClient) -> None:
    answer = browser.get("/api/v1/incidents.geojson?as_of=2025-10-15")
    assert answer.headers["content-type"].startswith("application/geo+json")
    assert answer.json()["features"]


def test_subjects_carry_level_readings_and_forecasts(browser: TestClient) -> None:
    items = browser.get("/api/v1/subjects?as_of=2025-10-15").json()["items"]
    pair = next(item for item in items if item["subject"] == "AFG|PAK")
    assert pair["level"] != "calm"
    assert {f["horizon"] for f in pair["forecasts"]} == {7, 30, 90}


def test_events_carry_spans_that_equal_their_quotes(browser: TestClient) -> None:
    event = browser.get("/api/v1/events?pair=PAK-AFG&limit=1").json()["items"][0]
    text = browser.get(f"/api/v1/articles/{event['article']}").json()["article"]["text"]
    assert text[event["trigger"]["start"] : event["trigger"]["end"]] == event["trigger"]["text"]


def test_the_ledger_is_whole(browser: TestClient) -> None:
    assert browser.get("/api/v1/status").json()["ledger_broken_at"] is None


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/v1/incidents?limit=0", 422),
        ("/api/v1/incidents?pair=Pakistan", 400),
        ("/api/v1/incidents/none", 404),
        ("/api/v1/readings?subject=A", 400),
        ("/api/v1/none", 404),
    ],
)
def test_a_wrong_request_gets_json_with_one_line(path: str, code: int, browser: TestClient) -> None:
    answer = browser.get(path)
    assert answer.status_code == code
    assert set(answer.json()) == {"error"}


def test_the_api_describes_itself(browser: TestClient) -> None:
    assert "/api/v1/incidents" in browser.get("/api/v1/openapi.json").json()["paths"]
