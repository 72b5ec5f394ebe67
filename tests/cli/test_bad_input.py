"""Bad input gets one clear line with the next step, and nothing else is lost."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
GOOD = {
    "title": "Talks held",
    "text": "Pakistan and Afghanistan held talks in Doha on Saturday.",
    "published": "2025-10-18",
    "publisher": "Gulf Morning",
}


def one_line(ran: Ran) -> str:
    lines = [line for line in ran.err.splitlines() if line]
    assert len(lines) == 1, ran.err
    assert "Traceback" not in ran.err
    return lines[0]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, "no text file"),
        ("huge.html", b"<p>word word</p>" * 1_300_000, "15"),
    ],
)
def test_a_file_that_is_no_page_is_one_line_and_a_failed_run(
    name: str, content: bytes, what: str, tmp_path: Path, tocsin: Run
) -> None:
    (tmp_path / name).write_bytes(content)
    ran = tocsin("read", tmp_path / name)
    assert ran.code == 1
    assert name in one_line(ran)
    assert what in ran.err


def test_a_missing_path_is_named(tmp_path: Path, tocsin: Run) -> None:
    ran = tocsin("read", tmp_path / "none.html")
    assert ran.code == 1
    assert "none.html" in one_line(ran)


def test_a_page_without_a_date_is_still_coded_and_says_so(tmp_path: Path, tocsin: Run) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "Troops shell town\n\nGovernment troops shelled the town of Goma, killing nine people, a doctor said. "
        "Residents fled towards the lake, and shops stayed closed for the rest of the day.\n"
    )
    ran = tocsin("read", page)
    assert ran.code == 0
    assert "published  unknown" in ran.out


def test_wrong_json_on_one_line_loses_no_other(tmp_path: Path, tocsin: Run) -> None:
    lines = [json.dumps({"id": str(n), **GOOD, "text": f"{GOOD['text']} Round {n} ended late."}) for n in range(5)]
    lines[2] = '{"id": "2", "text": '
    source = tmp_path / "five.jsonl"
    source.write_text("\n".join(lines))
    ran = tocsin("--store", tmp_path / "t.db", "load", source)
    assert ran.code == 0
    assert "4 read, 4 new, 1 skipped" in ran.out
    assert "five.jsonl:3" in one_line(ran)


def test_a_batch_returns_a_bad_line_in_its_place_with_an_error(tmp_path: Path, tocsin: Run) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        '{"id": 1, "text": "On Monday.", "published": "2025-10-14"}\nnot json\n'
        '{"id": 3, "text": "On Monday.", "published": "2025-10-14"}\n'
    )
    ran = tocsin("batch", "date", source, "--out", out)
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert ran.code == 0
    assert ["error" in row for row in rows] == [False, True, False]
    assert "in.jsonl:2" in rows[1]["error"]


def test_a_batch_in_which_no_row_is_usable_fails(tmp_path: Path, tocsin: Run) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("not json\n")
    assert tocsin("batch", "date", source, "--out", tmp_path / "out.jsonl").code == 1


def test_a_corrupt_store_is_one_line(tmp_path: Path, tocsin: Run) -> None:
    store = tmp_path / "bad.db"
    store.write_bytes(b"rubbish" * 999)
    ran = tocsin("--store", store, "status")
    assert ran.code == 1
    assert "bad.db" in one_line(ran)


def test_a_missing_store_says_how_to_begin(tmp_path: Path, tocsin: Run) -> None:
    ran = tocsin("--store", tmp_path / "none.db", "alerts")
    assert ran.code == 1
    assert "tocsin load" in one_line(ran)


def test_nothing_to_load_is_a_failed_run(tmp_path: Path, tocsin: Run) -> None:
    (tmp_path / "void").mkdir()
    assert tocsin("--store", tmp_path / "t.db", "load", tmp_path / "void").code == 1


def test_a_day_that_is_none_is_refused(tocsin: Run) -> None:
    ran = tocsin("alerts", "--as-of", "2025-13-40")
    assert ran.code == 2
    assert "2025-10-11" in ran.err


def test_a_server_off_loopback_needs_a_token(tmp_path: Path, tocsin: Run) -> None:
    ran = tocsin("serve", "--host", "0.0.0.0")
    assert ran.code == 1
    assert "token" in one_line(ran)
