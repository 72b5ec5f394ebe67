"""The JSON API answers as of any day."""

import csv
import io
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq
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


def test_pages_lead_on_to_the_last(browser: TestClient) -> None:
    address, seen = "/api/v1/incidents?limit=7", []
    while address:
        page = browser.get(address).json()
        seen += [one["id"] for one in page["items"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == page["total"]


def test_incidents_are_filtered_by_day_type_and_status(browser: TestClient) -> None:
    asked = "since=2025-10-01&until=2025-10-12&type=assault&status=confirmed"
    items = browser.get(f"/api/v1/incidents?{asked}").json()["items"]
    assert items
    assert all(one["type"] == "ASSAULT" and one["status"] == "confirmed" for one in items)
    assert all("2025-10-01" <= one["date"] <= "2025-10-12~" for one in items)


def test_an_earlier_day_knows_less(browser: TestClient) -> None:
    totals = [browser.get(f"/api/v1/incidents?as_of={day}").json()["total"] for day in ("2025-09-01", "2025-10-19")]
    assert totals[0] < totals[1]


def test_files_come_as_csv_and_parquet(browser: TestClient) -> None:
    table = browser.get("/api/v1/incidents.csv?limit=5&since=2025-10-07")
    assert table.headers["content-type"].startswith("text/csv")
    assert 3 <= len(list(csv.reader(io.StringIO(table.text)))) <= 7
    rows = pq.read_table(pa.BufferReader(browser.get("/api/v1/incidents.parquet?limit=5").content))
    assert rows.num_rows == 5
    assert browser.get("/api/v1/events.csv?pair=PAK-AFG").text.startswith("date,source,target")


def test_alerts_since_a_day_come_oldest_first(browser: TestClient) -> None:
    days = [one["day"] for one in browser.get("/api/v1/alerts?since=2025-10-01&subject=PAK-AFG").json()["items"]]
    assert days == sorted(days)
    assert days[0] >= "2025-10-01"


def test_every_answer_is_described(browser: TestClient) -> None:
    paths = browser.get("/api/v1/openapi.json").json()["paths"]
    bare = [path for path, ways in paths.items() for way in ways.values() if not way.get("description")]
    assert bare == []
    assert {"get", "post"} <= {way for ways in paths.values() for way in ways}


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
        ("/api/v1/incidents?status=sure", 400),
        ("/api/v1/incidents?since=yesterday", 422),
        ("/api/v1/incidents?as_of=0001-01-01", 400),
        ("/api/v1/incidents.geojson?as_of=9999-12-31", 400),
    ],
)
def test_a_wrong_request_gets_json_with_one_line(path: str, code: int, browser: TestClient) -> None:
    answer = browser.get(path)
    assert answer.status_code == code
    assert set(answer.json()) == {"error"}


def test_the_api_describes_itself(browser: TestClient) -> None:
    assert "/api/v1/incidents" in browser.get("/api/v1/openapi.json").json()["paths"]
