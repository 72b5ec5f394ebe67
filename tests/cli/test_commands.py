"""The commands over the demo corpus."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
PAGE = """Jets bomb border market

Margalla Post | 10 October 2025

Pakistani jets bombed a market in Paktika province on Thursday, killing 12 people, the Afghan defence
ministry said. Pakistan denied the strike.

Qatar urged both sides to show restraint.
"""


def test_read_shows_each_event_with_status_and_quotation(tmp_path: Path, tocsin: Run) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE)
    shown = tocsin("read", page, "--explain").out
    assert "2025-10-10" in shown
    assert "Margalla Post" in shown
    assert "aerial" in shown
    assert "because" in shown


def test_read_json_gives_spans_that_equal_their_quotes(tmp_path: Path, tocsin: Run) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE)
    row = json.loads(tocsin("read", page, "--json").out)
    assert row["events"]
    for event in row["events"]:
        start, end = event["spans"]["trigger"]
        assert row["text"][start:end] == event["trigger"]
        for who, span in zip(event["actors"], event["spans"]["actors"], strict=True):
            assert row["text"][span[0] : span[1]] == who["text"]


def test_status_of_a_pair_sets_the_forecast_beside_its_base_rate(demo_path: Path, tocsin: Run) -> None:
    shown = tocsin("--store", demo_path, "status", "PAK-AFG", "--as-of", "2025-10-12").out
    assert "base rate" in shown
    assert "pushes up" in shown


def test_status_without_a_pair_lists_all(demo_path: Path, tocsin: Run) -> None:
    shown = tocsin("--store", demo_path, "status").out
    assert "AFG–PAK" in shown
    assert "KHM–THA" in shown


def test_a_pair_without_news_is_refused_with_those_there_are(demo_path: Path, tocsin: Run) -> None:
    ran = tocsin("--store", demo_path, "status", "CHL-PER")
    assert ran.code == 1
    assert "there is" in ran.err


def test_a_brief_says_nothing_that_came_later(demo_path: Path, tocsin: Run) -> None:
    early = tocsin("--store", demo_path, "brief", "PAK-AFG", "--as-of", "2025-10-11").out
    assert "11 October 2025" in early
    assert "Doha" not in early


def test_a_brief_can_be_html_in_a_file(demo_path: Path, tmp_path: Path, tocsin: Run) -> None:
    out = tmp_path / "brief.html"
    assert tocsin("--store", demo_path, "brief", "PAK-AFG", "--html", "--out", out).code == 0
    assert "<h1>" in out.read_text()


def test_alerts_say_why_they_rang(demo_path: Path, tocsin: Run) -> None:
    shown = tocsin("--store", demo_path, "alerts", "--as-of", "2025-10-15", "--level", "elevated").out
    assert "AFG–PAK" in shown


@pytest.mark.parametrize(("name", "columns"), [("acled", 31), ("ucdp", 25), ("hxl", 13), ("cameo", 8)])
def test_tables_are_exported_with_all_their_columns(
    name: str, columns: int, demo_path: Path, tmp_path: Path, tocsin: Run
) -> None:
    out = tmp_path / "out.csv"
    tocsin("--store", demo_path, "export", "events", "--format", name, "--out", out)
    rows = list(csv.reader(io.StringIO(out.read_text())))
    assert len(rows) > 5
    assert {len(row) for row in rows} == {columns}


def test_geojson_holds_points_with_status(demo_path: Path, tmp_path: Path, tocsin: Run) -> None:
    out = tmp_path / "out.geojson"
    tocsin("--store", demo_path, "export", "events", "--format", "geojson", "--out", out)
    features = json.loads(out.read_text())["features"]
    assert features
    assert all(f["geometry"]["type"] == "Point" and f["properties"]["status"] for f in features)


def test_an_incident_shows_its_claims(demo_path: Path, tocsin: Run) -> None:
    from tocsin.store import Store

    with Store(demo_path) as store:
        incident = next(i for i in store.incidents(pair="PAK-AFG") if i.claims)
    shown = tocsin("--store", demo_path, "incident", incident.id, "--history").out
    assert incident.status.value in shown
    assert "grade F" in shown


def test_loading_again_adds_nothing(demo_path: Path, tocsin: Run) -> None:
    from importlib.resources import as_file, files

    with as_file(files("tocsin") / "resources" / "demo" / "corpus") as folder:
        assert ", 0 new" in tocsin("--store", demo_path, "load", folder).out


def test_batch_code_and_merge_agree_on_incidents(tmp_path: Path, tocsin: Run) -> None:
    source, out, incidents = tmp_path / "in.jsonl", tmp_path / "out.jsonl", tmp_path / "inc.jsonl"
    source.write_text(json.dumps({"id": "a", "raw": PAGE}) + "\n")
    assert tocsin("batch", "code", source, "--out", out, "--incidents", incidents).code == 0
    again, second = tmp_path / "again.jsonl", tmp_path / "second.jsonl"
    assert tocsin("batch", "merge", out, "--out", again, "--incidents", second).code == 0
    first_homes = [e["incident"] for e in json.loads(out.read_text())["events"]]
    assert first_homes == [e["incident"] for e in json.loads(again.read_text())["events"]]
    assert {json.loads(line)["incident"] for line in second.read_text().splitlines()} == set(first_homes)


def test_alerts_go_out_as_cap_and_atom(demo_path: Path, tocsin: Run) -> None:
    cap = tocsin("--store", demo_path, "alerts", "--as-of", "2025-10-15", "--format", "cap", "--sender", "desk").out
    assert "urn:oasis:names:tc:emergency:cap:1.2" in cap
    atom = tocsin("--store", demo_path, "alerts", "--as-of", "2025-10-15", "--format", "atom").out
    assert "http://www.w3.org/2005/Atom" in atom
