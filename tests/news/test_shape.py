"""Lists of stories told from stories."""

import pytest

from tests.news.test_extract import FIRST, HTML, SECOND
from tocsin.errors import SkipItem
from tocsin.news.extract import extract
from tocsin.news.gather import gather
from tocsin.records import Document

ITEMS = "".join(
    f'<div><h3><a href="/{number}">Council number {number} votes on the harbour wall</a></h3>'
    f"<p>The vote of council {number} came after a long evening of debate in the town hall.</p></div>"
    for number in range(15)
)
FRONT = f"<html><head><title>Coast news</title></head><body><main><h1>Coast news</h1>{ITEMS}</main></body></html>"
STORY = f"<article><h1>Boats collide</h1><p>{FIRST}</p><p>{SECOND}</p></article>"


def test_a_section_front_is_a_list() -> None:
    assert extract(FRONT).shape == "list"


def test_a_list_is_refused_with_one_reason() -> None:
    with pytest.raises(SkipItem, match="list of stories"):
        gather(Document(raw=FRONT, where="front.html"))


def test_a_story_is_no_list() -> None:
    assert extract(HTML).shape == "article"


def test_a_story_with_a_long_list_of_others_below_is_no_list() -> None:
    assert extract(FRONT.replace("<main>", f"<main>{STORY * 3}")).shape == "article"


def test_a_page_that_calls_itself_an_article_is_no_list() -> None:
    page = FRONT.replace("<head>", '<head><meta property="article:published_time" content="2021-05-04T10:00:00Z">')
    assert extract(page).shape == "article"


def test_links_of_a_menu_make_no_list() -> None:
    page = FRONT.replace("<main>", "<nav>").replace("</main>", f"</nav><p>{FIRST}</p>")
    assert extract(page).shape == "article"


def test_a_body_that_was_given_is_read_even_from_a_list() -> None:
    assert gather(Document(raw=FRONT, text=f"{FIRST}\n\n{SECOND}")).text.startswith(FIRST)
