"""What hostile news says stays words, on every page and in every table; a slice of `benchmarks/web_hostile.py`.

That benchmark opens the same pages in a browser. The strings here are our own; where TOCSIN_DATA is set, some of the
collections that the benchmark takes are tried too.
"""

import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from benchmarks.web_hostile import (
    FORMULAS,
    PLAIN,
    build,
    exported,
    formulas,
    full_pages,
    is_formula,
    single_pages,
    strings,
)
from tocsin.exchange.formats import safe_cell
from tocsin.settings import Settings
from tocsin.web.app import create_app

DATA = os.environ.get("TOCSIN_DATA")
OWN = (
    "<script>alert('tocsin')</script>",
    "'\"><img src=/x onerror=confirm(2)>",
    "</title></textarea></style><svg/onload=prompt(3)>",
    "<iframe srcdoc='<p onclick=alert(4)>'>",
    "javascript:alert(5)",
    "java\tscript:alert(6)",
    "data:text/html,<body onload=alert(7)>",
    '" autofocus onfocus=alert(8) x="',
    "--><math><a xlink:href=javascript:alert(9)>",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "<base href=//example.org><meta http-equiv=refresh content=0>",
    "<form action=//example.org><button formaction=javascript:alert(10)>",
    "\u202e<b>turned\u202c \x00\x1b[31m\ufffe",
    "']]>-->*/;alert(11)//",
    *FORMULAS,
)


class Elements(HTMLParser):
    """Collects each element with the names of its attributes, and every address that is not of the web."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(f"{tag}[{','.join(sorted(name for name, _ in attrs))}]")
        for name, value in attrs:
            if name in ("href", "src", "action") and not (value or "").startswith(("/", "?", "#", "http:", "https:")):
                self.found.add(f"{name}={value}" if value else tag)


def elements(page: str) -> set[str]:
    reader = Elements()
    reader.feed(page)
    reader.close()
    return reader.found


def served(
    path: Path, hostile: tuple[str, ...], singles: int, *, hosts: bool = False
) -> Iterator[tuple[str, int, str, str]]:
    """Yield address, status, policy and page of the pages that hold many strings, and of some that hold one."""
    build(path, hostile, hosts=hosts)
    alone = single_pages(path, hostile)
    with TestClient(create_app(Settings(store=str(path))), base_url="http://127.0.0.1:8765") as client:
        for asked in [*full_pages(path, hostile), *alone[:: max(1, len(alone) // singles)]]:
            answer = client.get(asked)
            yield asked, answer.status_code, answer.headers["content-security-policy"], answer.text


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    path = tmp_path_factory.mktemp("plain") / "plain.db"
    return {one for *_, page in served(path, PLAIN[-20:], 100) for one in elements(page)}


@pytest.fixture(scope="module")
def hostile_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile") / "hostile.db"


@pytest.fixture(scope="module")
def hostile(hostile_path: Path) -> list[tuple[str, int, str, str]]:
    return list(served(hostile_path, OWN, 200))


def test_hostile_words_bring_no_element_attribute_or_address_that_plain_words_do_not(
    plain: set[str], hostile: list[tuple[str, int, str, str]]
) -> None:
    assert {asked: more for asked, _, _, page in hostile if (more := elements(page) - plain)} == {}


def test_no_page_over_hostile_words_fails(hostile: list[tuple[str, int, str, str]]) -> None:
    assert [asked for asked, status, _, _ in hostile if status >= 500] == []


def test_every_page_over_hostile_words_forbids_inline_scripts(hostile: list[tuple[str, int, str, str]]) -> None:
    policies = {policy for _, _, policy, _ in hostile}
    assert all("script-src 'self';" in one and "unsafe" not in one for one in policies)


def test_no_template_is_filled_by_words(hostile: list[tuple[str, int, str, str]]) -> None:
    shown = [page for _, _, _, page in hostile if "{{ 7 * 7 }}" in page]
    assert len(shown) > 5


def test_no_export_holds_a_formula(hostile: list[tuple[str, int, str, str]], hostile_path: Path) -> None:
    assert len(hostile) > 0  # the store is made with the pages
    assert formulas(exported(hostile_path)) == []


@pytest.mark.skipif(not DATA, reason="TOCSIN_DATA names no folder of data sets")
def test_strings_of_the_collections_bring_no_element_either(plain: set[str], tmp_path: Path) -> None:
    some = tuple(strings(Path(DATA or ""))[7::150])
    answers = served(tmp_path / "t.db", some, 100)
    assert {asked: more for asked, _, _, page in answers if (more := elements(page) - plain)} == {}


def test_an_address_whose_host_cannot_be_read_is_no_link(tmp_path: Path) -> None:
    assert {status for _, status, _, _ in served(tmp_path / "t.db", ("[half", "half]", "＠half"), 20, hosts=True)} <= {
        200,
        400,
        404,
    }


@pytest.mark.parametrize("sign", ["=", "＝", "\ufeff=", "\u200b+", " @", "\n-", "\t", "\r", "\n"])
def test_a_cell_that_begins_like_a_formula_is_quoted(sign: str) -> None:
    assert is_formula(f"{sign}A1")
    assert safe_cell(f"{sign}A1") == f"'{sign}A1"


@pytest.mark.parametrize("word", ["Kabul", "2025-10-19", "a=b", "'quoted'", "", "(+92)"])
def test_a_cell_of_plain_words_stays_as_it_is(word: str) -> None:
    assert safe_cell(word) == word


def test_an_origin_that_is_no_address_is_refused(hostile_path: Path, hostile: list[object]) -> None:
    client = TestClient(create_app(Settings(store=str(hostile_path))), base_url="http://127.0.0.1:8765")
    assert client.get("/about", headers={"Origin": "http://["}).status_code == 403


@pytest.mark.parametrize("path", ["/fails", "/api/v1/fails"])
def test_an_answer_to_a_failure_forbids_scripts_and_tells_nothing_of_it(path: str, hostile_path: Path) -> None:
    app = create_app(Settings(store=str(hostile_path)))

    @app.get(path)
    def fails() -> None:
        raise RuntimeError("<script>alert(1)</script>")

    client = TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False)
    answer = client.get(path)
    assert answer.status_code == 500
    assert "alert(1)" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]
