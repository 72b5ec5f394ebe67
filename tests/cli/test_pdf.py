"""Briefs as PDF: printed where a browser is, refused in one clear line where none is."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tocsin.cli.pdf import BROWSERS, browser, page
from tocsin.errors import StopRun

Run = Callable[..., Any]
HAS_BROWSER = any(map(shutil.which, BROWSERS))


@pytest.mark.skipif(not HAS_BROWSER, reason="no Chromium or Chrome on this machine")
def test_a_brief_can_be_printed_to_pdf(demo_path: Path, tmp_path: Path, tocsin: Run) -> None:
    out = tmp_path / "brief.pdf"
    assert tocsin("--store", demo_path, "brief", "PAK-AFG", "--format", "pdf", "--out", out).code == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_without_a_browser_one_line_says_what_to_do() -> None:
    with pytest.raises(StopRun, match="no Chromium") as refused:
        browser({"PATH": "/nowhere"})
    assert "--format html" in refused.value.line()


def test_a_pdf_needs_a_file(demo_path: Path, tocsin: Run) -> None:
    ran = tocsin("--store", demo_path, "brief", "PAK-AFG", "--format", "pdf")
    assert ran.code != 0
    assert "--out" in ran.err


def test_the_printed_page_runs_and_loads_nothing() -> None:
    made = page("<p>x</p>", "<b>")
    assert "default-src 'none'" in made
    assert "<title>&lt;b&gt;</title>" in made
